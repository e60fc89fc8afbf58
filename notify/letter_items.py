"""How single records are told in a letter, and what of them may be told at all."""

from __future__ import annotations

from itertools import pairwise

from notify.advice import StateAdvice
from notify.letter_content import LetterChoices
from notify.letter_fills import held
from notify.letter_words import CountryName, Translate, day_in_letter
from notify.name_hider import NameHider
from notify.parties import Parties
from notify.wording import Wording
from records import CaseDocument
from records.codes import label
from records.identifier import Identifier
from records.person import Organisation, Person
from records.route import Stop

#: a number torn over two lines is read wrongly, in right-to-left text above all
_NO_BREAK = "\u00a0"


def relevant_parties(document: CaseDocument, advice: StateAdvice) -> frozenset[str]:
    """Suspects and suspected organisations on whom this State can act: tied to it by a reason, a stop or a number."""
    parties = Parties(document)
    behind = {record for reason in advice.reasons for record in reason.records}
    tied = behind | {
        who for item in document.identifiers if item.id in behind or item.country == advice.iso2 for who in item.holders
    }
    tied |= {who for _, stop in document.stops() if stop.country == advice.iso2 for who in stop.who}
    tied |= {who for pay in document.payments if pay.id in behind for who in (pay.payer, pay.receiver) if who}
    return frozenset(
        party.id
        for party in (*document.persons, *document.organisations)
        if isinstance(party, Person | Organisation) and party.id in tied and _suspected(parties, party)
    )


def nameable(document: CaseDocument) -> frozenset[str]:
    """Suspects and suspected organisations of a case, whichever State they are tied to."""
    parties = Parties(document)
    everybody: list[Person | Organisation] = [*document.persons, *document.organisations]
    return frozenset(party.id for party in everybody if _suspected(parties, party))


def legs_of(document: CaseDocument) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Legs of ordered routes as ``r1.s1>r1.s2``, and the stops that belong to no leg."""
    legs, single = [], []
    for route in document.routes:
        names = [f"{route.id}.{stop.id}" for stop in route.stops]
        if route.ordered and len(names) > 1:
            legs += [f"{start}>{end}" for start, end in pairwise(names)]
        else:
            single += names
    return tuple(legs), tuple(single)


def _suspected(parties: Parties, party: Person | Organisation) -> bool:
    suspected = parties.suspect_like(party.id) or (isinstance(party, Organisation) and party.suspected == "yes")
    return suspected and not parties.victim_like(party.id)


class Items:
    """One letter's records: what was chosen, who may be named, which names are hidden."""

    def __init__(
        self,
        document: CaseDocument,
        advice: StateAdvice,
        wording: Wording,
        chosen: LetterChoices,
        translate: Translate,
        country_name: CountryName,
    ) -> None:
        self.document, self.advice, self.chosen = document, advice, chosen
        self.wording, self.language, self.words = wording, wording.language, wording.texts
        self.country = country_name
        self._labels = translate
        self.parties = Parties(document)
        self.codes = {reason.code for reason in advice.reasons}
        self.cautions = {caution.code for caution in advice.cautions}
        self.bound = "UNTOC-18.4" in advice.legal_basis
        self.assured = not {"death_penalty", "torture"} & self.cautions
        wanted = relevant_parties(document, advice) if chosen.parties is None else chosen.parties
        every: list[Person | Organisation] = [*document.persons, *document.organisations]
        self.named = [
            party
            for party in every
            if party.id in wanted
            and _suspected(self.parties, party)
            and (self.assured or isinstance(party, Organisation))
        ]
        self.comma, self.sep = self.words["comma"], self.words["sep"]
        self.hidden = NameHider(document, self.parties)

    def translate(self, text: str) -> str:
        """A code's label inside a sentence: it begins small, but for an abbreviation."""
        word = self._labels(text)
        return word if word[1:2].isupper() else word[:1].lower() + word[1:]

    def _stop(self, stop: Stop) -> str:
        role = self.translate(label("stop_role", stop.role)) if stop.role else self.words["unknown"]
        # A small place could single a victim out: the first-level area stands for it where one is known.
        place = (stop.location.admin1 if stop.location else None) or stop.place or self.words["unknown"]
        when = f"{self.comma}{day_in_letter(stop.date, self.language)}" if stop.date else ""
        country = self.country(stop.country) if stop.country else self.words["unknown"]
        whole = stop.location is not None and stop.location.precision == "country"
        if stop.country and (whole or place.casefold() == country.casefold()):
            return self.words["stop_country"].format(role=role, country=country, date=when)
        return self.words["stop"].format(role=role, place=self.told(place), country=country, date=when)

    def _name(self, party: Person | Organisation) -> str:
        if isinstance(party, Organisation):
            return self.told(party.display) or self.words["unnamed_organisation"]
        return self.comma.join(held(name.display) for name in party.names) or self.words["unnamed_person"]

    def _particulars(self, party: Person | Organisation) -> str:
        blank = self.words["unknown"]
        if isinstance(party, Organisation):
            return self.words["organisation"].format(seat=self.country(party.seat) if party.seat else blank)
        places = dict.fromkeys(code for code in (party.residence, party.present_in) if code)
        return self.words["suspect"].format(
            birth=day_in_letter(party.birth, self.language) or blank,
            nationality=self.comma.join(map(self.country, party.citizenships)) or blank,
            place=self.comma.join(map(self.country, places)) or blank,
        )

    def _may_show(self, item: Identifier) -> bool:
        """Chosen, and of named suspects only: a number shared with a victim would lead to the victim.

        A number whose holder nobody knows may be the victim's own: it goes in only where a person chose it.
        """
        chosen = self.chosen.identifiers
        if chosen is not None and item.id not in chosen:
            return False
        if not item.holders:
            return chosen is not None
        return set(item.holders) <= {party.id for party in self.named}

    def _identifier(self, item: Identifier) -> str:
        value = held(item.value or "") or self.words["unknown"]
        return self.words["identifier"].format(
            kind=self.translate(label("identifier", item.kind)), value=value.replace(" ", _NO_BREAK),
            country=self.country(item.country) if item.country else self.words["unknown"],
        )  # fmt: skip

    def _group(self, person: Person) -> str:
        span, count = person.count, "1"
        if span is not None:
            count = self.words["several"] if span.min is None else self.words["from"].format(n=f"{span.min:g}")
            if span.min is not None and span.min == span.max and not span.about:
                count = f"{span.min:g}"
        gender = self.words[f"gender.{person.gender}"] if person.gender else self.words["unknown"]
        nationality = self.comma.join(map(self.country, person.citizenships)) or self.words["unknown"]
        age = person.age_band or self.words["unknown"]
        return self.words["group"].format(count=count, gender=gender, age=age, nationality=nationality)

    def _item(self, record: str) -> str:
        """What supports a link, in words that give away nothing that was not chosen."""
        for route, stop in self.document.stops():
            if record == f"{route.id}.{stop.id}":
                return self._stop(stop)
        for item in self.document.identifiers:
            if item.id == record:
                if self._may_show(item):
                    return self._identifier(item)
                return self.words["withheld"].format(kind=self.translate(label("identifier", item.kind)))
        for person in self.document.persons:
            if person.id == record and self.parties.victim_like(record):
                return self._group(person)
        for payment in self.document.payments:
            if payment.id == record and payment.from_country and payment.to_country:
                return self.words["payment"].format(
                    a=self.country(payment.from_country), b=self.country(payment.to_country)
                )
        for step in self.document.proceedings:
            if step.id == record:
                return self._exchange(label("proceeding_kind", step.kind), step.date)
        return next((self._name(party) for party in self.named if party.id == record), "")

    def _exchange(self, kind: str, when: str | None) -> str:
        told = f"{self.comma}{day_in_letter(when, self.language)}" if when else ""
        return self.words["exchange"].format(kind=self.translate(kind), date=told)

    def stop_chosen(self, record: str) -> bool:
        """Whether a stop goes in."""
        return self.chosen.stops is None or record in self.chosen.stops

    def included(self, record: str) -> bool:
        """Whether a record may support a link in the text; records of other kinds carry no content of their own."""
        if any(record == f"{route.id}.{stop.id}" for route, stop in self.document.stops()):
            return self.stop_chosen(record)
        if any(record == item.id for item in self.document.identifiers):
            return self.chosen.identifiers is None or record in self.chosen.identifiers
        party = self.document.holder(record)
        if party is None or self.parties.victim_like(record):
            return True
        return self.chosen.parties is None or record in self.chosen.parties

    def told(self, text: str) -> str:
        """Foreign text as a letter may tell it: without hidden names, and nothing in it passes for an open place."""
        return self.without_names(held(text))

    def without_names(self, text: str) -> str:
        """Foreign text with the names of all persons taken out but for those of suspects that were chosen."""
        shown = {name.display for party in self.named if isinstance(party, Person) for name in party.names}
        return self.hidden.without_names(text, shown)
