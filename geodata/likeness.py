"""How alike the routes of two cases are: shared places, legs, countries and ends, each weighed by how rare it is.

A likeness is a lead, never a link: two groups of victims may be moved along one road by people who never met.

The measure is Jaccard's with weights: what two cases share over what either has. A feature's weight is that of its kind
times ``log(1 + cases / cases that have it)``, so that a leg of three cases speaks louder than a State of a thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy
import pandas

from geodata import countries

Kind = Literal["leg", "ends", "place", "country"]
KINDS: tuple[Kind, ...] = ("leg", "ends", "place", "country")
WEIGHTS: dict[Kind, float] = {"leg": 1.5, "ends": 1.0, "place": 1.0, "country": 0.5}
_SEPARATOR = "\x1f"
_PRECISE = ("exact", "place", "admin1")

Numbers = numpy.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two cases have in common.

    Attributes:
        kind: leg, ends (where a route begins and ends), place or country.
        names: place names in order of travel, or one country code; ``ends`` has two country codes.
        cases: how many cases of the index have it; of a chain of legs, its rarest leg.
        weight: its share in the score's numerator.
    """

    kind: Kind
    names: tuple[str, ...]
    cases: int
    weight: float


@dataclass(frozen=True, slots=True)
class Alike:
    """Another case: ``score`` in [0, 1], and what is shared, the most telling first."""

    case_id: str
    score: float
    shared: tuple[Shared, ...]


class LikenessIndex:
    """The features of many cases, ready for one case to be compared with all of them."""

    def __init__(self, stops: pandas.DataFrame, legs: pandas.DataFrame) -> None:
        """Build from the frames of :mod:`geodata.routes`.

        Args:
            stops: case_id, iso2, admin1, name, precision; a stop without a place still has its country.
            legs: case_id, route_id and iso2, admin1, name of both ends, in order of travel.
        """
        pairs = _features(stops, legs)
        case, self._cases = pandas.factorize(pairs["case_id"])
        feature, self._names = pandas.factorize(pairs["feature"])
        unique = numpy.unique(case.astype(numpy.int64) * max(1, len(self._names)) + feature)
        case, feature = unique // max(1, len(self._names)), unique % max(1, len(self._names))
        self._owned, self._owned_from = feature.astype(numpy.int32), _starts(case, len(self._cases))
        order = numpy.argsort(feature, kind="stable")
        self._members, self._members_from = case[order].astype(numpy.int32), _starts(feature[order], len(self._names))
        counts = numpy.diff(self._members_from)
        kinds = numpy.array([WEIGHTS[KINDS[int(name[0])]] for name in self._names], dtype=numpy.float64)
        self._weights = kinds * numpy.log1p(len(self._cases) / numpy.maximum(1, counts))
        self._totals = numpy.bincount(case, weights=self._weights[feature], minlength=len(self._cases))
        self._at = {case_id: at for at, case_id in enumerate(self._cases)}

    def __len__(self) -> int:
        return len(self._cases)

    @property
    def features(self) -> int:
        """Number of different features."""
        return len(self._names)

    @property
    def size(self) -> int:
        """Bytes of its arrays, without the texts."""
        arrays = (self._owned, self._owned_from, self._members, self._members_from, self._weights, self._totals)
        return sum(array.nbytes for array in arrays)

    def alike(self, case_id: str, limit: int = 5, least: float = 0.2) -> list[Alike]:
        """The cases whose routes are most like those of one case, which is left out.

        Args:
            case_id: a case of the index; another gives an empty list.
            limit: most answers.
            least: lowest score.
        """
        at = self._at.get(case_id)
        if at is None:
            return []
        own = self._of(at)
        shared = numpy.zeros(len(self._cases))
        for feature in own:
            shared[self._members[self._members_from[feature] : self._members_from[feature + 1]]] += self._weights[
                feature
            ]
        union = self._totals[at] + self._totals - shared
        score = numpy.divide(shared, union, out=numpy.zeros_like(shared), where=union > 0)
        score[at] = -1.0
        # A State in common is no likeness: something narrower must be shared too, so few are looked at more closely.
        count = min(len(score), limit * 4)
        best = numpy.argpartition(-score, count - 1)[:count]
        found = []
        for other in sorted(
            (int(one) for one in best if score[one] > 0 and score[one] >= least), key=lambda one: (-score[one], one)
        ):
            parts = self._shared(own, self._of(other))
            if any(part.kind != "country" for part in parts):
                found.append(Alike(str(self._cases[other]), round(float(score[other]), 3), parts))
        return found[:limit]

    def _of(self, at: int) -> Numbers:
        return self._owned[self._owned_from[at] : self._owned_from[at + 1]]

    def _shared(self, own: Numbers, other: Numbers) -> tuple[Shared, ...]:
        parts = []
        for feature in numpy.intersect1d(own, other):
            head, *names = str(self._names[feature]).split(_SEPARATOR)
            count = int(self._members_from[feature + 1] - self._members_from[feature])
            parts.append(Shared(KINDS[int(head)], tuple(names), count, round(float(self._weights[feature]), 3)))
        legs = _chained([part for part in parts if part.kind == "leg"])
        named = {name for leg in legs for name in leg.names}
        rest = [part for part in parts if part.kind in ("ends", "country")]
        rest += [part for part in parts if part.kind == "place" and part.names[0] not in named]
        plain = [Shared(part.kind, tuple(_told(name) for name in part.names), part.cases, part.weight) for part in legs]
        plain += [
            Shared(part.kind, tuple(_told(name) for name in part.names), part.cases, part.weight) for part in rest
        ]
        return tuple(sorted(plain, key=lambda part: (-part.weight, part.kind, part.names)))


def _chained(legs: Sequence[Shared]) -> list[Shared]:
    """Legs that follow each other as one way: Osh to Almaty and Almaty to Mae Sot are Osh, Almaty, Mae Sot."""
    left = list(legs)
    ways: list[Shared] = []
    while left:
        way = left.pop(0)
        grown = True
        while grown:
            grown = False
            for leg in left:
                if leg.names[0] == way.names[-1] and leg.names[-1] not in way.names:
                    names = (*way.names, leg.names[-1])
                elif leg.names[-1] == way.names[0] and leg.names[0] not in way.names:
                    names = (leg.names[0], *way.names)
                else:
                    continue
                way = Shared("leg", names, min(way.cases, leg.cases), round(way.weight + leg.weight, 3))
                left.remove(leg)
                grown = True
                break
        ways.append(way)
    return ways


def _told(name: str) -> str:
    return name.rpartition("|")[2]


def _features(stops: pandas.DataFrame, legs: pandas.DataFrame) -> pandas.DataFrame:
    """Rows of case_id and feature; a feature is its kind's number and its names."""
    stop = _texts(stops, ("case_id", "iso2", "admin1", "name", "precision"))
    placed = stop[(stop["name"] != "") & stop["precision"].isin(_PRECISE)]
    parts = [
        _rows(placed["case_id"], 2, _place(placed["iso2"], placed["admin1"], placed["name"])),
        _rows(stop["case_id"][stop["iso2"] != ""], 3, stop["iso2"][stop["iso2"] != ""]),
    ]
    leg = _texts(
        legs, ("case_id", "route_id", *(f"{s}_{n}" for s in ("from", "to") for n in ("iso2", "admin1", "name")))
    )
    leg = leg[(leg["from_name"] != "") & (leg["to_name"] != "")]
    start, end = (_place(leg[f"{side}_iso2"], leg[f"{side}_admin1"], leg[f"{side}_name"]) for side in ("from", "to"))
    # From "somewhere in Kyrgyzstan" leads no leg: two cases that know no more share a State, not a way.
    lands = {countries.name(land.iso2) for land in countries.all_countries()}
    moved = (start != end) & ~leg["from_name"].isin(lands) & ~leg["to_name"].isin(lands)
    parts.append(_rows(leg["case_id"][moved], 0, start[moved] + _SEPARATOR + end[moved]))
    grouped = leg.groupby(["case_id", "route_id"], sort=False)
    ends = pandas.DataFrame({"from": grouped["from_iso2"].first(), "to": grouped["to_iso2"].last()}).reset_index()
    ends = ends[(ends["from"] != "") & (ends["to"] != "") & (ends["from"] != ends["to"])]
    parts.append(_rows(ends["case_id"], 1, ends["from"] + _SEPARATOR + ends["to"]))
    return pandas.concat(parts, ignore_index=True)


def _texts(frame: pandas.DataFrame, names: Sequence[str]) -> pandas.DataFrame:
    return pandas.DataFrame({name: frame[name].astype(object).fillna("").astype(str) for name in names})


def _place(iso2: pandas.Series, admin1: pandas.Series, name: pandas.Series) -> pandas.Series:
    return iso2 + "|" + admin1 + "|" + name


def _rows(case_id: pandas.Series, kind: int, names: pandas.Series) -> pandas.DataFrame:
    return pandas.DataFrame({"case_id": case_id, "feature": str(kind) + _SEPARATOR + names})


def _starts(sorted_: Numbers, count: int) -> Numbers:
    return numpy.searchsorted(sorted_, numpy.arange(count + 1)).astype(numpy.int64)
