"""Places and countries: how often the first answer is right, what is taken without a person, and how long it takes.

uv run benchmarks/places.py [--data DIR] [--gold FILE] [--misses]

It reads the frozen queries of ``benchmarks/gold`` against the full list of places, which it builds where DIR has none.
A file of the same columns may be given instead: query, country, mode, iso2, lat, lon, km, kind, alone. ``alone`` says
whether the query may be answered without its country (yes, no), must be asked (ask) or is misspelt (fuzzy).
"""

import argparse
import csv
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geodata import countries, gazetteer, places
from geodata.routes import km as distance

HERE = Path(__file__).parent / "gold"
Row = dict[str, str]


def main() -> int:
    """Print the figures; exit code 1 where one misses its bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with the list of places, or where to build it")
    parser.add_argument("--gold", type=Path, default=HERE / "places.csv")
    parser.add_argument("--misses", action="store_true", help="print each query that was answered wrongly")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        listed = _list(options.data or Path(spare))
        rows = _rows(options.gold)
        good = _quality(listed, rows, options.misses)
        good &= _countries(options.misses)
        good &= _speed(listed, rows)
    return int(not good)


def _list(folder: Path) -> gazetteer.Gazetteer:
    start = time.perf_counter()
    path = gazetteer.ensure(folder, "full")
    listed = gazetteer.Gazetteer.open(path)
    spent = time.perf_counter() - start
    print(f"list of places: {listed.count:,} places, {listed.names:,} names, {path.stat().st_size / 1e6:.0f} MB, "
          f"there after {spent:.1f} s")  # fmt: skip
    return listed


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _right(hit: places.PlaceHit | None, row: Row) -> bool:
    # A border point belongs to two States: the place counts, whichever of the two is named.
    if hit is None or (hit.iso2 != row["iso2"] and row["kind"] != "border"):
        return False
    return distance((hit.lat, hit.lon), (float(row["lat"]), float(row["lon"]))) <= float(row["km"])


def _quality(listed: gazetteer.Gazetteer, rows: list[Row], misses: bool) -> bool:
    def top(row: Row, country: str | None) -> list[places.PlaceHit]:
        return places.resolve(listed, row["query"], country=country, mode=row["mode"] or None)

    def share(name: str, chosen: list[Row], hinted: bool, bar: float | None = None) -> bool:
        wrong = []
        for row in chosen:
            hits = top(row, (row["country"] or None) if hinted else None)
            if not _right(hits[0] if hits else None, row):
                wrong.append((row, hits[:1]))
        right = len(chosen) - len(wrong)
        found = right / len(chosen) if chosen else 1.0
        print(f"{name:<46} {right:>4} of {len(chosen):<4} {found:7.1%}" + (f"   bar {bar:.0%}" if bar else ""))
        if misses:
            for row, hits in wrong:
                print(f"      {row['query']!r} {row['iso2']} -> {hits[0] if hits else None}")
        return bar is None or found >= bar

    answered = [row for row in rows if row["alone"] in ("yes", "no")]
    spots = [row for row in answered if row["kind"] != "border"]
    good = share("first answer right, country given", spots, True, 0.97)
    good &= share("first answer right, no country", [row for row in spots if row["alone"] == "yes"], False, 0.92)
    share("  the same with names of many countries", spots, False)
    good &= share("border points, country given", [row for row in answered if row["kind"] == "border"], True, 0.90)
    share("border points, no country", [row for row in answered if row["kind"] == "border"], False)
    for kind in sorted({row["kind"] for row in spots}):
        share(f"  {kind}, country given", [row for row in spots if row["kind"] == kind], True)
    near = [row for row in rows if row["alone"] == "fuzzy"]
    among = [row for row in near if any(_right(hit, row) for hit in top(row, row["country"] or None))]
    print(f"{'misspelt: the right place is among five':<46} {len(among):>4} of {len(near):<4}")

    silent = wrong = taken = asked = 0
    for row in rows:
        for country in {row["country"] or None, None}:
            hit = places.settle(top(row, country))
            silent += hit is not None and hit.method == "fuzzy"
            if row["alone"] == "ask":
                asked += hit is None
            elif hit is not None:
                taken += 1
                if not _right(hit, row):
                    wrong += 1
                    if misses:
                        print(f"      taken wrongly: {row['query']!r} ({country}) {row['iso2']} -> {hit}")
    ask = sum(row["alone"] == "ask" for row in rows)
    print(f"{'near hits taken without a person':<46} {silent:>4}   bar 0")
    print(f"{'taken without a person, and wrong':<46} {wrong:>4} of {taken}")
    print(f"{'homonyms that were asked':<46} {asked:>4} of {ask}")
    return good and silent == 0


def _countries(misses: bool) -> bool:
    rows = _rows(HERE / "countries.csv")
    wrong = []
    for row in rows:
        hits = countries.find(row["text"])
        if not hits or hits[0].iso2 != row["iso2"] or hits[0].method == "fuzzy":
            wrong.append((row, hits[:2]))
    right = len(rows) - len(wrong)
    print(f"{'country and nationality words':<46} {right:>4} of {len(rows):<4} {right / len(rows):7.1%}   bar 95%")
    for language in sorted({row["lang"] for row in rows}):
        own = [row for row in rows if row["lang"] == language]
        missed = sum(row["lang"] == language for row, _ in wrong)
        print(f"  {language:<44} {len(own) - missed:>4} of {len(own)}")
    if misses:
        for row, hits in wrong:
            print(f"      {row['text']!r} {row['iso2']} -> {hits}")
    return right / len(rows) >= 0.95


def _speed(listed: gazetteer.Gazetteer, rows: list[Row]) -> bool:
    exact = [
        (row["query"], row["country"] or None, row["mode"] or None)
        for row in rows
        if row["alone"] == "yes"
        and all(
            hits and hits[0].method != "fuzzy"
            for hits in (
                places.resolve(listed, row["query"], country, row["mode"] or None) for country in (row["country"], None)
            )
        )
    ]
    spelt = [(row["query"][1:] + "x", row["country"] or None) for row in rows if len(row["query"]) > 5]
    fresh = gazetteer.Gazetteer.open(listed.path)
    start = time.perf_counter()
    places.resolve(fresh, "Zzyzxberg")
    print(
        f"first misspelt query of a process, world: {time.perf_counter() - start:.2f} s (names read into memory), ",
        end="",
    )
    start = time.perf_counter()
    places.resolve(fresh, "Zzyzxberg", country="IN")
    print(f"India: {time.perf_counter() - start:.2f} s")
    good = _timed("exact, with country", [(q, c, m) for q, c, m in exact], listed, 0.001)
    good &= _timed("exact, no country", [(q, None, m) for q, _, m in exact], listed, 0.001)
    good &= _timed("near, whole world", [(q, None, None) for q, _ in spelt], listed, 0.200)
    for country in {c for _, c in spelt if c}:
        listed.near_names(country, "abc", 0.9)
    good &= _timed("near, in a country", [(q, c, None) for q, c in spelt if c], listed, 0.010)
    return good


def _timed(
    name: str, queries: list[tuple[str, str | None, str | None]], listed: gazetteer.Gazetteer, bar: float
) -> bool:
    for text, country, mode in queries[:3]:
        places.resolve(listed, text, country=country, mode=mode)
    spent = []
    for text, country, mode in queries:
        start = time.perf_counter()
        places.resolve(listed, text, country=country, mode=mode)
        spent.append(time.perf_counter() - start)
    half, most = statistics.median(spent), statistics.quantiles(spent, n=20)[-1]
    print(f"{name:<30} {len(spent):>4} queries   p50 {half * 1000:7.2f} ms   p95 {most * 1000:7.2f} ms   "
          f"bar {bar * 1000:.0f} ms")  # fmt: skip
    return most <= bar


if __name__ == "__main__":
    sys.exit(main())
