"""Numbers as words and digits, up to what a report of an occurrence counts."""

from __future__ import annotations

import re

WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()
_VALUES = {word: n for n, word in enumerate(WORDS)} | {"dozen": 12}
NUMBER = "|".join(
    (
        # "two hundred" is no two: the reading's own figure says how many.
        rf"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))})(?! (?:hundred|thousand|million|dozen)\b)",
        r"\d{1,3}(?:,\d{3})+",
        r"(?!(?:19|20)\d\d(?!\d))\d{1,6}",
    )
)
"""A number as a pattern over lower-case text, for `count_word`."""
_YEAR = re.compile(r"(?:19|20)\d\d")
MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$"
)
"""The whole of a word in lower case, without its full stop: a number behind it is a day."""


def count_word(number: str) -> int:
    """The value of what NUMBER matches."""
    return _VALUES[number] if number in _VALUES else int(number.replace(",", ""))


def number_in(word: str) -> int | None:
    """The value of a word in lower case or of digits; None of a year, and of what is no number."""
    if word[0].isdigit():
        digits = word.replace(",", "")
        whole = digits.isdigit() and len(digits) < 9 and not _YEAR.fullmatch(word)
        return int(digits) if whole else None
    return _VALUES.get(word)
