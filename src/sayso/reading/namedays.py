"""Named days: holidays of the stated year, or the nearest. The list is data: `packs/times.toml`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.reading import caldates
from sayso.reading.tense import tense
from sayso.reading.timebase import PUBLISHED, Found
from sayso.reading.timewords import lists

_HOLIDAY = re.compile(
    r"\b(?=(?-i:[A-Z]))(?:"
    + "|".join(
        sorted(
            (re.escape(n).replace("'", "['’]") for n in lists()["holidays"]), key=len, reverse=True
        )
    )
    + r")\b(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.I,
)


def holidays(text: str, start: int, end: int, day: date | None) -> list[Found]:
    """The named days in a stretch of text, of the stated year or the nearest."""
    found = []
    for m in _HOLIDAY.finditer(text, start, end):
        name = re.sub(r",?\s+\d{4}$", "", m.group()).lower().replace("’", "'")
        row = lists()["holidays"][re.sub(r"\s+", " ", name)]
        if m["year"]:
            found.append(
                Found(*m.span(), _holiday(row, int(m["year"])).isoformat(), rule="holiday")
            )
        elif day is None:
            fixed = f"XXXX-{row['month']:02}-{row['day']:02}" if "day" in row else None
            found.append(Found(*m.span(), fixed, rule="holiday"))
        else:
            when = tense(text, *m.span())
            rel = re.search(r"\b(last|next)\s$", text[max(0, m.start() - 5) : m.start()])
            if rel:
                when = "past" if rel[1] == "last" else "future"
            near = min(
                (_holiday(row, y) for y in (day.year - 1, day.year, day.year + 1)),
                key=lambda d: (
                    abs((d - day).days)
                    + (120 if (when == "past" and d > day) or (when == "future" and d < day) else 0)
                ),
            )
            found.append(Found(*m.span(), near.isoformat(), basis=PUBLISHED, rule="holiday"))
    return found


def _holiday(row: dict[str, int], year: int) -> date:
    if "easter" in row:
        return caldates.easter(year) + timedelta(days=row["easter"])
    if "nth" in row:
        return caldates.nth_weekday(year, row["month"], row["weekday"], row["nth"])
    return date(year, row["month"], row["day"])
