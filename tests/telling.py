"""Attributions written into a text, for the tests of what is made of them.

    <s>Tolley</s> <c>said</c> <t>that it was over</t>.

s is a source, c a cue, t a content. A second attribution has a number: <s2>, <c2>, <t2>. One may lie
inside another.
"""

from __future__ import annotations

import re
from collections import defaultdict

from sayso.reading.attributions import floors, parents, records
from sayso.reading.chains import published_by
from sayso.reading.claims import make_claims
from sayso.reading.cues import stance_of
from sayso.reading.drafts import Draft, Range
from sayso.reading.sources import resolve
from sayso.reading.structure import Structure
from sayso.records import Attribution, Claim, Source

_TAG = re.compile(r"<(/?)([sct])(\d?)>")


def drafts(marked: str) -> tuple[str, list[Draft]]:
    """The text without its marks, and the attributions that they make."""
    text, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, dict[str, list[Range]]] = defaultdict(lambda: defaultdict(list))
    for tag in _TAG.finditer(marked):
        text, at = text + marked[at : tag.start()], tag.end()
        closes, role, number = tag.groups()
        if closes:
            spans[number][role].append((opened.pop(role + number), len(text)))
        else:
            opened[role + number] = len(text)
    text += marked[at:]
    assert not opened, f"never closed: {', '.join(opened)}"
    found = []
    for parts in spans.values():
        source, cue = (next(iter(parts[role]), None) for role in "sc")
        stance = stance_of(text[slice(*cue)] if cue else "")
        found.append(Draft(source, cue, tuple(parts["t"]), stance))
    return text, sorted(found, key=lambda d: d.start)


def told(marked: str) -> tuple[Structure, tuple[Attribution, ...], list[Source]]:
    """The text cut up, its attributions with parents, and their sources."""
    text, found = drafts(marked)
    cut = Structure.of(text)
    up = parents(found)
    sources, ids = resolve(cut, [d.source for d in found], up, floors(found, up))
    return cut, records(found, ids, [None] * len(found), up, cut), sources


def claims(marked: str) -> list[Claim]:
    """The claims of a text whose outlet is not known."""
    cut, attributions, _ = told(marked)
    return make_claims(cut, attributions, (), None, published_by(None, copied=False))
