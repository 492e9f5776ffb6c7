"""Values of days, dates, and parts of a day. One method for each rule of `timerules`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from sayso.reading import caldates
from sayso.reading.caldates import stretch, value_of
from sayso.reading.timebase import (
    DAYS,
    MONTHS,
    NAME_AFTER,
    OPEN,
    PARTS,
    PUBLISHED,
    UNITS,
    Found,
    Surroundings,
    step_of,
)
from sayso.reading.timerules import Match
from sayso.reading.timewords import amount


class Days(Surroundings):
    """Methods for days."""

    def iso(self, m: Match) -> Found | None:
        """ "2022-04-28"."""
        value = m.words()[0].upper().replace(" ", "T")
        return self.made(m, value) if stretch(value) else None

    def slashed(self, m: Match) -> Found | None:
        """ "4/28/2022" and "28.4.2022"."""
        word = m.words()[0]
        a, b, year = (int(x) for x in re.split(r"[/.]", word))
        if year < 100:
            year += 1900 if year > 50 else 2000
        month, day = (b, a) if "." in word or a > 12 else (a, b)
        return self.made(m, date(year, month, day).isoformat())

    def nine_eleven(self, m: Match) -> Found | None:
        """ "9/11"."""
        return self.made(m, "2001-09-11")

    def month_day(self, m: Match) -> Found | None:
        """ "Saturday, April 28, 2022", "late March 3"."""
        f = self.dated(m, m.word("month"), m.word("day"), m.word("year"), m.word("rel"))
        was, there = m.word("was"), f.stretch if f else None
        if f and there and self.day and was in ("last", "next") and not m.word("year"):
            wrong = there.first > self.day if was == "last" else there.first < self.day
            year = there.first.year + ((-1 if was == "last" else 1) if wrong else 0)
            f = replace(f, value=there.first.replace(year=year).isoformat())
        return replace(f, mod=self.mod(m)) if f else None

    day_month = month_day

    def month_days(self, m: Match) -> Found | None:
        """ "March 3-5"."""
        f = self.dated(m, m.word("month"), m.word("day"), m.word("year"))
        to = self.dated(m, m.word("month"), m.word("to"), m.word("year"))
        if not f or not to:
            return None
        a, b = f.stretch, to.stretch
        if not a or not b or a.first >= b.first:
            return f
        return replace(f, first=a.first, last=b.last)

    days_month = month_days

    def weekday_nth(self, m: Match) -> Found | None:
        """ "Thursday the 28th"."""
        if self.day is None:
            return self.made(m, f"XXXX-XX-{int(m.word('day')[:-2]):02}")
        which = int(m.word("day")[:-2])
        for months in (0, -1, 1, -2, 2, -3, 3):
            try:
                there = caldates.add_months(self.day.replace(day=1), months).replace(day=which)
            except ValueError:
                continue
            if there.weekday() == DAYS[m.word("weekday")[:3]]:
                return self.made(m, there.isoformat(), basis=PUBLISHED)
        return None

    def month_year(self, m: Match) -> Found | None:
        """ "April 2022"."""
        return self.made(m, f"{m.word('year')}-{MONTHS[m.word('month')[:3]]:02}", mod=self.mod(m))

    def month_rel(self, m: Match) -> Found | None:
        """ "July last year"."""
        if m.word("unit") != "year":
            return None
        number, rel = MONTHS[m.word("month")[:3]], m.word("rel")
        base, basis = self.base(m, rel)
        if base is None:
            return self.made(m, f"XXXX-{number:02}", mod=self.mod(m))
        year = base.year + step_of(rel)
        return self.made(m, f"{year:04}-{number:02}", mod=self.mod(m), basis=basis)

    def rel_month(self, m: Match) -> Found | None:
        """ "last April", "this September"."""
        number, rel = MONTHS[m.word("month")[:3]], m.word("rel")
        if rel in ("every", "each"):
            return self.made(m, f"XXXX-{number:02}", often=True)
        base, basis = self.base(m, rel)
        if base is None:
            return self.made(m, f"XXXX-{number:02}", mod=self.mod(m))
        step = step_of(rel)
        year = base.year
        if step < 0:
            year -= number >= base.month
        elif step > 0:
            year += number <= base.month
        return self.made(m, f"{year:04}-{number:02}", mod=self.mod(m), basis=basis)

    def month(self, m: Match) -> Found | None:
        """ "in April", "late November"."""
        if NAME_AFTER.match(self.after(m)):
            return None
        number = MONTHS[m.word("month")[:3]]
        year, basis = self.near(number, None, m)
        value = f"XXXX-{number:02}" if year is None else f"{year:04}-{number:02}"
        return self.made(m, value, mod=self.mod(m), basis=basis)

    def month_named(self, m: Match) -> Found | None:
        """ "in May": a word that is a month only after a preposition."""
        if re.match(r"\s+[a-z]+\s", self.after(m)) and m.word("pre") in (
            "to",
            "for",
            "and",
            "on",
            "before",
            "after",
        ):
            return None
        f = self.month(m)
        return replace(f, start=m.start("month")) if f else None

    # Days of the week, named days, parts of a day

    def weekday(self, m: Match) -> Found | None:
        """ "on Thursday", "last Friday night"."""
        if NAME_AFTER.match(self.after(m)):
            return None
        name, rel = m.word("weekday"), m.word("rel")
        part = f"T{PARTS[m.word('part')]}" if m.word("part") else ""
        index = DAYS[name[:3]] + 1
        if rel in ("every", "each"):
            return self.made(m, f"XXXX-WXX-{index}{part}", often=True)
        if rel in ("the following", "the previous", "that", "following", "previous") and (
            anchor := self.anchor(m)
        ):
            base = anchor[0].last
            way = -1 if "previous" in rel else 1
            days = (way * (index - 1 - base.weekday())) % 7 or (0 if rel == "that" else 7)
            return self.made(
                m, (base + timedelta(days=way * days)).isoformat() + part, basis=anchor[1]
            )
        there = self.day_of_week(m, name, rel)
        if there is None:
            return self.made(m, f"XXXX-WXX-{index}{part}", mod=self.mod(m))
        return self.made(m, there.isoformat() + part, mod=self.mod(m), basis=PUBLISHED)

    def weekday_rel(self, m: Match) -> Found | None:
        """ "Monday last week"."""
        if m.word("unit") != "week" or self.day is None:
            return None
        monday = self.day - timedelta(days=self.day.weekday())
        there = monday + timedelta(days=DAYS[m.word("weekday")[:3]] + 7 * step_of(m.word("rel")))
        return self.made(m, there.isoformat(), basis=PUBLISHED)

    def weekdays(self, m: Match) -> Found | None:
        """ "on Tuesdays"."""
        return self.made(m, f"XXXX-WXX-{DAYS[m.word('weekday')[:3]] + 1}", often=True)

    def weekday_parts(self, m: Match) -> Found | None:
        """ "Tuesday nights"."""
        part = PARTS[m.word("part")[:-1]]
        return self.made(m, f"XXXX-WXX-{DAYS[m.word('weekday')[:3]] + 1}T{part}", often=True)

    def today(self, m: Match) -> Found | None:
        """ "yesterday morning", "earlier today"."""
        if self.text[m.start() : m.end()] == "Today" and re.search(
            r"(?:USA|Russia|NBC's|BBC's)\s+$", self.before(m)
        ):
            return None
        if NAME_AFTER.match(self.after(m)):
            return None
        name = m.word("day")
        part = m.word("part") or m.word("before") or ("night" if name == "tonight" else "")
        code = f"T{PARTS[part]}" if part else ""
        there = self.named_day(name)
        if there is None:
            return self.made(
                m, "PRESENT_REF" if name == "today" else "XXXX-XX-XX" + code, mod=self.mod(m)
            )
        return self.made(m, there.isoformat() + code, mod=self.mod(m), basis=PUBLISHED)

    def day_around(self, m: Match) -> Found | None:
        """ "the day before yesterday"."""
        if m.word("unit") != "day":
            return None
        if m.word("weekday") if "weekday" in m.found.re.groupindex else "":
            there = self.day_of_week(m, m.word("weekday"), m.word("rel"))
        else:
            there = self.named_day(m.word("day"))
        if there is None:
            return self.made(m, "XXXX-XX-XX")
        there += timedelta(days=-1 if m.word("way") == "before" else 1)
        return self.made(m, there.isoformat(), basis=PUBLISHED)

    def part_rel(self, m: Match) -> Found | None:
        """ "this morning", "last night", "that evening"."""
        rel, code = m.word("rel"), f"T{PARTS[m.word('part')]}"
        if rel in ("every", "each"):
            return self.made(m, f"XXXX-XX-XX{code}", often=True)
        if rel == "that":
            return self.there(m, code)
        if rel.startswith("the "):
            anchor = self.anchor(m)
            base = anchor[0].last if anchor else self.day
            if base is None:
                return self.made(m, f"XXXX-XX-XX{code}")
            there = base + timedelta(days=step_of(rel))
            return self.made(m, there.isoformat() + code, basis=anchor[1] if anchor else PUBLISHED)
        if self.day is None:
            return self.made(m, f"XXXX-XX-XX{code}", mod=self.mod(m))
        there = self.day - timedelta(days=1 if rel == "last" else 0)
        return self.made(m, there.isoformat() + code, mod=self.mod(m), basis=PUBLISHED)

    def part_of_day(self, m: Match) -> Found | None:
        """ "the night of Thursday"."""
        code = f"T{PARTS[m.word('part')]}"
        name = m.word("weekday")
        there = self.day_of_week(m, name) if name else self.named_day(m.word("day"))
        if there is None:
            day = f"XXXX-WXX-{DAYS[name[:3]] + 1}" if name else "XXXX-XX-XX"
            return self.made(m, day + code, mod=self.mod(m))
        return self.made(m, there.isoformat() + code, mod=self.mod(m), basis=PUBLISHED)

    def part(self, m: Match) -> Found | None:
        """ "in the morning", "mid-afternoon"."""
        if re.match(r"\s+(?:of|show|news|paper|after|before)\b", self.after(m)):
            return None
        return self.there(m, f"T{PARTS[m.word('part')]}")

    def small_hours(self, m: Match) -> Found | None:
        """ "in the early hours of Friday"."""
        if m.word("part") != "hours":
            return None
        name = m.word("weekday")
        if name:
            there = self.day_of_week(m, name)
        elif m.word("dayword"):
            there = self.named_day(m.word("dayword"))
        else:
            return self.there(m, "TNI")
        if there is None:
            return self.made(
                m, (f"XXXX-WXX-{DAYS[name[:3]] + 1}" if name else "XXXX-XX-XX") + "TNI"
            )
        return self.made(m, there.isoformat() + "TNI", basis=PUBLISHED)

    def overnight(self, m: Match) -> Found | None:
        """ "overnight Friday"."""
        if m.word("weekday"):
            there = self.day_of_week(m, m.word("weekday"))
            return (
                self.made(m, f"{there.isoformat()}TNI", basis=PUBLISHED)
                if there
                else self.made(m, "XXXX-XX-XXTNI")
            )
        return self.there(m, "TNI")

    def clock(self, m: Match) -> Found | None:
        """ "10 p.m. Wednesday", "22:30", "noon"."""
        at = _time_of(m.word("time"), m.word("part"))
        if at is None:
            return None
        if m.word("month"):
            f = self.dated(m, m.word("month"), m.word("number"), m.word("year"))
            return replace(f, value=f"{f.value}{at}") if f else None
        name = m.word("weekday")
        if name:
            there = self.day_of_week(m, name)
            day = there.isoformat() if there else f"XXXX-WXX-{DAYS[name[:3]] + 1}"
            return self.made(m, day + at, basis=PUBLISHED if there else None)
        if m.word("day"):
            there = self.named_day(m.word("day"))
            return self.made(
                m,
                (there.isoformat() if there else "XXXX-XX-XX") + at,
                basis=PUBLISHED if there else None,
            )
        return self.there(m, at)

    day_clock = clock

    def anaphor(self, m: Match) -> Found | None:
        """ "the same day", "that year"."""
        unit = m.word("unit")
        same = "same" in m.word("rel")
        if unit in ("time", "period", "hour", "minute"):
            return None
        if unit in PARTS:
            return self.there(m, f"T{PARTS[unit]}") if same else None
        code = UNITS.get(unit, "")
        anchor = self.anchor(m, 1000)
        if code not in ("D", "W", "M", "Q", "Y") or (anchor is None and not same):
            return None if unit != "day" else self.made(m, "XXXX-XX-XX")
        if anchor is None:
            return self.made(m, OPEN.get(code))
        return self.made(m, value_of(anchor[0].first, code), basis=anchor[1])


def _time_of(words: str, part: str) -> str | None:
    """ "T22:00" for "10 p.m."."""
    if words in ("noon", "midday"):
        return "T12:00"
    if words == "midnight":
        return "T24:00"
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s?([ap])?", words)
    hour: float | None = int(found[1]) if found else amount(words.split()[:1])
    if hour is None or hour > 24:
        return None
    half = found[3] if found else None
    if half == "p" or (not half and part in ("afternoon", "evening", "night")):
        hour += 12 if hour < 12 else 0
    elif half == "a" and hour == 12:
        hour = 0
    return f"T{int(hour):02}:{(found[2] if found else None) or '00'}"
