"""Scales: from days and figures to places in a picture, and where the ticks stand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from one interval to another."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        part = (value - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)


def figure_ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round figures from below `low` to above `high`, about so many."""
    span = high - low or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / about))
    step = next(power * m for m in (1, 2, 5, 10) if span / (power * m) <= about)
    first = math.floor(low / step)
    last = math.ceil(high / step)
    return [n * step for n in range(first, last + 1)]


def day_ticks(first: date, last: date, most: int = 8) -> list[tuple[date, str]]:
    """Days to name on an axis: days, Mondays, months or years, whichever are few enough."""
    days = (last - first).days
    if days + 1 <= most:
        return [(d, f"{d.day} {d:%b} {d.year}") for d in _days(first, last, 1)]
    if days / 7 <= most:
        monday = first - timedelta(days=first.weekday())
        return [(d, f"{d.day} {d:%b}") for d in _days(monday, last, 7) if d >= first]
    months = [
        date(y, m, 1)
        for y in range(first.year, last.year + 1)
        for m in range(1, 13)
        if first <= date(y, m, 1) <= last
    ]
    for every in (1, 3, 6, 12, 24, 60, 120):
        kept = [d for d in months if ((d.year * 12) + d.month - 1) % every == 0]
        if len(kept) <= most:
            return [(d, f"{d:%b} {d.year}" if every < 12 else str(d.year)) for d in kept]
    return [(d, str(d.year)) for d in months[:: 12 * 25]]


def shown(value: float) -> str:
    """A figure as people read it: "1,361", "33 billion"."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.4g} {word}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


def _days(first: date, last: date, step: int) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=step)
