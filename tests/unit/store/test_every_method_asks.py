"""Every function of the store that takes a reader or a transaction asks the access rules, and gives nothing when they
refuse. New functions are found by looking at the modules, so one that forgets to ask fails here."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from access.decide import Decision
from records import Actor, CaseDocument, Marking, load_document
from store import Reader, Store, StoreError, Tx, cases, open_store
from store.rows import CaseInput

ROOM = Path(__file__).parents[3] / "store"
#: functions without a row of their own: they only write for a caller in this room that has asked
HELPERS = {
    "saving.drop": "deletes for remove() and submissions.remove(), which have asked",
}
#: arguments that must be one of a few words
NAMED = {
    ("matches.rows", "state"): "all",
    ("matches.judge", "verdict"): "same",
    ("decisions.decide", "verdict"): "accept",
}
#: what a refused reader may still be given
NOTHING = (None, 0, False, "", [], {}, ())


def repository():
    """(name, function) of every public function whose first argument is a Reader or a Tx."""
    for path in sorted(ROOM.glob("*.py")):
        module = importlib.import_module(f"store.{path.stem}" if path.stem != "__init__" else "store")
        for name, member in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(member) or member.__module__ != module.__name__:
                continue
            first = next(iter(inspect.signature(member).parameters.values()), None)
            if first is not None and first.annotation in ("Reader", "Tx", Reader, Tx):
                yield f"{path.stem}.{name}", member


ALL = dict(repository())


def sample(kind, case_id):
    """Some value of an annotated type."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return None if type(None) in inside else sample(inside[0], case_id)
    if origin in (Sequence, Iterable, list, tuple, set, frozenset) or kind in (Sequence, Iterable, list):
        return (origin if origin in (set, frozenset, tuple) else list)([sample(inside[0], case_id)] if inside else [])
    if origin in (Mapping, dict) or kind in (Mapping, dict):
        return {}
    if origin is Callable or kind is Callable:
        return lambda *_: ""
    plain = {
        str: case_id, int: 1, bool: True, float: 0.5, bytes: b"x", datetime: datetime(2026, 1, 1, tzinfo=UTC),
        date: date(2026, 1, 1), Marking: Marking(), Path: Path("x"), typing.Any: None,
    }  # fmt: skip
    if kind in plain:
        return plain[kind]
    if kind is CaseDocument:
        return load_document(
            {"format": "waylink/case", "version": 1, "submission": {"country": "KZ"}, "case": {"summary": "x"}}
        )
    if kind is Actor:
        return Actor("somebody", "nobody")
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{
            field.name: sample(hints[field.name], case_id)
            for field in dataclasses.fields(kind)
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        })  # fmt: skip
    raise AssertionError(f"no sample of {kind}; add one above")


class Refusing:
    """Access rules that refuse everything and count how often they were asked."""

    def __init__(self):
        self.asked = 0

    def __call__(self, role, action, relation="none", marking=None, state="open"):
        self.asked += 1
        return Decision(False)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="module")
def filled(place):
    """A store with one case, and its id."""
    from access.decide import decide

    store = open_store(place, decide=decide)
    document = load_document(
        {
            "format": "waylink/case", "version": 1, "submission": {"country": "KZ", "authority": "A"},
            "case": {"reference": "KZ-1"}, "persons": [{"id": "p1", "names": ["Серик Оспанов"]}],
        }
    )  # fmt: skip
    with store.write(Actor("owner", "investigator")) as tx:
        case_id = cases.save_many(tx, [CaseInput(document)])[0].case_id
    store.close()
    return case_id


def test_the_room_was_found():
    assert len(ALL) > 60
    assert {"reading.get", "matches.judge", "sessions.find", "settings.all_values", "emergencies.begin"} <= set(ALL)


@pytest.mark.parametrize("name", sorted(set(ALL) - set(HELPERS)))
def test_refused_rules_are_asked_and_obeyed(name, place, filled):
    rules = Refusing()
    store = Store(place / "waylink.db", open_store(place, decide=rules)._connect, rules)
    function = ALL[name]
    hints = typing.get_type_hints(function, None, {"Reader": Reader, "Tx": Tx})
    wanted = list(inspect.signature(function).parameters.values())
    given = [
        NAMED.get((name, one.name), sample(hints[one.name], filled))
        for one in wanted[1:]
        if one.kind is not one.KEYWORD_ONLY
    ]
    named = {one.name: sample(hints[one.name], filled) for one in wanted if one.kind is one.KEYWORD_ONLY}
    changes = None
    try:
        with store.write(Actor("owner", "investigator"), "why") as tx:
            before = tx.db.conn.total_changes
            tx.quiet()
            try:
                answer = function(tx, *given, **named)
            except StoreError as refused:
                assert refused.code in ("not_allowed", "not_found"), refused.code
                answer = None
            if isinstance(answer, types.GeneratorType):
                answer = list(answer)
            changes = tx.db.conn.total_changes - before
    finally:
        store.close()
    assert rules.asked > 0, f"{name} gives or changes something without asking"
    assert changes == 0, f"{name} changes rows although everything is refused"
    assert is_nothing(answer), f"{name} gives something although everything is refused: {type(answer).__name__}"


def is_nothing(answer):
    if answer in NOTHING:
        return True
    if isinstance(answer, dict):
        return all(is_nothing(value) for value in answer.values())
    if dataclasses.is_dataclass(answer):
        return all(is_nothing(value) for value in dataclasses.astuple(answer))
    return False


def test_no_page_or_service_reaches_past_the_functions():
    """SQL is written in this room alone, so the functions above are the only way in."""
    for folder in ("services", "ui", "pages", "cli"):
        for path in (ROOM.parent / folder).rglob("*.py"):
            calls = [
                node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
            ]
            reached = {
                node.func.attr for node in calls
                if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
                and node.func.value.id in ("tx", "reader")
            }  # fmt: skip
            if path.name == "doctor.py":  # whether the store answers at all
                reached -= {"select"}
            assert reached <= {"require", "may", "now", "log", "quiet", "other_may"}, path.name
