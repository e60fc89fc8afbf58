"""The pages before sign-in: small forms made on the server, with no script, in the visitor's language."""

from __future__ import annotations

import hmac
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from anyio import to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from records.codes import country_codes
from services import accounts, desk
from services.errors import Refused
from services.words import LANGUAGES, RIGHT_TO_LEFT, best_language
from ui.front import rules
from ui.front.headers import FORM_POLICY
from ui.front.sessions import LANGUAGE_COOKIE, SESSIONS, cookie_name, read_token
from ui.words import N_, _, country_name, language, use_language

_FORM_COOKIE = "waylink_form"
_SECRET = secrets.token_bytes(32)
_YEAR = 31_536_000
DEMO_ROLES = {
    "investigator": (N_("Investigator"), N_("Record cases, explore routes, review matches")),
    "prosecutor": (N_("Prosecutor"), N_("See which States to inform, and draft the letters")),
    "supervisor": (N_("Supervisor"), N_("Sign off letters as the second person, read the register and the log")),
    "trainer": (N_("Trainer"), N_("Show the desk at a workshop; nothing real is in it")),
}


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)


async def login(request: Request) -> Response:
    """Sign-in page; in a demonstration store, the choice of a ready role."""
    _choose_language(request)
    at = desk.current()
    if not at.demo and await to_thread.run_sync(accounts.is_first_start, at):
        return RedirectResponse("/first-start", 303)
    onward = rules.safe_next(request.query_params.get("next"))
    if request.method != "POST":
        if await SESSIONS.person(_token(request)) is not None:
            return RedirectResponse(onward, 303)
        return _page(request, "login.html", onward=onward, demo=at.demo, account="", fault="")
    form = await request.form(max_files=0, max_fields=10)
    onward = rules.safe_next(_field(form, "next"))
    account = _field(form, "account")
    if not _form_is_ours(request, form):
        fault = _("The form had been open too long. Please try again.")
        return _page(request, "login.html", 403, onward=onward, demo=at.demo, account=account, fault=fault)
    try:
        if at.demo and _field(form, "role") in DEMO_ROLES:
            token = await to_thread.run_sync(accounts.demo_sign_in, at, _field(form, "role"))
        else:
            token = await to_thread.run_sync(accounts.sign_in, at, account, _field(form, "password", 500))
    except Refused as error:
        fault = error.text(_)
        return _page(request, "login.html", 403, onward=onward, demo=at.demo, account=account, fault=fault)
    return _signed_in(request, token, onward)


async def first_start(request: Request) -> Response:
    """The first administrator of a new installation, let in by the one-time code that the server printed."""
    _choose_language(request)
    at = desk.current()
    if at.demo or not await to_thread.run_sync(accounts.is_first_start, at):
        return RedirectResponse("/login", 303)
    countries = sorted(((country_name(code), code) for code in country_codes()), key=lambda pair: pair[0])
    form = await request.form(max_files=0, max_fields=12) if request.method == "POST" else FormData()
    values = {name: _field(form, name) for name in ("code", "account", "display", "country")}
    view: dict[str, Any] = {"countries": countries, "values": values, "fault": ""}
    if request.method != "POST":
        return _page(request, "first_start.html", **view)
    password = _field(form, "password", 500)
    if not _form_is_ours(request, form):
        view["fault"] = _("The form had been open too long. Please try again.")
    elif password != _field(form, "repeated", 500):
        view["fault"] = _("The two passwords differ.")
    else:
        try:
            await to_thread.run_sync(
                lambda: accounts.create_first(
                    at, values["code"], values["account"], password, values["display"], values["country"]
                )
            )
            token = await to_thread.run_sync(accounts.sign_in, at, values["account"], password)
            return _signed_in(request, token, "/")
        except Refused as error:
            view["fault"] = error.text(_)
    return _page(request, "first_start.html", 403, **view)


async def logout(request: Request) -> Response:
    """End the session everywhere this browser uses it. The strict cookie keeps other sites from calling this."""
    token = _token(request)
    if token is not None:
        await to_thread.run_sync(accounts.sign_out, desk.current(), token)
        SESSIONS.forget(token)
    response = RedirectResponse("/login" + ("?idle=1" if "idle" in request.query_params else ""), 303)
    https = request.url.scheme == "https"
    response.delete_cookie(cookie_name(https), path="/", secure=https, httponly=True, samesite="strict")
    return response


async def presence(request: Request) -> Response:
    """Whether the session still lives, for a page that stays open. Asking is no activity."""
    token = _token(request)
    alive = token is not None and await SESSIONS.alive(token)
    return Response(status_code=204 if alive else 401)


def _signed_in(request: Request, token: str, onward: str) -> Response:
    https = request.url.scheme == "https"
    response = RedirectResponse(onward, 303)
    response.set_cookie(cookie_name(https), token, path="/", secure=https, httponly=True, samesite="strict")
    response.delete_cookie(_FORM_COOKIE, path="/")
    return response


def _choose_language(request: Request) -> None:
    wished = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE) or ""
    use_language(wished if wished in LANGUAGES else best_language(request.headers.get("accept-language", "")))


def _page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    seed = request.cookies.get(_FORM_COOKIE, "")
    if len(seed) != 43 or not seed.isascii():
        seed = secrets.token_urlsafe(32)
    page = _templates().get_template(template)
    body = page.render(
        _=_,
        language=language(),
        languages=LANGUAGES,
        direction="rtl" if language() in RIGHT_TO_LEFT else "ltr",
        form_token=_form_token(seed),
        demo_roles=DEMO_ROLES,
        idle="idle" in request.query_params,
        **values,
    )
    response = HTMLResponse(body, status, headers={"content-security-policy": FORM_POLICY})
    https = request.url.scheme == "https"
    response.set_cookie(_FORM_COOKIE, seed, path="/", secure=https, httponly=True, samesite="strict")
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language(), _YEAR, path="/", secure=https, samesite="strict")
    return response


def _form_token(seed: str) -> str:
    return hmac.new(_SECRET, seed.encode(), "sha256").hexdigest()


def _form_is_ours(request: Request, form: FormData) -> bool:
    seed = request.cookies.get(_FORM_COOKIE, "")
    return bool(seed) and hmac.compare_digest(_form_token(seed), _field(form, "form_token"))


def _field(form: FormData, name: str, longest: int = 200) -> str:
    value = form.get(name)
    return value[:longest] if isinstance(value, str) else ""


def _token(request: Request) -> str | None:
    return read_token(request.cookies, request.url.scheme == "https")
