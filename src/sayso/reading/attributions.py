"""Relations of word ranges become attributions with spans; quotations get their speakers.

The tagger ties words; this room mends what a tagger cannot see: a quotation that runs on over
paragraphs, one that never closes, one that nobody introduces. What it adds is marked inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.reading.cues import stance_of
from sayso.reading.layout import Turn, turns
from sayso.reading.quotations import Quotation
from sayso.reading.structure import Structure
from sayso.reading.tagger import Relation
from sayso.records import Attribution, Boilerplate, Quoted, Span, Stance

Range = tuple[int, int]

_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us|I['\u2019]\w+|we['\u2019]\w+)\b")
_CLOSING = re.compile(r"(?<=\S)[\"\u201d](?!\w)")
BARE_WORDS = 5
"""A quotation shorter than this, with no cue, is a name or a scare quote: nobody's statement."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution in the making: offsets only.

    open_at: where its unclosed quotation starts.  laid_out: the form of the page shows it, not the tagger.
    """

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    stance: Stance | None
    inferred: bool = False
    open_at: int | None = None
    laid_out: bool = False

    @property
    def start(self) -> int:
        """Where its words begin, for the order of reading."""
        return min(a for a, _ in (*self.content, *filter(None, (self.source, self.cue))))


def drafts(
    relations: list[Relation],
    starts: list[int],
    ends: list[int],
    structure: Structure,
    boilerplate: tuple[Boilerplate, ...],
) -> list[Draft]:
    """Turn word ranges into offsets, leave out boilerplate, and add what the quotations show."""
    text = structure.text
    aside = [(s.start, s.end) for b in boilerplate for s in b.spans]

    def offsets(words: Range | None) -> Range | None:
        return None if words is None else (starts[words[0]], ends[words[1] - 1])

    found = []
    for r in relations:
        content = tuple(
            c
            for c in (_clear(text, offsets(x), aside) for x in r.content)
            if c and _WORD.search(text, *c)
        )
        cue = offsets(r.cue)
        if not content or cue is None or _within(cue, aside):
            continue
        source = offsets(r.source)
        if source is not None and (_within(source, aside) or _ADDRESSED.search(text, *cue)):
            source = None
        found.append(Draft(source, cue, content, stance_of(text[cue[0] : cue[1]])))
    found = sorted(_laid_out(found, turns(structure, aside)), key=lambda d: d.start)
    found = _run_on(found + _trailing(found, structure, aside), structure, aside)
    return sorted(
        found + _bare(found, structure, aside), key=lambda d: (d.start, -d.content[-1][1])
    )


_ADDRESSED = re.compile(
    r"\b(?:was|were|been|is|are|being)\s+(?:\w+\s+)?(?:warned|told|informed|asked|advised)\b",
    re.IGNORECASE,
)
"""Whoever "was warned" is no source but whom the words were addressed to."""


def _clear(text: str, span: Range | None, aside: list[Range]) -> Range | None:
    """What is left of a span when boilerplate at its beginning, such as a dateline, is cut off."""
    if span is None or _within(span, aside):
        return None
    start, end = span
    for a, b in aside:
        if a <= start < b:
            start = b
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _within(span: Range, others: Sequence[Range]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in others)


def _touches(span: Range, others: Sequence[Range]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def _laid_out(found: list[Draft], shown: list[Turn]) -> list[Draft]:
    """Put in what the layout shows. Of the rest stays what lies clear of it or wholly inside one turn."""
    if not shown:
        return found
    out = [Draft(t.source, t.cue, t.content, "asserts", laid_out=True) for t in shown]
    every = [r for t in shown for r in (t.source, t.cue, *t.content)]
    for d in found:
        own = [*d.content, *filter(None, (d.source, d.cue))]
        inside = any(all(_within(r, t.content) for r in own) for t in shown)
        if inside or not any(_touches(r, every) for r in own):
            out.append(d)
    return out


def _run_on(found: list[Draft], structure: Structure, aside: list[Range]) -> list[Draft]:
    """Carry a quotation on where a paragraph ends with it open.

    News style re-opens at each new paragraph and closes only the last. If the next paragraph has no
    mark at all, it still belongs where a later one re-opens, where a lone closing mark follows, or
    where it speaks as "I" or "we": then the mark was forgotten, and the end is inferred.
    """
    text, lines = structure.text, structure.paragraphs
    quotations = structure.quotations.found
    by_line: dict[int, list[Quotation]] = {}
    for q in quotations:
        by_line.setdefault(structure.paragraph_at(q.start), []).append(q)
    body = [i for i, p in enumerate(lines) if not _within((p.start, p.end), aside)]
    telling = [d.cue[0] for d in found if d.cue and d.stance in ("asserts", "denies", "asks")]
    for place, i in enumerate(body):
        opened = next((q for q in by_line.get(i, []) if not q.closed), None)
        if opened is None:
            continue
        stretch = (opened.start, opened.end)
        owner = next((n for n, d in enumerate(found) if _touches(stretch, d.content)), None)
        if owner is None or found[owner].laid_out:
            continue
        added: list[Range] = []
        pending: list[Range] = []
        in_style, closed = True, False
        for j in body[place + 1 :]:
            line, marks = (lines[j].start, lines[j].end), by_line.get(j, [])
            if marks and marks[0].start == line[0]:  # re-opened
                in_style = in_style and not pending
                added += [*pending, (marks[0].start, marks[0].end)]
                pending, closed = [], marks[0].closed
                if closed:
                    break
                continue
            if marks or len(pending) == 2 or any(line[0] <= cue < line[1] for cue in telling):
                break
            lone = _CLOSING.search(text, *line)
            pending.append((line[0], lone.end()) if lone else line)
            if lone:
                added, pending, closed = added + pending, [], True
                break
        for line in pending:
            if not _FIRST_PERSON.search(text, *line):
                break
            added.append(line)
        taken = [c for d in found if d.stance == "asserts" for c in d.content]
        new = [r for r in added if not _touches(r, taken)]
        odd = not (in_style and closed)
        found[owner] = replace(
            found[owner],
            content=tuple(sorted([*found[owner].content, *new])),
            inferred=found[owner].inferred or (odd and bool(new)),
            open_at=opened.start if odd else None,
        )
    return found


_TRAILING = re.compile(
    r",\s+(?P<source>(?:an?|the|one|its|his|her|their|[A-Z])[^,.;:\"\u201c\u201d]{2,80}?)\s+"
    r"(?P<cue>(?:(?:has|have|had)\s+)?(?:said|says|say|claimed|claims|admitted|admits|warned|warns|revealed|alleged|"
    r"reported|reports|confirmed|confirms|announced|told\s+[^,.]{2,40}|disclosed|suggested|insisted|estimates?|show|shows))"
    r"(?=[.!?]?$)"
)


_HEADLINE_TAIL = re.compile(
    r"(?:,|\s[\u2013\u2014-])\s+(?P<source>[^,.;:\"\u201c\u201d]{2,60}?)\s+"
    r"(?P<cue>says?|said|claims?|suggests?|shows?|reveals?|warns?|finds?|reports?|admits?|insists?)(?=[.!?]?$)"
)


def _trailing(found: list[Draft], structure: Structure, aside: list[Range]) -> list[Draft]:
    """ "…, a teller has claimed.": the tagger, trained on flat labels, leaves the outer of two tellings out."""
    text = structure.text
    taken = [r for d in found for r in (d.cue, d.source) if r]
    added = []
    for s in structure.sentences:
        tail = (_TRAILING if s.start else _HEADLINE_TAIL).search(
            text, max(s.start, s.end - 160), s.end
        )
        if tail is None or _within((s.start, s.end), aside):
            continue
        source, cue = tail.span("source"), tail.span("cue")
        inner = [d for d in found if d.cue and s.start <= d.cue[0] < tail.start()]
        if (not inner and s.start) or _touches(cue, taken) or _touches(source, taken):
            continue
        added.append(Draft(source, cue, ((s.start, tail.start()),), "asserts"))
    return added


def _bare(found: list[Draft], structure: Structure, aside: list[Range]) -> list[Draft]:
    """A quotation that no attribution holds and nobody introduces: an attribution with an empty cue.

    It is given to whoever spoke last in quotation marks, if that was at most one paragraph before;
    otherwise the speaker is left open.
    """
    text = structure.text
    taken = [c for d in found for c in d.content]
    added = []
    for q in structure.quotations.found:
        words = _WORD.findall(text, q.start, q.end)
        if (
            len(words) < BARE_WORDS
            or _touches((q.start, q.end), taken)
            or _within((q.start, q.end), aside)
        ):
            continue
        if text[q.end - 2 : q.end - 1] not in set(".!?,\u2026") and text[q.end : q.end + 1] not in {
            "",
            "\n",
        }:
            continue  # a phrase within the outlet's own sentence
        here = structure.paragraph_at(q.start)
        before = [
            d
            for d in found
            if d.source
            and d.start < q.start
            and here - structure.paragraph_at(d.content[-1][1] - 1) <= 1
            and any(
                x.start < c[1] and c[0] < x.end
                for x in structure.quotations.found
                for c in d.content
            )
        ]
        source = before[-1].source if before else None
        added.append(Draft(source, None, ((q.start, q.end),), "asserts", inferred=True))
    return added


def how_quoted(states: bytes, content: tuple[Range, ...]) -> Quoted:
    """direct if all words stand in quotation marks, mixed if some do, else indirect."""
    quoted = sum(sum(map(bool, states[a:b])) for a, b in content)
    whole = sum(b - a for a, b in content)
    if quoted >= 0.9 * whole:
        return "direct"
    return "mixed" if quoted else "indirect"


def parents(found: list[Draft]) -> list[int | None]:
    """For each draft, the innermost other one whose content holds all of its words."""
    out: list[int | None] = []
    for n, d in enumerate(found):
        spans = [*d.content, *filter(None, (d.source, d.cue))]
        holders = [
            (sum(b - a for a, b in other.content), m)
            for m, other in enumerate(found)
            if m != n and all(_within(s, list(other.content)) for s in spans)
        ]
        out.append(min(holders)[1] if holders else None)
    return out


def floors(found: list[Draft], up: list[int | None]) -> list[int]:
    """Where the content that holds each draft begins; 0 if none does."""
    return [0 if h is None else found[h].content[0][0] for h in up]


def records(
    found: list[Draft], source_ids: list[str | None], up: list[int | None], structure: Structure
) -> tuple[Attribution, ...]:
    """The finished attributions, a1, a2, … in the order of the text."""
    text, states = structure.text, structure.quotations.states

    def spans(ranges: tuple[Range | None, ...]) -> tuple[Span, ...]:
        return tuple(Span.of(text, *r) for r in ranges if r is not None)

    return tuple(
        Attribution(
            id=f"a{n}",
            source=spans((d.source,)),
            cue=spans((d.cue,)),
            content=spans(d.content),
            source_id=source_ids[n - 1],
            parent=None if up[n - 1] is None else f"a{up[n - 1] + 1}",  # type: ignore[operator]
            quoted=how_quoted(states, d.content),
            stance=d.stance,
            inferred=d.inferred,
        )
        for n, d in enumerate(found, 1)
    )
