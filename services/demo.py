"""The demonstration: invented cases of many States and published ones beside them, compared once, some work begun."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from exchange import demo, write_json
from exchange.demo import DEFAULT_SEED, Planted, Trap
from records import Actor, CaseDocument
from services import _settle, cases, imports, settings
from services.desk import Desk, Progress
from services.errors import Refused
from store import imports as ledger
from store import settings as facts

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
COUNTRY, AUTHORITY = "KZ", "Prosecutor General's Office, Kazakhstan (demonstration)"
#: who is said to have done the work that the demonstration begins with
TRAINER = Actor("demo-trainer", "trainer", COUNTRY, "Trainer")
PROSECUTOR = Actor("demo-prosecutor", "prosecutor", COUNTRY, "Prosecutor")
_KEEPER = Actor("demonstration", "administrator")
_CASES_DONE, _WORK_DONE = "demo_cases", "demo_work"
#: verdict -> how many planted pairs or traps are judged before anybody sits down
_JUDGED = {"same": 4, "different": 2, "cannot_tell": 1}
_LETTER = ("KZ-1127/24", "AE")


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demonstration holds after :func:`fill`.

    Attributes:
        submissions: submissions stored, published ones included.
        cases: cases stored.
        persons: stated persons.
        matches: candidates that the comparison found.
        judged: pairs judged in advance.
        letters: letters drafted in advance.
        seconds: wall-clock time this took.
        already: whether it had been filled before and was left as it is.
    """

    submissions: int
    cases: int
    persons: int
    matches: int
    judged: int
    letters: int
    seconds: float
    already: bool


def fill(desk: Desk, *, seed: int = DEFAULT_SEED, progress: Progress | None = None) -> DemoReport:
    """Fill a demonstration store; one that is filled stays as it is, an interrupted filling is finished.

    Raises:
        Refused: ``not_a_demonstration``.
    """
    if not desk.demo:
        raise Refused("not_a_demonstration", "This works in a demonstration only. Sign in with your account.")
    start = time.monotonic()
    tell = progress or _silent
    before = _fact(desk, _CASES_DONE)
    already = before is not None and _fact(desk, _WORK_DONE) is not None
    if before is None:
        tell("cases", 0.0)
        _store_cases(desk, seed)
    if not already:
        tell("examples", 0.4)
        _store_examples(desk)
    if not already and _can_work():
        tell("comparison", 0.6)
        matches = _compare(desk)
        tell("work", 0.9)
        judged = _judge(desk)
        letters = _draft(desk)
        with desk.write(_KEEPER, "demonstration") as tx:
            facts.put_fact(tx, _WORK_DONE, f"{matches},{judged},{letters}")
            tx.log("demonstration.filled", matches=matches, judged=judged, letters=letters)
    tell("done", 1.0)
    matches, judged, letters = (int(part) for part in (_fact(desk, _WORK_DONE) or "0,0,0").split(","))
    rows = cases.listing(desk, TRAINER, limit=1_000)
    sent = len(cases.submission_rows(desk, TRAINER))
    persons = sum(row.persons for row in rows)
    return DemoReport(sent, len(rows), persons, matches, judged, letters, time.monotonic() - start, already)


def planted(desk: Desk) -> list[Planted]:
    """The demonstration's pairs that are one, with the ids they have in this store."""
    known = _case_ids(desk)
    return [pair._replace(left=_here(pair.left, known), right=_here(pair.right, known)) for pair in demo.planted()]


def traps(desk: Desk) -> list[Trap]:
    """The demonstration's pairs that only look like one, with the ids they have in this store."""
    known = _case_ids(desk)
    return [trap._replace(left=_here(trap.left, known), right=_here(trap.right, known)) for trap in demo.traps()]


def _fact(desk: Desk, name: str) -> str | None:
    with desk.read(_KEEPER) as reader:
        return facts.fact(reader, name)


def _store_cases(desk: Desk, seed: int) -> None:
    """All invented cases in one transaction, each submission as the file it would have come in."""
    packages: dict[str, list[CaseDocument]] = {}
    for document in demo.documents(seed):
        settled, _ = _settle.settle(desk, document)
        packages.setdefault(document.submission.reference or "", []).append(settled)
    with desk.write(TRAINER, "demonstration") as tx:
        for reference, documents in packages.items():
            data = write_json.write(documents)
            digest = hashlib.sha256(data).hexdigest()
            import_id = ledger.begin(tx, f"{reference}.json", "json", digest, len(data))
            cases.save_many(desk, TRAINER, documents, import_id=import_id, tx=tx)
            ledger.finish(tx, import_id, ok=True)
        facts.put_fact(tx, _CASES_DONE, str(seed))
    for name, value in (("own_country", COUNTRY), ("own_authority", AUTHORITY)):
        settings.change(desk, _KEEPER, name, value, "demonstration")


def _store_examples(desk: Desk) -> None:
    """The published cases, and a table with bad rows, so that the quarantine has something to show."""
    files = [*sorted((EXAMPLES / "published").glob("*.json")), EXAMPLES / "tables" / "persons-en-bad-rows.csv"]
    for file in files:
        try:
            imports.import_bytes(desk, TRAINER, file.name, file.read_bytes(), defaults=_table_defaults())
        except Refused as refusal:
            # An interrupted filling is finished later; what it had brought in is there.
            if refusal.code != "already_imported":
                raise


def _table_defaults() -> imports.SubmissionDefaults:
    return imports.SubmissionDefaults(
        country="NP", authority="District police office, Nepal (demonstration)", language="en", tlp="TLP:GREEN"
    )


def _can_work() -> bool:
    """Whether comparing and advising are there; without them the cases are stored and the rest waits."""
    return all(find_spec(f"services.{name}") is not None for name in ("matching", "counterparts"))


def _compare(desk: Desk) -> int:
    from services import matching

    return matching.run(desk, TRAINER).candidates


def _judge(desk: Desk) -> int:
    """Judge a few pairs of known truth, so that the review has decided ones beside open ones."""
    from services import matching

    open_pairs = {frozenset((row.left_id, row.right_id)): row.match_id for row in matching.queue(desk, TRAINER)}
    same, different = planted(desk), traps(desk)
    hard = [pair for pair in same if pair.difficulty == "hard"]
    easy = [pair for pair in same if pair.difficulty == "easy"]
    judged = 0
    for verdict, pairs in (("same", easy), ("different", different), ("cannot_tell", hard)):
        judged += _judge_pairs(desk, verdict, pairs, open_pairs)
    return judged


def _judge_pairs(
    desk: Desk, verdict: str, pairs: Sequence[Planted | Trap], open_pairs: dict[frozenset[str], str]
) -> int:
    from services import matching

    found = [pair for pair in pairs if frozenset((pair.left, pair.right)) in open_pairs]
    for pair in found[: _JUDGED[verdict]]:
        match_id = open_pairs[frozenset((pair.left, pair.right))]
        matching.judge(desk, PROSECUTOR, match_id, verdict, f"Demonstration: {pair.why}.")
    return len(found[: _JUDGED[verdict]])


def _draft(desk: Desk) -> int:
    from services import counterparts, letters

    reference, state = _LETTER
    case_id = _case_ids(desk)[reference]
    counterparts.decide(desk, PROSECUTOR, case_id, state, "accept", "Demonstration: exploitation took place there.")
    letters.letter(desk, PROSECUTOR, case_id, state, letters.Plan(desk.now().date()))
    return 1


def _case_ids(desk: Desk) -> dict[str, str]:
    rows = cases.listing(desk, TRAINER, limit=1_000)
    return {row.reference: row.case_id for row in rows if demo.MARK in row.authority}


def _here(party: str, known: dict[str, str]) -> str:
    reference, _, local = party.rpartition("/")
    return f"{known[reference]}/{local}"


def _silent(_what: str, _share: float) -> None:
    """Nobody watches."""
