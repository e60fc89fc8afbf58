"""OpenID Connect in the gate: authorisation code with PKCE, state and nonce (OpenID Connect Core 1.0; RFC 7636).

The only request that leaves the machine is the one to the provider that an administrator named in ``sign-in.toml``,
and it carries nothing of a case. What belongs to one attempt is kept on the server under a cookie of its own, which
must be ``lax``: a strict one would not come back from another site.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import requests
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.errors import Refused
from services.sign_in_file import Oidc
from services.single_sign_on import Identity

#: signatures that we take; ``none`` and shared-secret ones are not among them
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_SECONDS = 600.0
_MOST = 500
_TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class _Attempt:
    state: str
    nonce: str
    verifier: str
    redirect: str
    onward: str
    until: float


_attempts: dict[str, _Attempt] = {}
_known: dict[str, tuple[float, Mapping[str, Any]]] = {}
_lock = threading.Lock()


def start(provider: Oidc, redirect: str, onward: str) -> tuple[str, str]:
    """Begin an attempt.

    Args:
        provider: of ``sign-in.toml``.
        redirect: our own address that the provider sends the browser back to.
        onward: page of ours to go on to.

    Returns:
        The address to send the browser to, and the id of the attempt for its cookie.

    Raises:
        Refused: ``provider_away``.
    """
    found = _discovered(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    with _session(provider, redirect) as client:
        url, _ = client.create_authorization_url(
            str(found["authorization_endpoint"]), state=state, nonce=nonce, code_verifier=verifier
        )
    attempt = secrets.token_urlsafe(32)
    now = time.monotonic()
    with _lock:
        for gone in [name for name, one in _attempts.items() if one.until < now]:
            del _attempts[gone]
        while len(_attempts) >= _MOST:
            del _attempts[next(iter(_attempts))]
        _attempts[attempt] = _Attempt(state, nonce, verifier, redirect, onward, now + _SECONDS)
    return url, attempt


def finish(provider: Oidc, attempt_id: str, query: Mapping[str, str]) -> tuple[Identity, str]:
    """The identity that the provider vouches for, and the page to go on to. An attempt is good once.

    Raises:
        Refused: ``sso_failed``, ``provider_away``.
    """
    with _lock:
        attempt = _attempts.pop(attempt_id, None)
    if attempt is None or attempt.until < time.monotonic():
        raise _failed()
    if not secrets.compare_digest(query.get("state", "").encode(), attempt.state.encode()) or not query.get("code"):
        raise _failed()
    # RFC 9207: where the provider says who answers, it must be the one that was asked.
    if query.get("iss", provider.issuer).rstrip("/") != provider.issuer:
        raise _failed()
    found = _discovered(provider)
    try:
        with _session(provider, attempt.redirect) as client:
            token = client.fetch_token(
                str(found["token_endpoint"]), grant_type="authorization_code", code=query["code"],
                code_verifier=attempt.verifier, timeout=_TIMEOUT,
            )  # fmt: skip
        keys = KeySet.import_key_set(cast(Any, _fetched(str(found["jwks_uri"]))))
        claims = _checked(provider, str(token["id_token"]), keys, attempt.nonce)
        if provider.groups_claim not in claims and found.get("userinfo_endpoint"):
            more = _fetched(str(found["userinfo_endpoint"]), str(token["access_token"]))
            if more.get("sub") == claims["sub"]:
                claims = {**more, **claims}
    except requests.RequestException:
        raise _away() from None
    except Refused:
        raise
    except Exception:  # whatever a foreign answer makes a library raise, the person is not let in
        raise _failed() from None
    return _identity(provider, claims), attempt.onward


def _checked(provider: Oidc, token: str, keys: KeySet, nonce: str) -> dict[str, Any]:
    try:
        claims = dict(jwt.decode(token, keys, algorithms=_ALGORITHMS).claims)
        registry = jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "values": [provider.issuer, provider.issuer + "/"]},
            sub={"essential": True},
            aud={"essential": True, "value": provider.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        registry.validate(claims)
    except (JoseError, ValueError):
        raise _failed() from None
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != provider.client_id:
        raise _failed()
    if provider.require_amr and not set(provider.require_amr) & set(_words(claims.get("amr"))):
        raise Refused("weak_sign_in", "Your provider signed you in without the second factor that Waylink asks for.")
    return claims


def _identity(provider: Oidc, claims: Mapping[str, Any]) -> Identity:
    name = str(claims.get(provider.account_claim) or "")[:200]
    return Identity(
        provider.issuer, str(claims["sub"])[:255], name, str(claims.get("name") or name)[:200],
        tuple(_words(claims.get(provider.groups_claim))),
    )  # fmt: skip


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(one) for one in value if isinstance(one, str)][:500] if isinstance(value, list) else []


def _session(provider: Oidc, redirect: str) -> OAuth2Session:
    return OAuth2Session(
        provider.client_id, provider.client_secret, scope=provider.scopes, redirect_uri=redirect,
        code_challenge_method="S256",
    )  # fmt: skip


def _discovered(provider: Oidc) -> Mapping[str, Any]:
    now = time.monotonic()
    kept = _known.get(provider.issuer)
    if kept is None or kept[0] < now:
        try:
            found = _fetched(f"{provider.issuer}/.well-known/openid-configuration")
        except (requests.RequestException, ValueError):
            raise _away() from None
        if str(found.get("issuer", "")).rstrip("/") != provider.issuer:
            raise _away()
        kept = _known[provider.issuer] = (now + 600, found)
    return kept[1]


def _fetched(url: str, bearer: str = "") -> dict[str, Any]:
    headers = {"authorization": f"Bearer {bearer}"} if bearer else {}
    with requests.get(url, headers=headers, timeout=_TIMEOUT, allow_redirects=False, stream=True) as answer:
        answer.raise_for_status()
        body = answer.raw.read(1_000_001, decode_content=True)
    if len(body) > 1_000_000:
        raise ValueError("too long an answer")
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _failed() -> Refused:
    return Refused("sso_failed", "The sign-in with your provider did not come to an end. Please begin again.")


def _away() -> Refused:
    return Refused("provider_away", "Your provider does not answer. Try again, or tell your administrator.")
