"""Numerals: where a number stands in a sentence and what it is worth. What it counts is for `units`.

Digits, number words, fractions, scales ("33 billion", "40m"), and words that give only an order of
magnitude ("dozens", "tens of thousands"). text2num reads number words as well and was tried on
paper first: it rewrites the text and gives no offsets, so the words are read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:['\u2019](?:[^\W\d_]+|(?=\s)))?)"
    r"|(?P<mark>\S)"
)
_ONES = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_SHORT = {
    "k": 10**3,
    "m": 10**6,
    "M": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "bn": 10**9,
    "Bn": 10**9,
    "BN": 10**9,
    "b": 10**9,
    "B": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_VAGUE = {
    "dozens": (24, 100),
    "tens": (20, 100),
    "scores": (40, 100),
    "hundreds": (10**2, 10**3),
    "thousands": (10**3, 10**4),
    "millions": (10**6, 10**7),
    "billions": (10**9, 10**10),
    "trillions": (10**12, 10**13),
}
"""Plurals of scales: from one of them to the next power of ten ("hundreds" are 100 to 1,000)."""
_VULGAR = {
    "\u00bd": Fraction(1, 2),
    "\u00bc": Fraction(1, 4),
    "\u00be": Fraction(3, 4),
    "\u2153": Fraction(1, 3),
    "\u2154": Fraction(2, 3),
}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_PARTS |= {w + "s": n for w, n in _PARTS.items() if n > 2}
_SEVERAL = {"several": (2, 10), "few": (2, 5), "many": (2, 10), "couple": (2, 3)}
_FOLD = re.compile(rf"({'|'.join(w for w in _ONES if w not in ('zero', 'one'))})fold$")
NUMBER_WORDS = frozenset(_ONES) | frozenset(_TENS) | frozenset(_SCALES) | frozenset(_VAGUE)
"""Lower-case words that can begin a numeral."""
MAYBE = re.compile(
    r"\d|[\u00bd\u00bc\u00be\u2153\u2154]|\b(?:half|third|quarter|fifth|tenth|couple|\w+fold|"
    + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    + r")",
    re.IGNORECASE,
)
"""Found in every text that holds a numeral."""
Number = int | float


@dataclass(frozen=True, slots=True)
class Token:
    """A number in digits, a word, or one other mark; offsets into the text."""

    text: str
    lower: str
    start: int
    end: int
    digits: bool
    word: bool


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the tokens it stands in, `first` to before `after`.

    `low` and `high` differ only in an order of magnitude ("dozens"), and then `vague` is set.
    `scale` is what the printed number was multiplied by; `bare` is set for up to four digits
    without anything beside them, which may be a year or a name; `words` for number words.
    """

    first: int
    after: int
    start: int
    end: int
    low: Decimal
    high: Decimal
    scale: int = 1
    bare: bool = False
    words: bool = False
    vague: bool = False
    fraction: bool = False
    fold: bool = False


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`."""
    return [
        Token(
            m[0], m[0].lower(), m.start(), m.end(), m["digits"] is not None, m["word"] is not None
        )
        for m in _TOKEN.finditer(text, start, end)
    ]


def plain(value: Decimal | Fraction) -> Number:
    """As JSON would have it: whole numbers whole, fractions to fifteen places."""
    return int(value) if value == int(value) else float(value)


def numeral_at(row: list[Token], at: int) -> Numeral | None:
    """The longest numeral that begins with the token at `at`."""
    token = row[at]
    if token.digits:
        return _in_digits(row, at)
    if token.word:
        return _in_words(row, at)
    if token.text in _VULGAR:
        return _made(row, at, at + 1, _decimal(_VULGAR[token.text]), fraction=True)
    return None


def _in_digits(row: list[Token], at: int) -> Numeral | None:
    token = row[at]
    value = Decimal(token.text.replace(",", ""))
    bare = token.text.isdigit() and len(token.text) <= 4
    after = at + 1
    nxt = row[after] if after < len(row) else None
    if nxt is not None and nxt.text in _VULGAR and nxt.start - token.end <= 1:
        return _made(row, at, after + 1, value + _decimal(_VULGAR[nxt.text]))
    if nxt is not None and nxt.start == token.end and nxt.text == "/" and _is_digit(row, after + 1):
        over = row[after + 1]  # "3/4", but not "9/11" or "24/7"
        top, bottom = int(value), int(Decimal(over.text.replace(",", "")))
        if bare and over.start == nxt.end and (top, bottom) in _WRITTEN:
            return _made(row, at, after + 2, Decimal(top) / bottom, fraction=True)
        return None
    out = _scaled(row, at, after, value)
    if out is not None:
        return out
    return _made(row, at, after, value, bare=bare)


_WRITTEN = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 8), (3, 8)}


def _scaled(row: list[Token], at: int, after: int, value: Decimal) -> Numeral | None:
    """ "33 billion", "33-billion", "40m", "25k", "2 hundred thousand"."""
    scale, end = 1, after
    while end < len(row):
        step = end + (row[end].text == "-" and row[end].start == row[end - 1].end)
        word = row[step] if step < len(row) else None
        if word is None or not word.word:
            break
        if word.lower in _SCALES:
            scale *= _SCALES[word.lower]
        elif (
            scale == 1
            and word.text in _SHORT
            and step == end
            and (word.start == row[end - 1].end or len(word.text) > 1)
        ):
            scale = _SHORT[word.text]
        else:
            break
        end = step + 1
    return _made(row, at, end, value * scale, scale=scale) if end > after else None


def _in_words(row: list[Token], at: int) -> Numeral | None:
    word = row[at].lower
    fold = _FOLD.match(word)
    if fold:
        return _made(row, at, at + 1, Decimal(_ONES[fold[1]]), words=True, fold=True)
    if word in _VAGUE:
        return _vague(row, at)
    if word in _SEVERAL:
        return _several(row, at)
    if word == "half":
        return _half(row, at)
    if word in ("a", "an"):
        if _lower(row, at + 1) in _SCALES:
            if _lower(row, at + 1) == "dozen" and _lower(row, at + 2) in _SCALES:
                return None
            scaled = _scaled(row, at, at + 1, Decimal(1))
            return _with_words(scaled)
        if _lower(row, at + 1) in _PARTS and _PARTS[_lower(row, at + 1)] > 2:
            if _lower(row, at + 2) == "of":
                value = Decimal(1) / _PARTS[_lower(row, at + 1)]
                return _made(row, at, at + 2, value, words=True, fraction=True)
            return None
        if _lower(row, at + 1) in ("few", "couple"):
            return _several(row, at + 1, at)
        if _lower(row, at + 1) == "half" and _lower(row, at + 2) in ("million", "billion", "dozen"):
            return _half(row, at + 1)
        return None
    if word in _SCALES and word != "dozen":  # "hundred thousand", "million" without a number
        return None
    return _counted_words(row, at)


def _counted_words(row: list[Token], at: int) -> Numeral | None:
    """ "twenty-three", "one hundred and twenty thousand", "one-and-a-half", "two thirds"."""
    if row[at].lower not in _ONES and row[at].lower not in _TENS:
        return None
    total, group, end, last = 0, 0, at, ""
    scale = 1
    while end < len(row):
        step = end + (end > at and row[end].text == "-" and row[end].start == row[end - 1].end)
        word = _lower(row, step)
        if word == "and" and last in ("hundred", "thousand") and _small(row, step + 1):
            step += 1
            word = _lower(row, step)
        if end > at and row[end].text == "," and last == "thousand" and _small(row, step + 1):
            step += 1
            word = _lower(row, step)
        if word in _ONES and last in ("", "tens", "hundred", "thousand"):
            if last == "tens" and not 0 < _ONES[word] < 10:
                break
            group, last = group + _ONES[word], "ones"
        elif word in _TENS and last in ("", "hundred", "thousand"):
            group, last = group + _TENS[word], "tens"
        elif word == "hundred" and last in ("ones", "tens"):
            group, last = group * 100, "hundred"
        elif word == "dozen" and last in ("ones", "tens"):
            group, last, end = group * 12, "dozen", step + 1
            break
        elif word in ("thousand", "million", "billion", "trillion") and last:
            total, group, last = total + group * _SCALES[word], 0, "thousand"
            scale = _SCALES[word]
        else:
            break
        end = step + 1
    value = Decimal(total + group)
    if row[at].lower in _ONES and end == at + 1 and total == 0:
        ratio = _one_in(row, at, end)
        if ratio is not None:
            return ratio
    dash = int(_mark(row, end) == "-")
    if _lower(row, end + dash) in _PARTS and value < 20 and total == 0:
        parts = _PARTS[_lower(row, end + dash)]
        named = _lower(row, end + dash)
        if (named.endswith("s") == (value > 1)) and (
            dash or value > 1 or _lower(row, end + 1 + dash) == "of"
        ):
            if not (named == "quarters" and not dash and _lower(row, end + 1) != "of"):
                return _made(row, at, end + dash + 1, value / parts, words=True, fraction=True)
    for extra, more in _AND_A.items():  # "two and a half", "one-and-a-half"
        words = [t.lower for t in row[end : end + 8] if t.text != "-"][: len(extra)]
        if tuple(words) == extra:
            size = 0
            while words:
                if row[end + size].text != "-":
                    words.pop()
                size += 1
            made = _made(row, at, end + size, value + more, words=True)
            scaled = _scaled(row, at, end + size, value + more)
            return _with_words(scaled) if scaled else made
    return _made(row, at, end, value, scale=scale, words=True)


def _one_in(row: list[Token], at: int, end: int) -> Numeral | None:
    """ "one in five", "nine out of 10": a fraction, where nothing that is timed or named follows."""
    out = _lower(row, end) == "out" and _lower(row, end + 1) == "of"
    if not out and _lower(row, end) not in ("in", "of"):
        return None
    over = end + 2 if out else end + 1
    bottom: int | None = None
    if over < len(row) and row[over].digits and row[over].text.isdigit():
        bottom = int(row[over].text)
    elif _lower(row, over) not in _SCALES:
        bottom = _ONES.get(_lower(row, over)) or _TENS.get(_lower(row, over))
    if bottom is None or not _ONES[row[at].lower] < bottom or (bottom > 1000 and bottom % 1000):
        return None
    if _lower(row, end) == "of" or not out:
        if _lower(row, end) == "of" or _lower(row, over + 1) in _TIMED or bottom > 100:
            return None
    value = Decimal(_ONES[row[at].lower]) / bottom
    return _made(row, at, over + 1, value, words=True, fraction=True)


_TIMED = frozenset(
    "years year months month weeks week days day hours hour minutes minute seconds decades games matches - percent innings"
    " overs attempts starts seasons quarters shots tries places cities countries states".split()
)
_AND_A = {
    ("and", "a", "half"): Decimal("0.5"),
    ("and", "a", "quarter"): Decimal("0.25"),
    ("and", "three", "quarters"): Decimal("0.75"),
}


def _half(row: list[Token], at: int) -> Numeral | None:
    """ "half a million", "half a dozen", "half an hour", "half of", "half the voters"."""
    nxt = _lower(row, at + 1)
    if nxt in ("a", "an") and _lower(row, at + 2) in _SCALES:
        scaled = _scaled(row, at, at + 2, Decimal("0.5"))
        return _with_words(scaled)
    if nxt in ("million", "billion", "dozen"):
        return _with_words(_scaled(row, at, at + 1, Decimal("0.5")))
    if nxt in ("a", "an") and _lower(row, at + 2) in (
        "hour",
        "mile",
        "century",
        "percent",
        "point",
    ):
        return _made(row, at, at + 2, Decimal("0.5"), words=True)
    before = _lower(row, at - 1)
    if nxt in (
        "of",
        "the",
        "its",
        "their",
        "all",
        "our",
        "his",
        "her",
        "my",
        "your",
    ) and before not in (
        "first",
        "second",
        "other",
        "better",
        "this",
        "that",
        "latter",
        "early",
        "last",
        "top",
        "bottom",
        "and",
        "northern",
        "southern",
        "eastern",
        "western",
        "upper",
        "lower",
    ):
        return _made(row, at, at + 1, Decimal("0.5"), words=True, fraction=True)
    return None


def _vague(row: list[Token], at: int) -> Numeral | None:
    """ "dozens", "tens of thousands": from one of them to the next power of ten."""
    word = row[at].lower
    low, high = _VAGUE[word]
    if word in ("tens", "scores") and _lower(row, at + 1) != "of":
        return None
    after = at + 1
    if _lower(row, after) == "of" and _lower(row, after + 1) in _VAGUE:
        scale = _VAGUE[_lower(row, after + 1)][0]
        low, high = {"tens": (10, 100), "dozens": (12, 100)}.get(word, (low, high))
        low, high, after = low * scale, high * scale, after + 2
    elif word == "tens":
        return None
    return _made(row, at, after, Decimal(low), Decimal(high), words=True, vague=True)


def _several(row: list[Token], at: int, first: int | None = None) -> Numeral | None:
    """ "several hundred", "a few thousand", "a couple of dozen", "a couple of weeks"."""
    low, high = _SEVERAL[row[at].lower]
    after = at + 1
    if row[at].lower == "couple" and _lower(row, after) == "of":
        after += 1
    scale = _SCALES.get(_lower(row, after), 1)
    begin = at if first is None else first
    if scale == 1:
        if row[at].lower != "couple" or first is None or after == at + 1:
            return None
        return _made(row, begin, after, Decimal(2), Decimal(3), words=True, vague=True)
    after += 1
    if _lower(row, after) in _SCALES:
        scale *= _SCALES[_lower(row, after)]
        after += 1
    return _made(
        row, begin, after, Decimal(low * scale), Decimal(high * scale), words=True, vague=True
    )


def _made(
    row: list[Token],
    first: int,
    after: int,
    low: Decimal,
    high: Decimal | None = None,
    *,
    scale: int = 1,
    bare: bool = False,
    words: bool = False,
    vague: bool = False,
    fraction: bool = False,
    fold: bool = False,
) -> Numeral:
    return Numeral(
        first,
        after,
        row[first].start,
        row[after - 1].end,
        low,
        low if high is None else high,
        scale,
        bare,
        words,
        vague,
        fraction,
        fold,
    )


def _with_words(n: Numeral | None) -> Numeral | None:
    if n is None:
        return None
    return Numeral(n.first, n.after, n.start, n.end, n.low, n.high, n.scale, words=True)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _lower(row: list[Token], at: int) -> str:
    return row[at].lower if 0 <= at < len(row) else ""


def _mark(row: list[Token], at: int) -> str:
    return row[at].text if 0 <= at < len(row) and not row[at].word else ""


def _small(row: list[Token], at: int) -> bool:
    return _lower(row, at) in _ONES or _lower(row, at) in _TENS


def _is_digit(row: list[Token], at: int) -> bool:
    return at < len(row) and row[at].digits
