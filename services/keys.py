"""The store's key: how it is sealed, who can open it, a new one. For the person at the machine that holds it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from records import Actor
from services import _keyring
from services.desk import Desk
from services.errors import StoreError
from store import keys as stored
from store import rekey, slots
from store.slots import Slot

SHORTEST = 14


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """How the key of an installation is kept.

    Attributes:
        sealed: whether there are slots beside the store.
        source: where the key comes from when nobody is asked: keyring, file, environment; empty for none.
        check: first signs of the key's check value, to tell keys apart.
        slots: ways to open it.
        advice: codes of what should be done, keys of :data:`ADVICE`.
    """

    sealed: bool
    source: str
    check: str
    slots: tuple[Slot, ...]
    advice: tuple[str, ...]


#: code -> English sentence (a message id)
ADVICE = {
    "seal": "The key lies open in a file of your account. Seal it under a passphrase: waylink key wrap.",
    "still_loose": "The key is sealed and lies open in a file as well. That is right for a server that starts alone; "
    "otherwise take the file away.",
    "recovery": "There is no recovery key. Make one and lock it away: waylink key recovery.",
    "second": "Only one person can open the store. Add a second officer: waylink key add.",
    "demonstration": "A demonstration keeps its key beside its data, on purpose. Never put real data into it.",
}


def status(folder: Path, *, demo: bool = False) -> KeyStatus:
    """How the key is kept; opens nothing.

    Raises:
        Refused: ``missing``, ``bad_slots``.
    """
    if not _keyring.is_made(folder):
        raise StoreError("missing")
    known = slots.read(folder)
    source = "file" if demo else _keyring.source_of(folder)
    kinds = [slot.kind for slot in known]
    if demo:
        advice = ["demonstration"]
    elif not known:
        advice = ["seal"]
    else:
        advice = ["still_loose"] if source == "file" else []
        advice += [] if "recovery" in kinds else ["recovery"]
        advice += [] if len(kinds) - kinds.count("recovery") > 1 else ["second"]
    checks = stored.checks(folder)
    return KeyStatus(bool(known), source, checks[-1][:8] if checks else "", tuple(known), tuple(advice))


def wrap(desk: Desk, actor: Actor, passphrase: str, *, keep_file: bool = False) -> str:
    """Seal the key under a passphrase and a recovery key, and take the open key file away.

    Returns:
        The recovery key, to be written down and locked away; it is shown this once.

    Raises:
        Refused: ``weak_passphrase``, ``not_allowed``, ``no_access``.
    """
    _check(passphrase)
    known = slots.with_passphrase(slots.read(desk.folder), desk.store.key, passphrase, desk.now())
    known, recovery = slots.with_recovery(known, desk.store.key, desk.now())
    _keep(desk, actor, known, "key.sealed")
    if not keep_file:
        _keyring.loose(stored.check_value(desk.store.key)).unlink(missing_ok=True)
    return recovery


def new_recovery(desk: Desk, actor: Actor) -> str:
    """A new recovery key in place of the earlier one; it is shown this once.

    Raises:
        Refused: ``not_sealed``, ``not_allowed``.
    """
    known, recovery = slots.with_recovery(_sealed(desk), desk.store.key, desk.now())
    _keep(desk, actor, known, "key.recovery_made")
    return recovery


def add_officer(desk: Desk, actor: Actor, label: str, recipient: str) -> str:
    """Let an officer's age key open the store; gives the slot's id.

    Raises:
        Refused: ``bad_officer``, ``not_allowed``.
    """
    label = " ".join(label.split())[:60]
    known = slots.with_officer(slots.read(desk.folder), desk.store.key, label, recipient, desk.now())
    _keep(desk, actor, known, "key.officer_added", known[-1].slot_id)
    return known[-1].slot_id


def new_identity(file: Path) -> str:
    """Make an age key pair: the secret part in a new file that only its owner can read; gives the public part.

    Raises:
        Refused: ``file_exists`` where the file is there already, ``no_access``.
    """
    if file.exists():
        raise StoreError("file_exists")
    secret, public = slots.new_identity()
    try:
        stored.write_whole(file, f"# public key: {public}\n{secret}\n")
    except OSError:
        raise StoreError("no_access") from None
    return public


def remove(desk: Desk, actor: Actor, slot_id: str) -> None:
    """Take a way to open the store away. Who had it may have kept the key itself: give the store a new one after.

    Raises:
        Refused: ``not_found``, ``last_slot``, ``not_allowed``.
    """
    known = _sealed(desk)
    kept = [slot for slot in known if slot.slot_id != slot_id]
    if len(kept) == len(known):
        raise StoreError("not_found")
    if not kept:
        raise StoreError("last_slot")
    _keep(desk, actor, kept, "key.slot_removed", slot_id)


def recover(folder: Path, secret: str, passphrase: str, ask: _keyring.Ask | None = None) -> bytes:
    """Set a new passphrase with the recovery key, an officer's identity file or the earlier passphrase.

    Gives the key, so that the caller may open the store and log the step.

    Raises:
        Refused: ``not_sealed``, ``wrong_secret``, ``weak_passphrase``.
    """
    _check(passphrase)
    known = slots.read(folder)
    if not known:
        raise StoreError("not_sealed")
    found = _keyring.open_sealed(folder, secret, ask)
    if not found:
        raise StoreError("wrong_secret")
    key = _keyring.fitting(folder, found)
    slots.write(folder, slots.with_passphrase(known, key, passphrase, datetime.now(UTC)))
    return key


def note_recovered(desk: Desk, actor: Actor) -> None:
    """Write the step to the log."""
    with desk.write(actor, "recovery") as tx:
        tx.require("backup.make")
        tx.log("key.recovered")


def to_system(desk: Desk, actor: Actor) -> bool:
    """Put the key into the system's keyring; gives whether there is one that took it.

    Raises:
        Refused: ``not_allowed``.
    """
    with desk.write(actor, "key into the keyring") as tx:
        tx.require("backup.make")
        tx.log("key.into_keyring")
    if not _keyring.to_system(desk.store.key):
        return False
    stored.write_whole(desk.folder / "waylink.keyring", "system\n")
    return True


def change(desk: Desk, actor: Actor, passphrase: str | None, reason: str) -> str:
    """Give the store a new key: every page is written anew under it. The desk is closed by this step.

    Officers keep their slots; ``passphrase`` is asked for where there is a passphrase slot. Earlier backups keep the
    earlier key.

    Returns:
        The new recovery key; empty where the key is not sealed.

    Raises:
        Refused: ``wrong_secret``, ``in_use``, ``disk_full``, ``not_allowed``; the store is as it was.
    """
    known, old = slots.read(desk.folder), desk.store.key
    has_passphrase = any(slot.kind == "passphrase" for slot in known)
    if has_passphrase and (passphrase is None or old not in slots.open_with(known, passphrase)):
        raise StoreError("wrong_secret")
    with desk.write(actor, reason) as tx:
        tx.require("backup.make")
        tx.log("key.changed")
    new, at = secrets.token_bytes(32), desk.now()
    fresh, recovery = slots.sealed_again(known, new, passphrase if has_passphrase else None, at) if known else ([], "")
    was_loose = _keyring.loose(stored.check_value(old)).exists()
    desk.close()

    def ready() -> None:
        if fresh:
            slots.write(desk.folder, [*known, *fresh])
        if was_loose or not fresh:
            _keyring.keep_loose(new)

    try:
        rekey.change(desk.store.path, old, new, ready)
    except BaseException:
        if known and rekey.opens(desk.store.path, old):
            slots.write(desk.folder, known)
        raise
    if fresh:
        slots.write(desk.folder, fresh)
    if (desk.folder / "waylink.keyring").exists():
        _keyring.to_system(new)
    return recovery


def _sealed(desk: Desk) -> list[Slot]:
    known = slots.read(desk.folder)
    if not known:
        raise StoreError("not_sealed")
    return known


def _keep(desk: Desk, actor: Actor, known: list[Slot], action: str, slot_id: str = "") -> None:
    with desk.write(actor, "") as tx:
        tx.require("backup.make")
        tx.log(action, slot=slot_id or None)
        slots.write(desk.folder, known)


def _check(passphrase: str) -> None:
    if len(passphrase.strip()) < SHORTEST:
        raise StoreError("weak_passphrase")
