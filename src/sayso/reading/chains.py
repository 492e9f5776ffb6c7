"""Chains: through whom a claim reached the reader, from the one who printed it to its origin.

A link is an act of telling. Beliefs and wishes inside somebody's words add none, and an attribution of
the same source inside its own words adds none either. Whoever passed the words on is a link too, stated
("told the Post") or not (whoever intercepted a call): `fill_in` puts him where the channel shows him.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sayso.reading.channels.passers import Passers
from sayso.reading.cues import is_telling, stance_of
from sayso.reading.sources.mentions import clean_name, describe
from sayso.records import Attribution, ChainLink, Channel, Claim, Outlet, Party, Source

_NOBODY = re.compile(r"(?:nobody|no[ -]one|none|neither)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:that|whether|how|why|what)\b", re.IGNORECASE)


def tells(a: Attribution) -> bool:
    """An act of telling that asserts. Quoted words are told whatever the verb ("we will win", he vowed)."""
    if a.stance == "asserts":
        cue = " ".join(s.text for s in a.cue)
        nobody = a.source and _NOBODY.match(a.source[0].text)
        if stance_of(cue) is None or nobody:
            return False  # "seems", "has not said", "nobody said"
        return (
            is_telling(cue)
            or (a.quoted != "indirect" and a.parent is None)
            or _CLAUSE.match(a.content[0].text) is not None
        )
    return (
        a.stance in ("intends", "orders", "believes") and a.quoted == "direct" and a.parent is None
    )


OUTLET = "s0"
"""Id of the source that is the outlet itself."""


def outlet_source(outlet: Outlet | None) -> tuple[Source, ...]:
    """The outlet as a source, so that chains can name it."""
    if outlet is None:
        return ()
    return (Source(id=OUTLET, name=outlet.name, kind="outlet", named=True, mentions=outlet.spans),)


def published_by(outlet: Outlet | None, copied: bool) -> tuple[ChainLink, ...]:
    """The links that every chain of a report begins with: an unknown republisher if there is one, the outlet."""
    links = []
    if copied:
        reason = "the text is marked as a copy; who republished it is not stated"
        links.append(ChainLink(inferred=True, reason=reason))
    if outlet is None:
        links.append(ChainLink(inferred=True, reason="the outlet is not stated"))
    else:
        links.append(ChainLink(source_id=OUTLET, inferred=outlet.inferred, reason=outlet.reason))
    return tuple(links)


def told(attribution: Attribution, by_id: dict[str, Attribution]) -> tuple[ChainLink, ...]:
    """The links of an attribution and of the acts of telling whose content holds it, outermost first."""
    links: list[ChainLink] = []
    here: Attribution | None = attribution
    while here is not None:
        same = bool(links) and here.source_id is not None and here.source_id == links[0].source_id
        if (here is attribution or tells(here)) and not same:
            links.insert(
                0,
                ChainLink(
                    source_id=here.source_id,
                    channel_id=here.channel_id,
                    attribution_id=here.id,
                    inferred=here.inferred,
                    reason="the speaker is inferred from the sentences around"
                    if here.inferred
                    else None,
                ),
            )
        here = by_id.get(here.parent) if here.parent else None
    return tuple(links)


# Whoever passed the words on

_TO_AN_OUTLET = ("press-report", "public-speech")
_UNSTATED = {
    "intercepted": "the words were intercepted; who obtained them and passed them on is not stated",
    "recorded": "the words were recorded; who made the recording and passed it on is not stated",
    "leaked": "the words were leaked; who passed them on is not stated",
}


def name_parties(
    text: str,
    channels: Iterable[Channel],
    attributions: Iterable[Attribution],
    sources: Iterable[Source],
    outlet: Outlet | None,
) -> tuple[tuple[Channel, ...], tuple[Source, ...]]:
    """Channels with whoever passed the words on, their parties led to sources; and the sources, with one more for
    each who passed words on and is not among them. Whoever was only addressed is no source."""
    cast = list(sources)
    known: dict[str, str] = {}
    for s in cast:
        known.setdefault(_plain(s.name), s.id)
        for m in s.mentions:
            known.setdefault(_plain(m.text), s.id)
    if outlet is not None:
        known[_plain(outlet.name)] = OUTLET
    first = 0 if any(s.id == OUTLET for s in cast) else 1
    acts = {a.channel_id: a for a in reversed(tuple(attributions))}
    passers = Passers(text, outlet)
    named = []
    for channel in channels:
        passed = passers.of(channel, acts[channel.id]) if channel.id in acts else None
        by = channel.by
        if by is None and passed is not None and passed.by is not None:
            by = Party(text=passed.by.text, spans=(passed.by,))
        by, to = _led(by, known), _led(channel.to, known)
        if by is not None and by.source_id is None and by.spans:
            source = _source(text, by, f"s{len(cast) + first}", channel)
            known[_plain(by.text)] = known[_plain(source.name)] = source.id
            cast.append(source)
            by = replace(by, source_id=source.id)
        named.append(replace(channel, by=by, to=to))
    return tuple(named), tuple(cast)


def _led(party: Party | None, known: dict[str, str]) -> Party | None:
    if party is None or party.source_id is not None:
        return party
    return replace(party, source_id=known.get(_plain(party.text)))


def _plain(name: str) -> str:
    return re.sub(r"^the\s+|['\u2019]s?$|[\"\u201c\u201d]", "", name.strip().lower())


def _source(text: str, party: Party, number: str, channel: Channel) -> Source:
    span = party.spans[0]
    mention = describe(text, (span.start, span.end))
    outlet = channel.kind in _TO_AN_OUTLET
    return Source(
        id=number,
        name=clean_name(mention),
        kind="outlet" if outlet else mention.kind,
        named=mention.named or outlet,
        role=mention.role,
        mentions=party.spans,
    )


def fill_in(
    text: str,
    claims: Iterable[Claim],
    attributions: Iterable[Attribution],
    channels: Iterable[Channel],
    outlet: Outlet | None,
) -> list[Claim]:
    """The claims, with a link in their chains for each who passed the words on and tells nothing himself.

    Such a link has the channel of the one behind it and no attribution. Where another telling holds the words
    ("the ministry published a call in which …"), that one passed them on, and no link is added.
    """
    by_id = {a.id: a for a in attributions}
    through = {c.id: c for c in channels}
    passers = Passers(text, outlet)

    def between(before: list[ChainLink], link: ChainLink, printed: int) -> ChainLink | None:
        channel, act = through.get(link.channel_id or ""), by_id.get(link.attribution_id or "")
        if channel is None or act is None or any(k.channel_id == channel.id for k in before):
            return None
        how = passers.of(channel, act)
        by = channel.by.source_id if channel.by else None
        if by is not None and (how or channel.kind in _TO_AN_OUTLET):
            known = by in (link.source_id, *(k.source_id for k in before))
            return None if known else ChainLink(source_id=by, channel_id=channel.id)
        if how is None or how.stated or len(before) > printed:
            return None
        return ChainLink(channel_id=channel.id, inferred=True, reason=_UNSTATED[how.how])

    filled = []
    for claim in claims:
        printed = len(claim.chain) - claim.degree
        links = list(claim.chain[:printed])
        for link in claim.chain[printed:]:
            passer = between(links, link, printed)
            links += [passer, link] if passer else [link]
        more = len(links) > len(claim.chain)
        passed = replace(claim, chain=tuple(links), degree=len(links) - printed) if more else claim
        filled.append(passed)
    return filled
