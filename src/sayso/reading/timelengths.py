"""Values of lengths, frequencies, and of now and then. One method for each rule of `timerules`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from sayso.reading import caldates
from sayso.reading.caldates import shift, value_of
from sayso.reading.timebase import (
    DAYS,
    MONTHS,
    OPEN,
    PARTS,
    PUBLISHED,
    UNITS,
    Found,
    Surroundings,
)
from sayso.reading.timerules import Match
from sayso.reading.timewords import amount, ordinal

_PACE = re.compile(
    r"(?:\b(?:once|twice|thrice|times?|cents?|dollars?|pounds|euros|million|billion|percent|hours|minutes|people|barrels|tons|tonnes)"
    r"|[$€£]\d[\d,.]*|\d%|\d)\s+$"
)
_AGED = re.compile(r"[\s-]*\bold\b", re.I)
_TOLERANCE = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "nearly": "APPROX",
    "almost": "LESS_THAN", "some": "APPROX", "over": "MORE_THAN", "more than": "MORE_THAN", "less than": "LESS_THAN",
    "fewer than": "LESS_THAN", "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS",
}  # fmt: skip
_BEFORE = ("last", "past", "previous", "preceding", "this past")
_AFTER = ("next", "coming", "following", "upcoming")


class Lengths(Surroundings):
    """Methods for lengths and frequencies."""

    def length(self, m: Match) -> Found | None:
        """ "two months", "the last four months", "about two years ago", "a year earlier"."""
        unit = m.word("unit")
        code = UNITS.get(unit) or UNITS.get(unit.removesuffix("s"), "")
        words = m.words("n")
        n = amount(words)
        head, way = m.word("head"), m.word("way").strip("- –")
        if not code or (code == "Q" and not head and not way and n in (0.25, 0.5, 0.75, 1, 3)):
            return None
        if (
            len(words) == 1
            and re.fullmatch(r"1[5-9]\d\d|20\d\d", words[0])
            and not unit.endswith("s")
        ):
            return None
        if _AGED.match(self.after(m)) or re.search(r"\baged?\s$", self.before(m)):
            return None
        if words in (["a"], ["an"]) and not head and not way and _PACE.search(self.before(m)):
            return self.made(m, lasting(1, code), often=True)
        if m.word("tail") and n:
            n += 0.5
        mods = m.word("mod")
        mod = _TOLERANCE.get(mods) or ("APPROX" if mods or m.word("so") else None)
        value = lasting(n, code)
        start = m.start()
        if head == "the" and not unit.endswith("s"):
            start, head = m.start("mod") if mods else m.start("n"), ""
        kind = head.removeprefix("the ")
        f: Found | None = None
        if way in ("ago", "back", "earlier", "in the past"):
            f = self._point(m, n, code, -1, way == "earlier")
        elif way in ("later", "from now", "from today", "hence", "ahead"):
            f = self._point(m, n, code, 1, way == "later")
        elif n and kind in (*_BEFORE, *_AFTER):
            f = self._span(m, n, code, -1 if kind in _BEFORE else 1, value)
        f = f or self.made(m, value)
        return replace(f, mod=mod, start=start)

    def _point(self, m: Match, n: float | None, code: str, way: int, text: bool) -> Found:
        """So long before or after the publication date, or the time that the text speaks of."""
        if n is None or code in ("WE", "S", "L"):
            return self.made(m, "PAST_REF" if way < 0 else "FUTURE_REF")
        base, basis = self.day, PUBLISHED if self.day else None
        fine: str = code
        if text and (anchor := self.anchor(m, 600)):
            base, basis = anchor[0].first, anchor[1]  # type: ignore[assignment]
            if code == "Y" and n == 1:
                fine = {"quarter": "Q", "month": "M", "day": "D"}.get(anchor[0].precision, "Y")
        elif code == "Y" and n == 1 and (last := self.last_quarter(m)):
            base, basis, fine = last[0].first, last[1], "Q"  # type: ignore[assignment]
        if base is None:
            return self.made(m, OPEN.get(fine, "XXXX"))
        if code.startswith("T"):
            there = base + timedelta(
                days=way * round(n * {"S": 1 / 86400, "M": 1 / 1440, "H": 1 / 24}[code[1]])
            )
            return self.made(m, there.isoformat(), basis=basis)
        if code == "F":
            n, code, fine = n * 2, "W", "W"
        there = shift(base, way * n, code)
        if fine == "E":
            fine = "Y"
        return self.made(m, value_of(there, fine), basis=basis)

    def _span(self, m: Match, n: float, code: str, way: int, value: str | None) -> Found | None:
        if self.day is None or code in ("WE", "S", "L"):
            return None
        if code.startswith("T"):
            other = self.day + timedelta(
                days=way * round(n * {"S": 0, "M": 1 / 1440, "H": 1 / 24}[code[1]])
            )
        else:
            other = shift(
                self.day, way * (2 * n if code == "F" else n), "W" if code == "F" else code
            )
        first, last = min(self.day, other), max(self.day, other)
        return self.made(m, value, basis=PUBLISHED, first=first, last=last)

    def vague_length(self, m: Match) -> Found | None:
        """ "recent months", "years ago", "for weeks"."""
        unit = m.word("unit")
        code = UNITS.get(unit.removesuffix("s"), "") if unit != "centuries" else "C"
        if not code:
            return None
        has = m.found.re.groupindex
        head = m.word("head") if "head" in has else ""
        if (
            not head
            and not m.word("way")
            and not re.search(
                r"\b(?:for|in|of|after|within|over|take|took|lasted|spent|or|by|through|during)\s+$",
                self.before(m),
                re.I,
            )
        ):
            return None
        if m.word("way") in ("ago", "earlier"):
            return self.made(m, "PAST_REF")
        return self.made(m, lasting(None, code))

    # How often

    def every(self, m: Match) -> Found | None:
        """ "every day", "every other week", "each summer"."""
        unit = m.word("unit")
        if unit in PARTS:
            return self.made(m, f"XXXX-XX-XXT{PARTS[unit]}", often=True)
        if unit in caldates.SEASON_NAMES:
            return self.made(m, f"XXXX-{caldates.SEASON_NAMES[unit]}", often=True)
        if (
            unit[:3] in DAYS
            and unit not in ("month", "months")
            and unit[-3:] == "day"
            and len(unit) > 5
        ):
            return self.made(m, f"XXXX-WXX-{DAYS[unit[:3]] + 1}", often=True)
        code = UNITS.get(unit) or UNITS.get(unit.removesuffix("s"))
        if code is None:
            return (
                self.made(m, f"XXXX-{MONTHS[unit[:3]]:02}", often=True)
                if unit[:3] in MONTHS
                else None
            )
        nth = (
            ordinal(m.word("n"))
            if len(m.words("n")) == 1 and m.words("n")[0] not in ("a", "an")
            else None
        )
        n = nth or amount(m.words("n")) or 1
        return self.made(m, lasting(n * (2 if m.word("other") else 1), code), often=True)

    def per_unit(self, m: Match) -> Found | None:
        """ "per year"."""
        if m.words()[0] != "per":
            return None
        return self.made(m, lasting(1, UNITS[m.word("unit")]), often=True)

    def adverb(self, m: Match) -> Found | None:
        """ "daily"."""
        how = m.word("how")
        if self.text[m.start()].isupper() and self.before(m)[-1:] == " ":
            return None
        units = {
            "daily": "D",
            "nightly": "D",
            "hourly": "TH",
            "weekly": "W",
            "fortnightly": "F",
            "monthly": "M",
        }
        return self.made(
            m, lasting(1, {"quarterly": "3M"}.get(how) or units.get(how, "Y")), often=True
        )

    # Now and then

    def present(self, m: Match) -> Found | None:
        """ "now", "currently", "these days"."""
        if len(m.words()) == 2 and m.words()[1] != "days":
            return None
        return self.made(m, "PRESENT_REF")

    def past(self, m: Match) -> Found | None:
        """ "recently", "the past"."""
        return self.made(m, "PAST_REF")

    def future(self, m: Match) -> Found | None:
        """ "soon", "in the future"."""
        if re.match(
            r"\s+(?:as|after|before|afterwards?|thereafter)\b", self.after(m)
        ) or self.before(m).endswith("as "):
            return None
        if "future" in m.words() and re.match(r"\s+of\b", self.after(m)):
            return None
        return self.made(m, "FUTURE_REF")


def lasting(n: float | None, code: str) -> str | None:
    """ "P2M" for two months; "PXM" for some."""
    if code in ("E", "C", "L") and n is not None:
        n, code = n * {"E": 10, "C": 100, "L": 1000}[code], "Y"
    if code == "3M":
        return "P3M"
    if code == "F":
        n, code = (n * 2 if n else n), "W"
    if code == "S":
        n, code = (n * 6 if n else n), "M"
    time, code = ("T", code[1]) if code.startswith("T") else ("", code)
    if n is None:
        return f"P{time}X{code}"
    if time and code == "H" and n % 1 == 0.5:
        return f"PT{int(n)}H30M" if n > 1 else "PT30M"
    return f"P{time}{n:g}{code}" if n < 10**6 else f"P{time}{int(n)}{code}"
