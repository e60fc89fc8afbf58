"""Tables: what a damaged copy keeps is found again, whatever the order of columns; two clean tables are one to one."""

import numpy as np
import pytest

from linking.engines import consistent, levels, link_tables, pairs

KINDS = {"given": "given", "family": "family", "born": "dob"}


def people(count=60):
    """Distinct persons from sixty-four given and family names."""
    starts, ends = (
        ["Ro", "Ma", "Ti", "Lu", "Ke", "Sa", "No", "Vi"],
        ["bert", "gda", "mur", "cas", "lvin", "bina", "rah", "ktor"],
    )
    names = [start + end for start in starts for end in ends]
    return {
        "given": [names[n * 5 % 64] for n in range(count)],
        "family": [names[n * 11 % 64] + "ov" for n in range(count)],
        "born": [f"{1950 + n % 50}{n % 12 + 1:02d}{n * 7 % 28 + 1:02d}" for n in range(count)],
    }


def damaged(table):
    """Given and family name changed places, a letter and a digit typed wrongly, a date left out."""
    copy = {name: list(cells) for name, cells in table.items()}
    copy["given"][0], copy["family"][0] = table["family"][0], table["given"][0]
    copy["family"][1] = copy["family"][1][:-1] + "f"
    copy["born"][2] = copy["born"][2][:-1] + ("0" if copy["born"][2][-1] != "0" else "1")
    copy["born"][3] = None
    return copy


def best(made):
    order = np.argsort(-made.log_odds)
    found = {}
    for place in order:
        found.setdefault(int(made.left[place]), (int(made.right[place]), float(made.log_odds[place])))
    return found


def test_a_damaged_copy_is_found_record_by_record():
    table = people()
    made = best(link_tables(table, damaged(table), KINDS))
    assert all(made[n][0] == n for n in range(60))
    assert all(made[n][1] > 0 for n in range(60))


def test_the_order_of_columns_changes_nothing():
    table, copy = people(), damaged(people())
    one = link_tables(table, copy, KINDS)
    other = link_tables(table, copy, dict(reversed(KINDS.items())))
    assert best(one).keys() == best(other).keys()
    assert np.allclose(np.sort(one.log_odds), np.sort(other.log_odds))


def test_duplicates_within_one_table_and_an_empty_table():
    table = people(40)
    both = {name: cells + damaged(table)[name] for name, cells in table.items()}
    made = link_tables(both, None, KINDS)
    strong = {(int(a), int(b)) for a, b, odds in zip(made.left, made.right, made.log_odds, strict=True) if odds > 0}
    assert {(n, n + 40) for n in range(40)} <= strong
    assert len(strong) <= 44
    assert len(link_tables({name: [] for name in KINDS}, None, KINDS).left) == 0


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [("19900503", "19900503", 8), ("19900503", "19900305", 7), ("19900503", "19900504", 6), ("19900503", "19901103", 5),
     ("19900503", "19781120", 1), ("garbage", "19900503", 1)],
)  # fmt: skip
def test_levels_of_dates(left, right, level):
    assert list(levels.dates([left, right], [right, left])) == [level, level]


def test_levels_of_names():
    assert list(levels.names(["anna", "ja yde", "holly", "j", "anna"], ["anna", "jayde", "holy", "jane", "bob"])) == [
        6,
        6,
        5,
        3,
        1,
    ]


def test_large_blocks_make_no_pairs():
    keys = np.zeros(10, dtype=np.int64)
    found, capped = pairs.join(keys, np.arange(10), 10, None, cap=5)
    assert (len(found), capped) == (0, 1)
    found, _ = pairs.join(keys, np.arange(10), 10, 4, cap=10)
    assert len(found) == 24


def test_groups_need_links_on_average():
    left, right = np.array([0, 1, 0, 2]), np.array([1, 2, 2, 3])
    chain = consistent.heights(left, right, np.array([9.0, 6.0, -9.0, 1.0]), stop=0.0)
    assert (0, 1) in chain or (1, 2) in chain
    assert (0, 2) not in chain
    whole = consistent.heights(left, right, np.array([9.0, 8.0, 2.0, -9.0]), stop=0.0)
    assert set(whole) == {(0, 1), (0, 2), (1, 2)}


def test_a_rival_costs_only_where_there_is_one():
    left, right, odds = np.array([0, 0, 1]), np.array([5, 6, 7]), np.array([9.0, 3.0, 4.0])
    assert list(consistent.one_to_one(left, right, odds, 8, 0.5)) == [9.0, 0.0, 4.0]
