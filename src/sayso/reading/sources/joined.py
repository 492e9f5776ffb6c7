"""Mentions of several at once, and of a part: "Anna Lind and Jo Berg", "one of the nurses"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sayso.reading.sources.mention import Mention, Range, phrase_of
from sayso.reading.sources.nouns import common_nouns, is_body, is_person, lexicon, singular
from sayso.reading.sources.roles import DEFINITE, TOKEN
from sayso.records import SourceKind

Describe = Callable[[str, Range], Mention]

_SPACE = re.compile(r"\s")
_AND = re.compile(r"\s+and\s+|,\s+(?:and\s+)?")
_INCLUDING = re.compile(r",?\s+(?:including|such as|like)\s+")
_TOLD = re.compile(
    r",\s+(?=(?:the|both|all)\s+[a-z]|(?:an?|who)\s|(?:[a-z]+\s+){1,2}(?:of|for|at|to)\s|respectively)"
)
_TWO = re.compile(r",\s+and\s")


def several(text: str, at: Range, describe: Describe) -> Mention | None:
    """ "Anna Lind, Jo Berg and Tom Osei": named together, they are a group; bodies together, bodies."""
    words = _TOLD.split(_SPACE.sub(" ", text[at[0] : at[1]]))[0].rstrip(" ,")
    if " and " not in words:
        return None
    split = _INCLUDING.search(words)
    if split:
        listed = _AND.split(words[split.end() :])
        first = TOKEN.findall(words[: split.start()])
        if not first or not all(p.removeprefix("the ")[:1].isupper() for p in listed):
            return None
        return _together(at, words[: split.start()], first[-1], "group", True)
    both = re.sub(r"^[Bb]oth\s+", "", words)
    parts = [p for p in _AND.split(both) if p]
    offices = [p for p in parts if _an_office(p)]
    if len(parts) < 2 or not all(p in offices or _a_name(p) for p in parts) or offices == parts:
        return None
    if "," in words and len(parts) == 2 and not _TWO.search(words):
        return None
    each = [describe(p, (0, len(p))) for p in parts]
    if parts[-1] in ("I", "me"):
        named = all(m.named for m in each[:-1])
        return _together(at, words, words.split()[-1], "group", named)
    known = [m for p, m in zip(parts, each, strict=True) if p not in offices]
    if not all(m.named or m.kind == "group" for m in known):
        return None
    kinds = {m.kind for m in each}
    last = parts[-1].split()[-1]
    if kinds == {"organisation"}:
        two = any(is_body(p.split()[-1]) for p in parts[:-1]) or all(
            len(p.split()) < 3 for p in parts
        )
        return _together(at, words, last, "organisation", True) if two else None
    if not kinds <= {"person", "organisation", "group"} or "person" not in kinds:
        return None
    short = any(m.kind == "person" and len(m.core.split()) < 2 for m in known)
    if len(kinds) > 1 and short and not offices:
        return None  # "the Ministry of Health and Welfare"
    return _together(at, words, last, "group", all(m.named for m in known))


def _an_office(words: str) -> bool:
    """ "The secretary", beside "and Abadi"."""
    tokens = TOKEN.findall(words)
    return len(tokens) > 1 and tokens[0].lower() in DEFINITE and is_person(tokens[-1])


def _a_name(words: str) -> bool:
    tokens = TOKEN.findall(words)
    if not tokens or not tokens[-1][:1].isupper():
        return False
    last = tokens[-1].lower()
    return last not in common_nouns() or last in lexicon()["institutions"]["nouns"]


def _together(at: Range, words: str, head: str, kind: SourceKind, named: bool) -> Mention:
    return Mention(at, words, head, kind, named, plural=True, phrase=words, several=True)


_PART = re.compile(
    r"^(?:(?:an?|the|about|some|nearly|almost|over|more than|at least|roughly|only|just|even|[a-z]+ed)\s+)*"
    r"(?P<part>one|none|some|many|most|several|few|all|both|each|any|either|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d+|number|majority|minority|handful|couple|dozens?|hundreds|thousands|quarter|third|half|percent|group"
    r"|range|series|batch|text|\d+ percent|copy|version|section|part|panel|team|lot|pair|host)\s+(?P<tie>of|in)\s+"
    r"(?=\S)",
    re.IGNORECASE,
)  # fmt: skip
_SAME = frozenset({"copy", "version", "series", "section", "part", "batch", "text"})
_FEW = frozenset({"group", "team", "panel", "host", "section", "part", "series"})


def part_of(text: str, at: Range, describe: Describe) -> Mention | None:
    """ "One of the nurses", "a number of candidates", "a copy of the memo": the noun after "of" counts."""
    words = _SPACE.sub(" ", text[at[0] : at[1]])
    found = _PART.match(words)
    if not found or found.end() >= len(words):
        return None
    part = found["part"].lower()
    if part in _FEW and not re.match(r"an?\b", words, re.IGNORECASE):
        return None
    inner = describe(text, (at[0] + found.end(), at[1]))
    phrase = phrase_of(words, found.end())
    if part in _SAME and not inner.pronoun:
        return replace(inner, at=at, core=words, phrase=phrase, definite=False)
    kind: SourceKind = "group"
    if part == "one" and found["tie"].lower() == "of":
        if inner.kind in ("group", "person"):
            head = singular(inner.head.lower())
            rows = lexicon()["persons"].items()
            classes = frozenset(row for row, listed in rows if head in listed)
            return Mention(at, words, head, "person", False, classes=classes, phrase=phrase)
        kind = "person" if inner.pronoun else inner.kind
    elif inner.kind in ("document", "organisation", "outlet") and found["tie"].lower() == "of":
        kind = inner.kind
    return Mention(at, words, inner.head, kind, False, plural=kind == "group", phrase=phrase)
