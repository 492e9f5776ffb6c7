"""Exports as tables: CSV, JSON Lines, Parquet. The reports are invented."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from exported import AT, HOSTILE, small_ledger

from sayso.errors import MissingExtra, NoSuchRecord, Unwritable
from sayso.export import csv_tables, jsonl
from sayso.export.folder import write_folder
from sayso.export.tables import TABLES, Row, Table, all_rows, table
from sayso.export.whole import whole_file, whole_folder
from sayso.ledger import Ledger, Selection
from sayso.ledger.answers.contents import Contents
from sayso.ledger.judging import judgements

Rows = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with small_ledger(tmp_path_factory.mktemp("ledger")) as ledger:
        a, b, *_ = sorted(line.claim for line in ledger.claims())
        ledger.decide(judgements.judge, a, b, "different", by="=Ana", at=AT, why="+1")
        yield ledger


def rows_of(ledger: Ledger, selection: Selection | None = None, *claims: str) -> Rows:
    found: Rows = {each.noun: [] for each in TABLES}
    pairs: list[tuple[Table, Row]] = ledger.ask(
        lambda db: list(all_rows(Contents(db, selection, claims)))
    )
    for of, row in pairs:
        found[of.noun].append(of.record(row))
    return found


def test_everything_is_there_and_names_its_report(ledger: Ledger) -> None:
    rows = rows_of(ledger)
    reports = {row["report"] for row in rows["reports"]}
    assert len(reports) == 2
    for noun in (
        "sightings",
        "claims",
        "attributions",
        "sources",
        "channels",
        "quantities",
        "flags",
    ):
        assert rows[noun], noun
        assert {row["report"] for row in rows[noun]} <= reports, noun


def test_ids_are_unique_and_lead_somewhere(ledger: Ledger) -> None:
    rows = rows_of(ledger)
    known: set[object] = set()
    for noun, column in (
        *(("reports", "report"), ("sightings", "sighting"), ("claims", "claim"), ("names", "name")),
        *(("attributions", "attribution"), ("sources", "source"), ("channels", "channel")),
        *(("quantities", "quantity"), ("times", "time"), ("flags", "flag")),
    ):
        ids = [row[column] for row in rows[noun]]
        assert len(ids) == len(set(ids)), noun
        known |= set(ids)
    assert {row["of"] for row in rows["spans"]} <= known
    for row in rows["attributions"]:
        assert {row[name] for name in ("source_id", "channel_id", "parent")} <= known | {None}
    for row in rows["claims"]:
        assert row["attribution"] in known | {None}
        for name in ("denied_by", "quantities", "times", "names"):
            assert set(row[name]) <= known  # type: ignore[call-overload]


def test_spans_are_anchored(ledger: Ledger) -> None:
    rows = rows_of(ledger)
    texts = {row["report"]: row["text"] for row in rows["reports"]}
    for row in rows["spans"]:
        if row["in"] is None:
            text = texts[row["report"]]
            assert text[row["start"] : row["end"]] == row["text"]  # type: ignore[index,misc]


def test_a_claim_carries_its_provenance(ledger: Ledger) -> None:
    row = next(row for row in rows_of(ledger)["claims"] if row["url"])
    assert row["url"] == "https://ledger.example/run"
    assert row["sayso"] and row["model"]


def test_a_selection_takes_its_claims_and_their_reports(ledger: Ledger) -> None:
    one = ledger.claims()[-1]
    rows = rows_of(ledger, None, one.claim)
    assert [row["claim"] for row in rows["claims"]] == [one.claim]
    assert [row["report"] for row in rows["reports"]] == [one.report]
    assert {row["claim"] for row in rows["chains"]} == {one.claim}
    assert rows["judgements"] == []  # the other claim is not in it
    assert rows_of(ledger, Selection(source="no such source"))["reports"] == []
    with pytest.raises(NoSuchRecord):
        rows_of(ledger, None, "claim:0000000000000000")


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(ledger: Ledger, to: Path, format_: str) -> dict[str, int]:
    return ledger.ask(
        lambda db: write_folder(str(to), format_, Contents(db), made_at=AT, selected={})  # type: ignore[arg-type]
    )


def test_csv_says_the_same(ledger: Ledger, tmp_path: Path) -> None:
    counts = write(ledger, tmp_path / "out", "csv")
    rows = rows_of(ledger)
    made = json.loads((tmp_path / "out" / "export.json").read_text())
    assert made["schema"] == "sayso.export/1"
    for of in TABLES:
        found = read_csv(tmp_path / "out" / f"{of.noun}.csv")
        assert len(found) == len(rows[of.noun]) == counts.get(of.noun, 0)
        assert made["tables"][of.noun] == {"rows": len(found), "columns": dict(of.columns)}
        for cells, row in zip(found, rows[of.noun], strict=True):
            assert cells == {name: csv_tables.cell(value) for name, value in row.items()}


def test_no_cell_is_run_by_a_spreadsheet(ledger: Ledger, tmp_path: Path) -> None:
    write(ledger, tmp_path / "out", "csv")
    for of in TABLES:
        kinds = dict(of.columns)
        for cells in read_csv(tmp_path / "out" / f"{of.noun}.csv"):
            for name, value in cells.items():
                if kinds[name] in ("text", "list"):
                    assert not value.lstrip(" \xa0").startswith(tuple("=+-@\t\r\n")), (name, value)
    texts = [cells["text"] for cells in read_csv(tmp_path / "out" / "reports.csv")]
    assert f"'{HOSTILE}" in texts
    assert read_csv(tmp_path / "out" / "judgements.csv")[0]["by"] == "'=Ana"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (-5, "-5"),
        (-0.25, "-0.25"),
        ("-5 degrees", "'-5 degrees"),
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\ufeff@x", "'\ufeff@x"),
        ("\t1", "'\t1"),
        ("＝1", "'＝1"),
        ("a=b", "a=b"),
        ("", ""),
        (["a", "b"], "a; b"),
        (["-a"], "'-a"),
        ([], ""),
    ],
)
def test_cells(value: object, cell: str) -> None:
    assert csv_tables.cell(value) == cell
    line = csv_tables.line((value, "x"))
    assert next(csv.reader(io.StringIO(line, newline=""))) == [cell, "x"]


def test_json_lines_hold_the_exact_texts(ledger: Ledger) -> None:
    of = table("claims", "claim text central:truth topics:list")
    row = ("claim:1", HOSTILE + "\u2028", None, ["morale:worse"])
    line = jsonl.line(of, row)
    assert "\n" not in line
    assert "\u2028" not in line
    assert json.loads(line) == {
        "table": "claims",
        "claim": "claim:1",
        "text": HOSTILE + "\u2028",
        "central": None,
        "topics": ["morale:worse"],
    }


def test_parquet_says_the_same_and_is_typed(ledger: Ledger, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra: sayso[parquet]")
    write(ledger, tmp_path / "out", "parquet")
    rows = rows_of(ledger)
    for of in TABLES:
        found = parquet.read_table(tmp_path / "out" / f"{of.noun}.parquet")
        assert found.schema.names == [name for name, _ in of.columns]
        assert found.to_pylist() == rows[of.noun], of.noun
    graded = parquet.read_table(tmp_path / "out" / "grades.parquet")
    kinds = {field.name: str(field.type) for field in graded.schema}
    assert kinds["at_least"] == "int64"
    assert kinds["evidence"] == "list<element: string>"


def test_parquet_without_its_package_says_what_to_install(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[parquet\]'"):
        write(ledger, tmp_path / "out", "parquet")
    assert list(tmp_path.iterdir()) == []


def test_an_export_may_replace_an_older_one_and_nothing_else(
    ledger: Ledger, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    write(ledger, out, "csv")
    (out / "left-over.csv").write_text("x")
    write(ledger, out, "csv")
    assert not (out / "left-over.csv").exists()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine")
    with pytest.raises(Unwritable, match="no export"):
        write(ledger, mine, "csv")
    assert (mine / "thesis.txt").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "out"]


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    file, folder = tmp_path / "a.json", tmp_path / "out"
    file.write_text("old")
    folder.mkdir()
    (folder / "export.json").write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(str(file)) as part:
        part.write_text("new")
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), whole_folder(str(folder)) as part:
        (part / "export.json").write_text("new")
        raise ZeroDivisionError
    assert file.read_text() == (folder / "export.json").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "out"]


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(Unwritable, match="does not exist"), whole_file(str(tmp_path / "no" / "x")):
        pass
    with pytest.raises(Unwritable, match="no file"), whole_file(str(tmp_path / "there")):
        pass
    shutil.rmtree(tmp_path / "there")
