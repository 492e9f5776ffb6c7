"""Whose report this is: the outlet as the text shows it, and whether the text is somebody's copy of it.

An outlet speaks of itself in what it advertises ("sign up to the Daily Star's newsletter"); a republisher
gives itself away by a line such as "Source: Read Full Article".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from sayso.reading.mentions import lexicon
from sayso.records import Boilerplate, Outlet, Report, Span

_NAME = re.compile(r"(?:The )?[A-Z][\w&.]*[\w&](?: (?:of|and|&) [A-Z][\w&]+| [A-Z][\w&]*)*")
_SELF = re.compile(
    r"\b(?:sign(?:ing)? up (?:to|for)|subscribe to|latest|from|more|to|with|with the|by|on|in|\u00a9|copyright(?: \d{4})?|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOT_OUTLETS = {
    "Twitter",
    "Facebook",
    "Instagram",
    "WhatsApp",
    "YouTube",
    "Telegram",
    "LinkedIn",
    "TikTok",
    "Google",
    "X",
    "Apple",
    "Read Full Article",
    "Sign",
    "Source",
    "Follow",
    "Read",
    "Click",
    "Getty Images",
    "Getty",
    "Javascript",
    "JavaScript",
    "All",
    "Copyright",
    "Share",
    "Photo",
    "Image",
    "Credit",
    "Don",
    "Related",
    "Read More",
    "More",
    "Topics",
    "Tags",
    "Join",
    "Like",
    "Get",
    "Subscribe",
    "Download",
    "Android",
    "iPhone",
    "App Store",
    "Google Play",
    "I",
    "Our",
    "Breaking News",
}
_LINE_SOURCE = re.compile(
    r"(?:originally|first)?\s*(?:appeared|published|posted)(?:\s+first)?\s+(?:on|in|by|at)\s+(?:the\s+)?$|(?:source|via)\s*:\s*$|from\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """outlet: whose report the text is, or None.  copied_from: spans that show it to be a copy, else empty."""

    outlet: Outlet | None
    copied: tuple[Span, ...]


def find_outlet(report: Report, boilerplate: tuple[Boilerplate, ...]) -> Origin:
    """The outlet as given, else as promotions and republication lines name it; and signs of a copy."""
    seen: dict[str, list[Span]] = defaultdict(list)
    weight: dict[str, float] = defaultdict(float)
    lines: list[Span] = []
    for item in boilerplate:
        if item.kind == "republication":
            lines += item.spans
        if item.kind not in ("promotion", "republication", "other", "caption"):
            continue
        for span in item.spans:
            for found in _NAME.finditer(span.text):
                name = _tidy(found.group())
                if not name or name in _NOT_OUTLETS:
                    continue
                before = span.text[: found.start()]
                fits = (
                    _LINE_SOURCE.search(before)
                    if item.kind == "republication"
                    else _SELF.search(before)
                )
                known = any(w in lexicon()["outlets"]["names"] for w in name.split())
                if not known and not (fits and item.kind in ("promotion", "republication")):
                    continue
                at = span.start + span.text.index(name, found.start())
                seen[name].append(Span.of(report.text, at, at + len(name)))
                weight[name] += (2 if fits else 1) * (
                    2 if item.kind in ("promotion", "republication") else 1
                )
    shown = max(seen, key=lambda n: (weight[n], len(seen[n]), -seen[n][0].start)) if seen else None
    if report.outlet is not None:
        other = shown is not None and not _same(shown, report.outlet.name)
        return Origin(
            report.outlet,
            tuple(lines) or (tuple(seen[shown]) if other and shown and weight[shown] >= 6 else ()),
        )
    if shown is None:
        return Origin(None, tuple(lines))
    reason = (
        "named in the text's own promotions"
        if not lines
        else "named in the text's promotions or republication line"
    )
    return Origin(
        Outlet(name=shown, inferred=True, reason=reason, spans=tuple(seen[shown])), tuple(lines)
    )


def _tidy(name: str) -> str:
    """Drop the article and a full stop."""
    return name.removeprefix("The ").strip(" .")


def _same(a: str, b: str) -> bool:
    one, two = (re.sub(r"\W|^the\b|\.com$", "", x.lower()) for x in (a, b))
    return one in two or two in one
