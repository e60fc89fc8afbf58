"""Routes of our own beside Streamlit's: sign-in, public files, maps and files that were made for one person."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from records.actor import Actor
from services import boundaries, desk, doctor
from ui.front import forms, handout, map_desk, steps
from ui.front.headers import map_policy
from ui.screens import SCREENS

ASSETS = Path(__file__).parent.parent / "assets"


class _PublicFiles(StaticFiles):
    """Files that hold nothing of a case: scripts, fonts, pictures, outlines of countries."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=3600"
        # A map document has no origin of its own, so its scripts and outlines must be readable without one.
        response.headers["access-control-allow-origin"] = "*"
        return response


async def _outline(request: Request) -> Response:
    path = boundaries.path(desk.in_use(), fine=request.path_params["name"] == "fine")
    return FileResponse(
        path,
        media_type="application/geo+json",
        headers={"cache-control": "public, max-age=3600", "access-control-allow-origin": "*"},
    )


async def _map(request: Request) -> Response:
    person: Actor = request.scope["waylink.actor"]
    document = map_desk.find(request.path_params["token"], person.id)
    if document is None:
        return Response("This map has expired; reload the page.", 404, media_type="text/plain")
    return Response(document, media_type="text/html", headers={"content-security-policy": map_policy(document)})


async def _handout(request: Request) -> Response:
    person: Actor = request.scope["waylink.actor"]
    file = handout.take(request.path_params["token"], person.id)
    if file is None:
        return Response("This file was fetched already or has expired; make it again.", 404, media_type="text/plain")
    disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return Response(file.data, media_type=file.mime, headers={"content-disposition": disposition})


async def _health(_request: Request) -> Response:
    """Whether the store answers and the disk takes a write; says no more, since anybody may ask."""
    alive = await to_thread.run_sync(lambda: doctor.is_alive(desk.current()))
    answer = {"status": "ok" if alive else "failing"}
    return JSONResponse(answer, 200 if alive else 503, headers={"cache-control": "no-store"})


async def _favicon(_request: Request) -> Response:
    return FileResponse(ASSETS / "icon.png", media_type="image/png")


async def _start(_request: Request) -> Response:
    # Streamlit knows the first page by the bare address only.
    return RedirectResponse("/", 303)


def routes() -> list[BaseRoute]:
    """All of them, for ``st.App(routes=…)``."""
    return [
        Route("/login", forms.login, methods=["GET", "POST"]),
        Route("/login/code", steps.code, methods=["GET", "POST"]),
        Route("/login/enrol", steps.enrol, methods=["GET", "POST"]),
        Route("/second-factor", steps.enrol, methods=["GET", "POST"]),
        Route("/oidc/start", steps.oidc_start, methods=["GET", "POST"]),
        Route("/oidc/callback", steps.oidc_callback, methods=["GET"]),
        Route("/proxy-sign-in", steps.proxy_sign_in, methods=["GET", "POST"]),
        Route("/first-start", forms.first_start, methods=["GET", "POST"]),
        Route("/logout", forms.logout, methods=["GET"]),
        Route("/presence", forms.presence, methods=["GET"]),
        Route(f"/{SCREENS[0].name}", _start, methods=["GET"]),
        Route("/health", _health, methods=["GET"]),
        Route("/favicon.png", _favicon, methods=["GET"]),
        Route("/assets/geo/{name:str}.geojson", _outline, methods=["GET"]),
        Mount("/assets", _PublicFiles(directory=ASSETS)),
        Route(f"{map_desk.PATH}/{{token:str}}", _map, methods=["GET"]),
        Route(f"{handout.PATH}/{{token:str}}", _handout, methods=["GET"]),
    ]
