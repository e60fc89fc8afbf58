"""What a backup holds, as a list that is signed: file hashes, counts, the head of the log, which key opens it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from store import keys
from store.checkpoints import Witness
from store.errors import StoreError

FILE = "manifest.json"
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was backed up.

    Attributes:
        at: when, ISO 8601 UTC.
        files: file name -> SHA-256.
        counts: table -> rows.
        head: number and hash of the last line of the log.
        version: of the tables.
        check: check value of the key that opens it.
        public_key: whose signature it bears; empty where nobody signs (a store without a witness).
    """

    at: str
    files: dict[str, str]
    counts: dict[str, int]
    head: tuple[int, str]
    version: int
    check: str
    public_key: str


def make(
    folder: Path,
    at: datetime,
    counts: dict[str, int],
    head: tuple[int, str],
    version: int,
    witness: Witness | None,
) -> Manifest:
    """Write the manifest of the files in a folder.

    Raises:
        OSError: it cannot be written.
    """
    files = {path.name: file_hash(path) for path in sorted(folder.iterdir())}
    check = (keys.checks(folder) or [""])[0]
    made = Manifest(
        at.isoformat(timespec="seconds"), files, counts, head, version, check, witness.public_key if witness else ""
    )
    signature = witness.sign_bytes(_bytes(made)) if witness else ""
    text = json.dumps({"format": "waylink/backup", "manifest": asdict(made), "signature": signature}, indent=1)
    (folder / FILE).write_text(text + "\n", encoding="ascii")
    return made


def read(folder: Path) -> tuple[Manifest, bool]:
    """The manifest of a backup folder, and whether its signature is that of the key it names.

    Raises:
        StoreError: ``no_backup``, ``backup_list``.
    """
    path = folder / FILE
    if not path.is_file():
        raise StoreError("no_backup")
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        data = json.loads(path.read_text(encoding="ascii"))
        plain = data["manifest"]
        head = (int(plain["head"][0]), str(plain["head"][1]))
        made = Manifest(
            str(plain["at"]), {str(name): str(value) for name, value in plain["files"].items()},
            {str(name): int(value) for name, value in plain["counts"].items()}, head, int(plain["version"]),
            str(plain["check"]), str(plain["public_key"]),
        )  # fmt: skip
        signature = str(data["signature"])
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        raise StoreError("backup_list") from None
    return made, _is_signed(made, signature)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_signed(made: Manifest, signature: str) -> bool:
    try:
        VerifyKey(bytes.fromhex(made.public_key)).verify(_bytes(made), bytes.fromhex(signature))
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def _bytes(made: Manifest) -> bytes:
    return b"waylink backup 1\n" + json.dumps(asdict(made), sort_keys=True, separators=(",", ":")).encode()
