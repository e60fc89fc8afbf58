"""``waylink key``: who can open the store, and how."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import desk, show
from cli.cases import as_json

if TYPE_CHECKING:
    from services.desk import Desk


@click.group("key")
def key() -> None:
    """How the store's key is kept: sealed under a passphrase, for officers, with a recovery key."""


@key.command("status")
@as_json
@click.pass_context
def status(context: click.Context, as_json: bool) -> None:
    """Tell how the key is kept and what should be done. Opens nothing."""
    with show.told():
        from services import keys as keeping

        found = keeping.status(desk.folder(context), demo=context.obj["demo"])
        ways = [
            {"slot": slot.slot_id, "kind": slot.kind, "label": slot.label, "made": slot.made} for slot in found.slots
        ]
        if as_json:
            show.as_json({"sealed": found.sealed, "source": found.source, "key": found.check, "slots": ways,
                          "advice": list(found.advice)})  # fmt: skip
            return
        show.out(f"Key {found.check}: {'sealed' if found.sealed else 'not sealed'}; "
                 f"without asking it comes from: {found.source or 'nowhere'}")  # fmt: skip
        if ways:
            show.table(["slot", "kind", "whose", "made"], [list(way.values()) for way in ways])
        for code in found.advice:
            show.out(keeping.ADVICE[code])


@key.command("wrap")
@click.option("--keep-file", is_flag=True, help="Leave the open key file for a server that starts by itself.")
@click.option("--passphrase-file", metavar="FILE", help="Read the passphrase from a file's first line.")
@click.pass_context
def wrap(context: click.Context, keep_file: bool, passphrase_file: str | None) -> None:
    """Seal the key under a passphrase and print the recovery key, once."""
    with show.told():
        from services import keys as keeping

        at = _real(context)
        recovery = keeping.wrap(at, desk.actor(), _passphrase(passphrase_file, twice=True), keep_file=keep_file)
        show.out(f"Recovery key: {recovery}")
        show.out("Write it down and lock it away, apart from the data. It is not shown again.")


@key.command("recovery")
@click.pass_context
def recovery(context: click.Context) -> None:
    """Print a new recovery key; the earlier one no longer works."""
    with show.told():
        from services import keys as keeping

        show.out(f"Recovery key: {keeping.new_recovery(_real(context), desk.actor())}")


@key.command("add")
@click.argument("label")
@click.argument("recipient")
@click.pass_context
def add(context: click.Context, label: str, recipient: str) -> None:
    """Let an officer's age key (RECIPIENT, age1…) open the store. LABEL says whose it is."""
    with show.told():
        from services import keys as keeping

        slot = keeping.add_officer(_real(context), desk.actor(), label, recipient)
        show.out(f"{slot}: the identity of {show.clean(label)} opens the store.")


@key.command("identity")
@click.argument("file")
def identity(file: str) -> None:
    """Make an age key pair for an officer: the secret part in FILE, the public part printed."""
    with show.told():
        from services import keys as keeping

        show.out(keeping.new_identity(Path(file)))


@key.command("remove")
@click.argument("slot")
@click.pass_context
def remove(context: click.Context, slot: str) -> None:
    """Take a way to open the store away (SLOT as in ``status``)."""
    with show.told():
        from services import keys as keeping

        keeping.remove(_real(context), desk.actor(), slot)
        show.out(f"{slot}: removed. Who had it may have kept the key: give the store a new one, waylink key change.")


@key.command("recover")
@click.option("--secret-file", metavar="FILE", help="Read the recovery key from a file's first line.")
@click.option("--passphrase-file", metavar="FILE", help="Read the new passphrase from a file's first line.")
@click.pass_context
def recover(context: click.Context, secret_file: str | None, passphrase_file: str | None) -> None:
    """Set a new passphrase with the recovery key, an officer's identity file, or the earlier passphrase."""
    with show.told():
        from services import keys as keeping
        from services.desk import open_desk

        folder = desk.folder(context)
        secret = _line(secret_file) if secret_file else desk.ask("Recovery key, identity file or earlier passphrase")
        fresh = _passphrase(passphrase_file, twice=True)
        keeping.recover(folder, secret, fresh, desk.ask if sys.stdin.isatty() else None)
        at = open_desk(folder, ask=lambda _question: fresh)
        context.call_on_close(at.close)
        keeping.note_recovered(at, desk.actor())
        show.out("The new passphrase opens the store.")


@key.command("change")
@click.option("--reason", default="new key", help="Written to the log.")
@click.option("--passphrase-file", metavar="FILE", help="Read the passphrase from a file's first line.")
@click.pass_context
def change(context: click.Context, reason: str, passphrase_file: str | None) -> None:
    """Give the store a new key: all of it is written anew. Stop Waylink first."""
    with show.told():
        from services import keys as keeping

        at = _real(context)
        sealed = any(slot.kind == "passphrase" for slot in keeping.status(at.folder).slots)
        passphrase = _passphrase(passphrase_file) if sealed else None
        made = keeping.change(at, desk.actor(), passphrase, reason)
        show.out("The store has a new key. Earlier backups still open with the earlier one.")
        if made:
            show.out(f"Recovery key: {made}")
            show.out("Write it down and lock it away, apart from the data. It is not shown again.")


@key.command("to-keyring")
@click.pass_context
def to_keyring(context: click.Context) -> None:
    """Put the key into the system's keyring, so that your account opens the store without being asked."""
    with show.told():
        from services import keys as keeping

        if not keeping.to_system(_real(context), desk.actor()):
            show.fail("This system has no keyring that can be used. Keep the passphrase, or a key file elsewhere.")
        show.out("The key is in the system's keyring.")


def _real(context: click.Context) -> Desk:
    if context.obj["demo"]:
        show.fail("A demonstration keeps its key beside its data; it is not sealed.")
    return desk.desk(context)


def _passphrase(file: str | None, *, twice: bool = False) -> str:
    if file:
        return _line(file)
    if not sys.stdin.isatty():
        show.fail("Run this in a terminal, or name a file with --passphrase-file.")
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True))


def _line(file: str) -> str:
    return (desk.file_bytes(file).decode("utf-8", "replace").splitlines() or [""])[0].strip()
