"""A person's word on two claims: about one matter, or not. It wins over every suggestion, for good.

Rows are only ever added; a later one names the one that it replaces. What is in force is a function of
the rows alone. Judgements hang on the ids of claims, which outlive a new reading and a rebuild.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Literal

from sayso.errors import BadJudgement
from sayso.ledger import ids
from sayso.ledger.provenance import clusters

Verdict = Literal["same", "different", "withdrawn"]
Decided = Literal["same", "different"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody decided about a pair of claims, and when. `withdrawn` takes the last word back.

    `claims` is in the order of the ids; `in_force` is false for what was replaced or taken back.
    """

    judgement: str
    claims: tuple[str, str]
    verdict: Verdict
    by: str
    at: str
    why: str | None
    replaces: str | None
    in_force: bool


def judge(
    db: sqlite3.Connection,
    one: str,
    other: str,
    verdict: Verdict,
    *,
    by: str,
    at: str,
    why: str | None = None,
) -> Judgement:
    """Enter a judgement, inside the caller's transaction; it replaces the last one on this pair.

    The clusters that the two claims are in, and their origins, are found anew.

    one, other: ids of claims or their beginnings. The same word of the same person again adds nothing.
    Raises NoSuchRecord or BadJudgement.
    """
    pair = sorted({_claim(db, one), _claim(db, other)})
    if len(pair) < 2:
        raise BadJudgement("a judgement is about two claims, and these are one")
    who = named(by)
    reason = " ".join((why or "").split()) or None
    last = _last(db, pair[0], pair[1])
    if verdict == "withdrawn" and (last is None or last.verdict == "withdrawn"):
        raise BadJudgement("there is no judgement on these two to take back")
    if last and (last.verdict, last.by, last.why) == (verdict, who, reason):
        return last
    made = Judgement(
        judgement="",
        claims=(pair[0], pair[1]),
        verdict=verdict,
        by=who,
        at=at,
        why=reason,
        replaces=last.judgement if last else None,
        in_force=verdict != "withdrawn",
    )
    made = replace(made, judgement=f"judgement:{_digest(asdict(made))}")
    db.execute(
        'INSERT INTO judgements (id, claim_a, claim_b, verdict, "by", at, why, replaces)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (made.judgement, *pair, verdict, who, at, reason, made.replaces),
    )
    # What hangs together, and how many origins stand behind it, follows the new word at once.
    clusters.form(db, [ids.find(db, each, "claim")[1] for each in pair])
    return made


def decided(db: sqlite3.Connection, one: str, other: str) -> Decided | None:
    """What is in force about two claims, by their whole ids; None where nobody decided."""
    row = db.execute(
        "SELECT verdict FROM judged WHERE claim_a = ? AND claim_b = ?", sorted((one, other))
    ).fetchone()
    return row[0] if row else None


def decisions(db: sqlite3.Connection) -> dict[tuple[str, str], Decided]:
    """Everything in force: pairs of ids, each in order."""
    rows = db.execute("SELECT claim_a, claim_b, verdict FROM judged ORDER BY claim_a, claim_b")
    return {(a, b): verdict for a, b, verdict in rows}


def judgements(db: sqlite3.Connection, claim: str | None = None) -> list[Judgement]:
    """All judgements, or those on one claim (by its whole id), in the order of making."""
    where, values = ("WHERE ? IN (claim_a, claim_b)", (claim,)) if claim else ("", ())
    return list(_rows(db, where, values))


def forget(db: sqlite3.Connection, report: int) -> None:
    """Remove what people said of a report's claims: their reasons may quote it. While its claims stand."""
    of = "(SELECT id FROM claims WHERE report = ?1)"
    db.execute(f"DELETE FROM judgements WHERE claim_a IN {of} OR claim_b IN {of}", (report,))
    db.execute(f"DELETE FROM grades WHERE target IN {of}", (report,))


def named(by: str) -> str:
    """Who speaks. Raises BadJudgement where nobody does: a word without a name counts for nothing."""
    who = " ".join(by.split())
    if not who:
        raise BadJudgement("it takes a name: whose word is it?")
    return who


def _last(db: sqlite3.Connection, a: str, b: str) -> Judgement | None:
    rows = list(_rows(db, "WHERE claim_a = ? AND claim_b = ?", (a, b)))
    return rows[-1] if rows else None


def _rows(db: sqlite3.Connection, where: str, values: tuple[str, ...]) -> Iterator[Judgement]:
    asked = (
        "SELECT id, claim_a, claim_b, verdict, \"by\", at, why, replaces, verdict <> 'withdrawn' AND NOT"
        " EXISTS (SELECT 1 FROM judgements AS later WHERE later.replaces = j.id)"
        f" FROM judgements AS j {where} ORDER BY n"
    )
    for row in db.execute(asked, values).fetchall():
        yield Judgement(
            judgement=row[0],
            claims=(row[1], row[2]),
            verdict=row[3],
            by=row[4],
            at=row[5],
            why=row[6],
            replaces=row[7],
            in_force=bool(row[8]),
        )


def _claim(db: sqlite3.Connection, given: str) -> str:
    _, n = ids.find(db, given, "claim")
    return str(db.execute("SELECT id FROM claims WHERE n = ?", (n,)).fetchone()[0])


def _digest(row: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(row).encode()).hexdigest()[:16]
