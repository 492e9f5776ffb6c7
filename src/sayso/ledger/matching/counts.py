"""Counts: how many a claim says were killed, injured, hit, …; whose; and over what time.

A pure function of one reading. The reader finds the figures; here they are tied to what became of those
counted, because "15,000 killed" and "20,000 casualties" are different counts. A bare noun counts as
well: "a man was shot and killed" is one, with no figure in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from sayso.ledger.matching.befalling import kinds, multiples
from sayso.ledger.matching.counted import Phrase, phrases_in
from sayso.ledger.matching.listed import agreeing, including, listed, listed_after
from sayso.ledger.matching.numerals import MONTH, NUMBER, count_word
from sayso.ledger.matching.scopes import Period, period_of, side_of
from sayso.records import Claim, Quantity, Reading

_NEAR = 70  # characters between somebody and what became of them
_REACH = 30  # characters before a noun in which its number stands
_AHEAD = 12  # characters between a verb and whom it befell
_ALONE = re.compile(
    rf"\s(?:at least |more than |about )?({NUMBER})"
    r"(?=\s*(?:[,.;]|and\b|in\b|on\b|at\b|others?(?:[,.;]| and\b| in\b|$)|more\b|near\b|$"
    r"|now\b|last\b|early\b|late\b|this\b|during\b|after\b|before\b|when\b|while\b|outside\b|inside\b|as\b))"
)
_BEFORE = re.compile(
    rf"(?<![\w$.,-])(?<!\bno )({NUMBER}) (?:more |others? |are |were |(?<!, \d\d )is |(?<!, \d\d )was |people )?$"
)
"""The number right before one of a kind's nouns; "Doe, 24 was shot" is an age."""
_STOP = re.compile(r"(?<!\bSt)(?<!\b[JSM]r)(?<!\b[A-Z])\.\s|(?<!\d);\s|[!?]\s")
_JUNIOR = re.compile(r",? (?:[JS]r\.?|II|III|IV)$")
_DEAD = re.compile(r"\b(?:dead|deceased|slain)\b")
_ALONG = re.compile(r",? (?:along|together) with (?:at least )?|,? as well as (?:at least )?")
_WHO = re.compile(r",? (?:who|whom|that)\b")
_TOLD = re.compile(
    r"\b(?:discovered|found|told|said|says?|saw|located|heard|believed?|called)\s(?:\w+\s){0,3}(?:an?|the|that)\s"
)
"""Words after which somebody else is spoken of: "officers found the boy had been shot"."""
_NAMED = re.compile(
    r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"[A-Z][a-z]{2,}"
)
"""A name behind a verb: whom it befell, though the reader found no name there."""
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|get|gets|found|left)\s+(?:\w+ly\s+|also\s+)?$"
)
_UNREAL = re.compile(
    r"\b(?:could|would|might|may|if|not|never|nobody|no|almost|nearly|threat\w*|attempt\w*|try\w*|tried|without|want\w*)\b[^,.;]{0,25}$"
    r"|n['’]t\s+(?:\w+\s+){0,2}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One count of a claim. low, high: as a Quantity's, high None is open.

    kind: as in packs/counts.toml. of: whose, a side or country in lower case, "" where the claim does
    not say. quantity: the reader's figure, None where nobody wrote one. stated: whether anybody was
    counted; a "homicide" implies one at least. written: whether it was by a number. words: as printed;
    start: where they begin in the claim's text.
    """

    claim: str
    kind: str
    of: str
    low: int
    high: int | None
    period: Period
    quantity: str | None
    stated: bool
    written: bool
    words: str
    start: int


def counts_of(reading: Reading) -> tuple[Count, ...]:
    """All counts of a reading, claim by claim."""
    quantities = {q.id: q for q in reading.quantities}
    names = {n.id: n.spans[0].text for n in reading.names if n.kind == "person"}
    whole = (_JUNIOR.sub("", name) for name in names.values())
    families = tuple(dict.fromkeys(name.split()[-1] for name in whole if " " in name))
    told = _told([claim.text.lower() for claim in reading.claims])
    return tuple(
        count
        for claim, those in zip(reading.claims, told, strict=True)
        if those
        for count in counts_in(claim, quantities, names, those, families)
    )


def _told(claims: Sequence[str]) -> list[list[str]]:
    """The kinds that each claim (in lower case) has a sign of. Signs are sought in all claims at once: most
    have none."""
    whole = "\n".join(claims)
    ends = list(accumulate(len(claim) + 1 for claim in claims))
    told: list[list[str]] = [[] for _ in claims]
    for kind, words in kinds().items():
        holding = set()
        for sign in words.signs:
            start = whole.find(sign)
            while start >= 0:
                n = bisect_right(ends, start)
                holding.add(n)
                start = whole.find(sign, ends[n])
        for n in holding:
            told[n].append(kind)
    return told


def counts_in(
    claim: Claim,
    quantities: Mapping[str, Quantity],
    names: Mapping[str, str],
    told: Sequence[str] | None = None,
    families: Sequence[str] = (),
) -> list[Count]:
    """The counts of one claim: those stated, or else what its words imply. told: the kinds that it has a sign
    of; families: the last names in its report.
    """
    text = claim.text
    lower = text.lower()
    if told is None:
        (told,) = _told([lower])
    verbs = {kind: _verbs(kind, lower) for kind in told}
    phrases: list[Phrase] = []
    if any(before or after for before, after in verbs.values()):
        figures = [quantities[q] for q in claim.quantities if q in quantities]
        named = [names[n] for n in claim.names if n in names]
        named += [name for name in families if name in text and _stands_alone(name, text)]
        phrases = phrases_in(text, figures, named)
    made: list[Count] = []
    for kind in told:
        words = kinds()[kind]
        spans: dict[tuple[int, int], list[Phrase]] = {}
        for found, end in (
            *_befell(kind, verbs[kind], lower, text, phrases),
            *_numbered(kind, lower),
        ):
            at = (found[0].start, end)
            if len(found) >= len(spans.get(at, ())):  # "two were shot, along with a woman": three
                spans[at] = found
        taken: set[int] = set()
        for (start, end), found in sorted(spans.items()):
            if start in taken:
                continue
            if kind == "injured":
                # "A dead man and a woman who was wounded": the woman.
                found = [
                    p for p in found if not _DEAD.search(lower, max(0, p.start - 9), p.end)
                ] or found
            taken.update(p.start for p in found)
            highs = [p.high for p in found]
            made.append(
                Count(
                    claim=claim.id,
                    kind=kind,
                    of=side_of(lower),
                    low=sum(p.low for p in found),
                    high=None if None in highs else sum(h for h in highs if h is not None),
                    period=period_of(lower),
                    quantity=found[0].quantity if len(found) == 1 else None,
                    stated=True,
                    words=text[start : max(end, found[-1].end)],
                    start=start,
                    written=any(p.written for p in found) or len(found) > 1,
                )
            )
        if (
            not taken
            and words.implied
            and (m := words.implied.search(lower))
            and not _unreal(lower, m.start())
        ):
            made.append(
                Count(
                    claim=claim.id,
                    kind=kind,
                    of=side_of(lower),
                    low=1,
                    high=None,
                    period=period_of(lower),
                    quantity=None,
                    stated=False,
                    words=text[m.start() : m.end()],
                    start=m.start(),
                    written=False,
                )
            )
    return made


Verbs: TypeAlias = tuple[list[re.Match[str]], list[re.Match[str]]]
"""The words for a kind in a claim that stand before whoever it befell, and those behind."""


def _verbs(kind: str, lower: str) -> Verbs:
    words = kinds()[kind]
    return list(words.before.finditer(lower)), list(words.after.finditer(lower))


def _befell(
    kind: str, verbs: Verbs, lower: str, text: str, phrases: Sequence[Phrase]
) -> Iterator[tuple[list[Phrase], int]]:
    """Whom a verb befell, with where its words end: those before it, or behind it if it is active."""
    before, after = verbs
    ends = [p.end for p in phrases]
    starts = [p.start for p in phrases]
    for m in before:
        left = m[0].startswith("le")  # "left", "leaving": dead only if it says so
        if (number := _ALONE.match(lower, m.end())) and not left:
            if not _passive(lower, m.start()) and not _unreal(lower, m.start()):
                n = count_word(number[1])
                yield (
                    [Phrase(number.start(1), number.end(1), n, n, None, written=True)],
                    number.end(1),
                )
            continue
        at = bisect_left(starts, m.end())
        if at == len(phrases) or not _adjoins(text[m.end() : starts[at]]):
            continue
        if _passive(lower, m.start()) or _unreal(lower, m.start()):
            continue
        found = listed_after(phrases, at, text)
        if left and not re.match(
            r",? (?:\d+, )?(?:dead|to die)", lower[found[-1].end : found[-1].end + 12]
        ):
            continue
        yield found, m.end()
    for m in after:
        at = bisect_left(ends, m.start())
        if at < len(phrases) and phrases[at].start < m.start() and phrases[at].end > m.end():
            if kind != "hit" and not phrases[at].name:
                yield [phrases[at]], m.end()  # "an injured man"
            continue
        at -= not (phrases and m.start() in ends)
        if at < 0 or (phrases[at].low and _unreal(lower, m.start())):
            continue
        between = text[phrases[at].end : m.start()]
        if not _WHO.match(between):
            at = including(phrases, at, text)
            at = agreeing(phrases, at, text)
        if len(between) > _NEAR or _STOP.search(between) or _TOLD.search(between):
            continue
        if " are being " in between:
            continue  # "our children are being killed" is nobody in particular
        behind = bisect_left(starts, m.end())
        active = (
            kinds()[kind].active.search(m[0])
            and (
                (behind < len(phrases) and _adjoins(text[m.end() : starts[behind]]))
                or _ALONE.match(lower, m.end())
                or (text[m.start()].islower() and _NAMED.match(text, m.end()))
            )
            and not _passive(lower, m.start())
        )
        if not active:
            found, end = listed(phrases, at, text), m.end()
            if (more := _ALONG.match(lower, end)) and more.end() in starts:
                found = [*found, *listed_after(phrases, starts.index(more.end()), text)]
            yield found, end


def _numbered(kind: str, lower: str) -> Iterator[tuple[list[Phrase], int]]:
    """Nouns for what befell somebody, right behind a number: "three deaths", "7 injured"."""
    for m in kinds()[kind].numbered.finditer(lower):
        first = max(0, m.start() - _REACH)
        number = _BEFORE.search(lower[first : m.start()])
        if number and not _dated(lower[: first + number.start(1)]):  # "the Oct. 14 murder"
            start, n = first + number.start(1), count_word(number[1])
            yield [Phrase(start, m.end(), n, n, None, written=True)], m.end()
    for m in multiples(kind).finditer(lower):
        if _unreal(lower, m.start()):
            continue  # "an attempted murder-suicide"
        n = int(m.lastgroup[1:]) if m.lastgroup else 0
        yield [Phrase(m.start(), m.end(), n, None, None, written=True)], m.end()


def _dated(before: str) -> bool:
    word = before.rstrip(". ").rpartition(" ")[2]
    return MONTH.fullmatch(word) is not None


def _adjoins(between: str) -> bool:
    return (
        len(between) <= _AHEAD
        and re.fullmatch(r"\s*(?:of |at least |more than |about |as many as )?", between)
        is not None
    )


def _passive(lower: str, start: int) -> bool:
    return _PASSIVE.search(lower[max(0, start - 25) : start]) is not None


def _unreal(lower: str, start: int) -> bool:
    return _UNREAL.search(lower[max(0, start - 45) : start]) is not None


def _stands_alone(name: str, text: str) -> bool:
    """Whether a last name stands for somebody: not "Jackson County", not "in Jackson"."""
    before = r"(?<![\w-])(?<!\b[io][nf] )(?<!\bat )(?<!near )"
    return re.search(rf"{before}{re.escape(name)}(?! [A-Z]|[\w-])", text) is not None
