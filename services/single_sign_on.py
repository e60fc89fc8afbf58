"""Sign-in of a person for whom somebody else vouches: a provider of OpenID Connect, or a reverse proxy.

The role follows the groups at every sign-in. An account of this installation is never taken over by a name that happens
to be the same: an identity is bound to the account that its first sign-in made.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from services import _account_fields as _fields
from services import _passwords, sessions
from services.desk import Desk
from services.errors import Refused
from services.sign_in_file import SignIn
from store import Tx, factors
from store import accounts as stored
from store.accounts import DOOR


@dataclass(frozen=True, slots=True)
class Identity:
    """What is vouched for: who says so, their id for the person, a name to show, the groups."""

    issuer: str
    subject: str
    name: str
    display: str
    groups: tuple[str, ...]


def enter(desk: Desk, rules: SignIn, identity: Identity) -> str:
    """Open a session, and make the account at the first sign-in; gives the session's token.

    Raises:
        Refused: ``first_start`` before there is an administrator, ``no_role``, ``sign_in_failed`` for a closed account.
    """
    role = rules.role_of(identity.groups)
    if not identity.subject or role is None:
        with desk.write(DOOR, "single sign-on") as tx:
            tx.log("sign_in.no_role")
        raise Refused("no_role", "None of your groups has a role in Waylink. Ask your administrator.")
    changed = False
    with desk.write(DOOR, "single sign-on") as tx:
        if not stored.exist(tx):
            raise Refused("first_start", "The first administrator must be made first, with the one-time code.")
        account = factors.account_for(tx, identity.issuer, identity.subject)
        if account is None:
            account = _make(tx, identity, role, rules.country)
        row = stored.get(tx, account)
        token = None
        if row is not None and not row.disabled:
            if row.role != role:
                stored.set_role(tx, account, role, row.country)
                changed = True
            token = sessions.begin(desk, tx, account)
        else:
            tx.log("sign_in.refused", [f"account:{account}"])
    if changed:
        desk.tell_sessions_ended(account)
    if token is None:
        raise Refused("account_closed", "This account is closed. Ask your administrator.")
    return token


def _make(tx: Tx, identity: Identity, role: str, country: str | None) -> str:
    digest = hashlib.sha256(f"{identity.issuer}\n{identity.subject}".encode("utf-8", "surrogatepass")).hexdigest()
    try:
        account = _fields.account_name(identity.name.partition("@")[0])
    except Refused:
        account = ""
    if not account or stored.get(tx, account) is not None:
        account = f"sso-{digest[:10]}"
    stored.create(tx, account, _passwords.UNUSABLE, role, country, _fields.display(identity.display, account))
    factors.bind(tx, identity.issuer, identity.subject, account)
    return account
