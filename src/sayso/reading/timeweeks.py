"""Values of weeks, months, quarters and what is near the year. One method for each rule of `timerules`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from sayso.reading.caldates import shift, stretch, value_of
from sayso.reading.timebase import (
    OPEN,
    PUBLISHED,
    UNITS,
    Found,
    Surroundings,
    step_of,
)
from sayso.reading.timerules import Match
from sayso.reading.timewords import ordinal


class Weeks(Surroundings):
    """Methods for weeks, months and quarters."""

    def unit_rel(self, m: Match) -> Found | None:
        """ "early next week", "the latest quarter", "the following year"."""
        rel, unit = m.word("rel"), m.word("unit")
        code = UNITS.get(unit, "")
        if unit == "period":
            if "latest" not in rel:
                return None
            code = "Q"
        step = step_of(rel)
        if code.startswith("T"):
            return self.made(m, f"PT1{code[1]}") if "past" in rel or "last" in rel else None
        if code == "D":
            return self._day_rel(m, rel)
        if (
            unit == "week"
            and re.match(r"\s+(?:of|in)\b", self.after(m))
            and rel.startswith("the last")
        ):
            return None
        base, basis = self.base(m, rel)
        mod = self.mod(m)
        if code == "WE":
            return self._weekend(m, base, basis, step, mod)
        if base is None:
            return self.made(m, OPEN.get(code, "XXXX"), mod=mod)
        if code in ("W", "M", "Q", "Y", "E", "C"):
            if (
                rel in ("the past", "this past", "the last")
                and code in ("W", "M", "Y", "E")
                and rel != "this past"
            ):
                first = shift(base, -1, code)
                return self.made(
                    m,
                    value_of(shift(base, -1, code), code),
                    mod=mod,
                    basis=basis,
                    first=first,
                    last=base,
                )
            value = value_of(shift(base, step, code), code)
            f = self.made(m, value, mod=mod, basis=basis)
            return self._clipped(f, m)
        return None

    def _clipped(self, f: Found, m: Match) -> Found:
        """ "Earlier this week" ends on the day of publication, "later this year" begins with it."""
        word = (m.words("mod") or [""])[0]
        whole = stretch(f.value)
        if not whole or not self.day or not whole.first <= self.day <= whole.last:
            return f
        if word == "earlier":
            return replace(f, first=whole.first, last=self.day)
        return replace(f, first=self.day, last=whole.last) if word == "later" else f

    def _day_rel(self, m: Match, rel: str) -> Found | None:
        if (
            rel
            in ("the next", "the following", "following", "the previous", "the preceding", "next")
            or "previous" in rel
        ):
            anchor = self.anchor(m, 1000)
            base, basis = (anchor[0].last, anchor[1]) if anchor else (self.day, PUBLISHED)
            if base is None:
                return self.made(m, "XXXX-XX-XX")
            return self.made(m, (base + timedelta(days=step_of(rel))).isoformat(), basis=basis)
        if rel == "this":
            return self.made(m, self.day.isoformat(), basis=PUBLISHED) if self.day else None
        return self.made(m, "P1D") if rel == "the past" else None

    def _weekend(
        self, m: Match, base: date | None, basis: str | int | None, step: int, mod: str | None
    ) -> Found:
        if base is None:
            return self.made(m, "XXXX-WXX-WE", mod=mod)
        week = 7 * step
        if step == 0 and base.weekday() < 5 and self.tense(m) != "future":
            week = -7
        if m.word("rel") in ("this", "this coming") and self.tense(m) is None:
            week = 0
        return self.made(
            m, value_of(base + timedelta(days=week), "W") + "-WE", mod=mod, basis=basis
        )

    def unit_the(self, m: Match) -> Found | None:
        """ "the end of the year", "the quarter"."""
        code = UNITS.get(m.word("unit"), "")
        mod = self.mod(m)
        if m.word("unit") == "weekend":
            return self._weekend(m, self.day, PUBLISHED if self.day else None, 0, mod)
        if code == "D" and mod:
            return self.there(m, "")
        if code not in ("W", "M", "Q", "Y"):
            return None
        anchor = self.anchor(m, 250) if code == "Q" or self.day is None else None
        if anchor and anchor[0].precision in ("quarter", "month", "day", "year"):
            return self.made(m, value_of(anchor[0].last, code), mod=mod, basis=anchor[1])
        if self.day is None:
            return self.made(m, OPEN[code], mod=mod)
        base = shift(self.day, -1, "Q") if code == "Q" else self.day
        return self._clipped(self.made(m, value_of(base, code), mod=mod, basis=PUBLISHED), m)

    def week_of(self, m: Match) -> Found | None:
        """ "the week of March 6"."""
        f = self.dated(m, m.word("month"), m.word("day"), m.word("year"))
        there = f.stretch if f else None
        code = UNITS.get(m.word("unit"), "")
        if not f or not there or code not in ("W", "WE"):
            return f
        return replace(f, value=value_of(there.first, "W") + ("-WE" if code == "WE" else ""))

    def weekend(self, m: Match) -> Found | None:
        """ "over the weekend"."""
        if m.word("unit") != "weekend":
            return None
        return self._weekend(m, self.day, PUBLISHED if self.day else None, 0, self.mod(m))

    def quarter(self, m: Match) -> Found | None:
        """ "the third quarter", "last year's second quarter", "the first half of 2015"."""
        unit, nth = m.word("unit"), ordinal(m.word("nth"))
        if nth is None or nth > (2 if unit == "half" else 4):
            return None
        code = f"{'H' if unit == 'half' else 'Q'}{nth}"
        if m.word("unit") == "quarters":
            return self.made(m, f"XXXX-{code}", often=True)
        start = m.start()
        if (
            m.word("det")
            and not m.word("mod")
            and ("-" in self.text[start : m.end()] or m.word("det") != "the")
        ):
            start = m.spelled.starts[m.first + 1]
        f = self._quarter(m, code, unit)
        return replace(f, start=start) if f else None

    def _quarter(self, m: Match, code: str, unit: str) -> Found | None:
        rel = m.word("yrel") or m.word("rel")
        stated = m.word("year") or m.word("year0") or m.word("year2")
        if stated:
            return self.made(m, f"{stated}-{code}", mod=self.mod(m))
        if (
            unit == "half"
            and not rel
            and not re.search(r"\bof the (?:fiscal )?year$", " ".join(m.words()))
        ):
            return None
        if unit == "half" and self.day is None:
            return self.made(m, f"XXXX-{code}")
        if self.day is None:
            return self.made(m, f"XXXX-{code}", mod=self.mod(m))
        year = self.day.year + (step_of(rel) if rel else 0)
        if "ago" in m.word("relyear") or "earlier" in m.word("relyear"):
            year -= 1
        elif not rel:
            begins = stretch(f"{year}-{code}")
            if begins and begins.first > self.day and self.tense(m) != "future":
                year -= (begins.first - self.day).days > 60
        return self.made(m, f"{year}-{code}", mod=self.mod(m), basis=PUBLISHED)

    def quarter_name(self, m: Match) -> Found | None:
        """ "Q3 2015"."""
        year = m.word("year") or (str(self.day.year) if self.day else "XXXX")
        return self.made(
            m,
            f"{year}-{m.word('name').upper()}",
            basis=PUBLISHED if not m.word("year") and self.day else None,
        )

    def quarter_ago(self, m: Match) -> Found | None:
        """ "the year-earlier quarter", "last year's quarter", "the 1988 period"."""
        last = self.last_quarter(m)
        if m.word("year"):
            if last is None:
                return self.made(m, m.word("year"))
            return self.made(
                m, f"{m.word('year')}-Q{(last[0].first.month + 2) // 3}", basis=last[1]
            )
        if last is None:
            return self.made(m, f"{self.day.year - 1}", basis=PUBLISHED) if self.day else None
        base = self.day.year if self.day else last[0].first.year
        year = base - 1 if not m.word("rel") else base + step_of(m.word("rel"))
        return self.made(m, f"{year}-Q{(last[0].first.month + 2) // 3}", basis=last[1])

    def year_ago(self, m: Match) -> Found | None:
        """ "year-ago", "the year-earlier period"."""
        if m.word("unit") != "year":
            return None
        f = self.quarter_ago(m)
        bare = m.word("det") and m.word("same") not in ("quarter", "period")
        return replace(f, start=m.start("unit")) if f and bare else f

    def year_end(self, m: Match) -> Found | None:
        """ "year-end"."""
        if m.word("unit") != "year" or m.word("end") != "end":
            return None
        if self.day is None:
            return self.made(m, "XXXX-12-31")
        return self.made(m, f"{self.day.year}-12-31", basis=PUBLISHED)

    def fiscal(self, m: Match) -> Found | None:
        """ "fiscal 1989", "the fiscal year 2023"."""
        return self.made(m, m.word("year"))
