"""What the methods that work times out have in common: the record of one, its surroundings, what it is counted from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.reading.caldates import Stretch, stretch
from sayso.reading.tense import tense as tense_of
from sayso.reading.timerules import Match

WRONG_WAY = 150
"""In days, what it costs a date without a year to lie on the side that the tense speaks against."""
PUBLISHED = "published"
"""The basis of what is counted from the publication date."""

MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
DAYS = {d: n for n, d in enumerate("mon tue wed thu fri sat sun".split())}
PARTS = {
    "morning": "MO", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "afternoon": "AF", "lunchtime": "AF",
    "evening": "EV", "dusk": "EV", "sunset": "EV", "nightfall": "EV", "night": "NI",
}  # fmt: skip
UNITS = {
    "second": "TS", "minute": "TM", "min": "TM", "hour": "TH", "hr": "TH", "day": "D", "weekday": "D",
    "week": "W", "workweek": "W", "weekend": "WE", "fortnight": "F", "month": "M", "quarter": "Q",
    "semester": "S", "year": "Y", "yr": "Y", "decade": "E", "century": "C", "centurie": "C",
    "millennium": "L", "millennia": "L",
}  # fmt: skip
MODS = {"early": "START", "beginning": "START", "start": "START", "outset": "START", "earlier": "START",
         "mid": "MID", "middle": "MID", "late": "END", "end": "END", "close": "END", "later": "END"}  # fmt: skip
OPEN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
}
_AWAITED = re.compile(
    r"\b(?:until|till|no later than|as (?:soon|early) as|due|deadline of)\s+(?:\S+\s+[ap]\.?m\.?\s+)?$",
    re.I,
)
NAME_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Herald|Express|Mail|Night Live|Morning Post|Sun\b|Business Post|Show\b)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One time as it was worked out. `basis`: PUBLISHED, or the number of the time it was counted from.

    first and last: what it stands for where that is not the stretch of its value; `often` for frequencies.
    """

    start: int
    end: int
    value: str | None
    mod: str | None = None
    basis: str | int | None = None
    first: date | None = None
    last: date | None = None
    often: bool = False
    rule: str = ""

    @property
    def stretch(self) -> Stretch | None:
        """The days that its value stands for."""
        return None if self.often else stretch(self.value, self.mod)


class Surroundings:
    """A text, its publication date, and the times worked out so far."""

    def __init__(self, text: str, day: date | None) -> None:
        self.text = text
        self.day = day
        self.found: list[Found] = []

    def made(self, m: Match, value: str | None, **more: object) -> Found:
        """A time with the extent of its match."""
        return Found(m.start(), m.end(), value, **more)  # type: ignore[arg-type]

    def tense(self, m: Match) -> str | None:
        """Whether the words around speak of what was or what is to come."""
        if _AWAITED.search(self.before(m)):
            return "future"
        return tense_of(self.text, m.start(), m.end())

    def before(self, m: Match, length: int = 40) -> str:
        """The text just before it."""
        return self.text[max(0, m.start() - length) : m.start()]

    def after(self, m: Match, length: int = 30) -> str:
        """The text just after it."""
        return self.text[m.end() : m.end() + length]

    def anchor(self, m: Match, reach: int = 400) -> tuple[Stretch, int] | None:
        """The last time before this one that names days of the calendar, and its number."""
        for n in range(len(self.found) - 1, -1, -1):
            f = self.found[n]
            if m.start() - f.end > reach:
                break
            there = f.stretch
            if there and f.end <= m.start():
                return there, n
        return None

    def near(self, month: int, day: int | None, m: Match) -> tuple[int | None, str | None]:
        """The year of a date without one: by tense, else the nearest to the publication date."""
        if self.day is None:
            anchor = self.anchor(m, 60)
            return (
                (anchor[0].first.year, None)
                if anchor and anchor[0].first.year == anchor[0].last.year
                else (None, None)
            )
        now = self.day
        anchor = self.anchor(m, 60)
        if (
            anchor
            and anchor[0].first.year == anchor[0].last.year
            and abs(anchor[0].first.year - now.year) > 1
            and not re.search(r"[.!?]\s", self.text[self.found[anchor[1]].end : m.start()])
        ):
            return anchor[0].first.year, None
        when = self.tense(m)
        beside = self.anchor(m, 120) if when is None else None
        best: tuple[float, int] | None = None
        for year in (now.year - 1, now.year, now.year + 1):
            try:
                there = date(year, month, day or 15)
            except ValueError:
                continue
            away = (there - now).days
            slack = 0 if day else 31
            cost = float(abs(away))
            if beside and beside[0].precision in ("day", "month"):
                cost += abs((there - beside[0].first).days) / 3
            if when == "past" and away > slack:
                cost += WRONG_WAY
            if when == "future" and away < -slack:
                cost += WRONG_WAY
            if best is None or cost < best[0]:
                best = (cost, year)
        return (best[1] if best else None), PUBLISHED

    def dated(self, m: Match, month: str, day: str, year: str = "", rel: str = "") -> Found | None:
        """A day by its month and number, with the year that is stated, meant or nearest."""
        number, which = MONTHS[month[:3]], int(re.sub(r"\D", "", day))
        if not 1 <= which <= 31:
            return None
        basis: str | None = None
        if year:
            when: int | None = int(year)
        elif rel and self.day:
            when, basis = self.day.year + {"last": -1, "this": 0, "next": 1}[rel], PUBLISHED
        else:
            when, basis = self.near(number, which, m)
        if when is None:
            return self.made(m, f"XXXX-{number:02}-{which:02}")
        return self.made(m, date(when, number, which).isoformat(), basis=basis)

    def day_of_week(self, m: Match, name: str, rel: str = "") -> date | None:
        """The day that "Thursday" is: the last one before publication, unless the words look ahead."""
        if self.day is None:
            return None
        ahead = (DAYS[name[:3]] - self.day.weekday()) % 7
        back = (self.day.weekday() - DAYS[name[:3]]) % 7
        if rel in ("last", "past", "the previous", "previous", "this past", "the past"):
            return self.day - timedelta(days=back or 7)
        if rel in ("next", "the following", "following"):
            return self.day + timedelta(days=ahead or 7)
        if rel in ("this", "this coming"):
            return self.day + timedelta(days=ahead)
        if self.tense(m) == "future":
            return self.day + timedelta(days=ahead)
        return self.day - timedelta(days=back)

    def named_day(self, name: str) -> date | None:
        """The day of "yesterday"."""
        if self.day is None:
            return None
        return self.day + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(name, 0))

    def mod(self, m: Match) -> str | None:
        """Whether the start, the middle or the end is meant."""
        words = [w for w in m.words("mod") if w in MODS] if "mod" in m.found.re.groupindex else []
        return MODS[words[0]] if words else None

    def there(self, m: Match, code: str) -> Found:
        """A part of the day that the text speaks of, or else of the day of publication."""
        anchor = self.anchor(m, 200)
        if anchor and anchor[0].first == anchor[0].last:
            return self.made(
                m, anchor[0].first.isoformat() + code, mod=self.mod(m), basis=anchor[1]
            )
        if self.day:
            return self.made(m, self.day.isoformat() + code, mod=self.mod(m), basis=PUBLISHED)
        return self.made(m, f"XXXX-XX-XX{code}", mod=self.mod(m))

    def base(self, m: Match, rel: str) -> tuple[date | None, str | int | None]:
        """The day that "last" or "the following" is counted from, and which that is."""
        if any(
            w in rel
            for w in ("following", "previous", "preceding", "prior", "that", "the next", "ensuing")
        ):
            anchor = self.anchor(m)
            if anchor:
                return anchor[0].first, anchor[1]
        return self.day, PUBLISHED if self.day else None

    def last_quarter(self, m: Match) -> tuple[Stretch, int] | None:
        """The last quarter that the text spoke of, and its number."""
        for n in range(len(self.found) - 1, -1, -1):
            there = self.found[n].stretch
            if m.start() - self.found[n].end > 1500:
                break
            if there and there.precision == "quarter":
                return there, n
        return None


def step_of(rel: str) -> int:
    """How many units "last", "this" or "next" is away."""
    words = rel.split()
    if any(w in words for w in ("last", "past", "previous", "preceding", "prior", "latest")):
        return -1
    return (
        1 if any(w in words for w in ("next", "coming", "following", "upcoming", "ensuing")) else 0
    )
