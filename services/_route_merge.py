"""Columns of many cases with some taken out and some put in: a saved case must not cost a build of all."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import numpy

from services._route_columns import Columns

if TYPE_CHECKING:
    import pandas

Indexes = numpy.ndarray[Any, Any]


def merged(old: Columns, gone: Collection[str], new: Columns) -> Columns:
    """``old`` without the cases ``gone``, followed by those of ``new``.

    Args:
        old: columns as they were.
        gone: case ids that leave, those that come back in ``new`` among them.
        new: columns of the cases that come in.
    """
    import pandas

    keep = ~old.cases["case_id"].isin(list(gone)).to_numpy()
    kept_routes = keep[old.routes["case"].to_numpy(dtype=numpy.int64)] if len(old.routes) else numpy.zeros(0, bool)
    case_at, route_at = _places(keep), _places(kept_routes)
    cases = pandas.concat([old.cases[keep], new.cases], ignore_index=True)
    routes = _joined(old.routes[kept_routes], new.routes, case_at, None, int(keep.sum()), 0, cases)
    shift = int(kept_routes.sum())
    frames = [
        _joined(frame[keep[frame["case"].to_numpy(dtype=numpy.int64)]] if len(frame) else frame, added, case_at,
                route_at, int(keep.sum()), shift, cases)
        for frame, added in ((old.stops, new.stops), (old.legs, new.legs))
    ]  # fmt: skip
    codes = {
        name: {
            code: numpy.concatenate([part for part in (
                case_at[old.codes[name][code]][keep[old.codes[name][code]]] if code in old.codes[name] else None,
                new.codes[name][code] + int(keep.sum()) if code in new.codes[name] else None,
            ) if part is not None])
            for code in {*old.codes[name], *new.codes[name]}
        }
        for name in old.codes
    }  # fmt: skip
    return Columns(cases, codes, routes, frames[0], frames[1])


def _places(keep: Indexes) -> Indexes:
    places: Indexes = numpy.cumsum(keep) - 1
    return places


def _words(one: pandas.Series, other: pandas.Series) -> Any:
    import pandas

    told = [part.astype("category") for part in (one, other) if part.notna().any()]
    if len(told) == 2 and len(one) and len(other) and told[0].cat.categories.dtype == told[1].cat.categories.dtype:
        return pandas.api.types.union_categoricals(told)
    # A column without a single word has no type to unite with.
    return pandas.concat([one.astype(object), other.astype(object)], ignore_index=True).astype("category")


def _joined(
    old: pandas.DataFrame,
    new: pandas.DataFrame,
    case_at: Indexes,
    route_at: Indexes | None,
    cases_kept: int,
    routes_kept: int,
    cases: pandas.DataFrame,
) -> pandas.DataFrame:
    import pandas

    made: dict[str, Any] = {}
    for name in old.columns:
        one, other = old[name], new[name]
        if name == "case":
            places = case_at[one.to_numpy(dtype=numpy.int64)]
            made[name] = numpy.concatenate([places, other.to_numpy(dtype=numpy.int64) + cases_kept])
        elif name == "route" and route_at is not None:
            before, after = one.to_numpy(dtype=numpy.int64), other.to_numpy(dtype=numpy.int64)
            # A stop that no route owns keeps the mark for it.
            moved = numpy.where(before < 0, -1, route_at[numpy.maximum(before, 0)] if len(route_at) else -1)
            made[name] = numpy.concatenate([moved, numpy.where(after < 0, -1, after + routes_kept)])
        elif name == "case_id":
            continue
        elif isinstance(one.dtype, pandas.CategoricalDtype):
            made[name] = _words(one, other)
        else:
            made[name] = pandas.concat([one, other], ignore_index=True)
    if "case_id" in old.columns:
        index: Any = pandas.Index(cases["case_id"])
        made["case_id"] = pandas.Categorical.from_codes(made["case"], categories=index)
    return pandas.DataFrame(made)[list(old.columns)]
