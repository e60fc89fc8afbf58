"""From the written cases to case documents."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from exchange.demo.cast import DATA, GENDERS, Casting
from records.document import FORMAT, VERSION, CaseDocument, load_document

DEFAULT_SEED = 20_260_701
MARK = "(demonstration)"
_PARTS = {"f": "family", "g": "given", "p": "patronymic"}
#: who acts at a stop of this role, by role in the network
_ACTORS = {
    "recruitment": {"RecruiterOrIntermediary", "BrokerTravelAgent", "SoldIndividual"},
    "transit": {"Transporter", "Smuggler"},
    "exploitation": {"Exploiter", "organiser", "BoughtIndividual", "ControlledIndividual", "ReceivedIndividual"},
    "destination": {"Exploiter", "ReceivedIndividual", "BoughtIndividual"},
}
_STOP_ACTS = {"recruitment": "recruitment", "harbouring": "harbouring"}
_GRADES = (("B2", "6x6"), ("A1", "6x6"), ("C3", "6x6"), ("B2", "4x4"), ("A1", "4x4"))


@lru_cache(maxsize=1)
def written_cases() -> tuple[dict[str, Any], ...]:
    """The cases as they are written down, before persons are drawn."""
    parts = (json.loads((DATA / f"cases_{n}.json").read_text(encoding="utf-8")) for n in (1, 2))
    return tuple(case for part in parts for case in part)


def documents(seed: int = DEFAULT_SEED) -> list[CaseDocument]:
    """All demonstration cases; the same seed gives the same documents.

    The planted persons are the same under every seed, the rest of the cast is drawn.
    """
    submissions = json.loads((DATA / "submissions.json").read_text(encoding="utf-8"))
    casting = Casting(seed)
    return [_document(case, submissions[case["sub"]], casting) for case in written_cases()]


def _document(case: dict[str, Any], submission: dict[str, Any], casting: Casting) -> CaseDocument:
    language, script = submission["language"], submission["script"]
    plain: dict[str, Any] = {
        "format": FORMAT, "version": VERSION, "letter_date": "2026-07-01",
        "submission": {name: value for name, value in submission.items() if name != "script"}
        | {"reference": f"{case['sub'].upper()}-{submission['received'][:4]}"},
        "case": _case(case, language),
    }  # fmt: skip
    persons: list[dict[str, Any]] = []
    involvements: list[dict[str, Any]] = []
    identifiers: list[dict[str, Any]] = []
    for part in case["cast"]:
        drawn = _drawn(part, script, int(case["det"][:4]), casting) if isinstance(part, str) else [_told(part)]
        for person, involvement, papers in drawn:
            who = f"p{len(persons) + 1}"
            persons.append({"id": who, **person})
            involvements.append({"who": who, **involvement})
            identifiers.extend({**paper, "holders": [who]} for paper in papers)
    identifiers.extend(_identifier(text) for text in case.get("ids", []))
    plain |= {"persons": persons, "involvements": involvements, "identifiers": identifiers}
    plain["organisations"] = [
        _named(text, ("id", "name", "kind", "seat", "suspected")) for text in case.get("orgs", [])
    ]
    plain["relations"] = [_relation(text) for text in case.get("rel", [])]
    plain["routes"] = [_route(route, plain) for route in case["routes"]]
    plain["payments"] = [_payment(text) for text in case.get("pay", [])]
    for name, key, fields in (
        ("proceedings", "proc", ("country", "kind", "direction", "date", "note")),
        ("contacts", "con", ("country", "body", "date")),
        ("mentions", "men", ("country", "kind", "note")),
        ("cautions", "cau", ("kind", "country", "who", "note")),
        ("danger", "dan", ("country", "who", "note")),
    ):
        plain[name] = [_named(text, fields) for text in case.get(key, [])]
    grade, scheme = casting.chance().choice(_GRADES)
    quote = "Statement taken for the demonstration."
    plain["sources"] = [{"field": "routes.r1", "grade": grade, "scheme": scheme, "quote": quote}]
    return load_document(plain)


def _case(case: dict[str, Any], language: str) -> dict[str, Any]:
    plain = {
        "reference": case["ref"], "title": case["t"], "summary": case["s"], "status": case["st"],
        "detected": case["det"], "sector": case.get("sec"), "acts": case["acts"], "means": case.get("means", []),
        "purposes": case["pur"], "purposes_suspected": case.get("sus", []), "methods_of_control": case.get("ctl", []),
    }  # fmt: skip
    if language != "en":
        plain |= {"titles": {"en": case["en"]}, "summaries": {"en": case["sen"]}}
    return plain


def _drawn(text: str, script: str, year: int, casting: Casting) -> list[tuple[Any, Any, Any]]:
    """``victim uz F 19-26 3 passport,phone`` or ``suspect ru M 30-50 1 Exploiter/charged``."""
    capacity, culture, gender, ages, count, *more = text.split()
    youngest, oldest = (int(age) for age in ages.split("-"))
    roles, basis, extras = [], None, set()
    for word in more:
        if "/" in word:
            role, basis = word.split("/")
            roles = [role]
        else:
            extras = set(word.split(","))
    involvement: dict[str, Any] = {"as": capacity, "roles": roles, "basis": basis}
    if capacity == "victim":
        involvement["status"] = "PossibleVictimOfTrafficking"
    cast = (casting.draw(culture, gender, (youngest, oldest), script, year, extras) for _ in range(int(count)))
    return [(one.person, _filled(involvement), one.identifiers) for one in cast]


def _told(part: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any], list[dict[str, Any]]]:
    person: dict[str, Any] = {"citizenships": part.get("c", []), "birth": part.get("b"), "present_in": part.get("in")}
    if "g" in part:
        person["gender"] = GENDERS[part["g"]]
    names: list[dict[str, Any]] = []
    if part["n"]:
        words = part["n"].split()
        name = {"full": part["n"], "kind": part.get("kind")}
        name |= {_PARTS[sign]: word for sign, word in zip(part.get("parts", ""), words, strict=False)}
        names.append(_filled(name))
    names.extend({"full": part[key], "kind": kind} for key, kind in _OTHER_NAMES if part.get(key))
    person |= {"names": names, "minor": part.get("minor"), "age_band": part.get("band"),
               "whereabouts": part.get("where")}  # fmt: skip
    if "count" in part:
        person["count"] = {"min": part["count"][0], "max": part["count"][1]}
    involvement = {"as": part["as"], "roles": [part["role"]] if "role" in part else [], "basis": part.get("basis")}
    if part["as"] == "victim":
        involvement["status"] = "ActualVictimOfTrafficking"
    papers = [_named(text, ("kind", "value", "country")) for text in part.get("ids", [])]
    return _filled(person), _filled(involvement), papers


_OTHER_NAMES = (("latin", "transliteration"), ("alias", "alias"))


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def _named(text: str, fields: tuple[str, ...]) -> dict[str, Any]:
    return _filled(dict(zip(fields, text.split("|"), strict=False)))


def _identifier(text: str) -> dict[str, Any]:
    plain = _named(text, ("kind", "value", "country", "holders", "genuine"))
    return plain | {"holders": plain["holders"].split(",")}


def _relation(text: str) -> dict[str, str]:
    ends, kind = text.split("|")
    source, target = ends.split(">")
    return {"from": source, "to": target, "kind": kind}


def _payment(text: str) -> dict[str, Any]:
    way, amount, currency, per, purpose, channel = text.split("|")
    source, target = way.split(">")
    low, _, high = amount.partition("-")
    return {
        "from_country": source, "to_country": target, "currency": currency, "per": per, "purpose": purpose,
        "channel": channel, "amount": {"min": int(low), "max": int(high or low)},
    }  # fmt: skip


def _route(route: dict[str, Any], plain: dict[str, Any]) -> dict[str, Any]:
    victims = [part["who"] for part in plain["involvements"] if part["as"] == "victim"]
    stops = []
    for text in route["s"]:
        stop = _named(text, ("role", "place", "country", "date", "modes", "crossing", "via"))
        role, _, status = stop["role"].partition("/")
        stop |= {"role": role, "status": status or "completed"}
        wanted = _ACTORS.get(role, set())
        stop["who"] = [part["who"] for part in plain["involvements"] if wanted & set(part.get("roles", []))]
        stop["acts"] = [_STOP_ACTS[role]] if role in _STOP_ACTS else []
        stops.append(_filled(stop))
    return {"travellers": route.get("t", victims), "stops": stops}
