"""Series: the claims of a topic over time, on the invented story of examples/story."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from sayso.cli.main import main
from sayso.intake import report_from_text
from sayso.ledger import Ledger
from sayso.ledger.timeline import series
from sayso.ledger.timeline.series import SeriesLine, WeekLine
from sayso.reading.reader import read_report

STORY = Path(__file__).parents[2] / "examples" / "story"
AT = "2031-05-01T00:00:00Z"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the story in it, filed by the command."""
    path = tmp_path_factory.mktemp("story") / "story.db"
    reports = str(STORY / "reports.jsonl")
    assert main(["add", reports, "--from", "jsonl", "--ledger", str(path), "--quiet"]) == 0
    assert main(["import-series", str(STORY / "losses.csv"), "--ledger", str(path)]) == 0
    return path


@pytest.fixture
def ledger(file: Path) -> Iterator[Ledger]:
    with Ledger.open(file, readonly=True) as opened:
        yield opened


def losses(ledger: Ledger, **asked: str) -> list[SeriesLine]:
    return ledger.ask(series.lines, "personnel-losses", **asked)


def test_figures_come_in_the_order_of_their_days(ledger: Ledger) -> None:
    found = losses(ledger)
    days = [line.when for line in found]
    assert days == sorted(days)
    told = {(line.when, line.outlet, line.claimant, line.stated) for line in found}
    assert ("2031-04-11", "Sarn Press", "A Valdanian officer", 200) in told
    assert ("2031-04-16", "Sarn Press", "A Valdanian officer", 100) in told
    assert ("2031-04-12", "Daily Beacon", "Daily Beacon", 200) in told  # its own words
    assert ("2031-04-13", "Kestrel Online", "Daily Beacon", 200) in told  # on whose word
    assert ("2031-04-15", "Valdan Today", "Valdanian defence ministry", 11) in told


def test_an_open_interval_stays_open(ledger: Ledger) -> None:
    (last,) = (line for line in losses(ledger) if line.stated == 1800)
    assert (last.low, last.high, last.qualifier) == (1800, None, "over")
    assert last.unit == "Valdanian soldier"


def test_days_bound_a_series_on_both_sides(ledger: Ledger) -> None:
    found = losses(ledger, since="2031-04-12", until="2031-04-13")
    assert {line.when for line in found} == {"2031-04-12", "2031-04-13"}


def test_ages_and_lengths_of_time_are_no_figures_of_a_topic(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        text = "In two days the army lost 30 soldiers, among them a 19-year-old."
        ledger.file(read_report(report_from_text(text), started=None), seen_at=AT)
        assert [line.stated for line in losses(ledger)] == [30]


def test_what_was_only_asked_for_has_its_status(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        for day, text in (
            ("2031-04-01", "The envoy asked parliament for $40 million in military aid."),
            ("2031-04-08", "Parliament approved $30 million in military aid on Tuesday."),
        ):
            report = report_from_text(text, published=day)
            ledger.file(read_report(report, started=None), seen_at=AT)
        found = ledger.ask(series.lines, "aid-military")
        assert [(line.stated, line.status) for line in found] == [
            (40e6, "requested"),
            (30e6, "approved"),
        ]


def test_a_report_without_a_day_is_in_no_week_and_comes_last(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        for day in (None, "2031-04-08"):
            text = f"Morale in the army has collapsed, Ada Oram said. {day}"
            report = report_from_text(text, published=day)
            ledger.file(read_report(report, started=None), seen_at=AT)
        assert [line.when for line in ledger.ask(series.lines, "morale")] == ["2031-04-08", None]
        assert [week.week for week in ledger.ask(series.weeks, "morale")] == ["2031-W15"]


def test_a_condition_is_counted_in_origins_a_week(ledger: Ledger) -> None:
    weeks = ledger.ask(series.weeks, "morale")
    by = {(week.week, week.direction): week for week in weeks}
    assert by["2031-W16", "better"].at_most == 1  # the ministry
    worse = by["2031-W15", "worse"]
    # One call, told by four outlets.
    assert len(worse.reports) >= 3
    assert worse.at_least == 1
    assert worse.at_most < len(worse.reports)
    assert (worse.when, worse.until) == ("2031-04-07", "2031-04-13")
    assert by["2031-W17", "worse"].at_least == 1


def test_the_latest_lines_and_their_whole_weeks(ledger: Ledger) -> None:
    lines = ledger.ask(series.numbered, "morale")
    assert ledger.ask(series.how_many, "morale") == len(lines)
    for latest in range(1, len(lines) + 1):
        found = ledger.ask(series.numbered, "morale", latest=latest)
        assert found == lines[-latest:]
    every = ledger.ask(series.weeks_of, lines)
    whole = ledger.ask(series.weeks_of, lines, cut=True)
    assert whole == [week for week in every if week.week != every[0].week]


def test_whole_weeks_are_left_out_from_the_earliest_on(ledger: Ledger) -> None:
    lines = ledger.ask(series.numbered, "morale")
    every = ledger.ask(series.weeks_of, lines)
    assert every == ledger.ask(series.weeks, "morale")
    names = sorted({week.week for week in every})
    for most in range(12):
        latest = ledger.ask(series.weeks_of, lines, most=most)
        kept = {week.week for week in latest}
        assert latest == [week for week in every if week.week in kept]
        assert kept == set(names[-len(kept) :])
        assert len(kept) == 1 or sum(len(week.claims) for week in latest) <= most


def test_reference_series_lie_beside(ledger: Ledger) -> None:
    beside = ledger.ask(series.beside, "personnel-losses", losses(ledger))
    assert [p.stated for p in beside] == [1870, 1790, 1824]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_the_command_writes_lines(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ("--ledger", str(file), "--json")
    found = [json.loads(row) for row in run(capsys, "series", "personnel-losses", *at).splitlines()]
    assert set(found[0]) == {field.name for field in fields(SeriesLine)}
    assert {"when", "claimant", "low", "high", "unit", "claim", "report"} <= set(found[0])
    rows = run(capsys, "series", "morale", "--weeks", *at).splitlines()
    assert set(json.loads(rows[0])) == {field.name for field in fields(WeekLine)}
    rows = run(capsys, "series", "personnel-losses", "--reference", *at).splitlines()
    last = json.loads(rows[-1])
    assert (last["when"], last["stated"], last["claim"]) == ("2031-04-21", 1824, None)


def test_the_command_speaks_to_people(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "series", "morale", "--ledger", str(file))
    assert "2031-W16  better   1 origin (1 claim)" in shown
    shown = run(capsys, "series", "personnel-losses", "--ledger", str(file))
    assert "over 1,800 Valdanian soldiers" in shown
    assert "no claim about horses" in run(capsys, "series", "horses", "--ledger", str(file))


def test_a_claim_says_where_its_figure_could_come_from(
    file: Path, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = (line for line in losses(ledger) if line.stated == 1800)
    shown = run(capsys, "show", line.claim, "--ledger", str(file), "--json")
    (traced,) = json.loads(shown)["could_come_from"]
    first = traced["candidates"][0]
    assert (first["day"], first["stated"], first["how"]) == ("2031-04-21", 1824, "rounded")
    assert "could come from" in run(capsys, "show", line.claim, "--ledger", str(file))


def test_a_picture_appears_whole_or_not_at_all(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ("--ledger", str(file))
    for topic in ("morale", "personnel-losses", "horses"):
        run(capsys, "series", topic, "--plot", str(tmp_path / f"{topic}.svg"), *at)
        assert (tmp_path / f"{topic}.svg").read_text("utf-8").startswith("<?xml")
    nowhere = str(tmp_path / "none" / "x.svg")
    assert main(["series", "morale", "--plot", nowhere, *at]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_bad_series_costs_itself_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n", "utf-8")
    at = ("--ledger", str(tmp_path / "x.db"), "--json")
    assert main(["import-series", str(bad), str(STORY / "losses.csv"), *at]) == 2
    told = capsys.readouterr()
    assert "no series is known by these columns" in told.err
    assert json.loads(told.out)["added"] == 4


def test_a_date_that_is_none_is_refused(file: Path) -> None:
    assert main(["series", "morale", "--since", "soon", "--ledger", str(file)]) == 2
