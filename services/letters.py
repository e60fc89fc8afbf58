"""Letters of spontaneous information: preview, draft, the check before sending, sign-off by a second person.

Nothing is sent from here. A signed letter's files and their hashes are in the register; a person sends them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from notify import docx, labels, pdf
from notify import letter as core
from notify.letter import LetterContent, Signature
from records import Actor, Marking
from records.codes import label
from services import _conditions, _wording, cases, counterparts, settings
from services._letter_checks import Obstacle, day_of
from services._letter_earlier import EarlierContact
from services._letter_keep import LetterFile, digest_of, enter, get, keep, record_of
from services._letter_plan import Identity, Plan
from services._letter_preview import Leaving, Preview, preview
from services._wording import own_name
from services.desk import Desk
from services.errors import Refused
from services.words import translator
from store import letters as kept
from store import transmissions
from store.rows import TransmissionRow

__all__ = [
    "EarlierContact", "Identity", "Leaving", "Letter", "LetterFile", "Obstacle", "Options", "Plan", "Preview", "day_of",
    "draft_file", "get", "give_back", "letter", "options", "preview", "save", "sign", "signed_file", "submit",
]  # fmt: skip
_WRITERS = {"docx": docx.write, "pdf": pdf.write}


@dataclass(frozen=True, slots=True)
class Letter:
    """A drafted letter. The file's name carries the register's number, never a person's name."""

    file_name: str
    data: bytes
    marking: Marking
    number: str
    content: LetterContent


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen for a letter to one State.

    Attributes:
        first: the plan to begin with: everything the State can act on, the strictest restrictions.
        languages: that a letter can be written in.
        accepted: by the addressee, as far as is on file.
        channels: best first.
        signed: numbers of signed letters of this case to this State.
        legs: as ``r1.s1>r1.s2``, in order of the routes.
        single_stops: stops that belong to no leg.
        parties: suspects and suspected organisations that may be named.
        default_parties: those the State can act on.
        identifiers: id, kind, value and holders of what may go in.
        held: those of them whose holder is known.
    """

    first: Plan
    languages: tuple[str, ...]
    accepted: tuple[str, ...]
    channels: tuple[str, ...]
    signed: tuple[str, ...]
    legs: tuple[str, ...]
    single_stops: tuple[str, ...]
    parties: frozenset[str]
    default_parties: frozenset[str]
    identifiers: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    held: frozenset[str]

    @staticmethod
    def language_name(code: str) -> str:
        """A language's own name."""
        return own_name(code)

    @staticmethod
    def channel_name(code: str) -> str:
        """The id of a label of a channel."""
        return labels.channel(code)


def options(desk: Desk, actor: Actor, case_id: str, iso2: str) -> Options:
    """What may go into a letter to the State.

    Raises:
        Refused: ``not_found``, ``not_suggested``.
    """
    view = counterparts.for_case(desk, actor, case_id)
    document = cases.get(desk, actor, view.case_id).document
    advice = counterparts.advice_for(view.result, iso2)
    languages = _wording.languages(desk)
    spoken = next((code for code in advice.languages if code in languages), "en")
    own = settings.value(desk, "language")
    legs, single = core.legs_of(document)
    parties = core.nameable(document)
    usable = tuple(
        (item.id, item.kind, item.value or "", tuple(item.holders))
        for item in document.identifiers
        if set(item.holders) <= parties
    )
    signed = tuple(
        line.number for line in view.drafts if line.iso2 == iso2 and line.direction == "out" and line.signed_by
    )
    first = Plan(view.result.letter_date, spoken, own if own != spoken and own in languages else "")
    return Options(
        first, languages, advice.languages, advice.channels, signed, legs, single, parties,
        core.relevant_parties(document, advice), usable, frozenset(item for item, _, _, held in usable if held),
    )  # fmt: skip


def save(desk: Desk, actor: Actor, case_id: str, iso2: str, plan: Plan, *, number: str = "") -> TransmissionRow:
    """Keep a letter in work; without a number a new line of the register is opened for it.

    Raises:
        Refused: see :func:`preview`; ``wrong_state`` once it was handed in, ``not_allowed``.
    """
    made = preview(desk, actor, case_id, iso2, plan, number=number)
    with desk.write(actor, "letter saved") as tx:
        if number:
            line = transmissions.require(tx, number)
            if (line.case_id, line.iso2) != (made.case_id, iso2):
                raise Refused("not_found", "There is no such record, or you may not see it.")
        else:
            line = enter(tx, made)
        keep(tx, line, made)
    return line


def submit(desk: Desk, actor: Actor, number: str) -> TransmissionRow:
    """Hand a letter in for signature: every check must pass, and its words stand still from here on.

    Raises:
        Refused: ``conditions``, ``not_ready``, ``wrong_state``, ``not_allowed``.
    """
    file = get(desk, actor, number)
    if file.plan is None:
        raise Refused("not_found", "There is no such record, or you may not see it.")
    made = preview(desk, actor, file.line.case_id, file.line.iso2, file.plan, number=file.line.number)
    _refuse(made)
    with desk.write(actor, "handed in for signature") as tx:
        keep(tx, file.line, made, record=record_of(desk, tx, actor, made))
        return kept.submit(tx, file.line, digest_of(made.contents))


def give_back(desk: Desk, actor: Actor, number: str, reason: str) -> TransmissionRow:
    """Give a letter back to its authors, with the reason.

    Raises:
        Refused: ``reason_needed``, ``wrong_state``, ``not_allowed``.
    """
    file = get(desk, actor, number)
    _check_reason(desk, actor, file.line, reason)
    with desk.write(actor, reason) as tx:
        return kept.give_back(tx, file.line)


def sign(desk: Desk, actor: Actor, number: str, content_sha256: str) -> TransmissionRow:
    """Sign off a letter as a second person; its files and their hashes enter the register. Nothing is sent.

    Args:
        desk: the installation.
        actor: the signer, who had no hand in the letter.
        number: of the letter.
        content_sha256: hash of the words that the signer has read.

    Raises:
        Refused: ``same_person``, ``content_changed``, ``case_changed``, ``conditions``, ``not_ready``, ``not_allowed``.
    """
    file = get(desk, actor, number)
    line = file.line
    if file.plan is None or not file.contents:
        raise Refused("wrong_state", "This line of the register is not at a point where that can be done. Reload it.")
    again = preview(desk, actor, line.case_id, line.iso2, file.plan, number=line.number)
    _refuse(again)
    if digest_of(again.contents) != line.content_sha256:
        raise Refused(
            "case_changed",
            "What the letter rests on was changed after it was handed in. Give it back, so that it is made anew.",
        )
    day = desk.now().date()
    files = {}
    for content in file.contents:
        words = _wording.of(desk, content.language)
        role = translator(content.language).gettext(label("role", actor.role))
        signed = core.signed_off(content, words, Signature(actor.display or actor.id, role, day))
        for kind, write in _WRITERS.items():
            files[kind, content.language] = write(signed)
    with desk.write(actor, "signed as second person") as tx:
        return kept.sign(tx, line, content_sha256, files)


def draft_file(desk: Desk, actor: Actor, number: str, kind: str, language: str) -> tuple[str, bytes]:
    """A draft as a file to read; every page says that it is one, and the conditions are checked as for the letter.

    Raises:
        Refused: ``conditions``, ``not_found``, ``not_allowed``.
    """
    file = get(desk, actor, number)
    if file.plan is None:
        raise Refused("not_found", "There is no such record, or you may not see it.")
    made = preview(desk, actor, file.line.case_id, file.line.iso2, file.plan, number=file.line.number)
    if made.findings:
        raise _conditions.refusal(made.findings)
    data = _WRITERS[kind](_in(made.contents, language))
    with desk.write(actor, "draft taken") as tx:
        tx.log("letter.file_taken", [file.line.case_id, file.line.transmission_id], kind=kind, language=language)
    return docx.file_name(file.line.number, file.line.iso2, language, kind), data


def signed_file(desk: Desk, actor: Actor, number: str, kind: str, language: str) -> tuple[str, bytes]:
    """A signed letter's file, checked against its hash.

    Raises:
        Refused: ``not_found``, ``not_allowed``, ``file_changed``.
    """
    with desk.write(actor, "signed letter taken") as tx:
        line = transmissions.require(tx, number)
        data = kept.body(tx, line, kind, language)
        known = {(one.kind, one.language): one.sha256 for one in kept.files(tx, line)}
        if hashlib.sha256(data).hexdigest() != known.get((kind, language)):
            raise Refused("file_changed", "The file does not fit its hash in the register, so it is not given out.")
        tx.log("letter.file_taken", [line.case_id, line.transmission_id], kind=kind, language=language)
    return docx.file_name(line.number, line.iso2, language, kind), data


def letter(
    desk: Desk, actor: Actor, case_id: str, iso2: str, plan: Plan, *, kind: str = "docx", number: str = ""
) -> Letter:
    """Draft a letter, enter it in the register and give the draft as a file. Nothing is sent.

    Raises:
        Refused: ``not_suggested``, ``blocked``, ``no_template``, ``conditions``, ``not_allowed``.
    """
    line = save(desk, actor, case_id, iso2, plan, number=number)
    made = preview(desk, actor, line.case_id, iso2, plan, number=line.number)
    if made.findings:
        raise _conditions.refusal(made.findings)
    data = _WRITERS[kind](made.contents[0])
    digest = hashlib.sha256(data).hexdigest()
    with desk.write(actor, "draft taken") as tx:
        transmissions.happened(tx, line, "draft_taken", detail={"file": digest}, changes={"sha256": digest})
    name = docx.file_name(line.number, iso2, plan.language, kind)
    return Letter(name, data, made.carried.marking, line.number, made.contents[0])


def _refuse(made: Preview) -> None:
    if made.findings:
        raise _conditions.refusal(made.findings)
    if made.obstacles:
        first = made.obstacles[0]
        raise Refused(
            "not_ready", "The letter is not ready: {count} points are open, the first about {what}.",
            count=len(made.obstacles), what=first.record or first.code,
        )  # fmt: skip


def _in(contents: Sequence[LetterContent], language: str) -> LetterContent:
    for content in contents:
        if content.language == language:
            return content
    raise Refused("not_found", "There is no such record, or you may not see it.")


def _check_reason(desk: Desk, actor: Actor, line: TransmissionRow, reason: str) -> None:
    if len(reason.strip()) < 3:
        raise Refused("reason_needed", "Write the reason: it is kept in the log.")
    cases.check_reason(cases.get(desk, actor, line.case_id).document, reason)
