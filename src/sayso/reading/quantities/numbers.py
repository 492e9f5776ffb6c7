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
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:['\u2019](?:[^\W\d_]+|(?=\s)))?)"
    r"|(?P<mark>\S)"
)
ONES = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
SHORT = {
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
VAGUE = {
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
VULGAR = {
    "\u00bd": Fraction(1, 2),
    "\u00bc": Fraction(1, 4),
    "\u00be": Fraction(3, 4),
    "\u2153": Fraction(1, 3),
    "\u2154": Fraction(2, 3),
}
PARTS = {
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
PARTS |= {w + "s": n for w, n in PARTS.items() if n > 2}
NUMBER_WORDS = frozenset(ONES) | frozenset(TENS) | frozenset(SCALES) | frozenset(VAGUE)
"""Lower-case words that can begin a numeral."""
MAYBE = re.compile(
    r"\d|[\u00bd\u00bc\u00be\u2153\u2154]|\wfold|\b(?:half|third|quarter|fifth|tenth|couple|"
    + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
    + r")"
)
"""Found in every text that holds a numeral, in small letters."""
Number = int | float


class Token(NamedTuple):
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


def made(
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
    """A numeral of the tokens from `first` to before `after`."""
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


def with_words(n: Numeral | None) -> Numeral | None:
    """The same, marked as written in words."""
    if n is None:
        return None
    return Numeral(n.first, n.after, n.start, n.end, n.low, n.high, n.scale, words=True)


def lower(row: list[Token], at: int) -> str:
    """The token at `at` in lower case, or nothing if there is none."""
    return row[at].lower if 0 <= at < len(row) else ""


def mark(row: list[Token], at: int) -> str:
    """The token at `at` if it is no word, or nothing."""
    return row[at].text if 0 <= at < len(row) and not row[at].word else ""


def scaled(row: list[Token], at: int, after: int, value: Decimal) -> Numeral | None:
    """ "33 billion", "33-billion", "40m", "25k", "2 hundred thousand"."""
    scale, end = 1, after
    while end < len(row):
        step = end + (row[end].text == "-" and row[end].start == row[end - 1].end)
        word = row[step] if step < len(row) else None
        if word is None or not word.word:
            break
        if word.lower.removesuffix("s") in SCALES and lower(row, step + 1) != "of":
            scale *= SCALES[word.lower.removesuffix("s")]
        elif word.lower in SCALES:
            scale *= SCALES[word.lower]
        elif (
            scale == 1
            and word.text in SHORT
            and step == end
            and (word.start == row[end - 1].end or len(word.text) > 1 or word.text == "M")
        ):
            scale = SHORT[word.text]
        else:
            break
        end = step + 1
    return made(row, at, end, value * scale, scale=scale) if end > after else None
