from __future__ import annotations

import pytest

from store import StoreError, cases, matches
from store.rows import CaseInput, MatchInput, RunInput


@pytest.fixture
def people(store, investigator, named):
    """Global ids of the one person of each of four cases."""
    with store.write(investigator) as tx:
        rows = cases.save_many(tx, [CaseInput(named(f"Somebody {n}")) for n in range(4)])
    return sorted(f"{row.case_id}/p1" for row in rows)


def run(store, actor, *pairs, score=0.8):
    with store.write(actor) as tx:
        found = [MatchInput(a, b, score, 2.0, [{"kind": "name", "weight": 2.0, "left": "X"}]) for a, b in pairs]
        return matches.record_run(tx, RunInput(tx.now(), 6, 0, 0.5, 4, {"review": 0.7}), found)


def all_rows(store, actor, state="all", **kw):
    with store.read(actor) as reader:
        return matches.rows(reader, state, **kw)


def judge(store, actor, match_id, verdict, reason="seen"):
    with store.write(actor, reason) as tx:
        return matches.judge(tx, match_id, verdict, reason)


def test_a_run_is_a_line_of_the_ledger(store, investigator, people):
    a, b, c, _ = people
    first = run(store, investigator, (b, a), (a, c))
    assert (first.candidates, first.new, first.gone, first.compared) == (2, 2, 0, 6)
    with store.read(investigator) as reader:
        assert matches.runs(reader) == [first]
    rows = all_rows(store, investigator)
    assert [(row.left_id, row.right_id) for row in rows] in ([(a, b), (a, c)], [(a, c), (a, b)])
    assert rows[0].evidence == ({"kind": "name", "weight": 2.0, "left": "X"},)


def test_a_pair_keeps_its_id_and_gets_its_new_score(store, investigator, people, clock):
    a, b, *_ = people
    run(store, investigator, (a, b), score=0.6)
    (before,) = all_rows(store, investigator)
    clock.forward(days=1)
    again = run(store, investigator, (b, a), score=0.9)
    (after,) = all_rows(store, investigator)
    assert (again.new, after.match_id, after.first_seen) == (0, before.match_id, before.first_seen)
    assert (after.score, after.run_id) == (0.9, again.run_id)
    assert after.last_seen > before.last_seen


def test_open_pairs_no_longer_found_go_and_decided_ones_stay(store, investigator, people):
    a, b, c, d = people
    run(store, investigator, (a, b), (c, d))
    decided = next(row for row in all_rows(store, investigator) if row.left_id == a)
    judge(store, investigator, decided.match_id, "different")
    assert run(store, investigator).gone == 1
    assert [row.match_id for row in all_rows(store, investigator)] == [decided.match_id]
    with store.read(investigator) as reader:
        assert matches.known(reader) == [(a, b, "different")]


def test_a_judgement_counts_until_it_is_taken_back(store, investigator, people):
    run(store, investigator, people[:2])
    (row,) = all_rows(store, investigator)
    first = judge(store, investigator, row.match_id, "cannot_tell")
    second = judge(store, investigator, row.match_id, "same", "same passport")
    assert all_rows(store, investigator, "open") == []
    assert all_rows(store, investigator, "decided")[0].verdict == "same"
    with store.write(investigator, "wrong person") as tx:
        assert matches.undo(tx, second, "wrong person") == row.match_id
    assert all_rows(store, investigator, "decided")[0].verdict == "cannot_tell"
    with store.write(investigator, "again") as tx:
        matches.undo(tx, first, "again")
    assert all_rows(store, investigator, "open")[0].verdict is None
    with store.read(investigator) as reader:
        latest, earliest = matches.judgements(reader, row.match_id)
    assert (latest.verdict, latest.reason, latest.undone_by) == ("same", "same passport", investigator.id)
    assert (earliest.judgement_id, earliest.undone_reason) == (first, "again")
    for bad in (first, "J-00000000"):
        with pytest.raises(StoreError) as refused, store.write(investigator) as tx:
            matches.undo(tx, bad, "x")
        assert refused.value.code in ("already_undone", "not_found")


def test_judging_is_checked(store, investigator, read_only, auditor, people):
    run(store, investigator, people[:2])
    (row,) = all_rows(store, investigator)
    for actor, verdict, code in (
        (investigator, "maybe", "bad_verdict"),
        (read_only, "same", "not_allowed"),
        (auditor, "same", "not_found"),
    ):
        with pytest.raises(StoreError) as refused:
            judge(store, actor, row.match_id, verdict)
        assert refused.value.code == code
    assert all_rows(store, read_only) == [row]
    assert all_rows(store, auditor) == []


def test_saving_a_case_again_makes_its_pairs_stale(store, investigator, people, named):
    a, b, c, d = people
    run(store, investigator, (a, b), (c, d))
    with store.write(investigator) as tx:
        cases.save_many(tx, [CaseInput(named("Somebody New"), case_id=a.partition("/")[0])])
    assert {row.left_id: row.stale for row in all_rows(store, investigator)} == {a: True, c: False}
    run(store, investigator, (a, b), (c, d))
    assert not any(row.stale for row in all_rows(store, investigator))


def test_a_pair_goes_with_its_person(store, investigator, people, case):
    a, b, *_ = people
    run(store, investigator, (a, b))
    with store.write(investigator) as tx:
        document = case.model_copy(update={"persons": [], "involvements": [], "identifiers": [], "routes": []})
        cases.save_many(tx, [CaseInput(document, case_id=a.partition("/")[0])])
    assert all_rows(store, investigator) == []


def test_by_case_and_by_pair(store, investigator, people):
    a, b, c, d = people
    run(store, investigator, (a, b), (c, d))
    assert [row.left_id for row in all_rows(store, investigator, case_id=d.partition("/")[0])] == [c]
    with store.read(investigator) as reader:
        assert matches.pair(reader, b, a).left_id == a
        assert matches.pair(reader, a, c) is None
        counted = matches.counts(reader)
    assert (counted.open, counted.decided, counted.same) == (2, 0, 0)
    assert counted.oldest_open is not None
    with pytest.raises(ValueError, match="two different"):
        run(store, investigator, (a, a))


def test_a_pair_is_seen_only_with_both_its_cases(store, investigator, colleague, people):
    a, b, *_ = people
    run(store, investigator, (a, b))
    assert len(all_rows(store, colleague)) == 1
    with store.write(investigator, "closed") as tx:
        cases.restrict(tx, a.partition("/")[0], True)
    assert all_rows(store, colleague) == []
    with store.write(investigator, "joins the team") as tx:
        cases.share(tx, a.partition("/")[0], colleague.id)
    assert len(all_rows(store, colleague)) == 1


def test_a_run_leaves_alone_what_its_actor_cannot_see(store, investigator, colleague, people):
    a, b, c, d = people
    run(store, investigator, (a, b), (c, d))
    with store.write(investigator, "closed") as tx:
        cases.restrict(tx, a.partition("/")[0], True)
    assert run(store, colleague).gone == 1
    assert [row.left_id for row in all_rows(store, investigator)] == [a]


def test_pairs_of_removed_persons_are_left_out(store, investigator, people):
    a, b, *_ = people
    assert run(store, investigator, (a, b), (a, "C-00000000/p1")).candidates == 1
