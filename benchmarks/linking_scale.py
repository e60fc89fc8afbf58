"""Speed and scale of the matcher: linking a store of 1,000 to 100,000 records, screening one record against 50,000.

uv run benchmarks/linking_scale.py [1000 10000 50000 …] [--screen 50000]

Records come from ``benchmarks/generated_people.py``. Prints wall time, pairs compared, recall of true pairs after
blocking and above the review line, and peak memory of the process. Exit code 1 where one screening in twenty
takes more than 0.2 s.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import linking
from benchmarks.generated_people import people, record, records

LIMIT = 0.2


def prepared(count: int, seed: int = 7) -> tuple[list[linking.Profile], list[int]]:
    """Profiles, each of a source of its own, and the number of the person of each."""
    made = list(records(count, seed))
    profiles = [linking.prepare("person", f"r{n:07d}", source=str(n), **values) for n, (_, values) in enumerate(made)]
    return profiles, [person for person, _ in made]


def memory() -> float:
    """Peak memory of this process in gigabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def linked(count: int) -> None:
    """Print one line of the curve."""
    start = time.perf_counter()
    profiles, persons = prepared(count)
    ready = time.perf_counter() - start
    run = linking.link(profiles)
    groups: dict[int, list[str]] = defaultdict(list)
    for profile, person in zip(profiles, persons, strict=True):
        groups[person].append(profile.id)
    truth = {(a, b) for ids in groups.values() for place, a in enumerate(ids) for b in ids[place + 1 :]}
    found = {(pair.left, pair.right) for pair in run.candidates}
    propose = linking.lines().propose
    proposed = {(pair.left, pair.right) for pair in run.candidates if pair.score >= propose}
    right = len(proposed & truth) / max(1, len(proposed))
    print(
        f"{count:8d} records: prepare {ready:6.1f} s, link {run.seconds:7.1f} s, {run.compared:9d} pairs "
        f"({run.compared / max(run.seconds, 1e-9):7.0f}/s), {run.blocks_capped:6d} blocks left out, "
        f"recall above review {len(found & truth) / len(truth):.3f}, {len(found):8d} candidates, "
        f"proposed {len(proposed):7d} right {right:.3f}, peak {memory():.2f} GB",
        flush=True,
    )  # fmt: skip


def screened(count: int, asked: int = 200) -> float:
    """Print and return the 95th percentile of screening in seconds."""
    profiles, persons = prepared(count)
    before = memory()
    start = time.perf_counter()
    index = linking.Index(profiles)
    built = time.perf_counter() - start
    known = people(round(count * 0.7))
    draw = random.Random(5)
    spent, found = [], []
    for number in range(asked):
        person = draw.randrange(len(known))
        values = record(known[person], draw, damaged=True)
        profile = linking.prepare("person", f"q{number}", source=f"q{number}", **values)
        start = time.perf_counter()
        best = linking.screen(profile, index)
        spent.append(time.perf_counter() - start)
        found.append(any(persons[int(other.id[1:])] == person for other, _ in best))
    review = linking.lines().review
    silent = 0
    others = [record(person, draw, damaged=False) for person in people(20, seed=99)]
    for number, values in enumerate(others):
        best = linking.screen(linking.prepare("person", f"n{number}", source=f"n{number}", **values), index)
        silent += not best or best[0][1].score < review
    spent.sort()
    last = spent[int(len(spent) * 0.95)]
    print(
        f"screening against {count}: index built in {built:.1f} s, arrays {index.nbytes() / 1e6:.1f} MB, "
        f"process grew by {memory() - before:.2f} GB; p50 {statistics.median(spent) * 1000:.1f} ms, "
        f"p95 {last * 1000:.1f} ms; recall in the top twenty {sum(found) / max(1, len(found)):.3f} of {len(found)}; "
        f"{silent} of {len(others)} strangers without a candidate above the review line"
    )  # fmt: skip
    return last


def main() -> int:
    """Print the curve."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000])
    reader.add_argument("--screen", type=int, default=50_000, metavar="N", help="records in the index, 0 for none")
    asked = reader.parse_args()
    for size in asked.sizes:
        linked(size)
    return int(bool(asked.screen) and screened(asked.screen) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
