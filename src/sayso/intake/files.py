"""One file becomes one Report: text, Markdown, HTML or PDF."""

import os
from pathlib import Path
from typing import BinaryIO

from sayso.errors import DamagedFile, NotFound, UnreadableFile, UnsupportedFormat
from sayso.intake.bounds import MAX_PDF_BYTES, MAX_TEXT_BYTES, bounded_report, read_bounded
from sayso.intake.dates import published_from
from sayso.intake.decoding import decode
from sayso.intake.formats import (
    HEAD_BYTES,
    JSONL_SUFFIXES,
    MediaType,
    media_type_of,
    suffix_of,
)
from sayso.intake.markdown import FrontMatter, front_matter
from sayso.records import Report


def report_from_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
    ref: str | None = None,
) -> Report:
    """Make a Report of a text that is already in memory; `published` is an ISO 8601 date.

    Raises EmptyInput, TooLarge, UndecodableInput (half a surrogate pair) or BadDate.
    """
    return bounded_report(
        text,
        ref=ref,
        title=title,
        outlet=outlet,
        url=url,
        published=published_from(published) if published else None,
    )


def report_from_path(path: str | os.PathLike[str]) -> Report:
    """Read a file of any format that sayso knows. Its name as given becomes `ref`.

    Raises an InputError: NotFound, UnreadableFile, EmptyInput, BinaryInput, UndecodableInput,
    TooLarge, UnsupportedFormat, MissingExtra, DamagedFile or TruncatedPage.
    """
    name = os.fspath(path)
    if suffix_of(name) in JSONL_SUFFIXES:
        raise UnsupportedFormat("it is JSON Lines, many reports in one file: add --from jsonl")
    try:
        with open_binary(name) as file:
            head = file.read(HEAD_BYTES)
            return report_from_bytes(head, file, name=name)
    except OSError as error:
        raise UnreadableFile(f"it breaks off while it is read: {error.strerror}") from None


def report_from_stdin(stdin: BinaryIO) -> Report:
    """Read one report from a stream of bytes; its format shows in its first bytes."""
    return report_from_bytes(stdin.read(HEAD_BYTES), stdin, name="-")


def report_from_bytes(head: bytes, rest: BinaryIO, *, name: str) -> Report:
    """Read the rest of an opened file whose first bytes are `head`, and make its Report."""
    media_type = media_type_of(name, head)
    if media_type == "application/pdf":
        if b"%PDF-" not in head:
            raise DamagedFile("it is called a PDF but does not begin like one")
        return report_from_raw(read_bounded(rest, MAX_PDF_BYTES, head), media_type, ref=name)
    return report_from_raw(read_bounded(rest, MAX_TEXT_BYTES, head), media_type, ref=name)


def report_from_raw(
    raw: bytes,
    media_type: MediaType,
    *,
    ref: str,
    url: str | None = None,
    charset: str | None = None,
) -> Report:
    """Make the Report of a file or an answer that is in memory.

    `url` is where it was fetched from, `charset` the encoding that the server named.
    """
    # These rooms are entered only when needed: a plain text must not wait 0.2 s for lxml.
    if media_type in ("text/html", "application/xhtml+xml"):
        from sayso.intake.pages import report_from_page

        return report_from_page(raw, media_type, ref=ref, url=url, charset=charset)
    if media_type == "application/pdf":
        from sayso.intake.pdf import pdf_text

        paper = pdf_text(raw)
        return bounded_report(
            paper.text, raw=raw, ref=ref, media_type=media_type, title=paper.title, url=url
        )
    text = decode(raw, charset)
    stated = front_matter(text) if media_type == "text/markdown" else FrontMatter()
    return bounded_report(
        text,
        raw=raw,
        ref=ref,
        media_type=media_type,
        title=stated.title,
        outlet=stated.outlet,
        byline=stated.byline,
        url=url or stated.url,
        language=stated.language,
        published=stated.published,
    )


def open_binary(name: str) -> BinaryIO:
    """Open a file for reading. Raises NotFound or UnreadableFile."""
    try:
        return Path(name).open("rb")
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound("there is no such file") from None
    except ValueError:
        raise NotFound("it is no name that a file can have") from None
    except IsADirectoryError:
        raise UnreadableFile("it is a folder, not a file") from None
    except OSError as error:
        raise UnreadableFile(f"it cannot be opened: {error.strerror}") from None
