"""Batches with the tests' own reader: what comes out, and that nothing depends on how it was divided."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path

import pytest
from batches import AT, Told, batch, everything, record, rows, story, write_lines
from command import READER, reader, start

from sayso.batch.batch import run
from sayso.batch.parts import WORK, sole
from sayso.batch.plan import Asked
from sayso.cli.main import main
from sayso.errors import BatchError, Unwritable
from sayso.ledger import Ledger
from sayso.ledger.copying.copy_lines import copy_lines

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, READER, reader())


def test_every_document_is_accounted_for(corpus: Path, tmp_path: Path) -> None:
    made = batch(tmp_path / "out", corpus)
    documents = made["documents"]
    assert documents == {
        "in": 12,
        "read": 7,
        "duplicate": 2,
        "skipped": {"empty-input": 1, "not-english": 1},
        "failed": {"bad-record": 1},
    }
    found = {row["ref"]: row for row in rows(tmp_path / "out", "documents")}
    assert found["r20"]["outcome"] == found["r21"]["outcome"] == "duplicate"
    assert found["r20"]["first"] == found["r2"]["doc"] == 2
    assert found["r20"]["host"] == "host20.example"
    assert found[f"{corpus}:9"]["reason"] == "empty-input"
    assert "French" in found["r9"]["message"]
    assert found[f"{corpus}:12"]["outcome"] == "failed"


def test_tables_hold_each_text_once_and_lead_to_each_other(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(out, corpus)
    reports = [row["report"] for row in rows(out, "reports")]
    assert len(reports) == len(set(reports)) == 7
    assert {row["report"] for row in rows(out, "claims")} == set(reports)
    for row in rows(out, "readings"):
        reading = json.loads(row["reading"])
        assert reading["report"]["id"] == row["report"]
        assert reading["generated_by"]["started"] == AT
    (copy,) = rows(out, "copies")
    refs = {row["report"]: row["ref"] for row in rows(out, "documents") if row["outcome"] == "read"}
    assert (refs[copy["from"]], refs[copy["to"]], copy["direction"]) == ("r1", "r7", "dated")
    (passage,) = rows(out, "passages")
    assert story(1)[passage["from_start"] : passage["from_end"]] in story(1)
    origins = {refs[row["report"]]: row for row in rows(out, "origins")}
    assert refs[origins["r7"]["origin"]] == "r1"
    assert origins["r1"]["reports"] == 2
    assert origins["r2"]["documents"] == 3


def test_the_manifest_vouches_for_every_file(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = batch(out, corpus, shard=5)
    assert json.loads((out / "manifest.json").read_text()) == made
    files = {str(path.relative_to(out)) for path in out.rglob("*.parquet")}
    assert files == set(made["parts"])
    for name, part in made["parts"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == part["sha256"]
    for noun, of in made["tables"].items():
        assert of["rows"] == len(rows(out, noun)), noun
    (source,) = made["inputs"]
    assert source["sha256"] == hashlib.sha256(corpus.read_bytes()).hexdigest()
    assert not (out / WORK).exists()


@pytest.mark.parametrize("shard", [2, 5])
def test_nothing_depends_on_the_size_of_shards(corpus: Path, tmp_path: Path, shard: int) -> None:
    batch(tmp_path / "one", corpus)
    batch(tmp_path / "two", corpus, shard=shard)
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_nothing_depends_on_the_number_of_workers(corpus: Path, tmp_path: Path) -> None:
    one = batch(tmp_path / "one", corpus, shard=3, reading=False)
    two = batch(tmp_path / "two", corpus, shard=3, reading=False, workers=2)
    assert one["parts"] == two["parts"]
    assert one == two


def test_it_tells_how_far_it_is(corpus: Path, tmp_path: Path) -> None:
    told = Told()
    asked = Asked(inputs=(str(corpus),), shard=4)
    run(tmp_path / "out", asked, started=AT, workers=1, watch=told)
    steps = {name: tuple(step) for name, step in told.steps.items() if name != "survey"}
    assert steps["clean"] == (12, 12)
    assert steps["take"] == (8, 8)
    assert all(total == done for total, done in steps.values())


@pytest.mark.parametrize("marks", [2, 6])
def test_a_kill_loses_no_more_than_the_shard_at_work(
    tmp_path: Path, marks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    corpus = write_lines(tmp_path / "many.jsonl", [record(n) for n in range(12)])
    out, whole = tmp_path / "out", tmp_path / "whole"
    arguments = ("batch", corpus, "--workers", "1", "--shard-size", "4", "--copies-only", "--out")
    process = start(*arguments, out)
    done = out / WORK / "done"
    limit = time.monotonic() + 60
    while len(list(done.glob("*.json"))) < marks and process.poll() is None:
        assert time.monotonic() < limit
        time.sleep(0.001)
    process.kill()
    process.communicate()
    kept = {path.name: path.stat().st_mtime_ns for path in done.glob("*.json")}
    parts = {path: path.stat().st_ino for path in out.rglob("reports/*.parquet")}
    again = start(*arguments, out)
    while again.poll() is None and done.is_dir():
        for name, written in kept.items():
            try:
                assert (done / name).stat().st_mtime_ns == written
            except FileNotFoundError:
                break  # it has finished, and swept up
        time.sleep(0.01)
    _, errors = again.communicate()
    assert again.returncode == 0, errors
    marked = {f"part-{name[5:11]}.parquet" for name in kept if name.startswith("take")}
    for path, inode in parts.items():
        if path.name in marked:
            assert path.stat().st_ino == inode
    assert main([*map(str, arguments), str(whole), "--quiet"]) == 0
    assert everything(out) == everything(whole)
    assert not list(out.rglob("*.part"))


def test_another_batch_is_refused(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    made = batch(out, corpus)
    assert batch(out, corpus) == made  # it is done: nothing is done again
    with pytest.raises(Unwritable, match="another batch"):
        batch(out, corpus, shard=7)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    with pytest.raises(Unwritable, match="holds no batch"):
        batch(tmp_path / "mine", corpus)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "mine"


def test_inputs_that_changed_meanwhile_are_noticed(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    monkeypatch.setattr("sayso.batch.local.run", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        batch(out, corpus)
    monkeypatch.undo()
    with (out / WORK).joinpath("lock").open() as held:
        assert held
    with sole(out / WORK), pytest.raises(Unwritable, match="at work"):
        batch(out, corpus)
    corpus.write_text(corpus.read_text() + json.dumps(record(30)) + "\n")
    with pytest.raises(BatchError, match="has changed"):
        batch(out, corpus)


def test_a_mistake_costs_one_document(corpus: Path, tmp_path: Path) -> None:
    broken = write_lines(tmp_path / "broken.jsonl", [record(40, story(40) + " It is broken.")])
    made = batch(tmp_path / "out", corpus, broken)
    assert made["documents"]["failed"] == {"bad-record": 1, "mistake": 1}
    assert made["documents"]["read"] == 7


def test_furniture_that_shows_by_repetition_makes_no_copies(tmp_path: Path) -> None:
    box = (
        "please log in to your account to go on with reading this and all of our other pages"
        " or make an account if you have none since it costs nothing and takes a minute at most"
    )
    lines = [record(n, f"{story(n)}\n\n{box}.", url=f"https://one.example/{n}") for n in range(8)]
    batch(tmp_path / "out", write_lines(tmp_path / "boxes.jsonl", lines))
    assert [row["kind"] for row in rows(tmp_path / "out", "copies")] == []


def test_the_command_says_what_became_of_the_documents(
    corpus: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "out"
    arguments = ["batch", str(corpus), "--out", str(out), "--workers", "1"]
    assert main([*arguments, "--json"]) == 2
    assert json.loads(capsysbinary.readouterr().out)["in"] == 12
    assert main(arguments) == 2
    said = capsysbinary.readouterr().out.decode()
    assert said.startswith("12 documents: 7 read, 2 duplicate, 2 skipped, 1 failed\n")
    assert "  skipped: 1 empty-input, 1 not-english\n" in said
    assert main([*arguments, "--workers", "0"]) == 2
    assert "--workers" in capsysbinary.readouterr().err.decode()


def test_without_its_packages_it_says_what_to_install(
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert main(["batch", str(corpus), "--out", str(tmp_path / "out")]) == 2
    assert b"pip install 'sayso[batch]'" in capsysbinary.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_slice_goes_into_a_ledger(
    corpus: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    out, file = tmp_path / "out", tmp_path / "some.db"
    batch(out, corpus)
    add = ["add", "--from-batch", str(out), "--json", "--ledger", str(file)]

    def counts(*more: str) -> dict[str, int]:
        main([*add, *more])
        found: dict[str, int] = json.loads(capsysbinary.readouterr().out)
        return found

    assert counts("--host", "www.host20.example") == {
        "added": 2,  # the text, where it was seen first, and the place that was asked for
        "already": 0,
        "versions": 0,
        "failed": 0,
    }
    assert counts("--since", "2031-05-05", "--until", "2031-05-06")["added"] == 2
    assert counts() == {"added": 5, "already": 4, "versions": 0, "failed": 0}
    with Ledger.open(file) as ledger:
        assert ledger.check() == []
        (named,) = {row["report"] for row in rows(out, "documents") if row["ref"] == "r2"}
        assert {line.ref for line in ledger.sightings(named)} == {"r2", "r20", "r21"}
    assert counts("--host", "nowhere.example")["added"] == 0
    assert main(["add", "--since", "2031", "--ledger", str(file), str(corpus)]) == 2
    assert b"--from-batch" in capsysbinary.readouterr().err


def test_copies_are_those_that_the_ledger_finds(tmp_path: Path) -> None:
    stories = ROOT / "examples" / "story" / "reports.jsonl"
    out, file = tmp_path / "out", tmp_path / "some.db"
    batch(out, stories)
    main(["add", "--from-batch", str(out), "--quiet", "--ledger", str(file)])
    found = {(row["from"], row["to"]): row for row in rows(out, "copies")}
    with Ledger.open(file) as ledger:
        lines = {(x.from_, x.to): x for x in ledger.ask(lambda db: list(copy_lines(db)))}
    assert len(found) > 5
    assert found.keys() == lines.keys()
    for pair, line in lines.items():
        row = found[pair]
        assert (row["kind"], row["direction"]) == (line.kind, line.direction)
        shares = (line.containment.from_, line.containment.to)
        assert (row["containment_from"], row["containment_to"]) == shares
        assert row["credit"] == (line.credit.text if line.credit else None)


def test_a_folder_that_is_no_batch_or_holds_no_readings_is_refused(
    corpus: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    batch(tmp_path / "copies", corpus, reading=False)
    add = ["add", "--ledger", str(tmp_path / "some.db"), "--from-batch"]
    assert main([*add, str(tmp_path), str(tmp_path / "copies")]) == 2
    err = capsysbinary.readouterr().err
    assert b"no folder that `sayso batch` has finished" in err
    assert b"copies only" in err


def test_the_real_reader_reads_the_same_alone(tmp_path: Path) -> None:
    """In worker processes, which the tests' own reader does not reach."""
    from sayso import read_text
    from sayso.records import Reading
    from sayso.records.unwire import reading_from_dict

    texts = [
        "The mayor of Sarn said on Monday that 200 people had left the town.",
        "A clerk told the Norvik Post that the bank would close its doors by Friday.",
    ]
    lines = [{"id": str(n), "text": text} for n, text in enumerate(texts)]
    out = tmp_path / "out"
    batch(out, write_lines(tmp_path / "two.jsonl", lines), workers=2, shard=1)
    sys.modules.pop(READER)
    for row, text in zip(rows(out, "readings"), texts, strict=True):
        reading = reading_from_dict(json.loads(row["reading"]))
        alone: Reading = read_text(text)
        assert reading.claims == alone.claims
        assert reading.sources == alone.sources


def test_an_orphan_worker_ends(tmp_path: Path) -> None:
    """Workers of a batch that was killed do not live on."""
    corpus = write_lines(tmp_path / "many.jsonl", [record(n) for n in range(300)])
    arguments = ("batch", corpus, "--workers", "2", "--shard-size", "1", "--copies-only", "--out")
    process = start(*arguments, tmp_path / "out")
    done = tmp_path / "out" / WORK / "done"
    limit = time.monotonic() + 60
    while len(list(done.glob("*.json"))) < 3 and process.poll() is None:
        assert time.monotonic() < limit
        time.sleep(0.01)
    process.kill()
    process.communicate()  # which waits for all who hold its streams
    before = len(list(done.glob("*.json")))
    time.sleep(0.3)
    assert len(list(done.glob("*.json"))) == before
