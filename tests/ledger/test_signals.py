"""What there is to weigh, and what is remembered of a source. The reports are invented."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import records as r
from sayso.ledger import Ledger
from sayso.ledger.answers.life import most_told
from sayso.ledger.judging import judgements
from sayso.ledger.judging.signals import Signal, origins, signals
from sayso.ledger.judging.sources_memory import Memory, memory

AT = "2031-05-06T10:00:00Z"
HOST = "https://post.example/"


def reading(said: str, path: str, *, name: str = "Ana Roe", outlet: bool = False) -> r.Reading:
    """One claim: of a named source, or in the outlet's own words."""
    text = f"{said}, {name} said." if not outlet else f"{said}."
    report = r.Report.of(text, url=HOST + path, outlet=r.Outlet(name="Post"))
    source = r.Source(id="s1", name=name, kind="person", named=True)
    channel = r.Channel(id="h1", kind="interview")
    links = [r.ChainLink(), r.ChainLink(source_id="s1", channel_id="h1", attribution_id="a1")]
    told = r.Attribution(id="a1", source=(), cue=(), content=(), source_id="s1", quoted="indirect")
    span = r.Span.of(text, 0, len(said))
    claim = r.Claim(
        id="c1",
        spans=(span,),
        text=said,
        attribution_id=None if outlet else "a1",
        voice="outlet" if outlet else "source",
        chain=tuple(links[:1] if outlet else links),
        degree=0 if outlet else 1,
        central=True,
    )
    return r.Reading(
        generated_by=r.GeneratedBy(sayso="0.1.0", model=None, started=AT),
        report=report,
        attributions=() if outlet else (told,),
        sources=() if outlet else (source,),
        channels=() if outlet else (channel,),
        claims=(claim,),
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        yield ledger


def add(ledger: Ledger, *readings: r.Reading) -> list[tuple[int, str]]:
    """File readings and return the row and id of the claim of each."""
    found = []
    for each in readings:
        report = ledger.file(each, seen_at=AT).report
        found.append(
            ledger.db.execute(
                "SELECT c.n, c.id FROM claims AS c JOIN reports AS p ON p.n = c.report WHERE p.id = ?",
                (report,),
            ).fetchone()
        )
    return found


def relate(db: sqlite3.Connection, later: int, earlier: int, relation: str) -> None:
    db.execute(
        "DELETE FROM matches WHERE ? IN (claim, other) AND ? IN (claim, other)", (later, earlier)
    )
    db.execute("INSERT INTO matches VALUES (?, ?, ?, 0.9, 1)", (later, earlier, relation))


def source_of(ledger: Ledger) -> str:
    (named,) = ledger.db.execute("SELECT id FROM sources WHERE name = 'Ana Roe'").fetchone()
    return str(named)


def value(found: list[Signal], name: str) -> Signal:
    (one,) = [each for each in found if each.signal == name]
    return one


def test_a_source_is_remembered_by_the_claims_that_end_at_it(ledger: Ledger) -> None:
    mine, theirs = add(
        ledger,
        reading("The ferry is closed", "a"),
        reading("Nine boats sank in March", "b", name="Bo Lee"),
    )
    found = ledger.ask(memory, source_of(ledger))
    assert found == Memory(
        target=source_of(ledger),
        claims=(mine[1],),
        corroborated=(),
        contradicted=(),
        corrected=(),
    )
    assert theirs[1] not in found.claims


def test_a_conflict_is_remembered_unless_a_person_rejects_it(ledger: Ledger) -> None:
    mine, theirs = add(
        ledger,
        reading("Five boats sank in April", "a"),
        reading("Nine boats sank in March", "b", name="Bo Lee"),
    )
    relate(ledger.db, theirs[0], mine[0], "conflicts")
    assert ledger.ask(memory, source_of(ledger)).contradicted == (mine[1],)
    weighed = ledger.ask(signals, mine[1])
    assert value(weighed, "conflicts").evidence == (theirs[1],)
    assert value(weighed, "memory-contradicted").value == "1 of 1 claim"
    ledger.decide(judgements.judge, mine[1], theirs[1], "different", by="Cy", at=AT)
    assert ledger.ask(memory, source_of(ledger)).contradicted == ()
    assert value(ledger.ask(signals, mine[1]), "conflicts").value == "0 claims"


def test_a_source_that_gives_another_figure_later_has_corrected_itself(ledger: Ledger) -> None:
    first, second, other = add(
        ledger,
        reading("Five boats sank in April", "a"),
        reading("Six boats sank in April", "b"),
        reading("Seven boats sank in April", "c", name="Bo Lee"),
    )
    for later, earlier in ((second, first), (other, second)):
        relate(ledger.db, later[0], earlier[0], "updates")
    assert ledger.ask(memory, source_of(ledger)).corrected == (first[1],)


def test_two_known_origins_corroborate(ledger: Ledger) -> None:
    mine, theirs = add(
        ledger,
        reading("The ferry is closed", "a"),
        reading("Nine boats sank in March", "b", name="Bo Lee"),
    )
    assert ledger.ask(origins, mine[1]) == (1, 1)
    ledger.decide(judgements.judge, mine[1], theirs[1], "same", by="Cy", at=AT)
    counted = ledger.ask(origins, mine[1])
    assert ledger.ask(memory, source_of(ledger)).corroborated == (
        (mine[1],) if counted[0] >= 2 else ()
    )
    assert value(ledger.ask(signals, mine[1]), "origins").evidence == (theirs[1],)


def test_an_outlet_is_remembered_by_its_own_words_and_changed_pages(ledger: Ledger) -> None:
    own, _ = add(
        ledger,
        reading("The ferry is closed", "a", outlet=True),
        reading("The ferry is open again", "a", outlet=True),
    )
    add(ledger, reading("The bridge is shut", "b"))
    found = ledger.ask(memory, "outlet:post.example")
    assert len(found.claims) == 2
    assert found.corrected == (own[1],)
    assert {each.signal for each in ledger.ask(signals, "outlet:post.example")} == {
        "memory-corroborated",
        "memory-contradicted",
        "memory-corrected",
    }


def test_signals_say_what_is_not_known(ledger: Ledger) -> None:
    mine, own = add(
        ledger,
        reading("The ferry is closed", "a"),
        reading("The bridge is shut", "b", outlet=True),
    )
    found = ledger.ask(signals, mine[1])
    assert value(found, "origins").value == "at least 1, at most 1"
    assert value(found, "channel").value == "interview"
    assert value(found, "source").value == "Ana Roe, named"
    assert value(found, "degree").value == "what the outlet was told"
    assert value(found, "self-interest").value == "nothing in the words says so"
    assert value(ledger.ask(signals, own[1]), "source").value == "the outlet itself"
    assert value(ledger.ask(signals, own[1]), "channel").value == "not stated"


def test_the_claim_that_most_reports_tell(ledger: Ledger) -> None:
    alone, mine, theirs = add(
        ledger,
        reading("The bridge is shut", "c"),
        reading("The ferry is closed", "a"),
        reading("Nine boats sank in March", "b", name="Bo Lee"),
    )
    reports = [line.report for line in ledger.claims()]
    assert ledger.ask(most_told, reports) == alone[1]
    ledger.decide(judgements.judge, mine[1], theirs[1], "same", by="Cy", at=AT)
    assert ledger.ask(most_told, reports) == mine[1]
    assert ledger.ask(most_told, []) is None
