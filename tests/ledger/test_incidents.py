"""Incidents: reports on one occurrence found together, whatever the order, and kept apart from others.

A failing random case prints its seed: run it again with SAYSO_SEED.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from command import read_report

from sayso import records as r
from sayso.intake import report_from_text
from sayso.ledger import Ledger
from sayso.ledger.matching import incident_lines
from sayso.ledger.matching import incidents as rule
from sayso.ledger.matching.incident_lines import IncidentLine
from sayso.ledger.matching.incidents import LINK
from sayso.ledger.matching.linkage import APART, MOST, groups
from sayso.ledger.matching.marks import Marks, hashed, marks_of, pack, unpack
from sayso.ledger.matching.weighing import evidence, weigh

SEED = int(os.environ.get("SAYSO_SEED", random.randrange(10**6)))
NOON = "2031-05-09T12:00:00Z"

# Two occurrences in one town in one week, told by three and two outlets of ours, and a report that is about neither.
FERRY = [
    (
        "Two dead after shots at Orrin ferry landing",
        "ORRIN - Two men were shot and killed at the Orrin ferry landing on Marrow Street late Saturday, police"
        " said. The victims were identified as Tovin Helmsgard, 31, and Ralf Ossender, 40. A woman was taken to"
        " hospital. Officers found cartridge cases beside the ticket kiosk, Sgt. Dana Whitlow said.",
        "2031-05-04",
    ),
    (
        "Ferry landing victims named",
        "Tovin Helmsgard, 31, and Ralf Ossender, 40, were killed on Saturday night beside the ticket kiosk of the"
        " Orrin ferry, according to police. Helmsgard's brother said he had waited for the last boat. Marrow"
        " Street was closed until noon.",
        "2031-05-05",
    ),
    (
        "Third victim of ferry shooting dies",
        "A woman who was wounded at the Orrin ferry landing has died, the hospital said on Thursday. Three people"
        " have now been killed. Tovin Helmsgard, 31, and Ralf Ossender, 40, were shot dead at the ticket kiosk on"
        " Marrow Street on Saturday.",
        "2031-05-08",
    ),
]
BAKERY = [
    (
        "Baker hurt in robbery",
        "ORRIN - A baker was injured on Sunday when a masked man robbed his shop in Pellam Lane. Ivo Quarn, 58, was"
        " hit over the head with a bottle, police said. Sgt. Dana Whitlow said 900 crowns were taken.",
        "2031-05-05",
    ),
    (
        "Man arrested over bakery robbery",
        "A man was arrested in Orrin for the robbery of a bakery in Pellam Lane, in which the baker Ivo Quarn, 58,"
        " was hurt. The bottle was found in a canal, police said.",
        "2031-05-07",
    ),
]
CONCERT = (
    "Orchestra opens its season",
    "The chamber orchestra opened its season on Sunday with three quartets. The hall was full, and the applause"
    " went on for minutes. The conductor thanked the stagehands.",
    "2031-05-05",
)
TEXTS = [*FERRY, *BAKERY, CONCERT]


PERSONS = ("Tovin Helmsgard", "Ralf Ossender", "Dana Whitlow", "Ivo Quarn")


@pytest.fixture(scope="module")
def readings() -> list[r.Reading]:
    """Read without the model, and with the persons that it would name."""
    return [
        named(read_report(report_from_text(text, title=title, published=day), started=None))
        for title, text, day in TEXTS
    ]


def named(reading: r.Reading) -> r.Reading:
    text = reading.report.text
    found = [
        r.Name(id=f"n{i}", spans=(r.Span.of(text, at, at + len(name)),), kind="person")
        for i, name in enumerate(PERSONS)
        if (at := text.find(name)) >= 0
    ]
    claims = [
        replace(c, names=tuple(n.id for n in found if n.spans[0].text in c.text))
        for c in reading.claims
    ]
    return replace(reading, names=tuple(found), claims=tuple(claims))


def filed(folder: Path, readings: Sequence[r.Reading]) -> Ledger:
    ledger = Ledger.open(folder / "test.db")
    for reading in readings:
        ledger.file(reading, seen_at=NOON)
    return ledger


def incidents(ledger: Ledger) -> list[IncidentLine]:
    return ledger.ask(incident_lines.lines)


def test_reports_on_one_occurrence_are_found_together(
    tmp_path: Path, readings: list[r.Reading]
) -> None:
    with filed(tmp_path, readings) as ledger:
        found = {frozenset(line.reports) for line in incidents(ledger)}
        ids = [reading.report.id for reading in readings]
        assert found == {frozenset(ids[:3]), frozenset(ids[3:5])}
        ferry = next(line for line in incidents(ledger) if ids[0] in line.reports)
        assert (ferry.since, ferry.until) == ("2031-05-04", "2031-05-08")
        assert ferry.killed is not None and (ferry.killed.low, ferry.killed.inferred) == (3, False)
        assert [(o.figure, o.reports) for o in ferry.killed.otherwise] == [(2, tuple(ids[:2]))]
        bakery = next(line for line in incidents(ledger) if ids[3] in line.reports)
        assert bakery.killed is not None and bakery.killed.low == 0 and bakery.killed.inferred
        assert bakery.injured is not None and bakery.injured.low == 1
        assert ledger.check() == []


def test_any_order_of_filing_gives_the_same_incidents_and_matches(
    tmp_path: Path, readings: list[r.Reading]
) -> None:
    draw = random.Random(SEED)
    wanted: object = None
    for round_ in range(4):
        order = list(readings)
        if round_:
            draw.shuffle(order)
        folder = tmp_path / str(round_)
        folder.mkdir()
        with filed(folder, order) as ledger:
            groups_ = sorted(sorted(line.reports) for line in incidents(ledger))
            matches = sorted(
                (tuple(sorted((a, b))), relation, similarity)
                for a, b, relation, similarity in ledger.db.execute(
                    "SELECT c.id, d.id, m.relation, m.similarity FROM matches AS m"
                    " JOIN claims AS c ON c.n = m.claim JOIN claims AS d ON d.n = m.other"
                )
            )
        if wanted is None:
            wanted = groups_, matches
        assert (groups_, matches) == wanted, f"SAYSO_SEED={SEED}"


def test_who_comes_together_later_is_compared_as_of_one_incident(
    tmp_path: Path, readings: list[r.Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, between, last = (marks_of(reading).day for reading in readings[:3])
    monkeypatch.setattr(
        rule, "weigh", lambda one, other: 5.0 if between in (one.day, other.day) else LINK - 0.1
    )
    assert None not in (first, between, last)
    with filed(tmp_path, [readings[0], readings[2]]) as ledger:
        assert together(ledger) == [False, False]
        ledger.file(readings[1], seen_at=NOON)
        assert together(ledger) == [True] * 6
        assert ledger.check() == []


def together(ledger: Ledger) -> list[bool]:
    """Whether the claims of each two reports were compared as those of one incident."""
    return [bool(t) for (t,) in ledger.db.execute("SELECT together FROM report_pairs")]


def test_why_they_are_one_adds_up(tmp_path: Path, readings: list[r.Reading]) -> None:
    with filed(tmp_path, readings[:3]) as ledger:
        (line,) = incidents(ledger)
        explained = ledger.ask(incident_lines.line_of, line.incident)
        assert len(explained.pairs) == 3
        for pair in explained.pairs:
            assert sum(a.weight for a in pair.agreements) == pytest.approx(pair.weight, abs=0.01)
        who = next(a for a in explained.pairs[0].agreements if a.field == "who")
        assert who.level == "person-and-age"
        assert set(who.shared) == {"ralf ossender", "tovin helmsgard"}


def test_a_report_without_a_day_is_found_too(tmp_path: Path, readings: list[r.Reading]) -> None:
    undated = [replace(g, report=replace(g.report, published=None)) for g in readings[:3]]
    with filed(tmp_path, undated) as ledger:
        assert [len(line.reports) for line in incidents(ledger)] == [3]


def under(title: str, text: str) -> r.Reading:
    """A reading with what its headline claims, as the model would have it."""
    report = report_from_text(text, title=title, published="2031-05-05")
    reading = read_report(report, started=None)
    head = r.Claim(
        id="head",
        spans=(r.Span(start=0, end=len(title), text=title, in_="title"),),
        text=title,
        attribution_id=None,
        voice="outlet",
        chain=(),
        degree=0,
        in_headline=True,
    )
    return replace(reading, claims=(head, *reading.claims))


def test_a_box_under_the_headlines_of_several_stories_tells_of_none(tmp_path: Path) -> None:
    box = "Get our news by post daily. Your wish was saved. There was a problem with your wish."
    told = "A man was shot dead at the ferry landing on Saturday, police said."

    def killed(ledger: Ledger) -> list[int]:
        return [line.killed.low for line in incidents(ledger) if line.killed]

    with filed(tmp_path, [under("Two men killed at ferry landing", box)]) as ledger:
        assert killed(ledger) == [2]
        ledger.file(under("Man killed at fair", box), seen_at=NOON)
        assert incidents(ledger) == []
        # What the text itself tells holds, whatever stands over it.
        ledger.file(under("Man killed at ferry landing", told), seen_at=NOON)
        ledger.file(under("One dead in Orrin", told), seen_at=NOON)
        assert killed(ledger) == [1]


def test_marks_survive_packing(readings: list[r.Reading]) -> None:
    for reading in readings:
        marks = hashed(marks_of(reading))
        assert unpack(pack(marks)) == marks


def test_hashes_weigh_what_words_weigh(readings: list[r.Reading]) -> None:
    marks = [marks_of(reading) for reading in readings]
    for one, other in combinations(marks, 2):
        assert weigh(one, other) == weigh(hashed(one), hashed(other)) == weigh(other, one)


def test_a_spokesman_is_no_tie(readings: list[r.Reading]) -> None:
    ferry, bakery = marks_of(readings[0]), marks_of(readings[3])
    assert "dana whitlow" in ferry.officials & bakery.officials
    assert ("officials", "shared", 2.3) in evidence(ferry, bakery)
    assert weigh(ferry, bakery) < LINK


def test_a_day_named_long_after_it_is_a_tie(readings: list[r.Reading]) -> None:
    news = replace(marks_of(readings[0]), day=738_000, days=frozenset({737_999}))
    trial = replace(news, day=738_400, days=frozenset({737_999, 738_390}))
    other = replace(news, day=738_400, days=frozenset({737_990, 738_390}))
    assert ("days", "after", 5.0) in evidence(news, trial)
    assert ("days", "none", -3.2) in evidence(news, other)
    assert weigh(news, trial) == weigh(trial, news) > weigh(news, other)


def test_nothing_known_weighs_nothing() -> None:
    nobody = Marks(None, frozenset(), {}, *[frozenset()] * 8)
    assert {field for field, _, _ in evidence(nobody, nobody)} == {"prior", "words"}


def slowly(members: Sequence[int], weights: dict[tuple[int, int], float]) -> list[list[int]]:
    """Average linkage as it is defined, every mean computed anew."""
    made = [[m] for m in sorted(members)]

    def mean(one: list[int], other: list[int]) -> float:
        values = [weights.get((min(a, b), max(a, b)), APART) for a in one for b in other]
        return sum(min(MOST, max(-MOST, v)) for v in values) / len(values)

    while len(made) > 1:
        pairs: Iterator[tuple[float, int, int]] = (
            (-mean(made[i], made[j]), i, j) for i, j in combinations(range(len(made)), 2)
        )
        best, i, j = min(pairs)
        if best >= 0:
            break
        made[i] += made.pop(j)
    return sorted(sorted(group) for group in made)


def test_average_linkage_on_random_graphs() -> None:
    draw = random.Random(SEED)
    for _ in range(60):
        members = draw.sample(range(50), draw.randint(1, 9))
        weights = {
            pair: draw.uniform(-10, 10)
            for pair in combinations(sorted(members), 2)
            if draw.random() < 0.7
        }
        assert groups(members, weights) == slowly(members, weights), f"SAYSO_SEED={SEED}"
