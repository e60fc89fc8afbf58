"""A victim's name is on no screen, map, chart, title, address, log or file name: all that a page sends is read."""

import copy
import logging

import pytest
from streamlit.testing.v1.element_tree import Block

from records import Actor, load_document
from services import cases, exports, matching, sharing
from ui.front import map_desk
from ui.screens import SCREENS

INGA = Actor("demo-prosecutor", "prosecutor", "KZ")
NAMES = ("Zubeida", "Qorovulova", "Зубейда", "Қоровулова")
NUMBER = "ZZ7654321"
PAGES = [screen.name for screen in SCREENS if screen.name != "accounts"]


@pytest.fixture
def named(empty_desk, plain_case):
    """Two cases of two States about the same victim, her name in every text of the sender's own words."""
    made = []
    for country, name in (("KZ", "Zubeida Qorovulova"), ("UZ", "Зубейда Қоровулова")):
        data = copy.deepcopy(plain_case)
        data["submission"]["country"] = country
        data["case"] |= {"title": f"Case of {name}", "summary": f"{name} was deceived.", "reference": f"{country}-1"}
        data["persons"][0] |= {"names": [{"full": name, "family": name.split()[1], "given": name.split()[0]}],
                               "note": f"{name} speaks", "occupation": f"{name}'s trade"}  # fmt: skip
        data["identifiers"][0]["value"] = NUMBER
        for stop in data["routes"][0]["stops"]:
            stop |= {"note": f"{name} slept here", "carrier": f"{name} bus", "via": name}
        made.append(cases.save(empty_desk, INGA, load_document(data)).case_id)
    matching.run(empty_desk, INGA)
    sharing.restrict(empty_desk, INGA, made[1], False, "checked")
    return empty_desk, made[0]


def everything(page):
    """All that goes to the browser: every element's message, whatever kind it is, and what the tables hold."""
    waiting, parts = [page._tree], []
    while waiting:
        node = waiting.pop()
        if isinstance(node, Block):
            waiting += list(node.children.values())
        parts.append(str(getattr(node, "proto", "")))
    parts += [frame.value.to_csv() for frame in page.dataframe]
    return "\n".join(parts)


def names_in(text):
    return [name for name in (*NAMES, NUMBER) if name in text]


@pytest.mark.parametrize("name", PAGES)
def test_on_no_page_map_or_address(open_page, named, caplog, name):
    _desk, case_id = named
    map_desk._documents.clear()
    with caplog.at_level(logging.DEBUG):
        page = open_page(name, "prosecutor", country="KZ", case=case_id)
    assert not page.exception
    assert names_in(everything(page)) == []
    assert names_in("".join(kept[1] for kept in map_desk._documents.values())) == []
    assert names_in(str(dict(page.query_params)) + caplog.text) == []


def test_a_search_by_her_name_finds_her_under_the_pseudonym(open_page, named):
    page = open_page("cases", "prosecutor", country="KZ")
    page.text_input(key="search").input("Zubeida Qorovulova").run()
    shown = everything(page).replace('value: "Zubeida Qorovulova"', "").replace("Zubeida Qorovulova", "", 1)
    assert "Person " in shown
    assert NUMBER not in shown
    frames = "".join(one.value.to_csv() for one in page.dataframe)
    assert names_in(frames) == []


def test_in_no_file_name_and_no_export_that_was_not_asked_for(named):
    desk, case_id = named
    name, data = exports.case_document(desk, INGA, case_id)[:2]
    assert names_in(name + data.decode()) == []
