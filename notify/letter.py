"""The letter of spontaneous information: numbered paragraphs, each with its element and the records behind it.

It is not a request: it asks for no measure. Victims appear as number, sex, age group and nationality unless identity
was asked for by name. What is not chosen appears nowhere. Pure: words for codes and countries come in as functions.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from notify.advice import StateAdvice
from notify.letter_content import RESTRICTIONS, LetterChoices, LetterContent, Paragraph, Signature
from notify.letter_fills import filled
from notify.letter_items import legs_of, nameable, relevant_parties
from notify.letter_parts import Draft
from notify.letter_supplement import changes_only
from notify.letter_words import LANGUAGES, CountryName, Translate, day_in_letter, day_text, language_names
from notify.wording import LABEL, Wording, wording
from records import CaseDocument
from records.marking import Marking

__all__ = [
    "LANGUAGES", "RESTRICTIONS", "LetterChoices", "LetterContent", "Paragraph", "Signature", "content", "day_text",
    "legs_of", "nameable", "relevant_parties", "signed_off",
]  # fmt: skip


def content(
    document: CaseDocument,
    advice: StateAdvice,
    *,
    letter_date: date,
    language: str = "en",
    choices: LetterChoices | None = None,
    translate: Translate = str,
    country_name: CountryName = str,
    reason_words: Translate = str,
    channel_words: Translate = str,
    words: Wording | None = None,
    number: str = "",
    marking: Marking | None = None,
    signed: Signature | None = None,
) -> LetterContent:
    """Draft the letter for one State.

    Args:
        document: the case.
        advice: what was found for the State.
        letter_date: date of the letter.
        language: en, ru, ar, or a language for which ``words`` are given.
        choices: what goes in.
        translate: English label -> the letter's language.
        country_name: ISO code -> name in the letter's language, nominative.
        reason_words: code of a link -> words, for codes that ``templates/reasons.csv`` does not tell.
        channel_words: code of a channel -> words.
        words: an office's own wording; the shipped one by default.
        number: in the register.
        marking: what the letter carries; the submission's own by default.
        signed: who authorised it; without it the letter says that it is a draft.

    Raises:
        ValueError: there is no template for the language, the State is blocked or has no link, a victim is to be named
            without a ground, or nothing has changed since the letter that this one supplements.
    """
    if advice.decision not in ("notify", "review"):
        raise ValueError("no letter goes to a State that is blocked or has no link")
    chosen, told = choices or LetterChoices(), words or wording(language)
    if chosen.victim_identity and chosen.identity_ground not in ("consent", "danger"):
        raise ValueError("a victim is named only with consent or in immediate danger")
    texts = told.texts
    labels = lambda text: texts.get(LABEL + text) or translate(text)  # noqa: E731
    draft = Draft(document, advice, told, chosen, labels, country_name)
    draft.number, draft.marking, draft.signed = number, marking, signed
    paragraphs, places = filled(draft.parts(reason_words, channel_words), texts["mark"], chosen.fills)
    original = language_names((chosen.original,), told.language) if chosen.original else ""
    made = LetterContent(
        told.language, told.rtl, texts["title"],
        texts["subtitle"] if draft.bound else texts["subtitle_none"] if advice.fallback else "",
        "" if signed else texts["draft"],
        texts["courtesy"].format(original=original) if original and chosen.original != told.language else "",
        paragraphs[0].text, letter_date, day_in_letter(letter_date, told.language), tuple(paragraphs),
        draft.annexes(), tuple(places),
    )  # fmt: skip
    if chosen.supplement_to is None:
        return made
    present = {name for name, _ in document.records()} | {"case"}
    return changes_only(made, chosen.supplement_to, texts, present)


def signed_off(made: LetterContent, words: Wording, signed: Signature) -> LetterContent:
    """The same letter with who authorised it in place of the line that says it is a draft; no other word changes."""
    day = day_in_letter(signed.day, made.language)
    told = words.texts["authorised"].format(name=signed.name, role=signed.role, day=day)
    paragraphs = tuple(
        replace(one, text=one.text.replace(words.texts["authorised_none"], told, 1))
        if one.element == "authorisation"
        else one
        for one in made.paragraphs
    )
    return replace(made, draft="", paragraphs=paragraphs)
