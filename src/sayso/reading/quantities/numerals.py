"""Numerals in digits and in words: "33 billion", "one-and-a-half", "two-thirds", "tens of thousands"."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from sayso.reading.quantities.numbers import (
    ONES,
    PARTS,
    SCALES,
    TENS,
    VAGUE,
    VULGAR,
    Numeral,
    Token,
    lower,
    made,
    mark,
    scaled,
    with_words,
)

_SEVERAL = {"several": (2, 10), "few": (2, 5), "many": (2, 10), "couple": (2, 3)}
_FOLD = re.compile(rf"({'|'.join(w for w in ONES if w not in ('zero', 'one'))})fold$")


_BEGIN = frozenset((*ONES, *TENS, *VAGUE, *_SEVERAL, "half", "a", "an"))


def begins(token: Token) -> bool:
    """Whether a numeral can begin with it: most words need no further look."""
    if token.word:
        return token.lower in _BEGIN or token.lower.endswith("fold")
    return token.digits or token.text in VULGAR


def numeral_at(row: list[Token], at: int) -> Numeral | None:
    """The longest numeral that begins with the token at `at`."""
    token = row[at]
    if token.digits:
        return _in_digits(row, at)
    if token.word:
        return _in_words(row, at)
    if token.text in VULGAR:
        return made(row, at, at + 1, _decimal(VULGAR[token.text]), fraction=True)
    return None


def _in_digits(row: list[Token], at: int) -> Numeral | None:
    token = row[at]
    value = Decimal(token.text.replace(",", ""))
    bare = token.text.isdigit() and len(token.text) <= 4
    after = at + 1
    nxt = row[after] if after < len(row) else None
    if nxt is not None and nxt.text in VULGAR and nxt.start - token.end <= 1:
        return made(row, at, after + 1, value + _decimal(VULGAR[nxt.text]))
    if nxt is not None and nxt.start == token.end and nxt.text == "/" and _is_digit(row, after + 1):
        over = row[after + 1]  # "3/4", but not "9/11" or "24/7"
        top, bottom = int(value), int(Decimal(over.text.replace(",", "")))
        if bare and over.start == nxt.end and (top, bottom) in _WRITTEN:
            return made(row, at, after + 2, Decimal(top) / bottom, fraction=True)
        return None
    if bare and nxt is not None and nxt.digits and mark(row, after + 1) == "/":  # "10 1/2"
        part = _in_digits(row, after)
        if part is not None and part.fraction:
            return made(row, at, part.after, value + part.low)
    out = scaled(row, at, after, value)
    if out is not None:
        return out
    if bare and value == int(value) and value < 10:
        ratio = _one_in(row, at, after)
        if ratio is not None:
            return ratio
    return made(row, at, after, value, bare=bare)


_WRITTEN = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 8), (3, 8)}


def _in_words(row: list[Token], at: int) -> Numeral | None:
    word = row[at].lower
    fold = _FOLD.match(word)
    if fold:
        return made(row, at, at + 1, Decimal(ONES[fold[1]]), words=True, fold=True)
    if word in VAGUE:
        return _vague(row, at)
    if word in _SEVERAL:
        return _several(row, at)
    if word == "half":
        return _half(row, at)
    if word in ("a", "an"):
        if lower(row, at + 1) in SCALES:
            if lower(row, at + 1) == "dozen" and lower(row, at + 2) in SCALES:
                return None
            grown = scaled(row, at, at + 1, Decimal(1))
            return with_words(grown)
        if lower(row, at + 1) in PARTS and PARTS[lower(row, at + 1)] > 2:
            if lower(row, at + 2) == "of":
                value = Decimal(1) / PARTS[lower(row, at + 1)]
                return made(row, at, at + 2, value, words=True, fraction=True)
            return None
        if lower(row, at + 1) in ("few", "couple"):
            return _several(row, at + 1, at)
        if lower(row, at + 1) == "half" and lower(row, at + 2) in ("million", "billion", "dozen"):
            return _half(row, at + 1)
        return None
    if word in SCALES and word != "dozen":  # "hundred thousand", "million" without a number
        return None
    return _counted_words(row, at)


def _counted_words(row: list[Token], at: int) -> Numeral | None:
    """ "twenty-three", "one hundred and twenty thousand", "one-and-a-half", "two thirds"."""
    if row[at].lower not in ONES and row[at].lower not in TENS:
        return None
    total, group, end, last = 0, 0, at, ""
    scale = 1
    while end < len(row):
        step = end + (end > at and row[end].text == "-" and row[end].start == row[end - 1].end)
        word = lower(row, step)
        if word == "and" and last in ("hundred", "thousand") and _small(row, step + 1):
            step += 1
            word = lower(row, step)
        if end > at and row[end].text == "," and last == "thousand" and _small(row, step + 1):
            step += 1
            word = lower(row, step)
        if word in ONES and last in ("", "tens", "hundred", "thousand"):
            if last == "tens" and not 0 < ONES[word] < 10:
                break
            group, last = group + ONES[word], "ones"
        elif word in TENS and last in ("", "hundred", "thousand"):
            group, last = group + TENS[word], "tens"
        elif word == "hundred" and last in ("ones", "tens"):
            group, last = group * 100, "hundred"
        elif word == "dozen" and last in ("ones", "tens"):
            group, last, end = group * 12, "dozen", step + 1
            break
        elif word in ("thousand", "million", "billion", "trillion") and last:
            total, group, last = total + group * SCALES[word], 0, "thousand"
            scale = SCALES[word]
        else:
            break
        end = step + 1
    value = Decimal(total + group)
    if row[at].lower in ONES and end == at + 1 and total == 0:
        ratio = _one_in(row, at, end)
        if ratio is not None:
            return ratio
    parted = _parted(row, at, end, value) if value < 20 and total == 0 else None
    if parted is not None:
        return parted
    for extra, more in _AND_A.items():  # "two and a half", "one-and-a-half"
        words = [t.lower for t in row[end : end + 8] if t.text != "-"][: len(extra)]
        if tuple(words) == extra:
            size = 0
            while words:
                if row[end + size].text != "-":
                    words.pop()
                size += 1
            whole = made(row, at, end + size, value + more, words=True)
            grown = scaled(row, at, end + size, value + more)
            return with_words(grown) or whole
    return made(row, at, end, value, scale=scale, words=True)


def _parted(row: list[Token], at: int, end: int, value: Decimal) -> Numeral | None:
    """ "two-thirds", "three quarters of", "one third of"."""
    dash = int(mark(row, end) == "-")
    name = lower(row, end + dash)
    if name not in PARTS or name.endswith("s") != (value > 1):
        return None
    of = lower(row, end + dash + 1) == "of"
    if not (dash or of or (value > 1 and name != "quarters")):
        return None
    return made(row, at, end + dash + 1, value / PARTS[name], words=True, fraction=True)


def _one_in(row: list[Token], at: int, end: int) -> Numeral | None:
    """ "one in five", "nine out of 10": a fraction, where nothing that is timed or named follows."""
    out = lower(row, end) == "out" and lower(row, end + 1) == "of"
    if not out and lower(row, end) != "in":
        return None
    over = end + 2 if out else end + 1
    bottom: int | None = None
    if over < len(row) and row[over].digits and row[over].text.isdigit():
        bottom = int(row[over].text)
    elif lower(row, over) not in SCALES:
        bottom = ONES.get(lower(row, over)) or TENS.get(lower(row, over))
    top = int(row[at].text) if row[at].digits else ONES[row[at].lower]
    if bottom is None or not top < bottom or (bottom > 1000 and bottom % 1000):
        return None
    if not out and (lower(row, over + 1) in _TIMED or bottom > 100):
        return None
    return made(row, at, over + 1, Decimal(top) / bottom, words=True, fraction=True)


_TIMED = frozenset(
    "years year months month weeks week days day hours hour minutes minute seconds decades games matches -"
    " percent innings"
    " overs attempts starts seasons quarters shots tries places cities countries states".split()
)
_AND_A = {
    ("and", "a", "half"): Decimal("0.5"),
    ("and", "a", "quarter"): Decimal("0.25"),
    ("and", "three", "quarters"): Decimal("0.75"),
}


def _half(row: list[Token], at: int) -> Numeral | None:
    """ "half a million", "half a dozen", "half an hour", "half of", "half the voters"."""
    nxt = lower(row, at + 1)
    if nxt in ("a", "an") and lower(row, at + 2) in SCALES:
        grown = scaled(row, at, at + 2, Decimal("0.5"))
        return with_words(grown)
    if nxt in ("million", "billion", "dozen"):
        return with_words(scaled(row, at, at + 1, Decimal("0.5")))
    if nxt in ("a", "an") and lower(row, at + 2) in (
        "hour",
        "mile",
        "century",
        "percent",
        "point",
    ):
        return made(row, at, at + 2, Decimal("0.5"), words=True)
    before = lower(row, at - 1)
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
        return made(row, at, at + 1, Decimal("0.5"), words=True, fraction=True)
    return None


def _vague(row: list[Token], at: int) -> Numeral | None:
    """ "dozens", "tens of thousands": from one of them to the next power of ten."""
    word = row[at].lower
    low, high = VAGUE[word]
    if word in ("tens", "scores") and lower(row, at + 1) != "of":
        return None
    after = at + 1
    if lower(row, after) == "of" and lower(row, after + 1) in VAGUE:
        scale = VAGUE[lower(row, after + 1)][0]
        low, high = {"tens": (10, 100), "dozens": (12, 100)}.get(word, (low, high))
        low, high, after = low * scale, high * scale, after + 2
    elif word == "tens":
        return None
    return made(row, at, after, Decimal(low), Decimal(high), words=True, vague=True)


def _several(row: list[Token], at: int, first: int | None = None) -> Numeral | None:
    """ "several hundred", "a few thousand", "a couple of dozen", "a couple of weeks"."""
    low, high = _SEVERAL[row[at].lower]
    after = at + 1
    if row[at].lower == "couple" and lower(row, after) == "of":
        after += 1
    scale = SCALES.get(lower(row, after), 1)
    begin = at if first is None else first
    if scale == 1:
        if row[at].lower != "couple" or first is None or after == at + 1:
            return None
        return made(row, begin, after, Decimal(2), Decimal(3), words=True, vague=True)
    after += 1
    if lower(row, after) in SCALES:
        scale *= SCALES[lower(row, after)]
        after += 1
    return made(
        row, begin, after, Decimal(low * scale), Decimal(high * scale), words=True, vague=True
    )


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def _small(row: list[Token], at: int) -> bool:
    return lower(row, at) in ONES or lower(row, at) in TENS


def _is_digit(row: list[Token], at: int) -> bool:
    return at < len(row) and row[at].digits
