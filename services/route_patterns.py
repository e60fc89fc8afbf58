"""What many routes have in common, for the cases the actor may read: the analyses of the routes page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from records import Actor
from services.desk import Desk
from services.routes import Level, Selection
from store import matches, transmissions

if TYPE_CHECKING:
    import pandas

_NOT_YET = frozenset({"draft", "drafted", "prepared", "withdrawn", "cancelled"})


def border_points(desk: Desk, actor: Actor, chosen: Selection) -> pandas.DataFrame:
    """Frame of :func:`geodata.analyses.chokepoints` with ``apart``.

    ``apart`` is how many of the point's cases share no person, as far as is known, with another of its cases: no match
    between them waits for a decision or was judged the same.
    """
    from geodata import analyses

    points = analyses.chokepoints(chosen.legs, chosen.stops)
    with desk.read(actor) as reader:
        pairs = matches.case_pairs(reader)
    linked: dict[str, set[str]] = {}
    for one, other in pairs:
        linked.setdefault(one, set()).add(other)
        linked.setdefault(other, set()).add(one)
    nobody: set[str] = set()
    points["apart"] = [
        sum(not linked.get(case_id, nobody) & (set(ids) - {case_id}) for case_id in ids) if len(ids) > 1 else 0
        for ids in points["case_ids"]
    ]
    return points


def new_corridors(
    everything: Selection, chosen: Selection, today: date, level: Level = "country"
) -> tuple[pandas.DataFrame, date]:
    """Frame of :func:`geodata.analyses.new_corridors` for the running quarter, and the quarter's first day.

    Args:
        everything: of all that the actor may read: what was seen before the filters is not new.
        chosen: the routes that fit the filters; only their corridors are listed.
        today: the desk's day.
        level: what the ends are.
    """
    from geodata import analyses, corridors

    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    found = analyses.new_corridors(everything.legs, first, today, level)
    ends, keys = corridors.end_codes(chosen.legs, level)
    count = len(chosen.legs)
    pairs = set(zip(ends[:count].tolist(), ends[count:].tolist(), strict=True))
    shown = {(keys[start], keys[goal]) for start, goal in pairs}
    kept = [pair in shown for pair in zip(found["from_key"], found["to_key"], strict=True)]
    return found[kept].reset_index(drop=True), first


def not_told(desk: Desk, actor: Actor, chosen: Selection) -> pandas.DataFrame:
    """Reporting States against the States on their routes.

    Returns:
        reporting, state, cases (with a stop there), told (a letter to that State is in the register as more than a
        draft), drafted, untold, case_ids of the untold; most untold first.
    """
    import pandas

    names = ["reporting", "state", "cases", "told", "drafted", "untold", "case_ids"]
    stops = chosen.stops[["case", "iso2"]].drop_duplicates()
    stops = stops[stops["iso2"].notna().to_numpy() & (stops["iso2"].astype(str) != "").to_numpy()]
    if stops.empty:
        return pandas.DataFrame(columns=names)
    heads = chosen.cases[["case_id", "country"]]
    table = stops.join(heads, on="case").dropna(subset=["case_id"])
    table = table.assign(state=table["iso2"].astype(str))
    table = table[table["state"] != table["country"]]
    with desk.read(actor) as reader:
        letters = transmissions.rows(reader) if reader.may("state.read", "own") else []
    sent = {(row.case_id, row.iso2) for row in letters if row.status not in _NOT_YET}
    drafted = {(row.case_id, row.iso2) for row in letters} - sent
    pairs = list(zip(table["case_id"], table["state"], strict=True))
    table = table.assign(told=[pair in sent for pair in pairs], drafted=[pair in drafted for pair in pairs])
    rows = [
        (
            str(reporting), str(state), len(part), int(part["told"].sum()), int(part["drafted"].sum()),
            int((~part["told"]).sum()), sorted(part.loc[~part["told"], "case_id"]),
        )
        for reporting, of_one in table.groupby("country")
        for state, part in of_one.groupby("state")
    ]  # fmt: skip
    made = pandas.DataFrame(rows, columns=names)
    return made.sort_values(["untold", "reporting", "state"], ascending=[False, True, True]).reset_index(drop=True)


def of_cases(chosen: Selection, case_ids: Sequence[str]) -> pandas.DataFrame:
    """The legs of some cases."""
    legs: pandas.DataFrame = chosen.legs[chosen.legs["case_id"].isin(list(case_ids)).to_numpy()]
    return legs
