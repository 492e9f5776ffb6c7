"""Single files. All sample texts are invented."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso import errors
from sayso.intake import open_input, report_from_path, report_from_text
from sayso.intake.bounds import MAX_TEXT_BYTES

STORY = "The Norvik Savings Bank closed on Monday.\r\n\r\n“We ran out of cash,” a clerk said.\r\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_is_kept_character_for_character_and_named_by_hashes(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + STORY.encode()
    path = write(tmp_path, "story.txt", raw)
    report = report_from_path(path)
    assert report.text == STORY
    assert report.id == "sha256:" + hashlib.sha256(STORY.encode()).hexdigest()
    assert report.sha256 == hashlib.sha256(raw).hexdigest()
    assert report.ref == str(path)
    assert report.media_type == "text/plain"
    assert (report.title, report.outlet, report.published, report.url) == (None,) * 4


def test_markdown_states_its_facts_in_front_and_keeps_them_in_the_text(tmp_path: Path) -> None:
    text = (
        '---\n# a comment\ntitle: "Bank\\_of Norvik clos\\xE9s\\\n  \\ its: doors"\n'
        "date: '2022-03-04'\npublished_time: 2022-03-04 16:19:58-05:00\n"
        "source_url: https://example.org/a\ntags: [a, b]\nauthor: 'Jo O''Hara'\n"
        "---\n\n# Heading\n\nIt closed.\n"
    )
    report = report_from_path(write(tmp_path, "story.md", text))
    assert report.text == text
    assert report.title == "Bank\xa0of Norvik closés its: doors"
    assert report.byline == "Jo O'Hara"
    assert report.url == "https://example.org/a"
    assert report.published is not None
    assert report.published.from_ == "2022-03-04T16:19:58-05:00"
    assert report.media_type == "text/markdown"


@pytest.mark.parametrize(
    "text",
    [
        "No front matter.\n",
        "---\nnever closed: x\n",
        "---\n---\nEmpty.\n",
        "---\ntitle: [x]\n---\n",
    ],
)
def test_markdown_that_states_nothing(tmp_path: Path, text: str) -> None:
    report = report_from_path(write(tmp_path, "story.md", text))
    assert (report.text, report.title, report.published) == (text, None, None)


def test_front_matter_counts_in_markdown_only(tmp_path: Path) -> None:
    report = report_from_path(write(tmp_path, "story.txt", "---\ntitle: Bank\n---\nIt closed.\n"))
    assert report.title is None


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.txt", b"", errors.EmptyInput),
        ("space.txt", b" \r\n\t\n", errors.EmptyInput),
        ("invisible.txt", "\u200b\ufeff\n", errors.EmptyInput),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00", errors.BinaryInput),
        ("image.html", b"\x89PNG\r\n\x1a\n\x00\x00", errors.BinaryInput),
        ("story.docx", b"PK\x03\x04\x14\x00", errors.BinaryInput),
        ("nul.txt", b"The bank\x00 closed.", errors.BinaryInput),
        ("latin.txt", b"said \xff\xfe\xfd then", errors.UndecodableInput),
        ("large.txt", b"a" * (MAX_TEXT_BYTES + 1), errors.TooLarge),
        ("large.html", b"<p>" + b"a" * MAX_TEXT_BYTES, errors.TooLarge),
        ("text.pdf", b"This is a text.", errors.DamagedFile),
        ("many.jsonl", b"{}", errors.UnsupportedFormat),
        ("empty.html", b"<html><body></body></html>", errors.EmptyInput),
    ],
)
def test_bad_files_are_refused_in_one_clear_sentence(
    tmp_path: Path, name: str, content: str | bytes, error: type[errors.InputError]
) -> None:
    with pytest.raises(errors.InputError) as caught:
        report_from_path(write(tmp_path, name, content))
    assert type(caught.value) is error
    assert "\n" not in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_ten_megabytes_are_read_and_not_a_byte_more(tmp_path: Path) -> None:
    assert (
        len(report_from_path(write(tmp_path, "a.txt", b"a " * (MAX_TEXT_BYTES // 2))).text)
        == MAX_TEXT_BYTES
    )


def test_an_endless_file_is_refused_without_reading_it_all() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            buffer[:] = b"a" * len(buffer)
            self.given += len(buffer)
            return len(buffer)

    stream = Endless()
    with pytest.raises(errors.TooLarge):
        open_input("-", stdin=io.BufferedReader(stream))
    assert stream.given < 1.1 * MAX_TEXT_BYTES


def test_missing_and_closed_files(tmp_path: Path) -> None:
    for name in ("nothing.txt", "no\0name.txt", "story.txt/below.txt"):
        write(tmp_path, "story.txt", STORY)
        with pytest.raises(errors.NotFound):
            report_from_path(tmp_path / name)
    with pytest.raises(errors.UnreadableFile):
        report_from_path(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path, "closed.txt", STORY)
    path.chmod(0)
    with pytest.raises(errors.UnreadableFile, match="Permission"):
        report_from_path(path)


def test_standard_input_shows_its_format_in_its_first_bytes() -> None:
    report = open_input("-", stdin=io.BytesIO(STORY.encode()))
    assert (report.text, report.ref, report.media_type) == (STORY, "-", "text/plain")
    page = b"\xef\xbb\xbf<!-- saved --> <!DOCTYPE html><title>T</title><p>The bank closed.</p>"
    report = open_input("-", stdin=io.BytesIO(page))
    assert (report.text, report.title, report.media_type) == ("The bank closed.", "T", "text/html")


def test_a_page_saved_without_an_ending_is_still_a_page(tmp_path: Path) -> None:
    path = write(tmp_path, "losses to 01.08 Ministry", "<!DOCTYPE html>\n<p>The bank closed.</p>")
    assert report_from_path(path).text == "The bank closed."


def test_a_text_from_memory() -> None:
    report = report_from_text(
        STORY,
        title="Closed",
        outlet="Norvik Post",
        url="https://example.org",
        published="2022-05",
        ref="7",
    )
    assert report.text == STORY
    assert report.outlet is not None
    assert (report.outlet.name, report.outlet.inferred) == ("Norvik Post", False)
    assert report.published is not None
    assert report.published.to == "2022-05-31"
    assert report.sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert report_from_text(STORY, title="").title is None
    with pytest.raises(errors.UndecodableInput):
        report_from_text("half \ud83d of a pair")
    with pytest.raises(errors.TooLarge):
        report_from_text("é" * (MAX_TEXT_BYTES // 2 + 1))
    with pytest.raises(errors.BadDate):
        report_from_text(STORY, published="soon")


def test_reading_a_text_loads_no_third_party_package(tmp_path: Path) -> None:
    path = write(tmp_path, "story.txt", STORY)
    code = (
        "import sys; from sayso.intake import open_inputs; list(open_inputs(sys.argv[1:]));"
        "print([m for m in ('lxml', 'trafilatura', 'httpx', 'pypdf', 'rich') if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "[]"
