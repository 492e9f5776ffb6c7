"""Where each record of a web archive (WARC, ISO 28500) begins and ends, and where the file is damaged.

Common readers end silently where a file is cut off, and skip to its end where one length is wrong. So
the frames are found here, and what is inside of one is left to warcio. In a packed file each record
is usually a gzip member of its own; one member with many records is read as well.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from sayso.errors import DamagedRecord, InputError, TooLarge
from sayso.intake.bounds import MAX_PDF_BYTES, too_large

_PIECE = 1 << 16
_HEAD_BYTES = 1 << 16
"""More than any record's header takes."""
_MEMBER = b"\x1f\x8b\x08"
_MARK = b"WARC/1."
_BEGINS = re.compile(rb"WARC/1\.\d\r?\n[A-Za-z-]+:")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Frame:
    """One record: its bytes, or what is wrong with it.

    offset: where the record, or the gzip member that holds it, begins in the file. first: whether
    reading may begin at this offset, to find this frame and those behind it.
    """

    offset: int
    first: bool
    data: bytes | None
    error: InputError | None


def frames(file: BinaryIO, start: int = 0, *, keep: bool = True) -> Iterator[Frame]:
    """The records from `start`, the offset of a frame that is `first`. Without `keep` their bytes are dropped.

    Each stretch of the file that cannot be read counts as one record with an error, and what follows
    it is found again.
    """
    file.seek(start)
    head = file.read(5)
    if not head.startswith(_MEMBER[:2]) and head != b"WARC/":
        if (member := _next_member(file, start)) < 0:
            yield from _plain(file, start, keep)
            return
        yield Frame(start, True, None, DamagedRecord("the file does not begin with a record"))
        head, start = _MEMBER, member
    file.seek(start)
    yield from (_plain if head == b"WARC/" else _packed)(file, start, keep)


class _Source(Protocol):
    """Bytes in order. Both methods raise DamagedRecord where there should be more, but is not."""

    def line(self) -> bytes:
        """The next line with its end, cut at _HEAD_BYTES; nothing at the end."""

    def take(self, size: int, keep: bool) -> bytes:
        """So many bytes; those that are not kept are passed over."""


def _packed(file: BinaryIO, start: int, keep: bool) -> Iterator[Frame]:
    rest, offset = b"", start
    while rest or (rest := file.read(_PIECE)):
        if not rest.strip(b"\0") and not (rest := file.read(_PIECE)).strip(b"\0"):
            return  # padding at the end, as some tapes and disks leave it
        member = _Member(file, rest, offset)
        first = True
        try:
            while (data := _record(member, keep)) is not None:
                member.go_on()  # which says if the record is not all there
                yield Frame(offset, first, *data)
                first = False
        except DamagedRecord as error:
            yield Frame(offset, first, None, error)
            if not member.whole():
                offset = _next_member(file, offset + 1)
                rest = b""
                if offset < 0:
                    return
                file.seek(offset)
                continue
        rest, offset = member.rest, member.end


def _plain(file: BinaryIO, start: int, keep: bool) -> Iterator[Frame]:
    offset = start
    while True:
        file.seek(offset)
        source = _Plain(file)
        try:
            data = _record(source, keep)
        except DamagedRecord as error:
            yield Frame(offset, True, None, error)
            if (offset := _next_plain(file, offset + 1)) < 0:
                return
            continue
        if data is None:
            return
        yield Frame(offset, True, *data)
        offset = source.end


def _record(source: _Source, keep: bool) -> tuple[bytes | None, InputError | None] | None:
    """The next record's bytes or what is wrong with it alone; None at the end. Raises DamagedRecord."""
    line = source.line()
    while line in (b"\r\n", b"\n"):
        line = source.line()
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise DamagedRecord("there is no record where one should begin")
    head = [line]
    size = len(line)
    while (line := source.line()).strip():
        head.append(line)
        if (size := size + len(line)) > _HEAD_BYTES:
            raise DamagedRecord("the head of the record has no end")
    if not line:
        raise DamagedRecord("the file ends in the head of the record")
    length = _LENGTH.search(b"".join(head[1:]))
    if length is None:
        raise DamagedRecord("the record does not say how long it is")
    content = int(length[1])
    body = source.take(content, keep and content <= MAX_PDF_BYTES)
    for _ in range(2):
        if source.line().strip(b"\r\n"):
            raise DamagedRecord(f"the record is not as long as it says ({content} bytes)")
    if content > MAX_PDF_BYTES:
        return None, TooLarge(too_large(MAX_PDF_BYTES))
    return b"".join([*head, b"\r\n", body, b"\r\n\r\n"]) if keep else None, None


class _Plain:
    """A file that is not packed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.end = file.tell()

    def line(self) -> bytes:
        line = self._file.readline(_HEAD_BYTES)
        self.end += len(line)
        return line

    def take(self, size: int, keep: bool) -> bytes:
        pieces, left = [], size
        while left:
            piece = self._file.read(min(left, _PIECE))
            if not piece:
                raise DamagedRecord(f"the file ends {left} bytes before the record does")
            left -= len(piece)
            if keep:
                pieces.append(piece)
        self.end += size
        return b"".join(pieces)


class _Member:
    """One gzip member. `rest` is what was read of the file behind it, `end` where it ends."""

    def __init__(self, file: BinaryIO, head: bytes, offset: int) -> None:
        self._file = file
        self._zip = zlib.decompressobj(31)
        self._packed = head
        self._read = offset + len(head)
        self._held = b""
        self._at = 0

    @property
    def rest(self) -> bytes:
        return self._zip.unused_data

    @property
    def end(self) -> int:
        return self._read - len(self._zip.unused_data)

    def line(self) -> bytes:
        while True:
            found = self._held.find(b"\n", self._at)
            if found >= 0 or len(self._held) - self._at >= _HEAD_BYTES or not self._more():
                stop = found + 1 if found >= 0 else len(self._held)
                line = self._held[self._at : stop]
                self._at = stop
                return line

    def take(self, size: int, keep: bool) -> bytes:
        pieces, left = [], size
        while left:
            if self._at == len(self._held) and not self._more():
                raise DamagedRecord(f"its gzip member ends {left} bytes before the record does")
            piece = self._held[self._at : self._at + left]
            self._at += len(piece)
            left -= len(piece)
            if keep:
                pieces.append(piece)
        return b"".join(pieces)

    def go_on(self) -> None:
        """Unpack something behind the record that was taken, or come to the end of the member."""
        while self._at == len(self._held) and self._more():
            pass

    def whole(self) -> bool:
        """Whether the member can be unpacked to its end."""
        try:
            while self._more():
                self._at = len(self._held)
        except DamagedRecord:
            return False
        return True

    def _more(self) -> bool:
        """Unpack some more behind what is held; False at the end of the member."""
        if self._zip.eof:
            return False
        packed = self._packed or self._file.read(_PIECE)
        if not self._packed:
            self._read += len(packed)
        if not packed:
            raise DamagedRecord("the file is cut off inside a record")
        try:
            new = self._zip.decompress(packed, 4 * _PIECE)
        except zlib.error:
            raise DamagedRecord("the record cannot be unpacked: its bytes are damaged") from None
        self._packed = self._zip.unconsumed_tail
        self._held, self._at = self._held[self._at :] + new, 0
        return True


def _next_member(file: BinaryIO, start: int) -> int:
    """Where the next gzip member with a record begins, or -1."""
    for offset in _found(file, _MEMBER, start):
        file.seek(offset)
        try:
            if zlib.decompressobj(31).decompress(file.read(_PIECE), 5) == b"WARC/":
                return offset
        except zlib.error:
            continue
    return -1


def _next_plain(file: BinaryIO, start: int) -> int:
    """Where the next record begins in a file that is not packed, or -1."""
    for offset in _found(file, _MARK, start):
        file.seek(offset)
        if _BEGINS.match(file.read(64)):
            return offset
    return -1


def _found(file: BinaryIO, wanted: bytes, start: int) -> Iterator[int]:
    """The offsets at which some bytes stand."""
    offset, held = start, b""
    while True:
        file.seek(offset + len(held))
        piece = file.read(16 * _PIECE)
        if not piece:
            return
        held += piece
        at = held.find(wanted)
        while at >= 0:
            yield offset + at
            at = held.find(wanted, at + 1)
        rest = held[max(0, len(held) - len(wanted) + 1) :]
        offset, held = offset + len(held) - len(rest), rest
