"""What tests share: a desk on a folder of its own, people to act, documents to save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from access.decide import decide
from records import Actor, CaseDocument, load_document
from store import Store, open_store

# Pauses of a busy machine are no fault of what is tested; nothing here is a timed test.
settings.register_profile("waylink", deadline=None)
settings.load_profile("waylink")


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture(scope="session")
def places_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One list of places for all tests of a run: building it takes some seconds."""
    return tmp_path_factory.mktemp("places")


@pytest.fixture(autouse=True)
def _own_folders(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, places_folder: Path
) -> None:
    """No test touches the folders or keys of the person who runs it."""
    monkeypatch.setenv("WAYLINK_PLACES", str(places_folder))
    monkeypatch.setenv("WAYLINK_PLACES_SIZE", "small")
    home = tmp_path_factory.mktemp("home")
    for name in ("WAYLINK_KEY", "WAYLINK_KEY_FILE", "WAYLINK_DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WAYLINK_DATA", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "share"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(tmp_path / "store", decide=decide, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Any]:
    """An empty installation that is no demonstration."""
    from services.desk import open_desk

    opened = open_desk(tmp_path / "desk", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def demo_desk(tmp_path: Path, clock: Clock) -> Iterator[Any]:
    """An empty demonstration."""
    from services.desk import open_desk

    opened = open_desk(tmp_path / "demonstration", demo=True, clock=clock)
    yield opened
    opened.close()


def _actor(role: str, country: str | None = "KZ") -> Actor:
    return Actor(f"{role}.one", role, country, role.capitalize())


@pytest.fixture
def investigator() -> Actor:
    return _actor("investigator")


@pytest.fixture
def colleague() -> Actor:
    return Actor("investigator.two", "investigator", "KZ", "Colleague")


@pytest.fixture
def prosecutor() -> Actor:
    return _actor("prosecutor")


@pytest.fixture
def supervisor() -> Actor:
    return _actor("supervisor")


@pytest.fixture
def administrator() -> Actor:
    return _actor("administrator", None)


@pytest.fixture
def auditor() -> Actor:
    return _actor("auditor", None)


@pytest.fixture
def read_only() -> Actor:
    return _actor("read_only")


@pytest.fixture
def plain_case() -> dict[str, Any]:
    """A case with a victim, a suspect, an agency, a passport and a route; all invented."""
    return {
        "format": "waylink/case",
        "version": 1,
        "submission": {
            "country": "KZ", "authority": "Prosecutor General's Office", "received": "2026-03-02", "language": "ru",
            "tlp": "TLP:AMBER", "handling": ["H1"],
        },
        "case": {
            "reference": "KZ-2026/017", "title": "Дело о работе за рубежом", "status": ["investigation"],
            "detected": "2026-02", "purposes": ["ForcedLabour"], "acts": ["recruitment"], "means": ["deception"],
            "summary": "Гульнара Ахметова была обманута агентством.",
        },
        "persons": [
            {
                "id": "p1", "names": [{"full": "Ахметова Гульнара", "family": "Ахметова", "given": "Гульнара"}],
                "gender": "Feminine", "birth": "1999-04-12", "citizenships": ["UZ"], "birth_place": "Наманган",
            },
            {"id": "p2", "names": [{"full": "Серик Оспанов"}], "citizenships": ["KZ"]},
        ],
        "organisations": [{"id": "o1", "name": "Golden Bridge Recruitment LLC", "seat": "AE", "suspected": "yes"}],
        "involvements": [
            {"who": "p1", "as": "victim", "status": "ActualVictimOfTrafficking"},
            {"who": "p2", "as": "suspect", "roles": ["RecruiterOrIntermediary"], "basis": "alleged"},
        ],
        "identifiers": [
            {"id": "i1", "kind": "passport", "value": "AB 1234567", "country": "UZ", "holders": ["p1"]},
            {"id": "i2", "kind": "phone", "value": "+7 701 555 01 23", "holders": ["p2"]},
        ],
        "routes": [
            {
                "id": "r1", "travellers": ["p1"],
                "stops": [
                    {"id": "s1", "role": "recruitment", "place": "Ташкент", "country": "UZ", "date": "2025-09"},
                    {"id": "s2", "role": "transit", "place": "Алматы", "country": "KZ", "mode": "road"},
                    {"id": "s3", "role": "exploitation", "place": "Dubai", "country": "AE", "mode": "air"},
                ],
            }
        ],
    }  # fmt: skip


@pytest.fixture
def case(plain_case: dict[str, Any]) -> CaseDocument:
    return load_document(plain_case)


@pytest.fixture
def named() -> Callable[..., CaseDocument]:
    """Makes a case around one suspect of a given name: ``named("王伟", reference="A-1")``."""

    def make(name: str, *, reference: str = "", country: str = "KZ", capacity: str = "suspect") -> CaseDocument:
        return load_document(
            {
                "format": "waylink/case", "version": 1, "submission": {"country": country},
                "case": {"reference": reference} if reference else {},
                "persons": [{"id": "p1", "names": [name]}], "involvements": [{"who": "p1", "as": capacity}],
            }
        )  # fmt: skip

    return make
