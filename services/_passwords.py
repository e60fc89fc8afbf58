"""Passwords: argon2id with 64 MiB and 3 passes, and what a password must be."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from zxcvbn import zxcvbn

from services.errors import Refused

_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
#: each check takes 64 MiB: two at a time, so that a flood of sign-ins cannot use up the memory
_TURNS = threading.BoundedSemaphore(2)
_SHORTEST, _LONGEST = 12, 500

#: powers of ten of guesses that a password must stand
_LEAST_GUESSES = 9.0
#: no password fits it
UNUSABLE = "!"
#: checked where there is no account, so that the answer takes as long
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=1$ynjzEjbFiM+cqhkL1BSacw$/wWlnwm0JI6l0ScLXMLQbb/11Q0cbjXQpNgX1IPDic8"


def hashed(password: str) -> str:
    """The hash that is kept."""
    with _TURNS:
        return _HASHER.hash(_bytes(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; as slow where there is none."""
    if len(password) > _LONGEST:
        return False
    with _TURNS:
        try:
            real = kept is not None and kept != UNUSABLE
            return _HASHER.verify(kept if kept and real else _NOBODY, _bytes(password)) and real
        except (Argon2Error, InvalidHashError):
            return False


def newer(kept: str | None, password: str) -> str | None:
    """The password under today's parameters, where the kept hash has others."""
    return hashed(password) if kept and kept != UNUSABLE and _HASHER.check_needs_rehash(kept) else None


def check(password: str, account: str) -> None:
    """Refuse a password that is guessed first.

    Raises:
        Refused: ``bad_password``.
    """
    folded = password.casefold()
    weak = len(set(folded)) < 5 or (len(account) > 2 and account.casefold() in folded)
    if not weak and _SHORTEST <= len(password) <= _LONGEST:
        # The estimate's lists hold the passwords that leaks have made known; it reads 72 signs at most.
        told = zxcvbn(password[:72], user_inputs=[account, "waylink"], max_length=72)
        weak = told["guesses_log10"] < _LEAST_GUESSES
    if weak or not _SHORTEST <= len(password) <= _LONGEST:
        raise Refused(
            "bad_password",
            "This password would be guessed. A good one has {shortest} signs or more, does not hold the account's "
            "name, and is none that many people use: several words, for one.",
            shortest=_SHORTEST,
        )


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
