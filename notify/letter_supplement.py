"""A supplement: of a letter made anew, only what the earlier one did not say already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from notify.letter_content import Annex, Earlier, LetterContent, Paragraph

#: parts that tell content; every other part (addressee, conditions, safety) is said again in each letter
_CONTENT = frozenset(
    {"purpose", "facts", "offence", "route", "suspects", "victims", "urgency", "link", "proceedings"}
)  # fmt: skip
_TOLD_BY_ANNEX = {"route": "route", "suspects": "parties"}


def changes_only(
    made: LetterContent, earlier: Earlier, words: Mapping[str, str], present: Collection[str]
) -> LetterContent:
    """Take out what the earlier letter said in the same words.

    Args:
        made: the whole letter as it would be today.
        earlier: the letter it adds to, in the same language.
        words: texts of the language.
        present: ids of all records that the case still has.

    Raises:
        ValueError: nothing has changed.
    """
    said = {(paragraph.element, paragraph.text) for paragraph in earlier.content.paragraphs}
    before = {annex.key: annex for annex in earlier.content.annexes}
    annexes = tuple(left for left in (_changed(annex, before.get(annex.key)) for annex in made.annexes) if left.rows)
    letters = {annex.key: annex.letter for annex in annexes}
    kept: list[Paragraph] = []
    for paragraph in made.paragraphs:
        key = _TOLD_BY_ANNEX.get(paragraph.element)
        if key:
            if key in letters:
                rows = next(annex.rows for annex in annexes if annex.key == key)
                records = tuple(dict.fromkeys(record for row in rows for record in row.records))
                text = words[f"{paragraph.element}_changed"].format(letter=letters[key])
                kept.append(replace(paragraph, text=text, records=records))
        elif paragraph.element == "annexes":
            listed = words["sep"].join(
                words["annex_listed"].format(letter=annex.letter, title=annex.title) for annex in annexes
            )
            text = words["annexes"].format(annexes=listed) if listed else words["annexes_none"]
            kept.append(replace(paragraph, text=text))
        elif paragraph.element not in _CONTENT or (paragraph.element, paragraph.text) not in said:
            kept.append(paragraph)
    gone = _withdrawn(earlier, words, present)
    if gone:
        place = next(at for at, one in enumerate(kept) if one.element == "urgency" or one.element == "confidentiality")
        kept.insert(place, Paragraph(0, "facts", words["supplement_withdrawn"].format(items=gone)))
    if not gone and not annexes and not any(one.element in _CONTENT for one in kept):
        raise ValueError("nothing has changed since the earlier letter")
    numbered = tuple(replace(paragraph, number=number) for number, paragraph in enumerate(kept, 1))
    moved = {old.number: new.number for old, new in zip(kept, numbered, strict=True)}
    places = tuple(replace(one, paragraph=moved[one.paragraph]) for one in made.places if one.paragraph in moved)
    return replace(made, paragraphs=numbered, annexes=annexes, places=places)


def _changed(annex: Annex, before: Annex | None) -> Annex:
    said = {(row.records, row.cells) for row in before.rows} if before else set()
    return replace(annex, rows=tuple(row for row in annex.rows if (row.records, row.cells) not in said))


def _withdrawn(earlier: Earlier, words: Mapping[str, str], present: Collection[str]) -> str:
    """Items whose record is gone, by annex and number alone: what they said is not said again."""
    items = [
        words["supplement_item"].format(letter=annex.letter, item=number)
        for annex in earlier.content.annexes
        for number, row in enumerate(annex.rows, 1)
        if row.records and row.records[0] not in present
    ]
    return words["sep"].join(items)
