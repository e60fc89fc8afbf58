"""The reference page names every table, every log action and every way in which the store does not open."""

from __future__ import annotations

import re
from pathlib import Path

from access.decide import actions

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "reference" / "store.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z0-9_.*]+)`", PAGE))


def test_tables(store):
    db = store.connection()
    tables = {name for name in db.table_names() if not re.match(r"sqlite_|name_(word|part)_", name)}
    db.close()
    assert len(tables) > 20
    assert tables - NAMED == set()


def test_log_actions():
    kinds = (
        "case|submission|import|match|state|letter|settings|account|sign_in|sign_out|session|first_start|backup|"
        "register|condition|permission"
    )
    written = set()
    for path in [*ROOT.glob("store/*.py"), *ROOT.glob("services/*.py")]:
        written |= set(re.findall(rf'"((?:{kinds})\.[a-z_]+)"', path.read_text(encoding="utf-8")))
    written -= set(actions())
    assert {"case.recorded", "case.name_revealed", "sign_in.failed", "case.opened_whole"} <= written
    groups = {name.removesuffix("*") for name in NAMED if name.endswith(".*")}
    assert {name for name in written - NAMED if name.split(".")[0] + "." not in groups} == set()


def test_opening_errors():
    raised = set(re.findall(r'StoreError\("([a-z_]+)"\)', (ROOT / "store" / "opening.py").read_text(encoding="utf-8")))
    assert len(raised) > 8
    assert raised - NAMED == set()
