"""Runs inside a peer's own environment: reads sets of names as JSON, writes a peer's scores as JSON.

    python benchmarks/peers/names.py MATCHER < sets.json > scores.json

Matchers: nomenklatura/logic-v2 and nomenklatura/er-unstable (one-name entities, as yente asks them),
rapidfuzz/WRatio, anyascii+WRatio, anyascii+token_sort. Sets are as ``benchmarks/multiscript.py`` makes them. Nothing
of the project is imported.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

Score = Callable[[str, str, dict[str, Any], dict[str, Any], str], float]


def nomenklatura(name: str) -> Score:
    """One of nomenklatura's algorithms with its default settings."""
    from followthemoney import model
    from nomenklatura.matching import get_algorithm

    algorithm = get_algorithm(name)
    settings = algorithm.default_config()

    @lru_cache(maxsize=100_000)
    def entity(side: str, written: str, kind: str, birth: str | None, gender: str | None) -> Any:
        properties = {"name": [written]}
        if kind == "person":
            properties |= {"birthDate": [birth]} if birth else {}
            properties |= {"gender": [gender]} if gender else {}
        schema = {"person": "Person", "org": "Company"}.get(kind, "LegalEntity")
        return model.get_proxy({"id": f"{side}{hash((written, birth))}", "schema": schema, "properties": properties})

    def score(left: str, right: str, a: dict[str, Any], b: dict[str, Any], kind: str) -> float:
        one = entity("l", left, kind, a.get("dob"), a.get("gender"))
        other = entity("r", right, kind, b.get("dob"), b.get("gender"))
        return float(algorithm.compare(one, other, settings).score)

    return score


def strings(romanised: bool, scorer: str) -> Score:
    """A string similarity, with or without romanisation by anyascii; it knows nothing but the names."""
    from anyascii import anyascii
    from rapidfuzz import fuzz

    measure = {"WRatio": fuzz.WRatio, "token_sort": fuzz.token_sort_ratio}[scorer]

    @lru_cache(maxsize=200_000)
    def folded(written: str) -> str:
        return (anyascii(written) if romanised else written).lower()

    return lambda left, right, _a, _b, _kind: float(measure(folded(left), folded(right))) / 100


MATCHERS: dict[str, Callable[[], Score]] = {
    "nomenklatura/logic-v2": lambda: nomenklatura("logic-v2"),
    "nomenklatura/er-unstable": lambda: nomenklatura("er-unstable"),
    "rapidfuzz/WRatio": lambda: strings(False, "WRatio"),
    "anyascii+WRatio": lambda: strings(True, "WRatio"),
    "anyascii+token_sort": lambda: strings(True, "token_sort"),
}


def scored(score: Score, sets: list[dict[str, Any]]) -> dict[str, Any]:
    """Scores of every group in the order of its pairs, and the seconds they took together."""
    # The first call of some peers loads their data; that is told apart from the work itself.
    start = time.perf_counter()
    score("Ivan Petrov", "Иван Петров", {}, {}, "person")
    ready = time.perf_counter() - start
    start = time.perf_counter()
    made = [[round(score(*pair), 6) for pair in pairs_of(group)] for group in sets]
    return {"scores": made, "seconds": time.perf_counter() - start, "ready": ready}


def pairs_of(group: dict[str, Any]) -> Any:
    """(left name, right name, left attributes, right attributes, kind) of each pair of a group."""
    kind = group["kind"]
    for left, right, _same, a, b in group.get("pairs", ()):
        yield left, right, a or {}, b or {}, (a or {}).get("kind", kind)
    for _one, left, a in group.get("left", ()):
        for _other, right, b in group["right"]:
            yield left, right, a or {}, b or {}, kind


def main() -> None:
    """Score what comes in."""
    json.dump(scored(MATCHERS[sys.argv[1]](), json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
