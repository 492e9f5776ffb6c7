"""Flag on a headline or lead that asserts more than the quotations and contents below it.

Each rule is one short function that refuses rather than guesses: it compares one verb or one figure of the
headline or lead with the same verb or figure below, and is silent where anything below bears the larger
reading out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sayso.reading.cues import is_telling, stance_of
from sayso.reading.flags.findings import Findings, called
from sayso.reading.phrases import words_in, words_of
from sayso.records import Claim, Flag, Quantity, Span

_SPEAKER = re.compile("[\u2018'\"\u201c:]")
_OFFICE = re.compile(r"spokes|speaker for|press secretary", re.IGNORECASE)
"""Whoever speaks for a body is that body."""
_SMALL = re.compile(r"\b[a-z]{4,}")
_UP_TO = ("at-most",)
ALIKE = 2
"""Longer words that a claim below must share with the headline, its verb among them, to speak of the same."""
_TOO_WIDE = {"man", "woman", "boy", "girl", "private", "head", "chair", "major"}


@dataclass(frozen=True)
class _Lists:
    """The lists of `packs/headline.toml`."""

    hedges: frozenset[str]
    intents: frozenset[str]
    soft: frozenset[str]
    between: frozenset[str]
    irregular: dict[str, str]


@cache
def _lists() -> _Lists:
    data = tomllib.loads(
        resources.files("sayso.packs").joinpath("headline.toml").read_text("utf-8")
    )
    hedges, intents, soft, between = (
        frozenset(data[k].split()) for k in ("hedges", "intents", "soft", "between")
    )
    return _Lists(hedges, intents, soft | hedges | intents, between, data["irregular"])


def headline_exceeds_body(f: Findings) -> Iterator[Flag]:
    """Headline or lead against what is said below: who and how many, how sure, done or only planned, how much."""
    top = [_Words.of(c) for c in f.claims if c.central and _on_top(f, c)]
    below = [_Words.of(c) for c in f.claims if not _on_top(f, c)]
    if not top or not below:
        return
    asked: set[str] = set()
    for rule in RULES:
        found = rule(f, top, below)
        if found is not None and found.evidence[0] not in asked:
            asked.add(found.evidence[0])
            yield found


@dataclass(frozen=True)
class _Words:
    """A claim with its words, and their stems."""

    claim: Claim
    words: tuple[str, ...]
    stems: tuple[str, ...]

    @classmethod
    def of(cls, claim: Claim) -> _Words:
        words = words_in(claim.text)
        return cls(claim, words, tuple(stem(w) for w in words))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Enough of a verb to know it again: "shoots", "shooting", "shoot"."""
    word = _lists().irregular.get(word, word)
    for end in ("ing", "ies", "ied", "ed", "es", "s", "e"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word


def _on_top(f: Findings, claim: Claim) -> bool:
    """In the headline, or in the first paragraph with a claim below it."""
    if claim.in_headline:
        return True
    lead = f.lead
    return lead is not None and any(
        s.in_ is None and lead[0] <= s.start and s.end <= lead[1] for s in claim.spans
    )


def _one_made_many(f: Findings, top: Sequence[_Words], below: Sequence[_Words]) -> Flag | None:
    """ "Generals shoot at their men" above; below, one officer says "I shoot them"."""
    for high in top:
        for at, word in enumerate(high.words):
            role = _plurals().get(word)
            if role is None or (at and high.words[at - 1] in ("his", "her", "their", "own", "our")):
                continue
            reach = range(at + 1, min(len(high.words), at + 8))
            verbs = {
                high.stems[i]
                for i in reach
                if len(high.stems[i]) > 3
                and not any(high.words[k] in _plurals() for k in range(at + 1, i))
            }
            for low in below:
                said = _first_person(low)
                if (
                    said is None
                    or low.stems[said] not in verbs
                    or low.claim.voice != "source"
                    or _negated(low, said)
                    or stance_of(low.words[said]) == "believes"
                    or is_telling(low.words[said])
                ):
                    continue
                source = f.sources.get(low.claim.chain[-1].source_id or "")
                if source is None or source.kind != "person":
                    continue
                if any(_many_do(x, low.stems[said], source.id) for x in below):
                    continue
                return _flag(
                    f"{_where(high)} speaks of \u201c{word}\u201d; below, {called(source)} speaks only of "
                    f"himself or herself: \u201c{_short(low.claim)}\u201d.",
                    "Does anybody below say that others did it too? If not, it is one account of one case.",
                    high,
                    [low],
                    (source.id,),
                )
    return None


def _first_person(low: _Words) -> int | None:
    """The place of the verb after "I", if there is one."""
    for i, word in enumerate(low.words):
        if word in ("i", "i've", "i'd"):
            for j in range(i + 1, min(len(low.words), i + 5)):
                if low.words[j] not in _lists().between:
                    return j
    return None


def _negated(low: _Words, verb: int) -> bool:
    return any(
        w in ("not", "never") or w.endswith("n't") for w in low.words[max(0, verb - 3) : verb]
    )


def _many_do(low: _Words, verb: str, by: str) -> bool:
    """Something below has more than one do it: "we", "they", "officers", or another speaker."""
    if verb not in low.stems:
        return False
    at = low.stems.index(verb)
    before = low.words[max(0, at - 8) : at]
    if any(
        w in ("we", "they", "we've", "they've", "all", "others") or w in _plurals() for w in before
    ):
        return True
    end = low.claim.chain[-1].source_id if low.claim.chain else None
    return low.claim.voice == "source" and end != by


def _one_voice_made_many(
    f: Findings, top: Sequence[_Words], below: Sequence[_Words]
) -> Flag | None:
    """ "Doctors say" above; below, one doctor speaks and nobody else of that kind."""
    speaking: dict[str, list[_Words]] = {}
    for low in below:
        if low.claim.voice == "source" and low.claim.chain[-1].source_id:
            speaking.setdefault(low.claim.chain[-1].source_id, []).append(low)
    people = [f.sources[i] for i in speaking if f.sources[i].kind in ("person", "group", "unknown")]
    for high in top:
        if high.claim.voice != "source":
            continue
        attribution = f.attributions[high.claim.attribution_id or ""]
        who = words_of(" ".join(s.text for s in attribution.source))[0]
        roles = [_plurals()[w] for w in who if w in _plurals()]
        if len(who) > 3 or len(roles) != 1 or who[-1] not in _plurals():
            continue
        role, many = roles[0], who[-1]
        held = [
            s
            for s in people
            if any(role in words_of(m.text)[0] for m in s.mentions) and s.kind == "person"
        ]
        if len(held) != 1 or len(people) > 1 + (attribution.source_id in speaking):
            continue
        if any(many in low.words for low in below):
            continue
        one = held[0]
        return _flag(
            f"{_where(high)} has \u201c{' '.join(who)}\u201d say so; below, only one is heard: {called(one)}.",
            "Who are the others, and what do they say?",
            high,
            speaking[one.id][:3],
            (one.id,),
        )
    return None


def _hedge_dropped(_f: Findings, top: Sequence[_Words], below: Sequence[_Words]) -> Flag | None:
    """ "Storm destroys harvest" above; below only "may have destroyed"."""
    return _softer(
        top,
        below,
        _lists().hedges,
        "as a fact; below it is only said that it may be so",
        "How sure is whoever said it, and why is that left out above?",
    )


def _plan_made_deed(_f: Findings, top: Sequence[_Words], below: Sequence[_Words]) -> Flag | None:
    """ "City bans cars" above; below the council only plans to."""
    return _softer(
        top,
        below,
        _lists().intents - _lists().hedges,
        "as done; below it is only planned, proposed or threatened",
        "Has it happened, and who decided it?",
    )


def _softer(
    top: Sequence[_Words],
    below: Sequence[_Words],
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
            return _flag(
                f"The headline has \u201c{_short(high.claim)}\u201d {seen}: \u201c{_short(told[0].claim)}\u201d.",
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


def _softened(low: _Words, verb: str, soft: frozenset[str]) -> bool:
    return all(
        any(w in soft for w in low.words[max(0, i - 4) : i])
        for i, s in enumerate(low.stems)
        if s == verb
    )


def _alike(high: _Words, low: _Words) -> int:
    """How many longer words both have."""
    long = {s for s in high.stems if len(s) > 3}
    return len(long & set(low.stems))


def _figure_grown(f: Findings, top: Sequence[_Words], below: Sequence[_Words]) -> Flag | None:
    """ "50 held" above; below only "up to 50"."""
    for high in top:
        for q in _quantities(f, high):
            if (
                q.qualifier not in ("exact", "over", "at-least")
                or q.stated is None
                or q.unit is None
            ):
                continue
            same = [
                (low, o)
                for low in below
                for o in _quantities(f, low)
                if o.unit == q.unit and o.stated == q.stated
            ]
            if same and all(o.qualifier in _UP_TO for _, o in same):
                low, other = same[0]
                return _flag(
                    f"{_where(high)} has \u201c{q.spans[0].text}\u201d; below it is \u201c{other.spans[0].text}\u201d.",
                    "How many is it at least, and who counted?",
                    high,
                    [low],
                    (q.id, other.id),
                )
    return None


def _only_said(f: Findings, top: Sequence[_Words], below: Sequence[_Words]) -> Flag | None:
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
        if source is None or source.kind != "person" or _OFFICE.search(source.name):
            continue
        return _flag(
            f"The headline has \u201c{_short(high.claim)}\u201d as a fact; below, it is only said, by "
            f"{called(source)}: \u201c{_short(same[0].claim)}\u201d.",
            "Who else knows, and what do they know it from?",
            high,
            same[:3],
            (source.id,),
        )
    return None


def _common(low: _Words, long: set[str], deeds: set[str]) -> bool:
    """They share more than names: a verb, and two words at least that are written small below."""
    small = {stem(w) for w in _SMALL.findall(low.claim.text)}
    done = {s for w, s in zip(low.words, low.stems, strict=True) if _deed(w)}
    return len(small & long) >= 2 and not deeds.isdisjoint(done)


def _deed(word: str) -> bool:
    return _finite(word) or word in _lists().irregular


def _plain(high: _Words) -> bool:
    """A headline that neither quotes, asks, names a speaker nor says how sure it is."""
    text = high.claim.text
    return not (
        text.rstrip().endswith("?")
        or any(w in _lists().soft for w in high.words)
        or _SPEAKER.search(text)
    )


def _quantities(f: Findings, words: _Words) -> list[Quantity]:
    return [f.quantities[i] for i in words.claim.quantities if i in f.quantities]


def _where(high: _Words) -> str:
    return "The headline" if high.claim.in_headline else "The lead"


def _short(claim: Claim, most: int = 16) -> str:
    words = claim.text.strip('"\u201c\u201d ').split()
    return " ".join(words[:most]) + (" \u2026" if len(words) > most else "")


def _flag(
    message: str, ask: str, high: _Words, low: Sequence[_Words], others: tuple[str, ...]
) -> Flag:
    """Both sides beside each other: what stands above first, then what stands below."""
    spans: list[Span] = [*high.claim.spans, *(s for x in low for s in x.claim.spans)]
    return Flag(
        code="headline-exceeds-body",
        severity="high",
        message=message,
        ask=ask,
        spans=tuple(spans),
        evidence=(high.claim.id, *(x.claim.id for x in low), *others),
    )


@cache
def _plurals() -> dict[str, str]:
    """Plural nouns of persons by their singular: "generals", "policemen"."""
    data = tomllib.loads(resources.files("sayso.packs").joinpath("people.toml").read_text("utf-8"))
    nouns = {noun for row in data["persons"].values() for noun in row} - _TOO_WIDE
    out = {}
    for noun in nouns:
        if noun.endswith("man"):
            out[noun[:-3] + "men"] = noun
        else:
            out[noun[:-1] + "ies" if noun.endswith("y") else noun + "s"] = noun
    return out


RULES = (
    _one_made_many,
    _one_voice_made_many,
    _hedge_dropped,
    _plan_made_deed,
    _only_said,
    _figure_grown,
)
