"""`check`: it passes on a whole ledger, and says what is wrong with any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import read_report

from sayso.errors import LedgerError, UnwritableLedger
from sayso.intake import report_from_text
from sayso.ledger import Ledger

NOON = "2031-05-03T12:00:00Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "test.db"
    with Ledger.open(file) as ledger:
        for n in range(40):
            text = f"On day {n} the river stood at {n + 100} centimetres below the old bridge." * 3
            report = report_from_text(text, url=f"https://a.example/{n}")
            ledger.file(read_report(report, started=None), seen_at=NOON)
    return file


def faults(path: Path) -> list[str]:
    with Ledger.open(path) as ledger:
        return list(ledger.check())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE reports SET text = text || '.' WHERE n = 3", "its text has another hash"),
        ("UPDATE sightings SET title = 'Flood' WHERE n = 3", "a sighting of it says other things"),
        ("UPDATE readings SET data = x'00' WHERE n = 3", "a packed reading is damaged"),
        (
            "UPDATE readings SET data = (SELECT data FROM readings WHERE n = 4) WHERE n = 3",
            "its reading is of another report",
        ),
        ("UPDATE claims SET text = 'Nobody said so.' WHERE n = 5", "the findings in claims"),
        ("DELETE FROM claims WHERE n = 40", "is missing"),
        ("DELETE FROM readings WHERE n = 40", "no sighting or no reading"),
        ("DELETE FROM words WHERE rowid = 7", "the index of words is not"),
    ],
)
def test_each_fault_is_named(path: Path, change: str, words: str) -> None:
    assert faults(path) == []
    with Ledger.open(path) as ledger:
        ledger.db.execute(change)
    found = faults(path)
    assert found
    assert any(words in fault for fault in found), found


@pytest.mark.parametrize("part", range(12))
def test_a_page_with_a_damaged_head_is_found(path: Path, part: int) -> None:
    raw = bytearray(path.read_bytes())
    pages = len(raw) // 8192
    at = 8192 * (1 + part * (pages - 1) // 12)
    raw[at : at + 512] = bytes((part * 37 + i) % 256 for i in range(512))
    path.write_bytes(raw)
    try:
        found = faults(path)
    except LedgerError as error:
        found = [str(error)]
    assert found, at
    assert all("\n" not in fault for fault in found)


def test_a_word_changed_anywhere_in_the_file_is_found(path: Path) -> None:
    whole = path.read_bytes()
    word = b"centimetres"
    places = [at for at in range(len(whole)) if whole.startswith(word, at)]
    assert len(places) > 100
    for at in (*places[:2], *places[2 :: len(places) // 6], places[-1]):
        path.write_bytes(whole[:at] + b"zentimetres" + whole[at + len(word) :])
        assert faults(path), at


def test_a_full_disk_loses_nothing_that_was_acknowledged(path: Path) -> None:
    with Ledger.open(path) as ledger:
        (pages,) = ledger.db.execute("PRAGMA page_count").fetchone()
        ledger.db.execute(f"PRAGMA max_page_count = {pages + 8}")
        filed = []
        with pytest.raises(UnwritableLedger, match="the disk is full"):
            for n in range(1000):
                text = f"Night {n}: " + f"the lock at Sarn was opened {n} times. " * 20
                report = report_from_text(text, ref=str(n))
                filed.append(ledger.file(read_report(report, started=None), seen_at=NOON))
        assert ledger.check() == []
    with Ledger.open(path) as ledger:
        assert all(ledger.reading(f.report) for f in filed)
        report = report_from_text("Now there is room again for one more report.", ref="room")
        ledger.file(read_report(report, started=None), seen_at=NOON)
    assert faults(path) == []
