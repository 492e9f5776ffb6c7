"""Web archives: the records of WARC files, packed or not, and of the WACZ files that hold some.

The page that a record keeps becomes a Report; what is no page says what it is instead. Needs warcio
(`sayso[batch]`).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

from sayso.errors import (
    DamagedFile,
    DamagedRecord,
    InputError,
    MissingExtra,
    NotAPage,
    UnsupportedFormat,
)
from sayso.intake.bounds import MAX_PDF_BYTES, read_bounded
from sayso.intake.failure import InputFailure
from sayso.intake.files import open_binary, report_from_raw
from sayso.intake.formats import BY_SUFFIX, HEAD_BYTES, MediaType, starts_page
from sayso.intake.warc_frames import Frame, frames
from sayso.records import Report

WARC_SUFFIXES = (".warc", ".warc.gz")
_PAGES: frozenset[str] = frozenset(BY_SUFFIX.values())
_KEEP_PAGES = frozenset({"response", "resource", "conversion"})


@contextmanager
def open_archive(name: str, member: str | None = None) -> Iterator[BinaryIO]:
    """Open a WARC file, or the one called `member` in a WACZ file. Raises an InputError."""
    with open_binary(name) as file:
        if member is None:
            yield file
            return
        try:
            with zipfile.ZipFile(file) as bundle, bundle.open(member) as held:
                yield held  # type: ignore[misc]  # IO[bytes], which can do as much
        except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError) as error:
            raise DamagedFile(f"its part {member} cannot be read ({error})") from None


def members(name: str) -> list[str]:
    """The WARC files in a WACZ file, by name. Raises an InputError."""
    try:
        with open_binary(name) as file, zipfile.ZipFile(file) as bundle:
            found = [each for each in bundle.namelist() if each.lower().endswith(WARC_SUFFIXES)]
    except (zipfile.BadZipFile, OSError) as error:
        raise DamagedFile(f"it is called a WACZ but is not whole ({error})") from None
    if not found:
        raise UnsupportedFormat("there is no WARC in it")
    return sorted(found)


def report_from_frame(frame: Frame, ref: str) -> tuple[Report | InputFailure, str | None]:
    """The page in a record, and when it was fetched. Its `ref` is given, its `url` the page's address.

    A record without a page gives a failure with NotAPage or what else is wrong with it.
    """
    fetched: str | None = None
    try:
        if frame.error or frame.data is None:
            raise frame.error or DamagedRecord("it is not there")
        record = _parsed(frame.data)
        fetched = record.rec_headers.get_header("WARC-Date")
        return _report(record, ref), fetched
    except InputError as error:
        return InputFailure(ref=ref, error=error), fetched


def _parsed(data: bytes) -> Any:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise MissingExtra("web archives need a package: pip install 'sayso[batch]'") from None
    try:
        return next(iter(ArchiveIterator(BytesIO(data))))
    except Exception as error:  # it raises several kinds, on heads that strangers wrote
        raise DamagedRecord(f"its head cannot be read ({type(error).__name__})") from None


def _report(record: Any, ref: str) -> Report:
    if record.rec_type not in _KEEP_PAGES:
        raise NotAPage(
            f"it is a record of the kind {record.rec_type!r:.40}", _kind(record.rec_type)
        )
    said = record.rec_headers.get_header("Content-Type") or ""
    if record.http_headers is not None:
        status = record.http_headers.get_statuscode()
        if status != "200":
            raise NotAPage(f"the server answered with status {status!r:.10}", "status")
        said = record.http_headers.get_header("Content-Type") or ""
    try:
        raw = read_bounded(record.content_stream(), MAX_PDF_BYTES)
    except InputError:
        raise
    except Exception as error:  # chunks and packings that are not what they say
        raise DamagedRecord(f"its content cannot be unpacked ({type(error).__name__})") from None
    media_type, charset = _media_type(said, raw)
    url = record.rec_headers.get_header("WARC-Target-URI")
    return replace(report_from_raw(raw, media_type, ref=ref, url=url, charset=charset), url=url)


def _media_type(said: str, raw: bytes) -> tuple[MediaType, str | None]:
    named, _, parameters = said.partition(";")
    named = named.strip().lower()
    if not named or named == "application/octet-stream":
        named = "text/html" if starts_page(raw[:HEAD_BYTES]) else named or "unknown"
    if named not in _PAGES:
        raise NotAPage(f"it is of the media type {named!r:.60}", "media-type")
    charset = None
    for each in parameters.split(";"):
        key, _, value = each.partition("=")
        if key.strip().lower() == "charset":
            charset = value.strip(" \"'") or None
    return named, charset  # type: ignore[return-value]


def _kind(record: str) -> str:
    known = {"warcinfo", "request", "metadata", "revisit", "continuation"}
    return record if record in known else "other-record"


def records(
    file: BinaryIO, start: int, count: int, name: str
) -> Iterator[tuple[str, Report | InputFailure, str | None]]:
    """`count` records from an offset: (ref, the page or what is wrong, when it was fetched)."""
    nth, last = 0, -1
    for n, frame in enumerate(frames(file, start)):
        if n == count:
            return
        nth = nth + 1 if frame.offset == last else 1
        last = frame.offset
        ref = f"{name}:{frame.offset}" + (f"+{nth - 1}" if nth > 1 else "")
        yield ref, *report_from_frame(frame, ref)
