"""The sealed key of a store: one slot for each way to open it, in a file beside the store.

A slot holds the 32-byte key sealed under a passphrase (argon2id, then NaCl's secretbox), under an officer's public age
key, or under a recovery key that is printed once. The file says nothing of the key itself. While a store is being given
a new key the file holds the slots of both.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage
from argon2.low_level import Type, hash_secret_raw
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from store import keys
from store.errors import StoreError
from store.ids import ALPHABET

FILE = "waylink.keys"
PASSES, MEMORY_KIB = 3, 65_536
_MOST_PASSES, _MOST_MEMORY_KIB = 20, 1_048_576
_GROUPS, _GROUP = 8, 4
_LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to open the store.

    Attributes:
        slot_id: ``k1``, ``k2``, …
        kind: passphrase, officer or recovery.
        label: whose it is, for officers.
        made: date it was made, ISO 8601.
        check: check value of the key it holds.
        sealed: what the kind needs to open it.
    """

    slot_id: str
    kind: str
    label: str
    made: str
    check: str
    sealed: dict[str, Any] = field(repr=False)


def read(folder: Path) -> list[Slot]:
    """The slots of a data folder; none where its key is not sealed.

    Raises:
        StoreError: ``bad_slots``.
    """
    path = folder / FILE
    if not path.exists():
        return []
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        data = json.loads(path.read_text(encoding="ascii"))
        if data["format"] != "waylink/keys" or data["version"] != 1:
            raise ValueError
        return [
            Slot(
                str(slot["slot_id"]), str(slot["kind"]), str(slot["label"]), str(slot["made"]), str(slot["check"]),
                dict(slot["sealed"]),
            )
            for slot in data["slots"]
        ]  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise StoreError("bad_slots") from None


def write(folder: Path, slots: list[Slot]) -> None:
    """Keep the slots: the file is there whole or as it was.

    Raises:
        StoreError: ``no_access``.
    """
    plain = [
        {"slot_id": slot.slot_id, "kind": slot.kind, "label": slot.label, "made": slot.made, "check": slot.check,
         "sealed": slot.sealed}
        for slot in slots
    ]  # fmt: skip
    text = json.dumps({"format": "waylink/keys", "version": 1, "slots": plain}, indent=1, ensure_ascii=True)
    try:
        keys.write_whole(folder / FILE, text + "\n")
    except OSError:
        raise StoreError("no_access") from None


def with_passphrase(slots: list[Slot], key: bytes, passphrase: str, at: datetime) -> list[Slot]:
    """The slots with one for a passphrase; an earlier passphrase for the same key is replaced."""
    salt = secrets.token_bytes(16)
    stretched = _stretch(passphrase, salt, PASSES, MEMORY_KIB)
    sealed = {
        "salt": salt.hex(), "passes": PASSES, "memory_kib": MEMORY_KIB, "box": _box(stretched, key),
    }  # fmt: skip
    kept = [slot for slot in slots if slot.kind != "passphrase" or slot.check != keys.check_value(key)]
    return [*kept, _slot(slots, "passphrase", "", at, key, sealed)]


def with_recovery(slots: list[Slot], key: bytes, at: datetime) -> tuple[list[Slot], str]:
    """The slots with a new recovery key in place of an earlier one, and the recovery key, to be written down."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(_GROUPS * _GROUP))
    salt = secrets.token_bytes(16)
    sealed = {"salt": salt.hex(), "box": _box(_from_recovery(signs, salt), key)}
    kept = [slot for slot in slots if slot.kind != "recovery" or slot.check != keys.check_value(key)]
    shown = "-".join(signs[place : place + _GROUP] for place in range(0, len(signs), _GROUP))
    return [*kept, _slot(slots, "recovery", "", at, key, sealed)], shown


def with_officer(slots: list[Slot], key: bytes, label: str, recipient: str, at: datetime) -> list[Slot]:
    """The slots with one for an officer's public age key (``age1…``).

    Raises:
        StoreError: ``bad_officer``.
    """
    try:
        public = pyrage.x25519.Recipient.from_str(recipient.strip())
    except (pyrage.RecipientError, ValueError):
        raise StoreError("bad_officer") from None
    sealed = {
        "recipient": recipient.strip(), "age": base64.b64encode(pyrage.encrypt(key, [public])).decode(),
    }  # fmt: skip
    return [*slots, _slot(slots, "officer", label, at, key, sealed)]


def sealed_again(slots: list[Slot], key: bytes, passphrase: str | None, at: datetime) -> tuple[list[Slot], str]:
    """New slots for a new key in place of ``slots``: the same officers, the passphrase, a new recovery key."""
    made, recovery = with_recovery([], key, at)
    if passphrase is not None:
        made = with_passphrase(made, key, passphrase, at)
    for slot in slots:
        if slot.kind == "officer":
            made = with_officer(made, key, slot.label, str(slot.sealed["recipient"]), at)
    taken = len({slot.slot_id for slot in slots})
    return [replace(slot, slot_id=f"k{taken + place}") for place, slot in enumerate(made, 1)], recovery


def open_with(slots: list[Slot], secret: str) -> list[bytes]:
    """The keys that a passphrase or a recovery key opens: one, two while the store changes its key, or none."""
    found = []
    for slot in slots:
        if slot.kind == "recovery" and (signs := _recovery_signs(secret)):
            key = _unbox(_from_recovery(signs, _hex(slot, "salt")), slot)
        elif slot.kind == "passphrase":
            passes, memory = _number(slot, "passes", _MOST_PASSES), _number(slot, "memory_kib", _MOST_MEMORY_KIB)
            key = _unbox(_stretch(secret, _hex(slot, "salt"), passes, memory), slot)
        else:
            continue
        if key is not None:
            found.append(key)
    return found


def open_with_identity(slots: list[Slot], identity: str) -> list[bytes]:
    """The keys that an officer's age identity (``AGE-SECRET-KEY-1…``) opens; none where it fits no slot.

    Raises:
        StoreError: ``bad_identity``.
    """
    lines = [line.strip() for line in identity.splitlines() if line.strip() and not line.startswith("#")]
    try:
        known = [pyrage.x25519.Identity.from_str(line) for line in lines]
    except (pyrage.IdentityError, ValueError):
        raise StoreError("bad_identity") from None
    if not known:
        raise StoreError("bad_identity")
    found = []
    for slot in slots:
        if slot.kind == "officer":
            try:
                key = pyrage.decrypt(base64.b64decode(str(slot.sealed.get("age", ""))), known)
            except (pyrage.DecryptError, ValueError):
                continue
            if _is_right(slot, key):
                found.append(bytes(key))
    return found


def read_identity(path: Path, ask: Callable[[str], str] | None = None) -> str:
    """The text of an officer's identity file; one that is itself under a passphrase (``age -p``) is asked for it.

    Raises:
        StoreError: ``bad_identity``, ``wrong_secret``.
    """
    try:
        data = path.read_bytes()[:_LARGEST]
    except OSError:
        raise StoreError("bad_identity") from None
    if data.startswith(b"age-encryption.org/"):
        if ask is None:
            raise StoreError("sealed")
        try:
            data = pyrage.passphrase.decrypt(data, ask("Passphrase of the identity file"))
        except (pyrage.DecryptError, ValueError):
            raise StoreError("wrong_secret") from None
    try:
        return data.decode("ascii")
    except UnicodeDecodeError:
        raise StoreError("bad_identity") from None


def new_identity() -> tuple[str, str]:
    """A new age key pair: what stays with the officer, and the public key."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def _slot(slots: list[Slot], kind: str, label: str, at: datetime, key: bytes, sealed: dict[str, Any]) -> Slot:
    numbers = [int(slot.slot_id[1:]) for slot in slots if slot.slot_id[1:].isdigit()]
    return Slot(f"k{max(numbers, default=0) + 1}", kind, label, at.date().isoformat(), keys.check_value(key), sealed)


def _stretch(passphrase: str, salt: bytes, passes: int, memory: int) -> bytes:
    return hash_secret_raw(passphrase.encode("utf-8", "surrogatepass"), salt, passes, memory, 1, 32, Type.ID)


def _from_recovery(signs: str, salt: bytes) -> bytes:
    # 160 random bits: nothing to stretch.
    return hashlib.blake2b(signs.encode(), salt=salt, person=b"waylink recover.", digest_size=32).digest()


def _recovery_signs(text: str) -> str | None:
    signs = "".join(text.upper().replace("-", " ").split()).translate(str.maketrans("OIL", "011"))
    return signs if len(signs) == _GROUPS * _GROUP and set(signs) <= set(ALPHABET) else None


def _box(sealing: bytes, key: bytes) -> str:
    return base64.b64encode(bytes(SecretBox(sealing).encrypt(key))).decode()


def _unbox(sealing: bytes, slot: Slot) -> bytes | None:
    try:
        key = SecretBox(sealing).decrypt(base64.b64decode(str(slot.sealed.get("box", ""))))
    except (CryptoError, ValueError):
        return None
    return bytes(key) if _is_right(slot, key) else None


def _is_right(slot: Slot, key: bytes) -> bool:
    return len(key) == 32 and keys.check_value(bytes(key)) == slot.check


def _hex(slot: Slot, name: str) -> bytes:
    try:
        value = bytes.fromhex(str(slot.sealed[name]))
    except (KeyError, ValueError):
        raise StoreError("bad_slots") from None
    if len(value) != 16:
        raise StoreError("bad_slots")
    return value


def _number(slot: Slot, name: str, most: int) -> int:
    value = slot.sealed.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise StoreError("bad_slots")
    return value
