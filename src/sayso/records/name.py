"""Names that stand in the text."""

from dataclasses import dataclass
from typing import Literal

from sayso.records.span import Span

NameKind = Literal["person", "place", "organisation", "group", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name and every place where it stands."""

    id: str
    spans: tuple[Span, ...]
    kind: NameKind
