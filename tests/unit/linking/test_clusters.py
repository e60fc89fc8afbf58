"""Groups: no chain without a link, decisions block, hubs between cases are damped."""

import linking
from linking.case_links import HUB, Shared


def members(*args, **kw):
    return [group.members for group in linking.groups(*args, **kw)]


def test_three_alike_pair_by_pair_are_one_group():
    assert members({("a", "b"): 4.0, ("b", "c"): 3.0, ("c", "a"): 1.0}) == [("a", "b", "c")]


def test_a_chain_of_likeness_is_no_group():
    assert members({("a", "b"): 4.0, ("b", "c"): 3.0}) == [("a", "b")]


def test_a_chain_of_identifiers_or_decisions_is():
    chain = {("a", "b"): 4.0, ("b", "c"): 3.0}
    assert members(chain, strong=list(chain)) == [("a", "b", "c")]
    assert members({("b", "c"): 3.0}, strong=[("b", "c")], same=[("a", "b")]) == [("a", "b", "c")]


def test_the_average_decides_and_not_the_best_pair():
    assert members({("a", "b"): 5.0, ("b", "c"): 1.0, ("a", "c"): -3.0}) == [("a", "b")]


def test_not_the_same_blocks_and_is_told():
    pairs = {("a", "b"): 9.0, ("b", "c"): 8.0, ("a", "c"): 7.0}
    (group,) = linking.groups({("a", "b"): 9.0, ("b", "c"): 8.0}, different=[("c", "a")])
    assert group.members == ("a", "b")
    assert group.kept_apart == (("a", "c"),)
    assert members(pairs) == [("a", "b", "c")]


def test_nothing_is_merged_by_a_score():
    assert linking.cluster([], []) == []
    assert [one.members for one in linking.cluster([("a", "b")])] == [("a", "b")]


def test_a_decision_inside_a_cluster_is_a_conflict():
    (made,) = linking.cluster([("a", "b"), ("b", "c")], [("c", "a")])
    assert made.conflicts == (("a", "c"),)


def test_ties_between_cases_name_what_is_shared_and_damp_hubs():
    two = [Shared(case, "identifier", "phone:+1", f"{case}/i1", "phone") for case in "ab"]
    (tie,) = linking.case_links(two)
    assert (tie.case_a, tie.case_b, tie.reason, tie.what, tie.sharing) == ("a", "b", "identifier", "phone", 2)
    assert tie.records == ("a/i1", "b/i1")
    ten = [Shared(f"c{n}", "identifier", "phone:+1", f"c{n}/i1", "phone") for n in range(10)]
    assert max(one.strength for one in linking.case_links(ten)) < 0.4 * tie.strength
    crowd = [Shared(f"c{n:02d}", "identifier", "phone:+1", f"c{n}/i1", "phone") for n in range(HUB + 1)]
    assert linking.case_links(crowd) == []
    places = [Shared(case, "place", "geo:1", f"{case}/r1.s1") for case in "ab"]
    assert linking.case_links(places)[0].strength < 0.2
    assert linking.case_links([*two, *places])[0].reason == "identifier"
