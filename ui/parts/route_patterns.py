"""What many routes have in common, each as a picture and the table that equals it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geodata import analyses
from records.actor import Actor
from services import route_patterns, routes
from services.desk import Desk
from services.routes import Selection
from ui import charts, look, sankey
from ui.parts import route_cases
from ui.route_parts import period_text, place_label
from ui.words import _, code_label, country_name, day_text, ngettext, number, percent

_MOST_FLOWS = 40


def border_points(desk: Desk, actor: Actor, chosen: Selection) -> None:
    """Points that several cases pass, and the cases behind the one that is chosen."""
    points = route_patterns.border_points(desk, actor, chosen)
    look.section(
        _("Border points and places on the way"), _("Distinct cases; where a journey begins or ends is not counted.")
    )
    if points.empty:
        _nothing(_("No border point and no place of transit is recorded."))
        return
    rows = points.to_dict("records")
    points["name"] = _points(rows)
    charts.bars(points, "name", "cases", title=_("Cases"), alt_text=_("Cases by border point"))
    frame = pd.DataFrame(
        {
            "name": points["name"],
            "kind": [_("Border point") if row["kind"] == "border" else _("Place of transit") for row in rows],
            "cases": points["cases"],
            "apart": points["apart"],
            "period": [period_text(row["first"], row["last"]) for row in rows],
        }
    )
    columns = {
        "name": _("Point"), "kind": _("Kind"), "cases": _("Cases"), "apart": _("Cases that share no known person"),
        "period": _("First to last"),
    }  # fmt: skip
    st.caption(_("Choose a point to see its cases, and set them side by side."))
    picked = look.table(frame, columns, alt=_("Border points"), key="points", height=300, choose=True)
    if picked is not None:
        route_cases.at_point(desk, actor, chosen, rows[picked]["case_ids"], str(points["name"].iloc[picked]))


def new_corridors(desk: Desk, actor: Actor, chosen: Selection) -> None:
    """Corridors that were not seen before this quarter."""
    everything = routes.selection(desk, actor)
    found, first = route_patterns.new_corridors(everything, chosen, desk.now().date())
    look.section(
        _("New corridors this quarter"),
        _("Since {day}: no leg on them is dated earlier, in any case you may read.", day=day_text(first)),
    )
    if found.empty:
        _nothing(_("No corridor is new this quarter."))
        return
    frame = pd.DataFrame(
        {
            "corridor": [
                f"{country_name(row['from_key'])} → {country_name(row['to_key'])}" for row in found.to_dict("records")
            ],
            "cases": found["cases"],
            "first": [day_text(day.date(), short=True) for day in found["first"]],
            "undated": found["undated"],
        }
    )
    charts.bars(frame, "corridor", "cases", title=_("Cases"), alt_text=_("Cases on new corridors"))
    columns = {
        "corridor": _("Corridor"), "cases": _("Cases"), "first": _("First leg"),
        "undated": _("Legs without a date (may be older)"),
    }  # fmt: skip
    look.table(frame, columns, alt=_("New corridors this quarter"))


def days(_desk: Desk, _actor: Actor, chosen: Selection) -> None:
    """How long legs take, by mode."""
    found = analyses.days_by_mode(chosen.legs)
    look.section(
        _("Days per leg"),
        _("From the dates as far as they are known: the line runs from the shortest to the longest time they allow."),
    )
    if found.empty:
        _nothing(_("No leg has a date at both ends."))
        return
    found["words"] = [code_label("mode", mode) for mode in found["mode"]]
    charts.spans(found, "words", ("shortest", "middle", "longest"), title=_("Days"), alt_text=_("Days per leg by mode"))
    columns = {
        "words": _("Arrived by"), "legs": _("Legs"), "cases": _("Cases"), "shortest": _("Shortest"),
        "middle": st.column_config.NumberColumn(_("Middle"), format="%.1f"), "longest": _("Longest"),
    }  # fmt: skip
    look.table(found, columns, alt=_("Days per leg by mode"))
    st.caption(
        _("{n} of {all} legs are dated at both ends.", n=number(int(found["legs"].sum())), all=number(len(chosen.legs)))
    )


def crossings(_desk: Desk, _actor: Actor, chosen: Selection) -> None:
    """How borders were passed, by mode."""
    found = analyses.modes_by_crossing(chosen.legs)
    look.section(_("Ways of crossing a border"), _("Cases with a leg between two States."))
    if found.empty:
        _nothing(_("No leg between two States is recorded."))
        return
    found["way"] = [code_label("mode", code) for code in found["mode"]]
    found["passed"] = [code_label("crossing", code) for code in found["crossing"]]
    titles = (_("Arrived by"), _("Crossing"), _("Cases"))
    charts.grid(found, "way", "passed", "cases", titles=titles, alt_text=_("Cases by mode and crossing"))
    columns = {"way": titles[0], "passed": titles[1], "cases": titles[2], "legs": _("Legs")}
    look.table(found, columns, alt=_("Cases by mode and crossing"))


def not_told(desk: Desk, actor: Actor, chosen: Selection) -> None:
    """Which States on the routes have not been informed by the State that reported."""
    found = route_patterns.not_told(desk, actor, chosen)
    look.section(
        _("Who has not been told"),
        _("Cases with a stop in a State to which no letter has gone, by reporting State. A draft is not a letter."),
    )
    if found.empty:
        _nothing(_("No route leads to another State."))
        return
    found["from"] = [country_name(code) for code in found["reporting"]]
    found["to"] = [country_name(code) for code in found["state"]]
    open_ = found[found["untold"] > 0]
    if len(open_):
        titles = (_("Reported by"), _("State on the route"), _("Not told"))
        charts.grid(open_, "from", "to", "untold", titles=titles, alt_text=_("Cases of which a State was not told"))
    columns = {
        "from": _("Reported by"), "to": _("State on the route"), "cases": _("Cases"), "told": _("Told"),
        "drafted": _("Drafted"), "untold": _("Not told"),
    }  # fmt: skip
    picked = look.table(found, columns, alt=_("Who has not been told"), key="not-told", height=300, choose=True)
    if picked is not None and found["case_ids"].iloc[picked]:
        row = found.iloc[picked]
        route_cases.at_point(desk, actor, chosen, list(row["case_ids"]), f"{row['from']} → {row['to']}")


def flows(_desk: Desk, _actor: Actor, chosen: Selection) -> None:
    """Origin, transit and destination as bands."""
    found = analyses.flows(chosen.stops, chosen.routes)
    look.section(
        _("Origin, transit, destination"), _("Width: cases. States in recorded order; nothing between is assumed.")
    )
    if found.empty:
        _nothing(_("No route has both an origin and a destination in two States."))
        return
    rows = found.to_dict("records")
    listed = [(country_name(row["origin"]), _way(row["transit"]), country_name(row["destination"])) for row in rows]
    drawn = [sankey.Flow(names, float(row["cases"])) for names, row in zip(listed, rows, strict=True)][:_MOST_FLOWS]
    heads = (_("Origin"), _("Transit"), _("Destination"))
    svg = sankey.svg(drawn, look.ground(), dark=look.is_dark(), title=_("Origin, transit, destination"), heads=heads)
    charts.picture(svg, key="flows", height=sankey.height_of(drawn))
    if len(rows) > _MOST_FLOWS:
        left = sum(row["cases"] for row in rows[_MOST_FLOWS:])
        share = left / sum(row["cases"] for row in rows)
        st.caption(
            _(
                "Not drawn: {n} ways of less traffic, {share} of the cases.",
                n=len(rows) - _MOST_FLOWS,
                share=percent(share),
            )
        )
    frame = pd.DataFrame(listed, columns=["origin", "transit", "destination"]).assign(
        cases=found["cases"], persons=found["persons"]
    )
    columns = {
        "origin": heads[0], "transit": heads[1], "destination": heads[2], "cases": _("Cases"), "persons": _("Persons"),
    }  # fmt: skip
    look.table(frame, columns, alt=_("Origin, transit, destination"), height=300)
    st.caption(ngettext("{n} way", "{n} ways", len(rows)))


def _way(transit: str) -> str:
    return " → ".join(country_name(code) for code in transit.split()) or _("no transit recorded")


def _points(rows: Sequence[Mapping[Hashable, Any]]) -> list[str]:
    plain = [_point(row) for row in rows]
    # Two places of one name in one State: the province tells them apart.
    return [
        f"{name} ({str(row['key']).split('/')[2] or _('province not recorded')})"
        if row["kind"] == "place" and plain.count(name) > 1
        else name
        for name, row in zip(plain, rows, strict=True)
    ]


def _point(row: Mapping[Hashable, Any]) -> str:
    if row["kind"] == "place":
        return place_label(str(row["iso2"]), str(row["label"]), "place")
    between = " – ".join(country_name(code) for code in str(row["between"]).split())
    return f"{row['label']} ({between})"


def _nothing(text: str) -> None:
    look.empty(text, todo=_("Take a filter away, or complete the stops of a case."))
