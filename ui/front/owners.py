"""Whose a Streamlit session is. Its id alone would open it, and its uploads, to whoever has read the id somewhere."""

from __future__ import annotations

import re
from collections import OrderedDict

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from records.actor import Actor

_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)(?:/|$)")
_MOST = 20_000


class Owners:
    """Session ids that were given out by this process, and to whom."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, tuple[str, str]] = OrderedDict()

    def learn(self, message: bytes, person: Actor) -> bool:
        """Read the id from what Streamlit sends; whether this message had it.

        Args:
            message: a ``ForwardMsg`` as it goes to the browser.
            person: who is at the other end.
        """
        told = ForwardMsg()
        try:
            told.ParseFromString(message)
        except Exception:  # not one of Streamlit's messages
            return False
        if told.WhichOneof("type") != "new_session":
            return False
        session_id = told.new_session.initialize.session_id
        if session_id:
            self._owners[session_id] = (person.id, person.role)
            self._owners.move_to_end(session_id)
            while len(self._owners) > _MOST:
                self._owners.popitem(last=False)
        return True

    def is_foreign(self, session_id: str, person: Actor) -> bool:
        """Whether a session is known to be somebody else's."""
        owner = self._owners.get(session_id)
        return owner is not None and owner != (person.id, person.role)

    def is_own(self, session_id: str, person: Actor) -> bool:
        """Whether a session is known to be this person's."""
        return self._owners.get(session_id) == (person.id, person.role)


def upload_session(path: str) -> str | None:
    """The session that an upload's address names."""
    found = _UPLOAD.search(path)
    return found[1] if found else None


def wished_session(protocols: str) -> str | None:
    """The session that a connection wants to go on with: the third part of ``Sec-WebSocket-Protocol``."""
    parts = [part.strip() for part in protocols.split(",")]
    return parts[2] if len(parts) > 2 and parts[2] else None


def without_session(protocols: str) -> str:
    """The same header without that wish: a new session begins."""
    return ", ".join(part.strip() for part in protocols.split(",")[:2])
