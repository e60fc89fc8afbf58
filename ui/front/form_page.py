"""What the small pages of the gate share: templates, language, the token that ties a form to this browser, cookies."""

from __future__ import annotations

import hmac
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from services.words import LANGUAGES, RIGHT_TO_LEFT, best_language
from ui.front.headers import FORM_POLICY
from ui.front.sessions import LANGUAGE_COOKIE, cookie_name, read_token
from ui.words import _, language, use_language

_FORM_COOKIE = "waylink_form"

_SECRET = secrets.token_bytes(32)
_YEAR = 31_536_000


def bound(name: str, request: Request) -> str:
    """A cookie's name; over TLS the prefix binds it to this host and to TLS."""
    return f"__Host-{name}" if request.url.scheme == "https" else name


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)


def signed_in(request: Request, token: str, onward: str) -> Response:
    """Go on, with a new session in the browser."""
    response = RedirectResponse(onward, 303)
    response.delete_cookie(bound(_FORM_COOKIE, request), path="/")
    return with_session(request, response, token)


def with_session(request: Request, response: Response, token: str) -> Response:
    """Put the session's token into the browser, in place of any other."""
    https = request.url.scheme == "https"
    response.set_cookie(cookie_name(https), token, path="/", secure=https, httponly=True, samesite="strict")
    return response


def choose_language(request: Request) -> None:
    """The language that the visitor asked for, chose before, or whose browser prefers."""
    wished = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE) or ""
    use_language(wished if wished in LANGUAGES else best_language(request.headers.get("accept-language", "")))


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """One of the templates as an answer.

    Args:
        request: what is answered.
        template: file name in ``templates``.
        status: of the answer.
        values: for the template.
    """
    seed = request.cookies.get(bound(_FORM_COOKIE, request), "")
    if len(seed) != 43 or not seed.isascii():
        seed = secrets.token_urlsafe(32)
    body = (
        _templates()
        .get_template(template)
        .render(
            _=_,
            language=language(),
            languages=LANGUAGES,
            direction="rtl" if language() in RIGHT_TO_LEFT else "ltr",
            form_token=_form_token(seed),
            idle="idle" in request.query_params,
            **values,
        )
    )
    response = HTMLResponse(body, status, headers={"content-security-policy": FORM_POLICY})
    https = request.url.scheme == "https"
    response.set_cookie(bound(_FORM_COOKIE, request), seed, path="/", secure=https, httponly=True, samesite="strict")
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language(), _YEAR, path="/", secure=https, samesite="strict")
    return response


def _form_token(seed: str) -> str:
    return hmac.new(_SECRET, seed.encode(), "sha256").hexdigest()


def is_ours(request: Request, form: FormData) -> bool:
    """Whether a form was made for this browser by this process."""
    seed = request.cookies.get(bound(_FORM_COOKIE, request), "")
    return bool(seed) and hmac.compare_digest(_form_token(seed), field(form, "form_token"))


def field(form: FormData, name: str, longest: int = 200) -> str:
    """A field of a form; empty where it is missing or a file."""
    value = form.get(name)
    return value[:longest] if isinstance(value, str) else ""


def token(request: Request) -> str | None:
    """The session token that the browser sent."""
    return read_token(request.cookies, request.url.scheme == "https")
