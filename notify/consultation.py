"""The informal question that goes first when nothing is urgent: no person, no date, no number, no small place in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from notify.advice import StateAdvice
from notify.parties import Parties
from records import CaseDocument

TEXT = {
    "greeting": "We may have information on trafficking in persons that concerns your State. Before we write, we ask:",
    "purposes": "It concerns, as far as known: {purposes}.",
    "states": "The route leads through: {states}.",
    "size": "Number of victims: {size}.",
    "ask_unit": "1. Which authority of yours is competent, at which stage of proceedings?",
    "ask_language": "2. In which language should a letter be?",
    "ask_protect": "3. Can you keep the information confidential, and for intelligence only until we agree to more?",
    "ask_case": "4. Is there already a case of yours on the same facts? Hit or no hit is enough.",
    "close": "This message holds no personal data. It is no request for assistance, and asks for no measure.",
}
SIZES = {"one": "one", "few": "2 to 5", "some": "6 to 20", "many": "more than 20", "unknown": "not known yet"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a key of :data:`TEXT`; ``codes`` are put into words by the page."""

    code: str
    codes: tuple[str, ...] = field(default=())


def consultation(document: CaseDocument, advice: StateAdvice) -> tuple[Line, ...] | None:
    """The text for one State; ``None`` where it is urgent, blocked, or no State to inform."""
    if advice.decision not in ("notify", "review") or advice.urgency in ("critical", "high"):
        return None
    if any(part.code in ("asylum_state_unknown", "covert_phase", "complicity") for part in advice.cautions):
        # Even the question would tell somebody who must not know.
        return None
    lines = [Line("greeting")]
    purposes = tuple(dict.fromkeys((*document.case.purposes, *document.case.purposes_suspected)))
    lines += [Line("purposes", purposes)] if purposes else []
    protected = {part.country for part in document.cautions if part.kind == "asylum" and part.country}
    states = dict.fromkeys(stop.country for _, stop in document.stops() if stop.country)
    lines.append(Line("states", tuple(code for code in states if code and code not in protected)))
    lines.append(Line("size", (_size(document),)))
    return (*lines, *(Line(code) for code in ("ask_unit", "ask_language", "ask_protect", "ask_case", "close")))


def _size(document: CaseDocument) -> str:
    parties = Parties(document)
    count = sum(
        (person.count.min or 1) if person.count else 1 for person in document.persons if parties.victim_like(person.id)
    )
    for most, name in ((0, "unknown"), (1, "one"), (5, "few"), (20, "some")):
        if count <= most:
            return name
    return "many"
