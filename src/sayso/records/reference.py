"""Reference series: figures that somebody publishes day after day, to lay beside what reports claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.quantity import Qualifier

Period = Literal["cumulative", "daily"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePoint:
    """One figure of a reference series, for one day (ISO 8601).

    series: its name. of: what is counted, by a key of `packs/reference.toml` or in the publisher's own
    words; whose: to whom it belongs or happened. `stated`, `low`, `high` and `qualifier` are those of a
    Quantity. claimant: on whose word; party: whether that is a party to what it counts, None if not
    known. period: all until that day, or that day alone. correction: by how much the publisher restated
    the total on that day. source: the document.
    """

    series: str
    day: str
    of: str
    whose: str | None = None
    claimant: str | None = None
    party: bool | None = None
    period: Period = "cumulative"
    stated: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    qualifier: Qualifier = "exact"
    correction: float | None = None
    source: str | None = None
