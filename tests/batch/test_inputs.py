"""Inputs of a batch: whatever the format, pieces hold every document once. The reports are invented."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batches import batch, record, rows, story, write_lines

from sayso.batch.inputs import documents, places_of, survey
from sayso.intake import InputFailure
from sayso.records import Report

COUNT = 7


def warc_record(n: int) -> bytes:
    body = f"<html><body><article><p>{story(n)}</p></article></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://host{n}.example/{n}\r\n"
        f"WARC-Date: 2031-05-03T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def warc(path: Path, count: int = COUNT) -> Path:
    path.write_bytes(b"".join(warc_record(n) for n in range(count)))
    return path


def wacz(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("archive/a.warc.gz", b"".join(warc_record(n) for n in range(4)))
        bundle.writestr("archive/b.warc.gz", b"".join(warc_record(n) for n in range(4, COUNT)))
    return path


def parquet(path: Path) -> Path:
    lines = [record(n) for n in range(COUNT)]
    pq.write_table(pa.Table.from_pylist(lines), path, row_group_size=3)
    return path


def jsonl(path: Path) -> Path:
    return write_lines(path, [record(n) for n in range(COUNT)])


def folder(path: Path) -> Path:
    path.mkdir()
    for n in range(COUNT):
        (path / f"{n}.txt").write_text(story(n))
    return path


MADE = {"a.warc.gz": warc, "a.wacz": wacz, "a.parquet": parquet, "a.jsonl": jsonl, "texts": folder}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("size", [1, 3, 100])
def test_pieces_hold_every_document_once(tmp_path: Path, name: str, size: int) -> None:
    place = str(MADE[name](tmp_path / name))
    pieces = [piece for file in places_of([place]) for piece in survey(file, size)]
    assert sum(piece.count for piece in pieces) == COUNT
    assert all(piece.count <= size for piece in pieces)
    found = [document.found for piece in pieces for document in documents(piece)]
    texts = [report.text for report in found if isinstance(report, Report)]
    assert texts == [story(n) for n in range(COUNT)]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.parquet", "a.jsonl"])
def test_a_file_that_shrank_since_is_not_silently_short(tmp_path: Path, name: str) -> None:
    path = MADE[name](tmp_path / name)
    pieces = list(survey(str(path), 3))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found = [document.found for piece in pieces for document in documents(piece)]
    assert len(found) == COUNT
    assert any(isinstance(each, InputFailure) for each in found)


def test_every_format_ends_in_the_same_reports(tmp_path: Path) -> None:
    inputs = [make(tmp_path / name) for name, make in MADE.items()]
    made = batch(tmp_path / "out", *inputs, reading=False, shard=5)
    assert made["documents"]["in"] == 5 * COUNT
    assert made["documents"]["read"] == COUNT
    assert made["documents"]["duplicate"] == 4 * COUNT
    assert {row["documents"] for row in rows(tmp_path / "out", "origins")} == {5}
    kinds = [source["kind"] for source in made["inputs"]]
    assert kinds == ["warc", "warc", "parquet", "jsonl", "file"]


def test_a_damaged_archive_is_counted(tmp_path: Path) -> None:
    whole, cut, bad = (tmp_path / f"{name}.warc.gz" for name in ("whole", "cut", "bad"))
    warc(whole)
    cut.write_bytes(whole.read_bytes()[:-20])
    damaged = bytearray(whole.read_bytes())
    damaged[len(warc_record(0)) + 40] ^= 0xFF
    bad.write_bytes(bytes(damaged))
    out = tmp_path / "out"
    made = batch(out, whole, cut, bad, reading=False, shard=2)
    assert made["documents"]["in"] == 3 * COUNT
    assert made["documents"]["failed"] == {"damaged-record": 2}
    failed = [row["message"] for row in rows(out, "documents") if row["outcome"] == "failed"]
    assert "the file is cut off inside a record" in failed


def test_what_cannot_be_an_input_fails_and_costs_only_itself(tmp_path: Path) -> None:
    empty, torn, bare = (tmp_path / name for name in ("a.jsonl", "a.parquet", "b.parquet"))
    empty.write_text("\n\n")
    torn.write_bytes(b"PAR1 and nothing else")
    pq.write_table(pa.table({"words": ["none"]}), bare)
    texts = folder(tmp_path / "texts")
    inputs = (empty, torn, bare, tmp_path / "missing", Path("-"), texts)
    made = batch(tmp_path / "out", *inputs, reading=False)
    assert made["documents"]["read"] == COUNT
    assert made["documents"]["failed"] == {
        "damaged-file": 1,
        "empty-input": 1,
        "not-found": 1,
        "unsupported-format": 2,
    }
