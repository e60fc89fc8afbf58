"""``sign-in.toml``: who else vouches for a person (OpenID Connect, a reverse proxy), and which group has which role.

Looked for at ``WAYLINK_SIGN_IN``, else in the data folder; without it only accounts of this installation sign in::

    [roles]                         # first fitting line counts
    "waylink-supervisors" = "supervisor"
    "waylink-investigators" = "investigator"

    [oidc]
    issuer = "https://id.example.org/realms/justice"
    client_id = "waylink"
    client_secret_file = "/etc/waylink/oidc-secret"
    label = "Ministry account"

    [proxy]
    key_file = "/etc/waylink/proxy-key"   # or:  unix_socket = true
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from services import _account_fields as _fields
from services.desk import Desk
from services.errors import Refused

_SHORTEST_KEY = 32


@dataclass(frozen=True, slots=True)
class Oidc:
    """A provider. ``require_amr``: one of these must be among the ways in which the person signed in there."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label: str
    scopes: str = "openid profile"
    groups_claim: str = "groups"
    account_claim: str = "preferred_username"
    require_amr: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proxy:
    """A reverse proxy that vouches: by a key it signs with, or by being the only one at a unix socket."""

    key: bytes = field(repr=False)
    unix_socket: bool
    label: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """The whole file. ``roles`` in the file's order; ``country`` is given to accounts that a sign-in makes."""

    roles: tuple[tuple[str, str], ...] = ()
    country: str | None = None
    oidc: Oidc | None = None
    proxy: Proxy | None = None

    def role_of(self, groups: Sequence[str]) -> str | None:
        """The role of a person in these groups; the first line of the file that fits."""
        held = set(groups)
        return next((role for group, role in self.roles if group in held), None)


def read(desk: Desk) -> SignIn:
    """The file as it is now; where there is none, nobody else vouches.

    Raises:
        Refused: ``bad_sign_in_file`` with the entry that does not fit.
    """
    path = Path(os.environ.get("WAYLINK_SIGN_IN") or desk.folder / "sign-in.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return SignIn()
    except (OSError, ValueError):
        raise _bad("the file itself") from None
    roles = tuple((str(group), _role(desk, name)) for group, name in _table(data, "roles").items())
    try:
        country = _fields.country(str(data.get("country") or ""))
    except Refused:
        raise _bad("country") from None
    oidc, proxy = _table(data, "oidc"), _table(data, "proxy")
    return SignIn(roles, country, _oidc(oidc) if oidc else None, _proxy(proxy) if proxy else None)


def _oidc(table: Mapping[str, Any]) -> Oidc:
    issuer = str(table.get("issuer") or "").rstrip("/")
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")):
        raise _bad("oidc.issuer")
    client = str(table.get("client_id") or "")
    if not client:
        raise _bad("oidc.client_id")
    amr = table.get("require_amr", [])
    if not isinstance(amr, list):
        raise _bad("oidc.require_amr")
    return Oidc(
        issuer, client, _secret(table, "client_secret_file", "oidc").decode("utf-8", "replace").strip(),
        str(table.get("label") or "OpenID Connect")[:60], str(table.get("scopes") or "openid profile"),
        str(table.get("groups_claim") or "groups"), str(table.get("account_claim") or "preferred_username"),
        tuple(str(one) for one in amr),
    )  # fmt: skip


def _proxy(table: Mapping[str, Any]) -> Proxy:
    socket = table.get("unix_socket") is True
    key = b"" if socket else _secret(table, "key_file", "proxy").strip()
    if not socket and len(key) < _SHORTEST_KEY:
        raise _bad("proxy.key_file")
    return Proxy(key, socket, str(table.get("label") or "Single sign-on")[:60])


def _secret(table: Mapping[str, Any], name: str, of: str) -> bytes:
    try:
        return Path(str(table[name])).expanduser().read_bytes()[:4096]
    except (KeyError, OSError):
        raise _bad(f"{of}.{name}") from None


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name, {})
    if not isinstance(found, dict):
        raise _bad(name)
    return found


def _role(desk: Desk, name: Any) -> str:
    try:
        return _fields.role(desk, str(name))
    except Refused:
        raise _bad("roles") from None


def _bad(entry: str) -> Refused:
    return Refused(
        "bad_sign_in_file",
        "The file sign-in.toml cannot be used: look at '{entry}'. Nobody else vouches until it is mended.",
        entry=entry,
    )
