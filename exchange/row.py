"""One row of a persons table: each cell to a value, or to a fault that names the column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from exchange.dates_in import BadDate, SlashOrder, ascii_digits, read_date, slash_order
from exchange.faults import BadRow, Note
from exchange.limits import Limits
from exchange.mapping import ColumnMapping
from exchange.mojibake import is_garbled, is_lost
from exchange.table import Cell, Row
from exchange.words import absence, code_words, fold, is_empty

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")
_SEVERAL = re.compile(r"\s*[;\n|]\s*|\s*,\s+|\s+/\s+")
_STATES = re.compile(r"\s*[;,/\n]\s*|\s+(?:и|and|و)\s+")
DATE_FIELDS = ("birth", "detected", "date", "recruitment_date", "exploitation_date", "destination_date")
IDENTIFIER_FIELDS = ("passport", "identity_card", "phone", "email", "account", "vehicle", "bank_account", "wallet")
_NAMES = ("name", "family", "given", "patronymic", "alias", "name_latin", "name_original")
_BANDS = (
    (8, "0-8"),
    (17, "9-17"),
    (20, "18-20"),
    (23, "21-23"),
    (26, "24-26"),
    (29, "27-29"),
    (38, "30-38"),
    (47, "39-47"),
)
#: prefix of the columns -> role of the stop; in the order of a journey
STOPS = {"origin": "origin", "recruitment": "recruitment", "transit": "transit", "": None, "destination": "destination",
         "exploitation": "exploitation"}  # fmt: skip


@dataclass(slots=True)
class Entry:
    """A good row, taken apart; plain parts of a case document without ids."""

    row: int
    person: dict[str, Any] = field(default_factory=dict)
    involvement: dict[str, Any] = field(default_factory=dict)
    identifiers: list[dict[str, Any]] = field(default_factory=list)
    stops: list[dict[str, Any]] = field(default_factory=list)
    case: dict[str, Any] = field(default_factory=dict)


class RowReader:
    """Reads the rows of one table; keeps what it notices over all of them."""

    def __init__(
        self,
        mapping: ColumnMapping,
        find_country: Callable[[str], str | None],
        rows: Iterable[Row],
        today: date | None,
        limits: Limits,
    ) -> None:
        self._mapping = mapping
        self._find_country = find_country
        self._today = today
        self._limits = limits
        self._places = {name: place for place, name in mapping.columns.items()}
        kept = list(rows)
        dated = {name: self._places[name] for name in DATE_FIELDS if name in self._places}
        self._orders = {name: slash_order(_column(kept, place)) for name, place in dated.items()}
        self._opened = 0
        self._garbled: list[str] = []
        self._faults: list[BadRow] = []
        self._row = Row(0, ())

    def read(self, row: Row) -> tuple[Entry | None, list[BadRow]]:
        """The row's parts, and its faults; with any fault the parts are not to be used."""
        self._row, self._faults = row, []
        if any(cell.text.strip() for cell in row.cells[len(self._mapping.headers) :]):
            self._fault("", "more_cells")
        for name, place in self._places.items():
            self._check(name, row.cells[place] if place < len(row.cells) else Cell(""))
        if self._faults:
            return None, self._faults
        entry = Entry(row.number)
        self._person(entry)
        self._involvement(entry)
        self._identifiers(entry)
        self._stops(entry)
        self._case(entry)
        return entry, self._faults

    def notes(self) -> list[Note]:
        """What was noticed over all rows read so far, and in the header."""
        notes = []
        if self._mapping.unknown:
            columns = ", ".join(str(place + 1) for place in self._mapping.unknown)
            notes.append(Note("columns_not_taken", {"columns": columns}))
        if self._mapping.twice:
            notes.append(Note("columns_twice", {"fields": ", ".join(self._mapping.twice)}))
        if "unknown" in self._orders.values():
            notes.append(Note("slash_dates"))
        if "month" in self._orders.values():
            notes.append(Note("month_first"))
        if self._opened:
            notes.append(Note("day_unknown", {"count": self._opened}))
        if self._garbled:
            notes.append(Note("mojibake", {"count": len(self._garbled), "where": self._garbled[0]}))
        return notes

    def _fault(self, name: str, code: str, **params: str | int) -> None:
        self._faults.append(BadRow(self._row.number, name, Note(code, params)))

    def _cell(self, name: str) -> Cell:
        place = self._places.get(name)
        if place is None or place >= len(self._row.cells):
            return Cell("")
        return self._row.cells[place]

    def _text(self, name: str) -> str:
        text = " ".join(self._cell(name).text.replace("\ufeff", "").split())
        return "" if is_empty(text) else text

    def _check(self, name: str, cell: Cell) -> None:
        if len(cell.text) > self._limits.cell or (name != "case_summary" and name != "note" and len(cell.text) > 500):
            self._fault(name, "cell_long", limit=min(500, self._limits.cell))
        elif _CONTROL.search(cell.text):
            self._fault(name, "cell_control")
        elif cell.kind == "error":
            self._fault(name, "cell_error")
        elif name in _NAMES and is_lost(cell.text) and cell.text.strip():
            self._fault(name, "lost_name")
        elif is_garbled(cell.text):
            self._garbled.append(f"row {self._row.number}, {name}")
            self._fault(name, "garbled")

    def _date(self, name: str) -> str | None:
        text = self._text(name)
        if not text:
            return None
        if reason := absence(text):
            return reason
        order: SlashOrder = self._orders.get(name, "day")
        try:
            found = read_date(text, self._cell(name).kind, "day" if order == "unknown" else order, self._today)
        except BadDate as error:
            self._fault(name, error.code)
            return None
        self._opened += found.opened
        return found.edtf

    def _code(self, name: str, list_name: str) -> str | None:
        text = self._text(name)
        if not text:
            return None
        if reason := absence(text):
            return reason
        code = code_words(list_name).get(fold(text))
        if code is None:
            allowed = sorted(set(code_words(list_name).values()))
            self._fault(name, "unknown_code", allowed=", ".join(allowed))
        return code

    def _known_code(self, name: str, list_name: str) -> str | None:
        """As :meth:`_code`, where the record has no place for the reason of an absence."""
        code = self._code(name, list_name)
        return None if code in ("not_asked", "refused") else code

    def _country(self, name: str) -> str | None:
        found = self._countries(name)
        return found[0] if found else None

    def _countries(self, name: str) -> list[str]:
        text = self._text(name)
        if not text:
            return []
        # The whole cell first: names of States hold commas and "and" themselves.
        whole = self._find_country(text)
        codes = [whole] if whole else [self._find_country(part) for part in _STATES.split(text) if part]
        if not codes or None in codes:
            self._fault(name, "unknown_country")
            return []
        return list(dict.fromkeys(code for code in codes if code))

    def _person(self, entry: Entry) -> None:
        names: list[dict[str, str]] = []
        main = {"full": self._text("name") or self._text("name_original")}
        main |= {part: self._text(part) for part in ("family", "given", "patronymic")}
        main = {part: value for part, value in main.items() if value}
        latin = self._text("name_latin")
        if set(main) - {"patronymic"}:
            names.append(main)
        if self._text("name") and (original := self._text("name_original")):
            names.append({"full": original})
        if latin:
            names.append({"full": latin, "kind": "transliteration"} if names else {"full": latin})
        if not any(any(sign.isalpha() for sign in value) for value in (names[0].values() if names else ())):
            self._fault("name", "no_name")
        names.extend({"full": alias, "kind": "alias"} for alias in _SEVERAL.split(self._text("alias")) if alias)
        person: dict[str, Any] = {"names": names}
        person["birth"] = self._date("birth")
        person["gender"] = self._code("gender", "gender")
        person["citizenships"] = self._countries("citizenship")
        person["residence"], person["present_in"] = self._country("residence"), self._country("present_in")
        for name in ("birth_place", "occupation", "note"):
            person[name] = self._text(name)
        person |= self._age()
        entry.person = {name: value for name, value in person.items() if value or value is False}

    def _age(self) -> dict[str, Any]:
        text = ascii_digits(self._text("age"))
        if not text:
            return {}
        if not (text.isdigit() and len(text) <= 3 and int(text) <= 120):
            self._fault("age", "bad_age")
            return {}
        return {"age_band": age_band(int(text)), "minor": int(text) < 18}

    def _involvement(self, entry: Entry) -> None:
        role = self._known_code("role", "involvement")
        acts = self._known_code("perpetrator_role", "perpetrator_role")
        if role is None and acts is None:
            return
        # Who is said to have recruited or carried is alleged to have done so; nothing more is said by it.
        entry.involvement = {"as": role or "suspect"}
        basis = self._known_code("basis", "basis") or code_words("basis_by_role").get(fold(self._text("role")))
        basis = basis or (None if role else "alleged")
        if basis:
            entry.involvement["basis"] = basis
        if acts:
            entry.involvement["roles"] = [acts]

    def _identifiers(self, entry: Entry) -> None:
        for kind in IDENTIFIER_FIELDS:
            whole = kind in ("passport", "identity_card")
            for value in [self._text(kind)] if whole else _SEVERAL.split(self._cell(kind).text):
                value = " ".join(value.split())
                if is_empty(value):
                    continue
                identifier = {"kind": kind, "value": value}
                if kind == "passport" and (country := self._country("passport_country")):
                    identifier["country"] = country
                entry.identifiers.append(identifier)

    def _stops(self, entry: Entry) -> None:
        for prefix, role in STOPS.items():
            stem = f"{prefix}_" if prefix else ""
            stop: dict[str, Any] = {"place": self._text(f"{stem}place"), "country": self._country(f"{stem}country")}
            if f"{stem}date" in DATE_FIELDS:
                stop["date"] = self._date(f"{stem}date")
            stop = {name: value for name, value in stop.items() if value}
            if not stop:
                continue
            entry.stops.append(stop | ({"role": role} if role else {}))
        mode = self._known_code("mode", "mode")
        if mode and len(entry.stops) > 1:
            entry.stops[-1]["modes"] = [mode]

    def _case(self, entry: Entry) -> None:
        for name, column in (("reference", "case_reference"), ("title", "case_title"), ("summary", "case_summary")):
            entry.case[name] = self._text(column)
        entry.case["detected"] = self._date("detected")
        purpose = self._known_code("purpose", "purpose")
        entry.case["purposes"] = [purpose] if purpose else []
        entry.case = {name: value for name, value in entry.case.items() if value}


def age_band(age: int) -> str:
    """CTDC's age band of an age in years."""
    return next((band for last, band in _BANDS if age <= last), "48+")


def _column(rows: list[Row], place: int) -> list[str]:
    return [row.cells[place].text for row in rows if place < len(row.cells) and row.cells[place].kind == "text"]
