"""The phrases of `packs/channels.toml`, made ready: which channel the words of a place give away.

A phrase is a row of steps, each of which takes some words; it is tried only where one of its own words stands,
so that a report pays for what it says and not for the length of the pack.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple, cast

from sayso.reading.drafts import Range
from sayso.reading.sources.nouns import is_double, lexicon
from sayso.records import ChannelKind

Zones = dict[str, list[Range]]
_TOKEN = re.compile(r"[\w&]+(?:[.\u2019'-][\w&]+)*|[^\w\s]")
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_GAP = 4
_QUOTES = frozenset("\"'\u201c\u201d\u2018\u2019")
_LINKS = frozenset({"of", "the", "and", "with", "&", "for"})
_PASSED = frozenset(".'$/-")
_ENDS = frozenset("that which who whom whose when where while as said says and but".split())
"""Words that no gap passes: another clause begins."""
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
_OPEN = frozenset({"…", "DET", "NAME", "NUMBER", "WHO"})
_MEDIA = ("OUTLET", "BROADCASTER")
_SMALL = frozenset(
    "a an the in on at of to by for with from via is was were are be been being has have his her this that".split()
)
"""Words that stand everywhere: no phrase is looked for because of one of them."""


class Token(NamedTuple):
    """A word or a mark. low: in lower case; base: without its possessive; loud: it starts with a capital."""

    start: int
    end: int
    low: str
    base: str
    loud: bool
    word: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a phrase. rows: entries of several words, by their first; starts: entries with any ending."""

    party: str
    maybe: bool
    exact: frozenset[str]
    starts: tuple[str, ...]
    rows: dict[str, list[tuple[str, ...]]]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say how words left their origin. rank: its place in the pack."""

    rank: int
    kind: ChannelKind
    at: frozenset[str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: what it says, its words, and in them who passed the words on and to whom they were said."""

    kind: ChannelKind
    span: Range
    at: str
    by: Range | None
    to: Range | None


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack: its phrases by a word that has to stand there (exact, or its beginning), and its lists of names."""

    exact: dict[str, list[Phrase]]
    starts: dict[str, list[tuple[str, Phrase]]]
    media: dict[str, frozenset[str]]
    own: frozenset[str]
    determiners: frozenset[str]
    call_sign: re.Pattern[str]

    def candidates(self, tokens: list[Token]) -> list[Phrase]:
        """The phrases of which a word stands among these."""
        out: dict[int, Phrase] = {}
        for t in tokens:
            if not t.word:
                continue
            for phrase in self.exact.get(t.low, ()):
                out[phrase.rank] = phrase
            for phrase in self.exact.get(t.base, ()) if t.base != t.low else ():
                out[phrase.rank] = phrase
            for start, phrase in self.starts.get(t.low[:3], ()):
                if t.low.startswith(start):
                    out[phrase.rank] = phrase
            if t.loud and self.call_sign.fullmatch(t.low.upper()):
                for phrase in self.exact[_CALL_SIGN]:
                    out[phrase.rank] = phrase
        return list(out.values())


_CALL_SIGN = "call sign"


def match(text: str, zones: Zones) -> Hit | None:
    """The first phrase of the pack that stands in one of these places."""
    pack = _pack()
    tries: list[tuple[int, int, Phrase, list[Token], str]] = []
    for place, ranges in zones.items():
        for r in ranges:
            row = tokens(text, *r)
            for phrase in pack.candidates(row):
                once = place == "cue" and "once" in phrase.at
                if place in phrase.at or once:
                    at = "once" if once else place
                    tries.append((phrase.rank, len(tries), phrase, row, at))
    for *_, phrase, row, at in sorted(tries, key=lambda t: t[:2]):
        hit = _search(phrase, row, at, text, pack)
        if hit:
            return hit
    return None


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of a stretch of text."""
    out = []
    for m in _TOKEN.finditer(text, start, end):
        word = m[0]
        low = word.lower().replace("\u2019", "'")
        real = word[0].isalnum()
        base = _POSSESSIVE.sub("", low) if real and "'" in low else low
        out.append(Token(m.start(), m.end(), low, base, word[0].isupper(), real))
    return out


def _search(phrase: Phrase, row: list[Token], place: str, text: str, pack: Pack) -> Hit | None:
    for j in range(len(row)):
        parties: dict[str, tuple[int, int]] = {}
        end = _walk(phrase.steps, 0, row, j, parties, text, pack)
        if end is None:
            continue

        def stretch(a: int, b: int) -> Range:
            return row[a].start, row[b - 1].end

        spans = {k: stretch(*v) for k, v in parties.items()}
        return Hit(phrase.kind, stretch(j, end), place, spans.get("by"), spans.get("to"))
    return None


def _walk(
    steps: tuple[Step, ...],
    i: int,
    row: list[Token],
    j: int,
    parties: dict[str, tuple[int, int]],
    text: str,
    pack: Pack,
) -> int | None:
    """Where the steps from i on end if they begin at word j; None if they do not stand there."""
    if i == len(steps):
        return j
    step = steps[i]
    for end in _ends(step, row, j, text, pack):
        done = _walk(steps, i + 1, row, end, parties, text, pack)
        if done is not None:
            if step.party:
                parties[step.party] = (j, end)
            return done
    return _walk(steps, i + 1, row, j, parties, text, pack) if step.maybe else None


def _ends(step: Step, row: list[Token], j: int, text: str, pack: Pack) -> Iterator[int]:
    """After which words a step that begins at word j can end."""
    if "…" in step.places:
        yield j
        for k in range(j, min(j + _GAP, len(row))):
            if row[k].low in _ENDS or (not row[k].word and row[k].low not in _PASSED):
                return
            yield k + 1
        return
    if j >= len(row):
        return
    t = row[j]
    if t.low in step.exact or t.base in step.exact or t.low.startswith(step.starts):
        yield j + 1
        return
    for entry in step.rows.get(t.low) or step.rows.get(t.base) or ():
        if len(row) - j >= len(entry) and all(
            row[j + k].low == w
            or row[j + k].base == w
            or (w[-1] == "*" and row[j + k].low.startswith(w[:-1]))
            for k, w in enumerate(entry)
        ):
            yield j + len(entry)
    for place in step.places:
        yield from _place(place, row, j, text, pack)


def _place(place: str, row: list[Token], j: int, text: str, pack: Pack) -> Iterator[int]:
    t = row[j]
    if place == "DET":
        if t.low in pack.determiners or (t.loud and t.low != t.base):
            yield j + 1
    elif place == "OWN":
        if t.base in pack.own:
            yield j + 1
    elif place == "NUMBER":
        if t.low in _NUMBERS or t.low.isdigit():
            yield j + 1
    elif place == "WHO":
        k = j + (t.low in pack.determiners)
        while k < min(j + 4, len(row)) and row[k].word and row[k].low not in _SMALL | _ENDS:
            k += 1
        if k > j + (t.low in pack.determiners):
            yield k
    elif place == "NAME":
        k = j
        while k < len(row) and k < j + 4 and row[k].loud:
            k += 1
        yield from range(k, j, -1)
    else:
        k = j
        while k < min(j + 8, len(row)) and (
            row[k].loud or row[k].low in _LINKS or row[k].low in _QUOTES or row[k].low == "."
        ):
            k += 1
        for end in range(k, j, -1):
            if _is_medium(place, row, j, end, text, pack):
                while end < k and row[end].low in _QUOTES and row[end].end - row[end].start == 1:
                    end += 1
                yield end


def _is_medium(place: str, row: list[Token], j: int, end: int, text: str, pack: Pack) -> bool:
    """The words from j on end with the name of an outlet."""
    if not row[end - 1].word:
        return False
    last = row[end - 1]
    stop = last.start + len(last.base)
    for k in range(end - 1, max(j, end - 4) - 1, -1):
        name = text[row[k].start : stop]
        if name in pack.media[place] or is_double(name, pack.media[place]):
            return True
    return place == "BROADCASTER" and bool(pack.call_sign.fullmatch(text[last.start : stop]))


@cache
def _pack() -> Pack:
    data = tomllib.loads(
        resources.files("sayso.packs").joinpath("channels.toml").read_text("utf-8")
    )
    media = {
        "BROADCASTER": frozenset(data["broadcasters"]),
        "OUTLET": (lexicon()["outlets"]["names"] | frozenset(data["papers"]))
        - frozenset(data["broadcasters"]),
    }
    own = frozenset(n.lower() for n in data["own"])
    names = {m: [n.lower().split()[-1] for n in listed] for m, listed in media.items()}
    names["BROADCASTER"].append(_CALL_SIGN)
    names["OWN"] = list(own)
    exact: dict[str, list[Phrase]] = {}
    starts: dict[str, list[tuple[str, Phrase]]] = {}
    rank = 0
    for entry in data["channel"]:
        for words in entry["say"]:
            rank += 1
            steps = tuple(_step(w) for w in words.split())
            phrase = Phrase(rank, cast(ChannelKind, entry["kind"]), frozenset(entry["at"]), steps)
            for key in _keys(steps, names, words):
                if key.endswith("*"):
                    starts.setdefault(key[:3], []).append((key[:-1], phrase))
                else:
                    exact.setdefault(key, []).append(phrase)
    return Pack(
        exact, starts, media, own, frozenset(data["determiners"]), re.compile(data["call_signs"])
    )


def _step(word: str) -> Step:
    party, _, rest = word.rpartition(":")
    listed = rest.removesuffix("?").split("|")
    plain = [w.lower().replace("\u2019", "'") for w in listed if w not in (*_OPEN, *_MEDIA, "OWN")]
    rows: dict[str, list[tuple[str, ...]]] = {}
    for entry in (tuple(w.split("_")) for w in plain if "_" in w):
        rows.setdefault(entry[0], []).append(entry)
    return Step(
        party,
        rest.endswith("?"),
        frozenset(w for w in plain if "_" not in w and "*" not in w),
        tuple(w[:-1] for w in plain if "_" not in w and w.endswith("*")),
        rows,
        tuple(w for w in listed if w in (*_OPEN, *_MEDIA, "OWN")),
    )


def _keys(steps: tuple[Step, ...], names: dict[str, list[str]], words: str) -> list[str]:
    """Words of which one has to stand in the text: those of the step whose words are the least common."""
    best: list[str] = []
    score = -1
    for step in steps:
        if step.maybe or _OPEN & set(step.places):
            continue
        keys = [
            *step.exact,
            *(s + "*" for s in step.starts),
            *(max(r, key=len) for rows in step.rows.values() for r in rows),
        ]
        for place in step.places:
            keys += names[place]
        common = any(k in _SMALL for k in keys)
        here = 0 if common else 2 - bool(step.places)
        if here >= score:
            best, score = keys, here
    if not best:
        raise ValueError(f"no word of its own: {words}")
    return sorted(set(best))
