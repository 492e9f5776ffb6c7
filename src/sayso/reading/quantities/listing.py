"""Lists of counts, one a line: "tanks \u2012 1,846 (+14),". The name stands before the number, the change behind it.

A number in such a line is a count whatever it looks like: 1566 vehicles are no year. Without the change
behind it a line counts as one of a list only beside another of the same form, and only if a common noun
heads one of the names, so that tables of matches ("Arsenal - 2") stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.quantities.counted import Draft
from sayso.reading.quantities.countnouns import one_of
from sayso.reading.quantities.numbers import Numeral

_LISTED = re.compile(r"[ \u00a0]*\([ \u00a0]?[+\u2212-][ \u00a0]?\d[\d,. ]*\)")
_NAME = r"(?P<name>[A-Za-z][\w'\u2019 /-]{0,60}?)"
_DASH = r"[ \u00a0]*[\u2010-\u2015:-][ \u00a0]*"
_HEDGE = r"(?:about|around|up to|over|more than)?[ \u00a0]*"
_ITEM = re.compile(rf"(?:^|[,;:\n]|\bby |[^\W\d_A-Za-z] ?/)[ \u00a0]*{_NAME}{_DASH}{_HEDGE}$")
_LINE = re.compile(
    rf"[ \u00a0\t\u2022*-]*(?:[^\W\d_A-Za-z]+[^\n]*/[ \u00a0]*)?{_NAME}{_DASH}{_HEDGE}"
    r"(?P<number>\d[\d,. ]*?)(?:[ \u00a0]*\([ \u00a0]?[+\u2212-][\d,. \u00a0]+\))?"
    r"(?:[ \u00a0]?[^\W\d_]{1,8})?[.,;]*[ \u00a0]*$"
)
_MORE = re.compile(r"[ \u00a0]*\([ \u00a0]?(?P<sign>[+\u2212-])[ \u00a0]?$")


_LONGEST = 100
"""Characters of a line that can be one of a list, to either side of its number."""


def is_item(text: str, n: Numeral, end: int) -> bool:
    """The number stands in a line of a list of counts."""
    if _LISTED.match(text, n.end, end):
        return True
    return not n.words and in_list(text, n.start)


def in_list(text: str, at: int) -> bool:
    """The line at an offset is one of a list of counts that has no changes behind the numbers."""
    # Looked for nearby only: a text may be one line of a million characters.
    begin = text.rfind("\n", max(0, at - _LONGEST), at) + 1
    if at - begin >= _LONGEST:
        return False
    stop = text.find("\n", at, at + _LONGEST)
    stop = min(len(text), at + _LONGEST) if stop < 0 else stop
    line = _line(text[begin:stop])
    if line is None or not (_common(line) or _acronym(line)):
        return False
    lines = [line, *_beside(text, begin, stop)]
    return (
        len(lines) > 1
        and any(_common(each) for each in lines)
        and not all(_year(each) for each in lines)
    )


def _beside(text: str, begin: int, stop: int) -> Iterator[re.Match[str]]:
    """The lines of the same form above and below a line, up to three each way."""
    for _ in range(3):
        line, begin = _line_before(text, begin)
        if line is None:
            break
        yield line
    for _ in range(3):
        line, stop = _line_after(text, stop)
        if line is None:
            break
        yield line


def listed(text: str, drafts: list[Draft], start: int) -> None:
    """Give the numbers of list items their names, and the changes behind them a direction."""
    last: Draft | None = None
    for d in drafts:
        if last is not None and (d.kind is None or d.kind == last.kind):
            more = _MORE.match(text[last.end : d.numeral.start])
            if more:
                d.unit, d.of = d.unit or last.unit, d.of or last.of
                d.low, d.high = abs(d.low), abs(d.high)
                d.stated = None if d.stated is None else abs(d.stated)
                d.start, d.hedge = d.numeral.start, None
                if d.low:
                    d.change = "up" if more["sign"] == "+" else "down"
        if d.unit is None and not d.numeral.words:
            item = _ITEM.search(text[max(start, d.start - 72) : d.numeral.start])
            if item and (
                _LISTED.match(text, d.numeral.end)
                or item["name"].islower()
                or in_list(text, d.numeral.start)
            ):
                d.of = " ".join(item["name"].split())
                d.unit = one_of(d.of)
        last = d


def _line(line: str) -> re.Match[str] | None:
    return _LINE.match(line) if len(line) <= 2 * _LONGEST else None


def _common(line: re.Match[str]) -> bool:
    """A common noun heads the name: "Anti-aircraft warfare systems", not "Arsenal" or "UK"."""
    return line["name"].split()[-1].islower()


def _acronym(line: re.Match[str]) -> bool:
    word = line["name"].split()[-1]
    return word.isupper() and 1 < len(word) < 6


def _year(line: re.Match[str]) -> bool:
    """ "closed - 1902": lists of dates have this form too."""
    number = line["number"]
    return len(number) == 4 and number.isdigit() and 1500 <= int(number) <= 2100


def _line_before(text: str, begin: int) -> tuple[re.Match[str] | None, int]:
    stop = begin
    while stop > 0 and text[stop - 1].isspace():
        stop -= 1
    begin = text.rfind("\n", max(0, stop - _LONGEST), stop) + 1
    return _line(text[begin:stop]), begin


def _line_after(text: str, stop: int) -> tuple[re.Match[str] | None, int]:
    begin = stop
    while begin < len(text) and text[begin].isspace():
        begin += 1
    stop = text.find("\n", begin, begin + _LONGEST)
    stop = min(len(text), begin + _LONGEST) if stop < 0 else stop
    return _line(text[begin:stop]), stop
