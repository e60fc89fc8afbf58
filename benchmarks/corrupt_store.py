"""Damage copies of an encrypted store and read everything: an answer is right, or there is none. Never a wrong one.

Each copy gets one kind of damage: a flipped bit, a few random bytes, a zeroed sector, a page in another's place, a
piece moved along, a cut end, a foreign end. The copy is opened as an installation opens it; every row of every table is
read and compared with the undamaged store, and so is the search. For comparison the same damage is done to copies of
the same tables without encryption.

    uv run benchmarks/corrupt_store.py --copies 400
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from access.decide import decide
from exchange import demo
from records import Actor
from store import StoreError, cases, driver, keys, open_store, search
from store.rows import CaseInput

ACTOR = Actor("supervisor.one", "supervisor", "KZ")
WORDS = ("Ахметова", "Ali", "agency", "Ташкент")
PAGE = driver.PAGE


def damage(raw: bytearray, chance: random.Random) -> str:
    """Damage bytes in place; gives the kind."""
    place = chance.randrange(len(raw))
    page = place // PAGE * PAGE
    kind = chance.choice(("bit", "bytes", "sector", "page", "shift", "cut", "end"))
    if kind == "bit":
        raw[place] ^= 1 << chance.randrange(8)
    elif kind == "bytes":
        raw[place : place + 8] = chance.randbytes(len(raw[place : place + 8]))
    elif kind == "sector":
        start = place // 512 * 512
        raw[start : start + 512] = bytes(512)
    elif kind == "page":
        other = chance.randrange(len(raw) // PAGE) * PAGE
        raw[page : page + PAGE] = raw[other : other + PAGE]
    elif kind == "shift":
        piece = raw[place : place + 200]
        raw[place + 16 : place + 16 + len(piece)] = piece
        del raw[len(raw) // PAGE * PAGE :]
    elif kind == "cut":
        del raw[place:]
    else:
        raw[page:] = chance.randbytes(len(raw) - page)
    return kind


def everything(db: driver.Database) -> dict[str, Any]:
    """Every row of every table; a table that cannot be read is left out."""
    found: dict[str, Any] = {}
    for (name,) in db.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall():
        try:
            found[name] = sorted(map(repr, db.conn.execute(f'SELECT * FROM "{name}"').fetchall()))
        except driver.EngineError:
            continue
    for word in WORDS:
        try:
            rows = db.conn.execute("SELECT rowid FROM name_word WHERE name_word MATCH ? ORDER BY rowid", (f'"{word}"',))
            found[f"search {word}"] = rows.fetchall()
        except driver.EngineError:
            continue
    return found


def look(folder: Path, whole: dict[str, Any], key: bytes) -> str:
    """Open a damaged copy and compare: refused, partly refused, right, or WRONG."""
    try:
        store = open_store(folder, key=key, decide=decide, create=False)
    except StoreError:
        return "refused at opening"
    try:
        with store.read(ACTOR) as reader:
            found = everything(reader.db)
            for word in WORDS:
                search.find(reader, word)
    except StoreError:
        return "refused while reading"
    finally:
        store.close()
    if any(found[name] != whole.get(name) for name in found):
        return "WRONG"
    return "right" if len(found) == len(whole) else "partly refused, the rest right"


def look_plain(path: Path, whole: dict[str, Any]) -> str:
    """The same for a file without encryption."""
    try:
        db = driver.connect(path, None)
        found = everything(db)
        db.close()
    except (driver.EngineError, UnicodeDecodeError):
        return "refused"
    if any(found[name] != whole.get(name) for name in found):
        return "WRONG"
    return "right" if len(found) == len(whole) else "partly refused, the rest right"


def build(folder: Path) -> bytes:
    """A store with the demonstration's cases; gives its key."""
    store = open_store(folder, decide=decide)
    with store.write(ACTOR, "import") as tx:
        cases.save_many(tx, [CaseInput(document) for document in demo.documents()])
    store.purge()
    store.close()
    return keys.from_file(folder / "waylink.key")


def run(folder: Path, copies: int, seed: int) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Outcomes for encrypted copies, for plain copies, and the kinds of damage."""
    chance = random.Random(seed)
    key = build(folder / "whole")
    path = folder / "whole" / "waylink.db"
    source, plain = driver.connect(path, key), folder / "plain.db"
    whole = everything(source)
    source.conn.execute(f"ATTACH DATABASE '{plain}' AS other KEY ''")
    source.conn.execute("SELECT sqlcipher_export('other')")
    source.close()
    whole_plain = everything(driver.connect(plain, None))
    raw, raw_plain = path.read_bytes(), plain.read_bytes()
    outcomes: Counter[str] = Counter()
    outcomes_plain: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for _ in range(copies):
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        state = chance.getstate()
        damaged = bytearray(raw)
        kinds[damage(damaged, chance)] += 1
        (copy / "waylink.db").write_bytes(damaged)
        shutil.copy(folder / "whole" / keys.CHECK_FILE, copy)
        outcomes[look(copy, whole, key)] += 1
        chance.setstate(state)
        damaged = bytearray(raw_plain)
        damage(damaged, chance)
        (copy / "plain.db").write_bytes(damaged)
        outcomes_plain[look_plain(copy / "plain.db", whole_plain)] += 1
    return outcomes, outcomes_plain, kinds


def main() -> None:
    """Run and print; status 1 where any answer was wrong."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--copies", type=int, default=100)
    reader.add_argument("--seed", type=int, default=1)
    choices = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcomes, plain, kinds = run(Path(folder), choices.copies, choices.seed)
    print("damage: " + ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items())))
    print(f"encrypted, {choices.copies} copies: " + ", ".join(f"{what} {n}" for what, n in sorted(outcomes.items()))
          + f"; silently wrong {outcomes['WRONG']}")  # fmt: skip
    print(f"plain, {choices.copies} copies: " + ", ".join(f"{what} {n}" for what, n in sorted(plain.items()))
          + f"; silently wrong {plain['WRONG']}")  # fmt: skip
    raise SystemExit(1 if outcomes["WRONG"] else 0)


if __name__ == "__main__":
    main()
