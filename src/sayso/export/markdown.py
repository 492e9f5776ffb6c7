"""Dossiers as Markdown (CommonMark). Whatever a report holds stays text: no markup, no link, no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.export.dossier import Dossier
from sayso.export.section import Item, Section, few, quoted

# What begins markup inside a line. What begins it at the start of one never stands there.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
# Controls, and what turns the reading order: escape them visibly, as no renderer does.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BARE_LINK = re.compile(r"(?i)\b(https?|ftp)(://)|\b(www)(\.)|(mailto|xmpp)(:)")


def document(dossier: Dossier) -> str:
    """One dossier as a document of its own."""
    return "\n".join(_lines(dossier)) + "\n"


def text(words: str) -> str:
    """Words on one line, as text."""
    line = _HIDDEN.sub(lambda found: f"U+{ord(found[0]):04X}", " ".join(words.split()))
    line = _MARKUP.sub(r"\\\1", line)
    # GitHub makes links of bare addresses; a backslash before the punctuation keeps them words.
    return _BARE_LINK.sub(lambda found: _parted([g for g in found.groups() if g]), line)


def _parted(pieces: list[str]) -> str:
    return f"{pieces[0]}\\{pieces[1]}"


def _lines(dossier: Dossier) -> Iterator[str]:
    yield f"# {text(quoted(dossier.title))}"
    yield ""
    yield f"Said by: {text(dossier.said)}."
    for section in dossier.sections:
        yield ""
        yield f"## {section.heading}"
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.quote:
        before, claim, after = (" ".join(part.split()) for part in section.quote)
        # The quotation mark keeps whatever comes first from beginning a list or a heading.
        yield f"> “{' '.join(filter(None, (text(before), f'**{text(claim)}**', text(after))))}”"
        yield ""
    for item in section.items:
        yield _item(item)
    if not section.items and section.none:
        yield section.none


def _item(item: Item) -> str:
    term = f"**{text(item.term)}**: " if item.term else ""
    shown, more = few(item.ids)
    listed = ", ".join(f"`{each}`" for each in shown) + (f" {more}" if more else "")
    ids = f" ({listed})" if item.ids else ""
    link = f" <{item.url}>" if item.url and _plain(item.url) else ""
    return f"- {term}{text(item.words)}{link}{ids}"


def _plain(url: str) -> bool:
    """Whether an address is one of the web, with nothing in it that could end the link early."""
    return bool(re.fullmatch(r"https?://[^\s<>\x00-\x20\x7f\\]+", url))
