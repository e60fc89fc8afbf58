"""Kill a writing process again and again, and look at what the store holds afterwards.

Each round starts a child that brings in one file after another (one transaction for a file's cases, its ledger line and
its log lines) and acknowledges each on its standard output. The parent ends it with SIGKILL after a random time, opens
the store again and checks: every acknowledged file is there whole, every other one whole or not at all, the log's chain
fits, the engine finds no fault.

    uv run benchmarks/kill_import.py --rounds 50
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from access.decide import decide
from records import Actor, CaseDocument, load_document
from store import audit, cases, imports, open_store
from store.rows import CaseInput

BATCH = 12
ACTOR = Actor("supervisor.one", "supervisor", "KZ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round left: files acknowledged, files in the store, faults found."""

    acknowledged: int
    found: int
    faults: tuple[str, ...]


def document(number: int) -> CaseDocument:
    """An invented case with a few persons and stops."""
    return load_document(
        {
            "format": "waylink/case",
            "version": 1,
            "submission": {"country": "KZ", "authority": f"Office {number % 5}"},
            "case": {"reference": f"K-{number}"},
            "persons": [{"id": f"p{n}", "names": [f"Имя{number} Фамилия{n}"]} for n in range(1, 6)],
            "involvements": [{"who": "p1", "as": "victim"}],
            "routes": [
                {"id": "r1", "stops": [{"id": f"s{n}", "place": f"Place {n}", "country": "UZ"} for n in range(1, 5)]}
            ],
        }
    )


def child(folder: Path) -> None:
    """Bring in files until killed; each line of output is a file that the store has acknowledged."""
    store = open_store(folder, decide=decide)
    items = [CaseInput(document(number)) for number in range(BATCH)]
    while True:
        with store.write(ACTOR, "import") as tx:
            import_id = imports.begin(tx, "file.json", "json", "0" * 64, 1)
            cases.save_many(tx, items, import_id)
            imports.finish(tx, import_id, ok=True)
        print(import_id, flush=True)


def kill_once(folder: Path, seconds: float) -> list[str]:
    """Start a child, kill it ``seconds`` after its first acknowledgement, give what it acknowledged."""
    command = [sys.executable, __file__, "--child", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    process.wait()
    return [line.strip() for line in lines if line.endswith("\n")]


def examine(folder: Path, acknowledged: list[str]) -> Outcome:
    """Open the store after a kill and look for anything lost or half done."""
    store = open_store(folder, decide=decide, create=False)
    faults: list[str] = []
    with store.read(ACTOR) as reader:
        history = {row.import_id: row for row in imports.history(reader, 1_000_000)}
        faults += [f"lost: {name}" for name in acknowledged if name not in history]
        faults += [f"half: {row.import_id}" for row in history.values() if len(row.cases) != BATCH or not row.ok]
        tables = {"case_file": 1, "party": 5, "stop": 4, "party_name": 5, "name_word": 5, "name_part": 5}
        for table, each in tables.items():
            rows = reader.select(f"SELECT count(*) AS n FROM {table}")[0]["n"]
            if rows != each * BATCH * len(history):
                faults.append(f"{table}: {rows} rows for {len(history)} files")
        faults += [f"log line {seq}" for seq in audit.verify(reader.db)]
        check = reader.db.execute("PRAGMA integrity_check").fetchone()[0]
        if check != "ok":
            faults.append("integrity_check")
    store.close()
    return Outcome(len(acknowledged), len(history), tuple(faults))


def rounds(folder: Path, number: int, seed: int, longest: float = 0.4) -> list[Outcome]:
    """Kill ``number`` times on one store that grows from round to round."""
    chance = random.Random(seed)
    acknowledged: list[str] = []
    outcomes = []
    for _ in range(number):
        acknowledged += kill_once(folder, chance.uniform(0.0, longest))
        outcomes.append(examine(folder, acknowledged))
    return outcomes


def main() -> None:
    """Run and print; status 1 where anything was lost or half done."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("--rounds", type=int, default=20)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    choices = reader.parse_args()
    if choices.child is not None:
        child(choices.child)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = rounds(Path(folder) / "store", choices.rounds, choices.seed)
    faults = [fault for outcome in outcomes for fault in outcome.faults]
    last = outcomes[-1]
    print(f"kills {len(outcomes)}; files acknowledged {last.acknowledged}; in the store {last.found}; "
          f"lost or half done {len(faults)}")  # fmt: skip
    for fault in faults:
        print("  " + fault)
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
