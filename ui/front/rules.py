"""Which paths are open, which need a person, which do not exist. Closed unless written here."""

from __future__ import annotations

from typing import Literal

Access = Literal["open", "signed_in", "absent"]

#: first match decides; a trailing slash means everything below
_TABLE: tuple[tuple[str, Access], ...] = (
    ("/login", "open"),
    ("/login/code", "open"),
    ("/login/enrol", "open"),
    ("/oidc/start", "open"),
    ("/oidc/callback", "open"),
    ("/proxy-sign-in", "open"),
    ("/logout", "open"),
    ("/first-start", "open"),
    ("/presence", "open"),
    ("/assets/", "open"),
    ("/favicon.png", "open"),
    ("/health", "open"),
    ("/_stcore/health", "open"),
    ("/_stcore/metrics", "absent"),
    ("/_stcore/script-health-check", "absent"),
    ("/_stcore/agent/", "absent"),
    ("/_stcore/agent", "absent"),
)


def access(path: str) -> Access:
    """What a path asks of who comes: nothing, a signed-in person, or that it does not exist."""
    for known, answer in _TABLE:
        if path == known or (known.endswith("/") and path.startswith(known)):
            return answer
    # Streamlit answers these under a page's path too.
    if any(hidden in f"{path}/" for hidden in ("/_stcore/metrics/", "/_stcore/agent/")):
        return "absent"
    return "signed_in"


def is_page(path: str) -> bool:
    """Whether a path is a page for a person to look at, rather than something a page loads."""
    return "." not in path.rsplit("/", 1)[-1] and not path.startswith(
        ("/_stcore/", "/media/", "/static/", "/component/", "/map/", "/handout/", "/presence", "/second-factor")
    )


def safe_next(path: str | None) -> str:
    """A path on this server to go on to after sign-in; the start page for anything else.

    Args:
        path: foreign text from the address. Neither a second slash nor a backslash may follow the first: browsers read
            both as another host.
    """
    if not path or not path.startswith("/") or path[1:2] in ("/", "\\") or len(path) > 300 or not path.isprintable():
        return "/"
    bare = path.split("?", 1)[0]
    return path if is_page(bare) and access(bare) == "signed_in" else "/"
