"""Flags on how words came: through whom, and announced by nobody.

Each refuses where the report answers the question anywhere in its text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter

from sayso.reading.channels.passers import Passers
from sayso.reading.drafts import Ranges
from sayso.reading.flags.findings import Findings, number
from sayso.reading.flags.holding import claims_of, sentence, through, words
from sayso.records import Attribution, Claim, Flag, Span

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
    held: dict[str, list[Attribution]] = {}
    passers = Passers(f.text, f.outlet)
    for a in f.attributions.values():
        channel = f.channels.get(a.channel_id or "")
        passed = passers.of(channel, a) if channel else None
        if passed and not passed.stated and (passed.how != "recorded" or _has_words(a)):
            held.setdefault(passed.how, []).append(a)
    by_act = through(f) if held else {}
    for how, acts in held.items():
        claims = claims_of(by_act, acts)
        ids = tuple(dict.fromkeys(a.channel_id or "" for a in acts))
        spans = tuple(s for i in ids for s in f.channels[i].spans) or acts[0].content[:1]
        if claims:
            yield _unverified(how, spans, ids, claims)
    shown = [] if "leaked" in held or _by_hackers(f.text) else list(_LEAKED_SHOWS.finditer(f.text))
    if shown and not passers.leaked().stated:
        places = tuple(Span.of(f.text, *m.span()) for m in shown)
        claims = [c for c in f.claims if any(_overlap(c.spans, p) for p in places)]
        if claims:
            yield _unverified("leaked", places, (), claims)


def _unverified(
    how: str, spans: tuple[Span, ...], ids: tuple[str, ...], claims: list[Claim]
) -> Flag:
    what, did, ask = _HOW[how]
    return Flag(
        code="channel-unverified",
        severity="high" if any(c.central for c in claims) else "medium",
        message=f"The words of {number(len(claims), 'claim')} come from {what}, and who {did} is not stated.",
        ask=ask,
        spans=spans,
        evidence=(*ids, *(c.id for c in claims)),
    )


_PAPERS = (
    r"(?:e-?mails?|messages?|documents?|docs?|files|memos?|memorandum|cables?|transcripts?|papers|report|tapes?"
    r"|recordings?|audio)"
)
_LEAKED_SHOWS = re.compile(
    rf"\b(?:leaked\s+(?:[\w'\u2019-]+\s+){{0,3}}?{_PAPERS}|{_PAPERS}\s+(?:that\s+)?(?:(?:had|have|has|were|was|been)\s+){{0,2}}leaked)\b"
    r"(?=[^.\n]{0,80}?\b(?:show|reveal|suggest|indicat|detail|disclos|expos|describ|prov)\w*)",
    re.IGNORECASE,
)
"""What leaked papers show, though nobody is said to say it."""
_HACKERS = re.compile(
    r"\b(?:hackers?|Guccifer|whistle-?blower|Anonymous|Snowden|Manning|Russian\s+intelligence)\b"
)


def _by_hackers(text: str) -> bool:
    """Whether it speaks of who may have got hold of them."""
    return _HACKERS.search(text) is not None


def _overlap(spans: tuple[Span, ...], place: Span) -> bool:
    return any(s.in_ is None and s.start < place.end and place.start < s.end for s in spans)


def _has_words(a: Attribution) -> bool:
    """It is words that were recorded: quoted, or heard. What a video shows is no telling."""
    heard = re.search(
        r"\b(?:audio|tapes?|recordings?|heard)\b", words((*a.source, *a.cue)), re.IGNORECASE
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
    r"(?:announced|unveiled|disclosed)\b"
    r"(?!\s+(?:dead|winner|as|to\s+be)|\s+in\s+(?:\d{4}|[JFMASOND][a-z]+)\b)",
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
_CITED = re.compile(r"\b(?:[Aa]ccording\s+to|as)\b")


def unnamed_announcer(f: Findings) -> Iterator[Flag]:
    """An act is reported in the passive, and nobody announces it."""
    inside = Ranges(
        (s.start, s.end) for a in f.attributions.values() if a.source for s in a.content
    )
    telling = Ranges(
        (a.cue[0].start, a.cue[0].end)
        for a in f.attributions.values()
        if a.source and a.cue and a.stance == "asserts"
    )
    held = sorted(
        ((s.start, s.end, c) for c in f.claims for s in c.spans if s.in_ is None), key=itemgetter(0)
    )
    for found in _passives(f.text):
        start, end = sentence(f.text, found.start())
        before, after = f.text[start : found.start()], f.text[found.end() : end]
        # In somebody's words, or in a sentence that cites somebody for it.
        if inside.hold((found.start(), found.start() + 1)) or telling.touch((start, end)):
            continue
        if _AGENT.search(after.partition(" that ")[0]) or _CITED.search(before):
            continue
        first = bisect_right(held, start, key=itemgetter(1))
        last = bisect_left(held, end, key=itemgetter(0))
        claims = list({c.id: c for _, _, c in held[first:last]}.values())
        span = Span.of(f.text, *found.span())
        if claims:
            yield Flag(
                code="unnamed-announcer",
                severity="medium" if any(c.central for c in claims) else "low",
                message=f"“{' '.join(span.text.split())}”: the report does not say by whom.",
                ask="Who announced or decided this, when, and where can it be read?",
                spans=(span,),
                evidence=tuple(c.id for c in claims),
            )


def _passives(text: str) -> Iterator[re.Match[str]]:
    for found in _IT_WAS.finditer(text):
        behind = text[max(0, found.start() - 20) : found.start()]
        if not (_OWN_NEWS.search(found[0]) or _ASIDE.search(behind)):
            yield found
    announced = list(_WAS.finditer(text))
    if not announced or _ANNOUNCES.search(text):
        return  # who announces things is said elsewhere
    for found in announced:
        start, end = sentence(text, found.start())
        if not (
            _NO_NEWS.search(text, start, found.start()) or _AGENT.search(text, found.end(), end)
        ):
            yield found
