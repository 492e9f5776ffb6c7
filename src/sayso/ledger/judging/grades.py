"""Grades: a person's word on how far a source can be relied on and how credible a claim is.

The two axes of the NATO (Admiralty) system, never averaged. The machine gives no grade; `signals` lays
out what a person would weigh. Rows are only ever added; a later grade names the one it replaces, which is
the same person's on the same axis: people may differ, and then both grades stand.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from sayso.errors import BadJudgement, NoSuchRecord
from sayso.ledger import ids
from sayso.ledger.judging.judgements import named
from sayso.ledger.judging.signals import origins as origins_of

Axis = Literal["reliability", "credibility"]

SCALE, SCALE_VERSION = "admiralty", "AJP-2.1"

MEANINGS: dict[Axis, dict[str, str]] = {
    "reliability": {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    },
    "credibility": {
        "1": "confirmed by other sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "truth cannot be judged",
    },
}
"""The values of each axis in the words of the scale; F and 6 say that there is nothing to judge by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One person's grade of one target on one axis.

    target: the id of a claim or a source, or "outlet:" and a host. On a claim, reliability is that of
    its source as it speaks there. `origins` is [at least, at most] as counted at that time, or None.
    """

    grade: str
    target: str
    axis: Axis
    scale: str
    scale_version: str
    value: str
    why: str
    evidence: tuple[str, ...]
    origins: tuple[int, int] | None
    by: str
    at: str
    replaces: str | None
    in_force: bool


def grade(
    db: sqlite3.Connection,
    target: str,
    axis: Axis,
    value: str,
    *,
    by: str,
    at: str,
    why: str,
    evidence: Sequence[str] = (),
    origins: tuple[int, int] | None = None,
) -> Grade:
    """Enter a grade, inside the caller's transaction; it replaces the person's last on this axis.

    target: an id or its beginning, or "outlet:" and a host. evidence: ids of what it rests on.
    The same grade for the same reasons again adds nothing. Raises NoSuchRecord or BadJudgement.
    """
    whole = target_id(db, target)
    if value not in MEANINGS[axis]:
        raise BadJudgement(f"{axis} is one of {', '.join(MEANINGS[axis])}, not {value[:20]!r}")
    if axis == "credibility" and not whole.startswith("claim:"):
        raise BadJudgement(
            "credibility is graded of a claim; of a source or an outlet, reliability"
        )
    reason = " ".join(why.split())
    if not reason:
        raise BadJudgement("a grade takes its reasons: why?")
    who = named(by)
    rests_on = tuple(_evidence(db, each) for each in evidence)
    last = next(
        (g for g in reversed(grades(db, whole)) if (g.axis, g.by) == (axis, who)),
        None,
    )
    if last and (last.value, last.why, last.evidence, last.origins) == (
        value,
        reason,
        rests_on,
        origins,
    ):
        return last
    made = Grade(
        grade="",
        target=whole,
        axis=axis,
        scale=SCALE,
        scale_version=SCALE_VERSION,
        value=value,
        why=reason,
        evidence=rests_on,
        origins=origins,
        by=who,
        at=at,
        replaces=last.grade if last else None,
        in_force=True,
    )
    digest = hashlib.sha256(json.dumps(asdict(made)).encode()).hexdigest()
    made = replace(made, grade=f"grade:{digest[:16]}")
    db.execute(
        "INSERT INTO grades (id, target, axis, scale, scale_version, value, why, evidence, at_least,"
        ' at_most, "by", at, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        (
            *(made.grade, whole, axis, SCALE, SCALE_VERSION, value, reason, json.dumps(rests_on)),
            *(origins or (None, None)),
            *(who, at, made.replaces),
        ),
    )
    return made


def enter(
    db: sqlite3.Connection,
    target: str,
    values: Mapping[Axis, str],
    *,
    by: str,
    at: str,
    why: str,
    evidence: Sequence[str] = (),
) -> list[Grade]:
    """Enter a person's grades of one target on one axis or both, with the origins as they count now.

    Raises NoSuchRecord or BadJudgement; then none of them is entered.
    """
    whole = target_id(db, target)
    counted = origins_of(db, whole) if whole.startswith("claim:") else None
    return [
        grade(db, target, axis, value, by=by, at=at, why=why, evidence=evidence, origins=counted)
        for axis, value in values.items()
    ]


def grades(db: sqlite3.Connection, target: str | None = None) -> list[Grade]:
    """All grades, or those of one target (by its whole id), in the order of making."""
    where, values = ("WHERE target = ?", (target,)) if target else ("", ())
    return [made for _, made in _rows(db, f"{where} ORDER BY n", values)]


def newest(
    db: sqlite3.Connection, *, before: int | None = None, limit: int = 50
) -> list[tuple[int, Grade]]:
    """The newest grades with their rows; `before` goes on behind a row."""
    behind = before if before is not None else 1 << 62
    return list(_rows(db, "WHERE n < ? ORDER BY n DESC LIMIT ?", (behind, limit)))


def target_id(db: sqlite3.Connection, given: str) -> str:
    """The whole id of what may be graded. Raises NoSuchRecord."""
    if given.startswith("outlet:"):
        host = given.removeprefix("outlet:").strip().lower().removeprefix("www.")
        if not db.execute("SELECT 1 FROM sightings WHERE host = ? LIMIT 1", (host,)).fetchone():
            raise NoSuchRecord(f"no report was seen at the host {host[:100]}")
        return f"outlet:{host}"
    noun, n = ids.find(db, given, "claim", "source")
    return str(db.execute(f"SELECT id FROM {noun}s WHERE n = ?", (n,)).fetchone()[0])


def _evidence(db: sqlite3.Connection, given: str) -> str:
    noun, n = ids.find(db, given)
    return str(db.execute(f"SELECT id FROM {noun}s WHERE n = ?", (n,)).fetchone()[0])


def _rows(
    db: sqlite3.Connection, which: str, values: tuple[str | int, ...]
) -> Iterator[tuple[int, Grade]]:
    asked = (
        'SELECT id, target, axis, scale, scale_version, value, why, evidence, at_least, at_most, "by", at,'
        " replaces, NOT EXISTS (SELECT 1 FROM grades AS later WHERE later.replaces = g.id), n"
        f" FROM grades AS g {which}"
    )
    for row in db.execute(asked, values).fetchall():
        yield (
            row[14],
            Grade(
                grade=row[0],
                target=row[1],
                axis=row[2],
                scale=row[3],
                scale_version=row[4],
                value=row[5],
                why=row[6],
                evidence=tuple(json.loads(row[7])),
                origins=None if row[8] is None else (row[8], row[9]),
                by=row[10],
                at=row[11],
                replaces=row[12],
                in_force=bool(row[13]),
            ),
        )
