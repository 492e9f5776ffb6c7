"""Whose report this is: the outlet as the text shows it, and whether the text is somebody's copy of it.

An outlet speaks of itself in what it advertises ("sign up to the Daily Star's newsletter"); a republisher
gives itself away by a line such as "Source: Read Full Article".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.boilerplate import DATELINE
from sayso.reading.sources.nouns import lexicon
from sayso.records import Boilerplate, Outlet, Report, Span

_NAME = re.compile(r"(?:The )?[A-Z][\w&.]*[\w&](?: (?:of|and|&) [A-Z][\w&]+| [A-Z][\w&]*)*")
_ADVERTISED = re.compile(
    r"\b(?:sign(?:ing)? up (?:to|for)|subscribe to|latest|from|more from|follow|\u00a9|copyright(?: \d{4})?)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"(?:originally|first)?\s*(?:appeared|published|posted)(?:\s+first)?\s+(?:on|in|by|at)\s+(?:the\s+)?$|(?:source|via)\s*:\s*$|from\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """outlet: whose report the text is, or None.  copied: spans that show it to be a copy, else empty."""

    outlet: Outlet | None
    copied: tuple[Span, ...]


def find_outlet(report: Report, boilerplate: tuple[Boilerplate, ...]) -> Origin:
    """The outlet as given, else as promotions, credit lines and datelines name it; and signs of a copy."""
    lines = tuple(s for b in boilerplate if b.kind == "republication" for s in b.spans)
    weight: dict[str, int] = defaultdict(int)
    seen: dict[str, list[Span]] = defaultdict(list)
    for item in boilerplate:
        for name, span, points in _names(report.text, item):
            weight[name] += points
            seen[name].append(span)
    shown = max(seen, key=lambda n: (weight[n], -seen[n][0].start)) if seen else None
    if report.outlet is not None:
        foreign = shown is not None and not _same(shown, report.outlet.name)
        promoted = tuple(seen[shown]) if shown and foreign and weight[shown] >= _PLAINLY else ()
        return Origin(report.outlet, lines or promoted)
    if shown is None:
        return Origin(None, lines)
    reason = "the text's own promotions, credits or dateline name it"
    outlet = Outlet(name=shown, inferred=True, reason=reason, spans=tuple(seen[shown]))
    return Origin(outlet, lines)


_PLAINLY = 6
"""Points from which another outlet's promotions show that a text with a known outlet was copied."""


def _names(text: str, item: Boilerplate) -> Iterator[tuple[str, Span, int]]:
    """Names in one line of boilerplate that may be the outlet's, each with its weight."""
    strong = item.kind in ("promotion", "republication")
    for span in item.spans:
        dateline = DATELINE.match(text, span.start) if item.kind == "byline" else None
        if dateline and dateline["agency"] and dateline.end("line") == span.end:
            yield dateline["agency"], Span.of(text, *dateline.span("agency")), 3
        if not strong and item.kind != "other":
            continue
        place = _CREDITED if item.kind == "republication" else _ADVERTISED
        for found in _NAME.finditer(span.text):
            name = found.group().removeprefix("The ").strip(" .")
            if not name or name in lexicon()["outlets"]["never"]:
                continue
            fits = place.search(span.text[: found.start()]) is not None
            known = any(w in lexicon()["outlets"]["names"] for w in name.split())
            if fits or (known and strong):
                at = span.start + span.text.index(name, found.start())
                yield (
                    name,
                    Span.of(text, at, at + len(name)),
                    (2 if fits else 1) * (2 if strong else 1),
                )


def _same(a: str, b: str) -> bool:
    one, two = (re.sub(r"\W|^the\b|\.com$", "", x.lower()) for x in (a, b))
    return one in two or two in one
