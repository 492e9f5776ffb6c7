"""Channels: how the words of each attribution left their origin, as far as the text says so.

The words that say so are looked for in the cue, in the source and beside them in the same clause, by the phrases
of `packs/channels.toml`. What is found goes over to other words of the same occasion (`occasions.py`); those
point to a second record, marked inferred, with the words of the first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import islice

from sayso.reading.channels.occasions import Use, carry, speak_for_others, tells
from sayso.reading.channels.openings import opened
from sayso.reading.channels.printed import printed
from sayso.reading.channels.talks import hosts_of, is_aired
from sayso.reading.channels.words import Hit, Zones, match
from sayso.reading.drafts import Draft, Range, Ranges
from sayso.reading.structure import Structure
from sayso.records import Channel, ChannelKind, Party, Source, Span

_BY_KIND: dict[str, ChannelKind] = {
    "outlet": "press-report",
    "data": "data",
    "recording": "recording",
    "document": "document",
}
"""What a thing is, says how its words came, where no words say more."""


def find_channels(
    found: list[Draft],
    source_ids: list[str | None],
    cast: list[Source],
    structure: Structure,
    outlet: str | None,
) -> tuple[tuple[Channel, ...], list[str | None]]:
    """The channels of all attributions, one for each occasion, and the channel id of each (None: not stated)."""
    by_id = {s.id: s for s in cast}
    speakers = [by_id.get(i or "") for i in source_ids]
    contents = Ranges(r for d in found for r in d.content)
    nested = [
        any(contents.hold(r) for r in (d.cue, d.source) if r is not None)
        and (d.cue or d.source) is not None
        for d in found
    ]
    look = _Look(found, structure, outlet)
    uses = [look.at(d, s) for d, s in zip(found, speakers, strict=True)]
    if any(u and u.kind == "recording" for u in uses):
        # Where there is a recording, whoever "is heard" is heard on it.
        uses = [replace(u, kind="recording") if u and u.kind == "observation" else u for u in uses]
    uses = [_told_inside(use) if n else use for use, n in zip(uses, nested, strict=True)]
    uses = carry(found, source_ids, nested, uses, structure)
    uses = opened(found, speakers, nested, uses, structure)
    uses = printed(found, source_ids, nested, uses, structure)
    uses = speak_for_others(found, speakers, nested, uses, structure.text)
    return _records(uses, cast, structure.text)


def _told_inside(use: Use | None) -> Use | None:
    """ "He told me", in somebody's words: told to whoever speaks, and not to the outlet."""
    if use is None or use.kind != "interview" or use.vague:
        return use
    return replace(use, kind="private-communication", by=None)


def _records(
    uses: list[Use | None], cast: list[Source], text: str
) -> tuple[tuple[Channel, ...], list[str | None]]:
    """One record for each occasion, and another for what is carried over from it."""
    channels: list[Channel] = []
    ids: list[str | None] = []
    known: dict[tuple[object, ...], str] = {}
    for use in uses:
        if use is None:
            ids.append(None)
            continue
        key = (use.kind, use.span, use.reason)
        if key not in known:
            known[key] = f"h{len(channels) + 1}"
            channels.append(
                Channel(
                    id=known[key],
                    kind=use.kind,
                    spans=() if use.span is None else (Span.of(text, *use.span),),
                    by=_party(use.by, cast, text),
                    to=_party(use.to, cast, text),
                    inferred=use.reason is not None,
                    reason=use.reason,
                )
            )
        ids.append(known[key])
    return tuple(channels), ids


def _party(span: Range | None, cast: list[Source], text: str) -> Party | None:
    """Someone at one end of a channel, and which source of the cast it is, if a mention or a name says so."""
    if span is None:
        return None
    words = text[slice(*span)]
    name = _plain(words)
    for source in cast:
        mentions = ((m.start, m.end) for m in source.mentions)
        if any(span == m for m in mentions) or (source.named and _plain(source.name) == name):
            return Party(text=words, source_id=source.id, spans=(Span.of(text, *span),))
    return Party(text=words, spans=(Span.of(text, *span),))


def _plain(name: str) -> str:
    return re.sub(r"^the\s+|['\u2019]s?$", "", name.strip(), flags=re.IGNORECASE).lower()


class _Look:
    """What the words of one attribution say of its channel."""

    def __init__(self, found: list[Draft], structure: Structure, outlet: str | None) -> None:
        self._structure = structure
        self._text = structure.text
        self._outlet = outlet
        every = sorted(r for d in found for r in d.content)
        self._long = [r for r in every if r[1] - r[0] > _REACH]
        self._short = [r for r in every if r[1] - r[0] <= _REACH]
        self._starts = [a for a, _ in self._short]

    def _contents(self, low: int, high: int) -> list[Range]:
        """What is said, of all attributions, between two places or across them."""
        near = self._short[
            bisect_left(self._starts, low - _REACH) : bisect_left(self._starts, high)
        ]
        return [r for r in (*self._long, *near) if r[0] < high and low < r[1]]

    def at(self, d: Draft, source: Source | None) -> Use | None:
        thing = source is not None and source.kind in _BY_KIND
        zones = self._zones(d, thing)
        if source is not None and thing:
            thinks = d.stance in ("intends", "believes", "asks") and source.kind != "data"
            if thinks or (d.stance == "orders" and source.kind != "document"):
                return None
            own = {place: zones.get(place, []) for place in ("thing", "pair")}
            hit = match(self._text, own) or self._mentioned(source, d)
            if hit is None or (source.kind == "recording" and hit.kind not in _CAUGHT):
                return self._by_kind(source)
            return self._use(hit, d)
        if d.stance == "believes" and not tells(d, self._text):
            zones.pop("frame", None)
        hit = match(self._text, zones)
        if hit is None:
            return self._on_air(d, source, zones) or self._broadcast(d)
        if hit.at == "person" and (d.stance == "declines" or self._once_was(hit.span)):
            return None
        use = self._use(hit, d)
        if use.kind == "interview" and _NO_MORE.search(self._text, *hit.span):
            if is_aired(self._text, *self._around(hit.span[0])):
                return replace(use, kind="public-speech")
            return self._on_air(d, source, zones) or replace(use, vague=True)
        return use

    def _broadcast(self, d: Draft) -> Use | None:
        """ "…, he said, on Friday's broadcast of …": at the end, where the tagger takes it for his words."""
        if d.cue is None or not tells(d, self._text):
            return None
        end = self._structure.sentences[self._structure.sentence_at(d.cue[0])].end
        shown = _SHOWN.search(self._text, max(d.cue[1], end - _PAIR), end)
        return Use("public-speech", shown.span()) if shown else None

    def _around(self, place: int) -> Range:
        """The paragraph of a place and the one before it."""
        n = self._structure.paragraph_at(place)
        return self._structure.paragraphs[max(n - 1, 0)].start, self._structure.paragraphs[n].end

    def _once_was(self, span: Range) -> bool:
        """ "A former spokesman"."""
        return _FORMER.search(self._text, max(0, span[0] - _SHORT), span[0]) is not None

    def _on_air(self, d: Draft, source: Source | None, zones: Zones) -> Use | None:
        """What is said to somebody on the air, or by him."""
        told = hosts_of(self._text)
        if not told or not tells(d, self._text):
            return None
        partner = told.partner(self._text, zones.get("frame", []) + zones.get("lead", []))
        if partner is not None:
            return Use("public-speech", partner)
        return Use("public-speech", d.source, once=True) if told.has(source) else None

    def _by_kind(self, source: Source) -> Use | None:
        if source.kind == "outlet" and self._outlet and _same_outlet(source.name, self._outlet):
            return None
        return Use(_BY_KIND[source.kind], reason="by the kind of source")

    def _mentioned(self, source: Source, d: Draft) -> Hit | None:
        """For "it says": by what the thing is called elsewhere."""
        if d.source is None or len(self._text[slice(*d.source)]) > _PRONOUN:
            return None
        for m in source.mentions:
            if m.end - m.start > _PRONOUN:
                hit = match(self._text, {"thing": [self._head((m.start, m.end))]})
                if hit:
                    return hit
        return None

    def _use(self, hit: Hit, d: Draft) -> Use:
        kind, by = hit.kind, hit.by
        if by and self._outlet and _same_outlet(self._text[slice(*by)], self._outlet):
            kind, by = "interview", None
        return Use(
            kind,
            hit.span,
            by,
            hit.to or self._addressee(d),
            once=hit.at in ("once", "person") or hit.kind == "order-or-law",
        )

    def _zones(self, d: Draft, thing: bool) -> Zones:
        """Where the words of a channel may stand: source, cue, and the clause without what is said."""
        zones: Zones = {}
        if d.cue:
            zones["cue"] = [d.cue]
            behind = next((r for r in d.content if 0 <= r[0] - d.cue[1] <= 1), None)
            if behind and self._text[behind[0]].isalpha():
                zones["lead"] = [(d.cue[0], self._words(behind, _LEAD))]
        if d.source:
            zones["thing" if thing else "person"] = [self._head(d.source) if thing else d.source]
        if d.cue is None and d.source is None:
            return zones
        anchor = d.cue or d.source or (0, 0)
        at = self._structure.sentence_at
        if d.source and d.cue and at(d.source[0]) == at(d.cue[0]):
            anchor = (min(d.source[0], d.cue[0]), max(d.source[1], d.cue[1]))
            if anchor[1] - anchor[0] < _PAIR:
                zones["pair"] = [anchor]
        number = self._structure.sentence_at(anchor[0])
        s = self._structure.sentences[number]
        low, high = max(s.start, anchor[0] - _REACH), min(s.end, anchor[1] + _REACH)
        taken = [d.source] if d.source and d.cue else []
        for a, b in self._contents(low, high):
            if any(a <= r[0] and r[1] <= b for r in (d.cue, d.source) if r):
                low, high = max(low, a), min(high, b)  # its own words lie inside what another says
            else:
                taken.append((a, b))
        low, high = self._clause(anchor, low, high)
        frame = []
        here = low
        for a, b in [*sorted(taken), (high, high)]:
            if here < a:
                frame.append((here, min(a, high)))
            here = max(here, b)
        zones["frame"] = [(a, b) for a, b in frame if a < b]
        return zones

    def _clause(self, anchor: Range, low: int, high: int) -> Range:
        """The clause that the anchor stands in: a "who" or a "while" behind it begins another."""
        after = _CUT.search(self._text, anchor[1], high)
        starts = [m.end() for m in _CUT.finditer(self._text, low, anchor[0])]
        if starts and "," not in self._text[starts[-1] : anchor[0]]:
            low = starts[-1]
        return low, after.start() if after else high

    def _words(self, span: Range, count: int) -> int:
        """Where the first few words of a span end."""
        words = list(islice(_WORD.finditer(self._text, *span), count))
        return words[-1].end() if words else span[1]

    def _head(self, source: Range) -> Range:
        """A thing's own words, without what it is about: "a report" of "a report by the court"."""
        cut = _OF.search(self._text, *source)
        return (source[0], cut.start()) if cut else source

    def _addressee(self, d: Draft) -> Range | None:
        """Whom the words were said to: "told reporters", "in a call to his wife"."""
        if d.cue is None:
            return None
        end = min((a for a, _ in d.content if a >= d.cue[1]), default=d.cue[1] + 60)
        end = min(end, d.cue[1] + 60)
        private = _PRIVATE.search(self._text, d.cue[0], end)
        if private:
            return private.span("to")
        hit = _ADDRESSEE.match(self._text, max(self._text.rfind(" ", *d.cue) + 1, d.cue[0]), end)
        return hit.span("to") if hit else None


_SHOWN = re.compile(
    r"\b(?:on|during)\s+[A-Z][a-z]+day(?:['\u2019]s|\s(?:night|morning)(?:['\u2019]s)?)?\s+(?:broadcast|edition|episode|program|show)\b[^.]*"
)
_SHORT = 40
_FORMER = re.compile(r"\b(?:former|ex-?|then-?)\s?(?:[a-z]+\s){0,2}$", re.IGNORECASE)
_NO_MORE = re.compile(r"\b(?<!phone )interviews?$", re.IGNORECASE)
"""An interview, and nobody says with whom."""
_REACH = 300
"""How far from source and cue their clause can go, in characters; a line may be a whole page."""
_PRONOUN = 6
_PAIR = 200
_LEAD = 5
_WORD = re.compile(r"\w+")
_CAUGHT = ("intercepted-communication", "social-media", "press-report", "recording")
_CUT = re.compile(
    r"(?:,|\s[\u2014\u2013-])\s+(?:who|which|whose|whom|although|though|while|whereas|but|because|since|where|when"
    r"|after)\b(?!\s+(?:speaking|talking|addressing|responding|appearing|campaigning)\b)"
    r"|\s(?:who|that|which|although|while|because)\b(?!\s+(?:speaking|talking|addressing|responding|appearing|campaigning)\b)|;"
    r"|\s(?:after|before|as)\s+(?:the|a|an|he|she|they|his|her|its)\s+(?:\w+\s+)?(?:had|was|were|has|have|is|are)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s(?:of|by|on|about|into|that|which|who|from|for|with|to|in)\b"
    r"|,(?=\s+(?:a|an|the|which|who|that|published|obtained|released|conducted|by)\b)",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"\b(?:told|tells|telling|informed|assured|reminded|warned|asked|urged|to)\s+"
    r"(?P<to>(?:(?:his|her|their|the|an?|its)\s+)?[\w'\u2019.-]+(?:\s+[A-Z][\w'\u2019.-]+){0,3})"
)
_PRIVATE = re.compile(r"\b(?:to|with)\s+(?P<to>(?:his|her|their)\s+\w+)", re.IGNORECASE)


def _same_outlet(name: str, outlet: str) -> bool:
    short = _plain(name)
    return bool(short) and (short in outlet.lower() or outlet.lower() in short)
