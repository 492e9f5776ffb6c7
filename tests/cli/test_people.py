"""`sayso judge`, `sayso grade` and `sayso export`. The reports are invented."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from command import start
from exported import small_ledger

from sayso.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    with small_ledger(tmp_path) as ledger:
        return ledger.path


@pytest.fixture
def claims(ledger: Path) -> list[str]:
    with Ledger.open(ledger) as opened:
        return sorted(line.claim for line in opened.claims())


def sayso(*arguments: str | Path) -> tuple[int, str, str]:
    process = start(*arguments)
    out, err = process.communicate(timeout=60)
    return process.returncode, out.decode(), err.decode()


def test_a_judgement_is_entered_and_listed(ledger: Path, claims: list[str]) -> None:
    pair = claims[:2]
    status, out, err = sayso(
        "judge", *pair, "--same", "--by", "Ana", "--why", "one run", "--ledger", ledger
    )
    assert (status, err) == (0, "")
    assert out.startswith(f"{pair[0]} and {pair[1]}: same, says Ana on 20")
    sayso("judge", *reversed(pair), "--withdraw", "--by", "Bo", "--ledger", ledger)
    _, out, _ = sayso("judge", pair[1], "--json", "--ledger", ledger)
    found = [json.loads(line) for line in out.splitlines()]
    assert [(each["verdict"], each["by"], each["in_force"]) for each in found] == [
        ("same", "Ana", False),
        ("withdrawn", "Bo", False),
    ]
    assert found[1]["replaces"] == found[0]["judgement"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--same", "--by", "Ana"), "it takes two claims"),
        ((0, "--same", "--by", "Ana"), "it takes two claims"),
        ((0, 1, 2), "about two claims"),
        ((0, 1, "--same"), "whose word is it?"),
        ((0, 0, "--same", "--by", "Ana"), "these are one"),
        ((0, "claim:ffff", "--same", "--by", "Ana"), "no claim has the id"),
    ],
)
def test_judgements_that_are_refused(
    ledger: Path, claims: list[str], arguments: tuple[int | str, ...], words: str
) -> None:
    given = [claims[each] if isinstance(each, int) else each for each in arguments]
    status, out, err = sayso("judge", *given, "--ledger", ledger)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_grade_is_entered_on_both_axes_and_laid_out(ledger: Path, claims: list[str]) -> None:
    target, other = claims[:2]
    status, out, err = sayso(
        *("grade", target, "--reliability", "b", "--credibility", "3", "--by", "Ana"),
        *("--why", "she was there", "--evidence", other, "--ledger", ledger),
    )
    assert (status, err) == (0, "")
    assert "reliability B, usually reliable, says Ana" in out
    assert "credibility 3, possibly true, says Ana" in out
    _, out, _ = sayso("grade", target, "--json", "--ledger", ledger)
    lines = [json.loads(line) for line in out.splitlines()]
    signals = [line["signal"] for line in lines if "signal" in line]
    assert signals[:5] == ["origins", "shared-text", "conflicts", "same", "channel"]
    assert [line["value"] for line in lines if "grade" in line] == ["B", "3"]
    assert lines[-1]["evidence"] == [other]


def test_nothing_is_entered_if_one_axis_is_wrong(ledger: Path, claims: list[str]) -> None:
    wrong = ("--reliability", "B", "--credibility", "9", "--by", "Ana", "--why", "so")
    status, _, err = sayso("grade", claims[0], *wrong, "--ledger", ledger)
    assert status == 2
    assert "credibility is one of 1, 2, 3, 4, 5, 6" in err
    assert "says Ana" not in sayso("grade", claims[0], "--ledger", ledger)[1]
    status, _, err = sayso("grade", claims[0], "--reliability", "B", "--ledger", ledger)
    assert (status, err) == (2, "sayso: --by: a grade takes one\n")


@pytest.mark.parametrize("format_", ["jsonl", "web-annotation", "claim-jsonld", "markdown", "html"])
def test_a_file_says_what_standard_output_says(ledger: Path, tmp_path: Path, format_: str) -> None:
    asked = ("export", "--format", format_, "--ledger", ledger)
    fixed = {"SOURCE_DATE_EPOCH": "1935828000"}
    shown, _ = start(*asked, env=fixed).communicate(timeout=60)
    written = start(*asked, "--out", tmp_path / "x", env=fixed)
    assert written.communicate(timeout=60) == (b"", b"")
    assert written.returncode == 0
    assert (tmp_path / "x").read_bytes() == shown
    assert len(shown) > 1000


def test_csv_is_the_table_of_claims_or_a_folder(
    ledger: Path, claims: list[str], tmp_path: Path
) -> None:
    _, out, _ = sayso("export", "--format", "csv", "--ledger", ledger)
    rows = list(csv.DictReader(out.splitlines(keepends=True)))
    assert sorted(row["claim"] for row in rows) == claims
    status, out, _ = sayso(
        "export", "--format", "csv", "--out", tmp_path / "out", "--ledger", ledger
    )
    assert (status, out) == (0, f"{tmp_path}/out: {len(claims)} claims of 2 reports\n")
    assert (tmp_path / "out" / "claims.csv").is_file()


def test_a_selection(ledger: Path, claims: list[str]) -> None:
    _, out, _ = sayso("export", "--format", "csv", "--claim", *claims[:2], "--ledger", ledger)
    assert (
        sorted(line.split(",")[0] for line in out.splitlines() if line.startswith("claim:"))
        == claims[:2]
    )
    _, out, _ = sayso("export", "--format", "csv", "--channel", "interview", "--ledger", ledger)
    found = list(csv.DictReader(out.splitlines(keepends=True)))
    assert 0 < len(found) < len(claims)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "parquet"), "--out"),
        (("--format", "csv", "--out", "no/such/folder"), "does not exist"),
        (("--format", "jsonl", "--claim", "claim:ffff"), "no claim has the id"),
        (("--format", "jsonl", "--since", "yesterday"), "--since"),
    ],
)
def test_exports_that_are_refused(ledger: Path, arguments: tuple[str, ...], words: str) -> None:
    status, out, err = sayso("export", *arguments, "--ledger", ledger)
    assert (status, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    for command in (("export", "--format", "jsonl"), ("judge",), ("grade", "claim:0000")):
        status, out, err = sayso(*command, "--ledger", tmp_path / "none.db")
        assert (status, out) == (2, "")
        assert "no such ledger" in err
    assert not (tmp_path / "none.db").exists()
