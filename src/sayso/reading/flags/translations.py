"""The flag on translations: quoted words that were plainly said in another language.

It refuses where anything in the report speaks of a translation, an interpreter or of English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, cached_property
from importlib import resources

from sayso.reading.channels.passers import Passers
from sayso.reading.flags.findings import Findings
from sayso.reading.flags.holding import claims_of, sentence, through, words
from sayso.records import Attribution, Flag, Source, Span

_TRANSLATED = re.compile(
    r"\b(?:(?:mis)?translat\w+|interpreters?|subtitle\w*|in\s+(?:fluent\s+|broken\s+|perfect\s+|halting\s+)?English|English-language|(?:spoke|speaks|speaking)\s+English)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 5


def translated_quotation(f: Findings) -> Iterator[Flag]:
    """Quoted words were plainly spoken in another language, and nobody is named who put them into English."""
    held: dict[tuple[str, str], list[Attribution]] = {}
    foreign = _Foreign(f)
    for a in f.attributions.values():
        if not any(_quoted_words(s) for s in a.content):
            continue
        source = f.sources.get(a.source_id or "")
        why = _spoken_in(f, a) or (foreign.why(a, source) if source else None)
        if why:
            held.setdefault((source.id if source else a.id, why), []).append(a)
    if not held or _TRANSLATED.search(f.text):
        return
    by_act = through(f)
    for (who, why), acts in held.items():
        claims = claims_of(by_act, acts)
        if not claims:
            continue
        source = f.sources.get(who)
        name = f"\u201c{source.name}\u201d" if source else "somebody the report does not name"
        yield Flag(
            code="translated-quotation",
            severity="low",
            message=f"{name} is quoted in English, but {why}; no translator is named.",
            ask="Who translated this, and what are the words in the original?",
            spans=tuple(s for a in acts for s in a.content[:1]),
            evidence=(*((who,) if source else ()), *(a.id for a in acts), *(c.id for c in claims)),
        )


def _quoted_words(span: Span) -> bool:
    return any(
        len(q.split()) >= _LEAST_WORDS
        for q in re.findall(r"[\"\u201c\u2018]([^\"\u201d]+)", span.text)
    )


def _spoken_in(f: Findings, a: Attribution) -> str | None:
    """ "Said in Russian", in the words around the quotation."""
    if not a.cue:
        return None
    start, end = sentence(f.text, a.cue[0].start)
    frame = f.text[start:end]
    for s in a.content:
        if s.start < end and start < s.end:
            frame = frame.replace(f.text[max(s.start, start) : min(s.end, end)], " \u2026 ")
    found = _patterns()["language"].search(frame)
    return f"the original is in {found['language']}" if found else None


class _Foreign:
    """A soldier in a call to his wife, a president to his country's own press."""

    def __init__(self, f: Findings) -> None:
        self._f = f
        self._passers = Passers(f.text, f.outlet)
        self._called: dict[str, dict[str, str]] = {}

    @cached_property
    def _people(self) -> re.Match[str] | None:
        """Whose people the text is about."""
        return _patterns()["people"].search(self._f.text)

    def why(self, a: Attribution, source: Source) -> str | None:
        """Why somebody's words were plainly no English."""
        text = self._f.text
        channel = self._f.channels.get(a.channel_id or "")
        called = self._names(source)
        if channel and channel.kind == "intercepted-communication":
            who = called.get("people") or (self._people["who"] if self._people else None)
            if not who or source.kind not in _SPEAKERS or not self._passers.of(channel, a):
                return None
            return f"the words are from an intercept, and the source is {who}"
        if (channel and channel.kind in _MAYBE_ENGLISH) or source.kind not in ("person", "group"):
            return None
        start, end = sentence(text, (a.cue or a.content)[0].start)
        if _patterns()["english"].search(text, start, end):
            return None
        named = _patterns()["named"].search(words(a.source))
        press = _patterns()["press"].search(text, start, end)
        found = {"press": press and press["who"], **called, "named": named and named["who"]}
        return next((_REASONS[rule].format(who) for rule, who in found.items() if who), None)

    def _names(self, source: Source) -> dict[str, str]:
        """The countries that a source's own mentions name, by the rule that finds them."""
        if source.id not in self._called:
            called = " ; ".join(
                [source.name, source.role or "", *(m.text for m in source.mentions)]
            )
            hits = {rule: _patterns()[rule].search(called) for rule in ("offices", "people")}
            self._called[source.id] = {rule: hit["who"] for rule, hit in hits.items() if hit}
        return self._called[source.id]


_SPEAKERS = ("person", "group", "unknown", "recording")
_MAYBE_ENGLISH = ("interview", "social-media", "published-work")
_REASONS = {
    "press": "the words were told to {}",
    "offices": "the office is {}",
    "people": "the source is {}",
    "named": "{} speaks another language in office",
}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(resources.files("sayso.packs").joinpath("tongues.toml").read_text("utf-8"))
    rows = {k: "|".join(w.replace("_", r"\s+") for w in v.split()) for k, v in data.items()}
    return {
        "language": re.compile(
            r"\b(?:said|says|wrote|told\s+\w+|shouted|chanted|speaking|spoke|asked|replied|reads?|shouting|chanting|posted|tweeted|added)\s+"
            rf"(?:\w+\s+){{0,3}}?in\s+(?:\w+ly\s+)?(?P<language>{rows['languages']})(?=\s*(?:[.,;:\u2026\n]|$|on\b|at\b|to\b|that\b|and\b|during\b))"
        ),
        "offices": re.compile(
            rf"\b(?:(?P<who>{rows['offices']})['\u2019]?s?\s+(?:[a-z]+\s+)?(?i:{rows['office']}))\b"
        ),
        "people": re.compile(
            rf"\b(?P<who>{rows['people']})\s+(?:[a-z]+\s+)?(?i:{rows['person']})\b"
        ),
        "named": re.compile(rf"\b(?P<who>{rows['named']})\b"),
        "press": re.compile(
            rf"\b(?:told|tells|telling|interview\s+(?:with|to)|comments\s+to)\s+(?:\w+\s+){{0,4}}?(?P<who>{rows['press']})\b"
        ),
        "english": re.compile(
            r"\b(?:CNN|BBC|Reuters|CBS|NBC|ABC|Fox|Sky|The\s+Associated\s+Press|AP|Guardian|Times|Post|Bloomberg|Wikinews|NPR|Al\s+Jazeera|Larry\s+King|"
            r"United\s+Nations|General\s+Assembly|UN|U\.N\.|[Tt]weet\w*|Twitter)\b"
        ),
    }
