"""Channels: how the words of each attribution left their origin, as far as the text says so.

The words are looked for where ANNOTATION puts them: in the cue, in the source and in the rest of the sentence,
by the rules of `packs/channels.toml`. What is found goes over to the same source's next words while the
occasion is plainly the same one; such a channel has no words of its own and is marked inferred.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

from sayso.reading.drafts import Draft, Range
from sayso.reading.mentions import lexicon
from sayso.reading.structure import Structure
from sayso.records import Channel, ChannelKind, Party, Source, Span

CARRY = 3
"""Over how many paragraphs without a word of that source an occasion goes on."""
_BROADCASTERS = (
    r"(?:CNN|BBC|NBC|ABC|CBS|MSNBC|CNBC|NPR|PBS|C-SPAN|Fox(?:\s+News|\s+Business)?|Sky(?:\s+News)?|ITV|Channel\s+\d|Al\s+Jazeera|RT|"
    r"Bloomberg\s+TV|Univision|Telemundo|Radio(?:\s+\d)?|TV|Television|[Tt]elevision|[Rr]adio|GB\s+News|Euronews|"
    r"Meet\s+the\s+Press|This\s+Week|Face\s+the\s+Nation|State\s+of\s+the\s+Union|Today\s+show|Good\s+Morning\s+America|Morning\s+Joe)\b"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of one kind of channel, and where they may stand."""

    kind: ChannelKind
    where: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A channel in the making: its kind and the words that say so."""

    kind: ChannelKind
    span: Range | None = None
    by: Range | None = None
    to: Range | None = None


@cache
def _rules() -> tuple[Rule, ...]:
    data = tomllib.loads(resources.files("sayso.packs").joinpath("channels.toml").read_text("utf-8"))
    words = lexicon()
    names = sorted(words["outlets"]["names"], key=len, reverse=True)
    outlet = "(?:" + "|".join(re.escape(n) for n in names) + r")\b(?:['\u2019]s)?"
    rules = []
    for rule in data["rule"]:
        pattern = rule["pattern"].replace("BROADCASTER", "(?-i:" + _BROADCASTERS + ")")
        pattern = re.sub(r"(?<!OWN_)OUTLET", lambda _: f"(?-i:{outlet})", pattern)
        rules.append(
            Rule(
                cast(ChannelKind, rule["kind"]),
                tuple(rule["where"]),
                re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE),
            )
        )
    return tuple(rules)


def find_channels(
    found: list[Draft],
    source_ids: list[str | None],
    cast: list[Source],
    structure: Structure,
    outlet: str | None,
) -> tuple[tuple[Channel, ...], list[str | None]]:
    """The channels of all attributions, one for each occasion, and the channel id of each (None: not stated)."""
    kinds = {s.id: s for s in cast}
    direct = [
        _look(d, kinds.get(source_ids[n] or ""), structure, outlet) for n, d in enumerate(found)
    ]
    spoken = _carry(found, source_ids, direct, structure)
    channels: list[Channel] = []
    ids: list[str | None] = []
    of: dict[int, str] = {}
    for first in spoken:
        here = direct[first] if first is not None else None
        if here is None or first is None:
            ids.append(None)
            continue
        if first not in of:
            of[first] = f"h{len(channels) + 1}"
            channels.append(_channel(of[first], here, structure.text))
        ids.append(of[first])
    return tuple(channels), ids


def _channel(number: str, found: Found, text: str) -> Channel:
    def party(span: Range | None) -> Party | None:
        return None if span is None else Party(text=text[slice(*span)], spans=(Span.of(text, *span),))

    return Channel(
        id=number,
        kind=found.kind,
        spans=() if found.span is None else (Span.of(text, *found.span),),
        by=party(found.by),
        to=party(found.to),
        inferred=found.span is None,
        reason=None if found.span else "by the kind of source",
    )


def _look(d: Draft, source: Source | None, structure: Structure, outlet: str | None) -> Found | None:
    """What the words of one attribution say of its channel."""
    zones = _zones(d, structure)
    thing = source is not None and source.kind in _BY_KIND
    if thing and "source" in zones:
        hit = _match({"source": zones["source"]}, d, structure.text, outlet)
        if hit:
            return hit
    if not thing:
        hit = _match(zones, d, structure.text, outlet)
        if hit:
            return hit
    return Found(_BY_KIND[source.kind]) if source is not None and thing else None


def _match(
    zones: dict[str, list[Range]], d: Draft, text: str, outlet: str | None
) -> Found | None:
    for rule in _rules():
        for where in rule.where:
            for a, b in zones.get(where, ()):
                hit = rule.pattern.search(text, a, b)
                if hit is None:
                    continue
                start = hit.start() + len(hit[0]) - len(hit[0].lstrip())
                by = hit.span("by") if "by" in rule.pattern.groupindex and hit["by"] else None
                kind = rule.kind
                if by and outlet and _same_outlet(text[slice(*by)], outlet):
                    kind, by = "interview", None
                return Found(kind, (start, hit.end()), by, _addressee(d, text))
    return None


_BY_KIND: dict[str, ChannelKind] = {
    "outlet": "press-report",
    "data": "data",
    "recording": "recording",
    "document": "document",
}
_ADDRESSEE = re.compile(
    r"\b(?:told|tells|telling|informed|assured|reminded|warned|asked|urged|to)\s+"
    r"(?P<to>(?:(?:his|her|their|the|an?|its)\s+)?[\w'\u2019.-]+(?:\s+[A-Z][\w'\u2019.-]+){0,3})"
)
_PRIVATE = re.compile(r"\b(?:to|with)\s+(?P<to>(?:his|her|their)\s+\w+)", re.IGNORECASE)


def _addressee(d: Draft, text: str) -> Range | None:
    """Whom the words were said to: "told reporters", "in a call to his wife"."""
    if d.cue is None:
        return None
    end = min((a for a, _ in d.content if a >= d.cue[1]), default=d.cue[1] + 60)
    end = min(end, d.cue[1] + 60)
    private = _PRIVATE.search(text, d.cue[0], end)
    if private:
        return private.span("to")
    hit = _ADDRESSEE.match(text, _last_word(text, d.cue), end)
    return hit.span("to") if hit else None


def _last_word(text: str, cue: Range) -> int:
    at = text.rfind(" ", *cue) + 1
    return max(at, cue[0])


def _same_outlet(name: str, outlet: str) -> bool:
    short = re.sub(r"^the\s+|['\u2019]s$", "", name.strip(), flags=re.IGNORECASE).lower()
    return bool(short) and (short in outlet.lower() or outlet.lower() in short)


def _zones(d: Draft, structure: Structure) -> dict[str, list[Range]]:
    """Where the words of a channel may stand: source, cue, and the sentence without what is said."""
    zones: dict[str, list[Range]] = {"frame": []}
    if d.source:
        zones["source"] = [d.source]
    if d.cue:
        zones["cue"] = [d.cue]
    anchor = d.cue or d.source
    if anchor is None:
        return zones
    s = structure.sentences[structure.sentence_at(anchor[0])]
    at = s.start
    taken = sorted((max(a, s.start), min(b, s.end)) for a, b in d.content if a < s.end and b > s.start)
    for a, b in [*taken, (s.end, s.end)]:
        if at < a:
            zones["frame"].append((at, a))
        at = max(at, b)
    return zones


def _carry(
    found: list[Draft],
    source_ids: list[str | None],
    direct: list[Found | None],
    structure: Structure,
) -> list[int | None]:
    """For each attribution the number of the one whose words give its channel: its own, or that of the same
    source a little earlier; of a source with one occasion only, all its words are of that one."""
    occasions: dict[str, list[int]] = {}
    for n, who in enumerate(source_ids):
        here = direct[n]
        if who is not None and here is not None and here.span and here.kind in _OCCASIONS:
            occasions.setdefault(who, []).append(n)
    out: list[int | None] = []
    last: dict[str, tuple[int, int]] = {}
    for n, d in enumerate(found):
        line = structure.paragraph_at(d.start)
        who = source_ids[n] or ""
        own = direct[n]
        if own is not None:
            out.append(n)
            if own.kind in _OCCASIONS:
                last[who] = (n, line)
            continue
        known = last.get(who) if who else None
        kinds = {direct[k].kind for k in occasions.get(who, [])}  # type: ignore[union-attr]
        if not _spoken(d):
            out.append(None)
        elif known and (line - known[1] <= CARRY or len(kinds) == 1):
            out.append(known[0])
            last[who] = (known[0], line)
        elif len(kinds) == 1:
            out.append(occasions[who][0])
        else:
            out.append(None)
    return out


_OCCASIONS = frozenset(
    "interview statement public-speech private-communication intercepted-communication court document "
    "published-work press-report data".split()
)
"""Kinds that go over to the source's next words; a post or a decree is as long as its quotation."""


def _spoken(d: Draft) -> bool:
    return d.stance in ("asserts", "denies", "asks", "declines", "orders", None)
