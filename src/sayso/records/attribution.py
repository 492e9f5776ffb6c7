"""Attributions: who says what, in which words, and by what way it reached the reader.

Source, cue, content and attribution are the terms of the PARC 3 and PolNeAR corpora; channel that
of Spangher et al. 2023.
"""

from dataclasses import dataclass
from typing import Literal

from sayso.records.span import Span

Quoted = Literal["direct", "mixed", "indirect"]
Stance = Literal["asserts", "denies", "asks", "orders", "intends", "believes", "declines"]
Certainty = Literal["certain", "hedged", "conditional", "negated", "unknown"]
SourceKind = Literal[
    "person", "group", "organisation", "outlet", "document", "recording", "data", "unknown"
]
ChannelKind = Literal[
    "interview",
    "statement",
    "public-speech",
    "private-communication",
    "intercepted-communication",
    "social-media",
    "document",
    "order-or-law",
    "court",
    "published-work",
    "press-report",
    "data",
    "recording",
    "observation",
    "not-stated",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One relation of source, cue and content.

    `source` may be empty ("it was announced"), and so may `cue` (a bare quotation). `parent` is the
    id of the attribution whose content holds this one.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    source_id: str | None = None
    channel_id: str | None = None
    parent: str | None = None
    quoted: Quoted
    stance: Stance | None = None
    certainty: Certainty | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One person, body or thing that is cited, with all its mentions.

    `named` is true only if a reader could find out from the report who it is.
    """

    id: str
    name: str
    kind: SourceKind
    named: bool
    role: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone at one end of a channel: the words, and the source they mean if it is one."""

    text: str
    source_id: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One occasion on which words left their origin: a call, a briefing, a decree.

    `by` passed them on (interceptor, leaker, other outlet), `to` was addressed.
    """

    id: str
    kind: ChannelKind
    spans: tuple[Span, ...] = ()
    by: Party | None = None
    to: Party | None = None
    inferred: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One act of telling. One whom the text leaves out has no `source_id` and is inferred."""

    source_id: str | None = None
    channel_id: str | None = None
    attribution_id: str | None = None
    inferred: bool = False
    reason: str | None = None
