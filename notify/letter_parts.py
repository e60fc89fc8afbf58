"""The paragraphs of a letter, one after another, in the order of ``letter_elements.csv``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from notify.letter_items import Items
from notify.letter_words import Translate, country_form, day_text, glossary, language_names, reasons
from records.codes import label

Part = tuple[str, str, tuple[str, ...]]
_CLAUSES = ("use_intelligence", "use_no_onward", "use_no_contact", "use_consult")
_EARLIER = {"earlier_request", "contact_made", "earlier_request_pending"}
_TOLD_ELSEWHERE = {"earlier_request"}
_NATIONALITY = {"suspect_nationality"}
_ISO_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


class Draft(Items):
    """Everything one letter needs to be written."""

    def parts(self, reason_words: Translate, channel_words: Callable[[str], str]) -> list[Part]:
        """Element, text and records of every paragraph."""
        words, case = self.words, self.document.case
        parts: list[Part] = [*self._head(), self._facts(), self._offence()]
        if "smuggling_protocol" in self.cautions:
            parts.append(("legal_basis", words["smuggling"], ("case",)))
        parts += [("route", *self._route()), ("suspects", *self._suspects()), ("victims", *self._victims())]
        parts += self._identity()
        parts.append(("urgency", words[f"urgency_{self.advice.urgency}"], ()))
        parts += self._links(reason_words)
        parts += self._earlier()
        parts.append(
            (
                "proceedings",
                words["proceedings"].format(status=self._codes("proceedings_status", case.status)),
                ("case",),
            )
        )
        parts += self._conditions()
        if not self.assured:
            parts.append(("no_death_penalty", words["no_death_penalty"], ()))
        parts += [(name, words[name], ()) for name in ("victim_safety", "data_protection", "feedback")]
        ways = (
            self.comma.join(self.words.get(f"channel.{one}") or channel_words(one) for one in self.advice.channels[:3])
            or words["todo"]
        )
        spoken = language_names(self.advice.languages, self.language) or words["unknown"]
        return [
            *parts,
            ("next_step", words["next_step"].format(channels=ways), ()),
            ("language", words["language"].format(languages=spoken), ()),
            ("annexes", words["annexes"], ()),
            ("authorisation", words["authorisation"], ()),
        ]

    def _head(self) -> Iterator[Part]:
        words, submission, who = self.words, self.document.submission, self.advice.authority
        marks = ", ".join(mark for mark in (submission.tlp, *submission.handling) if mark)
        yield (
            "classification",
            words["marking"].format(
                marking=marks or words["todo"], reference=self.document.case.reference or words["todo"]
            ),
            (),
        )
        yield (
            "sender",
            words["sender"].format(
                authority=submission.authority or words["todo"], sender_country=self.country(submission.country)
            ),
            (),
        )
        known = bool(who.name) and who.name != "unknown"
        as_of = _ISO_DAY.search(who.as_of)
        note = words["addressee_known"].format(
            as_of=day_text(as_of.group(), self.language) if as_of else words["unknown"],
            confidence=words.get(f"confidence.{who.confidence}", who.confidence),
        )
        yield "addressee", words["addressee"].format(
            addressee=who.name + words["name_check"] if known else words["addressee_unknown"],
            receiver_country=self.country(self.advice.iso2), addressee_note=note if known else "",
        ).strip(), ()  # fmt: skip
        known_words = glossary()
        cited = self.sep.join(
            known_words[base][self.language] for base in self.advice.legal_basis if base in known_words
        )
        yield "legal_basis", words["legal_basis"].format(bases=cited) if cited else words["legal_basis_none"], ()
        yield "purpose", words["purpose" if self.bound else "purpose_none"], ()

    def _facts(self) -> Part:
        case = self.document.case
        told = self.words["summary_missing"]
        if self.chosen.summary:
            # Free text may name anyone: it goes in only by choice, and with every name that the case knows taken out.
            title, text = (
                case.titles.get(self.language) or case.title,
                case.summaries.get(self.language) or case.summary,
            )
            free = " ".join(f"{part.rstrip('.')}." for part in (title, text) if part)
            told = self.without_names(free) or told
        grades = dict.fromkeys(
            f"{source.grade} ({source.scheme})" if source.scheme else source.grade
            for source in self.document.sources
            if source.grade
        )
        text = self.words["facts"].format(
            summary=told, detected=day_text(case.detected, self.language) or self.words["unknown"],
            grade=", ".join(grade for grade in grades if grade) or self.words["unknown"],
        )  # fmt: skip
        return "facts", text, ("case",)

    def _offence(self) -> Part:
        case = self.document.case
        name = "offence" if "TIP-10.1" in self.advice.legal_basis else "offence_no_protocol"
        text = self.words[name].format(
            acts=self._codes("act", case.acts), means=self._codes("means", case.means),
            purposes=self._codes("purpose", case.purposes or case.purposes_suspected),
            child=self.words["child"] if self.parties.child_victim() else "",
        )  # fmt: skip
        return "offence", text, ("case",)

    def _codes(self, list_name: str, values: list[str]) -> str:
        return self.comma.join(self.translate(label(list_name, value)) for value in values) or self.words["todo"]

    def _route(self) -> tuple[str, tuple[str, ...]]:
        told = {
            f"{route.id}.{stop.id}": self._stop(stop)
            for route, stop in self.document.stops()
            if self.stop_chosen(f"{route.id}.{stop.id}")
        }
        if not told:
            return self.words["route_none"], ()
        return self.words["route"].format(route=self.sep.join(told.values())), tuple(told)

    def _suspects(self) -> tuple[str, tuple[str, ...]]:
        if not self.named:
            return self.words["suspects_none"], ()
        told, records = [], []
        for party in self.named:
            held = [item for item in self.document.identifiers if party.id in item.holders and self._may_show(item)]
            told.append(self.sep.join([self._party(party), *(self._identifier(item) for item in held)]))
            records += [party.id, *(item.id for item in held)]
        return self.words["suspects"].format(suspects=self.sep.join(told)), tuple(dict.fromkeys(records))

    def _victims(self) -> tuple[str, tuple[str, ...]]:
        groups = [person for person in self.document.persons if self.parties.victim_like(person.id)]
        told = self.sep.join(map(self._group, groups)) or self.words["unknown"]
        return self.words["victims"].format(victims=told), tuple(person.id for person in groups)

    def _identity(self) -> Iterator[Part]:
        chosen = [
            person
            for person in self.document.persons
            if person.id in self.chosen.victim_identity and self.parties.victim_like(person.id)
        ]
        if chosen:
            names = "; ".join(
                ", ".join(name.display for name in person.names) or self.words["unknown"] for person in chosen
            )
            yield "victims", self.words["identity"].format(names=names), tuple(person.id for person in chosen)

    def _links(self, reason_words: Translate) -> Iterator[Part]:
        receiver = country_form(self.advice.iso2, "genitive", self.language, self.country)
        for reason in self.advice.reasons:
            if reason.code in _TOLD_ELSEWHERE or (reason.code in _NATIONALITY and len(self.advice.reasons) > 1):
                continue
            kept = tuple(record for record in reason.records if self.included(record))
            if kept:
                known = reasons().get(reason.code)
                told_as = known[self.language] if known else reason_words(reason.code).rstrip(".")
                items = self.sep.join(dict.fromkeys(text for text in map(self._item, kept) if text))
                told = self.words["items"].format(items=items) if items else ""
                text = self.words["link"].format(receiver=receiver, reason=told_as, items=told)
                yield "link", text, kept

    def _earlier(self) -> Iterator[Part]:
        """What was exchanged before: a letter that does not mention it starts the same thing twice."""
        told = (*self.advice.reasons, *self.advice.against)
        records = {record for reason in told if reason.code in _EARLIER for record in reason.records}
        items = [(step.id, self._item(step.id or "")) for step in self.document.proceedings if step.id in records]
        items += [
            (contact.id, self._exchange(self.without_names(contact.body or self.words["unknown"]), contact.date))
            for contact in self.document.contacts
            if contact.id in records
        ]
        if items:
            text = self.words["earlier"].format(items=self.sep.join(words for _, words in items))
            yield "proceedings", text, tuple(record for record, _ in items if record)

    def _conditions(self) -> Iterator[Part]:
        words, asked = self.words, self.chosen.restrictions
        if "confidential" in asked:
            yield "confidentiality", words["confidentiality" if self.bound else "confidentiality_none"], ()
        clauses = [words[name] for name in _CLAUSES if name in asked]
        if clauses:
            listed = self.sep.join(
                words["clause"].format(letter=letter, text=text)
                for letter, text in zip(words["letters"].split(), clauses, strict=False)
            )
            text = words["use_restriction"].format(clauses=listed)
            # Nobody may be left locked in because a consultation had to come first.
            yield "use_restriction", text + (words["use_danger"] if "immediate_danger" in self.codes else ""), ()
        yield "exculpatory", words["exculpatory" if self.bound else "exculpatory_none"], ()
