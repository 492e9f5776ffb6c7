"""Grades that people give. The reports and the people are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import read_report

from sayso import records as r
from sayso.errors import BadJudgement, NoSuchRecord
from sayso.ledger.judging import grades as g
from sayso.ledger.ledger import Ledger

AT = "2031-05-06T10:00:00Z"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.open(tmp_path / "sayso.db")
    report = r.Report.of("The ferry is closed.", url="https://www.post.example/ferry")
    ledger.file(read_report(report, started=None), seen_at=AT)
    return ledger


@pytest.fixture
def claim(ledger: Ledger) -> str:
    return ledger.claims()[0].claim


def test_a_grade_says_all_it_rests_on(ledger: Ledger, claim: str) -> None:
    made = g.grade(
        ledger.db,
        claim[:12],
        "credibility",
        "2",
        by="Ana Roe",
        at=AT,
        why="the timetable agrees",
        evidence=[claim],
        origins=(1, 3),
    )
    assert (made.target, made.axis, made.value) == (claim, "credibility", "2")
    assert (made.scale, made.scale_version) == ("admiralty", "AJP-2.1")
    assert (made.evidence, made.origins, made.replaces) == ((claim,), (1, 3), None)
    assert g.grades(ledger.db, claim) == [made]


def test_the_axes_are_apart(ledger: Ledger, claim: str) -> None:
    for axis, value in (("reliability", "B"), ("credibility", "6")):
        g.grade(ledger.db, claim, axis, value, by="Ana", at=AT, why="known to us")  # type: ignore[arg-type]
    assert [(each.axis, each.value) for each in g.grades(ledger.db)] == [
        ("reliability", "B"),
        ("credibility", "6"),
    ]


def test_a_persons_later_grade_replaces_hers_and_nobody_elses(ledger: Ledger, claim: str) -> None:
    first = g.grade(ledger.db, claim, "reliability", "B", by="Ana", at=AT, why="so far")
    other = g.grade(ledger.db, claim, "reliability", "D", by="Bo", at=AT, why="was wrong in March")
    later = g.grade(ledger.db, claim, "reliability", "C", by="Ana", at=AT, why="Bo is right")
    assert (other.replaces, later.replaces) == (None, first.grade)
    assert [each.in_force for each in g.grades(ledger.db, claim)] == [False, True, True]
    in_force = ledger.db.execute("SELECT value FROM graded ORDER BY value").fetchall()
    assert in_force == [("C",), ("D",)]


def test_saying_it_twice_changes_nothing(ledger: Ledger, claim: str) -> None:
    for _ in range(2):
        g.grade(ledger.db, claim, "reliability", "B", by="Ana", at=AT, why="so far")
    assert len(g.grades(ledger.db)) == 1


def test_an_outlet(ledger: Ledger) -> None:
    made = g.grade(
        ledger.db,
        "outlet:www.post.example",
        "reliability",
        "C",
        by="Ana",
        at=AT,
        why="corrects itself",
    )
    assert made.target == "outlet:post.example"


@pytest.mark.parametrize(
    ("target", "axis", "value", "why", "by", "error", "words"),
    [
        (None, "reliability", "2", "so", "Ana", BadJudgement, "one of A, B, C, D, E, F"),
        (None, "credibility", "7", "so", "Ana", BadJudgement, "one of 1, 2, 3, 4, 5, 6"),
        (None, "credibility", "2", " ", "Ana", BadJudgement, "why"),
        (None, "credibility", "2", "so", "", BadJudgement, "name"),
        ("outlet:post.example", "credibility", "2", "so", "Ana", BadJudgement, "graded of a claim"),
        ("outlet:other.example", "reliability", "A", "so", "Ana", NoSuchRecord, "no report"),
        ("claim:0000", "reliability", "A", "so", "Ana", NoSuchRecord, "no claim"),
    ],
)
def test_what_is_refused(
    ledger: Ledger,
    claim: str,
    target: str | None,
    axis: g.Axis,
    value: str,
    why: str,
    by: str,
    error: type[Exception],
    words: str,
) -> None:
    with pytest.raises(error, match=words):
        g.grade(ledger.db, target or claim, axis, value, by=by, at=AT, why=why)
    assert g.grades(ledger.db) == []
