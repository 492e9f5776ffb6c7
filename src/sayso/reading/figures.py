"""Figures that a reader would check: sums of money, percentages, counts of people and things.

Not ages, dates, times, durations, ordinals, scores, or numbers that are part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURE = re.compile(
    r"""
    (?P<money>(?:US|A|C)?[$\u20ac\u00a3\u20b4\u00a5]\s?\d[\d,.]*\d?(?:\s?(?:thousand|million|billion|trillion|bn|m|k)\b)?)
    | (?P<percent>\d[\d,.]*\s?(?:%|per\s?cent\b|percentage\s+points?\b))
    | (?P<number>(?<![\w.,:/\u2013-])\d{1,3}(?:,\d{3})+(?![\d:/])|(?<![\w.,:/\u2013$-])\d+(?:\.\d+)?(?![\w:/]|[.,]\d))
      (?P<scale>\s(?:thousand|million|billion|trillion)\b)?
    """,
    re.VERBOSE,
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NOT_COUNTED = re.compile(
    r"\s*[-\u2013]?\s*(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur|a\.?m\b|p\.?m\b"
    r"|o['\u2019]clock|GMT|EST|EDT|year-old|st\b|nd\b|rd\b|th\b|[-\u2013]\d|degrees?|mph|km/h|miles?|kilomet"
    rf"|metres?|meters?|feet|foot|inch|block\b|call\b|of (?:the|this)\s+(?:month|year)|{_MONTHS}\b)",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?:\b(?:no|number|page|section|article|chapter|title|route|highway|flight|channel|room|world war|level|phase"
    r"|type|covid|grade|age|aged|class|version|act|in|since|by|until|of|from|before|after|during|late|early"
    rf"|{_MONTHS})\.?\s*|[A-Z]-|,\s*)$",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\W*(?:\w+\W+){0,3}?(?:dead|deaths?|killed|die|died|injur|wounded|missing|casualt|cases?|victims?|infect|hospitali|patients?|bodies|fatalit|arrest|evacuat|displaced|jobs?|trapped)",
    re.IGNORECASE,
)


def figures(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the check-worthy figures in `text[start:end]`."""
    for found in _FIGURE.finditer(text, start, end):
        if found["number"] is not None:
            after = text[found.end() : found.end() + 40]
            before = text[max(start, found.start() - 24) : found.start()]
            value = float(found["number"].replace(",", ""))
            if not found["scale"]:
                if _NOT_COUNTED.match(after):
                    continue
                year = (
                    1800 <= value <= 2100
                    and "," not in found["number"]
                    and "." not in found["number"]
                )
                if year and not _HARM.match(after):
                    continue
                if value < 100 and not _HARM.match(after):
                    continue
                if (
                    "," not in found["number"]
                    and _NAME_BEFORE.search(before)
                    and not _HARM.match(after)
                    and value < 1000
                ):
                    continue
        yield found.start(), found.end()
