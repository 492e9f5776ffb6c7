"""How sure, and whether done, a headline makes what below is hedged, planned or only said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.reading.cues import is_telling, stance_of
from sayso.reading.flags.findings import Findings, called
from sayso.reading.flags.topwords import Words, exceeding, lists, short, stem
from sayso.records import Flag, Source

_SPEAKER = re.compile("[\u2018'\"\u201c:]")
_OFFICE = re.compile(
    r"spokes|speaker for|press secretary|\b(?:sheriff|police|chief|officers?|sgt|sergeant|lt|lieutenant|capt|captain"
    r"|cpl|corporal|det|detective|deputy|trooper|marshal|coroner|medical examiner|attorney|prosecutor|commissioner"
    r"|superintendent|constable|inspector|judge|department)\b",
    re.IGNORECASE,
)
"""Whoever speaks for a body is that body, and a police force need not be named in a headline."""
_MAYBE_NOT = frozenset(
    "motive victim suspect witness wound gunshot injury injuries after while about their there these those where which"
    " under being found could would during before since until".split()
)
"""What is as sure without a hedge as with one, or no noun."""
_SMALL = re.compile(r"\b[a-z]{4,}")
ALIKE = 3
"""Longer words that a claim below must share with the headline, its verb among them, to speak of the same."""


def hedge_dropped(_f: Findings, top: Sequence[Words], below: Sequence[Words]) -> Flag | None:
    """ "Storm destroys harvest" above; below only "may have destroyed"."""
    return _softer(
        top,
        below,
        lists().hedges,
        "as a fact; below it is only said that it may be so",
        "How sure is whoever said it, and why is that left out above?",
    )


def plan_made_deed(_f: Findings, top: Sequence[Words], below: Sequence[Words]) -> Flag | None:
    """ "City bans cars" above; below the council only plans to."""
    return _softer(
        top,
        below,
        lists().intents - lists().hedges,
        "as done; below it is only planned, proposed or threatened",
        "Has it happened, and who decided it?",
    )


def noun_hedge_dropped(f: Findings, top: Sequence[Words], below: Sequence[Words]) -> Flag | None:
    """ "Murder-suicide on Elm Street" above; below only "an apparent murder-suicide"."""
    lows = [*(x for x in top if not x.claim.in_headline), *below]
    for high in top:
        if not high.claim.in_headline or not _plain(high):
            continue
        for word in high.words:
            if len(word) < 5 or not word.isalpha() or word in _MAYBE_NOT or _finite(word):
                continue
            meant = [low for low in lows if word in low.words]
            if meant and _always_supposed(f, word):
                return exceeding(
                    f"The headline has \u201c{word}\u201d; below, that is only supposed: "
                    f"\u201c{short(meant[0].claim)}\u201d.",
                    "How sure is whoever said it, and why is that left out above?",
                    high,
                    meant[:3],
                    (),
                )
    return None


@cache
def _supposing() -> re.Pattern[str]:
    """ "An apparent ", "in what appeared to be an "."""
    hedges = "|".join(sorted(lists().supposed))
    return re.compile(
        rf"\b(?:(?:an?|the|this|his|her|their|as|in)\s+(?:\w+\s+)?(?:{hedges})"
        r"|(?:appears?|appeared|seems?|seemed|believed|thought)\s+to\s+(?:be|have\s+been)(?:\s+an?)?"
        r"|(?:apparently|allegedly|reportedly|possibly|probably))\s+(?:\w+[\s-])?$"
        r"|\b(?:may|might|could)\s+have\s+been\s+(?:an?\s+)?$|\bbelieves?\s+(?:(?!the\b)\w+\s+){0,3}$",
        re.IGNORECASE,
    )


def _always_supposed(f: Findings, noun: str) -> bool:
    """Whether a word of supposing stands before a noun wherever the text below has it."""
    said = [s for c in f.claims if c.in_headline for s in c.spans if s.in_ is None]
    for m in re.finditer(rf"\b{re.escape(noun)}\w{{0,3}}\b", f.text, re.IGNORECASE):
        before = f.text[max(0, m.start() - 60) : m.start()]
        if not any(s.start <= m.start() < s.end for s in said) and not _supposing().search(before):
            return False
    return True


def _softer(
    top: Sequence[Words],
    below: Sequence[Words],
    soft: frozenset[str],
    seen: str,
    ask: str,
) -> Flag | None:
    """A verb of the headline, plain there, has one of the soft words before it wherever it stands below."""
    for high in top:
        if not high.claim.in_headline or not _plain(high):
            continue
        for i, word in enumerate(high.words):
            if not _finite(word) or i == 0:
                continue
            verb = high.stems[i]
            meant = [low for low in below if verb in low.stems and _alike(high, low) >= ALIKE]
            if not meant or any(
                not _softened(low, verb, soft) for low in below if verb in low.stems
            ):
                continue
            told = [low for low in meant if low.claim.voice == "source"]
            if not told:
                continue
            return exceeding(
                f"The headline has \u201c{short(high.claim)}\u201d {seen}: \u201c{short(told[0].claim)}\u201d.",
                ask,
                high,
                told[:3],
                (),
            )
    return None


def _finite(word: str) -> bool:
    return len(word) > 4 and (
        word.endswith("ed") or (word.endswith("s") and not word.endswith("ss"))
    )


def _softened(low: Words, verb: str, soft: frozenset[str]) -> bool:
    return all(
        any(
            w in soft and (w not in lists().with_to or "to" in low.words[k:i])
            for k, w in enumerate(low.words[max(0, i - 4) : i], max(0, i - 4))
        )
        for i, s in enumerate(low.stems)
        if s == verb
    )


def _alike(high: Words, low: Words) -> int:
    """How many longer words both have."""
    long = {s for s in high.stems if len(s) > 3}
    return len(long & set(low.stems))


def only_said(f: Findings, top: Sequence[Words], below: Sequence[Words]) -> Flag | None:
    """ "Gates were locked" above; below, one person alone says that they were."""
    for high in top:
        text = high.claim.text
        if not high.claim.in_headline or high.claim.voice != "outlet" or not _plain(high):
            continue
        long = {s for s in high.stems if len(s) > 3}
        if len(long) < 3 or is_telling(text) or stance_of(text) != "asserts":
            continue
        enough = max(3, 0.6 * len(long))
        deeds = {high.stems[i] for i, w in enumerate(high.words) if i and _deed(w)}
        same = [
            low
            for low in below
            if len(long & set(low.stems)) >= enough and _common(low, long, deeds)
        ]
        if not same or any(low.claim.voice == "outlet" for low in same):
            continue
        origins = {low.claim.chain[-1].source_id for low in same}
        source = f.sources.get(origins.pop() or "") if len(origins) == 1 else None
        if source is None or source.kind != "person" or _of_office(source):
            continue
        return exceeding(
            f"The headline has \u201c{short(high.claim)}\u201d as a fact; below, it is only said, by "
            f"{called(source)}: \u201c{short(same[0].claim)}\u201d.",
            "Who else knows, and what do they know it from?",
            high,
            same[:3],
            (source.id,),
        )
    return None


def _of_office(source: Source) -> bool:
    called_so = [source.name, source.role or "", *(m.text for m in source.mentions)]
    return _OFFICE.search(" ; ".join(called_so)) is not None


def _common(low: Words, long: set[str], deeds: set[str]) -> bool:
    """They share more than names: a verb, and two words at least that are written small below."""
    small = {stem(w) for w in _SMALL.findall(low.claim.text)}
    done = {s for w, s in zip(low.words, low.stems, strict=True) if _deed(w)}
    return len(small & long) >= 2 and not deeds.isdisjoint(done)


def _deed(word: str) -> bool:
    return _finite(word) or word in lists().irregular


def _plain(high: Words) -> bool:
    """A headline that neither quotes, asks, names a speaker nor says how sure it is."""
    text = high.claim.text
    return not (
        text.rstrip().endswith(("?", "!"))
        or any(w in lists().soft for w in high.words)
        or _SPEAKER.search(text)
    )
