"""Claims: what the report asks its reader to believe, and on whose say-so."""

from dataclasses import dataclass
from typing import Literal

from sayso.records.attribution import ChainLink
from sayso.records.span import Span

Voice = Literal["source", "outlet"]
Status = Literal["proposed", "requested", "ordered", "approved", "delivered", "done"]
Direction = Literal["worse", "better", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicDirection:
    """A topic pack's key, with a direction where the topic is a condition such as morale."""

    key: str
    direction: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence's worth of assertion, in a source's voice or in the outlet's own.

    `chain` runs from the reader outwards, the origin last; `degree` counts its links after the
    outlet whose text this is. `denied_by` holds ids of attributions; `quantities`, `times` and
    `names` hold ids. A `central` or `check_worthy` of None has not been judged yet.
    """

    id: str
    spans: tuple[Span, ...]
    text: str
    attribution_id: str | None
    voice: Voice
    chain: tuple[ChainLink, ...]
    degree: int
    status: Status | None = None
    denied_by: tuple[str, ...] = ()
    in_headline: bool = False
    central: bool | None = None
    check_worthy: bool | None = None
    topics: tuple[TopicDirection, ...] = ()
    quantities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
