"""Facts: filed once, never changed, whatever the order and however often."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from command import read_report

from sayso import records as r
from sayso.errors import (
    Forgotten,
    NewerLedger,
    NoLedger,
    NoSuchRecord,
    NotALedger,
    UnwritableLedger,
)
from sayso.intake import report_from_text
from sayso.ledger import Filing, Ledger, Selection
from sayso.ledger.addresses import host_of, url_key
from sayso.ledger.packed import Packed, pack, unpack
from sayso.ledger.schema import finding_tables

NOON = "2031-05-03T12:00:00Z"
LATER = "2031-05-04T12:00:00Z"
FLOOD = "The river rose by two metres in the night, and the lower town was cleared."
STRIKE = "Drivers at the Sarn depot stopped work on Monday over a change of shifts."


def reading(text: str, **said: str | None) -> r.Reading:
    return read_report(report_from_text(text, **said), started=None)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger.open(tmp_path / "test.db") as opened:
        yield opened


def outcome(filing: Filing) -> str:
    return filing.outcome


def count(ledger: Ledger, table: str) -> int:
    return ledger.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_report_filed_twice_changes_nothing(ledger: Ledger) -> None:
    first = ledger.file(reading(FLOOD, url="https://a.example/1"), seen_at=NOON)
    again = ledger.file(reading(FLOOD, url="https://a.example/1"), seen_at=LATER)
    assert (first.outcome, again.outcome) == ("added", "already")
    assert first.sighting == again.sighting
    assert count(ledger, "reports") == count(ledger, "sightings") == count(ledger, "readings") == 1
    assert ledger.sightings(first.report)[0].seen_at == NOON


def test_the_same_page_by_another_address_is_the_same_sighting(ledger: Ledger) -> None:
    ledger.file(reading(FLOOD, url="https://www.a.example/1"), seen_at=NOON)
    again = ledger.file(reading(FLOOD, url="http://a.example/1/?utm_source=feed#top"), seen_at=NOON)
    assert again.outcome == "already"


def test_one_text_at_two_outlets_is_one_report_and_two_sightings(ledger: Ledger) -> None:
    first = ledger.file(reading(FLOOD, url="https://a.example/1", outlet="A"), seen_at=NOON)
    second = ledger.file(reading(FLOOD, url="https://b.example/9", outlet="B"), seen_at=LATER)
    assert second.outcome == "sighted"
    assert first.report == second.report
    assert [s.outlet for s in ledger.sightings(first.report)] == ["A", "B"]
    assert count(ledger, "claims") == 1


def test_files_without_an_address_are_places_too(ledger: Ledger) -> None:
    ledger.file(reading(FLOOD), seen_at=NOON, ref="/news/a.txt")
    assert ledger.file(reading(FLOOD), seen_at=NOON, ref="/news/a.txt").outcome == "already"
    assert ledger.file(reading(FLOOD), seen_at=NOON, ref="/news/b.txt").outcome == "sighted"


def test_a_place_that_says_more_than_before_is_a_new_sighting(ledger: Ledger) -> None:
    ledger.file(reading(FLOOD, outlet="A"), seen_at=NOON, ref="x")
    assert ledger.file(reading(FLOOD), seen_at=NOON, ref="x").outcome == "already"
    more = ledger.file(reading(FLOOD, title="Town cleared"), seen_at=NOON, ref="x")
    assert more.outcome == "sighted"


def test_a_new_text_at_a_known_address_is_a_version_and_both_stay(ledger: Ledger) -> None:
    old = ledger.file(reading(FLOOD, url="https://a.example/1", title="Flood"), seen_at=NOON)
    new = ledger.file(
        reading(FLOOD + " Nobody was hurt.", url="https://a.example/1", title="Flood: no victims"),
        seen_at=LATER,
    )
    assert new.outcome == "version"
    record = ledger.show(new.report)
    assert [(v.earlier, v.later) for v in record.versions] == [(old.report, new.report)]
    headline = record.versions[0].changes["headline"]
    assert (headline["from"]["text"], headline["to"]["text"]) == ("Flood", "Flood: no victims")
    assert ledger.reading(old.report).report.text == FLOOD


def test_a_known_text_is_sighted_without_being_read(ledger: Ledger) -> None:
    made = reading(FLOOD, outlet="A")
    ledger.file(made, seen_at=NOON, ref="x")
    assert ledger.knows(made.report.id, sayso="0.1.0", model=None)
    assert not ledger.knows(made.report.id, sayso="0.2.0", model=None)
    report = report_from_text(FLOOD, outlet="B")
    assert ledger.sight(report, seen_at=LATER, ref="y").outcome == "sighted"
    assert ledger.sight(report, seen_at=LATER, ref="y").outcome == "already"


def test_a_newer_reading_is_kept_and_counts_after_a_rebuild(ledger: Ledger) -> None:
    old = reading(FLOOD)
    claim = replace(old.claims[0], degree=1)
    newer = replace(old, generated_by=replace(old.generated_by, sayso="0.2.0"), claims=(claim,))
    ledger.file(old, seen_at=NOON, ref="x")
    assert ledger.file(newer, seen_at=NOON, ref="x").outcome == "already"
    assert ledger.claims()[0].degree == 0
    assert ledger.check() == []
    named = ledger.claims()[0].claim
    assert ledger.rebuild() == 1
    assert ledger.claims()[0].degree == 1
    assert ledger.claims()[0].claim == named


def test_several_are_filed_together_or_not_at_all(ledger: Ledger) -> None:
    filed = ledger.file(reading(STRIKE), seen_at=NOON, ref="s")
    ledger.forget(filed.report, why="by order", at=LATER)
    with pytest.raises(Forgotten):
        ledger.file_all([(reading(FLOOD), "f"), (reading(STRIKE), "s")], seen_at=LATER)
    assert count(ledger, "reports") == 0


def test_what_is_forgotten_is_gone_from_the_file_and_stays_away(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with Ledger.open(path) as ledger:
        kept = ledger.file(reading(FLOOD), seen_at=NOON, ref="f")
        filed = ledger.file(reading(STRIKE), seen_at=NOON, ref="s")
        ledger.forget(filed.report[:20], why="court order", at=LATER)
        with pytest.raises(Forgotten, match="it was forgotten on 2031-05-04"):
            ledger.file(reading(STRIKE), seen_at=LATER, ref="s")
        assert ledger.search("drivers depot") == []
        assert ledger.check() == []
        assert ledger.claims()[0].report == kept.report
        grave = ledger.db.execute("SELECT * FROM tombstones").fetchall()
        assert grave == [(filed.report, LATER, "court order")]
    for file in tmp_path.iterdir():
        assert b"depot" not in file.read_bytes(), file.name


def test_an_id_may_be_shortened_where_it_fits_one(ledger: Ledger) -> None:
    filed = ledger.file(reading(FLOOD), seen_at=NOON, ref="f")
    digits = filed.report.removeprefix("sha256:")
    assert ledger.reading(digits[:8]).report.id == filed.report
    named = ledger.claims()[0].claim
    assert ledger.claim(named[:12]).claim == named
    for bad in ("claim:00ff00ff", "sha256:", "'; DROP TABLE reports", "%", ""):
        with pytest.raises(NoSuchRecord):
            ledger.show(bad)


def test_words_are_found_whatever_stands_between_them(ledger: Ledger) -> None:
    ledger.file(reading(FLOOD, title="Town cleared"), seen_at=NOON, ref="f")
    ledger.file(reading(STRIKE), seen_at=NOON, ref="s")
    assert len(ledger.search("river town")) == 1
    assert len(ledger.search("cleared")) == 1
    assert len(ledger.search('"lower town"')) == 1
    assert ledger.search('"town lower"') == []
    for odd in ('"', "AND", "NEAR(", "a*b", "title:", "", "-", "(" * 50, "text : x"):
        ledger.search(odd)
    assert [c.text for c in ledger.claims(Selection(words="depot"))] == [STRIKE]


def test_claims_are_selected_by_date(ledger: Ledger) -> None:
    ledger.file(reading(FLOOD, published="2031-05-02"), seen_at=NOON, ref="f")
    ledger.file(reading(STRIKE, published="2031-04"), seen_at=NOON, ref="s")

    def found(**days: str) -> list[str]:
        return [c.text for c in ledger.claims(Selection(**days))]

    assert found(since="2031-05-02") == [FLOOD]
    assert found(since="2031-05-03") == []
    assert found(until="2031-05-01") == [STRIKE]
    assert found(since="2031-04-20", until="2031-05-02") == [STRIKE, FLOOD]


def test_a_reading_comes_back_as_it_was_packed() -> None:
    made = reading("“Enough”, he said. \U0001f600 It was over by noon on Friday.", title="Over")
    packed = pack(made)
    assert unpack(packed, made.report.text) == made
    part = Packed.of(packed, made.report.text)
    for claim in made.claims:
        assert part.claim(claim.id) == claim
        figures = tuple(q for q in made.quantities if q.id in claim.quantities)
        assert part.quantities(claim.quantities) == figures
    denied = tuple(a for a in made.attributions if a.stance == "denies")
    assert part.attributions(stance="denies") == denied
    ids = [a.id for a in made.attributions]
    assert part.attributions(ids, stance="denies") == made.attributions
    beyond = replace(made.claims[0], spans=(r.Span(start=900, end=901, text=""),), text="")
    off = replace(made, claims=(beyond,))
    assert unpack(pack(off), made.report.text) == off  # as it came: whoever checks it says so
    with pytest.raises(ValueError, match=r"damaged|outside"):
        unpack(pack(made), "short")
    with pytest.raises(ValueError, match="damaged"):
        unpack(b"\x00garbage", made.report.text)


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="there is no such ledger"):
        Ledger.open(tmp_path / "none.db", create=False)
    (tmp_path / "text.db").write_text("Not a database, but a page of text that goes on." * 100)
    with pytest.raises(NotALedger):
        Ledger.open(tmp_path / "text.db")
    with pytest.raises(NotALedger):
        Ledger.open(tmp_path)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE birds (name)")
    other.close()
    with pytest.raises(NotALedger, match="something else"):
        Ledger.open(tmp_path / "other.db")
    with pytest.raises(UnwritableLedger):
        Ledger.open(tmp_path / "no" / "folder.db")
    with Ledger.open(tmp_path / "new.db") as ledger:
        ledger.db.execute("INSERT INTO migrations VALUES ('999-from-the-future.sql')")
    with pytest.raises(NewerLedger):
        Ledger.open(tmp_path / "new.db")


def test_facts_are_no_findings() -> None:
    findings = finding_tables()
    assert "claims" in findings
    assert "words" in findings
    assert not {"reports", "sightings", "readings", "tombstones", "owners"} & set(findings)
    assert not {"judgements", "grades", "reference_series", "reference_points"} & set(findings)


@pytest.mark.parametrize(
    ("url", "key", "host"),
    [
        ("https://www.a.example/x/?b=2&a=1&utm_medium=feed#c", "a.example/x?a=1&b=2", "a.example"),
        ("http://m.a.example:80/x", "a.example/x", "a.example"),
        ("https://a.example:8443/x", "a.example:8443/x", "a.example"),
        ("http://web.archive.org/web/20310503/http://a.example/x", "a.example/x", "a.example"),
        ("https://web.archive.org/web/2031id_/a.example/x", "a.example/x", "a.example"),
        ("https://a.example", "a.example", "a.example"),
        ("https://A.EXAMPLE/X", "a.example/X", "a.example"),
        ("http://[::1", None, None),
        ("http://a.example:99999/", None, "a.example"),
        ("file.txt", None, None),
        (None, None, None),
    ],
)
def test_addresses(url: str | None, key: str | None, host: str | None) -> None:
    assert url_key(url) == key
    assert host_of(url) == host
