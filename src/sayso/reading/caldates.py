"""Calendar arithmetic on TIMEX3 values: what days "2022-W16" or "1989-Q3" stand for, and what lies before.

Nothing here reads text. A value is as TIMEX3 writes it; days are `datetime.date`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.records.when import Precision

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month that a season begins with, in the north, three months each."""

_VALUE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T\S+)?)?))?"
)
_DECADE = re.compile(r"(\d{3})X?")
_CENTURY = re.compile(r"(\d\d)(?:XX)?")
_CLOCK = re.compile(r"T\d\d:\d\d(?P<second>:\d\d)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day of a value, and how fine it is. `at` is the time of day, if there is one."""

    first: date
    last: date
    precision: Precision
    at: str | None = None


def stretch(value: str | None, mod: str | None = None) -> Stretch | None:
    """The days that a calendar value stands for, or None if it names none.

    mod: START, MID or END narrow a stretch longer than a day to a third of it.
    """
    found = _stretch(value) if value else None
    if found is None or mod not in ("START", "MID", "END") or found.first == found.last:
        return found
    third = ((found.last - found.first).days + 1) / 3
    at = {"START": 0, "MID": 1, "END": 2}[mod]
    return Stretch(
        found.first + timedelta(days=round(at * third)),
        found.first + timedelta(days=round((at + 1) * third) - 1),
        found.precision,
    )


def _stretch(value: str) -> Stretch | None:
    found = _VALUE.fullmatch(value)
    try:
        if not found:
            return _long(value)
        year = int(found["year"])
        if found["week"]:
            monday = date.fromisocalendar(year, int(found["week"]), 1)
            if found["weekend"]:
                return Stretch(monday + timedelta(days=5), monday + timedelta(days=6), "day")
            return Stretch(monday, monday + timedelta(days=6), "week")
        if found["quarter"]:
            return _months(year, 3 * int(found["quarter"]) - 2, 3, "quarter")
        if found["half"]:
            return _months(year, 6 * int(found["half"]) - 5, 6, "year")
        if found["season"]:
            return _months(year, SEASONS[found["season"]], 3, "season")
        if found["day"]:
            day = date(year, int(found["month"]), int(found["day"]))
            time = found["time"]
            clock = _CLOCK.fullmatch(time) if time else None
            if clock:
                return Stretch(day, day, "second" if clock["second"] else "minute", time)
            return Stretch(day, day, "day")
        if found["month"]:
            return _months(year, int(found["month"]), 1, "month")
        return Stretch(date(year, 1, 1), date(year, 12, 31), "year")
    except ValueError:
        return None


def _long(value: str) -> Stretch | None:
    if decade := _DECADE.fullmatch(value):
        year = int(decade[1]) * 10
        return Stretch(date(year, 1, 1), date(year + 9, 12, 31), "decade") if year else None
    if century := _CENTURY.fullmatch(value):
        year = int(century[1]) * 100
        return Stretch(date(year, 1, 1), date(year + 99, 12, 31), "century") if year else None
    return None


def _months(year: int, month: int, count: int, precision: Precision) -> Stretch:
    last = add_months(date(year, month, 1), count) - timedelta(days=1)
    return Stretch(date(year, month, 1), last, precision)


def add_months(day: date, count: int) -> date:
    """`count` months later, on the same day of the month or its last. Raises ValueError beyond 1 to 9999."""
    at = day.year * 12 + day.month - 1 + count
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, count: float, unit: str) -> date:
    """A day moved by so many units: D, W, M, Q, Y, E (decade), C (century). Raises ValueError, OverflowError."""
    if unit in ("D", "W"):
        return day + timedelta(days=round(count * (7 if unit == "W" else 1)))
    months = count * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
    whole = int(months // 1)
    return add_months(day, whole) + timedelta(days=round((months - whole) * 30))


def value_of(day: date, unit: str) -> str:
    """The calendar value that holds a day: of unit D, W, M, Q, Y, E or C."""
    if unit == "D":
        return day.isoformat()
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "E":
        return f"{day.year // 10:03}X"
    if unit == "C":
        return f"{day.year // 100:02}XX"
    return f"{day.year:04}"


SEASON_NAMES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def easter(year: int) -> date:
    """Easter Sunday of the western churches (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th Monday (0) to Sunday (6) of a month; -1 is the last."""
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
