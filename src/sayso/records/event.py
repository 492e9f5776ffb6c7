"""Dated public events: what happened when, and by which words a report that speaks of it is known."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self, get_args

EventKind = Literal["event", "news", "background", "scheduled", "state"]
_NEEDED = ("from", "to", "event", "words", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of a table of events.

    kind: an `event` nobody could know of before it; `news`, the same, but told of for some weeks only;
    one that people speak of long after, as the `background` of what is new; something `scheduled`, of
    which people spoke before; or a `state` that held from the first day to the last, such as somebody's
    office.
    words: groups that a sentence has to have one word of each; `about`: words of which the whole
    report has to have one. `source` names the document in which the row was read.
    """

    from_: date
    to: date
    event: str
    words: tuple[tuple[str, ...], ...]
    about: tuple[str, ...]
    kind: EventKind
    source: str

    @classmethod
    def table(cls, text: str) -> tuple[Self, ...]:
        """Read a CSV with the columns from, to, event, words, source, and perhaps about and kind.

        In `words` a semicolon parts groups, a bar the words of one. Raises ValueError that names the row.
        """
        reader = csv.DictReader(io.StringIO(text))
        missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"a table of events needs the column {missing[0]!r}")
        return tuple(cls._row(row, n) for n, row in enumerate(reader, 2))

    @classmethod
    def _row(cls, row: dict[str, str | None], line: int) -> Self:
        def cell(name: str) -> str:
            return (row.get(name) or "").strip()

        try:
            first, last = date.fromisoformat(cell("from")), date.fromisoformat(cell("to"))
        except ValueError:
            raise ValueError(
                f"line {line}: from and to have to be days such as 2022-04-28"
            ) from None
        words = tuple(_alternatives(group) for group in cell("words").split(";") if group.strip())
        kind = cell("kind") or "event"
        if first > last or not words or not cell("event") or not cell("source"):
            raise ValueError(
                f"line {line}: a row needs from, to, event, words and source, in that order of days"
            )
        if kind not in get_args(EventKind):
            raise ValueError(f"line {line}: kind is one of {', '.join(get_args(EventKind))}")
        return cls(
            from_=first,
            to=last,
            event=cell("event"),
            words=words,
            about=_alternatives(cell("about")),
            kind=kind,  # type: ignore[arg-type]
            source=cell("source"),
        )


def _alternatives(group: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\s+", " ", w.strip().lower()) for w in group.split("|") if w.strip())
