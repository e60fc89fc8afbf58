"""What is wrong with a file, told by place and code, never by a value from the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from exchange.messages import MESSAGES

Translate = Callable[[str], str]
Params = dict[str, str | int]


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Note:
    """Something the person who imports has to know: a code and what fills its sentence.

    Attributes:
        code: key of :data:`exchange.messages.MESSAGES`.
        params: values for the sentence's placeholders: numbers, field names, encodings; never cell values.
    """

    code: str
    params: Params = field(default_factory=dict)

    @property
    def msgid(self) -> str:
        """The English sentence with placeholders, a message id."""
        return MESSAGES[self.code]

    def text(self, translate: Translate = _same) -> str:
        """The sentence in the reader's language."""
        return translate(self.msgid).format(**self.params)


@dataclass(frozen=True, slots=True)
class BadRow:
    """One fault in one row of a table, or one fault in a document.

    Attributes:
        row: number of the row as a spreadsheet counts, from 1; ``None`` for a document.
        path: field of the column (``birth``), or path in the document (``routes[0].stops[2].country``).
        note: the reason.
    """

    row: int | None
    path: str
    note: Note


class Unreadable(ValueError):  # noqa: N818  -- it names the file's state
    """A file that cannot be taken at all. ``code``, ``params`` and ``msgid`` as in :class:`Note`."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.note = Note(code, params)
        super().__init__(self.note.text())

    @property
    def code(self) -> str:
        """Key of the sentence."""
        return self.note.code

    @property
    def params(self) -> Params:
        """Values for the sentence's placeholders."""
        return self.note.params

    @property
    def msgid(self) -> str:
        """The English sentence with placeholders."""
        return self.note.msgid
