"""This project's engine for a records workbench: ``NAME`` and ``link(left, right, fields, kinds)``.

The frames are indexed by record id; ``right`` is ``None`` where ``left`` is to be searched for duplicates.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent


def _own_records() -> None:
    """Load this project's package ``records`` where the workbench's own script of that name stands in the way."""
    sys.path.insert(0, str(_ROOT))
    loaded = sys.modules.get("records")
    if loaded is not None and not str(getattr(loaded, "__file__", "")).startswith(str(_ROOT)):
        spec = importlib.util.spec_from_file_location(
            "records", _ROOT / "records" / "__init__.py", submodule_search_locations=[str(_ROOT / "records")]
        )
        assert spec is not None
        assert spec.loader is not None
        sys.modules["records"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["records"])


_own_records()

from linking.engines import link_tables  # noqa: E402  -- only now is it sure whose records they are

NAME = "waylink"


def link(left: Any, right: Any, fields: Sequence[str], kinds: Mapping[str, Any]) -> Iterator[tuple[Any, Any, float]]:
    """Pairs of record ids with their log-odds."""
    cells = [
        None if frame is None else {name: frame[name].astype(object).tolist() for name in fields}
        for frame in (left, right)
    ]
    assert cells[0] is not None
    made = link_tables(cells[0], cells[1], {name: kinds[name] for name in fields})
    left_ids, right_ids = list(left.index), list((left if right is None else right).index)
    for one, other, odds in zip(made.left.tolist(), made.right.tolist(), made.log_odds.tolist(), strict=True):
        yield left_ids[one], right_ids[other], odds
