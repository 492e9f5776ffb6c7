"""The numbers of a sentence that count something: what is a date, a name or an idiom is left out."""

from __future__ import annotations

import re
from bisect import bisect_left

from sayso.reading.drafts import Ranges
from sayso.reading.quantities import labels
from sayso.reading.quantities.counted import IDIOMS, Draft, measured
from sayso.reading.quantities.countnouns import is_plural, noun_after
from sayso.reading.quantities.hedges import hedge_before
from sayso.reading.quantities.listing import is_item
from sayso.reading.quantities.numbers import NUMBER_WORDS, Numeral, Token
from sayso.reading.quantities.numerals import begins, numeral_at
from sayso.reading.quantities.units import measure_after, sign_before


def numerals(text: str, row: list[Token], start: int, end: int) -> list[Draft]:
    """Each number that counts something, with its unit; what lies in dates and the like left out."""
    taken = labels.stretches(text, start, end)
    games = {
        m.span()
        for m in labels.scores(text, start, end)
        if not _range_of_something(text, row, m, end)
    }
    aside = Ranges([*taken, *games])
    headline = _in_capitals(row)
    out: list[Draft] = []
    at = 0
    dated: int | None = None
    while at < len(row):
        n = numeral_at(row, at) if begins(row[at]) else None
        if n is None:
            at += 1
            continue
        if aside.past(n.start) > n.start:
            at = n.after
            continue
        if _glued(text, row, n) or _idiom(row, n):
            at = max(n.after, at + 1)
            continue
        draft = measured(text, row, n, start, end)
        listed = draft.kind is None and is_item(text, n, end)
        chained = (
            dated is not None
            and n.first - dated <= 1
            and row[dated].text in ("-", "\u2013", "and", "to", "/")
        )
        if labels.is_code(text, start, n, end):
            at = n.after
            continue
        if draft.kind is None and not listed:
            harmed = n.after < len(row) and row[n.after].lower in _BODIES
            qualified = hedge_before(text, start, draft.start)
            if labels.is_date(text, start, end, n, row) or (chained and n.bare and n.low <= 2100):
                large = qualified and (31 < n.low < 1900 or n.low > 2100)
                if not harmed and not (large and _plural_ahead(row, n.after)):
                    dated = n.after
                    at = n.after
                    continue
            if not (harmed or qualified) and (
                labels.is_name(text, start, n, row, headline) or labels.is_street(text, n, end)
            ):
                at = n.after
                continue
        out.append(draft)
        at = max(draft.after, n.after)
    return out


_BODIES = frozenset(
    "people persons deaths dead casualties cases tonnes soldiers troops civilians".split()
)


def _plural_ahead(row: list[Token], at: int) -> bool:
    return any(t.word and is_plural(t.text) for t in row[at : at + 2])


def _in_capitals(row: list[Token]) -> bool:
    """A headline in capitals or in title case, where a capital tells nothing."""
    words = [t.text for t in row if t.word and len(t.text) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.8 * len(words)


def _glued(text: str, row: list[Token], n: Numeral) -> bool:
    """ "G20", "Covid-19", "5G", "22nd", "1990s": digits that are part of a word."""
    prev = row[n.first - 1] if n.first else None
    nxt = row[n.after] if n.after < len(row) else None
    if n.words:
        hyphen = (
            prev is not None
            and prev.text == "-"
            and prev.end == n.start
            and n.first > 1
            and row[n.first - 2].word
            and row[n.first - 2].end == prev.start
        )
        return hyphen and row[n.first - 2].lower not in ("an", "a", "sub", "and")
    if prev is not None and prev.end == n.start:
        if prev.word:
            return sign_before(text, max(0, prev.start - 4), n.start) is None
        two = row[n.first - 2] if n.first > 1 else None
        joined = two is not None and two.end == prev.start
        if prev.text in "-\u2013" and joined and two is not None and two.word:
            return two.lower not in ("minus", "sub", "plus", "to", "and") and not two.text.endswith(
                "$"
            )
        if prev.text in ".:/\u2032'\u2018\u2019_#" and (joined or prev.text in "#'\u2018\u2019"):
            return True
    if nxt is not None and nxt.start == n.end:
        if nxt.word:
            if nxt.lower in ("st", "nd", "rd", "th", "s", "x"):
                return True
            return measure_after(text, n.end, len(text)) is None
        follow = row[n.after + 1] if n.after + 1 < len(row) else None
        if nxt.text in ":/" and follow is not None and follow.start == nxt.end and follow.digits:
            return True
        if (
            nxt.text in "'\u2019"
            and follow is not None
            and follow.start == nxt.end
            and follow.lower == "s"
        ):
            return False
    return False


_NOT_ONE_BEFORE = frozenset(
    "no any some every each this that which the another not only last next other first second big main right"
    " wrong"
    " number good bad great single lone every many such loved".split()
)
_NOT_ONE_AFTER = frozenset(
    "another day who that whom which is was has had can could will would may might should must to more or"
    " and but at side hand"
    " thing way word time's s it i we you they he she as up off side way point for".split()
)


def _idiom(row: list[Token], n: Numeral) -> bool:
    """ "no one", "one another", "one-sided", "two-way", "a fourth": words of number that count nothing."""
    if not n.words:
        return False
    nxt = row[n.after] if n.after < len(row) else None
    prev = row[n.first - 1] if n.first else None
    if nxt is not None and nxt.text == "-" and nxt.start == n.end and n.after + 1 < len(row):
        ahead = row[n.after + 1]
        if ahead.start == nxt.end and (ahead.lower in IDIOMS or ahead.lower in ("on", "to", "by")):
            return True
    if n.low == n.high == 1 and n.scale == 1 and row[n.first].lower == "one":
        if prev is not None and prev.lower in _NOT_ONE_BEFORE:
            return True
        if nxt is not None and nxt.lower in ("time", "point", "day") and prev is not None:
            return prev.lower in ("at", "for", "by")
        if nxt is None or (not nxt.word and nxt.text != "-"):
            return True
        if nxt.lower in ("to", "or") and n.after + 1 < len(row):
            return row[n.after + 1].lower not in NUMBER_WORDS and not row[n.after + 1].digits
        return nxt.lower in _NOT_ONE_AFTER or nxt.lower.endswith(("'s", "\u2019s"))
    return False


def _range_of_something(text: str, row: list[Token], found: re.Match[str], end: int) -> bool:
    """ "15-22 miles per hour", "10-12 people" are ranges; "3-1", "52-48" are scores or votes."""
    parts = [int(p) for p in re.split(r"[-\u2013]", found[0])]
    if len(parts) != 2 or parts[0] >= parts[1]:
        return False
    if labels.is_game(text, found.end(), end):
        return False
    if measure_after(text, found.end(), end) or re.match(
        r"[ \u00a0]?(?:hundred|thousand|million|billion|trillion|bn|k|m)\b", text[found.end() : end]
    ):
        return True
    at = bisect_left(row, found.end(), key=lambda t: t.start)
    noun = noun_after(row, at, reach=3)
    return noun is not None and noun.first == at


def counts(d: Draft, row: list[Token]) -> bool:
    """A number without unit that is no figure: "one" alone, "the two", "the bottom three"."""
    n = d.numeral
    if (
        n.words
        and d.unit is None
        and d.hedge is None
        and not d.ranged
        and n.low == n.high
        and 1 < n.low <= 12
        and not n.fraction
    ):
        prev = row[n.first - 1].lower if n.first else ""
        if prev in _DEFINITE:
            return False
    if n.words and n.low == n.high == 1 and d.unit is None and d.hedge is None and not d.ranged:
        return False
    return not (n.words and d.unit is None and n.low == n.high and n.low < 1 and not n.fraction)


_DEFINITE = frozenset(
    "the top bottom first last these those all other past only next of or back final".split()
)
