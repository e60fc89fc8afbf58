"""Counterparts of a case of 200 records (50 runs), its open questions, and the worklist of a store of 5,000 cases.

uv run benchmarks/counterparts.py [records] [cases]
"""

import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from notify.counterparts import counterparts
from records import Actor, load_document
from services import worklist
from services.desk import open_desk
from store import cases
from store.rows import CaseInput

STATES = ["UZ", "KZ", "KG", "TJ", "RU", "TR", "AE", "PL", "DE", "IT", "GE", "AM", "IR", "TH", "MM", "CN"]
LIMIT, PASS_LIMIT = 0.050, 30.0
ACTOR = Actor("bench-supervisor", "supervisor", "KZ")


def big_case(size: int) -> dict[str, object]:
    """A case of about ``size`` records spread over sixteen States."""
    share = size // 5
    return {
        "format": "waylink/case", "version": 1, "submission": {"country": "UZ"}, "case": {"reference": "B-1"},
        "persons": [
            {"id": f"p{n}", "citizenships": [STATES[n % 16]], "residence": STATES[n * 7 % 16]} for n in range(share)
        ],
        "involvements": [{"who": f"p{n}", "as": "victim" if n % 2 else "suspect"} for n in range(share)],
        "identifiers": [
            {"id": f"i{n}", "kind": "phone", "value": f"+9989012345{n:02d}", "holder": f"p{n}"} for n in range(share)
        ],
        "routes": [
            {"id": f"r{n}", "stops": [
                {"id": "s1", "role": "recruitment", "country": STATES[n % 16]},
                {"id": "s2", "role": "transit", "country": STATES[(n + 3) % 16], "mode": "air"},
                {"id": "s3", "role": "exploitation", "country": STATES[(n + 5) % 16], "mode": "air"},
            ]} for n in range(share // 3)
        ],
        "payments": [{"from_country": STATES[n % 16], "to_country": STATES[(n + 1) % 16]} for n in range(share)],
    }  # fmt: skip


def small_case(number: int, draw: random.Random) -> dict[str, object]:
    """An everyday case: six persons, a company, four numbers, a route of four stops, a payment; about 20 records."""
    home, *others = draw.sample(STATES, 4)
    return {
        "format": "waylink/case", "version": 1, "submission": {"country": home, "authority": f"Office {number % 9}"},
        "case": {"reference": f"B-{number}", "status": ["investigation"], "purposes": ["ForcedLabour"]},
        "persons": [{"id": f"p{n}", "names": [f"Anna Example {number}-{n}"], "citizenships": [draw.choice(STATES)],
                     "residence": draw.choice(STATES)} for n in range(6)],
        "organisations": [{"id": "o1", "name": f"Example {number}", "seat": draw.choice(others),
                           "suspected": draw.choice(["yes", "no", "unknown"])}],
        "involvements": [{"who": f"p{n}", "as": "victim" if n < 4 else "suspect"} for n in range(6)],
        "identifiers": [{"id": f"i{n}", "kind": draw.choice(["phone", "passport", "account"]), "holder": f"p{n}",
                         "country": draw.choice(STATES)} for n in range(4)],
        "routes": [{"id": "r1", "travellers": ["p0", "p1"], "stops": [
            {"id": "s1", "role": "recruitment", "country": home},
            {"id": "s2", "role": "transit", "country": others[0], "mode": "road"},
            {"id": "s3", "role": "harbouring", "country": others[1], "mode": "air"},
            {"id": "s4", "role": "exploitation", "country": others[2], "mode": "road"},
        ]}],
        "payments": [{"from_country": others[2], "to_country": home, "purpose": "proceeds"}],
    }  # fmt: skip


def one_case(size: int) -> bool:
    """Print the times of one big case; whether the median is under the limit."""
    document = load_document(big_case(size))
    spent, asked = [], []
    for _ in range(50):
        start = time.perf_counter()
        result = counterparts(document, letter_date=date(2026, 7, 1))
        spent.append(time.perf_counter() - start)
        start = time.perf_counter()
        questions = result.missing
        asked.append(time.perf_counter() - start)
    first, median, slowest = spent[0], statistics.median(spent), max(spent[1:])
    count = sum(1 for _ in document.records())
    print(f"{count} records, {len(result.states)} States: first {first * 1000:.1f} ms, median {median * 1000:.1f} ms, "
          f"slowest after the first {slowest * 1000:.1f} ms (limit {LIMIT * 1000:.0f} ms)")  # fmt: skip
    usual = statistics.median(asked) * 1000
    print(f"open questions of that case, when asked for: {len(questions)}, median {usual:.1f} ms")
    return median <= LIMIT


def all_cases(count: int) -> bool:
    """Print the time of one pass over a store; whether it is under the limit."""
    draw = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder), demo=True)
        for start in range(0, count, 500):
            batch = [CaseInput(load_document(small_case(n, draw))) for n in range(start, min(start + 500, count))]
            with desk.write(ACTOR, "benchmark") as tx:
                cases.save_many(tx, batch)
        seen: list[int] = []
        started = time.perf_counter()
        found = worklist.not_told(desk, ACTOR, on=date(2026, 7, 1), progress=lambda done, _: seen.append(done))
        took = time.perf_counter() - started
        desk.close()
    urgent = Counter(row.urgency for row in found.rows)
    print(f"States not yet told over {found.cases:,} cases: {len(found.rows):,} in {took:.1f} s")
    print(f"(limit {PASS_LIMIT:.0f} s), progress told {len(seen)} times; by urgency {dict(sorted(urgent.items()))}")
    return took <= PASS_LIMIT


def main(size: int = 200, count: int = 5_000) -> int:
    """Print the times; exit code 1 where one is over its limit."""
    good = [one_case(size), all_cases(count)]
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main(*(int(part) for part in sys.argv[1:3])))
