"""The letter of spontaneous information: numbered paragraphs, each with its element and the records behind it.

It is not a request: it asks for no measure. Victims appear as number, sex, age group and nationality unless identity
was asked for by name. What is not chosen appears nowhere. Pure: words for codes and countries come in as functions.
"""

from __future__ import annotations

from datetime import date

from notify.advice import StateAdvice
from notify.letter_content import RESTRICTIONS, LetterChoices, LetterContent, Paragraph
from notify.letter_items import relevant_parties
from notify.letter_parts import Draft
from notify.letter_words import LANGUAGES, CountryName, Translate, day_text, template
from records import CaseDocument

__all__ = [
    "LANGUAGES", "RESTRICTIONS", "LetterChoices", "LetterContent", "Paragraph", "content", "day_text",
    "relevant_parties",
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
) -> LetterContent:
    """Draft the letter for one State.

    Args:
        document: the case.
        advice: what was found for the State.
        letter_date: date of the letter.
        language: en, ru or ar.
        choices: what goes in.
        translate: English label -> the letter's language.
        country_name: ISO code -> name in the letter's language, nominative.
        reason_words: code of a link -> words, for codes that ``templates/reasons.csv`` does not tell.
        channel_words: code of a channel -> words.

    Raises:
        ValueError: there is no template for the language, or the State is blocked or has no link.
    """
    if advice.decision not in ("notify", "review"):
        raise ValueError("no letter goes to a State that is blocked or has no link")
    words = template(language)
    made = Draft(document, advice, language, choices or LetterChoices(), translate, country_name)
    parts = made.parts(reason_words, channel_words)
    paragraphs = tuple(Paragraph(number, *part) for number, part in enumerate(parts, 1))
    subtitle = words["subtitle"] if made.bound else words["subtitle_none"] if advice.fallback else ""
    return LetterContent(language, words["title"], subtitle, words["draft"], letter_date, paragraphs)
