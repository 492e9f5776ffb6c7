"""Corrections: what a person set right outlives a rebuild, is replaced by name, and goes with its report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from readings import bank_run

from sayso.errors import BadJudgement, NoSuchRecord
from sayso.ledger import Ledger
from sayso.ledger.judging import corrections
from sayso.ledger.judging.corrections import STANDS, extent

AT = "2031-05-04T09:00:00Z"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "sayso.db") as opened:
        opened.file(bank_run(), seen_at=AT)
        yield opened


def told() -> Any:
    return next(a for a in bank_run().attributions if a.source and extent(a))


def correct(ledger: Ledger, part: Any, value: Any, by: str = "Ada") -> corrections.Correction:
    where = extent(told())
    assert where
    return ledger.decide(
        corrections.correct, bank_run().report.id, where, part, value, by=by, at=AT
    )


def label(ledger: Ledger) -> dict[str, Any] | None:
    made = ledger.ask(corrections.corrections, bank_run().report.id)
    found = corrections.labels(bank_run(), made)["attributions"]
    return next((each for each in found if each["id"] == told().id), None)


def test_a_later_word_takes_the_place_of_an_earlier_one(ledger: Ledger) -> None:
    first = correct(ledger, "channel", "court")
    second = correct(ledger, "channel", "document")
    assert correct(ledger, "channel", "document") == second
    assert second.replaces == first.correction
    made = ledger.ask(corrections.corrections, bank_run().report.id)
    assert [each.in_force for each in made] == [False, True]
    assert label(ledger)["channel"] == "document"  # type: ignore[index]


def test_what_is_no_attribution_is_no_label_until_it_stands_again(ledger: Ledger) -> None:
    correct(ledger, "attribution", None)
    assert label(ledger) is None
    correct(ledger, "attribution", STANDS)
    assert label(ledger)["corrected"] == ["attribution"]  # type: ignore[index]


def test_labels_hold_offsets_and_no_words_of_the_text(ledger: Ledger) -> None:
    correct(ledger, "source", ((0, 13),))
    made = ledger.ask(corrections.corrections, bank_run().report.id)
    labels = corrections.labels(bank_run(), made)
    assert label(ledger)["source"] == ((0, 13),)  # type: ignore[index]
    assert set(labels) == {"file", "sha256", "outlet", "sources", "attributions"}
    assert len(labels["sha256"]) == 64


def test_a_rebuild_keeps_them_and_check_finds_no_fault(ledger: Ledger) -> None:
    correct(ledger, "stance", "denies")
    before = ledger.ask(corrections.corrections)
    ledger.rebuild()
    assert ledger.ask(corrections.corrections) == before
    assert list(ledger.check()) == []


def test_a_forgotten_report_takes_them_with_it(ledger: Ledger) -> None:
    correct(ledger, "stance", "denies")
    correct(ledger, "stance", "asks")
    ledger.forget(bank_run().report.id, why="court order", at=AT)
    assert ledger.ask(corrections.corrections) == []


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("channel", "gossip"),
        ("stance", ((0, 1),)),
        ("content", ()),
        ("source", ((5, 5),)),
        ("source", ((0, 10**6),)),
        ("attribution", "perhaps"),
    ],
)
def test_what_cannot_be_is_refused(ledger: Ledger, part: Any, value: Any) -> None:
    with pytest.raises(BadJudgement):
        correct(ledger, part, value)


def test_a_place_that_is_not_there_and_a_word_without_a_name(ledger: Ledger) -> None:
    report = bank_run().report.id
    with pytest.raises(NoSuchRecord):
        ledger.decide(corrections.correct, report, (0, 10**6), "channel", "court", by="Ada", at=AT)
    with pytest.raises(BadJudgement):
        correct(ledger, "channel", "court", by="  ")
