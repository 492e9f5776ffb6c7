"""Tolls: how many an occurrence killed and injured, as one report states it.

A report is read for itself first (`of_report`): by what its headline and first claims count, since
further down stand other occurrences and the year's totals. `stated` weighs the reports of one occurrence
against each other.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.ledger.filed import Filed
from sayso.ledger.matching.counts import Count, counts_of
from sayso.records import Reading

LONG = 60
"""A report of more claims is no news of an occurrence: what it counts far down is something else."""
KINDS = ("killed", "injured", "hit")
"""The kinds of counts that make a toll."""
REACH = (6, 8, 1000)
"""How many claims at the beginning of a report are asked, first few, then more if they count nobody."""


How = Literal["at the head", "below", "implied"]
"""By a count in the headline or a central claim, by one elsewhere, or by words that count nobody."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What one report states. killed: None if it tells of nobody's death; total: killed and injured.

    several: whether it begins with what several occurrences cost together. dead_told, hurt_told: how it tells
    of those killed, and of the others.
    """

    killed: int | None
    total: int
    several: bool = False
    dead_told: How = "at the head"
    hurt_told: How = "at the head"

    @property
    def injured(self) -> int:
        """Those hit who are not told of as dead."""
        return self.total - (self.killed or 0)


def update(db: sqlite3.Connection, filed: Filed, _touched: set[int]) -> set[int]:
    """Enter what a new report counts. Another sighting of it changes nothing."""
    if filed.reading is None:
        return set()
    counts = counts_of(filed.reading)
    toll = of_report(filed.reading, counts)
    if toll:
        db.execute("INSERT INTO tolls VALUES (?, ?, ?)", (filed.report_n, toll.killed, toll.total))
    states = _stating(filed.reading, counts, toll) if toll else set()
    db.executemany(
        "INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                filed.claims[c.claim],
                c.kind,
                c.of,
                c.low,
                c.high,
                c.period,
                c.stated,
                c.quantity,
                i in states,
                c.words,
            )
            for i, c in enumerate(counts)
            if c.claim in filed.claims
        ),
    )
    return set()


def _stating(reading: Reading, counts: Sequence[Count], toll: Toll) -> set[int]:
    """Which counts state the toll: those of its numbers at the head of a report, else the first anywhere."""
    wanted = {"killed": toll.killed or 0, "injured": toll.injured, "hit": toll.total}
    place = {claim.id: i for i, claim in enumerate(reading.claims)}
    near = {c.id for c in reading.claims if c.in_headline or c.central or place[c.id] < REACH[1]}
    found = {
        i
        for i, c in enumerate(counts)
        if c.period == "incident"
        and (c.low == wanted.get(c.kind) or (not c.stated and wanted.get(c.kind)))
    }
    head = {i for i in found if counts[i].claim in near}
    return head or set(sorted(found)[:1])


def of_report(reading: Reading, counts: Sequence[Count]) -> Toll | None:
    """What one report states of its occurrence; None if it counts nobody."""
    place = {claim.id: i for i, claim in enumerate(reading.claims)}
    headline = {c.id for c in reading.claims if c.in_headline}
    central = {c.id for c in reading.claims if c.central}
    listed = {c.id for c in reading.claims if _LISTED.match(c.text)}
    told = [
        c for c in counts if c.kind in KINDS and c.period == "incident" and c.claim not in listed
    ]
    killed = hurt = 0
    near: list[Count] = []
    for first in REACH[:2] if len(reading.claims) > LONG else REACH:
        near = [
            c
            for c in told
            if c.claim in headline
            or (c.claim in central and first > REACH[0])
            or place[c.claim] < first
        ]
        if not killed:
            killed = _most([c for c in near if c.stated], "killed", headline)
        stated = [c for c in near if c.stated]
        if not killed and any(_DIED.fullmatch(c.words.lower()) for c in near):
            killed = 1
        if not killed:
            hurt = max(_most(stated, "injured", headline), _most(stated, "hit", headline))
        # "A homicide" beside a boy who was hurt is another occurrence, or a fear.
        implied = [c for c in near if c.kind == "killed" and not c.stated and first <= REACH[1]]
        spared = any(c.kind == "injured" for c in stated) or hurt > 1
        if not killed and any(c.claim in headline or not spared for c in implied):
            killed, hurt = 1, 0
        if killed or hurt:
            break
    if not killed and hurt:
        # "He was later pronounced dead": one who was hurt.
        later = [c for c in told if c.stated and place[c.claim] < REACH[1]]
        killed = min(hurt, _most(later, "killed", headline))
    if killed:
        # Who else was hurt may stand further down than who died; far down, beside the same number of dead.
        both = _counting_both(told, killed)
        stated = [
            c
            for c in told
            if c.stated and (c.claim in headline or place[c.claim] < REACH[1] or c.claim in both)
        ]
        living = {c.id for c in reading.claims if _LIVING.search(c.text.lower())}
        beside = _beside([c for c in stated if c.claim in headline], killed)
        return Toll(killed, killed + beside if beside else _total(stated, killed, living))
    if hurt or any(c.kind != "killed" for c in told):
        return Toll(None, max(hurt, 1))
    return None


def _counting_both(told: Sequence[Count], killed: int) -> set[str]:
    """The claims that count so many dead, and several others: "two people were murdered and two wounded"."""
    stated = [c for c in told if c.stated]
    dead = {c.claim for c in stated if c.kind == "killed" and c.low == killed}
    return dead & {c.claim for c in stated if c.kind != "killed" and c.low > 1}


def _beside(headline: Sequence[Count], killed: int) -> int:
    """How many others a headline counts behind so many dead, if several: "2 dead, 4 wounded"."""
    dead = {(c.claim, c.start): c.low for c in headline if c.kind == "killed"}
    return max(
        (
            c.low
            for c in headline
            if c.low > 1
            and c.high is not None
            and (c.claim, c.start) not in dead
            and not _IN_ALL.match(c.words.lower())
            and any(
                claim == c.claim and at < c.start and n == killed for (claim, at), n in dead.items()
            )
        ),
        default=0,
    )


def _total(stated: Sequence[Count], killed: int, living: Container[str]) -> int:
    """How many were hit in all, beside a number of dead: as one claim counts both, else the most of any.

    living: the claims that say of those they count that they live.
    """
    dead = {(c.claim, c.start): c for c in stated if c.kind == "killed"}
    hit = {(c.claim, c.start) for c in stated if c.kind == "hit"}
    found = [killed]
    for count in stated:
        at = (count.claim, count.start)
        if count.kind == "killed" or (at in dead and dead[at].low == count.low):
            continue  # "Taken to a hospital, where they died": the dead
        words = count.words.lower()
        another = _ANOTHER.search(words) is not None
        if _IN_ALL.match(words):
            found.append(count.low)
            continue
        before = [
            c for (claim, start), c in dead.items() if claim == count.claim and start < count.start
        ]
        if count.low == 1 and ((count.kind == "hit" and not another) or _died_of_it(count, stated)):
            continue
        if before:
            # "One dead, three wounded"; those who were hit may include the dead only if they come first.
            found.append(killed + count.low)
        elif count.low == 1:
            if another or (
                count.kind == "injured" and (_LIVES.search(words) or _of_kin(words, stated))
            ):
                found.append(killed + 1)
        elif count.claim in living:
            found.append(killed + count.low)
        elif count.kind == "hit" or (not another and (at in hit or _TAKEN.search(words))):
            found.append(count.low)
        elif another or count.written:
            found.append(killed + count.low)
    return max(found)


def _most(counts: Sequence[Count], kind: str, headline: set[str]) -> int:
    """The number of a kind: as the headline has it, or the most that a claim has."""
    found = [c for c in counts if c.kind == kind]
    written = [c.low for c in found if c.claim in headline and c.written]
    closed = any(c.high == c.low for c in found if c.claim in headline and c.written)
    if written and max(written) > 1 and (closed or len(written) == len(found)):
        # "Four shot dead, then gunman kills himself": five.
        turned = {
            c.claim
            for c in found
            if kind == "killed" and c.low == 1 and _SELF.search(c.words.lower())
        }
        return max(c.low + (c.claim in turned) for c in found if c.claim in headline and c.written)
    by_claim: dict[str, list[Count]] = {}
    for count in found:
        by_claim.setdefault(count.claim, []).append(count)
    most = max(map(_sum, by_claim.values()), default=0)
    return 2 if most == 1 and any(_ALSO.search(c.words.lower()) for c in found) else most


_ALSO = re.compile(r"\balso (?:\w+ )?(?:killed|died)$")
"""Said of a second one, of whom a claim of its own tells."""


def _sum(counts: Sequence[Count]) -> int:
    """The most that one claim counts; whoever did it to himself comes on top, unless nobody else is hit.

    "He shot her and himself" are two; "a man who was shot admits that he shot himself" is one.
    """
    selves = [c for c in counts if c.low == 1 and _SELF.search(c.words.lower())]
    rest = [c for c in counts if c not in selves]
    others = max((c.low for c in rest), default=0)
    alone = others == 1 and all(_SUFFERED.search(c.words.lower()) for c in rest)
    return others + (1 if selves and not alone else 0)


_IN_ALL = re.compile(r"(?:double|triple|quadruple|quintuple) shooting|(?:he|she) and ")
"""Words for all who were hit, the dead among them."""
_LISTED = re.compile(r"\d{1,2}:\d\d [A-Z\d\"'“‘]")
"""A recording in a list of others, with its length."""
_TAKEN = re.compile(
    r"\b(?:taken|rushed|transported|airlifted|flown)\b|(?:hospitals?|hospitali[sz]ed|treated (?:for|at))$"
)
"""Said of all who were hit, the dead included."""
_SELF = re.compile(r"^(?:himself|herself|self)\b|\bsuicide$|\bown life$")
_SUFFERED = re.compile(r"(?:shot|wounds?|injured|hurt)$")
_DIED = re.compile(r"died|dies|pronounced dead|killed|dead")


def _died_of_it(count: Count, stated: Sequence[Count]) -> bool:
    """ "He shot another teen, killing him": the one who died."""
    return any(
        c.kind == "killed"
        and c.claim == count.claim
        and c.start > count.start
        and c.words.lower() in _HIM
        for c in stated
    )


_HIM = ("him", "her", "he", "she")


def _of_kin(words: str, stated: Sequence[Count]) -> bool:
    """ "His father was wounded": somebody beside the one who died, unless a father did."""
    kin = _KIN.match(words)
    return kin is not None and not any(
        c.kind == "killed" and kin[1] in c.words.lower() for c in stated
    )


_KIN = re.compile(
    r"(?:his|her|their|the [\w-]+['’]s) (?:[\w-]+ ){0,2}?((?:grand|step)?(?:father|mother|son|daughter|brother|sister)"
    r"|wife|husband|girlfriend|boyfriend|fianc[eé]e?|cousin|nephew|niece|aunt|uncle|friend|partner)\b"
)
_ANOTHER = re.compile(r"(?<!\bthe )\bother\b|\b(?:others|another|second|third|fourth|fifth|also)\b")
_LIVES = re.compile(
    r"\b(?:surviv\w*$|recover|treated and released|intensive care"
    r"|(?:is|are|remains?) (?:\w+ ){0,3}in (?:critical|stable|serious|good|fair|grave|guarded) condition)"
)
"""Said of one who lives, so not of the one who died."""
_LIVING = re.compile(
    r"\bexpected to (?:survive|recover|live|be ok)|\bnon?[- ]?life[- ]?threatening"
    r"|\bnot (?:\w+ ){0,4}life[- ]?threatening|\b(?:stable|good|fair) condition|\btreated and released"
)
"""Said of several who live, so that none of them is the one who died."""
