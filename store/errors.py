"""What can go wrong with the store, as a sentence for a person: what happened, and the way out."""

from __future__ import annotations

from collections.abc import Callable

_SENTENCES = {
    "missing": "There is no store in the data folder yet. Start Waylink once, or choose the folder that holds it.",
    "incomplete": "The store file is missing but its companion files are there. Put waylink.db back from a backup, "
    "or move the companion files (waylink.db-wal, waylink.db-shm) away before starting anew.",
    "empty": "The store file is empty (0 bytes): it was cut off or replaced. Restore it from a backup, "
    "or move it away to start with an empty store.",
    "foreign": "The file waylink.db in the data folder is not a Waylink store. Choose another data folder, "
    "or move the file away.",
    "wrong_key": "The key does not open this store. Use the key file that was made together with it.",
    "bad_key": "The key is not usable: it must be 32 bytes, written as 64 hexadecimal digits.",
    "no_key": "The store is there but its key file is not. Put the key file back, or name it in WAYLINK_KEY_FILE.",
    "sealed": "The key of this store is sealed. Start Waylink in a terminal to be asked for the passphrase, "
    "or keep the key in the system's keyring or in a file named by WAYLINK_KEY_FILE.",
    "wrong_secret": "Neither the passphrase, nor the recovery key, nor the identity opens this store.",
    "bad_slots": "The file waylink.keys is damaged. Put it back from a backup; the recovery key fits that one too.",
    "bad_identity": "This file holds no age identity (a line that begins with AGE-SECRET-KEY-1).",
    "bad_officer": "This is not a public age key; it begins with age1.",
    "weak_passphrase": "The passphrase is too short. Take at least 14 signs: four or five words nobody would guess.",
    "last_slot": "This is the last way to open the store. Add another one first.",
    "not_sealed": "The key of this store is not sealed. Seal it first: waylink key wrap.",
    "key_file_open": "Other users can read the key file. Take the right away (chmod 600) and try again.",
    "key_inside": "The key file lies in the data folder, so that a copy of the folder would open the store. "
    "Move it elsewhere.",
    "in_use": "Another program has the store open. Stop Waylink everywhere, then try again.",
    "unreadable": "The store cannot be read: the key is not the right one, or the file is damaged. Try the key file "
    "that was made with it; if that does not help, restore a backup.",
    "corrupt": "The store file is damaged. Stop working with it, keep a copy, and restore the latest backup.",
    "newer": "The store was written by a newer version of Waylink. Update Waylink; nothing was changed.",
    "read_only": "The store cannot be written: the file, the folder or the disk is read-only. "
    "Give your account the right to write there, or choose another data folder.",
    "no_access": "The data folder cannot be opened or made. Give your account the right to use it, "
    "or choose another data folder.",
    "network_folder": "The data folder lies on a network drive, where the store can be damaged. "
    "Choose a folder on a local disk.",
    "disk_full": "The disk is full. Nothing that was saved is lost, but this step was not saved. "
    "Free some space on the disk and try again.",
    "busy": "Another program has kept the store busy for too long. Nothing was saved; try again in a moment.",
    "closed": "The store has been closed. Start Waylink again.",
    "conflict": "The change does not fit what is stored, so nothing was saved. Reload and try again.",
    "changed_meanwhile": "Somebody saved a newer version of this case meanwhile. "
    "Reload it and enter your change again.",
    "failed": "The store could not carry out the step and saved nothing. Try again; if it happens again, "
    "make a backup and ask for help.",
    "not_allowed": "Your role does not allow this. Ask the case's owner or a supervisor.",
    "not_found": "There is no such record, or you may not see it.",
    "reason_needed": "Write the reason: it is kept in the log.",
    "bad_verdict": "This verdict is not known.",
    "already_undone": "This judgement has already been undone.",
    "not_needed": "You may read this case already; open it in the ordinary way.",
    "own_emergency": "Somebody else must review this access: it was your own.",
    "account_exists": "There is already an account with this name.",
    "same_person": "Somebody else must sign: whoever had a hand in a letter cannot sign it off.",
    "wrong_state": "This line of the register is not at a point where that can be done. Reload it.",
    "content_changed": "The letter was changed after it was handed in for signature. Reload it and read it again.",
    "backup_failed": "The backup does not hold what the store holds, so it was removed. Try again on another disk.",
    "backup_list": "The list of what this backup holds is damaged, or its signature does not fit. Nothing was changed; "
    "take another backup.",
    "backup_file": "A file of this backup is not the one that was backed up. Nothing was changed; take another backup.",
    "backup_pages": "Pages of this backup are damaged. Nothing was changed; take another backup.",
    "backup_rows": "This backup does not hold the rows that were counted. Nothing was changed; take another backup.",
    "backup_log": "The log in this backup does not fit its own chain or its signed heads. Nothing was changed; "
    "take another backup, and tell the supervisor.",
    "no_backup": "There is no backup here: a folder with waylink.db and manifest.json is one.",
    "restore_full": "There is a store in the data folder. Say that it may be set aside (--replace), or choose an empty "
    "folder.",
    "file_exists": "There is already a file with this name. Nothing was overwritten; choose another name.",
    "bad_date": "Write the date as 2026-11-24.",
    "backup_exists": "There is already a file at the place of the backup. Choose another name.",
}


class Refused(Exception):  # noqa: N818  -- it names what the caller is told
    """Something a person must read: what was refused, and the way out. The base of all such errors.

    Attributes:
        code: short name of what happened.
        msgid: an English sentence (a message id), with ``{name}`` where a parameter goes.
        params: values for the sentence: ids, counts and codes only.
    """

    def __init__(self, code: str, msgid: str, **params: str | int) -> None:
        self.code = code
        self.msgid = msgid
        self.params = params
        super().__init__(f"{code}: {msgid}")

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the reader's language; ``translate`` is gettext's function."""
        return translate(self.msgid).format(**self.params)


class StoreError(Refused):
    """The store refuses or cannot do something. It never carries a value that was stored."""

    #: of a refusal by the access rules: what was tried
    action = ""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, _SENTENCES[code], **params)


def sentences() -> dict[str, str]:
    """All codes with their English sentence, for the message catalogue."""
    return dict(_SENTENCES)


def from_driver(error: BaseException) -> StoreError:
    """The sentence for an error of the engine. The engine's own text can quote input, so it is not kept."""
    text = str(error).lower()
    name = str(getattr(error, "sqlite_errorname", "") or "")
    if "full" in text or name.startswith("SQLITE_FULL"):
        return StoreError("disk_full")
    if "readonly" in text or "read-only" in text or name.startswith("SQLITE_READONLY"):
        return StoreError("read_only")
    if "locked" in text or "busy" in text or name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError("busy")
    if "not a database" in text or name.startswith("SQLITE_NOTADB"):
        return StoreError("unreadable")
    if "malformed" in text or "i/o error" in text or name.startswith(("SQLITE_CORRUPT", "SQLITE_IOERR")):
        return StoreError("corrupt")
    if "unable to open" in text or name.startswith("SQLITE_CANTOPEN"):
        return StoreError("no_access")
    if "closed database" in text:
        return StoreError("closed")
    if "constraint" in text or name.startswith("SQLITE_CONSTRAINT"):
        return StoreError("conflict")
    return StoreError("failed")
