"""Many inputs in one call. The texts are invented."""

import io
import os
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

import pytest

from sayso import errors
from sayso.intake import InputFailure, count_inputs, open_inputs
from sayso.records import Report

STORY = "The bank closed, a clerk said."


def tree(root: Path, *names: str, content: str = STORY) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def names(results: Iterable[Report | InputFailure], root: Path) -> list[str]:
    return [os.path.relpath(result.ref or "", root).replace(os.sep, "/") for result in results]


def test_a_folder_stands_for_the_files_below_it_that_can_be_read(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a/z.md", "a/deep/x.TEXT", "c.html", ".hidden.txt", ".git/config.txt")
    tree(tmp_path, "data.csv", "script.py", "notes", "many.jsonl")
    tree(tmp_path, "losses 01.08 Ministry", content=f"<!DOCTYPE html><p>{STORY}</p>")
    found = list(open_inputs([str(tmp_path)]))
    assert names(found, tmp_path) == [
        "a/deep/x.TEXT",
        "a/z.md",
        "b.txt",
        "c.html",
        "losses 01.08 Ministry",
    ]
    assert all(isinstance(each, Report) for each in found)
    assert count_inputs([str(tmp_path)]) == 5


def test_one_broken_file_costs_only_itself(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    first, second, third = open_inputs([str(tmp_path)])
    assert isinstance(first, Report)
    assert isinstance(second, InputFailure)
    assert isinstance(second.error, errors.BinaryInput)
    assert str(second) == f"{tmp_path / 'b.txt'}: it is a PNG image, not a text"
    assert isinstance(third, Report)


def test_patterns_that_the_shell_left_alone(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a.txt", "c.md", "sub/d.txt", "sub/e.log", "odd[1].txt")
    found = open_inputs([str(tmp_path / "?.txt"), str(tmp_path / "**" / "*.log")])
    assert names(found, tmp_path) == ["a.txt", "b.txt", "sub/e.log"]
    assert names(open_inputs([str(tmp_path / "odd[1].txt")]), tmp_path) == ["odd[1].txt"]
    assert names(open_inputs([str(tmp_path / "s*")]), tmp_path) == ["sub/d.txt"]
    assert count_inputs([str(tmp_path / "**")]) == 6


def test_the_order_is_that_of_the_inputs(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.txt")
    inputs = [str(tmp_path / "b.txt"), "-", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    found = list(open_inputs(inputs, stdin=io.BytesIO(STORY.encode())))
    assert [Path(each.ref or "").name for each in found] == ["b.txt", "-", "a.txt", "b.txt"]
    assert count_inputs(inputs) == 4


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    inputs = [
        str(tmp_path / "none.txt"),
        str(tmp_path / "*.txt"),
        str(tmp_path / "empty"),
        "",
        "a\0b",
    ]
    found = list(open_inputs(inputs))
    assert [each.ref for each in found] == inputs
    for each in found:
        assert isinstance(each, InputFailure)
        assert isinstance(each.error, errors.NotFound)
    assert count_inputs(inputs) == 5


def test_addresses_of_other_kinds_are_refused_without_a_connection() -> None:
    for url in ("ftp://example.org/a.txt", "file:///etc/passwd", "gopher://example.org/"):
        (failure,) = open_inputs([url])
        assert isinstance(failure, InputFailure)
        assert isinstance(failure.error, errors.RefusedAddress)
    assert count_inputs(["https://example.org/a", "http://example.org/b"]) == 2


def test_json_lines_from_files_folders_and_standard_input(tmp_path: Path) -> None:
    tree(tmp_path, "b.jsonl", "a.ndjson", content='{"text": "It closed."}\n\n{"text": ""}\n')
    tree(tmp_path, "c.txt")
    found = list(open_inputs([str(tmp_path)], from_jsonl=True))
    assert names(found, tmp_path) == ["a.ndjson:1", "a.ndjson:3", "b.jsonl:1", "b.jsonl:3"]
    assert count_inputs([str(tmp_path), "nothing.jsonl"], from_jsonl=True) == 5
    stream = io.BytesIO(b'{"text": "It closed.", "id": "x"}')
    (report,) = open_inputs(["-"], from_jsonl=True, stdin=stream)
    assert report.ref == "x"
    assert count_inputs(["-"], from_jsonl=True) is None
    (failure,) = open_inputs(["https://example.org/a.jsonl"], from_jsonl=True)
    assert isinstance(failure, InputFailure)
    (failure,) = open_inputs(["nothing.jsonl"], from_jsonl=True)
    assert isinstance(failure, InputFailure)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_between_folders_do_not_go_in_circles(tmp_path: Path) -> None:
    tree(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "b.txt").symlink_to(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "c.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(open_inputs([str(tmp_path)]))
    assert names(found, tmp_path) == ["sub/a.txt", "sub/b.txt", "sub/c.txt"]
    assert isinstance(found[2], InputFailure)


def test_ten_thousand_files_take_the_memory_of_one(tmp_path: Path) -> None:
    text = STORY * 200
    for i in range(10_000):
        (tmp_path / f"{i:05}.txt").write_bytes(text.encode())
    tracemalloc.start()
    total = sum(isinstance(each, Report) for each in open_inputs([str(tmp_path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 10_000
    # The names of one folder are held, the 60 MB of text are not.
    assert peak < 8_000_000
