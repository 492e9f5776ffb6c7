"""Inputs of a batch: what they are, how many documents they hold, and the documents of one shard."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from sayso.errors import DamagedFile, EmptyInput, InputError, UnreadableFile, UnsupportedFormat
from sayso.intake import InputFailure, report_from_path
from sayso.intake.files import open_binary
from sayso.intake.formats import JSONL_SUFFIXES, suffix_of
from sayso.intake.jsonl import numbered_lines, reports_from_jsonl
from sayso.intake.parquet import count_rows, reports_from_rows
from sayso.intake.places import STDIN, is_report, is_url, places_where
from sayso.intake.warc import WARC_SUFFIXES, members, open_archive, records
from sayso.intake.warc_frames import frames
from sayso.records import Report

Kind = Literal["warc", "jsonl", "parquet", "file", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Neighbouring documents of one input, to be read in one go.

    member: the WARC file in a WACZ. start: where the first stands: the offset in an archive or in
    JSON Lines, the row in a table. line: the number of that line. why: for an input that cannot be read.
    """

    kind: Kind
    name: str
    count: int
    member: str | None = None
    start: int = 0
    line: int = 1
    why: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One record of the input: the report in it or what is wrong, and when it was fetched, if it says."""

    input: str
    found: Report | InputFailure
    fetched: str | None = None


def places_of(inputs: Iterable[str]) -> Iterator[str | InputFailure]:
    """The files that the inputs stand for: what `sayso read` takes, and corpora beside them."""
    for place in places_where(inputs, _is_wanted):
        if isinstance(place, str) and (place == STDIN or is_url(place)):
            error = UnsupportedFormat("a batch takes files and folders, no URLs and no stream")
            yield InputFailure(ref=place, error=error)
        else:
            yield place


def kind_of(name: str) -> Kind:
    """How a file is read, by its name."""
    low = name.lower()
    if low.endswith((*WARC_SUFFIXES, ".wacz")):
        return "warc"
    if suffix_of(name) in JSONL_SUFFIXES:
        return "jsonl"
    return "parquet" if low.endswith(".parquet") else "file"


def survey(place: str | InputFailure, size: int) -> Iterator[Piece]:
    """Cut one input into pieces of `size` documents, by looking through it once.

    What cannot be read is a piece of one document that failed.
    """
    if isinstance(place, InputFailure):
        yield _unreadable(place.ref, place.error)
        return
    counted = 0
    try:
        for piece in _CUTS[kind_of(place)](place, size):
            counted += piece.count
            yield piece
        if not counted:
            yield _unreadable(place, EmptyInput("there is nothing in it"))
    except InputError as error:
        yield _unreadable(place, error)
    except OSError as error:
        reason = UnreadableFile(f"it breaks off while it is read: {error.strerror}")
        yield _unreadable(place, reason)


def documents(piece: Piece) -> Iterator[Document]:
    """The documents of a piece: as many as were counted, whatever has become of the file since."""
    given = 0
    try:
        for document in islice(_opened(piece), piece.count):
            given += 1
            yield document
        error: InputError = DamagedFile("it ends before the document that was counted in it")
    except InputError as raised:
        error = raised
    except OSError as raised:
        error = UnreadableFile(f"it breaks off while it is read: {raised.strerror}")
    except Exception as raised:  # a mistake of ours, which must not cost the other shards
        error = mistake(raised)
    for n in range(given, piece.count):
        missing = InputFailure(ref=f"{piece.name}:{piece.start}+{n}", error=error)
        yield Document(piece.name, missing)


def _opened(piece: Piece) -> Iterator[Document]:
    name = piece.name
    if piece.kind == "warc":
        label = f"{name}!{piece.member}" if piece.member else name
        with open_archive(name, piece.member) as file:
            for _, found, fetched in records(file, piece.start, piece.count, label):
                yield Document(name, found, fetched)
    elif piece.kind == "jsonl":
        with open_binary(name) as file:
            file.seek(piece.start)
            for found in reports_from_jsonl(file, name, piece.line):
                yield Document(name, found)
    elif piece.kind == "parquet":
        for found in reports_from_rows(name, piece.start, piece.count):
            yield Document(name, found)
    elif piece.why is not None:
        yield Document(name, InputFailure(ref=name, error=Unreadable(*piece.why)))
    else:
        try:
            yield Document(name, report_from_path(name))
        except InputError as error:
            yield Document(name, InputFailure(ref=name, error=error))


class Unreadable(InputError):
    """An input that could not be surveyed: `reason` names the error that it was."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Mistake(InputError):
    """A document that sayso itself stumbled over."""


def mistake(error: Exception) -> Mistake:
    """A mistake of ours, as a person is told of it."""
    what = f"{type(error).__name__}: {error}"
    return Mistake(f"sayso made a mistake ({what}); please report it with this input")


def reason_of(error: InputError) -> str:
    """What is wrong with a document, in a word: "not-english"."""
    named = getattr(error, "reason", None)
    return named if isinstance(named, str) else _hyphened(type(error).__name__)


def _hyphened(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")


def _unreadable(name: str, error: InputError) -> Piece:
    return Piece(kind="unreadable", name=name, count=1, why=(reason_of(error), str(error)))


def _warc_pieces(name: str, size: int) -> Iterator[Piece]:
    if not name.lower().endswith(".wacz"):
        yield from _frame_pieces(name, None, size)
        return
    for member in members(name):
        yield from _frame_pieces(name, member, size)


def _frame_pieces(name: str, member: str | None, size: int) -> Iterator[Piece]:
    start = count = 0
    with open_archive(name, member) as file:
        for frame in frames(file, keep=False):
            if count >= size and frame.first:
                yield Piece(kind="warc", name=name, member=member, start=start, count=count)
                start, count = frame.offset, 0
            count += 1
    if count:
        yield Piece(kind="warc", name=name, member=member, start=start, count=count)


def _jsonl_pieces(name: str, size: int) -> Iterator[Piece]:
    start, first, count, number = 0, 1, 0, 0
    with open_binary(name) as file:
        for number, _ in numbered_lines(file):
            count += 1
            if count == size:
                yield Piece(kind="jsonl", name=name, start=start, line=first, count=count)
                start, first, count = file.tell(), number + 1, 0
    if count:
        yield Piece(kind="jsonl", name=name, start=start, line=first, count=count)


def _row_pieces(name: str, size: int) -> Iterator[Piece]:
    total = count_rows(name)
    for start in range(0, total, size):
        yield Piece(kind="parquet", name=name, start=start, count=min(size, total - start))


def _file_pieces(name: str, _size: int) -> Iterator[Piece]:
    yield Piece(kind="file", name=name, count=1)


_CUTS = {
    "warc": _warc_pieces,
    "jsonl": _jsonl_pieces,
    "parquet": _row_pieces,
    "file": _file_pieces,
}


def _is_wanted(entry: os.DirEntry[str]) -> bool:
    if kind_of(entry.name) != "file":
        return not entry.is_dir()
    return is_report(entry)
