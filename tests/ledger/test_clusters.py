"""Clusters in a ledger: the same in whatever order reports are filed, and after a rebuild.

A failing random case prints its seed: run it again with SAYSO_SEED.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.main import main
from sayso.errors import BadOwners, NoSuchRecord
from sayso.intake import report_from_text
from sayso.intake.owners import owners_from_path
from sayso.ledger import Ledger, owners
from sayso.ledger.provenance import clusters, origin_lines
from sayso.reading.reader import read_report
from sayso.records import Owner, Reading

SEED = int(os.environ.get("SAYSO_SEED", random.randrange(10**6)))
SEEN = "2031-06-01T00:00:00Z"
FACT = "14 people were killed when the ferry Tern sank off Port Selwick on Monday"
STORY = [
    ("Selwick Courier", f"{FACT}, Ida Lorn, the mayor of Port Selwick, told a briefing."),
    ("Marrow Bay Echo", f"Ida Lorn, the mayor of Port Selwick, said at a briefing that {FACT}."),
    ("Tessel Argus", f"{FACT}, the Selwick Courier reported."),
    (
        "Varnholt Herald",
        "“The ferry Tern sank on Monday and killed 14 people, I saw it,” said Jon Tasker, a baker.",
    ),
    ("Corran Gazette", f"{FACT}."),
]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    made = []
    for outlet, text in STORY:
        report = report_from_text(
            f"{text}\n\nThe harbour of Port Selwick stayed closed until the evening.",
            title="14 dead as ferry sinks off Port Selwick",
            outlet=outlet,
            published="2031-05-06",
        )
        made.append(read_report(report, started=None))
    return made


def filed(path: Path, readings: list[Reading]) -> Ledger:
    ledger = Ledger.open(path)
    for reading in readings:
        ledger.file(reading, seen_at=SEEN)
    return ledger


def found(ledger: Ledger) -> list[Any]:
    """What does not depend on the order of filing: what is in each cluster, and how many origins."""
    return sorted(
        (
            line.cluster,
            sorted(line.claims),
            sorted(line.outlets),
            line.origins.at_least,
            line.origins.at_most,
            sorted(sorted(origin.reports) for origin in line.origins.list),
        )
        for line in ledger.ask(origin_lines.lines)
    )


def test_a_briefing_a_citation_and_a_witness(tmp_path: Path, readings: list[Reading]) -> None:
    with filed(tmp_path / "a.db", readings) as ledger:
        line = ledger.ask(origin_lines.lines, limit=1)[0]
    assert len(line.reports) == len(STORY)
    assert (line.origins.at_least, line.origins.at_most) in {(2, 2), (2, 3)}
    mayor = line.origins.list[0]
    assert mayor.source == "Ida Lorn" and len(mayor.reports) >= 3
    assert "the report cites the other" in {merge.reason for merge in mayor.merges}


def test_order_of_filing_does_not_matter(tmp_path: Path, readings: list[Reading]) -> None:
    with filed(tmp_path / "a.db", readings) as ledger:
        expected = found(ledger)
    rng = random.Random(SEED)
    for n in range(3):
        shuffled = rng.sample(readings, len(readings))
        with filed(tmp_path / f"{n}.db", shuffled) as ledger:
            assert found(ledger) == expected, SEED
            assert ledger.check() == [], SEED


def test_a_rebuild_makes_the_same(tmp_path: Path, readings: list[Reading]) -> None:
    with filed(tmp_path / "a.db", readings) as ledger:
        before = found(ledger)
        ledger.rebuild()
        assert found(ledger) == before


def test_filing_twice_changes_nothing(tmp_path: Path, readings: list[Reading]) -> None:
    with filed(tmp_path / "a.db", readings) as ledger:
        before = found(ledger)
        for reading in readings:
            ledger.file(reading, seen_at=SEEN)
        assert found(ledger) == before


def test_what_is_kept_is_what_is_counted(tmp_path: Path, readings: list[Reading]) -> None:
    with filed(tmp_path / "a.db", readings) as ledger:
        kept = ledger.db.execute(
            "SELECT claims, reports, at_least, at_most FROM clusters ORDER BY reports DESC, claims DESC, n"
        ).fetchall()
        lines = ledger.ask(origin_lines.lines)
    asked = [(len(x.claims), len(x.reports), x.origins.at_least, x.origins.at_most) for x in lines]
    assert kept == asked


def test_one_owner_is_one_word_and_counted_at_once(tmp_path: Path, readings: list[Reading]) -> None:
    own = [readings[-1]]
    report = report_from_text(
        "Off Port Selwick the ferry Tern went down on Monday; 14 people died.",
        title="Ferry sinks",
        outlet="Lindhaven Star",
    )
    with filed(tmp_path / "a.db", [*own, read_report(report, started=None)]) as ledger:
        (before,) = ledger.ask(origin_lines.lines, limit=1)
        assert before.origins.at_most == 2
        rows = [
            Owner(host=None, outlet=outlet, owner="Harbour Press", source="imprint")
            for outlet in ("Corran Gazette", "Lindhaven Star")
        ]
        ledger.decide(owners.keep, rows)
        ledger.decide(clusters.recount)
        (after,) = ledger.ask(origin_lines.lines, limit=1)
        assert (after.origins.at_most, after.owners) == (1, ("Harbour Press",))
        assert ledger.check() == []


def test_the_command_says_how_many_and_why(
    tmp_path: Path, readings: list[Reading], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.db"
    filed(path, readings).close()
    assert main(["origins", "--limit", "1", "--ledger", str(path)]) == 0
    shown = capsys.readouterr().out
    assert "origins: at least 2" in shown and "one, because Ida Lorn is the source" in shown
    assert main(["origins", "--limit", "1", "--json", "--ledger", str(path)]) == 0
    line = json.loads(capsys.readouterr().out)
    assert set(line) >= {"cluster", "claims", "reports", "outlets", "owners", "origins"}
    assert set(line["origins"]) == {"at_least", "at_most", "list"}
    assert main(["origins", line["claims"][0], "--json", "--ledger", str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == line
    with Ledger.open(path) as ledger, pytest.raises(NoSuchRecord):
        ledger.ask(origin_lines.line_of, "claim:ffff0000")


def test_owners_are_listed_entered_and_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "owners.csv"
    table.write_text("host,outlet,owner,source\nwww.wsvn.com,,Tern Group,imprint\n", "utf-8")
    path = str(tmp_path / "a.db")
    assert main(["owners", str(table), "--json", "--ledger", path]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0]["owner"] == "Tern Group" and not rows[0]["shipped"]
    assert sum(row["host"] == "wsvn.com" for row in rows) == 1
    table.write_text("host,owner\nx.example,\n", "utf-8")
    with pytest.raises(BadOwners, match="needs the column"):
        owners_from_path(table)
    assert main(["owners", str(table), "--ledger", path]) == 2


@pytest.mark.parametrize(
    ("cited", "host", "outlet", "same"),
    [
        ("the Port Selwick Gazette", None, "Port Selwick Gazette", True),
        ("KTVA", "ktva.com", None, True),
        ("KIRO 7", "kirotv.com", None, True),
        ("the Washington Post", "washingtonpost.com", None, True),
        ("the Post", "washingtonpost.com", None, False),
        ("Tessel Courier", "x.example", "Corran Courier", False),
        ("the Courier", None, "Corran Courier", True),
        ("police", "abc.example", "Corran Courier", False),
    ],
)
def test_which_outlet_is_cited(
    cited: str, host: str | None, outlet: str | None, same: bool
) -> None:
    assert owners.is_outlet(cited, host, outlet) is same


def test_owner_by_host_by_domain_and_by_name(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        assert ledger.ask(owners.owner_of, "chicago.cbslocal.com", None) == "CBS"
        assert ledger.ask(owners.owner_of, "nowhere.example", None) is None
        assert ledger.ask(owners.owner_of, None, "wsvn") == "Sunbeam Television"
