"""The pairs that lead the benchmark of close negatives are what they say they are."""

from collections import Counter

from benchmarks import close_pairs


def spellings(half):
    return {
        spelling.lower()
        for pool in close_pairs._pools(half)
        for entry in (*pool.families, *pool.given["F"], *pool.given["M"], *pool.fathers)
        for spelled in entry.spellings.values()
        for spelling in spelled
    }


def test_no_name_stands_in_both_halves():
    assert not spellings("tune") & spellings("report")


def test_enough_pairs_in_enough_scripts_and_the_same_on_every_run():
    made = close_pairs.pairs("report")
    assert made == close_pairs.pairs("report")
    kinds = Counter(pair.kind for pair in made)
    assert kinds["sibling"] + kinds["namesake"] >= 500
    assert all(kinds[kind] >= 100 for kind in (*close_pairs.NEGATIVE, *close_pairs.POSITIVE)), kinds
    assert len({script for pair in made if not pair.same for script in pair.scripts}) >= 8
    assert all(pair.left["birth"] != pair.right["birth"] for pair in made if pair.kind == "namesake")


def test_siblings_share_a_father_and_no_given_name():
    pair = next(p for p in close_pairs.pairs("report") if p.kind == "sibling" and p.scripts == ("Cyrillic", "Cyrillic"))
    left, right = (side["names"][0].split() for side in (pair.left, pair.right))
    assert left[1] != right[1]
    assert left[2][:4] == right[2][:4]
