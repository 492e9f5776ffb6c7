"""Claims: one per sentence of what somebody says, and one for what the outlet itself asserts beside it.

The grain and the voices are those of the contract: a claim belongs to the innermost act of telling;
what is denied, asked or declined makes none; orders, wishes and beliefs that the outlet reports are
the outlet's own claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from sayso.reading.chains import tells, told
from sayso.reading.drafts import Range, Ranges
from sayso.reading.headline import Headline
from sayso.reading.structure import Structure
from sayso.records import Attribution, Boilerplate, ChainLink, Claim, Span, Voice

_WORD = re.compile(r"[\w$%\u20ac\u00a3]+(?:['\u2019-]\w+)*")
_FINITE_WORDS = (
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|should"
    r"|isn['\u2019]t|aren['\u2019]t|wasn['\u2019]t|weren['\u2019]t|hasn['\u2019]t|haven['\u2019]t|hadn['\u2019]t|won['\u2019]t|don['\u2019]t|doesn['\u2019]t|didn['\u2019]t"
    r"|came|went|took|made|got|gave|found|left|led|lost|held|kept|put|set|ran|met|paid|sent|built|told|fell|began|won|spent|cost|stood|rose|cut|hit|shot"
)
_AUXILIARY = re.compile(_FINITE_WORDS + r")\b", re.IGNORECASE)
_FINITE = re.compile(_FINITE_WORDS + r"|\w{2,}(?:ed|ew))\b", re.IGNORECASE)
_RELATIVE = re.compile(r",\s*(?=(?:who|which|whose|where)\b)")
_OCCASION = re.compile(
    r"^\W*(?:(?:in|on|at|during|after|before|as|by|from|to|with|when|while|following|late|early|earlier|last|this|speaking|asked|writing)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A claim in the making: where it stands, whose it is, and by which attribution."""

    spans: tuple[Range, ...]
    voice: Voice
    attribution: Attribution | None

    def paragraph(self, structure: Structure) -> int:
        """Number of the paragraph it stands in."""
        return structure.paragraph_at(self.spans[0][0])


def withholds(a: Attribution) -> bool:
    """A denial, a question, a refusal to comment: kept as an attribution, never a claim."""
    return a.stance in ("denies", "asks", "declines")


def hold(
    structure: Structure,
    attributions: tuple[Attribution, ...],
    boilerplate: tuple[Boilerplate, ...],
) -> list[Held]:
    """Every sentence of the report that is not boilerplate is held by a claim, or by what withholds."""
    text = structure.text
    # A telling by nobody inside somebody's words ("he said they were warned") stays his claim.
    attributions = tuple(a for a in attributions if a.source or a.parent is None)
    aside = Ranges((s.start, s.end) for b in boilerplate for s in b.spans)
    owner = _owners(len(text), attributions)
    acts = [a for a in attributions if tells(a) or withholds(a)]
    frame: dict[int, list[Range]] = {}
    for a in acts:
        for span in (*a.source, *a.cue):
            for n in range(
                structure.sentence_at(span.start), structure.sentence_at(span.end - 1) + 1
            ):
                frame.setdefault(n, []).append((span.start, span.end))
    found: list[Held] = []
    for n, sentence in enumerate(structure.sentences):
        here = (sentence.start, sentence.end)
        here = (min(aside.past(here[0]), here[1]), here[1])
        if not _WORD.search(text, *here):
            continue
        held: list[Held] = []
        withheld = False
        rest: list[Range] = []
        for start, end, who in _runs(owner, *here):
            if who == 0:
                rest.append((start, end))
                continue
            a = attributions[who - 1]
            withheld = withheld or withholds(a)
            if (
                tells(a)
                and _WORD.search(text, start, end)
                and _more_than_frame(text, start, end, frame.get(n, []))
            ):
                held.append(Held((_without_that(text, start, end),), "source", a))
        held = _join(held)
        for part in _beyond(
            text, rest, frame.get(n, []), whole=not held and not withheld and n not in frame
        ):
            held.append(Held((part,), "outlet", None))
        if not held and not withheld:
            trimmed = _trim(text, *here)
            held.append(Held((trimmed,), "outlet", None))
        found += sorted(held, key=lambda h: h.spans[0])
    return found


def _owners(length: int, attributions: tuple[Attribution, ...]) -> list[int]:
    """For each character, 1 + the number of the innermost telling or withholding attribution that holds it."""
    owner = [0] * (length + 1)
    sized = sorted(
        (-sum(s.end - s.start for s in a.content), n)
        for n, a in enumerate(attributions)
        if tells(a) or withholds(a)
    )
    for _, n in sized:  # the smaller lies inside the larger and is painted over it
        for s in attributions[n].content:
            owner[s.start : s.end] = [n + 1] * (s.end - s.start)
    return owner


def _runs(owner: list[int], start: int, end: int) -> list[tuple[int, int, int]]:
    """Stretches of one owner each: (start, end, owner)."""
    out: list[tuple[int, int, int]] = []
    for who, held in groupby(owner[start:end]):
        begin = out[-1][1] if out else start
        out.append((begin, begin + len(list(held)), who))
    return out


def _join(held: list[Held]) -> list[Held]:
    """Parts of one content in one sentence ("It is", he said, "over") are one claim."""
    by: dict[Attribution | None, Held] = {}
    for h in held:
        known = by.get(h.attribution)
        by[h.attribution] = (
            h if known is None else Held((*known.spans, *h.spans), h.voice, h.attribution)
        )
    return list(by.values())


def _more_than_frame(text: str, start: int, end: int, frame: list[Range]) -> bool:
    """What somebody says around what another says ("bosses told staff", she claims) is no claim of its own."""
    inner = sorted({(max(a, start), min(b, end)) for a, b in frame if a < end and start < b})
    if not inner:
        return True
    at = start
    for a, b in [*inner, (end, end)]:
        if at < a and _asserts(text[at:a]):
            return True
        at = max(at, b)
    return False


def _without_that(text: str, start: int, end: int) -> Range:
    """The claim of "said that it rained" is "it rained"."""
    that = _THAT.match(text, start, end)
    return (that.end(), end) if that and that.end() < end else (start, end)


def _beyond(text: str, rest: list[Range], frame: list[Range], *, whole: bool) -> list[Range]:
    """What a sentence asserts outside contents, beyond bare source and cue."""
    if whole:
        return [_trim(text, rest[0][0], rest[-1][1])] if rest else []
    out = []
    for start, end in rest:
        inner = sorted({(max(a, start), min(b, end)) for a, b in frame if a < end and start < b})
        at = start
        for a, b in [*inner, (end, end)]:
            if at < a and _asserts(text[at:a]):
                out.append(_trim(text, at, a))
            if a < b:
                relative = _RELATIVE.search(text, a, b)
                if relative and _asserts(text[relative.end() : b]):
                    out.append(_trim(text, relative.end(), b))
            at = max(at, b)
    return [r for r in out if r[0] < r[1]]


def _asserts(words: str) -> bool:
    """Enough words, and a verb that is finite or may be; not just the occasion of the telling."""
    count = len(_WORD.findall(words))
    if _OCCASION.match(words):
        return count >= 9 and _AUXILIARY.search(words) is not None
    return count >= 4 and _FINITE.search(words) is not None


_EDGE = " \t\r\n\u00a0,;:\u2013\u2014-"


_THAT = re.compile(r"that\s+")
_LOOSE_END = re.compile(
    r"[\s,;:\u2013\u2014-]+(?:while|and|but|or|to|as|that|for|with|by|of|when|which|who|in|on|about|than|from|at|the|an?|it|there|also)$"
)


def _trim(text: str, start: int, end: int) -> Range:
    """Leave off white space, loose punctuation, and words at the end that only lead on to what follows."""
    loose = _LOOSE_END.search(text, start, end)
    while loose:
        end = loose.start()
        loose = _LOOSE_END.search(text, start, end)
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def make_claims(
    structure: Structure,
    attributions: tuple[Attribution, ...],
    boilerplate: tuple[Boilerplate, ...],
    headline: Headline | None,
    first: tuple[ChainLink, ...],
) -> list[Claim]:
    """All claims with their chains, a headline that stands outside the text first.

    first: the links that every chain begins with.
    """
    text = structure.text
    by_id = {a.id: a for a in attributions}
    made: list[Claim] = []

    def add(spans: tuple[Span, ...], a: Attribution | None, in_headline: bool) -> None:
        links = told(a, by_id) if a else ()
        made.append(
            Claim(
                id=f"c{len(made) + 1}",
                spans=spans,
                text=" \u2026 ".join(s.text for s in spans),
                attribution_id=a.id if a else None,
                voice="source" if a else "outlet",
                chain=(*first, *links),
                degree=len(links),
                in_headline=in_headline,
            )
        )

    title = None
    if headline is not None and headline.paragraph is None:
        add((headline.span,), None, True)
    elif headline is not None:
        title = headline.paragraph
    for h in hold(structure, attributions, boilerplate):
        spans = tuple(Span.of(text, a, b) for a, b in h.spans)
        add(spans, h.attribution, title is not None and h.paragraph(structure) == title)
    return made
