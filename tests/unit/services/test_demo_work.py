import pytest

from services import cases, counterparts, demo, matching
from services.desk import Desk, open_desk


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, demo.DemoReport]:
    desk = open_desk(tmp_path_factory.mktemp("demonstration"), demo=True)
    return desk, demo.fill(desk)


def test_review_and_letters_have_something_to_show(filled: tuple[Desk, demo.DemoReport]) -> None:
    desk, report = filled
    assert report.matches > 20
    assert report.judged >= 4
    assert matching.queue(desk, demo.TRAINER, state="open")
    assert matching.queue(desk, demo.TRAINER, state="decided")
    view = counterparts.for_case(desk, demo.PROSECUTOR, cases.get(desk, demo.PROSECUTOR, "KZ-1127/24").case_id)
    assert view.result.states
    assert view.decisions
    assert report.letters == 1
    assert demo.fill(desk).already


def test_most_planted_pairs_are_found_and_no_trap_is_nearly_certain(filled: tuple[Desk, demo.DemoReport]) -> None:
    desk, _ = filled
    scores = {
        frozenset((row.left_id, row.right_id)): row.score for row in matching.queue(desk, demo.TRAINER, state="all")
    }
    pairs = demo.planted(desk)
    missed = [pair for pair in pairs if frozenset(pair[:2]) not in scores]
    assert len(missed) <= 0.2 * len(pairs), missed
    assert sum(pair.difficulty == "easy" for pair in missed) <= 1, missed
    for trap in demo.traps(desk):
        assert scores.get(frozenset(trap[:2]), 0.0) < 0.9, trap
