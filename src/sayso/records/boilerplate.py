"""Boilerplate: words in the text that are not the report. They are marked, never deleted."""

from dataclasses import dataclass
from typing import Literal

from sayso.records.span import Span

BoilerplateKind = Literal[
    "promotion", "navigation", "tags", "byline", "republication", "caption", "other"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """One stretch of text that makes no claim of the report."""

    id: str
    spans: tuple[Span, ...]
    kind: BoilerplateKind
