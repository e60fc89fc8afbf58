"""A letter as it would be today, with the conditions it carries and everything that stands in its way."""

from __future__ import annotations

from dataclasses import dataclass

from notify import labels, pdf
from notify import letter as core
from notify.advice import StateAdvice
from notify.conditions import Condition, asked, carried, covers
from notify.letter import LetterContent
from notify.letter_content import Earlier
from records import Actor, CaseDocument, Marking
from services import _conditions, _wording, cases, counterparts
from services._conditions import Carried, Finding
from services._letter_checks import Obstacle, check_fills, obstacles
from services._letter_earlier import EarlierContact, earlier_contacts
from services._letter_keep import get
from services._letter_plan import Plan
from services.desk import Desk
from services.errors import Refused
from services.words import translator


@dataclass(frozen=True, slots=True)
class Leaving:
    """One record that goes into a letter.

    Attributes:
        record: its id in the case.
        paragraphs: numbers of the paragraphs that rest on it; annexes by their letter.
        marks: conditions on it, with the cause of each.
        senders: States whose conditions they are.
        permissions: ids of permissions on file that speak of it.
        free: it may leave.
    """

    record: str
    paragraphs: tuple[str, ...]
    marks: tuple[Condition, ...]
    senders: tuple[str, ...]
    permissions: tuple[str, ...]
    free: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as it would be, and all that a person must see before it goes on.

    Attributes:
        case_id: the case.
        iso2: the State.
        plan: what was chosen.
        contents: the letter, and its courtesy translation where one was chosen.
        advice: what was found for the State.
        carried: marking and conditions that the letter carries, with their causes.
        forced: restrictions that cannot be taken out, with the condition that asks for each.
        findings: values that may not leave.
        obstacles: everything that stands before a signature.
        leaving: every record that goes in, with its marks and the permission on file.
        earlier: what was exchanged with this State about the same persons or in this case.
        unset: signs that the PDF's fonts cannot set.
    """

    case_id: str
    iso2: str
    plan: Plan
    contents: tuple[LetterContent, ...]
    advice: StateAdvice
    carried: Carried
    forced: dict[str, Condition]
    findings: tuple[Finding, ...]
    obstacles: tuple[Obstacle, ...]
    leaving: tuple[Leaving, ...]
    earlier: tuple[EarlierContact, ...]
    unset: frozenset[str]


def preview(desk: Desk, actor: Actor, case_id: str, iso2: str, plan: Plan, *, number: str = "") -> Preview:
    """The letter as it would be today, with everything that stands in its way.

    Raises:
        Refused: ``not_suggested``, ``blocked``, ``no_template``, ``bad_template``, ``fill_has_name``, ``no_change``.
    """
    view = counterparts.for_case(desk, actor, case_id, letter_date=plan.day)
    case = cases.get(desk, actor, view.case_id)
    check_fills(case.document, case.case_id, plan)
    advice = counterparts.advice_for(view.result, iso2)
    languages = tuple(dict.fromkeys(code for code in (plan.language, plan.translation) if code))
    before = _supplemented(desk, actor, plan, case.case_id, iso2)
    # A first draft says which records go in; the conditions on these decide what the letter must ask for and carry.
    first = _content(desk, case.document, advice, plan, languages[0], frozenset(), None, Marking(), number)
    wanted = {case.case_id: ("case", *first.records)}
    _, carries = _conditions.examine(desk, actor, wanted, recipient=iso2, day=plan.day)
    forced = dict(asked(one for one in carries.conditions if one.sender != iso2))
    restrictions = plan.restrictions | frozenset(forced)
    findings, carries = _conditions.examine(
        desk, actor, wanted, recipient=iso2, court="use_intelligence" not in restrictions, day=plan.day
    )
    contents = tuple(
        _content(
            desk,
            case.document,
            advice,
            plan,
            language,
            frozenset(forced),
            before.get(language),
            carries.marking,
            number,
        )
        for language in languages
    )
    found = obstacles(desk, actor, case.case_id, iso2, plan, contents, findings, view.decisions.get(iso2))
    with desk.read(actor) as reader:
        leaving = _leaving(_conditions.bound(reader, [case.case_id])[0], contents[0], findings, plan)
        earlier = earlier_contacts(reader, case.case_id, case.document, iso2, first.records, number)
    unset = frozenset[str]().union(*(pdf.not_in_fonts(content) for content in contents))
    return Preview(
        case.case_id, iso2, plan, contents, advice, carries, forced, findings, found, leaving, earlier, unset
    )  # fmt: skip


def _leaving(
    bound: _conditions.Bound, content: LetterContent, findings: tuple[Finding, ...], plan: Plan
) -> tuple[Leaving, ...]:
    barred = {finding.breach.record for finding in findings}
    where: dict[str, list[str]] = {}
    for paragraph in content.paragraphs:
        for record in paragraph.records:
            where.setdefault(record, []).append(str(paragraph.number))
    for annex in content.annexes:
        for record in {record for row in annex.rows for record in row.records}:
            where.setdefault(record, []).append(annex.letter)
    found = []
    for record, places in where.items():
        marks = carried((record,), bound.conditions, plan.day)
        given = tuple(one.id for one in bound.permissions if not one.withdrawn and covers(one.scope, record))
        senders = tuple(dict.fromkeys(mark.sender for mark in marks))
        found.append(Leaving(record, tuple(dict.fromkeys(places)), marks, senders, given, record not in barred))
    return tuple(found)


def _content(
    desk: Desk,
    document: CaseDocument,
    advice: StateAdvice,
    plan: Plan,
    language: str,
    forced: frozenset[str],
    earlier: Earlier | None,
    marking: Marking,
    number: str,
) -> LetterContent:
    from geodata import countries

    if advice.decision == "blocked":
        raise Refused(
            "blocked", "This State is blocked: nothing may be sent there that could reveal a protected person."
        )
    if advice.decision == "none":
        raise Refused("not_suggested", "No record of the case carries a letter to this State.")
    words, texts = translator(language), _wording.of(desk, language)
    if plan.identity.victims and plan.identity.ground not in ("consent", "danger"):
        raise Refused(
            "identity",
            "A victim is named only with consent or in immediate danger: choose the ground, or leave it out.",
        )
    try:
        return core.content(
            document, advice, letter_date=plan.day, choices=plan.choices(language, forced, earlier), words=texts,
            translate=words.gettext, country_name=lambda code: countries.name(code, language),
            reason_words=lambda code: words.gettext(labels.reason(code)),
            channel_words=lambda code: words.gettext(labels.channel(code)), number=number, marking=marking,
        )  # fmt: skip
    except ValueError:
        raise Refused(
            "no_change", "Nothing has changed since the earlier letter, so there is nothing to add to it."
        ) from None


def _supplemented(desk: Desk, actor: Actor, plan: Plan, case_id: str, iso2: str) -> dict[str, Earlier]:
    """The earlier letter by language; a signed one to the same State about the same case."""
    if not plan.supplement_of:
        return {}
    file = get(desk, actor, plan.supplement_of)
    if (file.line.case_id, file.line.iso2) != (case_id, iso2) or not file.line.signed_by or file.plan is None:
        raise Refused("no_such_letter", "A supplement adds to a signed letter of this case to the same State.")
    missing = {plan.language, plan.translation} - {"", *(content.language for content in file.contents)}
    if missing:
        raise Refused(
            "other_language", "The earlier letter is not in this language ({language}); choose its own.",
            language=", ".join(sorted(missing)),
        )  # fmt: skip
    return {content.language: Earlier(file.line.number, file.plan.day, content) for content in file.contents}
