"""Whole readings: what must hold of any text, on the examples and on real files of many kinds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import invariants
import pytest

import sayso
from sayso.errors import NoSentences
from sayso.intake import open_inputs
from sayso.reading.reader import read_report
from sayso.records import Outlet, Report

EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "examples").iterdir()
    if path.suffix in (".txt", ".html")
)
REAL = {
    # folder of the shared corpora, pattern, and of so many files one
    "polnear": ("data/polnear/dev/text", "*.txt", 5),
    "white-house": ("data/white-house", "**/*.md", 30),
    "reports": ("reports", "*.txt", 1),
    "ua-mod-pages": ("data/ua-mod-pages", "**/*.html*", 12),
}


def reading(path: Path) -> dict[str, Any]:
    return dict(json.loads(sayso.read(path).to_json()))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_what_must_hold_of_any_reading_holds_of_the_examples(path: Path) -> None:
    invariants.check(reading(path))


@pytest.mark.parametrize("corpus", REAL)
def test_what_must_hold_of_any_reading_holds_of_real_reports(shared: Path, corpus: str) -> None:
    folder, pattern, step = REAL[corpus]
    files = sorted((shared / folder).glob(pattern))[::step]
    assert files
    for path in files:
        try:
            invariants.check(reading(path))
        except AssertionError as error:
            raise AssertionError(f"{path.name}: {error}") from error


def test_it_holds_of_wikinews_and_interviews(shared: Path) -> None:
    """GUM has its texts as sentences: joined again, a paragraph a line."""
    files = sorted((shared / "data" / "gum" / "dep").glob("GUM_*.conllu"))[::9]
    assert files
    for path in files:
        lines: list[list[str]] = [[]]
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("# newpar"):
                lines.append([])
            elif line.startswith("# text = "):
                lines[-1].append(line.removeprefix("# text = "))
        text = "\n\n".join(" ".join(line) for line in lines if line)
        invariants.check(json.loads(sayso.read_text(text).to_json()))


def test_every_claim_has_words(shared: Path) -> None:
    for path in sorted((shared / "data" / "white-house").glob("**/*.md"))[::50]:
        invariants.every_claim_has_words(reading(path))


# What a reading says of its report


TEXT = (
    "Bank shut after run\n\n"
    "Crates of money left the savings bank by the back door on Monday night, a teller said.\n\n"
    "“They were gone by noon,” she said. “Nobody asked.”\n"
)


def test_what_was_given_with_the_report_stands() -> None:
    found = sayso.read_text(
        TEXT, title="Money taken by night", outlet="Norvik Post", published="2031-05-03"
    )
    assert found.report.title == "Money taken by night"
    assert found.report.outlet == Outlet(name="Norvik Post")
    assert found.report.published is not None
    assert found.claims[0].spans[0].in_ == "title"
    assert found.claims[0].in_headline


def test_what_was_not_given_is_found_or_unknown() -> None:
    found = sayso.read_text(TEXT)
    assert found.report.title == "Bank shut after run"
    assert found.report.outlet is None
    assert found.report.published is None
    assert found.report.language == "en"
    assert found.claims[0].chain[0].source_id is None
    assert found.claims[0].chain[0].inferred


def test_the_text_is_kept_as_it_came() -> None:
    text = "\ufeff " + TEXT.replace("\n", "\r\n") + "\u200b\n\n\n"
    report = Report.of(text)
    assert read_report(report).report.text == text


def test_the_time_is_recorded_and_changes_nothing() -> None:
    report = Report.of(TEXT)
    one, other = read_report(report, started="2031-05-03T10:00:00Z"), read_report(report)
    assert one.generated_by.started == "2031-05-03T10:00:00Z"
    assert other.generated_by.started is None
    assert json.loads(one.to_json()) | {"generated_by": None} == json.loads(other.to_json()) | {
        "generated_by": None
    }


def test_line_ends_and_marks_of_order_change_offsets_and_nothing_else() -> None:
    plain = sayso.read_text(TEXT)
    for other in (TEXT.replace("\n", "\r\n"), "\n\n" + TEXT, TEXT.rstrip()):
        found = sayso.read_text(other)
        assert [c.text for c in found.claims] == [c.text for c in plain.claims]
        assert [c.degree for c in found.claims] == [c.degree for c in plain.claims]
        assert [s.name for s in found.sources] == [s.name for s in plain.sources]


@pytest.mark.parametrize("text", ["Bank shut.", "1, 2, 3", "…", "a b", "\u200b\u200b"])
def test_a_text_without_a_sentence_is_refused(text: str) -> None:
    with pytest.raises(NoSentences):
        read_report(Report.of(text))


def test_pages_and_texts_in_one_call_come_in_order() -> None:
    names = [Path(report.ref or "").name for report in open_inputs([str(p) for p in EXAMPLES])]  # type: ignore[union-attr]
    assert names == [path.name for path in EXAMPLES]


def test_a_question_in_a_transcript_asks_and_claims_nothing() -> None:
    text = (
        "MS. SENN: The mine is closed, and it will stay so.\n\nQ    Will it be sold before the winter comes?\n\n"
        "MS. SENN: No. Nobody has asked for it.\n"
    )
    reading = sayso.read_text(text)
    (asked,) = [a for a in reading.attributions if a.source and a.source[0].text == "Q"]
    assert (asked.stance, asked.certainty) == ("asks", "unknown")
    assert not any("winter" in c.text for c in reading.claims)
