"""The steps of a sign-in beyond the password: a code, setting up the code app, somebody else who vouches."""

from __future__ import annotations

import io
import time
from collections.abc import Awaitable, Callable
from urllib.parse import quote

import segno
from anyio import to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services import desk, second_factor, sessions, sign_in_file, single_sign_on
from services.errors import Refused
from ui.front import form_page as shown
from ui.front import oidc, proxy, rules, unix_socket
from ui.front.sessions import SESSIONS
from ui.words import _

#: comes back from the provider's site, so it cannot be a strict one; it opens nothing by itself
ATTEMPT_COOKIE = "waylink_attempt"
_STEPS = {"code": "/login/code", "enrol": "/login/enrol"}


async def lead_on(request: Request, token: str, onward: str) -> Response:
    """With a token of any stage: on to the page, or to what is still asked of the person."""
    found = await to_thread.run_sync(sessions.step_of, desk.current(), token)
    old = shown.token(request)
    if old is not None and old != token:
        await to_thread.run_sync(sessions.sign_out, desk.current(), old)
        SESSIONS.forget(old)
    stage = found[1] if found else "full"
    if stage == "full":
        return shown.signed_in(request, token, onward)
    response = RedirectResponse(_STEPS[stage] + _query(onward), 303)
    return shown.with_session(request, response, token)


async def code(request: Request) -> Response:
    """The code of the app, or a recovery code."""
    shown.choose_language(request)
    token, at = shown.token(request), desk.current()
    found = await to_thread.run_sync(sessions.step_of, at, token) if token else None
    onward = rules.safe_next(request.query_params.get("next"))
    if token is None or found is None or found[1] != "code":
        return RedirectResponse("/login", 303)
    if request.method != "POST":
        return shown.page(request, "code.html", onward=onward, fault="")
    form = await request.form(max_files=0, max_fields=5)
    onward = rules.safe_next(shown.field(form, "next"))
    try:
        _ours(request, form)
        fresh = await to_thread.run_sync(second_factor.enter, at, token, shown.field(form, "code", 40))
    except Refused as error:
        if error.code == "step_over":
            return shown.page(request, "refused.html", 403, fault=error.text(_))
        return shown.page(request, "code.html", 403, onward=onward, fault=error.text(_))
    return shown.signed_in(request, fresh, onward)


async def enrol(request: Request) -> Response:
    """Setting up the code app: asked by the sign-in, or wished by a signed-in person."""
    shown.choose_language(request)
    token, at = shown.token(request), desk.current()
    form = await request.form(max_files=0, max_fields=5) if request.method == "POST" else FormData()
    onward = rules.safe_next(shown.field(form, "next") or request.query_params.get("next"))
    fault = ""
    if token is None or at.demo:
        return RedirectResponse("/login", 303)
    try:
        if request.method == "POST":
            try:
                _ours(request, form)
                given = shown.field(form, "code", 40)
                password = shown.field(form, "password", 500)
                fresh, codes = await to_thread.run_sync(second_factor.confirm, at, token, given, password)
            except Refused as error:
                if error.code == "step_over":
                    raise
                fault = error.text(_)
            else:
                SESSIONS.forget(token)
                return shown.with_session(
                    request, shown.page(request, "recovery.html", codes=codes, onward=onward), fresh
                )
        made = await to_thread.run_sync(second_factor.begin, at, token)
        asks = await to_thread.run_sync(second_factor.asks_password, at, token)
    except Refused:
        return RedirectResponse("/login", 303)
    return shown.page(
        request, "enrol.html", 403 if fault else 200, onward=onward, fault=fault, picture=_picture(made.uri),
        secret=" ".join(made.secret[place : place + 4] for place in range(0, len(made.secret), 4)),
        action=request.url.path, asks_password=asks,
    )  # fmt: skip


async def oidc_start(request: Request) -> Response:
    """Send the browser to the provider."""

    async def going() -> Response:
        form = await request.form(max_files=0, max_fields=5)
        _ours(request, form)
        rules_of = await to_thread.run_sync(sign_in_file.read, desk.current())
        if rules_of.oidc is None:
            raise Refused("no_provider", "No provider is set up here. Sign in with your account.")
        back = str(request.base_url).rstrip("/") + "/oidc/callback"
        onward = rules.safe_next(shown.field(form, "next"))
        url, attempt = await to_thread.run_sync(oidc.start, rules_of.oidc, back, onward)
        # A redirect out of a form would go against the form's own policy, so a page leads on.
        response = shown.page(request, "onward.html", onward=url, title=rules_of.oidc.label)
        response.set_cookie(
            shown.bound(ATTEMPT_COOKIE, request), attempt, 600, path="/", httponly=True, samesite="lax",
            secure=request.url.scheme == "https",
        )  # fmt: skip
        return response

    return await _or_refused(request, going)


async def oidc_callback(request: Request) -> Response:
    """The browser comes back from the provider.

    The answer is a page and no redirect: the browser still counts this as coming from the provider's site, and would
    not send a strict cookie along. The page goes on by itself.
    """

    async def coming() -> Response:
        rules_of = await to_thread.run_sync(sign_in_file.read, desk.current())
        if rules_of.oidc is None:
            raise Refused("no_provider", "No provider is set up here. Sign in with your account.")
        attempt, query = request.cookies.get(shown.bound(ATTEMPT_COOKIE, request), ""), dict(request.query_params)
        identity, onward = await to_thread.run_sync(oidc.finish, rules_of.oidc, attempt, query)
        token = await to_thread.run_sync(single_sign_on.enter, desk.current(), rules_of, identity)
        response = shown.with_session(
            request, shown.page(request, "onward.html", onward=onward, title=_("Signed in")), token
        )
        response.delete_cookie(shown.bound(ATTEMPT_COOKIE, request), path="/")
        return response

    return await _or_refused(request, coming)


async def proxy_sign_in(request: Request) -> Response:
    """Take the word of a reverse proxy, where it comes over a unix socket or signed."""

    async def vouching() -> Response:
        form = await request.form(max_files=0, max_fields=5)
        _ours(request, form)
        rules_of = await to_thread.run_sync(sign_in_file.read, desk.current())
        if rules_of.proxy is None:
            raise Refused("no_provider", "No provider is set up here. Sign in with your account.")
        headers = {name.lower(): value for name, value in request.headers.items()}
        identity = proxy.identity(rules_of.proxy, headers, over_socket=unix_socket.serving(), now=time.time())
        token = await to_thread.run_sync(single_sign_on.enter, desk.current(), rules_of, identity)
        return shown.signed_in(request, token, rules.safe_next(shown.field(form, "next")))

    return await _or_refused(request, vouching)


async def _or_refused(request: Request, step: Callable[[], Awaitable[Response]]) -> Response:
    if request.method == "GET" and request.url.path != "/oidc/callback":
        return RedirectResponse("/login", 303)
    shown.choose_language(request)
    try:
        return await step()
    except Refused as error:
        return shown.page(request, "refused.html", 403, fault=error.text(_))


def _ours(request: Request, form: FormData) -> None:
    if not shown.is_ours(request, form):
        raise Refused("form_over", "The form had been open too long. Please try again.")


def _picture(uri: str) -> str:
    out = io.BytesIO()
    picture = segno.make(uri, error="m")
    picture.save(out, kind="svg", border=4, xmldecl=False, omitsize=True, dark="#000", light="#fff", nl=False)
    return out.getvalue().decode()


def _query(onward: str) -> str:
    return f"?next={quote(onward, safe='')}" if onward != "/" else ""
