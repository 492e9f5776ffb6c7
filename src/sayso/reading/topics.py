"""Topics: what a claim is about, by the keys of topic packs, with a direction where the topic is a condition.

A pack is a data file (`packs/topics/*.toml`, or one of the user's own): keys with descriptions and patterns.
Some patterns count wherever they stand; others only where the report, or the claim, is in the pack's
setting, so that a quarrel in parliament is no war. A line of a list is read together with the line that
introduces the list. Nothing here opens a file; `load` takes the text of a pack.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from sayso.reading.phrases import BadPattern, Hit, Phrases, Rows, words_in, words_of
from sayso.records import Claim, Direction, TopicDirection

SHIPPED = ("conflict", "economy")
_STRONG, _WORDS, _NEVER, _WORSE, _BETTER = range(5)
_KINDS = ("strong", "words", "never", "worse", "better")
_INTRODUCES = re.compile(r":\s*$")
_FIGURE = re.compile(r"[\d)]\.\s*$")
"""An item of a list of figures may end like a sentence: 'drones ‒ 229 (+14).'"""
_NOT = frozenset("not no never without nor neither hardly isn't aren't won't doesn't".split())
_AROUND = 800
"""Characters before and after a claim in which a word of the setting must stand."""
_WINDOW = 10
"""Words on either side of what makes the topic, in which a word of direction counts."""


class BadPack(ValueError):
    """A topic pack that cannot be read; the message says which key and why."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One key of a pack. condition: it is worse or better, not only there or not."""

    key: str
    description: str
    condition: bool
    prototypes: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """A topic pack, compiled. least, share: how many words of the setting, and in a thousand words, make one."""

    name: str
    topics: tuple[Topic, ...]
    phrases: Phrases
    setting: Phrases
    least: int
    share: float


def load(text: str) -> Pack:
    """Compile a pack from its TOML. Raises BadPack."""
    try:
        data = tomllib.loads(text)
        return _compile(data)
    except (tomllib.TOMLDecodeError, BadPattern) as error:
        raise BadPack(str(error)) from error
    except (KeyError, AttributeError, TypeError) as error:
        raise BadPack(f"not laid out as a topic pack: {error}") from error


def _compile(data: dict[str, Any]) -> Pack:
    groups = {name: tuple(words) for name, words in data.get("groups", {}).items()}
    topics: list[Topic] = []
    patterns: list[tuple[int, str]] = []
    for n, (key, table) in enumerate(data["topics"].items()):
        for name in table:
            if name not in (*_KINDS, "description", "condition", "prototypes"):
                raise BadPack(f"{key}: there is no field {name!r} in a topic")
        topics.append(
            Topic(
                key,
                table["description"],
                table.get("condition", False),
                tuple(table.get("prototypes", ())),
            )
        )
        for kind, field in enumerate(_KINDS):
            patterns += [(n * len(_KINDS) + kind, p) for p in table.get(field, ())]
    setting = data.get("setting", {})
    return Pack(
        data["name"],
        tuple(topics),
        Phrases(patterns, groups),
        Phrases([(0, p) for p in setting.get("words", ())], groups),
        setting.get("least", 0),
        setting.get("share", 0.0),
    )


@cache
def shipped() -> tuple[Pack, ...]:
    """The packs of the package, compiled once."""
    folder = resources.files("sayso.packs").joinpath("topics")
    return tuple(load(folder.joinpath(f"{name}.toml").read_text("utf-8")) for name in SHIPPED)


def mark_topics(
    text: str, claims: Sequence[Claim], packs: Sequence[Pack] | None = None
) -> tuple[Claim, ...]:
    """The claims with their topics, in the order of the packs and of the keys in them."""
    packs = shipped() if packs is None else packs
    words, starts = words_of(text)
    places = [_place(claim, starts) for claim in claims]
    leads = [_introduction(text, claim) for claim in claims]
    found: list[list[TopicDirection]] = [[] for _ in claims]
    for pack in packs:
        rows = pack.phrases.rows(words)
        setting = _Setting(pack, words, starts)
        for n, claim in enumerate(claims):
            place = places[n]
            if place is not None and not leads[n]:
                if any(rows[place[0] : place[1]]):
                    found[n] += _topics(pack, words, rows, place, 0, setting.holds(claim))
                continue
            lead = [w for w in leads[n] if pack.phrases.entries(w)]
            here = [*lead, *(w for s in claim.spans for w in words_in(s.text))]
            found[n] += _topics(
                pack,
                here,
                pack.phrases.rows(here),
                (0, len(here)),
                len(lead),
                setting.holds(claim) or setting.shown_by(leads[n]),
            )
    return tuple(
        replace(c, topics=tuple(t)) if t else c for c, t in zip(claims, found, strict=True)
    )


def _place(claim: Claim, starts: Sequence[int]) -> tuple[int, int] | None:
    """The words of a claim by their numbers in the text; None if it stands in parts, or in a given title."""
    span = claim.spans[0]
    if len(claim.spans) > 1 or span.in_ is not None:
        return None
    return bisect_left(starts, span.start), bisect_left(starts, span.end)


class _Setting:
    """Whether a report, and the part of it around a claim, is in the setting of a pack: a long page has parts."""

    def __init__(self, pack: Pack, words: Sequence[str], starts: Sequence[int]) -> None:
        self._phrases = pack.setting
        hits = pack.setting.find(pack.setting.rows(words))
        self._places = sorted({starts[h.first] for h in hits})
        total = len(self._places)
        self._whole = total >= pack.least and 1000 * total >= pack.share * len(words)

    def shown_by(self, words: Sequence[str]) -> bool:
        """The words have one of the setting."""
        return any(True for _ in self._phrases.find(self._phrases.rows(words)))

    def holds(self, claim: Claim) -> bool:
        span = claim.spans[0]
        if not self._whole or span.in_ is not None:
            return self._whole
        at = bisect_left(self._places, span.start - _AROUND)
        return at < len(self._places) and self._places[at] < span.end + _AROUND


def _introduction(text: str, claim: Claim) -> list[str]:
    """The words of the line that introduces the list in which a claim is a line; none if it is not one."""
    span = claim.spans[0]
    if span.in_ is not None or span.end - span.start > 120:
        return []
    at = text.rfind("\n", 0, span.start) + 1
    if at < span.start - 3:
        return []
    for _ in range(60):  # thirty items, with an empty line after each
        if at <= 0:
            return []
        begin = text.rfind("\n", 0, at - 1) + 1
        line = text[begin : at - 1]
        if _INTRODUCES.search(line):
            return list(words_in(line))
        ended = line.rstrip().endswith((".", "!", "?")) and not _FIGURE.search(line)
        if len(line) > 120 or ended:
            return []
        at = begin
    return []


def _topics(
    pack: Pack,
    words: Sequence[str],
    rows: Rows,
    place: tuple[int, int],
    lead: int,
    in_setting: bool,
) -> Iterator[TopicDirection]:
    """The topics of the words at a place; what is found must reach past the first `lead` of them."""
    by: dict[int, list[list[Hit]]] = {}
    for hit in pack.phrases.find(rows, *place):
        topic, kind = divmod(hit.label, len(_KINDS))
        by.setdefault(topic, [[] for _ in _KINDS])[kind].append(hit)
    for topic in sorted(by):
        kinds = by[topic]
        wanted = kinds[_STRONG] + (kinds[_WORDS] if in_setting else [])
        made = [
            h
            for h in wanted
            if h.last >= lead
            and not any(x.first <= h.last and h.first <= x.last for x in kinds[_NEVER])
        ]
        if not made:
            continue
        known = pack.topics[topic]
        direction = (
            _direction(words, made, kinds[_WORSE], kinds[_BETTER]) if known.condition else None
        )
        yield TopicDirection(key=known.key, direction=direction)


def _direction(
    words: Sequence[str], made: Sequence[Hit], worse: Sequence[Hit], better: Sequence[Hit]
) -> Direction:
    """What the words at or near the topic say; a negation just before one turns it round. Both: unclear."""
    low = min(h.first for h in made) - _WINDOW
    high = max(h.last for h in made) + _WINDOW
    found: set[Direction] = set()
    for hits, says, other in ((worse, "worse", "better"), (better, "better", "worse")):
        for h in hits:
            if low <= h.first <= high:
                turned = any(w in _NOT for w in words[max(0, h.first - 2) : h.first])
                found.add(other if turned else says)  # type: ignore[arg-type]
    return found.pop() if len(found) == 1 else "unclear"
