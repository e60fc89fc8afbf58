"""Comparing what is stored, comparing two, deciding pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli import desk, show
from cli.cases import as_json

if TYPE_CHECKING:
    import linking


@click.command("link")
@as_json
@click.pass_context
def link(context: click.Context, as_json: bool) -> None:
    """Compare what is stored across submissions; print candidates by score."""
    with show.told():
        from services import matching

        at, actor = desk.desk(context), desk.actor()
        report = matching.run(at, actor, show.progress(as_json))
        rows = matching.queue(at, actor)
        if as_json:
            pairs = [{"left": row.left_id, "right": row.right_id, "score": round(row.score, 4)} for row in rows]
            show.as_json(
                {
                    "candidates": pairs,
                    "compared": report.compared,
                    "blocks_capped": report.blocks_capped,
                    "new": report.new,
                    "seconds": round(report.seconds, 3),
                    "run": report.run_id,
                }
            )
            return
        table = [
            [f"{row.score:.2f}", row.status, row.left_id, row.left_shown, row.right_id, row.right_shown] for row in rows
        ]
        show.table(["score", "status", "left", "", "right", ""], table)
        show.out(f"{report.compared} pairs compared, {len(rows)} candidates, {report.new} new, {report.seconds:.1f} s")


@click.command("compare")
@click.argument("left")
@click.argument("right")
@as_json
@click.pass_context
def compare(context: click.Context, left: str, right: str, as_json: bool) -> None:
    """Compare two persons or organisations: stored ids (C-…/p1) or JSON files."""
    with show.told():
        if desk.is_file(left) and desk.is_file(right) and not left.startswith("C-"):
            import linking

            made = linking.compare(_profile(left, "left"), _profile(right, "right"))
        else:
            from services import matching

            made = matching.compare(desk.desk(context), desk.actor(), left, right)
        _print(made, as_json)


@click.command("screen")
@click.argument("record")
@click.option("--most", type=click.IntRange(1, 200), default=20, show_default=True, help="Candidates to print at most.")
@as_json
@click.pass_context
def screen(context: click.Context, record: str, most: int, as_json: bool) -> None:
    """Is this one known? Compare a record in a JSON file with everybody stored; nothing is saved."""
    with show.told():
        from services import matching

        found = matching.screen(desk.desk(context), desk.actor(), _profile(record, "screened"), most)
        if as_json:
            for party, made in found:
                show.as_json({"id": party, "score": made.score, "log_odds": made.log_odds})
            return
        rows = [[f"{made.score:.2f}", party, against(made) or made.evidence[0].english()] for party, made in found]
        show.table(["score", "record", "why"], rows)
        show.out(f"{len(found)} candidates above the review line")


def against(made: linking.Comparison) -> str:
    """What speaks against, in English; empty where nothing does."""
    return "; ".join(part.english() for part in made.evidence if part.weight < 0 and part.kind not in ("prior", "cap"))


def _profile(path: str, side: str) -> linking.Profile:
    """A profile from a file: a person, an organisation, or {"person": …, "identifiers": […]}."""
    import linking
    from records import load_document

    data: Any = desk.json_file(path)
    if not isinstance(data, dict):
        show.fail(f"{path}: one JSON object is needed, a person or an organisation.")
    held = data.get("identifiers", [])
    body = data.get("organisation") or (data if "name" in data and ("seat" in data or "kind" in data) else None)
    entry = dict(body or data.get("person") or {key: value for key, value in data.items() if key != "identifiers"})
    entry["id"] = "x1"
    parts = [{**item, "holders": ["x1"]} for item in held if isinstance(item, dict)]
    whole = {
        "format": "waylink/case", "version": 1, "submission": {"country": "UZ"}, "case": {"summary": "compare"},
        "organisations" if body else "persons": [entry], "identifiers": parts,
    }  # fmt: skip
    made = linking.profile_of(load_document(whole), "x1", id=side, source=side)
    if made is None:
        show.fail(f"{path}: there is no name and no number to compare.")
        raise AssertionError
    return made


def _print(made: linking.Comparison, as_json: bool) -> None:
    parts = [
        {
            "kind": part.kind,
            "left": part.left,
            "right": part.right,
            "level": part.level,
            "weight": round(part.weight, 4),
            "words": part.english(),
        }
        for part in made.evidence
    ]
    if as_json:
        show.as_json({"score": made.score, "log_odds": made.log_odds, "evidence": parts})
        return
    show.out(f"score {made.score:.2f} (log-odds {made.log_odds:+.2f})")
    show.out(f"speaks against: {against(made) or 'nothing on record'}")
    rows = [[f"{part['weight']:+.1f}", part["words"], part["left"], part["right"]] for part in parts]
    show.table(["weight", "why", "left", "right"], rows)


@click.group("review")
def review() -> None:
    """The review queue: list, judge, undo."""


@review.command("list")
@click.option("--state", type=click.Choice(["open", "decided", "all"]), default="open", show_default=True)
@as_json
@click.pass_context
def list_pairs(context: click.Context, state: str, as_json: bool) -> None:
    """List pairs, best first."""
    with show.told():
        from services import matching

        rows = matching.queue(desk.desk(context), desk.actor(), state=state)
        if as_json:
            for row in rows:
                show.as_json(
                    {
                        "match": row.match_id,
                        "left": row.left_id,
                        "right": row.right_id,
                        "score": row.score,
                        "verdict": row.verdict,
                    }
                )
        else:
            show.table(
                ["match", "score", "left", "right", "verdict"],
                [[row.match_id, f"{row.score:.2f}", row.left_shown, row.right_shown, row.verdict] for row in rows],
            )


@review.command("groups")
@as_json
@click.pass_context
def list_groups(context: click.Context, as_json: bool) -> None:
    """List groups of three or more records that may be one, to be decided together."""
    with show.told():
        from services import matching

        for group in matching.groups(desk.desk(context), desk.actor()):
            members = [one.party_id for one in group.members]
            if as_json:
                told = {"group": group.key, "members": members, "pairs": list(group.pairs), "weakest": group.weakest}
                show.as_json(told)
            else:
                show.out(f"{group.key}  {len(group.pairs)} pairs to decide, weakest link {group.weakest:.2f}")
                show.table(["", "record", "case"], [["", one.party_id, one.reference] for one in group.members])


@review.command("judge-group")
@click.argument("group")
@click.argument("verdict", type=click.Choice(["same", "different", "cannot_tell"]))
@click.option("--reason", required=True, help="Kept in the log; it must not name anybody.")
@as_json
@click.pass_context
def judge_group(context: click.Context, group: str, verdict: str, reason: str, as_json: bool) -> None:
    """Decide all open pairs of a group at once; each can be undone by itself."""
    with show.told():
        from services import matching

        at, actor = desk.desk(context), desk.actor()
        found = next((one for one in matching.groups(at, actor) if one.key == group), None)
        if found is None:
            show.fail(f"{group}: no such group waits for a decision; the queue may have changed.")
            raise AssertionError
        made = matching.judge_group(at, actor, found.pairs, verdict, reason)
        show.as_json({"judgements": made}) if as_json else show.out(f"{len(made)} pairs: {verdict}")


@review.command("judge")
@click.argument("match")
@click.argument("verdict", type=click.Choice(["same", "different", "cannot_tell"]))
@click.option("--reason", required=True, help="Kept in the log; it must not name anybody.")
@as_json
@click.pass_context
def judge(context: click.Context, match: str, verdict: str, reason: str, as_json: bool) -> None:
    """Decide a pair."""
    with show.told():
        from services import matching

        made = matching.judge(desk.desk(context), desk.actor(), match, verdict, reason)
        show.as_json({"judgement": made}) if as_json else show.out(f"{made}: {verdict}")


@review.command("undo")
@click.argument("judgement")
@click.option("--reason", required=True, help="Kept in the log; it must not name anybody.")
@as_json
@click.pass_context
def undo(context: click.Context, judgement: str, reason: str, as_json: bool) -> None:
    """Take a judgement back; it stays in the history."""
    with show.told():
        from services import matching

        match = matching.undo(desk.desk(context), desk.actor(), judgement, reason)
        show.as_json({"match": match}) if as_json else show.out(f"{match}: open again")
