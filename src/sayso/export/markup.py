"""HTML that is escaped by construction: plain strings are text, only `Html` is markup."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from urllib.parse import urlsplit

_VOID = {"meta"}
_SPECIAL = re.compile("[&<>\"'\r]")
# Embeddings, overrides and isolates: they can show words in another order than they stand in.
_TURNING = re.compile("([\u202a-\u202e\u2066-\u2069])")


class Html(str):
    """A piece of finished HTML. Made here alone, from what was escaped before."""

    __slots__ = ()

    def __html__(self) -> str:
        """What template engines ask for before they escape."""
        return str(self)


def element(name: str, /, *children: str | None, **attributes: str | None) -> Html:
    """One element. A child of None and an attribute of None are left out.

    `class_` is written class, `aria_label` aria-label.
    """
    pieces = [_opened(name, attributes)]
    if name not in _VOID:
        pieces += [c if type(c) is Html else text(c) for c in children if c is not None]
        pieces.append(f"</{name}>")
    return Html("".join(pieces))


def opening(name: str, /, **attributes: str | None) -> Html:
    """The opening tag of an element alone."""
    return Html(_opened(name, attributes))


def _opened(name: str, attributes: dict[str, str | None]) -> str:
    tag = f"<{name}"
    for key, value in attributes.items():
        if value is not None:
            tag += f' {_attribute_name(key)}="{_escaped(value)}"'
    return f"{tag}>"


@cache
def _attribute_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def join(*children: str | None) -> Html:
    """Pieces one after the other, those that are no HTML yet escaped."""
    return Html("".join([c if type(c) is Html else text(c) for c in children if c is not None]))


def text(words: str) -> Html:
    """Words as text. Characters that turn the reading direction turn nothing here, and show.

    The stylesheet isolates them and draws their name; they themselves stay in the text.
    """
    if words.isascii() or not _TURNING.search(words):
        return Html(_escaped(words))
    return Html(
        "".join(
            f'<i class="hidden" data-name="U+{ord(piece):04X}">{piece}</i>'
            if at % 2
            else _escaped(piece)
            for at, piece in enumerate(_TURNING.split(words))
        )
    )


def link(url: str, words: str) -> Html:
    """A link to the web if `url` leads there, and otherwise the words alone.

    "javascript:" and its kind, and addresses that a browser would read otherwise than urllib
    (controls, spaces, backslashes), stay text.
    """
    odd = any(character <= " " or character in '\x7f\\<>"' for character in url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return text(words)
    if odd or parts.scheme not in {"http", "https"} or not parts.hostname:
        return text(words)
    return element("a", words, href=url, rel="noopener noreferrer nofollow")


def _escaped(words: str) -> str:
    # HTML reads a carriage return as a line feed, unless it is written as a reference.
    if _SPECIAL.search(words):
        return escape(words).replace("\r", "&#13;")
    return words
