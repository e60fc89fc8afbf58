"""A full disk: nothing that was saved is lost, reading goes on, and when there is space again so does saving.

A store on a small file system of its own (tmpfs, so it needs the right to mount; Linux) takes files until the disk is
full. Then: every file that was acknowledged is read back; the refusal is a sentence for a person; another attempt is
refused as well and leaves nothing; a purge and a backup are tried and refused or done, never half; a second process
opens the store and reads. Then space is made, and the next file is saved, opened anew and the store examined.

    uv run benchmarks/disk_full.py
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from access.decide import decide
from benchmarks.kill_writers import ACTOR, CASES, document
from records import Actor
from store import Store, StoreError, backup, cases, checkpoints, health, imports, open_store, submissions
from store.checkpoints import Witness
from store.rows import CaseInput

KEEPER = Actor("keeper", "local")
KEY = bytes(range(32))


def opened(folder: Path, *, create: bool = False) -> Store:
    """The store, with its signed heads on the same full disk."""
    witness = Witness(bytes(range(1, 33)), folder / "heads")
    return open_store(folder / "data", key=KEY, decide=decide, create=create, witness=witness)


def save(store: Store, number: int) -> str:
    """Bring in one file."""
    with store.write(ACTOR, "import") as tx:
        import_id = imports.begin(tx, "file.json", "json", "0" * 64, 1)
        cases.save_many(tx, [CaseInput(document(number)) for _ in range(CASES)], import_id)
        imports.finish(tx, import_id, ok=True)
    return import_id


def there(store: Store) -> tuple[set[str], int]:
    """Files in the store, and how many of them are not whole."""
    with store.read(ACTOR) as reader:
        rows = imports.history(reader, 1_000_000)
        cases.rows(reader)
    return {row.import_id for row in rows}, sum(len(row.cases) != CASES or not row.ok for row in rows)


def refused(work: object) -> str:
    """The code with which a step is refused; ``done`` where it was not."""
    try:
        work()  # type: ignore[operator]
    except StoreError as error:
        return error.code
    return "done"


def run(folder: Path) -> list[str]:
    """All of it on one file system; gives what went wrong."""
    faults: list[str] = []
    ballast = folder / "ballast"
    store = opened(folder, create=True)
    acknowledged = [save(store, number) for number in range(20)]
    free = int(subprocess.run(["df", "--output=avail", "-k", str(folder)], capture_output=True, text=True,
                              check=True).stdout.split()[1])  # fmt: skip
    with ballast.open("wb") as file:
        file.write(bytes(max(0, free - 600) * 1024))
    code = "done"
    while code == "done":
        code = refused(lambda: acknowledged.append(save(store, len(acknowledged))))
    print(f"full after {len(acknowledged)} files; told: {code}")
    faults += [] if code == "disk_full" else [f"told {code}"]
    again = [refused(lambda: save(store, 1)) for _ in range(20)]
    acknowledged_now, half = there(store)
    done = again.count("done")
    print(f"20 more attempts: {20 - done} refused, {done} saved; files in the store {len(acknowledged_now)}, "
          f"half-written {half}")  # fmt: skip
    faults += [f"lost {name}" for name in acknowledged if name not in acknowledged_now]
    faults += ["half-written"] if half or len(acknowledged_now) != len(acknowledged) + done else []
    other = opened(folder)
    found, half = there(other)
    print(f"opened again on the full disk: {len(found)} files read, half-written {half}")
    faults += [] if found == acknowledged_now else ["another opening reads something else"]
    other.close()
    copied = refused(lambda: backup.bundle(store, KEEPER, folder / "copy"))
    print(f"backup onto the full disk: {copied}")
    faults += ["half a backup"] if copied != "done" and (folder / "copy").exists() else []
    faults += ["left over"] if list(folder.glob("copy.*")) else []
    ballast.unlink()
    more = [save(store, 1) for _ in range(5)]
    with store.read(ACTOR) as reader:
        first = submissions.rows(reader)[-1].submission_id
    with store.write(KEEPER, "test") as tx:
        submissions.remove(tx, first)
    store.purge()
    store.sign_now()
    db = store.connection()
    seen = checkpoints.examine(db, checkpoints.read(folder / "heads"))
    db.close()
    sick = health.faults(store)
    print(f"with space again: 5 files saved, one purged; faults of the store {len(sick)}; log of {seen.lines} lines "
          f"{'whole' if seen.first_bad is None else seen.reason}, {seen.second} signed heads")  # fmt: skip
    faults += sick + ([] if seen.first_bad is None else [seen.reason])
    faults += [f"lost {name}" for name in more if name not in there(store)[0]]
    store.close()
    return faults


def main() -> None:
    """Run and print; status 1 where anything was lost, 2 where no file system could be mounted."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--size", type=int, default=6, help="of the file system, in MB (default: 6)")
    choices = reader.parse_args()
    with tempfile.TemporaryDirectory() as place:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={choices.size}m", "tmpfs", place]
        if subprocess.run(mount, check=False).returncode:
            print("no file system could be mounted; run this as root")
            raise SystemExit(2)
        try:
            faults = run(Path(place))
        finally:
            subprocess.run(["umount", "-l", place], check=True)
    print("lost or half done: " + (", ".join(faults) or "nothing"))
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
