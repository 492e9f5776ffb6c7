"""The rules of the time grammar: which rows of words are a time, and who works out its value.

A rule is a row of RULES: a name, which is also the method of `timevalues.Values` that works it out,
and a pattern over the letters of `timewords`. Of the matches that overlap the longest holds, and of equally
long ones the rule that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.reading.timewords import Spelled, pattern

_MOD = "(?P<mod><the>?(?:(?:<very>)?<early>|<late>|<mid>)<h>|<the>?(?:<end>|<beginning>|<middle>)<of>)?"
_MOD = _MOD.replace("(?:<very>)?", "")
_EARLIER = (
    "(?P<mod><earlier><in>?|<later><in>?|<the>?(?:<early>|<late>|<mid>)<h><in>?|"
    "<the>?(?:<end>|<beginning>|<middle>)<of>)?"
)
_WEEKDAY = "(?:<weekday><comma>?)?"

RULES: tuple[tuple[str, str], ...] = (
    # Days and months with a number
    ("iso", "<iso>"),
    ("slashed", "<slashed>"),
    ("nine_eleven", "<nineeleven>"),
    (
        "month_day",
        f"{_MOD} (?P<was><last>|<next>|<this>)? {_WEEKDAY} (?P<month><anymonth>) "
        f"(?P<day>[<day_><nth>]) (?![<hyphen>][<day_>])"
        "(?:<comma>?(?P<year><year>) | <comma>?<of>?(?P<rel>[<last><this><next>])<unit>)?",
    ),
    (
        "day_month",
        f"{_MOD} {_WEEKDAY} <the>? (?P<day>[<day_><nth>]) <of>? (?P<month><anymonth>)"
        "(?:<comma>?(?P<year><year>) | <comma>?<of>?(?P<rel>[<last><this><next>])<unit>)?",
    ),
    (
        "month_days",
        "(?P<month><anymonth>) (?P<day>[<day_>]) <hyphen> (?P<to>[<day_>]) "
        "(?:<comma>?(?P<year><year>))?",
    ),
    (
        "days_month",
        "(?P<day>[<day_>]) <hyphen> (?P<to>[<day_>]) (?P<month><anymonth>) (?P<year><year>)?",
    ),
    ("weekday_nth", "(?P<weekday><weekday>) <comma>? <the> (?P<day><nth>)"),
    ("month_year", f"{_MOD} (?P<month><anymonth>) (?:<comma>|<of>|<in>)? (?P<year><year>)"),
    (
        "month_rel",
        f"{_MOD} (?P<month><amonth>) <of>? (?P<rel><last>|<this>|<next>|<the><previous>|"
        f"<the><following>|<that>) (?P<unit><unit>)",
    ),
    (
        "rel_month",
        f"{_MOD} (?P<rel><this><past>|<this><coming>|<last>|<past>|<next>|<this>|<the><following>|"
        f"<the><previous>|<every>) (?P<month><amonth>) (?![<day_><nth><year>])",
    ),
    (
        "month",
        "(?P<mod><the>?(?:<early>|<late>|<mid>)<h>|<the>?(?:<end>|<beginning>|<middle>)<of>) "
        "(?P<month><amonth>)",
    ),
    ("month", "(?P<month><month>)"),
    (
        "month_named",
        "(?P<pre>[<in><between><since><until><by><from><of><on><before><after><through><and><to><for><the>]) "
        "(?P<month><may>)(?![<day_><nth><year>])",
    ),
    # Days of the week, named days, parts of a day
    (
        "weekday",
        "(?P<mod>(?:<early>|<late>|<earlier>|<later>)<on>?)?"
        "(?P<rel><this><past>|<this><coming>|<last>|<past>|<next>|<this>|<the>?<previous>|"
        "<the>?<following>|<that>|<every>)?"
        "(?P<weekday><weekday>) (?P<part><daypart>)?",
    ),
    ("weekday_rel", "(?P<weekday><weekday>) (?P<rel><last>|<this>|<next>) (?P<unit><unit>)"),
    ("weekdays", "(?P<weekday><weekdays>)"),
    ("weekday_parts", "(?P<weekday><weekday>) (?P<part><dayparts>)"),
    (
        "today",
        "(?P<mod>(?:<early>|<late>|<earlier>|<later>|<mid><h>(?P<before><daypart>))<h>)? "
        "(?P<day><today>) (?P<part><daypart>)?",
    ),
    ("day_around", "<the> (?P<unit><unit>) (?P<way><before>|<after>) (?P<day><today>)"),
    (
        "day_around",
        "(?P<unit><unit>) (?P<way><before>|<after>) (?P<rel><last>)? (?P<weekday><weekday>)",
    ),
    (
        "part_rel",
        "(?P<mod>(?:<early>|<late>|<earlier>|<later>)<h>)? (?P<rel>[<this><last><that><every>]|"
        "<the>(?:<next>|<following>|<previous>)) (?P<mid><mid><h>)? (?P<part><daypart>)",
    ),
    (
        "part_of_day",
        "(?P<mod>(?:<early>|<late>|<mid>)<h>)? (?P<part><daypart>) (?:<of>|<on>)? "
        "(?P<weekday><weekday>)",
    ),
    (
        "part_of_day",
        "(?P<mod>(?:<early>|<late>|<mid>)<h>)? (?P<part><daypart>) (?:<of>|<on>)? (?P<day><today>)",
    ),
    ("part", "<the> (?P<mod>(?:<early>|<late>|<mid>)<h>)? (?P<part><daypart>)"),
    ("part", "(?P<mod><mid><h>) (?P<part><daypart>)"),
    (
        "small_hours",
        "<the>? (?:<early>|<hours_word>) (?P<part><units>) (?:(?:<of>|<on>)? (?:<the>|<this>)? "
        "(?:(?P<weekday><weekday>)|(?P<dayword><today>)|<daypart>))?",
    ),
    ("overnight", "<overnight> (?P<weekday><weekday>)?"),
    (
        "clock",
        "(?P<time><clockpm>|(?P<ampm><clock><ampm>?)|(?P<oclock><d12><oclock>|"
        "[<digits><teens><one>]<oclock>)|<noon>)"
        "<zone>? (?:<comma>?<on>?(?P<weekday><weekday>)|<comma>?<on>?(?P<day><today>)|"
        "<in><the>(?P<part><daypart>)"
        "|"
        "<on><weekday>?<comma>?(?P<month><anymonth>)(?P<number>[<day_><nth>])(?:<comma>?(?P<year><year>))?)?",
    ),
    (
        "day_clock",
        "(?:(?P<weekday><weekday>)|(?P<day><today>)) (?:<comma>|<at>) (?P<time><clockpm>|"
        "(?P<ampm><clock><ampm>?)|<noon>) <zone>?",
    ),
    (
        "anaphor",
        "(?P<rel><that><same>|<the>?<same>|<that>) (?P<unit><oneunit>|<daypart>|<time>|<period>)",
    ),
    ("anaphor", "<earlier> (?P<rel><that>) (?P<unit><oneunit>)"),
    # Weeks, months, quarters, years
    (
        "unit_rel",
        f"{_EARLIER}"
        "(?P<rel><this><past>|<this><coming>|<the>?(?:<last>|<past>|<previous>|<next>|<coming>|"
        "<following>|<current>|<latest>)"
        "|<this>|<its>(?:<latest>|<current>|<last>)) <h> (?P<fiscal><fiscal>|<full>)? <h> "
        "(?P<unit><oneunit>|<period>) (?P<approx><or><so>)?",
    ),
    (
        "unit_the",
        "(?P<mod><earlier><in>|<later><in>|<the>?(?:<early>|<late>|<mid>)<h><in>|<the>?(?:<end>|"
        "<beginning>|<middle>)<of>) <the> (?P<unit><oneunit>)",
    ),
    ("unit_the", "<the> (?P<fiscal><fiscal>|<full>)? (?P<unit><oneunit>) (?![<of><h>])"),
    (
        "week_of",
        "<the> (?P<unit><unit>) (?:<of>|<beginning>) (?P<month><anymonth>) "
        "(?P<day>[<day_><nth>]) (?:<comma>?(?P<year><year>))?",
    ),
    ("weekend", f"{_MOD} <the>? (?P<unit><unit>)"),
    (
        "quarter",
        f"{_MOD} (?P<det><the>|<its>|<a>)? "
        f"(?P<relyear>(?P<yrel>[<last><this><next>])<unit><possessive>|(?P<year0><year>)|"
        f"<unit><h>(?:<ago>|<earlier>))? <fiscal>? <h>"
        "(?P<nth><ord>) <h> <fiscal>? <h> (?P<unit><quarter>|<quarters>|<half>) "
        "(?:<of><the>?(?:<fiscal>)?(?:(?P<year><year>)|(?P<rel>[<last><this><next>])?<unit>)|"
        "<comma>?(?P<year2><year>))?",
    ),
    ("quarter_name", "(?P<name><quartername>) (?P<year><year>)?"),
    (
        "quarter_ago",
        "(?:<the>|<a>|<its>)? (?:<unit><h>(?P<way><ago>|<earlier>)|(?P<year><year>)|"
        "(?P<rel>[<last><this><next>])<unit><possessive>) (?P<unit><quarter>|<period>)",
    ),
    (
        "year_ago",
        "(?P<det><the>|<a>)? (?P<unit><unit>) <hyphen> (?P<way><ago>|<earlier>) "
        "(?P<same><quarter>|<period>|<unit>)?",
    ),
    ("year_end", "(?P<unit><unit>) <h> (?P<end><end>)"),
    ("fiscal", "<the>? <fiscal> (?:<unit>)? (?P<year><year>)"),
    (
        "year",
        "(?P<mod><the>?(?:<early>|<late>|<mid>)<h>|<the>?(?:<end>|<beginning>|<middle>)<of>)? "
        "(?P<the><the><unit>)? (?P<year><year>)",
    ),
    (
        "year_words",
        "(?P<month><anymonth>)?(?P<hundred><teen>) (?P<rest><tens>(?:<h>(?:<one>|<digits>))?)",
    ),
    ("short_year", "(?P<year><shortyear>)"),
    (
        "decade",
        "(?:<the>)? (?P<mod>(?:<early>|<late>|<mid>)<h>(?:<to><h>(?:<late>|<mid>)<h>)?)? "
        "(?P<decade><decade>|<sixties>)",
    ),
    (
        "century",
        "(?:<the>)? (?P<mod>(?:<early>|<late>|<mid>)<h>)? (?P<nth><ord>) <h> (?P<unit><unit>)",
    ),
    (
        "season",
        "(?P<mod><earlier>|<later>|<the>?(?:<early>|<late>|<mid>)<h>|<the>?(?:<end>|<beginning>|"
        "<middle>)<of>)?"
        "(?P<rel><this><past>|<this><coming>|<last>|<past>|<next>|<this>|<that>|<the>(?:<past>|"
        "<previous>|<following>|<coming>)?|<every>)?"
        "(?P<season><aseason>) (?:<of>?(?P<year><year>))?",
    ),
    # So long, so long ago
    (
        "length",
        "(?P<head><the>?(?:<last>|<past>|<previous>|<next>|<coming>|<following>|<first>|"
        "<latest>)|<this><past>|<these>|<those>|<the>)??"
        "(?P<mod><some>)? (?P<n><amount>) <h> (?P<adj>(?:<more>|<full>|<trading>|<fiscal>))? <h> "
        "(?P<unit><anyunit>) (?!<h><old>)"
        "(?P<tail><and><a><half>)? (?P<so><or><so>)?"
        "(?P<way><h>(?:<ago>|<earlier>|<later>|<back>|<hence>|<ahead>)|<from>(?:<now>|<today>)|"
        "<in><the><past>)?",
    ),
    ("length", "(?P<n><a>) (?P<unit><unit>) <or> (?P<n2><digits>) (?P<way><ago>|<later>)?"),
    (
        "length",
        "(?P<head><the>(?:<last>|<past>|<previous>|<next>|<coming>|<following>|<first>|<latest>)|<the>)"
        "(?P<mod><some>)? (?P<n><amount>) <h> (?P<adj>(?:<more>|<full>|<trading>|<fiscal>))? <h> "
        "(?P<unit><anyunit>)",
    ),
    (
        "vague_length",
        "(?P<head><the>?(?:<recent>|<past>|<coming>|<last>|<next>|<following>|<previous>)|"
        "<these>|<those>|<early>|<the><early>) (?P<unit>[<units><quarters>])",
    ),
    (
        "vague_length",
        "(?P<head><the>)? (?P<unit>[<units><quarters>]) (?P<way><ago>|<later>|<earlier>|<ahead>)?",
    ),
    ("vague_length", "(?P<unit>[<units><quarters>]) (?:<or><units>)?"),
    # How often
    (
        "every",
        "<every> (?P<other><other>)? (?P<n><amount>|<ord>)? (?P<fiscal><fiscal>|<trading>)? "
        "(?P<unit><anyunit>|<daypart>|<season>|<amonth>|<weekday>)",
    ),
    ("per_unit", "(?:<a>|<per>) (?P<unit><unit>)"),
    ("adverb", "(?P<how><daily>)"),
    # Now and then
    ("present", "<now>|<present>|<these><units>"),
    ("present", "<current>"),
    ("past", "<vague_past>|<recent>|<the><past>"),
    ("future", "<vague_future>|<the>?<future>|<the>?<coming><future>"),
)

_DAY = "<d12><d24><d31>"


@dataclass(frozen=True, slots=True)
class Match:
    """A rule and the words it matched: tokens of `spelled` by number."""

    rule: str
    spelled: Spelled
    found: re.Match[str]

    @property
    def first(self) -> int:
        """Its first token."""
        return self.found.start()

    @property
    def last(self) -> int:
        """The token after its last."""
        return self.found.end()

    def words(self, group: str | None = None) -> list[str]:
        """The words of a group in small letters, of all of it without one; none if it did not match."""
        if group and group not in self.found.re.groupindex:
            return []
        a, b = self.found.span(group) if group else self.found.span()
        return [self.spelled.word(n) for n in range(a, b)] if a >= 0 else []

    def word(self, group: str) -> str:
        """The words of a group with single spaces, "" if it did not match."""
        return " ".join(self.words(group))

    def start(self, group: str | None = None) -> int:
        """Where a group begins in the text."""
        return self.spelled.starts[self.found.start(group) if group else self.first]

    def end(self) -> int:
        """Where it ends in the text."""
        return self.spelled.ends[self.last - 1]


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, pattern(rule.replace("<day_>", _DAY))) for name, rule in RULES)


def matches(spelled: Spelled) -> Iterator[list[Match]]:
    """For each place where rules match: the candidates that overlap the longest, best first."""
    found = [
        (m.start(), -m.end(), rank, name, m)
        for rank, (name, rule) in enumerate(_compiled())
        for m in rule.finditer(spelled.letters)
        if m.end() > m.start()
    ]
    found.sort(key=lambda row: row[:3])
    group: list[Match] = []
    end = -1
    for start, minus, _, name, m in found:
        if start >= end and group:
            yield group
            group = []
        group.append(Match(name, spelled, m))
        end = max(end, -minus)
    if group:
        yield group
