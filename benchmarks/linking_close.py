"""Close negatives: siblings and namesakes must stay under the review line, shortened names of one person above it.

uv run benchmarks/linking_close.py [tune|report] [--misses N]

Prints, for each kind of pair and for each pair of scripts, the share on the right side of the line. Exit code 1 where a
bar is missed: siblings and namesakes 0.97 under the line, patronymic omitted, initials and swapped order 0.95 above it.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import linking
from benchmarks.close_pairs import HALVES, NEGATIVE, POSITIVE, ClosePair, pairs

UNDER, ABOVE = 0.97, 0.95
_BARS = {
    "sibling": UNDER, "namesake": UNDER, "patronymic_omitted": ABOVE, "initials": ABOVE, "swapped": ABOVE,
}  # fmt: skip


def score(pair: ClosePair) -> float:
    """Score of the shipped matcher."""
    left = linking.prepare("person", "left", source="left", **pair.left)
    right = linking.prepare("person", "right", source="right", **pair.right)
    return linking.compare(left, right).score


def shares(made: Sequence[ClosePair], scores: Iterable[float], line: float) -> dict[str, tuple[float, int]]:
    """Kind, and kind with scripts -> (share on the right side of the line, number of pairs)."""
    right: dict[str, list[bool]] = defaultdict(list)
    for pair, value in zip(made, scores, strict=True):
        good = (value >= line) == pair.same
        right[pair.kind].append(good)
        right["same" if pair.same else "different"].append(good)
        right[f"{'same' if pair.same else 'different'} {'-'.join(sorted(pair.scripts))}"].append(good)
    return {key: (sum(values) / len(values), len(values)) for key, values in right.items()}


def main() -> int:
    """Print the shares; exit code 1 where a bar is missed."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("half", nargs="?", choices=HALVES, default="report")
    reader.add_argument("--misses", type=int, default=0, metavar="N", help="print N wrong pairs of each kind")
    asked = reader.parse_args()
    made = pairs(asked.half)
    scores = [score(pair) for pair in made]
    line = linking.lines().review
    found = shares(made, scores, line)
    print(f"half {asked.half}: {len(made)} pairs, review line {line:.3f}")
    missed = 0
    for kind in (*NEGATIVE, *POSITIVE):
        share, count = found[kind]
        bar = _BARS.get(kind)
        missed += bar is not None and share < bar
        told = "" if bar is None else f"   bar {bar:.2f} {'kept' if share >= bar else 'MISSED'}"
        print(f"  {kind:20s} {'above' if kind in POSITIVE else 'under'} {share:.3f} of {count:4d}{told}")
    print("  by scripts: share of true pairs above, of others under")
    for scripts in sorted({"-".join(sorted(pair.scripts)) for pair in made}):
        sides = [found.get(f"{side} {scripts}") for side in ("same", "different")]
        told = "   ".join("      -" if side is None else f"{side[0]:.3f} of {side[1]:4d}" for side in sides)
        print(f"    {scripts:24s} {told}")
    for kind in (*NEGATIVE, *POSITIVE) if asked.misses else ():
        here = [(pair, value) for pair, value in zip(made, scores, strict=True) if pair.kind == kind]
        for pair, value in [one for one in here if (one[1] >= line) != one[0].same][: asked.misses]:
            left, right = (f"{side['names'][0]} {side['birth'] or ''}" for side in (pair.left, pair.right))
            print(f"  {kind} {value:.3f} {left} | {right}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
