"""The project's matcher beside its peers in one run: names in many scripts, close pairs, whole tables.

uv run benchmarks/linking_quality.py [--peers DIR] [--workbench DIR] [--only SET …] [--without MATCHER …] [--how]

Without arguments it scores the sets that the project generates with the own matcher and with string similarities.
``--peers`` names a folder with environments of the peers, which it runs as processes of their own (``--how`` prints
how to make them); with them come nomenklatura's matchers, and the FEBRL tables with splink and recordlinkage.
``--workbench`` names a folder with ``data/*.json`` in the form of ``benchmarks/multiscript.py``; the sets found there
are scored too. Figures are printed as measured; nothing is fitted here.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import multiscript
from benchmarks.peers.names import MATCHERS, scored
from benchmarks.quality_metrics import Figures, figures
from benchmarks.workbench_adapter import score as own_score
from linking.engines import link_tables

ROOT = Path(__file__).resolve().parent.parent
HOW = """Environments of the peers, each apart from the project (uv is the project's own):
  uv venv DIR/nomenklatura --python 3.11
  uv pip install --python DIR/nomenklatura/bin/python nomenklatura     (PyICU is built from source: libicu-dev)
  uv venv DIR/splink --python 3.11
  uv pip install --python DIR/splink/bin/python splink recordlinkage pandas
"""
OWN = "waylink"
_BASELINES = ("rapidfuzz/WRatio", "anyascii+WRatio", "anyascii+token_sort")
_NOMENKLATURA = ("nomenklatura/logic-v2", "nomenklatura/er-unstable")
TABLES = [f"febrl{n}/{fields}" for fields in ("name_dob", "no_id") for n in (1, 2, 3, 4)]


def own(left: str, right: str, a: dict[str, Any], b: dict[str, Any], kind: str) -> float:
    """The shipped matcher, asked as a workbench asks it."""
    facts = {f"{name}_a": value for name, value in a.items()} | {f"{name}_b": value for name, value in b.items()}
    return own_score(left, right, **{**facts, "kind": kind})


def asked(matcher: str, groups: list[dict[str, Any]], peers: Path | None) -> dict[str, Any]:
    """Scores of one matcher; nomenklatura runs in its own environment."""
    if matcher == OWN:
        return scored(own, groups)
    if matcher in _BASELINES:
        return scored(MATCHERS[matcher](), groups)
    assert peers is not None
    return _run(peers / "nomenklatura", ["names.py", matcher], json.dumps(groups))


def _run(environment: Path, arguments: list[str], given: str = "") -> dict[str, Any]:
    command = [str(environment / "bin" / "python"), str(ROOT / "benchmarks" / "peers" / arguments[0]), *arguments[1:]]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr.strip().splitlines()[-1:]}")
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def labels(group: dict[str, Any]) -> list[int]:
    """1 for a true pair, in the order of the pairs."""
    if "pairs" in group:
        return [int(pair[2]) for pair in group["pairs"]]
    return [int(one[0] == other[0]) for one in group["left"] for other in group["right"]]


def names(title: str, groups: list[dict[str, Any]], matchers: list[str], peers: Path | None, facets: bool) -> None:
    """Print one table: a line for each matcher."""
    truth = [labels(group) for group in groups]
    count = sum(map(len, truth))
    print(f"\n== {title}: {len(groups)} groups, {count} pairs, {sum(map(sum, truth))} true", flush=True)
    print(f"{'matcher':26s} {'F1':>6s} {'R@P99':>6s} {'AP':>6s} {'bacc':>6s} {'macro':>6s} {'ECE':>6s} {'pairs/s':>9s}")
    by_script: dict[str, dict[str, float]] = {}
    for matcher in matchers:
        try:
            made = asked(matcher, groups, peers)
        except (RuntimeError, OSError) as error:
            print(f"{matcher:26s} {error}")
            continue
        whole = figures(_flat(made["scores"]), _flat(truth))
        parts: dict[str, tuple[list[float], list[int]]] = defaultdict(lambda: ([], []))
        for group, scores, same in zip(groups, made["scores"], truth, strict=True):
            facet = group["group"].split("/")[-1]
            parts[facet][0].extend(scores)
            parts[facet][1].extend(same)
        by_script[matcher] = {name: figures(*part).f1 for name, part in parts.items() if sum(part[1])}
        macro = sum(by_script[matcher].values()) / max(1, len(by_script[matcher]))
        print(f"{matcher:26s} {_told(whole)} {macro:6.3f} {whole.ece:6.3f} {count / made['seconds']:9.0f}", flush=True)
    if facets and len(next(iter(by_script.values()), {})) > 1:
        print(f"\n{'F1 by scripts':26s} " + " ".join(f"{matcher.split('/')[-1]:>13s}" for matcher in by_script))
        for facet in sorted({name for found in by_script.values() for name in found}):
            cells = " ".join(f"{found.get(facet, math.nan):13.3f}" for found in by_script.values())
            print(f"{facet:26s} {cells}")


def _flat(parts: list[list[Any]]) -> list[Any]:
    return [value for part in parts for value in part]


def _told(made: Figures) -> str:
    return f"{made.f1:6.3f} {made.recall_p99:6.3f} {made.average_precision:6.3f} {made.balanced:6.3f}"


def tables(peers: Path, without: set[str], works: list[str]) -> None:
    """Print the FEBRL tables and the means of each kind of fields."""
    means: dict[tuple[str, str], list[Figures]] = defaultdict(list)
    print(f"\n== tables\n{'set':18s} {'matcher':16s} {'F1':>7s} {'R@P99':>7s} {'AP':>7s} {'seconds':>8s}", flush=True)
    for work in works:
        name, fields = work.split("/")
        given = _run(peers / "splink", ["tables.py", "dump", name, fields])
        for matcher in [one for one in (OWN, "splink", "recordlinkage") if one not in without]:
            try:
                pairs, seconds = _linked(matcher, name, fields, given, peers)
            except RuntimeError as error:
                print(f"{work:18s} {matcher:16s} {error}")
                continue
            truth = {tuple(sorted(pair)) for pair in given["links"]}
            best: dict[tuple[str, ...], float] = {}
            for one, other, score in pairs:
                key = tuple(sorted((one, other)))
                if one != other and score > best.get(key, -math.inf):
                    best[key] = score
            made = figures(list(best.values()), [int(key in truth) for key in best], len(truth))
            means[fields, matcher].append(made)
            told = f"{made.f1:7.4f} {made.recall_p99:7.4f} {made.average_precision:7.4f}"
            print(f"{work:18s} {matcher:16s} {told} {seconds:8.1f}", flush=True)
    for (fields, matcher), found in means.items():
        f1, recall = (sum(getattr(one, what) for one in found) / len(found) for what in ("f1", "recall_p99"))
        print(f"{'mean of ' + str(len(found)) + ' ' + fields:18s} {matcher:16s} {f1:7.4f} {recall:7.4f}")


def _linked(
    matcher: str, name: str, fields: str, given: dict[str, Any], peers: Path
) -> tuple[list[tuple[str, str, float]], float]:
    if matcher != OWN:
        made = _run(peers / "splink", ["tables.py", matcher, name, fields])
        return made["pairs"], made["seconds"]
    start = time.perf_counter()
    right = given["right"]
    found = link_tables(given["left"]["cells"], right["cells"] if right else None, given["kinds"])
    seconds = time.perf_counter() - start
    left_ids, right_ids = given["left"]["ids"], (right or given["left"])["ids"]
    columns = (found.left.tolist(), found.right.tolist(), found.log_odds.tolist())
    return [(left_ids[a], right_ids[b], odds) for a, b, odds in zip(*columns, strict=True)], seconds


def main() -> int:
    """Print what was asked for."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--peers", type=Path, metavar="DIR", help="folder with the peers' environments")
    reader.add_argument("--workbench", type=Path, metavar="DIR", help="folder with data/*.json of further names")
    reader.add_argument("--only", action="append", metavar="SET", help="only these sets; febrl4/name_dob is one")
    reader.add_argument("--without", action="append", default=[], metavar="MATCHER")
    reader.add_argument("--facets", action="store_true", help="F1 for each pair of scripts too")
    reader.add_argument("--how", action="store_true", help="print how to make the peers' environments")
    told = reader.parse_args()
    if told.how:
        print(HOW)
        return 0
    matchers = [OWN, *_BASELINES, *(_NOMENKLATURA if told.peers else ())]
    matchers = [one for one in matchers if one not in told.without]
    works = {**multiscript.sets(), "close": multiscript.close()}
    if told.workbench:
        for file in sorted((told.workbench / "data").glob("*.json")):
            works[file.stem] = json.loads(file.read_text(encoding="utf-8"))
    for title, groups in works.items():
        if not told.only or title in told.only:
            names(title, groups, matchers, told.peers, told.facets)
    wanted = [work for work in TABLES if not told.only or work in told.only]
    if told.peers and wanted:
        tables(told.peers, set(told.without), wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
