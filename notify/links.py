"""Which State each record of a case leads to, and as what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from notify import links_context, links_items, links_parties, links_route
from notify.link import Link
from notify.parties import Parties
from records import CaseDocument

__all__ = ["Link", "LinkedCase", "gather"]


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """A case of another submission that a person judged to share someone or something with this one.

    Attributes:
        country: State of the other submission.
        case_id: the other case.
        records: records of this case that are shared.
        kinds: what is shared: person, organisation, identifier.
        authority: who owns the other submission, where named.
        verdict: same, cannot_tell or different; only ``same`` carries a State.
    """

    country: str
    case_id: str
    records: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    authority: str | None = None
    verdict: str = "same"


#: what a person said about a pair -> code of a rule; a homonym is shown as such and carries nothing
_JUDGED = {"same": "linked_case", "cannot_tell": "match_undecided", "different": "homonym"}


def gather(document: CaseDocument, matches: Sequence[LinkedCase] = ()) -> list[Link]:
    """Every link of the case, own State included, each once."""
    parties = Parties(document)
    links = [
        *links_route.links(document, parties), *links_parties.links(document, parties),
        *links_items.links(document, parties), *links_context.links(document),
    ]  # fmt: skip
    for match in matches:
        links += [Link(match.country, _JUDGED[match.verdict], record) for record in match.records or ("case",)]
    return list(dict.fromkeys([*links, *_combined(links)]))


def _combined(links: Sequence[Link]) -> list[Link]:
    """A crossing alone is weak, so is a number or a nationality; both to the same State are an item to act on."""
    made = []
    for code, place in (
        ("crossed_with_lead", "transit_crossed"),
        ("intended_with_lead", "intended_destination"),
        ("planned_with_lead", "act_planned"),
    ):
        there = [link for link in links if link.code == place]
        leads = [link for link in links if link.lead and any(link.country == other.country for other in there)]
        reached = {link.country for link in leads}
        made += [Link(link.country, code, link.record) for link in (*there, *leads) if link.country in reached]
    return made
