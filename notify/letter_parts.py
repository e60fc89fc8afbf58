"""The paragraphs of a letter, one after another, in the order of ``letter_elements.csv``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from notify.letter_annex import Annexes
from notify.letter_content import Signature
from notify.letter_fills import held
from notify.letter_words import Translate, country_form, day_in_letter, language_names
from records.codes import label
from records.marking import Marking
from records.person import Person

Part = tuple[str, str, tuple[str, ...]]
_CLAUSES = ("use_intelligence", "use_no_onward", "use_no_contact", "use_consult")
_EARLIER = {"earlier_request", "contact_made", "earlier_request_pending"}
_TOLD_ELSEWHERE = {"earlier_request"}
_NATIONALITY = {"suspect_nationality"}
_ISO_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


class Draft(Annexes):
    """Everything one letter needs to be written."""

    number: str = ""
    signed: Signature | None = None
    marking: Marking | None = None

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
        by = self.chosen.feedback_by
        day = day_in_letter(by, self.language) if by else words["day_todo"]
        parts += [(name, words[name], ()) for name in ("victim_safety", "data_protection")]
        parts.append(("feedback", words["feedback"].format(day=day), ()))
        ways = (
            self.comma.join(self.words.get(f"channel.{one}") or channel_words(one) for one in self.advice.channels[:3])
            or words["todo"]
        )
        return [
            *parts,
            ("next_step", words["next_step"].format(channels=ways), ()),
            ("language", self._language(), ()),
            ("annexes", self.listed_annexes(), ()),
            ("authorisation", words["authorisation"].format(authorised=self._authorised()), ()),
        ]

    def _language(self) -> str:
        words, here = self.words, self.language
        known = self.advice.languages
        drawn = self.chosen.original or here
        if self.chosen.translation:
            told = words["translation_attached"].format(language=language_names((self.chosen.translation,), here))
        else:
            told = words["translation_none" if drawn in known else "translation_todo"]
        spoken = language_names(known, here) or words["unknown"]
        return words["language"].format(
            drawn=language_names((drawn,), here), languages=spoken, translation=told
        )  # fmt: skip

    def _authorised(self) -> str:
        if self.signed is None:
            return self.words["authorised_none"]
        day = day_in_letter(self.signed.day, self.language)
        return self.words["authorised"].format(name=held(self.signed.name), role=self.signed.role, day=day)

    def _head(self) -> Iterator[Part]:
        words, submission, who = self.words, self.document.submission, self.advice.authority
        given = self.marking or Marking(submission.tlp, frozenset(submission.handling))
        marks = ", ".join(mark for mark in (given.tlp, *sorted(given.handling)) if mark)
        reference = self.told(self.document.case.reference or "") or words["todo"]
        yield (
            "classification",
            words["marking"].format(
                marking=marks or words["todo"], reference=reference, number=self.number or words["number_none"]
            ),
            (),
        )
        yield (
            "sender",
            words["sender"].format(
                authority=held(submission.authority or "") or words["todo"],
                sender_country=self.country(submission.country),
            ),
            (),
        )
        known = bool(who.name) and who.name != "unknown"
        as_of = _ISO_DAY.search(who.as_of)
        note = words["addressee_known"].format(
            as_of=day_in_letter(as_of.group(), self.language) if as_of else words["unknown"],
            confidence=words.get(f"confidence.{who.confidence}", who.confidence),
        )
        others = self.comma.join(map(self.country, self.chosen.also_informed))
        addressee = words["addressee"].format(
            addressee=held(who.name) + words["name_check"] if known else words["addressee_unknown"],
            receiver_country=self.country(self.advice.iso2), addressee_note=note if known else "",
        ).strip()  # fmt: skip
        also = " " + words["also_informed"].format(states=others) if others else ""
        yield "addressee", addressee + also, ()
        if self.chosen.supplement_to:
            earlier = self.chosen.supplement_to
            day = day_in_letter(earlier.day, self.language)
            yield "legal_basis", words["supplement"].format(number=earlier.number, day=day), ()
        known_words = self.wording.cited
        cited = self.sep.join(known_words[base] for base in self._bases() if base in known_words)
        yield "legal_basis", words["legal_basis"].format(bases=cited) if cited else words["legal_basis_none"], ()
        yield "purpose", words["purpose" if self.bound else "purpose_none"], ()

    def _bases(self) -> list[str]:
        """What is cited, the article that names the Convention in full before those that only say its short name."""
        named, first = list(self.advice.legal_basis), "UNTOC-18.4"
        if first not in named:
            return [base for base in named if not base.startswith("UNTOC-")]
        at = next(place for place, base in enumerate(named) if base.startswith("UNTOC-"))
        named.remove(first)
        return [*named[:at], first, *named[at:]]

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
            told = self.told(free) or told
        grades = dict.fromkeys(
            f"{source.grade} ({source.scheme})" if source.scheme else source.grade
            for source in self.document.sources
            if source.grade
        )
        text = self.words["facts"].format(
            summary=told, detected=day_in_letter(case.detected, self.language) or self.words["unknown"],
            grade=", ".join(grade for grade in grades if grade) or self.words["unknown"],
        )  # fmt: skip
        free_text = ("case.title", "case.summary") if self.chosen.summary else ()
        return "facts", text, ("case", *free_text)

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
        return self.words["route"].format(route=self.sep.join(told.values()), annex=self.see("route")), tuple(told)

    def _suspects(self) -> tuple[str, tuple[str, ...]]:
        if not self.named:
            return self.words["suspects_none"], ()
        told = self.sep.join(map(self._name, self.named))
        text = self.words["suspects"].format(suspects=told, annex=self.see("parties"))
        return text, tuple(party.id for party in self.named)

    def _victims(self) -> tuple[str, tuple[str, ...]]:
        case = self.document.case
        groups = [person for person in self.document.persons if self.parties.victim_like(person.id)]
        text = self.words["victims"].format(
            victims=self.sep.join(map(self._group, groups)) or self.words["unknown"],
            purposes=self._codes("purpose", case.purposes or case.purposes_suspected),
            withheld=self.words["withheld_others" if self._identified() else "withheld_all"],
        )
        return text, tuple(person.id for person in groups)

    def _identified(self) -> list[Person]:
        return [
            person
            for person in self.document.persons
            if person.id in self.chosen.victim_identity and self.parties.victim_like(person.id)
        ]

    def _identity(self) -> Iterator[Part]:
        chosen = self._identified()
        if chosen:
            names = self.sep.join(
                self.comma.join(held(name.display) for name in person.names) or self.words["unknown"]
                for person in chosen
            )
            told = self.words[f"identity_{self.chosen.identity_ground}"].format(names=names)
            yield "victims", told, tuple(person.id for person in chosen)

    def _links(self, reason_words: Translate) -> Iterator[Part]:
        receiver = country_form(self.advice.iso2, "genitive", self.language, self.country)
        for reason in self.advice.reasons:
            if reason.code in _TOLD_ELSEWHERE or (reason.code in _NATIONALITY and len(self.advice.reasons) > 1):
                continue
            kept = tuple(record for record in reason.records if self.included(record))
            if kept:
                told_as = self.wording.reasons.get(reason.code) or reason_words(reason.code).rstrip(".")
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
            (contact.id, self._exchange(self.told(contact.body or "") or self.words["unknown"], contact.date))
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
