"""What a claim tells, as far as two claims are compared: its words, its counts, its day."""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from sayso.ledger.matching.persons import aged_in
from sayso.ledger.rarity import WORD, rarity, words_in
from sayso.ledger.rows import as_json

_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w'’.-]*(?:\s+(?:of\s+)?[A-Z][\w'’.-]*)*")
_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d{1,2}\b"
)
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of `counts`. stated: somebody wrote how many; else the words only imply one at least.

    toll: it is what the report states of its occurrence as a whole. part: it may be some of those
    alone, by the noun ("two teenagers").
    """

    kind: str
    of: str
    low: int
    high: int | None
    period: str
    stated: bool
    toll: bool
    part: bool


_EVERYBODY = re.compile(
    r"\b(?:people|persons?|victims?|dead)\b|^(?:\w+|\d+) (?:killed|wounded|injured|hurt|shot)\b| and "
)
_SOME = re.compile(
    r"\b(?:(?:wo)?m[ae]n|boys?|girls?|teen\w*|child(?:ren)?|kids?|students?"
    r"|officers?|deputies|adults?|juveniles?|(?:fe)?males?|sons?|daughters?|brothers?|sisters?|hims?|hers?|he|she|himself|herself)\b"
)


def _part(kind: str, low: int, words: str, *, beside_dead: bool) -> bool:
    words = words.lower()
    if low == 1:
        return not _ONE.match(words)
    # "Three others" beside the dead are all who were hurt; alone they are some of them.
    if _OTHER.search(words):
        return kind == "killed" or not beside_dead
    if _OF_THEM.search(words):
        return True
    return bool(_SOME.search(words)) and not _EVERYBODY.search(words)


_OF_THEM = re.compile(r"\bof (?:them|those|whom|the)\b")
_OTHER = re.compile(r"\bothers?\b")
_ONE = re.compile(r"(?:one|1) (?!of\b)")


@dataclass(frozen=True, slots=True)
class Figured:
    """One figure of a claim. what: what it is of, "" where nothing is said; low, high: its interval."""

    what: str
    stated: float | None
    low: float
    high: float | None

    @property
    def exact(self) -> bool:
        """Whether it was counted rather than rounded: more than two digits that are no zeros at the end."""
        digits = f"{self.stated or 0:.10g}".replace(".", "").strip("0")
        return len(digits) > 2


@dataclass(eq=False)  # not frozen: hundreds are made for each report that is filed
class Told:
    """One claim. day: ordinal of its report's publication, None if nobody knows.

    words: word → what it tells, those that tell nothing left out; norm: their length as a vector.
    dead: how many its report tells of as dead. doer: whether whoever did it is said to be among them.
    """

    n: int
    text: str
    central: bool
    status: str | None
    day: int | None
    dead: int = 0
    counts: tuple[Counted, ...] = ()
    figures: tuple[Figured, ...] = ()
    doer: bool = False
    words: dict[str, float] = field(init=False, repr=False)
    norm: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.words, self.norm = _words(self.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names inside the claim, as printed; a sentence's first word is none."""
        return frozenset(
            name
            for m in _NAME.finditer(self.text)
            if not _DAYS.match((name := m[0].rstrip(".’'")).lower())
        )

    @cached_property
    def ages(self) -> dict[str, int]:
        """The ages of those who are named in full, in years."""
        return aged_in(self.text)

    @cached_property
    def days(self) -> frozenset[str]:
        """Days of the week and of a month, as printed."""
        return frozenset(_DAYS.findall(self.text.lower()))


@lru_cache(maxsize=1 << 13)  # a report's claims are compared again when reports like it follow
def _words(text: str) -> tuple[dict[str, float], float]:
    words = dict(filter(None, map(_telling, WORD.findall(text))))
    return words, math.sqrt(sum(weight * weight for weight in words.values()))


@lru_cache(maxsize=1 << 16)  # the same words come up in report after report
def _telling(printed: str) -> tuple[str, float] | None:
    """A word, and what it tells; None if that is nothing."""
    for word in words_in(printed):
        if not _CALENDAR.fullmatch(word) and (weight := rarity(word)):
            return word, weight
    return None


def told_by(
    db: sqlite3.Connection, reports: Iterable[int], *, most: int | None = None
) -> dict[int, list[Told]]:
    """The claims of each report, in the order of the text.

    most: of each report the first so many, and as many again of those behind them that count somebody.
    """
    told: dict[int, list[Told]] = {report: [] for report in reports}
    listed = as_json(told)
    days = dict(db.execute(f"SELECT report, day FROM marks WHERE report IN {_LISTED}", (listed,)))
    killed = dict(
        db.execute(f"SELECT report, killed FROM tolls WHERE report IN {_LISTED}", (listed,))
    )
    counts, doers = _counts(db, listed)
    figures = _figures(db, listed)
    rows = db.execute(_TOLD, (listed, most or _ALL, as_json(counts if most else ())))
    for n, report, text, central, status in rows:
        own = told[report]
        if most and len(own) >= 2 * most:
            continue
        own.append(
            Told(
                n,
                text,
                bool(central),
                status,
                days.get(report) or None,
                killed.get(report) or 0,
                tuple(counts.get(n, ())),
                tuple(figures.get(n, ())),
                report in doers,
            )
        )
    return told


_LISTED = "(SELECT value FROM json_each(?))"
_ALL = 1 << 30


_CLAIMS = f"""
(SELECT report, min(n) AS first, max(n) AS last FROM claims WHERE report IN {_LISTED} GROUP BY report)
"""
"""The claims of reports: those of one stand together, so that what hangs on them is found at one place."""


_TOLD = f"""
SELECT n, report, text, central OR in_headline, status FROM claims WHERE n IN (
    SELECT c.n FROM {_CLAIMS} AS r CROSS JOIN claims AS c ON c.n BETWEEN r.first AND min(r.last, r.first + ?2 - 1)
    UNION SELECT value FROM json_each(?3)) ORDER BY n
"""
"""The first so many claims of reports, and others by their rows."""


def _counts(db: sqlite3.Connection, listed: str) -> tuple[dict[int, list[Counted]], set[int]]:
    """The counts of the claims of reports, by claim; and the reports that tell of the death of whoever
    did it: these may count him among the dead, or not."""
    rows = db.execute(
        'SELECT c.report, k.claim, k.kind, k."of", k.low, k.high, k.period, k.stated, k.toll, k.words'
        f" FROM {_CLAIMS} AS c CROSS JOIN counts AS k ON k.claim BETWEEN c.first AND c.last"
        " ORDER BY k.claim, k.kind, k.low",
        (listed,),
    ).fetchall()
    of_dead = {claim for _, claim, kind, *_ in rows if kind == "killed"}
    found: dict[int, list[Counted]] = {}
    doers = set()
    for report, claim, kind, of, low, high, period, stated, toll, words in rows:
        part = _part(kind, low, words, beside_dead=bool(toll) or claim in of_dead)
        row = Counted(kind, of, low, high, period, bool(stated), bool(toll), part)
        found.setdefault(claim, []).append(row)
        if kind == "killed" and _DOER.search(words):
            doers.add(report)
    return found, doers


_DOER = re.compile(
    r"\b(?:gunman|shooter|suspect|attacker|killer|himself|herself|self|suicide|own life)\b",
    re.IGNORECASE,
)


def _figures(db: sqlite3.Connection, listed: str) -> dict[int, list[Figured]]:
    """The figures of the claims of reports, by claim, without ages and changes."""
    found: dict[int, list[Figured]] = {}
    for claim, what, stated, low, high in db.execute(
        "SELECT q.claim, coalesce(q.\"of\", q.unit, ''), q.stated, q.low, q.high"
        f" FROM {_CLAIMS} AS c CROSS JOIN quantities AS q ON q.claim BETWEEN c.first AND c.last"
        " WHERE q.low IS NOT NULL AND q.change IS NULL AND coalesce(q.unit, '') <> 'year of age'"
        " ORDER BY q.claim, q.local_id",
        (listed,),
    ):
        found.setdefault(claim, []).append(Figured(what, stated, low, high))
    return found
