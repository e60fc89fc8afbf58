"""The annexes: the route leg by leg, and those suspected with their papers and numbers; only what was chosen."""

from __future__ import annotations

from collections.abc import Iterator

from notify.letter_content import Annex, AnnexRow
from notify.letter_fills import unheld
from notify.letter_items import Items
from notify.letter_words import day_in_letter
from records.codes import label
from records.route import Route, Stop


class Annexes(Items):
    """Tables that follow the paragraphs. A table without rows is left out."""

    def annexes(self) -> tuple[Annex, ...]:
        """The tables with their letters in the letter's own alphabet."""
        letters, words = self.words["annex_letters"].split(), self.words
        legs, people = tuple(map(self._plain, self._legs())), tuple(map(self._plain, self._people()))
        made = (
            ("route", letters[0], words["annex_route"], self._route_headings(), legs),
            ("parties", letters[1], words["annex_parties"], self._party_headings(), people),
        )
        return tuple(
            Annex(key, letter, title, f"{words['annex'].format(letter=letter)}: {title}", headings, rows)
            for key, letter, title, headings, rows in made
            if rows
        )

    def _plain(self, row: AnnexRow) -> AnnexRow:
        return AnnexRow(row.records, tuple(map(unheld, row.cells)))

    def see(self, key: str) -> str:
        """A sentence that leads to an annex, or nothing where there is none."""
        found = next((annex.letter for annex in self.annexes() if annex.key == key), "")
        return self.words["see_annex"].format(letter=found) if found else ""

    def listed_annexes(self) -> str:
        """The paragraph that lists them."""
        listed = self.sep.join(
            self.words["annex_listed"].format(letter=annex.letter, title=annex.title) for annex in self.annexes()
        )
        return self.words["annexes"].format(annexes=listed) if listed else self.words["annexes_none"]

    def _route_headings(self) -> tuple[str, ...]:
        names = ["no", "from", "to", "date", "mode", *(["carrier"] if self.chosen.carriers else []), "documents"]
        return tuple(self.words[f"head_{name}"] for name in names)

    def _party_headings(self) -> tuple[str, ...]:
        return tuple(self.words[f"head_{name}"] for name in ("no", "name", "particulars", "identifiers"))

    def _legs(self) -> Iterator[AnnexRow]:
        """A row for each chosen leg, and one for each chosen stop that no chosen leg touches."""
        for route in self.document.routes:
            reached: set[str] = set()
            pairs = zip(route.stops, route.stops[1:], strict=False) if route.ordered else ()
            rows = [(start, end) for start, end in pairs if self._leg_chosen(route, start, end)]
            reached = {stop.id for pair in rows for stop in pair}
            for start, end in rows:
                yield self._row(route, start, end)
            for stop in route.stops:
                if stop.id not in reached and self.stop_chosen(f"{route.id}.{stop.id}"):
                    yield self._row(route, None, stop)

    def _leg_chosen(self, route: Route, start: Stop, end: Stop) -> bool:
        ends = (f"{route.id}.{start.id}", f"{route.id}.{end.id}")
        chosen = self.chosen.legs
        return all(map(self.stop_chosen, ends)) and (chosen is None or ">".join(ends) in chosen)

    def _row(self, route: Route, start: Stop | None, end: Stop) -> AnnexRow:
        records = [f"{route.id}.{stop.id}" for stop in (start, end) if stop]
        blank = self.words["unknown"]
        cells = [self._at(start) if start else "–", self._at(end)]
        cells.append(day_in_letter(end.date, self.language) if end.date else blank)
        if start is None:
            # The way to this stop was not chosen: how somebody came there is left out with it.
            cells += ["–"] * (3 if self.chosen.carriers else 2)
            return AnnexRow(tuple(records), tuple(cells))
        ways = [label("mode", mode) for mode in end.modes] + ([label("crossing", end.crossing)] if end.crossing else [])
        cells.append(self.comma.join(map(self.translate, ways)) or blank)
        if self.chosen.carriers:
            cells.append(self.comma.join(self.told(text) for text in (end.carrier, end.via) if text) or blank)
        papers = [item for item in self.document.identifiers if item.id in end.documents]
        shown = []
        for item in papers:
            kind = self.translate(label("identifier", item.kind))
            shown.append(self._identifier(item) if self._may_show(item) else self.words["withheld"].format(kind=kind))
            records += [item.id] if self._may_show(item) else []
        cells.append(self.sep.join(shown) or blank)
        return AnnexRow(tuple(records), tuple(cells))

    def _at(self, stop: Stop) -> str:
        return self._stop(stop.model_copy(update={"date": None}))

    def _people(self) -> Iterator[AnnexRow]:
        told: set[str] = set()
        for party in self.named:
            held = [item for item in self.document.identifiers if party.id in item.holders and self._may_show(item)]
            told |= {item.id for item in held}
            numbers = self.sep.join(map(self._identifier, held)) or self.words["unknown"]
            cells = (self._name(party), self._particulars(party), numbers)
            yield AnnexRow((party.id, *(item.id for item in held)), cells)
        for item in self.document.identifiers:
            # A number that nobody is known to hold goes in only where a person chose it.
            if item.id not in told and not item.holders and self._may_show(item):
                yield AnnexRow((item.id,), ("–", self.words["holder_unknown"], self._identifier(item)))
