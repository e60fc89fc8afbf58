"""What a person or organisation is in a case, also where nobody wrote it down."""

from __future__ import annotations

from records import CaseDocument

_VICTIM = {"victim"}
_RELATIVE = {"relative"}
#: parts of words by which an office calls whoever stands beside the case: the list of capacities is open
_BESIDE = (
    "witness", "expert", "interpret", "translat", "lawyer", "advocate", "counsel", "informant", "complain", "applicant",
    "reporter", "journalist", "police", "investigator", "prosecutor", "judge", "doctor", "medic", "nurse", "social",
    "psycholog", "ngo", "officer", "border", "support", "guardian", "consul", "diplomat", "teacher", "notary",
    "official_source",
)  # fmt: skip
#: … whoever had a hand in it; any other word is a part that nobody can weigh yet
_HAND = (
    "suspect", "accus", "defend", "convict", "perpetrat", "offend", "trafficker", "smuggler", "facilitat", "organi",
    "recruiter", "broker", "intermedia", "transporter", "driver", "courier", "harbourer", "receiver", "exploiter",
    "custom", "client", "buyer", "purchas", "seller", "owner", "manag", "leader", "member", "accomplice", "financ",
    "money", "handler", "employer", "pimp", "madam", "guard", "enforc", "kidnapper", "abuser", "forger", "supplier",
    "corrupt", "advertise", "associate", "agent", "landlord",
)  # fmt: skip
#: … a victim, and a victim's family
_SUFFERS = ("victim", "survivor", "injured", "trafficked", "exploited", "smuggled")
_FAMILY = ("relative", "family", "mother", "father", "parent", "sister", "brother", "spouse", "husband", "wife")
#: a word that weighs more than the rest of the phrase: "corrupt border officer"
_PLAINLY = ("suspect", "accus", "corrupt", "convict", "perpetrat", "trafficker")
_CARRIERS = {"carrier", "airline", "bus_company", "shipping_line"}
_LEADS = {"director", "owner", "parent_company", "agent", "branch"}


class Parties:
    """Reads the parts played in one document; what is not written is inferred from routes, never from nationality."""

    def __init__(self, document: CaseDocument) -> None:
        self._capacities: dict[str, set[str]] = {}
        for item in document.involvements:
            self._capacities.setdefault(item.who, set()).add(_read(item.capacity))
        self._with_roles = {item.who for item in document.involvements if item.roles}
        self._accused = {item.who for item in document.involvements if item.basis in ("charged", "convicted")}
        self._recognised = {
            item.who
            for item in document.involvements
            if item.basis == "recognised" or (item.status and item.status != "NotAVictimOfTrafficking")
        }
        self._travellers = {who for route in document.routes for who in route.travellers}
        # An airline named at a stop carried somebody; that makes it no actor unless somebody suspects it.
        merely_named = {
            body.id
            for body in document.organisations
            if body.suspected == "no" or (body.kind in _CARRIERS and body.suspected != "yes")
        }
        self._actors = {who for _, stop in document.stops() for who in stop.who} - merely_named
        self._minors = {person.id for person in document.persons if person.minor or person.age_band in ("0-8", "9-17")}
        suspected = {body.id for body in document.organisations if body.suspected == "yes"}
        self._leaders = {
            relation.source
            for relation in document.relations
            if relation.target in suspected and relation.kind in _LEADS
        }
        self._ties: dict[str, set[str]] = {}
        for relation in document.relations:
            self._ties.setdefault(relation.source, set()).add(relation.target)
            self._ties.setdefault(relation.target, set()).add(relation.source)
        for payment in document.payments:
            if payment.payer and payment.receiver:
                self._ties.setdefault(payment.payer, set()).add(payment.receiver)
                self._ties.setdefault(payment.receiver, set()).add(payment.payer)
        some_victim = any("victim" in known for known in self._capacities.values())
        self._travellers_are_victims = not some_victim

    def suspect_like(self, who: str, acted: bool = False) -> bool:
        """Suspects, facilitators, accused; whoever has a perpetrator's role or acted at a stop without being a victim.

        Args:
            who: id of a person or organisation.
            acted: the caller saw the party act at a stop.
        """
        acted = acted and who in self._actors
        known = self._capacities.get(who, set())
        # A victim made to act stays a victim; only an own involvement as suspect, or a charge, says otherwise.
        if known and not known - _VICTIM - _RELATIVE and who not in self._accused:
            return False
        if who in self._with_roles or who in self._accused:
            return True
        parts = known - _VICTIM - _RELATIVE
        if any(not _beside(part) and any(word in part for word in _HAND) for part in parts):
            return True
        if parts:
            return False
        return who in self._leaders or acted or (who in self._actors and who not in self._travellers)

    def victim_like(self, who: str) -> bool:
        """Victims; travellers of whom nothing else is said, where the case names no victim."""
        known = self._capacities.get(who, set())
        if known & _VICTIM or who in self._recognised:
            return True
        if known or self.suspect_like(who):
            return False
        return who in self._travellers and (self._travellers_are_victims or who in self._minors)

    def near_suspect(self, who: str) -> bool:
        """Whether a relation or a payment ties the party to a suspect."""
        return any(self.suspect_like(other) for other in self._ties.get(who, set()))

    def relative(self, who: str) -> bool:
        """Relatives of a victim."""
        return bool(self._capacities.get(who, set()) & _RELATIVE)

    def professional(self, who: str) -> bool:
        """Witnesses, experts and others whose whereabouts are no link."""
        return any(_beside(part) for part in self._capacities.get(who, set()))

    def child_victim(self) -> str | None:
        """Id of a child among the victims, or ``None``."""
        return next((who for who in sorted(self._minors) if self.victim_like(who)), None)


def _read(capacity: str) -> str:
    """The part as this module knows it: the list is open, offices write "trafficked person" or "victim's mother"."""
    word = capacity.casefold()
    if any(part in word for part in _FAMILY):
        return "relative"
    return "victim" if any(part in word for part in _SUFFERS) else word


def _beside(capacity: str) -> bool:
    return any(word in capacity for word in _BESIDE) and not any(word in capacity for word in _PLAINLY)
