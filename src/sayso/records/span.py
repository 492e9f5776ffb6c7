"""A span: where in the report something stands."""

from dataclasses import dataclass
from typing import Literal, Self

Part = Literal["title", "byline", "metadata"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words at a place: half-open offsets in Unicode code points, and the words themselves.

    The offsets count from the start of `report.text`, or of the part named by `in_`. There,
    `part[start:end] == text` always.
    """

    start: int
    end: int
    text: str
    in_: Part | None = None

    @classmethod
    def of(cls, text: str, start: int, end: int, in_: Part | None = None) -> Self:
        """Cut `text[start:end]` out, so that the span is anchored by construction.

        Raises ValueError if the offsets lie outside the text or hold nothing.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}:{end} in a text of {len(text)} code points")
        return cls(start, end, text[start:end], in_)
