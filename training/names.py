"""Names in news (person, place, organisation, group, other) from the BIO files of worldwide-newswire.

Its tokens are put together again as text, because that is what the reader sees. One article in ten,
by a hash of its file name, is kept for measuring.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.neural import Encoded, encode
from sayso.reading.quotations import find_quotations
from sayso.reading.sentences import paragraphs
from sayso.reading.tagger import NAME_TAGS

KINDS = {
    "Person": "person",
    "Location": "place",
    "Facility": "place",
    "Organization": "organisation",
    "NORP": "group",
    "Misc": "other",
    "Product": "other",
}


@dataclass(frozen=True)
class Named:
    """encoded: the text. names: (W,) index into NAME_TAGS."""

    name: str
    text: str
    spans: list[tuple[int, int, str]]
    encoded: Encoded
    names: np.ndarray


def load_names(folder: Path) -> tuple[list[Named], list[Named]]:
    """(train, dev) articles of ner/worldwide-newswire."""
    train, dev = [], []
    for path in sorted((folder / "processed_annotated").glob("*.tsv")):
        text, spans = _rebuild(path.read_text("utf8"))
        if len(text) < 40:
            continue
        held = int(hashlib.sha256(path.name.encode()).hexdigest(), 16) % 10 == 0
        (dev if held else train).append(_label(path.name, text, spans))
    return train, dev


def _rebuild(source: str) -> tuple[str, list[tuple[int, int, str]]]:
    out, spans, opened = "", [], False
    glue = True
    for line in source.splitlines():
        token, _, tag = line.partition("\t")
        tag = tag.strip()
        if not token.strip():
            if out and not out.endswith("\n"):
                out += "\n"
            glue = True
            continue
        if token.startswith(("http://", "https://")):
            continue
        closing = token in {".", ",", ";", ":", "!", "?", ")", "]", "%", "\u201d"} or re.match(
            r"['\u2019]\w|n['\u2019]t$", token
        )
        if token == '"':
            closing, opened = opened, not opened
        if token == "-" and re.search(r"[a-z]$", out):
            closing = True  # "large-scale", far more often than a dash
        if not glue and not closing:
            out += " "
        glue = (
            token in {"(", "[", "$", "\u201c"}
            or (token == '"' and opened)
            or (token == "-" and closing)
        )
        start = len(out)
        out += token
        kind = KINDS.get(tag[2:])
        if kind and tag[0] == "I" and spans and spans[-1][2] == kind and spans[-1][1] >= start - 1:
            spans[-1] = (spans[-1][0], len(out), kind)
        elif kind:
            spans.append((start, len(out), kind))
    return out, spans


def _label(name: str, text: str, spans: list[tuple[int, int, str]]) -> Named:
    lines = paragraphs(text)
    e = encode(text, [(x.start, x.end) for x in lines], find_quotations(text, lines).states)
    tags = np.zeros(len(e.start), dtype=np.int64)
    for a, b, kind in spans:
        inside = np.flatnonzero((e.start < b) & (e.end > a))
        tags[inside] = NAME_TAGS.index(f"I-{kind}")
        if len(inside):
            tags[inside[0]] = NAME_TAGS.index(f"B-{kind}")
    return Named(name, text, spans, e, tags)
