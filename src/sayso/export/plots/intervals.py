"""Figures of a series in words: as they were put, with what is counted."""

from __future__ import annotations

from sayso.export.plots.scales import shown
from sayso.export.words import spoken
from sayso.ledger.timeline.series import SeriesLine


def interval(line: SeriesLine) -> str:
    """A figure as it was put: "over 20,000 soldiers", "1,361 tanks", "15,000 – 20,000 people"."""
    counted_ = line.of if line.of and _same(line.of, line.unit) else _several(line)
    if line.qualifier == "between" or line.stated is None:
        ends = [shown(v) if v is not None else "\u2026" for v in (line.low, line.high)]
        number = " \u2013 ".join(ends)
    elif line.qualifier == "exact" or line.qualifier is None:
        number = shown(line.stated)
    else:
        number = f"{spoken(line.qualifier)} {shown(line.stated)}"
    return f"{number} {counted_ or ''}".strip()


_PLURALS = {
    "person": "people",
    "percentage": "per cent",
    "pound sterling": "pounds sterling",
    "foot": "feet",
}


def _several(line: SeriesLine) -> str | None:
    """The unit as it stands behind a number: "6 billion dollars", "1 tank"."""
    if line.unit is None or (line.stated == 1 and line.low == line.high):
        return line.unit
    # Any other noun keeps its form, since its plural is not always so plain.
    return _PLURALS.get(line.unit) or (f"{line.unit}s" if line.unit in _MONEY else line.unit)


_MONEY = frozenset("dollar euro pound rouble ruble hryvnia franc rupee zloty".split())


def _same(of: str, unit: str | None) -> bool:
    """What is counted is the unit, in the plural: "tanks" of "tank", and not the aid of dollars."""
    return unit is not None and of.split()[-1].lower()[:3] == unit.split()[-1].lower()[:3]
