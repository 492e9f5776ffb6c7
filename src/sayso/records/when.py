"""Times that the text mentions, resolved as far as it allows and never further."""

from dataclasses import dataclass
from typing import Literal

from sayso.records.span import Span

Precision = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "season",
    "year",
    "decade",
    "century",
]
TimeKind = Literal["instant", "interval", "duration", "frequency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One mention of a time. `value` is as in TIMEX3; `from_` and `to` are ISO 8601, or None.

    `basis` says what a relative time was counted from ("yesterday" from the publication date).
    """

    id: str
    spans: tuple[Span, ...]
    value: str | None
    from_: str | None
    to: str | None
    precision: Precision | None
    basis: str | None
    kind: TimeKind
