import time

import pytest

from records import Actor
from services import cases, demo, imports
from services.desk import Desk, open_desk
from services.errors import Refused


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, demo.DemoReport, float]:
    desk = open_desk(tmp_path_factory.mktemp("demonstration"), demo=True)
    start = time.monotonic()
    report = demo.fill(desk)
    return desk, report, time.monotonic() - start


def test_it_is_there_in_time(filled: tuple[Desk, demo.DemoReport, float]) -> None:
    _, report, seconds = filled
    assert report.submissions >= 14
    assert report.cases >= 44
    assert report.persons >= 170
    assert not report.already
    assert seconds < 60, "twenty seconds are meant on a quiet machine with two cores"


def test_the_ledger_and_the_quarantine_have_something_to_show(filled: tuple[Desk, demo.DemoReport, float]) -> None:
    desk, _, _ = filled
    lines = imports.history(desk, demo.TRAINER)
    assert len(lines) >= 14
    assert any(line.quarantined for line in lines)


def test_filling_again_changes_nothing(filled: tuple[Desk, demo.DemoReport, float]) -> None:
    desk, report, _ = filled
    again = demo.fill(desk)
    assert (again.cases, again.matches, again.judged) == (report.cases, report.matches, report.judged)


def test_planted_pairs_have_ids_of_this_store(filled: tuple[Desk, demo.DemoReport, float]) -> None:
    desk, _, _ = filled
    for pair in (*demo.planted(desk), *demo.traps(desk)):
        for party in pair[:2]:
            case_id, _, local = party.partition("/")
            assert cases.get(desk, demo.TRAINER, case_id).document.holder(local) is not None


def test_most_places_are_settled(filled: tuple[Desk, demo.DemoReport, float]) -> None:
    desk, _, _ = filled
    stops = [
        stop
        for row in cases.listing(desk, demo.TRAINER, limit=1_000)
        if "(demonstration)" in row.authority
        for _, stop in cases.get(desk, demo.TRAINER, row.case_id).document.stops()
    ]
    settled = [stop for stop in stops if stop.location is not None]
    assert len(settled) >= 0.9 * len(stops), [stop.place for stop in stops if stop.location is None]


def test_a_real_store_is_never_filled(desk: Desk, investigator: Actor) -> None:
    with pytest.raises(Refused) as fault:
        demo.fill(desk)
    assert fault.value.code == "not_a_demonstration"
    assert cases.listing(desk, investigator) == []
