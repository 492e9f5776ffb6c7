"""What the flags on channels and on translations look up: the sentence around, the claims through a telling."""

from __future__ import annotations

import re

from sayso.reading.flags.findings import Findings
from sayso.records import Attribution, Claim, Span

_SENTENCE_END = re.compile(r"[.!?][\"\u201d\u2019')]*(?=\s)|\n")


def sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around a place begins, at most 600 code points before it, and where it ends."""
    start = max(
        (m.end() for m in _SENTENCE_END.finditer(text, max(0, at - 600), at)),
        default=max(0, at - 600),
    )
    end = _SENTENCE_END.search(text, at)
    return start, end.start() if end else len(text)


def words(spans: tuple[Span, ...]) -> str:
    """Words that stand apart, in a row."""
    return " ".join(s.text for s in spans)


def through(f: Findings) -> dict[str, list[Claim]]:
    """The claims whose chain goes through each attribution."""
    through: dict[str, list[Claim]] = {}
    for claim in f.claims:
        for link in claim.chain:
            through.setdefault(link.attribution_id or "", []).append(claim)
    return through


def claims_of(through: dict[str, list[Claim]], acts: list[Attribution]) -> list[Claim]:
    """The claims whose chain goes through one of some attributions, in the order of the text."""
    found = {c.id: c for a in acts for c in through.get(a.id, ())}
    return sorted(found.values(), key=lambda c: int(c.id[1:]))
