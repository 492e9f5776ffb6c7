"""What a time means: the value of each match of the grammar, counted from the publication date.

One method for each rule of `timerules`, of the same name. A method that refuses returns None, and the
next best rule is tried. Without a publication date nothing relative is resolved: "last month" is then
"XXXX-XX", as TIMEX3 writes what is open.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.reading.timebase import Found
from sayso.reading.timedays import Days
from sayso.reading.timelengths import Lengths
from sayso.reading.timerules import Match
from sayso.reading.timeweeks import Weeks
from sayso.reading.timeyears import Years


class Values(Days, Weeks, Years, Lengths):
    """Works out one text's times, in their order."""

    def of(self, m: Match) -> Found | None:
        """The time that a match means, or None if the rule refuses it."""
        try:
            found = getattr(self, m.rule)(m)
        except (ValueError, OverflowError):
            return None
        return replace(found, rule=m.rule) if isinstance(found, Found) else None
