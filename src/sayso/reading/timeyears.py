"""Values of years, seasons, decades, centuries. One method for each rule of `timerules`."""

from __future__ import annotations

import re

from sayso.reading import caldates
from sayso.reading.caldates import stretch
from sayso.reading.timebase import (
    MONTHS,
    PUBLISHED,
    Found,
    Surroundings,
)
from sayso.reading.timerules import Match
from sayso.reading.timewords import amount, ordinal

_SPOKEN = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_AGE = re.compile(r"\b(?:his|her|their|my|your|our)\s+(?:(?:early|mid|late)[\s-]+)*$", re.I)
_YEAR_AFTER = re.compile(
    r"\b(?:in|of|since|by|until|till|from|to|after|before|during|for|through|and|between|early|late|mid|the|a|its|or"
    r"|his|her|their|this|that|year|season|fiscal|election|spring|summer|autumn|fall|winter|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)[\s-]+$|[(,–—-]\s*$",
    re.I,
)
_COUNTED = re.compile(
    r"\s+(?:[A-Z][a-z]+|(?!was\b|has\b|is\b|as\b|his\b|its\b|this\b|elections?\b|does\b|us\b)[a-z]+s\b|of\b|[$€£])|\s*%"
)
_SEASON_NAME = re.compile(
    r"\s+(?:Olympic|Games|Palace|School|Break\b|Meetings?)|\s+of\s+(?!\d)(?!(?:this|last|next|the)\b)"
)
_OCCASION = re.compile(
    r"\b(?:in|during|by|since|until|for|of|through|late|early)\s+(?:the\s+)?$", re.I
)


class Years(Surroundings):
    """Methods for years and what is made of years, and seasons."""

    def year(self, m: Match) -> Found | None:
        """ "1998", "mid-1996", "the year 2000"."""
        if "the" in m.found.re.groupindex and m.word("the") and not m.word("the").endswith(" year"):
            return None
        if not m.word("mod") and not m.word("the") and not self._is_year(m):
            return None
        return self.made(m, m.word("year"), mod=self.mod(m))

    def _is_year(self, m: Match) -> bool:
        before, after = self.before(m), self.after(m)
        if re.search(
            r"[$€£#.:/\w]$|\b(?:at|No\.?|number|page|route|room|flight|channel|than|only|over|nearly|almost)\s$",
            before,
            re.I,
        ):
            return bool(re.search(r"\d[–-]$", before)) or (before[-1:] == "/" and after[:1] != "/")
        if re.match(
            r"[\w/$%°]|[.:]\d|-(?:year|month|day|mile|foot|meter|strong|man|page|word|pound|seat|room)",
            after,
        ):
            return False
        if re.match(
            r"\sblock\b|\s?\([+-]", after
        ):  # "the 1600 block of Oak Street", "tanks - 1811 (+6)"
            return False
        return bool(_YEAR_AFTER.search(before)) or not before.strip() or not _COUNTED.match(after)

    def year_words(self, m: Match) -> Found | None:
        """ "nineteen ninety-six"."""
        hundred, rest = amount(m.words("hundred")), amount(m.words("rest"))
        if not hundred or not rest or hundred not in (17, 18, 19):
            return None
        month = f"-{MONTHS[m.word('month')[:3]]:02}" if m.word("month") else ""
        return self.made(m, f"{int(hundred * 100 + rest)}{month}")

    def short_year(self, m: Match) -> Found | None:
        """ "'98"."""
        if self.before(m)[-1:].strip():
            return None
        number = int(m.word("year")[1:])
        now = self.day.year % 100 if self.day else 30
        return self.made(m, f"{1900 + number if number > now + 10 else 2000 + number}")

    def decade(self, m: Match) -> Found | None:
        """ "the 1990s", "the late '80s", "the sixties"."""
        word = m.word("decade").strip("'")
        if _AGE.search(self.before(m)) or re.search(
            r"\b(?:low|high|degrees)\b", self.before(m, 16)
        ):
            return None
        digits = re.match(r"\d+", word)
        if digits is None:
            if not m.words()[0].startswith("the") and not m.word("mod"):
                return None
            number = 190 + _SPOKEN[word]
        elif len(digits[0]) == 4:
            number = int(digits[0][:3])
        else:
            number = (190 if digits[0][0] != "0" else 200) + int(digits[0][0])
        return self.made(m, f"{number}X", mod=self.mod(m))

    def century(self, m: Match) -> Found | None:
        """ "the 20th century"."""
        nth = ordinal(m.word("nth"))
        if m.word("unit") != "century" or not nth:
            return None
        return self.made(m, f"{nth - 1:02}XX", mod=self.mod(m))

    def season(self, m: Match) -> Found | None:
        """ "last summer", "in the spring", "spring 2015"."""
        name, rel = m.word("season"), m.word("rel")
        code, mod = caldates.SEASON_NAMES[name], self.mod(m)
        if _SEASON_NAME.match(self.after(m)):
            return None
        if m.word("year"):
            return self.made(m, f"{m.word('year')}-{code}", mod=mod)
        if rel in ("every", "each"):
            return self.made(m, f"XXXX-{code}", often=True)
        if rel in ("", "the") and not mod and not _OCCASION.search(self.before(m)):
            return None
        if name == "fall" and rel == "" and not mod:
            return None
        if self.day is None:
            return self.made(m, f"XXXX-{code}", mod=mod)
        year = self.day.year
        there = stretch(f"{year}-{code}")
        if there is None:
            return None
        if rel in ("last", "past", "the past", "this past", "the previous"):
            year -= there.last >= self.day
        elif rel in ("next", "the following"):
            year += there.first <= self.day
        elif (
            rel not in ("this", "this coming")
            and there.first > self.day
            and self.tense(m) != "future"
        ):
            year -= (there.first - self.day).days > 60
        return self.made(m, f"{year}-{code}", mod=mod, basis=PUBLISHED)
