"""Likeness of routes: one case compared with a hundred thousand. Build time, memory, p50 and p95 of 300 questions.

uv run benchmarks/likeness.py [cases]

The cases are invented: two to six stops each, places drawn so that a few are in thousands of cases and most in few, as
real routes have it. Exit code 1 where the p95 misses its bar.
"""

import resource
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy
import pandas

from geodata.likeness import LikenessIndex

BAR = 0.100
STATES = (
    "UZ KZ KG TJ TM RU TR AE GE AM AZ TH MM KH LA CN IN NP BD SA QA OM DE PL IT FR UA MD VN PH".split()  # noqa: SIM905
)


def frames(cases: int, places: int = 5_000, seed: int = 7) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Stops and legs of invented cases, with the columns of ``geodata.routes``."""
    draw = numpy.random.default_rng(seed)
    share = 1 / numpy.arange(1, places + 1) ** 0.9
    counts = draw.integers(2, 7, cases)
    case = numpy.repeat(numpy.arange(cases), counts)
    at = draw.choice(places, size=len(case), p=share / share.sum())
    table = pandas.DataFrame(
        {
            "iso2": [STATES[n * 7 % len(STATES)] for n in range(places)],
            "admin1": [f"Area {n // 12}" for n in range(places)],
            "name": [f"Place {n}" for n in range(places)],
            "precision": "place",
        }
    )  # fmt: skip
    stops = table.iloc[at].reset_index(drop=True)
    stops.insert(0, "case_id", [f"C-{n}" for n in case])
    follows = numpy.flatnonzero(case[1:] == case[:-1])
    legs = pandas.DataFrame({"case_id": stops["case_id"].take(follows).to_numpy(), "route_id": "r1"})
    for side, index in (("from", follows), ("to", follows + 1)):
        for name in ("iso2", "admin1", "name"):
            legs[f"{side}_{name}"] = stops[name].take(index).to_numpy()
    return stops, legs


def main(cases: int = 100_000) -> int:
    """Print the figures."""
    stops, legs = frames(cases)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    index = LikenessIndex(stops, legs)
    spent = time.perf_counter() - start
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{len(index):,} cases, {len(legs):,} legs, {index.features:,} features: built in {spent:.1f} s, "
          f"arrays {index.size / 1e6:.0f} MB, peak of the process {peak:.0f} MB above the frames")  # fmt: skip
    times = []
    answers = 0
    for case in numpy.random.default_rng(3).choice(cases, size=300, replace=False):
        start = time.perf_counter()
        answers += len(index.alike(f"C-{case}"))
        times.append(time.perf_counter() - start)
    half, most = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"one case with all: p50 {half * 1000:.1f} ms, p95 {most * 1000:.1f} ms, slowest {max(times) * 1000:.1f} ms, "
          f"{answers / 300:.1f} answers each   bar {BAR * 1000:.0f} ms")  # fmt: skip
    return int(most > BAR)


if __name__ == "__main__":
    sys.exit(main(*(int(part) for part in sys.argv[1:2])))
