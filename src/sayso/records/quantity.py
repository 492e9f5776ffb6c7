"""Quantities: a number is an interval, with what is counted and how sure it was put."""

from dataclasses import dataclass
from typing import Literal

from sayso.records.span import Span

Qualifier = Literal["exact", "about", "over", "at-least", "under", "at-most", "between"]
Change = Literal["up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One figure. `stated` is the number as printed, scaled: "$33 billion" is 33000000000.

    `low` and `high` bound what it means, None is an open end. `unit` is a singular noun, a currency
    or "percentage"; `of` is what is counted. `tolerance` is the fraction that "about" was taken to
    allow (0.1 for ten per cent).
    """

    id: str
    spans: tuple[Span, ...]
    stated: int | float | None
    low: int | float | None
    high: int | float | None
    unit: str | None
    of: str | None
    qualifier: Qualifier
    change: Change | None
    tolerance: float | None
