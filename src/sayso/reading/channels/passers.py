"""Passers: whoever got hold of words that were not meant for others, and passed them on.

A call is intercepted, a memo leaked, a talk recorded: somebody did it. Whether the report says who is looked
for in all of its text, since it may be said once for many quotations. What is only half said is left open:
better no link and no question than one that the report answers elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.records import Attribution, Channel, Outlet, Span

How = Literal["intercepted", "leaked", "recorded"]


@dataclass(frozen=True, slots=True)
class Passing:
    """How words were passed on. stated: the report says by whom; by: his name, where it can be cut out."""

    how: How
    stated: bool
    by: Span | None = None


_INTERCEPTED = re.compile(
    r"\b(?:[Ii]ntercepted|[Ww]iretap\w*|[Ee]avesdrop\w*|[Tt]apped|[Bb]ugged|[Hh]acked|intercepts?)\b"
)
_ON_PAPER = re.compile(
    r"\b(?:e-?mails?|messages?|cables?|documents?|letters?|texts?)\b", re.IGNORECASE
)
_LEAKED = re.compile(r"\bleaked\b", re.IGNORECASE)
_RECORDING = re.compile(
    r"(?:^|\b(?:in|on|from|by|of|the|an?|this|that)\s+(?:\w+\s+){0,3}?)(?:audio|recordings?|tapes?|videos?|footage)\b",
    re.IGNORECASE,
)
_CAPTURED = re.compile(r"\b(?:captured|caught|filmed|shot|recorded)\s+$", re.IGNORECASE)
_FOR_ALL_TO_SEE = re.compile(
    r"\bvideo\s+(?:message|statement|address|call|link|conference|chat|interview)"
    r"|\b(?:campaign|music|promotional|training|propaganda|recruitment|web|his|her|their|its|our)\s+(?:\w+\s+)?(?:video|audio|clip|film|footage)"
    r"|\b(?:tv|television|broadcast|news|live|youtube|online|viral|phone\s+lines?)\b|\bnews\s?cast|\bphoto",
    re.IGNORECASE,
)
_BY_MACHINE = re.compile(
    r"\b(?:surveillance|security|dash\s?-?cam\w*|dashboard|body\s?-?cam\w*|body-?worn|police|aerial|cell\s?-?phone|home|cctv)\b",
    re.IGNORECASE,
)
_PAPERS = (
    r"(?:e-?mails?|messages?|documents?|files|memos?|memorandum|letters?|cables?|transcripts?|papers?|report|plans?"
    r"|cop(?:y|ies))"
)
_VOICES = r"(?:calls?|conversations?|recordings?|tapes?|audio|videos?|footage|clips?|transcripts?|communications?)"
_GOT = (
    r"(?:intercepted|wiretapped|tapped|hacked|leaked|released|revealed|published|posted|uploaded|recorded|filmed|taped|shot|taken|"
    r"captured|provided|shared|obtained|acquired|unearthed|uncovered|discovered|found|made\s+public|aired|broadcast|circulated|"
    r"distributed|put\s+out|turned\s+over|secretly\s+made)"
)
_NAME = (  # bounded, as a page of capitals is all one name
    r"(?<![\w.])(?:(?:[Tt]he|an?)\s+)?(?!(?:A|An|The|In|This|That|One|Two|Some|Its|His|Her)\s)"
    r"(?:[A-Z][\w.&'\u2019-]{0,30}\s+(?:(?:of|for|and|the|&)\s+(?=[A-Z]))?){0,5}[A-Z][\w.&'\u2019-]{0,30}(?!\w)"
)
_SOMEBODY = (
    r"(?:who|police|officials|he|she|they|prosecutors|bystanders?|witness\w*|activists?|authorities|officers?|department|someone|"
    r"residents?|passers-?by|student|neighbou?rs?)"
)
_BY_THE_LAW = re.compile(
    r"\bwiretap\w*\s+(?:investigation|operation|order|warrant|evidence)|\b(?:police|agents?|detectives?|investigators?|"
    r"prosecutors?|authorities|FBI|F\.B\.I\.|NSA)\b[^.\n]{0,80}\b(?:wiretap|intercept)",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:sting|propaganda|YouTube|Facebook|Instagram|Twitter|Vine|Snapchat|Periscope|TikTok|posted|uploaded|aired|campaign\s+ad)\b"
)


@dataclass(frozen=True, slots=True)
class _Answers:
    """Where a report says who got hold of one kind of thing: with a name that can be cut out, or otherwise."""

    named: re.Pattern[str]
    before: re.Pattern[str]
    otherwise: re.Pattern[str]


@cache
def _answers(thing: str) -> _Answers:
    got = rf"\b{thing}\b[^.\n]{{0,60}}?\b{_GOT}\s+(?:\w+\s+){{0,2}}?"
    return _Answers(
        named=re.compile(rf"{got}by\s+(?P<by>{_NAME})"),
        before=re.compile(
            rf"(?P<by>{_NAME})(?:,[^,.\n]{{1,60}},)?\s+(?:(?:has|had|have|also|\w{{1,20}}ly)\s+){{0,3}}(?:{_GOT}|posts|publishes|releases)\s+"
            rf"(?:[\w'\u2019-]+\s+){{0,6}}?{thing}\b"
        ),
        otherwise=re.compile(
            rf"{got}(?:by\s+[\w ]{{1,40}}|on\s+(?:YouTube|Facebook|Twitter|Telegram|his|her|its))"
            rf"|\b{_GOT}\s+(?:\w+\s+){{0,2}}?by\s+(?:\w+\s+){{1,6}}?{thing}\b"
            rf"|\b{_SOMEBODY}\s+(?:(?:has|had|have|also)\s+)*{_GOT}\s+(?:[\w'\u2019-]+\s+){{0,5}}?{thing}\b"
            rf"|\b{thing}\s+(?:\w+\s+){{0,2}}?from\s+(?:a|an|the|his|her)\s+\w|\bWikiLeaks\b|\bwhistle-?blower",
            re.IGNORECASE,
        ),
    )


class Passers:
    """Who passed words on, by one report. Its text is searched once for each way and kind of thing."""

    def __init__(self, text: str, outlet: Outlet | None) -> None:
        self._text = text
        self._outlet = outlet
        self._stated: dict[tuple[How, str], Passing] = {}

    def of(self, channel: Channel, act: Attribution) -> Passing | None:
        """How an attribution's words were passed on, and whether the report says by whom; None if they were not."""
        words = " ".join(s.text for s in (*act.source, *act.cue, *channel.spans))
        how = _how(channel, words)
        before = (self._text[max(0, s.start - 12) : s.start] for s in channel.spans)
        if how is None or any(_CAPTURED.search(b) for b in before):
            return None
        if channel.by is not None:
            return Passing(how, True, channel.by.spans[0] if channel.by.spans else None)
        thing = _PAPERS if how == "leaked" or _ON_PAPER.search(words) else _VOICES
        if (how, thing) not in self._stated:
            self._stated[how, thing] = self._search(how, thing)
        return self._stated[how, thing]

    def leaked(self) -> Passing:
        """How leaked papers were passed on that the report cites without an attribution: "leaked emails showed"."""
        if ("leaked", _PAPERS) not in self._stated:
            self._stated["leaked", _PAPERS] = self._search("leaked", _PAPERS)
        return self._stated["leaked", _PAPERS]

    def _search(self, how: How, thing: str) -> Passing:
        text, answers = self._text, _answers(thing)
        known = {"recorded": _PUBLIC, "intercepted": _BY_THE_LAW}.get(how)
        if known is not None and known.search(text):
            return Passing(how, True)
        for pattern in (answers.named, answers.before):
            for found in pattern.finditer(text):
                if not _itself(found["by"], self._outlet):
                    by = _span(text, found) if pattern is answers.named else None
                    return Passing(how, True, by)
        said = answers.otherwise.search(text)
        return Passing(how, said is not None and not _itself(said[0], self._outlet))


def _how(channel: Channel, words: str) -> How | None:
    if channel.kind == "intercepted-communication":
        return "intercepted" if _INTERCEPTED.search(words) else None
    if _LEAKED.search(words) and channel.kind in ("private-communication", "document", "recording"):
        return "leaked"
    if channel.kind != "recording":
        return None
    if _INTERCEPTED.search(words):
        return "intercepted"
    public = _FOR_ALL_TO_SEE.search(words) or _BY_MACHINE.search(words)
    return "recorded" if _RECORDING.search(words) and not public else None


def _itself(words: str, outlet: Outlet | None) -> bool:
    """The outlet got hold of it: who made it or passed it on is still open."""
    if re.search(r"\bthis\s+(?:news)?paper\b|\bby\s+us\b", words, re.IGNORECASE):
        return True
    return outlet is not None and outlet.name.lower().removeprefix("the ") in words.lower()


def _span(text: str, found: re.Match[str]) -> Span:
    start, end = found.span("by")
    words = text[start:end].rstrip(" ,")
    if "." not in words[:-1]:
        words = words.rstrip(".")  # the end of the sentence, not of "F.B.I."
    return Span.of(text, start, start + len(words))
