"""Flag on dated statements that can't both hold."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.reading.flags.findings import Findings, listed
from sayso.records import Flag, Span


def time_conflict(f: Findings) -> Iterator[Flag]:
    """One flag for each clash, its words side by side."""
    for clash in f.clashes:
        spans = [Span.of(f.text, a, b) for a, b in clash.places]
        evidence = tuple(
            t.id
            for t in f.times
            if any(s.start <= t.spans[0].start and t.spans[0].end <= s.end for s in spans)
        )
        yield Flag(
            code="time-conflict",
            severity="medium",
            message=f"{listed(spans)}: {clash.why}",
            ask="Which of the dates is right, and what else in the report hangs on it?",
            spans=tuple(spans),
            evidence=evidence,
        )
