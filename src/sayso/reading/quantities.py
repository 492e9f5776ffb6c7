"""Quantities: every figure of the report as an interval, with what is counted and how sure it was put.

    numbers  where a number stands, and what it is worth
    labels   which numbers count nothing
    units    what stands beside it
    here     ranges, qualifiers, change; one sentence at a time

"about" and the like are given a tolerance of 10 %: the interval is 10 % to either side, or below only
for "nearly". "over" and "at least" leave the upper end open, "under" and "up to" the lower.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from sayso.reading import labels
from sayso.reading.drafts import Ranges
from sayso.reading.headline import Headline
from sayso.reading.hedges import Hedge, change_after, change_before, hedge_after, hedge_before
from sayso.reading.numbers import (
    MAYBE,
    NUMBER_WORDS,
    Number,
    Numeral,
    Token,
    numeral_at,
    plain,
    tokens,
)
from sayso.reading.structure import Structure
from sayso.reading.units import (
    Unit,
    is_metres,
    is_plural,
    measure_after,
    noun_after,
    per_after,
    sign_before,
)
from sayso.records import Boilerplate, Change, Claim, Part, Qualifier, Quantity, Span

TOLERANCE = 0.1
"""What "about" allows to either side, as a fraction."""


@dataclass(slots=True)
class Draft:
    """A quantity in the making. `start` to `end` grows as words are found to belong to it."""

    numeral: Numeral
    start: int
    end: int
    low: Decimal
    high: Decimal
    stated: Decimal | None
    unit: str | None = None
    kind: str | None = None
    of: str | None = None
    hedge: Hedge | None = None
    ranged: bool = False
    change: Change | None = None
    after: int = 0
    """The first token behind the number and its unit."""
    dropped: bool = False


def find_quantities(
    structure: Structure, boilerplate: tuple[Boilerplate, ...], headline: Headline | None
) -> tuple[Quantity, ...]:
    """All quantities of the report but those in boilerplate, in order; those of a separate title first."""
    text = structure.text
    aside = Ranges((s.start, s.end) for b in boilerplate for s in b.spans)
    found: list[tuple[Draft, str, Part | None]] = []
    if headline is not None and headline.paragraph is None and headline.span.in_ is not None:
        title = headline.text
        found += [(d, title, headline.span.in_) for d in in_sentence(title, 0, len(title))]
    for sentence in structure.sentences:
        start = min(aside.past(sentence.start), sentence.end)
        if MAYBE.search(text, start, sentence.end):
            found += [(d, text, None) for d in in_sentence(text, start, sentence.end)]
    return tuple(
        _record(f"q{n}", draft, where, part) for n, (draft, where, part) in enumerate(found, 1)
    )


def tie(claims: Iterable[Claim], quantities: tuple[Quantity, ...]) -> list[Claim]:
    """The claims, each with the ids of the quantities that begin inside its spans."""
    starts: dict[Part | None, list[tuple[int, str]]] = {}
    for q in quantities:
        starts.setdefault(q.spans[0].in_, []).append((q.spans[0].start, q.id))
    out = []
    for claim in claims:
        ids = [
            key
            for span in claim.spans
            for at, key in starts.get(span.in_, ())
            if span.start <= at < span.end
        ]
        out.append(replace(claim, quantities=tuple(ids)) if ids else claim)
    return out


def in_sentence(text: str, start: int, end: int) -> list[Draft]:
    """The quantities of one sentence."""
    row = tokens(text, start, end)
    drafts = _ranges(text, _numerals(text, row, start, end), row, start, end)
    for d in drafts:
        _hedge(text, d, start, end)
    _share_units(text, drafts)
    _changes(text, drafts, start)
    return [d for d in drafts if not d.dropped and _counts(d, row)]


# Numbers


def _numerals(text: str, row: list[Token], start: int, end: int) -> list[Draft]:
    """Each number that counts something, with its unit; what lies in dates and the like left out."""
    taken = labels.stretches(text, start, end)
    games = {
        m.span()
        for m in labels.scores(text, start, end)
        if not _range_of_something(text, row, m, end)
    }
    taken += games
    headline = _in_capitals(row)
    out: list[Draft] = []
    at = 0
    dated: int | None = None
    while at < len(row):
        token = row[at]
        if not (token.digits or token.word or token.text in "\u00bd\u00bc\u00be\u2153\u2154"):
            at += 1
            continue
        n = numeral_at(row, at)
        if n is None:
            at += 1
            continue
        if any(a <= n.start < b for a, b in taken):
            at = n.after
            continue
        if _glued(text, row, n) or _idiom(row, n):
            at = max(n.after, at + 1)
            continue
        draft = _measured(text, row, n, start, end)
        chained = (
            dated is not None
            and n.first - dated <= 1
            and row[dated].text in ("-", "\u2013", "and", "to", "/")
        )
        if draft.kind is None:
            harmed = n.after < len(row) and row[n.after].lower in _BODIES
            qualified = hedge_before(text, start, draft.start)
            if labels.is_date(text, start, end, n, row) or (chained and n.bare and n.low <= 2100):
                if not harmed and not (qualified and n.low > 31 and _plural_ahead(row, n.after)):
                    dated = n.after
                    at = n.after
                    continue
            if not harmed and (
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
        if prev.text in ".:/\u2032'\u2019_#" and (joined or prev.text in "#'\u2019"):
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
    "no any some every each this that which the another not only last next other first second big main right wrong"
    " number good bad great single lone every many such loved".split()
)
_NOT_ONE_AFTER = frozenset(
    "another day who that whom which is was has had can could will would may might should must to more or and but at side hand"
    " thing way word time's s it i we you they he she as up off side way point for".split()
)
_IDIOMS = frozenset(
    "way sided faced piece off on time party man woman part tier step pronged state nil hit stop fold".split()
)


def _idiom(row: list[Token], n: Numeral) -> bool:
    """ "no one", "one another", "one-sided", "two-way", "a fourth": words of number that count nothing."""
    if not n.words:
        return False
    nxt = row[n.after] if n.after < len(row) else None
    prev = row[n.first - 1] if n.first else None
    if nxt is not None and nxt.text == "-" and nxt.start == n.end and n.after + 1 < len(row):
        ahead = row[n.after + 1]
        if ahead.start == nxt.end and (ahead.lower in _IDIOMS or ahead.lower in ("on", "to", "by")):
            return True
    if n.low == n.high == 1 and n.scale == 1 and row[n.first].lower == "one":
        if prev is not None and prev.lower in _NOT_ONE_BEFORE:
            return True
        if nxt is None or (not nxt.word and nxt.text != "-"):
            return True
        if nxt.lower in ("to", "or") and n.after + 1 < len(row):
            return row[n.after + 1].lower not in NUMBER_WORDS and not row[n.after + 1].digits
        return nxt.lower in _NOT_ONE_AFTER or nxt.lower.endswith(("'s", "\u2019s"))
    return False


# Units


def _measured(text: str, row: list[Token], n: Numeral, start: int, end: int) -> Draft:
    """The number with its sign, its measure, or the noun that it counts."""
    d = Draft(n, n.start, n.end, n.low, n.high, None if n.vague else n.low, after=n.after)
    _minus(text, row, d, start)
    sign = (
        sign_before(text, start, d.start)
        if d.start == n.start
        else sign_before(text, start, n.start)
    )
    unit = measure_after(text, n.end, end)
    if sign is not None:
        d.start = min(sign.start, d.start)
        d.unit, d.kind = sign.name, sign.kind
        if unit is not None and unit.kind == "money" and unit.name == sign.name:
            d.end = unit.end
        _trailing_country(text, d, end)
    elif (
        n.scale == 10**6
        and row[n.after - 1].text == "m"
        and row[n.after - 1].start == row[n.after - 2].end
    ):
        metre = Unit("metre", "length", n.end - 1, n.end)
        if is_metres(text, metre) or (unit is not None and unit.kind == "weight" and False):
            d.low = d.high = d.stated = n.low / 10**6
            d.unit, d.kind = "metre", "length"
    if d.unit is None and unit is not None and not _misread(text, n, unit, end):
        d.unit, d.kind, d.end = unit.name, unit.kind, unit.end
        if n.scale == 1 and unit.name == "pound-mass":
            pass
    if d.unit is None:
        _pounds(text, d, end)
    if d.unit is None and n.fold:
        d.unit, d.kind = "time", "multiple"
    if d.kind == "time" or d.kind is None:
        _aged(text, d, start, end)
    d.after = _token_at(row, d.after, d.end)
    if d.unit is None:
        _noun(text, row, d, end)
    elif d.kind != "age":
        _of_measure(text, row, d, end)
    if d.unit is not None and d.kind not in ("age", "share", "rate", "multiple"):
        per = per_after(text, d.end, end)
        if per is not None:
            d.unit, d.end = f"{d.unit} per {per.name}", per.end
            d.after = _token_at(row, d.after, d.end)
    return d


def _minus(text: str, row: list[Token], d: Draft, start: int) -> None:
    """ "-5 yards", "$-50.8bn", "minus-1.4 degrees", "minus 20 degrees"."""
    at = d.numeral.first - 1
    if at < 0:
        return
    prev = row[at]
    two = row[at - 1] if at else None
    minus = None
    if prev.text in "-\u2212" and prev.end == d.start:
        if two is not None and two.lower == "minus":
            minus = two.start
        elif (
            two is None
            or (two.end < prev.start and two.text.islower())
            or two.text in "$\u00a3\u20ac("
        ):
            gap = d.numeral.first > 1 and two is not None and two.digits
            minus = None if gap else prev.start
    elif prev.lower == "minus":
        minus = prev.start
    if minus is not None and not d.numeral.words:
        d.low, d.high = -d.high, -d.low
        d.stated = None if d.stated is None else -d.stated
        d.start = minus


_COUNTRY = re.compile(
    r"[ \u00a0](?:U\.S\.|US|Canadian|Australian|AUD|USD|CAD|NZ|HK)(?![\w])(?=[ .,;)]|$)"
)


def _trailing_country(text: str, d: Draft, end: int) -> None:
    found = _COUNTRY.match(text, d.end, end)
    if (
        found
        and found[0].strip() in ("U.S.", "US", "USD")
        and re.match(r"[ \u00a0]per\b", text[found.end() : end])
    ):
        d.end = found.end()


_MINUTES_PAST = re.compile(r"[ \u00a0](?:past|to)[ \u00a0](?:one|two|\d)")


def _misread(text: str, n: Numeral, unit: Unit, end: int) -> bool:
    """A word that is a unit elsewhere: "one second-hand car", "two day care centres", "9 Day"."""
    word = text[unit.start : unit.end]
    if (
        unit.kind in ("time", "weight", "volume", "length")
        and word[0].isupper()
        and not word.isupper()
    ):
        return (
            not n.words
            and n.bare
            and text[unit.end : unit.end + 1] != "-"
            and _title(text, n, unit)
        )
    if unit.name == "second" and n.low == 1:
        return text[unit.end : unit.end + 1] == "-"
    if unit.name in ("foot", "stone", "magnitude") and n.low == 1 and n.words:
        return True
    return unit.name == "dollar" and word.lower() == "bucks" and word[0].isupper()


def _title(text: str, n: Numeral, unit: Unit) -> bool:
    before = text[max(0, n.start - 2) : n.start].strip()
    return bool(before) and before[-1] in "\"\u201c\u2018'"


_POUNDS = re.compile(r"[ \u00a0-]pounds?\b", re.IGNORECASE)


def _pounds(text: str, d: Draft, end: int) -> None:
    """Pounds are money where the report writes £, or with millions; else they are a weight."""
    found = _POUNDS.match(text, d.end, end)
    if found is None:
        return
    money = d.numeral.scale >= 10**6 or "\u00a3" in text
    d.unit, d.kind, d.end = (
        ("pound sterling", "money", found.end()) if money else ("pound-mass", "weight", found.end())
    )


_OLD = re.compile(r"[ \u00a0-](?:olds?\b|of age\b)")
_AGED = re.compile(
    r"(?:\b(?:aged?|ages)(?:[ \u00a0](?:between|from|about|around|of))?|\b(?:turn(?:s|ed|ing)))[ \u00a0]$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:over|under|above|below)[ \u00a0]the[ \u00a0]age[ \u00a0]of[ \u00a0]$", re.IGNORECASE
)
_NAMED = re.compile(r"(?:[A-Z][\w'\u2019.-]+|Jr\.|Sr\.),[ \u00a0]$|[A-Z][\w'\u2019-]+ \($")
_AFTER_AGE = re.compile(
    r"[,;)](?![ \u00a0]?\d)|\.(?!\d)|[ \u00a0](?:and|was|is|who|has|from|of)\b|$"
)
_IS = re.compile(
    r"\b(?:he|she|who)(?:[ \u00a0](?:is|was|will be|would be|had just turned)|['\u2019]s)(?:[ \u00a0](?:now|only|just))?[ \u00a0]$",
    re.IGNORECASE,
)
_AFTER_IS = re.compile(r"[.,;)](?!\d)|[ \u00a0](?:and|when|now|at|but|years? old)\b|$")
_NOT_PEOPLE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,[ \u00a0]$")


def _aged(text: str, d: Draft, start: int, end: int) -> None:
    """ "65-year-old", "aged 34", "Ann Lee, 34,", "she was 34": ages."""
    n = d.numeral
    if d.kind == "time":
        old = _OLD.match(text, d.end, end)
        if old:
            d.unit, d.kind, d.end = f"{d.unit} of age", "age", old.end()
        elif d.unit == "year" and _BOUND.search(text[max(start, d.start - 24) : d.start]):
            d.unit, d.kind = "year of age", "age"
        return
    if not (0 < n.low <= 115) or n.scale != 1 or n.low != n.high:
        return
    before = text[max(start, n.start - 32) : n.start]
    bound = _BOUND.search(before)
    if bound or _AGED.search(before):
        if not _plural_word(text, n.end, end):
            d.unit, d.kind = "year of age", "age"
    elif (
        n.bare
        and n.low > 5
        and (
            (
                _NAMED.search(before)
                and _AFTER_AGE.match(text, n.end, end)
                and not _NOT_PEOPLE.search(before)
            )
            or (_IS.search(before) and _AFTER_IS.match(text, n.end, end))
        )
    ):
        d.unit, d.kind = "year of age", "age"


def _plural_word(text: str, at: int, end: int) -> bool:
    word = re.match(r"[ \u00a0]([a-z]+)", text[at:end])
    return word is not None and is_plural(word[1])


_SOFT = frozenset("the its their his her our my your these those all a an this such".split())
_HEADS = frozenset(
    "cylinder seat seater member person page point game vote count goal bedroom bathroom hole storey story car vehicle win"
    " strong track inch".split()
)


def _noun(text: str, row: list[Token], d: Draft, end: int) -> None:
    """What a number counts that has no measure: "two of the ministers", "soldiers"."""
    n = d.numeral
    at = n.after
    of = at < len(row) and row[at].lower == "of" and row[at].start - n.end == 1
    if at < len(row) and row[at].text == "-" and row[at].start == n.end:
        ahead = row[at + 1] if at + 1 < len(row) else None
        if ahead is None or not ahead.word or ahead.start != row[at].end:
            return
        if ahead.lower in _HEADS or (not n.words and ahead.lower not in _IDIOMS):
            d.unit, d.of, d.end, d.after = ahead.lower, ahead.text, ahead.end, at + 2
        else:
            d.dropped = True
        return
    if of or (n.fraction and at < len(row) and row[at].lower in _SOFT):
        at += of
        while at < len(row) and (
            row[at].lower in _SOFT or row[at].lower in ("most", "more", "least")
        ):
            at += 1
        if (
            at < len(row)
            and row[at].text[0].isupper()
            and row[at].lower.endswith(("'s", "\u2019s"))
        ):
            at += 1
    elif at < len(row) and row[at].digits and row[at].start > n.end and n.low > 1:
        size = measure_after(text, row[at].end, end)  # "eight million 250ml bottles"
        if size is not None and size.kind not in ("money", "share"):
            at = _token_at(row, at, size.end)
    if at < len(row) and row[at].lower == "who":
        d.unit = "person"
        return
    noun = noun_after(row, at, one=n.low == n.high == 1 and not n.fraction and not of)
    if noun is None:
        return
    d.of = text[row[noun.first].start : row[noun.after - 1].end]
    d.end = row[noun.after - 1].end
    d.after = noun.after
    if n.fraction:
        return
    d.unit = noun.unit
    head = measure_after(" " + noun.unit.rpartition(" ")[2], 0, len(noun.unit) + 1)
    if head is not None and head.kind == "time":  # "the 50 previous years"
        d.unit, d.kind = head.name, head.kind


_TO_WHAT = re.compile(
    r"[ \u00a0](?:(?:of (?:this|that|which|it|them) )?(?:(?:will|would|is|was|are|were|has|have|had|been|be|to|go|goes|going|went"
    r"|needed|used|spent|set|aside|earmarked|allocated|meant|intended|available|due|destined)[ \u00a0])+(?:towards?|for|on|in)"
    r"|worth of|of|in|for|towards?|on)[ \u00a0]"
)
_BACKWARD = frozenset("this that which it them whom those these".split())


def _of_measure(text: str, row: list[Token], d: Draft, end: int) -> None:
    """What is measured: "$3 billion in humanitarian aid", "20 per cent of adults", "a $33 billion bill of aid"."""
    if d.kind in ("time", "length", "rate", "measure") and text[d.end : d.end + 4] != " of ":
        return
    found = _TO_WHAT.match(text, d.end, end)
    at = _token_at(row, d.after, found.end() if found else d.end)
    if found is None and d.kind != "money" and d.kind != "share":
        return
    while at < len(row) and row[at].lower in _SOFT:
        at += 1
    if at < len(row) and row[at].lower in _BACKWARD:
        return
    first = at
    crossed = False
    while at < len(row) and at - first < 8:
        token = row[at]
        if not token.word or token.lower in _OF_STOP:
            if token.lower in ("of", "and") and at > first and not crossed and at + 1 < len(row):
                ahead = row[at + 1]
                if ahead.word and ahead.lower not in _OF_STOP and ahead.lower not in _SOFT:
                    crossed = True
                    at += 1
                    continue
            break
        at += 1
        if d.kind == "share" and found is None:
            break
    if at > first and (found or row[first].start - d.end <= 2):
        d.of = text[row[first].start : row[at - 1].end]
        if found and found[0].strip() == "of" and d.kind != "money":
            d.end = d.end


_OF_STOP = frozenset(
    "the a an this that these those his her its their our my your of in on at by to from with without within into onto for"
    " during since until before after over under above below between among against about across through and or but nor so"
    " yet if when while where who whom which what how because although though than as is are was were be been being am has"
    " have had do does did will would shall should can could may might must i he she it we they not no also more less lower"
    " higher up down off out back ago later earlier from per each every said says last next this compared".split()
)


def _token_at(row: list[Token], at: int, offset: int) -> int:
    while at < len(row) and row[at].start < offset:
        at += 1
    return at


# Ranges


_TO = re.compile(r"[ \u00a0]?(?:to|and|or|[-\u2013\u2014]|until)[ \u00a0]?(?:between[ \u00a0])?")
_FROM = re.compile(
    r"\b(?:from|ranging from|between|range of|ranged from|ranges from)[ \u00a0](?:(?:about|around|roughly|just|as (?:low|little|few) as)[ \u00a0])?$",
    re.IGNORECASE,
)


def _ranges(text: str, drafts: list[Draft], row: list[Token], start: int, end: int) -> list[Draft]:
    """Two numbers that are the ends of one interval become one quantity."""
    out: list[Draft] = []
    for d in drafts:
        last = out[-1] if out else None
        joined = _joined(text, last, d, start, end) if last is not None else None
        if last is None or joined is None:
            out.append(d)
        else:
            out[-1] = joined
    return out


def _joined(text: str, a: Draft, b: Draft, start: int, end: int) -> Draft | None:
    between = text[a.end : b.start]
    if a.ranged or b.ranged:
        return None
    before = text[max(start, a.start - 40) : a.start]
    if _FROM.search(before) and b.unit is None:
        between = re.sub(r"^[ \u00a0][a-z]+(?=[ \u00a0]to[ \u00a0])", "", between)
    said = _TO.fullmatch(between) or re.fullmatch(
        r"[ \u00a0]?(?:-|\u2013)?[ \u00a0]?to[ \u00a0-]", between
    )
    if said is None and a.kind is None and a.numeral.end < a.end:
        between = text[a.numeral.end : b.start]
    if said is None:
        return None
    word = said[0].strip(" \u00a0").partition(" ")[0].lower() or "-"
    opened = _FROM.search(before)
    if a.ranged or b.ranged or a.numeral.fraction != b.numeral.fraction:
        return None
    if a.unit is not None and a.unit != b.unit:
        if not (b.unit is not None and b.unit.startswith(a.unit + " per ")):
            whole_of = a.unit.partition(" per ")[0] == b.unit
            if not (opened and (b.unit is None or whole_of)):
                return None
    if a.unit is not None and not opened and word not in ("to", "-", "\u2013", "\u2014"):
        return None
    if word == "and" and not (opened and opened[0].lower().startswith("between")):
        return None
    if word == "or" and (opened or a.unit is not None or not _next_to(a, b)):
        return None
    low, high = a.low, b.high
    if a.unit is not None and not opened and b.unit is not None and _change_close(text, a, start):
        return None
    scaled = b.numeral.scale > 1 and a.numeral.scale == 1 and low * b.numeral.scale > 0
    if scaled and low < high / b.numeral.scale and a.numeral.bare | a.numeral.words | (low < 1000):
        low *= b.numeral.scale
    if low > high and not opened:
        a.dropped = b.dropped = word in ("-", "\u2013", "\u2014")
        return None
    if low > high and word == "and":
        return None
    whole = replace(
        b, start=a.start, low=min(low, high), high=max(low, high), stated=None, ranged=True
    )
    if opened:
        whole.start = a.start - (len(before) - opened.start())
        whole.hedge = Hedge("between", whole.start)
    if b.unit is None and a.unit is not None:
        whole.unit, whole.kind, whole.of = a.unit, a.kind, a.of
    return whole


def _change_close(text: str, a: Draft, start: int) -> bool:
    return change_before(text, start, a.start) is not None


def _next_to(a: Draft, b: Draft) -> bool:
    """ "three or four": neighbours, or both in words."""
    return (
        a.numeral.scale == b.numeral.scale == 1
        and 0 < b.low - a.low <= max(Decimal(2), a.low / 2)
        and a.low <= 20
        and not (a.numeral.bare and b.numeral.bare and b.low - a.low > 1)
    )


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
    at = _token_at(row, 0, found.end())
    noun = noun_after(row, at, reach=3)
    return noun is not None and noun.first == at


# Hedges and change


def _hedge(text: str, d: Draft, start: int, end: int) -> None:
    """What qualifies the number, before or behind it."""
    before = hedge_before(text, start, d.start, time=d.kind == "time", one=d.numeral.low == 1)
    if before is not None:
        d.hedge = before if d.hedge is None or before.qualifier != "between" else d.hedge
        d.start = min(d.start, before.at)
        return
    after = hedge_after(text, d.numeral.end, end) or hedge_after(text, d.end, end)
    if after is not None:
        d.hedge = after
        d.end = max(d.end, after.at)


def _share_units(text: str, drafts: list[Draft]) -> None:
    """ "5, 10 and 15 per cent", "7- or 8-inch", "NASDAQ decreased by 1": a unit that others share."""
    for a, b in reversed(list(zip(drafts, drafts[1:], strict=False))):
        if a.unit is None and b.unit is not None and not a.numeral.fraction:
            if re.fullmatch(
                r"-?(?:,|,? (?:or|and)(?: even)?| versus) ",
                text[a.end : b.start],
            ):
                if not (b.kind == "age" and False) and b.kind not in ("money",):
                    a.unit, a.kind = b.unit, b.kind


def _changes(text: str, drafts: list[Draft], start: int) -> None:
    """Whether a figure is what something rose or fell by."""
    last: Draft | None = None
    for d in drafts:
        d.change = change_before(text, start, d.start, kind=d.kind, unit=d.unit)
        if d.change is None:
            d.change = change_after(text, d.end, kind=d.kind)
        if d.change is None and last is not None and last.change is not None:
            gap = text[last.end : d.start]
            if (re.fullmatch(r",? or ", gap) and d.kind in ("share", "money")) or (d.kind == last.kind == "share" and re.search(
                r"(?:,| and)[ \u00a0][^.;]{0,40}\bby[ \u00a0]$", gap
            )):
                d.change = last.change
        if (
            d.unit is None
            and d.change is not None
            and last is not None
            and last.kind == "share"
            and d.numeral.scale == 1
        ):
            if re.search(r"\bby[ \u00a0]$", text[max(start, d.start - 4) : d.start]):
                d.unit, d.kind = last.unit, last.kind
        if (
            last is not None
            and d.hedge is None
            and text[last.end : d.start] == " ("
            and d.kind is not None
        ):
            if last.kind == d.kind:  # "more than 100 kilometres (60 miles)"
                d.hedge = last.hedge and replace(last.hedge, at=d.start)
                d.change = d.change or last.change
        last = d


def _counts(d: Draft, row: list[Token]) -> bool:
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


# Records


def _record(key: str, d: Draft, text: str, part: Part | None) -> Quantity:
    low: Decimal | None = d.low
    high: Decimal | None = d.high
    qualifier: Qualifier = "exact"
    tolerance: float | None = None
    if d.hedge is not None:
        qualifier = d.hedge.qualifier
        if qualifier in ("over", "at-least"):
            high = None if not d.ranged else high
        elif qualifier in ("under", "at-most"):
            low = None if not d.ranged else low
        elif qualifier == "about" and not d.ranged and not d.numeral.vague:
            tolerance = TOLERANCE
            slack = abs(d.low) * Decimal(str(TOLERANCE))
            low = d.low - slack
            high = d.high if d.hedge.below else d.high + slack
    if qualifier == "exact" and (d.ranged or d.numeral.vague):
        qualifier = "between"
    return Quantity(
        id=key,
        spans=(Span.of(text, d.start, d.end, part),),
        stated=_number(d.stated),
        low=_number(low),
        high=_number(high),
        unit=d.unit,
        of=d.of,
        qualifier=qualifier,
        change=d.change,
        tolerance=tolerance,
    )


def _number(value: Decimal | None) -> Number | None:
    return None if value is None else plain(value)
