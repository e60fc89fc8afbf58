import re
import unicodedata

import phonenumbers

from exchange import demo
from records.codes import code_lists


def _parties() -> dict[str, object]:
    return {
        f"{document.case.reference}/{party.id}": party
        for document in demo.documents()
        for party in (*document.persons, *document.organisations)
    }


def test_it_is_large_and_wide_enough() -> None:
    documents = demo.documents()
    assert len({document.submission.authority for document in documents}) >= 14
    assert len({document.submission.country for document in documents}) >= 10
    assert len(documents) >= 44
    assert sum(len(document.persons) for document in documents) >= 170
    purposes = {code for d in documents for code in (*d.case.purposes, *d.case.purposes_suspected)}
    assert purposes == set(code_lists()["purpose"].labels)


def test_every_script_is_there() -> None:
    scripts = {
        unicodedata.name(sign).split()[0]
        for document in demo.documents()
        for person in document.persons
        for name in person.names
        for sign in name.display
        if sign.isalpha()
    }
    assert scripts >= {"LATIN", "CYRILLIC", "ARABIC", "GEORGIAN", "ARMENIAN", "THAI", "CJK", "DEVANAGARI", "KHMER"}


def test_all_of_it_is_labelled_and_invented() -> None:
    for document in demo.documents():
        assert demo.MARK in (document.submission.authority or "")
        assert document.case.title
        assert document.submission.language == "en" or document.case.titles["en"]
        for paper in document.identifiers:
            digits = re.sub(r"\D", "", paper.value or "")
            if paper.kind == "phone":
                assert "000" in digits or "28817" in digits, paper.value
            if paper.kind == "passport":
                assert "00" in digits, paper.value


def test_phones_can_be_read() -> None:
    for document in demo.documents():
        for paper in document.identifiers:
            if paper.kind == "phone" and (paper.value or "").startswith("+"):
                assert phonenumbers.is_possible_number(phonenumbers.parse(paper.value)), paper.value


def test_the_same_seed_gives_the_same_documents_and_another_does_not() -> None:
    first = [document.to_plain() for document in demo.documents()]
    assert first == [document.to_plain() for document in demo.documents()]
    assert first != [document.to_plain() for document in demo.documents(seed=7)]


def test_planted_pairs_and_traps_exist_across_cases_and_never_contradict() -> None:
    parties = _parties()
    same = {frozenset(pair[:2]) for pair in demo.planted()}
    for pair in (*demo.planted(), *demo.traps()):
        assert pair.left in parties
        assert pair.right in parties
        assert pair.left.rpartition("/")[0] != pair.right.rpartition("/")[0]
        assert pair.why
    assert {pair.difficulty for pair in demo.planted()} == {"easy", "medium", "hard"}
    assert {trap.kind for trap in demo.traps()} == {"sisters", "twins", "namesakes"}
    assert not same & {frozenset(trap[:2]) for trap in demo.traps()}


def test_no_trap_is_joined_through_a_chain_of_planted_pairs() -> None:
    group: dict[str, str] = {}

    def root(party: str) -> str:
        while group.get(party, party) != party:
            party = group[party]
        return party

    for pair in demo.planted():
        group[root(pair.left)] = root(pair.right)
    for trap in demo.traps():
        assert root(trap.left) != root(trap.right)


def test_nothing_happens_after_it_was_received() -> None:
    for document in demo.documents():
        received = document.submission.received or ""
        assert (document.case.detected or "") <= received, document.case.reference
        for _, stop in document.stops():
            assert (stop.date or "") <= received
