"""Signed heads of the log, kept in a second place: they show what a chain alone cannot.

Whoever can write the file can write the whole chain anew or cut its end off. A head that was signed and copied
elsewhere while the log was whole gives both away. The signing key lies outside the store.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from records import Actor
from store import audit
from store.driver import Database

EVERY_LINES = 100
EVERY = timedelta(minutes=15)
_COLUMNS = "store_id, seq, hash, at, public_key, signature"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log's head at one moment: number and hash of the last line, signed for this store."""

    store_id: str
    seq: int
    hash: str
    at: str
    public_key: str
    signature: str

    def is_signed(self) -> bool:
        """Whether the signature is that of the named public key over these values."""
        try:
            key = VerifyKey(bytes.fromhex(self.public_key))
            key.verify(_message(self.store_id, self.seq, self.hash, self.at), bytes.fromhex(self.signature))
        except (BadSignatureError, ValueError, TypeError):
            return False
        return True


class Witness:
    """Signs heads of one store's log and keeps them in a second place.

    Args:
        seed: 32 bytes of the Ed25519 key.
        place: file outside the data folder that lines are added to; best on another disk or machine.
    """

    def __init__(self, seed: bytes, place: Path) -> None:
        self._key = SigningKey(seed)
        self.place = place
        self._kept: int | None = None

    @property
    def public_key(self) -> str:
        """The public key, 64 hexadecimal digits."""
        return bytes(self._key.verify_key).hex()

    def sign_if_due(self, db: Database, at: datetime) -> bool:
        """Sign inside the open transaction: at the first line, after 100 more, or after 15 minutes with any."""
        seq, _ = audit.head(db)
        last = db.conn.execute("SELECT seq, at FROM audit_checkpoint ORDER BY seq DESC LIMIT 1").fetchone()
        if last is not None and (
            seq <= last[0] or (seq - last[0] < EVERY_LINES and at - datetime.fromisoformat(last[1]) < EVERY)
        ):
            return False
        return self.sign(db, at)

    def sign(self, db: Database, at: datetime) -> bool:
        """Sign the head as it is in the open transaction; gives whether there was a new one."""
        self._announce(db, at)
        seq, digest = audit.head(db)
        if not seq or db.conn.execute("SELECT 1 FROM audit_checkpoint WHERE seq = ?", (seq,)).fetchone():
            return False
        moment = at.isoformat(timespec="seconds")
        signature = self._key.sign(_message(store_id(db), seq, digest, moment)).signature.hex()
        db.conn.execute(
            f"INSERT INTO audit_checkpoint ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608
            (store_id(db), seq, digest, moment, self.public_key, signature),
        )
        return True

    def _announce(self, db: Database, at: datetime) -> None:
        """Say in the log itself that a new key signs from here on: the store has moved, or its key was lost."""
        last = db.conn.execute("SELECT public_key FROM audit_checkpoint ORDER BY seq DESC LIMIT 1").fetchone()
        if last is not None and last[0] != self.public_key and not audit.announced(db, self.public_key):
            desk = Actor("desk", "desk")
            audit.append(db, at, desk, "audit.signing_key", "", [], {"public_key": self.public_key})

    def sign_bytes(self, data: bytes) -> str:
        """A signature over a text of ours (a backup's manifest), hexadecimal."""
        return self._key.sign(data).signature.hex()

    def keep(self, db: Database) -> bool:
        """Add what the second place does not have yet; gives whether it now has all. Never an error of the caller's."""
        try:
            if self._kept is None:
                self._kept = max((one.seq for one in read(self.place, store_id(db))), default=0)
            fresh = [one for one in stored(db) if one.seq > self._kept and one.store_id == store_id(db)]
            if fresh:
                self.place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                handle = os.open(self.place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                with os.fdopen(handle, "w", encoding="ascii") as file:
                    file.write("".join(json.dumps(asdict(one)) + "\n" for one in fresh))
                    file.flush()
                    os.fsync(file.fileno())
                self._kept = fresh[-1].seq
        except OSError:
            return False
        return True


def stored(db: Database) -> list[Checkpoint]:
    """The checkpoints in the store, oldest first."""
    found = db.conn.execute(f"SELECT {_COLUMNS} FROM audit_checkpoint ORDER BY seq").fetchall()  # noqa: S608
    return [Checkpoint(*row) for row in found]


def read(place: Path, name: str | None = None) -> list[Checkpoint]:
    """The checkpoints in a second place, in file order; lines that are none are left out (a crash may cut the last)."""
    return [one for one in _lines(place) if name is None or one.store_id == name]


def store_id(db: Database) -> str:
    """The store's own name, which its copies share."""
    found = db.conn.execute("SELECT value FROM meta WHERE name = 'store_id'").fetchone()
    return str(found[0]) if found else ""


def _lines(place: Path) -> Iterator[Checkpoint]:
    try:
        text = place.read_text(encoding="ascii", errors="replace")
    except OSError:
        return
    for line in text.splitlines():
        try:
            data = json.loads(line)
            yield Checkpoint(
                str(data["store_id"]), int(data["seq"]), str(data["hash"]), str(data["at"]), str(data["public_key"]),
                str(data["signature"]),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


def _message(name: str, seq: int, digest: str, at: str) -> bytes:
    return f"waylink audit checkpoint 1\n{name}\n{seq}\n{digest}\n{at}\n".encode()


#: what is wrong with a log -> English sentence (a message id)
WRONG = {
    "changed": "Line {seq} was changed: it does not fit its own hash.",
    "gap": "Line {seq} is not where it should be: a line was taken out, put in or moved.",
    "rewritten": "The log was written anew from line {seq} on: it no longer gives the head that was signed.",
    "cut": "The log was cut off: line {seq} and what followed it are gone.",
    "forged": "A signed head of the log at line {seq} bears a wrong signature or a key that nobody announced.",
}


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at the whole log found.

    Attributes:
        lines: lines read.
        head: hash of the last one.
        checkpoints: signed heads that were compared, those of the second place included.
        second: signed heads in the second place.
        lost: lines that a signed head knows of and that a backup taken back no longer has.
        first_bad: number of the first line that is wrong, or that is missing; ``None`` when all is well.
        reason: key of :data:`WRONG`.
    """

    lines: int
    head: str
    checkpoints: int
    second: int
    lost: int = 0
    first_bad: int | None = None
    reason: str = ""


def examine(db: Database, kept: Sequence[Checkpoint] = ()) -> Examined:
    """Read the whole log and compare it with every signed head, in the store and in the second place.

    Args:
        db: a connection inside a transaction of its own, so that all is one moment's.
        kept: heads from the second place, in the order in which they were kept.
    """
    hashes, bad = audit.walk(db)
    faults = [bad] if bad else []
    last, agreed, lost = max(hashes, default=0), 0, 0
    # A store that was taken back from a backup has a new name, and the log tells at which line the earlier one ended.
    ends = {store_id(db): None} | audit.earlier_names(db)
    ours = [one for one in kept if one.store_id in ends]
    known = {one.public_key for one in ours[:1]}
    heads = sorted({*stored(db), *ours}, key=lambda one: one.seq)
    for one in heads:
        known = known or {one.public_key}
        end = ends.get(one.store_id, 0)
        # A key that came later counts only where the log itself announced it (a store that moved to another machine).
        if not one.is_signed() or (one.public_key not in known and not audit.announced(db, one.public_key)):
            faults.append((one.seq, "forged"))
        elif end is not None and one.seq > end:
            lost = max(lost, one.seq - end)
        elif one.seq > last:
            faults.append((last + 1, "cut"))
        elif hashes.get(one.seq) != one.hash:
            faults.append((agreed + 1, "rewritten"))
        else:
            agreed = one.seq
    if audit.highest(db) > last:
        faults.append((last + 1, "cut"))
    seq, reason = min(faults, default=(None, ""))
    return Examined(len(hashes), hashes.get(last, ""), len(heads), len(ours), lost, seq, reason)
