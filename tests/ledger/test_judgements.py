"""What a person says about two claims. The reports are invented."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from command import read_report

from sayso import records as r
from sayso.errors import BadJudgement, NoSuchRecord
from sayso.ledger.judging import grades as g
from sayso.ledger.judging import judgements as j
from sayso.ledger.ledger import Ledger
from sayso.ledger.provenance.origin_lines import line_of

AT = "2031-05-06T10:00:00Z"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger.open(tmp_path / "sayso.db")
    for text in ("The ferry is closed.", "The ferry does not run.", "The bridge is open."):
        ledger.file(read_report(r.Report.of(text), started=None), seen_at=AT)
    return ledger


@pytest.fixture
def claims(ledger: Ledger) -> list[str]:
    return sorted(line.claim for line in ledger.claims())


def test_the_order_of_the_two_does_not_matter(ledger: Ledger, claims: list[str]) -> None:
    a, b, c = claims
    made = j.judge(ledger.db, b, a, "same", by="Ana Roe", at=AT, why="one  ferry")
    assert (made.claims, made.by, made.why, made.replaces) == ((a, b), "Ana Roe", "one ferry", None)
    assert j.decided(ledger.db, a, b) == j.decided(ledger.db, b, a) == "same"
    assert j.decided(ledger.db, a, c) is None


def test_a_later_word_names_the_one_it_replaces(ledger: Ledger, claims: list[str]) -> None:
    a, b, c = claims
    first = j.judge(ledger.db, a, b, "same", by="Ana", at=AT)
    j.judge(ledger.db, a, c, "different", by="Ana", at=AT)
    second = j.judge(ledger.db, a, b, "different", by="Bo", at="2031-05-07T10:00:00Z")
    assert second.replaces == first.judgement
    assert j.decisions(ledger.db) == {(a, b): "different", (a, c): "different"}
    kept = j.judgements(ledger.db, b)
    assert [(each.verdict, each.in_force) for each in kept] == [
        ("same", False),
        ("different", True),
    ]


def test_a_word_may_be_taken_back(ledger: Ledger, claims: list[str]) -> None:
    a, b, _ = claims
    with pytest.raises(BadJudgement, match="no judgement"):
        j.judge(ledger.db, a, b, "withdrawn", by="Ana", at=AT)
    j.judge(ledger.db, a, b, "same", by="Ana", at=AT)
    gone = j.judge(ledger.db, a, b, "withdrawn", by="Ana", at=AT)
    assert not gone.in_force
    assert j.decided(ledger.db, a, b) is None
    again = j.judge(ledger.db, a, b, "same", by="Ana", at="2031-05-08T10:00:00Z")
    assert again.replaces == gone.judgement
    assert j.decided(ledger.db, a, b) == "same"
    assert len(j.judgements(ledger.db)) == 3


def test_saying_it_twice_changes_nothing(ledger: Ledger, claims: list[str]) -> None:
    first = j.judge(ledger.db, *claims[:2], "same", by="Ana", at=AT)
    assert j.judge(ledger.db, *claims[:2], "same", by="Ana", at="2032-01-01T00:00:00Z") == first
    assert j.judge(ledger.db, *claims[:2], "same", by="Bo", at=AT).replaces == first.judgement


def test_it_outlives_a_rebuild(ledger: Ledger, claims: list[str]) -> None:
    j.judge(ledger.db, *claims[:2], "same", by="Ana", at=AT)
    ledger.rebuild()
    assert j.decided(ledger.db, *claims[:2]) == "same"
    assert sorted(line.claim for line in ledger.claims()) == claims


def test_the_beginning_of_an_id_will_do(ledger: Ledger, claims: list[str]) -> None:
    short = [claim.removeprefix("claim:")[:10] for claim in claims]
    assert j.judge(ledger.db, *short[:2], "same", by="Ana", at=AT).claims == tuple(claims[:2])


@pytest.mark.parametrize(
    ("one", "other", "by", "error", "words"),
    [
        (0, 0, "Ana", BadJudgement, "these are one"),
        (0, 1, " ", BadJudgement, "name"),
        (0, "claim:0000000000000000", "Ana", NoSuchRecord, "no claim"),
        ("nonsense", 1, "Ana", NoSuchRecord, "no claim"),
    ],
)
def test_what_is_refused(
    ledger: Ledger,
    claims: list[str],
    one: int | str,
    other: int | str,
    by: str,
    error: type[Exception],
    words: str,
) -> None:
    pair = [claims[each] if isinstance(each, int) else each for each in (one, other)]
    with pytest.raises(error, match=words):
        j.judge(ledger.db, pair[0], pair[1], "same", by=by, at=AT)
    assert j.judgements(ledger.db) == []


def test_what_hangs_together_follows_at_once_and_a_rebuild_agrees(
    ledger: Ledger, claims: list[str]
) -> None:
    a, b, c = claims
    ledger.decide(j.judge, a, b, "same", by="Ana", at=AT)
    ledger.decide(j.judge, b, c, "same", by="Ana", at=AT)
    assert set(ledger.ask(line_of, a).claims) == {a, b, c}
    assert ledger.check() == []
    ledger.decide(j.judge, a, b, "different", by="Bo", at=AT)
    assert set(ledger.ask(line_of, a).claims) == {a}
    assert set(ledger.ask(line_of, c).claims) == {b, c}
    assert ledger.check() == []
    ledger.decide(j.judge, b, c, "withdrawn", by="Bo", at=AT)
    assert ledger.db.execute("SELECT count(*) FROM clusters").fetchone() == (0,)
    assert ledger.check() == []


def test_what_was_said_of_a_forgotten_report_is_forgotten(
    ledger: Ledger, claims: list[str]
) -> None:
    a, b, c = claims
    ledger.decide(j.judge, a, b, "same", by="Ana", at=AT, why="it quotes a secret")
    ledger.decide(j.judge, a, b, "different", by="Ana", at=AT)
    ledger.decide(j.judge, b, c, "same", by="Ana", at=AT)
    ledger.decide(g.enter, a, {"credibility": "2"}, by="Ana", at=AT, why="a secret")  # type: ignore[arg-type]
    ledger.forget(ledger.claim(a).report, why="a court", at=AT)
    assert ledger.ask(j.decisions) == {(b, c): "same"}
    assert len(ledger.ask(j.judgements)) == 1
    assert ledger.ask(g.grades) == []
    ledger.close()
    assert b"secret" not in ledger.path.read_bytes()


@pytest.mark.parametrize("seed", range(6))
def test_clusters_are_what_people_joined_whatever_the_order(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Ledger.open(tmp_path / "many.db") as ledger:
        for n in range(7):
            report = r.Report.of(f"{'abcdefg'[n] * 9} happened in town number {n}.")
            ledger.file(read_report(report, started=None), seen_at=AT)
        claims = sorted(line.claim for line in ledger.claims())
        for n in range(24):
            a, b = chance.sample(claims, 2)
            verdict: j.Verdict = chance.choice(["same", "same", "different", "withdrawn"])
            with suppress(BadJudgement):
                ledger.decide(j.judge, a, b, verdict, by=f"Person {n}", at=AT)
            joined = {pair for pair, said in ledger.ask(j.decisions).items() if said == "same"}
            for claim in claims:
                assert set(ledger.ask(line_of, claim).claims) == reached(claim, joined), seed
        assert ledger.check() == [], seed


def reached(claim: str, pairs: set[tuple[str, str]]) -> set[str]:
    """All that hangs together with a claim, found the slow and obvious way."""
    found = {claim}
    while more := {c for pair in pairs if found & set(pair) for c in pair} - found:
        found |= more
    return found
