"""Flags on how words came: through whom, in which language, and announced by nobody.

Each refuses where the report answers the question anywhere in its text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from sayso.reading.flags.findings import Findings, number
from sayso.reading.passers import Passing, passing
from sayso.records import Attribution, Claim, Flag, Source, Span

_HOW = {
    "intercepted": (
        "an intercept",
        "intercepted them",
        "Who intercepted this, who passed it on, and what was left out?",
    ),
    "leaked": (
        "a leak",
        "leaked them",
        "Who leaked this, to what end, and has anyone confirmed that it is genuine?",
    ),
    "recorded": (
        "a recording",
        "made or obtained it",
        "Who made the recording, is it whole, and is it known whose voices they are?",
    ),
}


def channel_unverified(f: Findings) -> Iterator[Flag]:
    """Words from an intercept, a leak or a recording, and who obtained them is not stated."""
    held: dict[str, list[tuple[Attribution, Passing]]] = {}
    for a in f.attributions.values():
        channel = f.channels.get(a.channel_id or "")
        passed = passing(f.text, channel, a, f.outlet) if channel else None
        if passed and not passed.stated and (passed.how != "recorded" or _has_words(a)):
            held.setdefault(passed.how, []).append((a, passed))
    for how, found in held.items():
        what, did, ask = _HOW[how]
        acts = [a for a, _ in found]
        claims = _claims(f, {a.id for a in acts})
        if not claims:
            continue
        ids = dict.fromkeys(a.channel_id or "" for a in acts)
        spans = tuple(s for i in ids for s in f.channels[i].spans) or acts[0].content[:1]
        yield Flag(
            code="channel-unverified",
            severity="high" if any(c.central for c in claims) else "medium",
            message=f"The words of {number(len(claims), 'claim')} come from {what}, and who {did} is not stated.",
            ask=ask,
            spans=spans,
            evidence=(*ids, *(c.id for c in claims)),
        )


def _has_words(a: Attribution) -> bool:
    """It is words that were recorded: quoted, or heard. What a video shows is no telling."""
    heard = re.search(
        r"\b(?:audio|tapes?|recordings?|heard)\b", _words((*a.source, *a.cue)), re.IGNORECASE
    )
    return a.quoted != "indirect" or heard is not None


_ACTS = r"(?:announced|disclosed|revealed|reported|decided|confirmed|claimed|alleged|rumou?red|understood|agreed|ruled)"
_WHEN = (
    r"(?:\w+ly|also|later|since|then|on\s+\w+|late|early|earlier|last|this|today|yesterday|tonight|\w+day|night|week|month|"
    r"morning|evening|afternoon|afterwards?)"
)
_IT_WAS = re.compile(
    rf"\bit\s+(?:(?:was|has(?:\s+since)?\s+been|had\s+been|is)\s+(?:{_WHEN}\s+){{0,2}}?{_ACTS}|(?:has\s+|had\s+)?emerged)\b"
    rf"(?=(?:\s+{_WHEN}){{0,5}}?,?\s+(?:that|to)\s)",
    re.IGNORECASE,
)
_OWN_NEWS = re.compile(
    r"\b(?:previously|first|originally|also|commonly|generally|well|long)\b|\bis\s+(?:\w+ly\s+)?(?:decided|agreed|ruled)",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:was|were|has\s+been|have\s+been|had\s+been)\s+(?:(?:also|later|recently|officially|formally|publicly|finally)\s+)?"
    r"(?:announced|unveiled|disclosed)\b(?!\s+(?:dead|winner|as|to\s+be))",
    re.IGNORECASE,
)
_MONTH_OR_DAY = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_AGENT = re.compile(
    r"\b(?:by|via|from|according\s+to|in\s+(?:the|a|an)\b|on\s+(?:the|his|her|its)\b"
    rf"|(?:in|on|at)\s+(?!{_MONTH_OR_DAY})[A-Z])"
)
_NO_NEWS = re.compile(
    r"\b(?:not|no|never|none|nothing|n['\u2019]t|if|until|when|once|whether|before|after|unless|would|will|since|day|time|moment|"
    r"as|that|which|who|where|than|how|what|it)\b|n['\u2019]t\b|\w['\u2019]s?\s",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b[A-Z]\w+['\u2019]?s?\s+(?:(?:has|have|had|also|today|yesterday|later|\w+ly|\w+day)\s+)*"
    r"(?:[Aa]nnounc(?:ed|es|ing)|[Uu]nveil(?:ed|s|ing)|disclos(?:ed|es))\b|\bannouncement\s+(?:by|from)\b|['\u2019]s\s+(?:\w+\s+)?announcement\b"
)
_ASIDE = re.compile(r"\b(?:when|after|which|until|before|once|since|if|whether)\s+$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][\"\u201d\u2019')]*(?=\s)|\n")


def unnamed_announcer(f: Findings) -> Iterator[Flag]:
    """An act is reported in the passive, and nobody announces it."""
    inside = [s for a in f.attributions.values() if a.source for s in a.content]
    for found in _passives(f.text):
        start, end = _sentence(f.text, found.start())
        before, after = f.text[start : found.start()], f.text[found.end() : end]
        if any(s.start <= found.start() < s.end for s in inside) or _told_here(f, start, end):
            continue
        if _AGENT.search(after.partition(" that ")[0]) or re.search(
            r"\b(?:[Aa]ccording\s+to|as)\b", before
        ):
            continue
        span = Span.of(f.text, *found.span())
        claims = [
            c
            for c in f.claims
            if any(s.in_ is None and s.start < end and start < s.end for s in c.spans)
        ]
        if claims:
            yield Flag(
                code="unnamed-announcer",
                severity="medium" if any(c.central for c in claims) else "low",
                message=f"\u201c{' '.join(span.text.split())}\u201d: the report does not say by whom.",
                ask="Who announced or decided this, when, and where can it be read?",
                spans=(span,),
                evidence=tuple(c.id for c in claims),
            )


def _passives(text: str) -> Iterator[re.Match[str]]:
    for found in _IT_WAS.finditer(text):
        behind = text[max(0, found.start() - 20) : found.start()]
        if not (_OWN_NEWS.search(found[0]) or _ASIDE.search(behind)):
            yield found
    if _ANNOUNCES.search(text):
        return  # who announces things is said elsewhere
    for found in _WAS.finditer(text):
        start, end = _sentence(text, found.start())
        if not (
            _NO_NEWS.search(text, start, found.start()) or _AGENT.search(text, found.end(), end)
        ):
            yield found


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = max(
        (m.end() for m in _SENTENCE_END.finditer(text, max(0, at - 600), at)),
        default=max(0, at - 600),
    )
    end = _SENTENCE_END.search(text, at)
    return start, end.start() if end else len(text)


def _told_here(f: Findings, start: int, end: int) -> bool:
    """Somebody is cited for what the sentence says."""
    return any(
        a.source and a.cue and a.stance == "asserts" and start <= a.cue[0].start < end
        for a in f.attributions.values()
    )


_TRANSLATED = re.compile(
    r"\b(?:(?:mis)?translat\w+|interpreters?|subtitle\w*|in\s+(?:fluent\s+|broken\s+|perfect\s+|halting\s+)?English|English-language|(?:spoke|speaks|speaking)\s+English)\b",
    re.IGNORECASE,
)
_LEAST_WORDS = 5


def translated_quotation(f: Findings) -> Iterator[Flag]:
    """Quoted words were plainly spoken in another language, and nobody is named who put them into English."""
    if _TRANSLATED.search(f.text):
        return
    held: dict[tuple[str, str], list[Attribution]] = {}
    for a in f.attributions.values():
        source = f.sources.get(a.source_id or "")
        if not any(_quoted_words(s) for s in a.content):
            continue
        why = _spoken_in(f, a) or (_foreigner(f, a, source) if source else None)
        if why:
            held.setdefault((source.id if source else a.id, why), []).append(a)
    for (who, why), acts in held.items():
        claims = _claims(f, {a.id for a in acts})
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
    start, end = _sentence(f.text, a.cue[0].start)
    frame = f.text[start:end]
    for s in a.content:
        if s.start < end and start < s.end:
            frame = frame.replace(f.text[max(s.start, start) : min(s.end, end)], " \u2026 ")
    found = _patterns()["language"].search(frame)
    return f"the original is in {found['language']}" if found else None


def _foreigner(f: Findings, a: Attribution, source: Source) -> str | None:
    """A soldier in a call to his wife, a president to his country's own press."""
    channel = f.channels.get(a.channel_id or "")
    kind = channel.kind if channel else "not-stated"
    called = " ; ".join([source.name, source.role or "", *(m.text for m in source.mentions)])
    if kind == "intercepted-communication":
        passed = passing(f.text, channel, a, f.outlet) if channel else None
        found = _patterns()["people"].search(called) or _patterns()["people"].search(f.text)
        if passed and found and source.kind in ("person", "group", "unknown", "recording"):
            return f"the words are from an intercept, and the source is {found['who']}"
        return None
    if kind in ("interview", "social-media", "published-work") or source.kind not in (
        "person",
        "group",
    ):
        return None
    start, end = _sentence(f.text, (a.cue or a.content)[0].start)
    if _patterns()["english"].search(f.text, start, end):
        return None
    for rule in ("press", "offices", "people", "named"):
        where = (
            f.text[start:end]
            if rule == "press"
            else _words(a.source)
            if rule == "named"
            else called
        )
        found = _patterns()[rule].search(where)
        if found:
            return _REASONS[rule].format(found["who"])
    return None


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


def _words(spans: tuple[Span, ...]) -> str:
    return " ".join(s.text for s in spans)


def _claims(f: Findings, attributions: set[str]) -> list[Claim]:
    """The claims whose chain goes through one of some attributions."""
    return [c for c in f.claims if attributions & {k.attribution_id for k in c.chain}]
