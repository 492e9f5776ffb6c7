"""Relations of word ranges become attributions: offsets, boilerplate left out, layout and quotations heeded."""

from __future__ import annotations

import re

from sayso.reading.agents import with_agents
from sayso.reading.certainty import certainty_of
from sayso.reading.cues import stance_with
from sayso.reading.drafts import Contents, Draft, Range, Ranges, within
from sayso.reading.layout import Turn, turns
from sayso.reading.nested import nest, without_own
from sayso.reading.plainly import told_plainly
from sayso.reading.running import bare, run_on, stated, trailing
from sayso.reading.sources.labels import label_of
from sayso.reading.structure import Structure
from sayso.reading.tagger import LAYERS, Relation
from sayso.reading.tagging import Tagging
from sayso.records import Attribution, Boilerplate, Certainty, Quoted, Span, Stance

_WORD = re.compile(r"\w+")


def drafts(tagging: Tagging, boilerplate: tuple[Boilerplate, ...]) -> list[Draft]:
    """Turn word ranges into offsets, leave out boilerplate, and add what the quotations show."""
    structure = tagging.structure
    starts, ends = tagging.encoded.start.tolist(), tagging.encoded.end.tolist()
    aside = Ranges((s.start, s.end) for b in boilerplate for s in b.spans)

    def read(layer: str) -> list[Draft]:
        many = tagging.relations(layer, boilerplate)
        made = (_draft(r, starts, ends, structure.text, aside) for r in many)
        return [d for d in made if d is not None]

    found = sorted(
        _laid_out(read(LAYERS[0]), turns(structure, aside), structure.text), key=lambda d: d.start
    )
    found = run_on(found + trailing(found, structure, aside), structure, aside)
    found = stated(found, structure, aside)
    found += bare(found, structure, aside)
    inner = read(LAYERS[1])
    found = nest(found, inner + told_plainly(found, inner, structure), structure)
    found = without_own(found, parents(found), structure)
    found = with_agents(found, structure)
    return sorted(found, key=lambda d: (d.start, -d.content[-1][1]))


def _draft(
    r: Relation, starts: list[int], ends: list[int], text: str, aside: Ranges
) -> Draft | None:
    def offsets(words: Range | None) -> Range | None:
        return None if words is None else (starts[words[0]], ends[words[1] - 1])

    content = tuple(
        c
        for c in (_clear(text, offsets(x), aside) for x in r.content)
        if c and _WORD.search(text, *c)
    )
    cue = offsets(r.cue)
    if not content or cue is None or aside.hold(cue):
        return None
    source = offsets(r.source)
    if source is not None and (aside.hold(source) or _ADDRESSED.search(text, *cue)):
        source = None
    stance = stance_with(text[cue[0] : cue[1]], text[content[0][0] : content[0][1]])
    if source is not None and _NOBODY.match(text, *source):
        stance = None  # "nobody asked" is the outlet's word, not a question
    return Draft(source, cue, content, stance)


_NOBODY = re.compile(r"(?:nobody|no one|none|neither)\b", re.IGNORECASE)
_ADDRESSED = re.compile(
    r"\b(?:was|were|been|is|are|being)\s+(?:\w+\s+)?(?:warned|told|informed|asked|advised)\b",
    re.IGNORECASE,
)
"""Whoever "was warned" is no source but whom the words were addressed to."""


def _clear(text: str, span: Range | None, aside: Ranges) -> Range | None:
    """What is left of a span when boilerplate at its beginning, such as a dateline, is cut off."""
    if span is None or aside.hold(span):
        return None
    start, end = span
    start = min(aside.past(start), end)
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _laid_out(found: list[Draft], shown: list[Turn], text: str) -> list[Draft]:
    """Put in what the layout shows. Of the rest stays what lies clear of it or wholly inside one turn."""
    if not shown:
        return found
    out = [
        Draft(t.source, t.cue, t.content, _stance(text, t), t.inferred, laid_out=True)
        for t in shown
    ]
    every = Ranges(r for t in shown for r in (t.source, t.cue, *t.content) if r)
    for d in found:
        own = [*d.content, *filter(None, (d.source, d.cue))]
        inside = any(all(within(r, t.content) for r in own) for t in shown)
        if inside or not any(every.touch(r) for r in own):
            out.append(d)
    return out


def _stance(text: str, turn: Turn) -> Stance:
    """A turn marked Q with a question in it asks, and one of a hearing that ends in one; every other asserts."""
    if turn.asks:
        return "asks"
    marked = (
        turn.source is not None and label_of(text, turn.source, text[slice(*turn.source)]) == "Q"
    )
    return "asks" if marked and any("?" in text[a:b] for a, b in turn.content) else "asserts"


def how_quoted(states: bytes, content: tuple[Range, ...]) -> Quoted:
    """direct if all words stand in quotation marks, mixed if some do, else indirect."""
    quoted = sum(b - a - states.count(0, a, b) for a, b in content)
    whole = sum(b - a for a, b in content)
    if quoted >= 0.9 * whole:
        return "direct"
    return "mixed" if quoted else "indirect"


def parents(found: list[Draft]) -> list[int | None]:
    """For each draft, the innermost other one whose content holds all of its words."""
    contents = Contents(found)
    out: list[int | None] = []
    for n, d in enumerate(found):
        own = [*d.content, *filter(None, (d.source, d.cue))]
        holders = [
            (sum(b - a for a, b in found[m].content), m)
            for m, _ in contents.around(d.content[0][0])
            if m != n and all(within(s, found[m].content) for s in own)
        ]
        out.append(min(holders)[1] if holders else None)
    return out


def floors(found: list[Draft], up: list[int | None]) -> list[int]:
    """Where the content that holds each draft begins; 0 if none does."""
    return [0 if h is None else found[h].content[0][0] for h in up]


def records(
    found: list[Draft],
    source_ids: list[str | None],
    channel_ids: list[str | None],
    up: list[int | None],
    structure: Structure,
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
            channel_id=channel_ids[n - 1],
            parent=None if up[n - 1] is None else f"a{up[n - 1] + 1}",  # type: ignore[operator]
            quoted=how_quoted(states, d.content),
            stance=d.stance or "asserts",
            certainty=_certainty(d, text, states),
            inferred=d.inferred,
        )
        for n, d in enumerate(found, 1)
    )


def _certainty(d: Draft, text: str, states: bytes) -> Certainty:
    return certainty_of(
        d.stance,
        text[slice(*d.source)] if d.source else "",
        text[slice(*d.cue)] if d.cue else "",
        " \u2026 ".join(text[a:b] for a, b in d.content),
        quoted=bool(states[d.content[0][0]]),
    )
