"""Labelled pairs of names for fitting: those of a workbench, and close ones made from them. Nothing of it is stored."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import close_pairs as made_up

from linking import names_views
from linking.name_parts import Name, Part, parts, prepared


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two names, whether they are one person's, the halves their persons belong to, the group, and how it was made."""

    left: Name
    right: Name
    same: bool
    halves: tuple[int, int]
    group: str
    made: str


@cache
def name(text: str) -> Name:
    """A name prepared once."""
    return prepared(parts(text))


@cache
def half(person: str) -> int:
    """The half a person belongs to: 0 or 1, the same in every run."""
    return hashlib.md5(person.encode(), usedforsecurity=False).digest()[0] & 1


def groups(folder: Path, suite: str) -> list[dict[str, object]]:
    """Groups of a suite of the workbench."""
    loaded: list[dict[str, object]] = json.loads((folder / "data" / f"{suite}.json").read_text(encoding="utf-8"))
    return loaded


def pairs(folder: Path, suite: str) -> Iterator[Labelled]:
    """Every pair of every group."""
    for group in groups(folder, suite):
        for one, left, _ in group["left"]:  # type: ignore[attr-defined]
            for other, right, _ in group["right"]:  # type: ignore[attr-defined]
                halves = (half(one), half(other))
                yield Labelled(name(left), name(right), one == other, halves, str(group["group"]), "given")


def altered(folder: Path, seed: int = 7) -> Iterator[Labelled]:
    """Brothers and sisters (one part of a true pair is another name), parts left out, initials: from the true pairs."""
    chance = random.Random(seed)
    for group in groups(folder, "people"):
        rights = {one: text for one, text, _ in group["right"]}  # type: ignore[attr-defined]
        pools = [
            [part for _, text, _ in group[side] for part in parts(text) if part.weight >= 1 and len(part.text) > 2]  # type: ignore[attr-defined]
            for side in ("left", "right")
        ]
        for one, text, _ in group["left"]:  # type: ignore[attr-defined]
            if one in rights and not (name(text).families or name(rights[one]).families):
                both = (parts(text), parts(rights[one]))
                for side in (0, 1):
                    for made, changed, same in _changed(both[side], pools[side], chance):
                        other = prepared(both[1 - side])
                        yield Labelled(
                            prepared(changed), other, same, (half(one), half(one)), str(group["group"]), made
                        )


def invented(half: str) -> Iterator[Labelled]:
    """Names of invented brothers, sisters and shortened names of one half; no name stands in both halves."""
    for number, one in enumerate(made_up.pairs(half)):
        if one.kind != "namesake":
            side = (number & 1, number & 1)
            left, right = (name(made["names"][0]) for made in (one.left, one.right))
            yield Labelled(left, right, one.same, side, "-".join(one.scripts), one.kind)


def _changed(
    written: tuple[Part, ...], pool: list[Part], chance: random.Random
) -> Iterator[tuple[str, list[Part], bool]]:
    strong = [place for place, part in enumerate(written) if part.weight >= 1]
    if len(strong) < 2:
        return
    for made, choice in (("sibling", 1), ("close sibling", 12)):
        place = chance.choice(strong)
        was = written[place]
        others = [part for part in chance.sample(pool, min(len(pool), choice)) if part.text != was.text]
        if others:
            near = {part: names_views.likeness(*sorted((part.text, was.text)))[0] for part in others}
            other = max(others, key=lambda part: near[part])
            if near[other] <= 0.85:
                yield made, [*written[:place], replace(other, role=was.role), *written[place + 1 :]], False
    if len(strong) > 2:
        place = chance.choice(strong[1:-1])
        yield "left out", [*written[:place], *written[place + 1 :]], True
    place = chance.choice((strong[0], strong[-1]))
    letter = written[place].text[:1]
    initial = Part(letter, "initial", letter, letter, written[place].native[:1], (letter,), (), 0.3)
    yield "initial", [*written[:place], initial, *written[place + 1 :]], True
