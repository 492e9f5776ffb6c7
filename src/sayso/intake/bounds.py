"""How much is read, and the last look at a text before it becomes a Report."""

import os
from dataclasses import dataclass
from typing import BinaryIO

from sayso.errors import EmptyInput, TooLarge, UndecodableInput
from sayso.records import Outlet, Published, Report

MAX_TEXT_BYTES = 10_000_000
"""The most that one report may hold, as UTF-8 or as the bytes it is decoded from."""

MAX_PDF_BYTES = 50_000_000
"""A PDF may be larger: fonts and pictures make most of it."""

_PIECE = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What fetching one URL may cost, and whether it may reach into a private network.

    `timeout` is in seconds for each step (connect, each piece of the answer), `deadline` for the
    whole with its redirects, `max_bytes` for the unpacked body.
    """

    timeout: float = 10.0
    deadline: float = 60.0
    max_bytes: int = MAX_TEXT_BYTES
    max_redirects: int = 5
    allow_private: bool = False


def read_bounded(file: BinaryIO, limit: int, head: bytes = b"") -> bytes:
    """Read a file to its end, `head` having been read already; little more than `limit`
    bytes are taken.

    Raises TooLarge.
    """
    pieces, size = [head], len(head)
    # Asked for the whole limit at once, Python sets aside that much memory for the smallest file.
    while size <= limit and (piece := file.read(_PIECE)):
        pieces.append(piece)
        size += len(piece)
    if size > limit:
        raise TooLarge(too_large(limit))
    return b"".join(pieces)


def too_large(limit: int) -> str:
    """The sentence for what exceeds `limit` bytes."""
    return f"it is larger than {limit // 1_000_000} MB, the most that is read as one report"


def bounded_report(
    text: str,
    *,
    raw: bytes | None = None,
    ref: str | os.PathLike[str] | None = None,
    media_type: str = "text/plain",
    title: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    language: str | None = None,
    published: Published | None = None,
) -> Report:
    """Make the Report, or raise EmptyInput, TooLarge or UndecodableInput.

    What is given as "" counts as not given.
    """
    if not text.strip("\ufeff\u200b \t\r\n\f\v\x85\xa0\u2028\u2029"):
        raise EmptyInput("it holds no text")
    if len(text) > MAX_TEXT_BYTES:
        raise TooLarge(too_large(MAX_TEXT_BYTES))
    try:
        if len(text.encode()) > MAX_TEXT_BYTES:
            raise TooLarge(too_large(MAX_TEXT_BYTES))
    except UnicodeEncodeError as error:
        raise UndecodableInput(
            f"character {error.start} is half of a surrogate pair, so it is not a text"
        ) from None
    return Report.of(
        text,
        raw=raw,
        ref=None if ref is None else os.fspath(ref) or None,
        media_type=media_type,
        title=title or None,
        outlet=Outlet(name=outlet) if outlet else None,
        byline=byline or None,
        url=url or None,
        language=language or None,
        published=published,
    )
