"""SVG that is escaped by construction: plain strings are text, only `Svg` is markup."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote, urlsplit

INK, PALE, PAPER = "#111", "#767676", "#fff"
FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"

# XML has no controls but these three, and what turns the reading order must not turn a picture's.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Svg(str):
    """A piece of finished SVG. Made here alone, from what was escaped before."""

    __slots__ = ()


def tag(name: str, /, *children: str | None, **attributes: str | float | None) -> Svg:
    """One element. Children and attributes of None are left out; `stroke_width` is written stroke-width."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(c if isinstance(c, Svg) else plain(c) for c in children if c is not None)
    return Svg(f"<{name}{given}>{inside}</{name}>" if inside else f"<{name}{given}/>")


def plain(text: str) -> str:
    """Words as text, whatever stands in them."""
    return escape(_TURNING.sub("", _NOT_XML.sub("\ufffd", text)))


def write(
    text: str,
    x: float,
    y: float,
    *,
    size: float = 12,
    anchor: str | None = None,
    weight: str | None = None,
    fill: str = INK,
) -> Svg:
    """One line of text, `y` its baseline."""
    return tag(
        "text",
        text,
        x=x,
        y=y,
        font_size=size,
        text_anchor=anchor,
        font_weight=weight,
        fill=fill,
    )


def picture(width: float, height: float, title: str, description: str, *children: Svg) -> str:
    """A whole file. Title and description are what a screen reader says."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + tag(
            "svg",
            tag("title", title, id="title"),
            tag("desc", description, id="desc"),
            tag("rect", width=width, height=height, fill=PAPER),
            *children,
            xmlns="http://www.w3.org/2000/svg",
            width=width,
            height=height,
            viewBox=f"0 0 {_number(width)} {_number(height)}",
            role="img",
            aria_labelledby="title desc",
            font_family=FONT,
        )
        + "\n"
    )


def to_words(url: str | None, text: str) -> str | None:
    """An address that leads to the words themselves on a page of the web; None for any other address."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    odd = any(character <= " " or character in '\x7f\\<>"' for character in url or "")
    if odd or parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    words = " ".join(text.split()[:6])
    return f"{(url or '').partition('#')[0]}#:~:text={quote(words, safe='')}"


def linked(address: str | None, *children: Svg) -> Svg:
    """Children that lead somewhere, if there is anywhere to lead to."""
    return tag("a", *children, href=address) if address else Svg("".join(children))


def shortened(text: str, most: int) -> str:
    """At most so many characters on one line, cut between words where that is possible."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut.rpartition(' ')[0] if ' ' in cut[most // 2 :] else cut}…"


def _attribute(value: str | float) -> str:
    return plain(value) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
