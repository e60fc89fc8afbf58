"""Opaque ids: what addresses, logs, audit lines and file names carry in place of names."""

from __future__ import annotations

import hashlib
import re
import secrets

#: Crockford's base 32: no I, L, O, U, so that an id survives being read aloud
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PLAIN = re.compile(r"[A-Za-z]{0,5}[0-9]{1,7}")
_OPAQUE = re.compile(r"[A-Z]{1,3}-[0-9A-HJKMNP-TV-Z]{8}")
_CODE = re.compile(r"[A-Z]{2}|account:[a-z0-9][a-z0-9._-]{0,39}")


def new_id(prefix: str) -> str:
    """A fresh id such as ``C-7K2M9QX4``: 40 random bits."""
    return f"{prefix}-" + "".join(secrets.choice(ALPHABET) for _ in range(8))


def party_id(case_id: str, local_id: str) -> str:
    """Global id of a person or organisation: ``C-7K2M9QX4/p1``."""
    return f"{case_id}/{local_id}"


def stop_id(case_id: str, route_id: str, local_id: str) -> str:
    """Global id of a stop: ``C-7K2M9QX4/r1.s3``."""
    return f"{case_id}/{route_id}.{local_id}"


def case_of(global_id: str) -> str:
    """The case that a global id belongs to."""
    return global_id.partition("/")[0]


def for_log(identifier: str) -> str:
    """An id as a log may carry it.

    Ids inside a document are chosen by its sender and can hold a name; one that is not plainly a stem and a number is
    replaced by a digest.
    """
    case_id, slash, local = identifier.partition("/")
    parts = [part if _PLAIN.fullmatch(part) else _digest(part) for part in local.split(".")] if slash else []
    known = _OPAQUE.fullmatch(case_id) or _PLAIN.fullmatch(case_id) or _CODE.fullmatch(case_id)
    head = case_id if known else _digest(case_id)
    return f"{head}/{'.'.join(parts)}" if slash else head


def _digest(text: str) -> str:
    return "x" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
