"""Flags: questions that a careful reader would put to the report, never verdicts."""

from dataclasses import dataclass
from typing import Literal

from sayso.records.span import Span

FlagCode = Literal[
    "single-source",
    "unnamed-origin",
    "unnamed-announcer",
    "channel-unverified",
    "translated-quotation",
    "headline-exceeds-body",
    "figure-without-source",
    "parts-and-whole",
    "time-conflict",
    "loaded-language",
    "republished",
    "open-quotation",
]
Severity = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One question. `message` says in a sentence what was seen, `ask` what to ask next.

    `evidence` holds the ids of the findings that it rests on.
    """

    code: FlagCode
    severity: Severity
    message: str
    ask: str
    spans: tuple[Span, ...] = ()
    evidence: tuple[str, ...] = ()
