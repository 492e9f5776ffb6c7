"""Matches: rows of two claims and how they relate. Add a row for a pair that is matched wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import read_report

from sayso import records as r
from sayso.intake import report_from_text
from sayso.ledger import Ledger
from sayso.ledger.judging import judgements as j
from sayso.ledger.matching import matches
from sayso.ledger.matching.comparing import compare
from sayso.ledger.matching.counts import counts_in
from sayso.ledger.matching.differing import overlap
from sayso.ledger.matching.told import Counted, Figured, Told, told_by

NOON = "2031-05-09T12:00:00Z"


def told(
    text: str,
    day: int | None = None,
    *,
    n: int = 1,
    dead: int = 0,
    status: str | None = None,
    central: bool = True,
    crates: float | None = None,
) -> Told:
    """A claim with what it counts; what it counts of one occurrence is taken for the toll."""
    claim = r.Claim(
        id="c1",
        spans=(r.Span.of(text, 0, len(text)),),
        text=text,
        attribution_id=None,
        voice="outlet",
        chain=(),
        degree=0,
    )
    counts = tuple(
        Counted(
            c.kind,
            c.of,
            c.low,
            c.high,
            c.period,
            c.stated,
            toll=c.period == "incident",
            part=c.low == 1,
        )
        for c in counts_in(claim, {}, {})
    )
    figures = (Figured("crate", crates, crates, crates),) if crates else ()
    return Told(n, text, central, status, day, dead, counts, figures)


ROWS = [
    (
        "the same toll in other words",
        told("Two people were killed at the landing", 5),
        told("2 dead after shots at Orrin ferry", 5),
        ("same", None),
    ),
    (
        "a later higher figure is an update",
        told("Two people were killed at the landing", 5, dead=True),
        told("Three people were killed at the landing", 7, dead=True),
        ("updates", "other"),
    ),
    (
        "one of several who were hit is no earlier count of them",
        told("One of the victims, who was shot at the landing, speaks out", 5),
        told("Nine people were shot at the landing", 7),
        None,
    ),
    (
        "a later lower figure is a conflict",
        told("Five people were killed at the landing", 5, dead=True),
        told("Three people were killed at the landing", 7, dead=True),
        ("conflicts", None),
    ),
    (
        "unless it says that it corrects",
        told("Five people were killed at the landing", 5, dead=True),
        told("Three people were killed, not five as first reported", 7, dead=True),
        ("updates", "other"),
    ),
    (
        "two figures of one day are a conflict",
        told("Two people were killed at the landing", 5, dead=True),
        told("Three people were killed at the landing", 5, dead=True),
        ("conflicts", None),
    ),
    (
        "who was hurt has died since",
        told("A woman was shot at the landing", 5),
        told("The woman who was shot at the landing has died, police say: 1 dead", 7, dead=True),
        ("updates", "other"),
    ),
    (
        "killed and injured are different counts",
        told("Five people were killed in the mountains", 5, dead=True, central=False),
        told("Nine people were injured at sea", 5, central=False),
        None,
    ),
    (
        "whose losses",
        told("So far 4,000 Russian soldiers have been killed in the offensive", 5),
        told("So far 3,000 Ukrainian soldiers have been killed in the offensive", 5),
        ("unrelated-but-close", None),
    ),
    (
        "figures of different status never conflict",
        told("The council approved 40 new ferries for Orrin harbour", 5, status="approved"),
        told("The council requested 60 new ferries for Orrin harbour", 5, status="requested"),
        ("unrelated-but-close", None),
    ),
    (
        "the parts of one claim add up to the other's whole",
        told("Five people were shot and a girl was injured at the landing", 5),
        told("Six people were injured at the landing", 5),
        ("same", None),
    ),
    (
        "who is charged may have been one of several",
        told("Four people were shot at the landing", 5),
        told("A man is charged with shooting three people at the landing", 9),
        None,
    ),
    (
        "one person of two ages",
        told("Ana Dell, 31, of Orrin, was found at the landing", 5),
        told("35-year-old Ana Dell was found at the landing", 5),
        ("conflicts", None),
    ),
    (
        "a birthday in between",
        told("Ana Dell, 31, of Orrin, was found at the landing", 5),
        told(
            "The trial over the death of Ana Dell, 32, of Orrin, who was found at the landing", 305
        ),
        ("same", None),
    ),
    (
        "figures in claims that are the same otherwise",
        told("The harbour master counted 14 empty crates behind the ferry office", 5, crates=14),
        told("The harbour master counted 19 empty crates behind the ferry office", 5, crates=19),
        ("conflicts", None),
    ),
    (
        "figures of different things",
        told(
            "The harbour master saw four empty crates behind the ferry office in Orrin", 5, crates=4
        ),
        told(
            "Behind the ferry office the harbour master found two crates of cider, rotten eggs and tobacco",
            5,
            crates=2,
        ),
        ("unrelated-but-close", None),
    ),
    (
        "who did it is counted in one and not in the other",
        told("Six people were killed by a gunman at the landing", 5, dead=6),
        told("Seven people, including the gunman, were killed at the landing", 5, dead=7),
        None,
    ),
    (
        "of five who were hurt one has died since",
        told("Five people were injured at the landing", 5, dead=2),
        told("Four people were injured at the landing", 7, dead=3),
        ("updates", "other"),
    ),
    (
        "what several occurrences cost says nothing of one",
        told("Nine people were killed in separate shootings in Orrin", 5, dead=9),
        told("Two people were killed at the landing in Orrin", 5, dead=2),
        None,
    ),
    (
        "nothing to do with each other",
        told("The chamber orchestra opened its season", 5),
        told("Bottles were found in a canal", 5),
        None,
    ),
]


@pytest.mark.parametrize(("what", "one", "other", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_relations(
    what: str, one: Told, other: Told, wanted: tuple[str, str | None] | None
) -> None:
    match = compare(one, other, together=True)
    if wanted is None:
        assert match is None
        return
    assert match is not None
    later = None if match.relation != "updates" else "one" if match.later else "other"
    assert (match.relation, later) == wanted
    assert match.reasons


@pytest.mark.parametrize(("what", "one", "other", "wanted"), ROWS, ids=[row[0] for row in ROWS])
def test_either_way_round(what: str, one: Told, other: Told, wanted: object) -> None:
    there, back = compare(one, other, together=True), compare(other, one, together=True)
    assert (there and there.relation) == (back and back.relation)
    if there and back and there.relation == "updates":
        assert there.later != back.later


def test_apart_only_nearly_the_same_words_match() -> None:
    one = told("He was taken to Harrow Hospital in critical condition")
    other = told("She was taken to Harrow Hospital with a broken arm")
    match = compare(one, other, together=False)
    assert match is None or match.relation == "unrelated-but-close"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ((20000, None), (20520, 25080), True),
        ((15000, 15000), (20000, 20000), False),
        ((3, None), (2, 2), False),
        ((None or 0, 5), (5, 9), True),
    ],
)
def test_intervals_decide(
    one: tuple[int, int | None], other: tuple[int, int | None], agree: bool
) -> None:
    assert overlap(*one, *other) is agree is overlap(*other, *one)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger.open(tmp_path / "test.db") as opened:
        yield opened


FIRST = "Two people were killed at the Orrin ferry landing on Marrow Street late on Saturday, police said."
SECOND = "Three people were killed at the Orrin ferry landing on Marrow Street, the hospital said."


def test_of_a_long_report_the_first_claims_are_told_and_then_those_that_count(
    tmp_path: Path,
) -> None:
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for n in range(11, 18):
            row = (n, f"claim:{n}", 3, f"c{n}", "Ten people came.", "outlet", 0, 1, None, 0, 0, 0)
            ledger.db.execute(f"INSERT INTO claims VALUES ({', '.join('?' * len(row))})", row)
        for n in (12, 14, 16, 17):
            count = (n, "hit", "", 10, 10, "incident", 1, None, 0, "Ten people")
            ledger.db.execute(f"INSERT INTO counts VALUES ({', '.join('?' * len(count))})", count)
        short = told_by(ledger.db, [3], most=2)[3]
        assert [(claim.n, len(claim.counts)) for claim in short] == [
            (11, 0), (12, 1), (14, 1), (16, 1)
        ]  # fmt: skip
        assert [claim.n for claim in told_by(ledger.db, [3])[3]] == list(range(11, 18))


def pair(ledger: Ledger) -> tuple[str, str]:
    for text, day in ((FIRST, "2031-05-04"), (SECOND, "2031-05-06")):
        report = report_from_text(text, published=day)
        ledger.file(read_report(report, started=None), seen_at=NOON)
    (row,) = ledger.db.execute(
        "SELECT c.id, d.id FROM matches AS m JOIN claims AS c ON c.n = m.claim"
        " JOIN claims AS d ON d.n = m.other WHERE m.relation = 'updates'"
    )
    return row


def test_the_later_word_is_filed_as_the_update(ledger: Ledger) -> None:
    later, earlier = pair(ledger)
    texts = dict(ledger.db.execute("SELECT id, text FROM claims"))
    assert texts[later].startswith("Three") and texts[earlier].startswith("Two")
    why = matches.reasons(ledger.db, *(row(ledger, c) for c in (later, earlier)))
    assert {reason.field for reason in why} >= {"how-many", "words", "occurrence"}
    assert ledger.check() == []


def test_a_persons_word_wins_and_outlives_a_rebuild(ledger: Ledger) -> None:
    later, earlier = pair(ledger)
    ledger.decide(j.judge, later, earlier, "different", by="Ana", at=NOON)
    for _ in range(2):
        assert matches.links(ledger.db, [row(ledger, later)]) == {}
        ledger.rebuild()
    ledger.decide(j.judge, later, earlier, "same", by="Bo", at=NOON)
    (linked,) = matches.links(ledger.db, [row(ledger, later)]).values()
    assert linked == {row(ledger, earlier)}


def row(ledger: Ledger, claim: str) -> int:
    return ledger.db.execute("SELECT n FROM claims WHERE id = ?", (claim,)).fetchone()[0]
