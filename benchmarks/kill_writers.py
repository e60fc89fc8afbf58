"""Kill writers with SIGKILL, again and again, while three others write on; look at what the store holds afterwards.

Four processes bring in small files through the real store: one transaction for a file's cases, its line in the ledger
and its lines in the log, then an acknowledgement down a pipe. One of them, chosen by chance, is killed after a random
time and a new one takes its place; after every tenth kill all four are killed at once. After each kill the store is
opened by a process of its own and checked: every acknowledged file is there, every file is whole; with all four dead
also the log's chain and its signed heads, the engine's own checks, and the row counts of every derived table.

    uv run benchmarks/kill_writers.py --kills 1000
    uv run benchmarks/kill_writers.py --kills 40 --broken early     (acknowledges before it commits: must be caught)
    uv run benchmarks/kill_writers.py --kills 40 --broken split     (commits a file in two steps: must be caught)
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from access.decide import decide
from records import Actor, CaseDocument, load_document
from store import Store, StoreError, audit, cases, checkpoints, health, imports, open_store
from store.checkpoints import Witness
from store.rows import CaseInput

WRITERS, CASES, PERSONS, STOPS = 4, 2, 3, 2
ACTOR = Actor("supervisor.one", "supervisor", "KZ")
SEED = bytes(range(32))
#: kills on one store before a new one is begun, so that the checks stay short
LIFE = 40


def opened(folder: Path, create: bool = False) -> Store:
    """The store as an installation opens it, with signed heads kept beside it."""
    return open_store(folder, decide=decide, create=create, witness=Witness(SEED, folder.with_name("heads")))


def document(number: int) -> CaseDocument:
    """An invented case."""
    persons = [{"id": f"p{n}", "names": [f"Имя{number} Фамилия{n}"]} for n in range(PERSONS)]
    stops = [{"id": f"s{n}", "place": f"Place {n}", "country": "UZ"} for n in range(STOPS)]
    return load_document(
        {
            "format": "waylink/case", "version": 1, "submission": {"country": "KZ", "authority": "Office"},
            "case": {"reference": f"K-{number}"}, "persons": persons, "routes": [{"id": "r1", "stops": stops}],
        }
    )  # fmt: skip


def write_on(folder: Path, acknowledge: Callable[[str], None], broken: str) -> None:
    """Bring in files until killed."""
    store = opened(folder)
    items = [CaseInput(document(number)) for number in range(CASES)]
    chance = random.Random()
    while True:
        # A breath, so that the store stays small enough to be read whole again and again.
        time.sleep(chance.uniform(0.0, 0.02))
        try:
            import_id = write_one(store, items, acknowledge, broken)
        except StoreError as error:
            # The engine lets whoever comes first write; who waited ten seconds in vain has saved nothing and says so.
            if error.code == "busy":
                continue
            raise
        if broken != "early":
            acknowledge(import_id)


def write_one(store: Store, items: list[CaseInput], acknowledge: Callable[[str], None], broken: str) -> str:
    """Bring in one file; a broken store acknowledges too early, or commits in two steps."""
    with store.write(ACTOR, "import") as tx:
        import_id = imports.begin(tx, "file.json", "json", "0" * 64, 1)
        if broken == "early":
            acknowledge(import_id)
            time.sleep(0.05)  # long enough for a kill to fall into the gap on any machine
        cases.save_many(tx, items[:1] if broken == "split" else items, import_id)
        imports.finish(tx, import_id, ok=True)
    if broken == "split":
        time.sleep(0.05)
        with store.write(ACTOR, "import") as tx:
            cases.save_many(tx, items[1:], import_id)
    return import_id


class Writer:
    """A forked process that writes, and what it has acknowledged."""

    def __init__(self, folder: Path, broken: str) -> None:
        self._from, to = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.close(self._from)
                write_on(folder, lambda name: os.write(to, f"{name}\n".encode()) and None, broken)
            finally:
                os._exit(3)
        os.close(to)

    def kill(self) -> list[str]:
        """End it at once; gives what it had acknowledged and what killed it."""
        os.kill(self.pid, signal.SIGKILL)
        with os.fdopen(self._from, "rb") as pipe:
            lines = pipe.read().decode().splitlines(keepends=True)
        _, status = os.waitpid(self.pid, 0)
        if not os.WIFSIGNALED(status):
            raise SystemExit(f"a writer ended by itself with status {os.waitstatus_to_exitcode(status)}")
        return [line.strip() for line in lines if line.endswith("\n")]


def apart(work: Callable[[], dict[str, object]]) -> dict[str, object]:
    """Do something in a forked process, so that this one never touches the engine before it forks."""
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(here)
        with os.fdopen(there, "w") as pipe:
            json.dump(work(), pipe)
        os._exit(0)
    os.close(there)
    with os.fdopen(here) as pipe:
        told = pipe.read()
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) or not told:
        raise SystemExit("the store could not be opened after a kill")
    return dict(json.loads(told))


def examine(folder: Path, acknowledged: list[str], whole: bool) -> dict[str, object]:
    """What the store holds now, and what is wrong with it."""
    store = opened(folder)
    faults: list[str] = []
    with store.read(ACTOR) as reader:
        rows = reader.select(
            "SELECT f.import_id AS name, f.state, (SELECT count(*) FROM case_file c WHERE c.import_id = f.import_id) "
            "AS cases FROM import_file f"
        )
        found = {row["name"] for row in rows}
        faults += [f"lost {name}" for name in acknowledged if name not in found]
        faults += [f"half {row['name']}" for row in rows if row["cases"] != CASES or row["state"] != "taken"]
        lines = audit.head(reader.db)[0]
        if whole:
            bad = audit.walk(reader.db)[1]
            faults += [f"log line {bad[0]} {bad[1]}"] if bad else []
            each = {"case_file": 1, "party": PERSONS, "party_name": PERSONS, "name_word": PERSONS, "name_part": PERSONS,
                    "stop": STOPS}  # fmt: skip
            for table, many in each.items():
                count = reader.select(f"SELECT count(*) AS n FROM {table}")[0]["n"]
                if count != many * CASES * len(found):
                    faults.append(f"{table}: {count} rows for {len(found)} files")
            seen = checkpoints.examine(reader.db, checkpoints.read(folder.with_name("heads")))
            faults += [f"signed heads: {seen.reason} at {seen.first_bad}"] if seen.first_bad is not None else []
    if whole:
        faults += [f"engine: {code}" for code in health.faults(store)]
    store.close()
    return {"found": len(found), "lines": lines, "faults": faults}


@dataclass
class Tally:
    """What all rounds together came to."""

    kills: int = 0
    acknowledged: int = 0
    found: int = 0
    lines: int = 0
    stores: int = 0
    faults: list[str] = field(default_factory=list)


def one_life(folder: Path, kills: int, chance: random.Random, broken: str, longest: float, tally: Tally) -> None:
    """Kill ``kills`` times on one new store and add to the tally."""
    apart(lambda: opened(folder, create=True).close() or {"made": True})
    writers = [Writer(folder, broken) for _ in range(WRITERS)]
    acknowledged: list[str] = []
    told: dict[str, object] = {}
    done = 0
    while done < kills:
        time.sleep(chance.uniform(0.0, longest))
        everyone = done % 10 == 9 or done == kills - 1
        chosen = range(WRITERS) if everyone else [chance.randrange(WRITERS)]
        for number in chosen:
            acknowledged += writers[number].kill()
        done += 1
        names = list(acknowledged)
        told = apart(lambda names=names, whole=everyone: examine(folder, names, whole))
        tally.faults += [f"kill {tally.kills + done}: {fault}" for fault in told["faults"]]
        if done < kills:
            for number in chosen:
                writers[number] = Writer(folder, broken)
        elif not everyone:
            raise AssertionError
    tally.kills += done
    tally.acknowledged += len(acknowledged)
    tally.found += int(str(told["found"]))
    tally.lines += int(str(told["lines"]))
    tally.stores += 1


def run(folder: Path, kills: int, *, seed: int = 1, broken: str = "", longest: float = 0.12) -> Tally:
    """Kill ``kills`` times, on a new store every forty kills."""
    chance, tally = random.Random(seed), Tally()
    while tally.kills < kills:
        one_life(folder / f"{tally.stores}" / "store", min(LIFE, kills - tally.kills), chance, broken, longest, tally)
    return tally


def main() -> None:
    """Run and print; status 1 where anything was lost or half done (or, for a broken store, where nothing was seen)."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--kills", type=int, default=200)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--broken", choices=("", "early", "split"), default="")
    choices = reader.parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = run(Path(folder), choices.kills, seed=choices.seed, broken=choices.broken)
    lost = sum(" lost " in fault for fault in tally.faults)
    half = sum(" half " in fault for fault in tally.faults)
    print(f"kills {tally.kills}, writers {WRITERS}, stores {tally.stores}; files acknowledged {tally.acknowledged}, "
          f"in the store {tally.found}; log lines {tally.lines}; lost {lost}, half-written {half}, "
          f"other faults {len(tally.faults) - lost - half}; {time.monotonic() - start:.0f} s")  # fmt: skip
    for fault in tally.faults[:10]:
        print("  " + fault)
    if choices.broken:
        print("the harness caught the broken store" if tally.faults else "THE HARNESS SAW NOTHING")
        raise SystemExit(0 if tally.faults else 1)
    raise SystemExit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()
