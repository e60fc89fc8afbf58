"""The pages before sign-in: small forms made on the server, with no script, in the visitor's language."""

from __future__ import annotations

from typing import Any

from anyio import to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from records.codes import country_codes
from services import accounts, desk, sessions, sign_in_file
from services.errors import Refused
from ui.front import form_page as shown
from ui.front import rules
from ui.front.sessions import SESSIONS, cookie_name
from ui.front.steps import lead_on
from ui.words import N_, _, country_name

DEMO_ROLES = {
    "investigator": (N_("Investigator"), N_("Record cases, explore routes, review matches")),
    "prosecutor": (N_("Prosecutor"), N_("See which States to inform, and draft the letters")),
    "supervisor": (N_("Supervisor"), N_("Sign off letters as the second person, read the register and the log")),
    "trainer": (N_("Trainer"), N_("Show the desk at a workshop; nothing real is in it")),
}


async def login(request: Request) -> Response:
    """Sign-in page; in a demonstration store, the choice of a ready role."""
    shown.choose_language(request)
    at = desk.current()
    if not at.demo and await to_thread.run_sync(accounts.is_first_start, at):
        return RedirectResponse("/first-start", 303)
    onward = rules.safe_next(request.query_params.get("next"))
    if request.method != "POST":
        if await SESSIONS.person(shown.token(request)) is not None:
            return RedirectResponse(onward, 303)
        return await _login_page(request, at, onward)
    form = await request.form(max_files=0, max_fields=10)
    onward = rules.safe_next(shown.field(form, "next"))
    account = shown.field(form, "account")
    if not shown.is_ours(request, form):
        fault = _("The form had been open too long. Please try again.")
        return await _login_page(request, at, onward, account, fault)
    try:
        if at.demo and shown.field(form, "role") in DEMO_ROLES:
            token = await to_thread.run_sync(accounts.demo_sign_in, at, shown.field(form, "role"))
        else:
            token = await to_thread.run_sync(accounts.sign_in, at, account, shown.field(form, "password", 500))
    except Refused as error:
        fault = error.text(_)
        return await _login_page(request, at, onward, account, fault)
    return await lead_on(request, token, onward)


async def _login_page(request: Request, at: desk.Desk, onward: str, account: str = "", fault: str = "") -> Response:
    try:
        others = await to_thread.run_sync(sign_in_file.read, at)
    except Refused as error:
        others, fault = sign_in_file.SignIn(), fault or error.text(_)
    status = 403 if fault else 200
    return shown.page(
        request, "login.html", status, onward=onward, demo=at.demo, account=account, fault=fault,
        demo_roles=DEMO_ROLES, others=others,
    )  # fmt: skip


async def first_start(request: Request) -> Response:
    """The first administrator of a new installation, let in by the one-time code that the server printed."""
    shown.choose_language(request)
    at = desk.current()
    if at.demo or not await to_thread.run_sync(accounts.is_first_start, at):
        return RedirectResponse("/login", 303)
    countries = sorted(((country_name(code), code) for code in country_codes()), key=lambda pair: pair[0])
    form = await request.form(max_files=0, max_fields=12) if request.method == "POST" else FormData()
    values = {name: shown.field(form, name) for name in ("code", "account", "display", "country")}
    view: dict[str, Any] = {"countries": countries, "values": values, "fault": ""}
    if request.method != "POST":
        return shown.page(request, "first_start.html", **view)
    password = shown.field(form, "password", 500)
    if not shown.is_ours(request, form):
        view["fault"] = _("The form had been open too long. Please try again.")
    elif password != shown.field(form, "repeated", 500):
        view["fault"] = _("The two passwords differ.")
    else:
        try:
            await to_thread.run_sync(
                lambda: accounts.create_first(
                    at, values["code"], values["account"], password, values["display"], values["country"]
                )
            )
            token = await to_thread.run_sync(accounts.sign_in, at, values["account"], password)
            return await lead_on(request, token, "/")
        except Refused as error:
            view["fault"] = error.text(_)
    return shown.page(request, "first_start.html", 403, **view)


async def logout(request: Request) -> Response:
    """End the session everywhere this browser uses it. The strict cookie keeps other sites from calling this."""
    token = shown.token(request)
    if token is not None:
        await to_thread.run_sync(sessions.sign_out, desk.current(), token)
        SESSIONS.forget(token)
    response = RedirectResponse("/login" + ("?idle=1" if "idle" in request.query_params else ""), 303)
    https = request.url.scheme == "https"
    response.delete_cookie(cookie_name(https), path="/", secure=https, httponly=True, samesite="strict")
    return response


async def presence(request: Request) -> Response:
    """Whether the session still lives, for a page that stays open. Asking is no activity."""
    token = shown.token(request)
    alive = token is not None and await SESSIONS.alive(token)
    return Response(status_code=204 if alive else 401)
