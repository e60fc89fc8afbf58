"""The figures of the quality benchmark, and the sets it makes."""

import math

from benchmarks import multiscript
from benchmarks.peers.names import pairs_of
from benchmarks.quality_metrics import figures


def test_figures_of_a_perfect_and_of_a_blind_matcher():
    made = figures([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0])
    assert (made.f1, made.recall_p99, made.average_precision, made.balanced) == (1.0, 1.0, 1.0, 1.0)
    assert math.isclose(made.ece, 0.15)
    blind = figures([0.5] * 4, [1, 0, 0, 0])
    assert (blind.recall_p99, blind.balanced) == (0.0, 0.5)
    assert math.isclose(figures([3.0, -2.0], [1, 0], truths=2).f1, 2 / 3)
    assert math.isnan(figures([3.0, -2.0], [1, 0]).ece)
    assert figures([], [], 3).f1 == 0.0


def test_generated_sets_are_the_same_on_every_run_and_span_many_scripts():
    made = multiscript.sets()
    assert made == multiscript.sets()
    scripts = {script for group in made["generated"] for script in group["group"].split("/")[1].split("-")}
    assert len(scripts) >= 8
    group = made["generated_dob"][0]
    left, right = ({one[0] for one in group[side]} for side in ("left", "right"))
    assert left & right
    assert left - right
    assert right - left
    assert len(list(pairs_of(group))) == len(group["left"]) * len(group["right"])
    assert sum(1 for _ in pairs_of(multiscript.close()[0])) > 2_000
