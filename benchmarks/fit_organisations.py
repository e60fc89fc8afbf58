"""Fit the weights of organisations' names on a name workbench and how they do on others.

    uv run --group fit python benchmarks/fit_organisations.py WORKBENCH [--write]

Organisations are split into two halves by their id, as persons are in ``fit_names.py``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.append(str(Path(__file__).resolve().parent))

from _name_pairs import groups, half
from fit_names import _tree, curve

from linking import organisation_views, organisations

OUT = Path(__file__).resolve().parent.parent / "linking" / "data" / "organisations_model.json.gz"
FALLING = {"kinds_apart", "figures_apart", "figures_lone"}


def _rows(folder: Path) -> dict[str, Any]:
    made: dict[str, list[Any]] = defaultdict(list)
    for group in groups(folder, "orgs"):
        for one, left, _ in group["left"]:  # type: ignore[attr-defined]
            for other, right, _ in group["right"]:  # type: ignore[attr-defined]
                made["x"].append(organisation_views.views(organisations.prepared(left), organisations.prepared(right)))
                made["y"].append(one == other)
                made["halves"].append((half(one), half(other)))
                made["group"].append(group["group"])
    return {key: np.array(value) for key, value in made.items()}


def _fit(x: Any, y: Any) -> Any:
    from lightgbm import LGBMClassifier

    rising = [int(name in organisation_views.RISING) - int(name in FALLING) for name in organisation_views.FEATURES]
    model = LGBMClassifier(
        n_estimators=400, num_leaves=8, max_depth=4, learning_rate=0.06, min_child_samples=25, reg_lambda=5,
        extra_trees=True, n_jobs=1, verbose=-1, deterministic=True, seed=1, monotone_constraints=rising,
    )  # fmt: skip
    return model.fit(x, y)


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbench", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    rows = _rows(chosen.workbench)
    scores = np.zeros(len(rows["y"]))
    for held in (0, 1):
        keep = (rows["halves"] != held).all(axis=1)
        use = rows["halves"][:, 0] == held
        scores[use] = _fit(rows["x"][keep], rows["y"][keep]).predict(rows["x"][use], raw_score=True)
    f1, line, sure = curve(scores, rows["y"])
    print(f"organisations, other half: F1 {f1:.3f}, R@P99 {sure:.3f}, line {line:+.2f}")
    for group in sorted(set(rows["group"])):
        use = rows["group"] == group
        print(f"  {group:24s} F1 {curve(scores[use], rows['y'][use])[0]:.3f}")
    if chosen.write:
        dump = _fit(rows["x"], rows["y"]).booster_.dump_model()
        model = {
            "about": "Log-odds of two names being one organisation's: boosted trees with monotone constraints over "
            "linking.organisation_views.FEATURES, fitted by benchmarks/fit_organisations.py on public names.",
            "trees": [_tree(tree["tree_structure"]) for tree in dump["tree_info"]],
        }
        with OUT.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
            packed.write(json.dumps(model, separators=(",", ":")).encode())
        print(f"written: {OUT.name}, {len(model['trees'])} trees, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
