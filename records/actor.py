"""Who acts: the identity that every use case and every repository is given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, or a named process such as the command line on the machine itself.

    Attributes:
        id: account name, stable; it is what the audit log keeps.
        role: investigator, prosecutor, supervisor, trainer, auditor, administrator or read_only.
        country: ISO 3166-1 alpha-2 of the State the person works for; ``None`` where the installation has not said.
        display: the person's name or function, for the screen only.
    """

    id: str
    role: str
    country: str | None = None
    display: str = ""
