"""Chains: through whom a claim reached the reader, from the one who printed it to its origin.

A link is an act of telling. Beliefs and wishes inside somebody's words add none, and an attribution of
the same source inside its own words adds none either.
"""

from __future__ import annotations

import re

from sayso.reading.cues import is_telling, stance_of
from sayso.records import Attribution, ChainLink, Outlet, Source

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
            or a.quoted != "indirect"
            or _CLAUSE.match(a.content[0].text) is not None
        )
    return a.stance in ("intends", "orders", "believes") and a.quoted == "direct"


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
