"""What an installation does by itself: sign the log's head, say it once a day, back up when due, say what falls due."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from records import Actor
from services import audit, backup, retention
from services.desk import Desk
from services.errors import Refused

#: the installation itself, for the log
KEEPER = Actor("upkeep", "local")
SECONDS = 60.0
FIRST_SECONDS = 5.0


class Upkeep:
    """The keeper of one desk.

    Args:
        desk: the installation.
        say: told one line of plain text, without any person's data, for the server's output.
    """

    def __init__(self, desk: Desk, say: Callable[[str], None]) -> None:
        self.desk = desk
        self._say = say
        self._said: date | None = None
        self._failed = ""
        self._stop = threading.Event()

    def once(self) -> None:
        """One round. What fails is said once and tried again in the next round; it never stops the server."""
        for work in (self._sign, self._head, self._backup):
            try:
                work()
            except Refused as error:
                if self._failed != error.code:
                    self._failed = error.code
                    self._say(f"upkeep: {error.text()}")

    def start(self) -> None:
        """Keep on in a thread of its own until :meth:`stop`."""
        threading.Thread(target=self._run, name="waylink-upkeep", daemon=True).start()

    def stop(self) -> None:
        """End after the round that is under way."""
        self._stop.set()

    def _run(self) -> None:
        waiting = FIRST_SECONDS
        while not self._stop.wait(waiting):
            self.once()
            waiting = SECONDS

    def _sign(self) -> None:
        if self.desk.store.witness is not None and not self.desk.store.sign_now() and self._failed != "second_place":
            self._failed = "second_place"
            self._say("upkeep: the second place for signed heads of the log cannot be written; see waylink doctor")

    def _head(self) -> None:
        today = self.desk.now().date()
        if self._said == today or self.desk.demo:
            return
        self._said = today
        head = audit.head(self.desk, KEEPER)
        self._say(f"head of the log on {today}: line {head.seq}, {head.hash}")
        due = sum(1 for row in retention.listing(self.desk, KEEPER) if row.days is not None and row.days <= 0)
        if due:
            self._say(f"submissions whose retention date has come: {due}")

    def _backup(self) -> None:
        if not self.desk.demo and backup.is_due(self.desk):
            made = backup.make(self.desk, KEEPER, reason="scheduled")
            self._failed = ""
            self._say(f"backup made: {made.folder.name}")
