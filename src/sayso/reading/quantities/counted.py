"""What a number counts: the sign, the measure, the age or the noun beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sayso.reading.quantities.countnouns import is_plural, noun_after
from sayso.reading.quantities.hedges import Hedge
from sayso.reading.quantities.numbers import Numeral, Token
from sayso.reading.quantities.units import Unit, is_metres, measure_after, per_after, sign_before
from sayso.records import Change


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


def measured(text: str, row: list[Token], n: Numeral, start: int, end: int) -> Draft:
    """The number with its sign, its measure, or the noun that it counts."""
    d = Draft(n, n.start, n.end, n.low, n.high, None if n.vague else n.low, after=n.after)
    _minus(row, d)
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
        if is_metres(text, metre):
            d.low = d.high = d.stated = n.low / 10**6
            d.unit, d.kind = "metre", "length"
    if d.unit is None and unit is not None and not _misread(text, n, unit):
        d.unit, d.kind, d.end = unit.name, unit.kind, unit.end
    if d.unit is None:
        _pounds(text, d, end)
    if d.unit is None and n.fold:
        d.unit, d.kind = "time", "multiple"
    if d.kind == "time" or d.kind is None:
        _aged(text, d, start, end)
    d.after = token_at(row, d.after, d.end)
    if d.unit is None:
        _noun(text, row, d, end)
    elif d.kind != "age":
        _of_measure(text, row, d, end)
    if d.unit is not None and d.kind not in ("age", "share", "rate", "multiple"):
        per = per_after(text, d.end, end)
        if per is not None:
            d.unit, d.end = f"{d.unit} per {per.name}", per.end
            d.after = token_at(row, d.after, d.end)
    return d


def _minus(row: list[Token], d: Draft) -> None:
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


def _misread(text: str, n: Numeral, unit: Unit) -> bool:
    """A word that is a unit elsewhere: "one second-hand car", "two day care centres", "9 Day"."""
    word = text[unit.start : unit.end]
    if (
        unit.kind in ("time", "weight", "volume", "length")
        and word[0].isupper()
        and not word.isupper()
    ):
        return not n.words and n.bare and text[unit.end : unit.end + 1] != "-" and _title(text, n)
    if unit.name == "second" and n.low == 1:
        return text[unit.end : unit.end + 1] == "-"
    if unit.name in ("foot", "stone", "magnitude") and n.low == 1 and n.words:
        return True
    return unit.name == "dollar" and word.lower() == "bucks" and word[0].isupper()


def _title(text: str, n: Numeral) -> bool:
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
    r"\b(?:he|she|who)(?:[ \u00a0](?:is|was|will be|would be|had just turned)|['\u2019]s)(?:[ \u00a0](?:now"
    r"|only|just))?[ \u00a0]$",
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


IDIOMS = frozenset(
    "way sided faced piece off on time party man woman part tier step pronged state nil hit stop fold".split()
)
_SOFT = frozenset("the its their his her our my your these those all a an this such".split())
_HEADS = frozenset(
    "cylinder seat seater member person page point game vote count goal bedroom bathroom hole storey story"
    " car vehicle win"
    " strong track inch".split()
)


_OR_MORE = {("or", "more"), ("or", "so"), ("or", "fewer"), ("or", "less")}


def _noun(text: str, row: list[Token], d: Draft, end: int) -> None:
    """What a number counts that has no measure: "two of the ministers", "soldiers"."""
    n = d.numeral
    at = n.after
    of = at < len(row) and row[at].lower == "of" and row[at].start - n.end == 1
    if at < len(row) and row[at].text == "-" and row[at].start == n.end:
        ahead = row[at + 1] if at + 1 < len(row) else None
        if ahead is None or not ahead.word or ahead.start != row[at].end:
            return
        if ahead.lower in ("plus", "odd"):
            return
        if ahead.lower in _HEADS or (not n.words and ahead.lower not in IDIOMS):
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
            at = token_at(row, at, size.end)
    if at < len(row) and row[at].text == "+" and row[at].start == n.end:
        at += 1
    if at + 1 < len(row) and (row[at].lower, row[at + 1].lower) in _OR_MORE:
        at += 2
    if at < len(row) and row[at].lower == "who":
        d.unit = "person"
        return
    noun = noun_after(row, at, one=n.low == n.high == 1 and not n.fraction and not of)
    if noun is None:
        return
    d.of = _words(text, row[noun.first].start, row[noun.after - 1].end)
    d.end = row[noun.after - 1].end
    d.after = noun.after
    if n.fraction:
        return
    d.unit = noun.unit
    head = measure_after(" " + noun.unit.rpartition(" ")[2], 0, len(noun.unit) + 1)
    if head is not None and head.kind == "time":  # "the 50 previous years"
        d.unit, d.kind = head.name, head.kind


_TO_WHAT = re.compile(
    r"[ \u00a0](?:(?:of (?:this|that|which|it|them) )?(?:(?:will|would|is|was|are|were|has|have|had|been|be"
    r"|to|go|goes|going|went"
    r"|needed|used|spent|set|aside|earmarked|allocated|meant|intended|available|due|destined)["
    r" \u00a0])+(?:towards?|for|on|in)"
    r"|worth of|of|in|for|towards?|on)[ \u00a0]"
)
_BACKWARD = frozenset("this that which it them whom those these".split())


def _of_measure(text: str, row: list[Token], d: Draft, end: int) -> None:
    """What is measured: "$3 billion in humanitarian aid", "20 per cent of adults", "a $33 billion bill of aid"."""
    if d.kind in ("time", "length", "rate", "measure") and text[d.end : d.end + 4] != " of ":
        return
    found = _TO_WHAT.match(text, d.end, end)
    at = token_at(row, d.after, found.end() if found else d.end)
    if d.kind != "money" and (found is None or found[0].strip() not in ("of", "worth of")):
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
    if at > first and (found or row[first].start - d.end <= 2):
        d.of = _words(text, row[first].start, row[at - 1].end)


_OF_STOP = frozenset(
    "the a an this that these those his her its their our my your of in on at by to from with without within"
    " into onto for"
    " during since until before after over under above below between among against about across through and"
    " or but nor so"
    " yet if when while where who whom which what how because although though than as is are was were be"
    " been being am has"
    " have had do does did will would shall should can could may might must i he she it we they not no also"
    " more less lower"
    " higher up down off out back ago later earlier from per each every said says last next this"
    " compared".split()
)


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def token_at(row: list[Token], at: int, offset: int) -> int:
    """Number of the first token from `at` on that does not begin before `offset`."""
    while at < len(row) and row[at].start < offset:
        at += 1
    return at
