"""Counterparts of a case of 200 records: first, median and slowest of 50 runs.

uv run benchmarks/counterparts.py [records]
"""

import statistics
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from notify.counterparts import counterparts
from records import load_document

STATES = ["UZ", "KZ", "KG", "TJ", "RU", "TR", "AE", "PL", "DE", "IT", "GE", "AM", "IR", "TH", "MM", "CN"]
LIMIT = 0.050


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


def main(size: int = 200) -> int:
    """Print the times; exit code 1 where the median is over the limit."""
    document = load_document(big_case(size))
    spent = []
    for _ in range(50):
        start = time.perf_counter()
        result = counterparts(document, letter_date=date(2026, 7, 1))
        spent.append(time.perf_counter() - start)
    first, median, slowest = spent[0], statistics.median(spent), max(spent[1:])
    count = sum(1 for _ in document.records())
    print(f"{count} records, {len(result.states)} States: first {first * 1000:.1f} ms, median {median * 1000:.1f} ms, "
          f"slowest after the first {slowest * 1000:.1f} ms")  # fmt: skip
    return int(median > LIMIT)


if __name__ == "__main__":
    sys.exit(main(*(int(part) for part in sys.argv[1:2])))
