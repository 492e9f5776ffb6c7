"""The headline: as given with the report, or as the first line of the text shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.reading.structure import Structure
from sayso.records import Boilerplate, Claim, Span

_WORD = re.compile(r"\w+")
_LINE = 11
_LIST_ITEM = re.compile(r"^\s*[#>*\u2022-]+\s*")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline and, if it stands in the text, the number of its paragraph."""

    span: Span
    paragraph: int | None

    @property
    def text(self) -> str:
        """Its words."""
        return self.span.text


def find_headline(
    structure: Structure, title: str | None, boilerplate: tuple[Boilerplate, ...]
) -> Headline | None:
    """Find where the given title stands in the text, or take the first line for it if it looks like one."""
    text = structure.text
    aside = {s.start for b in boilerplate for s in b.spans}
    body = [i for i, p in enumerate(structure.paragraphs) if p.start not in aside][:4]
    if title is not None:
        wanted = _WORD.findall(title.lower())
        for i in body:
            span = _line(text, structure, i)
            if wanted and _WORD.findall(span.text.lower()) == wanted:
                return Headline(span, i)
        return Headline(Span.of(title, 0, len(title), "title"), None) if title.strip() else None
    if body and len(structure.paragraphs) > body[0] + 1:
        span = _line(text, structure, body[0])
        following = structure.paragraphs[body[0] + 1 : body[0] + 4]
        longer = max(p.end - p.start for p in following) > 1.4 * (span.end - span.start)
        if _looks_like_one(span.text, longer) and len(structure.by_paragraph[body[0]]) <= 3:
            return Headline(span, body[0])
    return None


def lead_of(structure: Structure, claims: Iterable[Claim]) -> tuple[int, int] | None:
    """The first paragraph that claims something in more than a line's words, headline aside."""
    for c in claims:
        if not c.in_headline and c.spans[0].in_ is None and len(c.text.split()) > _LINE:
            p = structure.paragraphs[structure.paragraph_at(c.spans[0].start)]
            return p.start, p.end
    return None


def _line(text: str, structure: Structure, i: int) -> Span:
    p = structure.paragraphs[i]
    mark = _LIST_ITEM.match(text[p.start : p.end])
    start = p.start + (mark.end() if mark and mark.end() < p.end - p.start else 0)
    return Span.of(text, start, p.end)


def _looks_like_one(line: str, longer_follows: bool) -> bool:
    """Short, and without the full stop of a sentence, unless its words are capitalised like a title or
    the line is much shorter than the one that follows."""
    words = _WORD.findall(line)
    if not 2 <= len(words) <= 30 or line.rstrip().endswith((",", ";", ":")):
        return False
    if line.rstrip().endswith("."):
        long = [w for w in words if len(w) > 3]
        capitals = sum(w[0].isupper() or w[0].isdigit() for w in long)
        return (len(words) <= 22 and longer_follows) or (
            bool(long) and capitals >= 0.75 * len(long)
        )
    return not re.match(r"^[\"\u201c].*[\"\u201d]$", line.strip())
