"""The form of a case: a short head, then stops, persons, organisations, documents, each added one by one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from records.codes import code_lists, country_codes
from services import desk, places
from ui.parts import draft as drafts
from ui.parts.stops import candidate
from ui.text import bare
from ui.words import _, code_label, country_name, date_text

if TYPE_CHECKING:
    from geodata.places import PlaceHit

Draft = drafts.Draft
_ABSENT = ("not_asked", "refused")


def _codes(list_name: str) -> list[str]:
    return list(code_lists()[list_name].labels)


def _country(label: str, key: str, value: str | None = None) -> str | None:
    options = sorted(country_codes(), key=country_name)
    index = options.index(value) if value in options else None
    return st.selectbox(label, options, index=index, format_func=country_name, key=key, placeholder=_("not recorded"))


def _code(label: str, list_name: str, key: str, value: str | None = None, absent: bool = False) -> str | None:
    options = _codes(list_name) + [code for code in _ABSENT if absent]
    index = options.index(value) if value in options else None
    return st.selectbox(
        label, options, index=index, format_func=lambda code: code_label(list_name, code), key=key,
        placeholder=_("not recorded"),
    )  # fmt: skip


def head(draft: Draft, turn: str) -> None:
    """State, reference and status; more under an expander. ``turn`` keeps the widgets of two drafts apart."""
    submission, case = draft.setdefault("submission", {}), draft.setdefault("case", {})
    one, two, three = st.columns(3)
    with one:
        drafts.put(
            draft,
            "submission",
            "country",
            _country(_("Submitting State"), f"country-{turn}", submission.get("country")),
        )
    with two:
        reference = st.text_input(
            _("Case reference"), case.get("reference", ""), key=f"reference-{turn}", max_chars=200
        )
        drafts.put(draft, "case", "reference", reference.strip())
    with three:
        status = st.multiselect(
            _("Proceedings"), _codes("proceedings_status"), case.get("status", []), key=f"status-{turn}",
            format_func=lambda code: code_label("proceedings_status", code),
        )  # fmt: skip
        drafts.put(draft, "case", "status", status)
    with st.expander(_("More about the case")):
        _more(draft, turn)


def _more(draft: Draft, turn: str) -> None:
    submission, case = draft["submission"], draft["case"]
    one, two = st.columns(2)
    with one:
        title = st.text_input(_("Title"), case.get("title", ""), key=f"title-{turn}", max_chars=300)
        drafts.put(draft, "case", "title", title.strip())
        authority = st.text_input(
            _("Authority"), submission.get("authority", ""), key=f"authority-{turn}", max_chars=300
        )
        drafts.put(draft, "submission", "authority", authority.strip())
        detected = st.text_input(
            _("Detected on"), case.get("detected", ""), key=f"detected-{turn}", max_chars=40,
            help=_("As exact as known: 2025-09-03, 2025-09, 2025, 1998~ (about), 2010-21 (spring)"),
        )  # fmt: skip
        drafts.put(draft, "case", "detected", detected.strip())
        labels = _codes("tlp")
        tlp = st.selectbox(
            _("Traffic Light Protocol"), labels,
            index=labels.index(submission["tlp"]) if submission.get("tlp") in labels else None,
            key=f"tlp-{turn}", placeholder=_("not recorded"),
        )  # fmt: skip
        drafts.put(draft, "submission", "tlp", tlp)
        handling = st.multiselect(
            _("Handling"), _codes("handling"), submission.get("handling", []), key=f"handling-{turn}",
            format_func=lambda code: code_label("handling", code),
        )  # fmt: skip
        drafts.put(draft, "submission", "handling", handling)
    with two:
        for name, list_name, label in (
            ("acts", "act", _("Acts")), ("means", "means", _("Means")), ("purposes", "purpose", _("Purposes")),
            ("methods_of_control", "method_of_control", _("Methods of control")),
        ):  # fmt: skip
            chosen = st.multiselect(
                label, _codes(list_name), case.get(name, []), key=f"{name}-{turn}",
                format_func=partial(code_label, list_name),
            )  # fmt: skip
            drafts.put(draft, "case", name, chosen)
        st.caption(_("For a child no means needs to be shown."))
    summary = st.text_area(_("Summary"), case.get("summary", ""), key=f"summary-{turn}", max_chars=20_000)
    drafts.put(draft, "case", "summary", summary.strip())


def stop(draft: Draft, turn: str) -> Draft | None:
    """Inputs of one stop; gives it when it is added. The place shows what it can mean while it is typed."""
    one, two, three = st.columns(3)
    with one:
        role = _code(_("Role of the stop"), "stop_role", f"stop-role-{turn}")
    with two:
        place = st.text_input(
            _("Place"), key=f"stop-place-{turn}", max_chars=300, help=_("In any script, as it was written.")
        )
    with three:
        country = _country(_("State of the place"), f"stop-country-{turn}")
    hit = _candidates(place, country, turn)
    entry: Draft = {"role": role, "place": place.strip(), "country": country or (hit.iso2 if hit else None)}
    if hit:
        entry["location"] = {
            "name": hit.name, "lat": hit.lat, "lon": hit.lon, "precision": hit.precision, "method": hit.method,
            "place_id": hit.place_id, "admin1": hit.admin1 or None, "confirmed_by": "form",
        }  # fmt: skip
        entry["location"] = {name: value for name, value in entry["location"].items() if value is not None}
    with st.expander(_("Date, way of travel, crossing")):
        four, five, six = st.columns(3)
        with four:
            entry["date"] = st.text_input(_("Date"), key=f"stop-date-{turn}", max_chars=40).strip()
            entry["status"] = _code(_("Status"), "stop_status", f"stop-status-{turn}")
        with five:
            entry["modes"] = st.multiselect(
                _("Arrived by"),
                _codes("mode"),
                key=f"stop-modes-{turn}",
                format_func=lambda code: code_label("mode", code),
            )
            entry["carrier"] = st.text_input(_("Carrier"), key=f"stop-carrier-{turn}", max_chars=200).strip()
        with six:
            entry["crossing"] = _code(_("Crossing"), "crossing", f"stop-crossing-{turn}")
            entry["via"] = st.text_input(_("Border point"), key=f"stop-via-{turn}", max_chars=200).strip()
        entry["note"] = st.text_input(_("Note"), key=f"stop-note-{turn}", max_chars=1_000).strip()
    if st.button(_("Add this stop"), key=f"stop-add-{turn}", icon=":material/add:"):
        return entry if any(entry.get(name) for name in ("role", "place", "country")) else None
    draft["_pending"] = entry if any(entry.get(name) for name in ("role", "place", "country")) else None
    return None


def _candidates(place: str, country: str | None, turn: str) -> PlaceHit | None:
    if not place.strip():
        return None
    hits = places.resolve(desk.current(), place, country)
    hits = [hit for hit in hits if country is None or hit.iso2 == country]
    if not hits:
        st.caption(_("No place of this name is known. It is kept as written and shown in the table only."))
        return None
    options: list[int | None] = [None, *range(len(hits))]
    chosen = st.radio(
        _("Which place is meant?"), options, index=0, key=f"stop-hit-{turn}-{bare(place)}-{country}",
        format_func=lambda number: _("As written; decide later") if number is None else candidate(hits[number]),
    )  # fmt: skip
    return hits[chosen] if chosen is not None else None


def person(turn: str) -> tuple[Draft, str | None, str | None] | None:
    """Inputs of one person; gives the person, the part and the role when it is added."""
    one, two, three = st.columns(3)
    with one:
        name = st.text_input(_("Name, in any script"), key=f"person-name-{turn}", max_chars=300).strip()
        other = st.text_input(_("Other name or alias"), key=f"person-alias-{turn}", max_chars=300).strip()
        part = _code(_("Part in the case"), "involvement", f"person-part-{turn}")
    with two:
        gender = _code(_("Gender"), "gender", f"person-gender-{turn}", absent=True)
        birth = st.text_input(_("Date or year of birth"), key=f"person-birth-{turn}", max_chars=40).strip()
        band = _code(_("Age group"), "age_band", f"person-band-{turn}")
    with three:
        citizenship = _country(_("Citizenship"), f"person-citizenship-{turn}")
        residence = _country(_("Lives in"), f"person-residence-{turn}")
        role = _code(_("Role of a suspect"), "perpetrator_role", f"person-role-{turn}")
    if not st.button(_("Add this person"), key=f"person-add-{turn}", icon=":material/add:"):
        return None
    names: list[Draft] = [{"full": name}] if name else []
    names += [{"full": other, "kind": "alias"}] if other else []
    entry = {
        "names": names, "gender": gender, "birth": birth, "age_band": band, "residence": residence,
        "citizenships": [citizenship] if citizenship else [],
    }  # fmt: skip
    return entry, part, role if part != "victim" else None


def organisation(turn: str) -> tuple[Draft, str | None] | None:
    """Inputs of one organisation."""
    one, two, three = st.columns(3)
    with one:
        name = st.text_input(_("Name of the organisation"), key=f"body-name-{turn}", max_chars=300).strip()
    with two:
        kind = _code(_("Kind"), "organisation_kind", f"body-kind-{turn}")
        suspected = _code(_("Suspected"), "suspected", f"body-suspected-{turn}")
    with three:
        seat = _country(_("Seat"), f"body-seat-{turn}")
        registration = st.text_input(_("Registration number"), key=f"body-registration-{turn}", max_chars=100).strip()
    if not st.button(_("Add this organisation"), key=f"body-add-{turn}", icon=":material/add:"):
        return None
    entry = {"name": name, "kind": kind, "suspected": suspected, "seat": seat, "registration": registration}
    return entry, "suspect" if suspected == "yes" else None


def identifier(draft: Draft, turn: str) -> Draft | None:
    """Inputs of one document, phone, account or plate."""
    parties = {entry["id"]: party_name(entry) for name in ("persons", "organisations") for entry in draft.get(name, [])}
    one, two, three = st.columns(3)
    with one:
        kind = _code(_("Kind of document or number"), "identifier", f"item-kind-{turn}")
    with two:
        value = st.text_input(_("Number or address"), key=f"item-value-{turn}", max_chars=300).strip()
        country = _country(_("Issued by"), f"item-country-{turn}")
    with three:
        holders = st.multiselect(
            _("Holder"), list(parties), format_func=lambda one: parties[one], key=f"item-holders-{turn}"
        )
        genuine = _code(_("Genuine"), "genuine", f"item-genuine-{turn}")
    if st.button(_("Add this document or number"), key=f"item-add-{turn}", icon=":material/add:") and kind:
        return {"kind": kind, "value": value, "country": country, "holders": holders, "genuine": genuine}
    return None


def party_name(entry: Draft) -> str:
    """A person or organisation in the form: the name just typed, or its id."""
    names: list[Any] = entry.get("names") or []
    first = names[0] if names else {}
    shown = first.get("full") if isinstance(first, dict) else str(first)
    return bare(shown or entry.get("name") or entry["id"])


def stop_name(entry: Draft) -> str:
    """A stop of the draft in one line."""
    parts = [code_label("stop_role", entry.get("role")), entry.get("place") or _("place not recorded")]
    parts += [country_name(entry.get("country")), date_text(entry["date"], short=True) if entry.get("date") else ""]
    return " · ".join(bare(part) for part in parts if part)
