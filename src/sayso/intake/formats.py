"""Which format an input has: by its name, by its first bytes, or as a server says."""

from pathlib import PurePath
from typing import Literal

MediaType = Literal[
    "text/plain", "text/markdown", "text/html", "application/xhtml+xml", "application/pdf"
]

BY_SUFFIX: dict[str, MediaType] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".pdf": "application/pdf",
}
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})

HEAD_BYTES = 1024
"""How many of the first bytes `media_type_of` wants to see."""

_PAGE_STARTS = (b"<!doctype html", b"<html")


def suffix_of(name: str) -> str:
    """The ending of a file's name, in lower case: ".txt", or "" if it has none."""
    return PurePath(name).suffix.lower()


def media_type_of(name: str, head: bytes) -> MediaType:
    """Name the format of a file from its name and its first HEAD_BYTES bytes.

    The name is believed, except that a PDF is a PDF whatever it is called, and that a name without
    a known ending says nothing: pages saved by a browser often have none.
    """
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    return BY_SUFFIX.get(suffix_of(name)) or ("text/html" if starts_page(head) else "text/plain")


def starts_page(head: bytes) -> bool:
    """Whether these are plainly the first bytes of an HTML page."""
    return _letters(head).startswith(_PAGE_STARTS)


def _letters(head: bytes) -> bytes:
    """The first bytes without marks, comments and XML's declaration, in lower case.

    UTF-16 falls to ASCII by dropping its zero bytes, which is enough to see a tag.
    """
    left = head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lstrip().lower()
    for opening, closing in ((b"<?xml", b"?>"), (b"<!--", b"-->")):
        while left.startswith(opening) and closing in left:
            left = left.split(closing, 1)[1].lstrip()
    return left
