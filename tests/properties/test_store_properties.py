"""Whatever a sender writes: it is kept as it is, it is found, it is never a query, and it never reaches the log."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from access import masking, redact
from access.decide import decide
from records import Actor, load_document
from store import audit, cases, open_store, search
from store.fold import fold, grams, squeezed
from store.ids import for_log
from store.rows import CaseInput

ACTOR = Actor("supervisor.one", "supervisor")
#: all that a JSON text may hold, with scripts and signs that matter made frequent
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("аяёйыіїЎқғ ابتثةىیکآأ 王伟小明 สมชายใจดี ကိုအောင် 'ʼ\"*%_()-\u0301\u0e48\u200f\u202e\x00 AZaz09"),
    ),
    min_size=1,
    max_size=40,
)
#: the two words that stand for "there is no value" are no names
NAME = TEXT.filter(lambda text: len(squeezed(text)) >= 2 and text.strip() not in ("not_asked", "refused"))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(tmp_path_factory.mktemp("store") / "data", decide=decide)
    yield opened
    opened.close()


def document(name, **more):
    return load_document(
        {
            "format": "waylink/case", "version": 1, "submission": {"country": "KZ", "authority": name},
            "persons": [{"id": "p1", "names": [name], "note": name, "x_kept": name}],
            "involvements": [{"who": "p1", "as": "suspect"}], **more,
        }
    )  # fmt: skip


@FEW
@given(NAME)
def test_what_was_written_is_kept_and_found(store, name):
    written = document(name)
    with store.write(ACTOR) as tx:
        (row,) = cases.save_many(tx, [CaseInput(written)])
    with store.read(ACTOR) as reader:
        assert cases.get(reader, row.case_id).document == written
        hits = search.find(reader, name, limit=10_000)
        assert f"{row.case_id}/p1" in {hit.party_id for hit in hits}
        logged = reader.select("SELECT detail, objects, reason FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
        assert len(name) < 6 or name not in json.dumps(logged, ensure_ascii=False)
    with store.write(ACTOR, "tidy") as tx:
        cases.remove(tx, row.case_id)


@FEW
@given(st.text(max_size=200), st.lists(st.text(max_size=30), max_size=4))
def test_searching_never_fails(store, text, keys):
    with store.read(ACTOR) as reader:
        assert search.find(reader, text, keys) == []
        assert cases.rows(reader, cases.CaseFilter(text=text)) == [] or not text.strip()


def test_afterwards_the_log_fits(store):
    with store.read(ACTOR) as reader:
        assert audit.verify(reader.db) == []
        assert reader.select("SELECT count(*) AS n FROM name_word")[0]["n"] == 0


@given(TEXT)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper()) == fold(fold(text.upper()))
    assert "  " not in grams(text)


@given(st.text(max_size=60))
def test_ids_in_the_log_are_short_and_plain(text):
    told = for_log(text)
    assert told.isascii()
    assert all(sign.isalnum() or sign in "-/._:" for sign in told)
    assert "/" in text or len(told) <= 50


@given(st.lists(NAME.filter(lambda text: len(text.split()) > 0), min_size=1, max_size=3), TEXT, TEXT)
def test_a_masked_document_never_holds_the_name(names, before, after):
    full = [name.strip() for name in names]
    assume(all(len(name) >= 4 and masking.pseudonym("", "p1").find(name) < 0 for name in full))
    case = load_document(
        {
            "format": "waylink/case", "version": 1, "submission": {"country": "KZ"},
            "case": {"summary": f"{before} {full[0]} {after}"},
            "persons": [{"id": "p1", "names": full, "note": full[0]}], "involvements": [{"who": "p1", "as": "victim"}],
        }
    )  # fmt: skip
    shown = redact.masked(case, "")
    assert [name.display for name in shown.persons[0].names] == ["Person 1"]
    assert f" {full[0]} " not in shown.case.summary
    assert shown.persons[0].note is None
    assert masking.shown_name(case, case.persons[0]) == ("Person 1", True)
