"""`sayso add`: what cannot be filed costs only itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from command import READER, reader

from sayso.cli.main import main
from sayso.ledger import Ledger
from sayso.ledger.filed import Filed
from sayso.ledger.provenance import clusters

TEXTS = (
    "The bridge at Sarn was closed on Monday for repairs.",
    "A storm took the roof off the school in Hallow.",
    "bonjour tout le monde, il fait beau ce matin.",
    "The harvest was the smallest in ten years, growers said.",
)


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(sys.modules, READER, reader())
    file = tmp_path / "reports.jsonl"
    rows = (json.dumps({"id": str(n), "text": text}) for n, text in enumerate(TEXTS))
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return file


def add(lines: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> tuple[int, dict[str, int], str]:
    file = lines.with_name("test.db")
    status = main(["add", "--from", "jsonl", "--json", "--ledger", str(file), str(lines)])
    out, err = capsysbinary.readouterr()
    return status, json.loads(out), err.decode()


def test_inputs_are_counted(lines: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    status, counts, err = add(lines, capsysbinary)
    assert (status, counts) == (2, {"added": 3, "already": 0, "versions": 0, "failed": 1})
    assert err.count("\n") == 1
    assert "2: it is written in French" in err
    assert add(lines, capsysbinary)[1] == {"added": 0, "already": 3, "versions": 0, "failed": 1}


def test_a_rule_that_stumbles_costs_only_the_report_it_stumbles_over(
    lines: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = clusters.update

    def stumbling(db: object, filed: Filed, touched: set[int]) -> set[int]:
        if "school" in filed.reading.report.text:
            raise ZeroDivisionError("no luck")
        return whole(db, filed, touched)  # type: ignore[arg-type]

    monkeypatch.setattr(clusters, "update", stumbling)
    status, counts, err = add(lines, capsysbinary)
    assert (status, counts["added"], counts["failed"]) == (2, 2, 2)
    assert "1: sayso made a mistake (ZeroDivisionError: no luck)" in err
    monkeypatch.undo()
    with Ledger.open(lines.with_name("test.db")) as ledger:
        assert ledger.check() == []
        assert len(ledger.claims()) == 2
