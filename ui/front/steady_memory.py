"""Keeps what lives as long as the process out of the garbage collector's sight.

Streamlit collects all garbage after every run of the script. Walking over modules, facts and outlines that never die
took ten times as long as the run itself; frozen objects are not walked over. They are frozen at the start, and again as
the pages have loaded what they need. What dies by its last reference still dies at once.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import Sequence

from anyio import to_thread

#: what pages load at their first use
_LATER = ("geopandas", "pandas", "services.routes", "services.counterparts", "services.matching", "services.places")
_AFTER_SECONDS = (0, 20, 60, 180, 600)


async def keep(after: Sequence[float] = _AFTER_SECONDS) -> None:
    """Load what is sure to be needed, then freeze at these moments, in seconds since the start."""
    passed = 0.0
    for moment in after:
        await asyncio.sleep(moment - passed)
        passed = moment
        await to_thread.run_sync(_freeze)


def _freeze() -> None:
    for name in _LATER:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
