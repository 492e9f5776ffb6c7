"""The occasion at the end of a chain: for whom the teller speaks there, and on which day.

What the chain itself says (name, role, channel) stands in the index. Here is what only the words around
it say: the title before a name, "the sheriff's spokesman" behind it, "said on Monday".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.ledger.provenance.bodies import (
    LAW,
    act_of,
    agency_of,
    body_named,
    body_of,
    pack,
    rank_in,
)
from sayso.records import Attribution, Channel, Claim, Reading, Source, Span, Time

_AROUND = 80  # characters before and behind a first mention that can belong to it
_NEAR = 60  # characters between a cue and the day on which it was said
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s|\n")
_SHORT = re.compile(r"\b([A-Z][a-z]{0,4})\.(?=\s)")  # "Lt.", "Capt.": no end of a sentence
_TITLE = re.compile(r"(?:[A-Z][\w.'’-]*|of|the|and)(?:\s+(?:[A-Z][\w.'’-]*|of|the|and))*\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What the words around the end of a chain say of it; all may be unknown.

    heard_by: the body to which it was told ("witnesses told police"), and through which the words
    reached the report.
    """

    body: str | None
    day: str | None
    heard_by: str | None


def occasions(reading: Reading) -> dict[str, Occasion]:
    """The occasion of each attribution that says more than its chain, by the attribution's id."""
    sources = {s.id: s for s in reading.sources}
    channels = {c.id: c for c in reading.channels}
    law = _law(reading)
    bodies = {s.id: _body(reading.report.text, s, law) for s in reading.sources}
    days = _days(reading.times)
    found = {}
    for told in reading.attributions:
        source = sources.get(told.source_id or "")
        body = bodies.get(told.source_id or "")
        if source and body == body_named(source.name, source.role):
            body = None
        day = _day(reading.report.text, told, days)
        heard_by = _heard_by(channels.get(told.channel_id or ""), law)
        if body or day or heard_by:
            found[told.id] = Occasion(body=body, day=day, heard_by=heard_by)
    return found


def act(claim: Claim) -> str | None:
    """The act or document that a claim in the outlet's own voice rests on."""
    return act_of(claim.text) if claim.voice == "outlet" and not claim.degree else None


def agency(reading: Reading) -> str | None:
    """The agency whose text this is: by its byline, its outlet or a credit behind the dateline."""
    report = reading.report
    outlet = report.outlet.name if report.outlet else ""
    for words in (report.byline or "", outlet, *_bylines(reading)):
        for part in re.split(r"[,/|]| and | for ", re.sub(r"^\s*by\s+", "", words, flags=re.I)):
            if found := agency_of(part):
                return found
    credit = pack().credit.search(report.text[:400])
    return agency_of(credit.group(1)) if credit else None


def _bylines(reading: Reading) -> list[str]:
    return [s.text for b in reading.boilerplate if b.kind == "byline" for s in b.spans]


def _law(reading: Reading) -> str | None:
    """Which police a report speaks of, if it speaks of one; "police" where it names several."""
    cited = {body_named(s.name, s.role) for s in reading.sources}
    found = [key for key in LAW if key in cited]
    if not found:
        said = reading.report.text[:2000].casefold()
        found = [key for key in LAW if pack().by_key[key].pattern.search(said)]
    return found[0] if found else None


def _body(text: str, source: Source, law: str | None) -> str | None:
    """For whom a source speaks: by its name and role, else by the words at its first mention."""
    known = body_named(source.name, source.role)
    row = pack().by_key.get(known or "")
    if row and row.side != "general":
        return known
    if source.kind == "person" and not source.named and law and not known:
        return law if rank_in(source.name) else None  # "the lieutenant"
    if source.kind == "person" and source.named:
        title, beside = _beside(text, source)
        around = body_of(f"{title} {beside}") if title or beside else None
        nearer = pack().by_key.get(around or "")
        if nearer and nearer.side != "general":
            return around
        if law and rank_in(" ".join((title, source.name, source.role or "", beside))):
            return law
        return known
    # "Authorities" and "investigators" of a report that cites the police are the police; "an officer" who
    # will not be named may speak for nobody.
    return law if known == "officials" and law and source.kind != "person" else known


def _heard_by(channel: Channel | None, law: str | None) -> str | None:
    if channel is None or channel.to is None or channel.kind != "private-communication":
        return None
    body = body_of(channel.to.text)
    row = pack().by_key.get(body or "")
    if row is None or row.side == "private":
        return None
    return law if row.side == "general" else body


def _beside(text: str, source: Source) -> tuple[str, str]:
    """The title before a source's first mention, and what stands behind it between commas."""
    mentions = [m for m in source.mentions if m.in_ is None]
    if not mentions:
        return "", ""
    first = min(mentions, key=lambda m: m.start)
    before = _SHORT.sub(r"\1", text[max(0, first.start - _AROUND) : first.start])
    before = _SENTENCE.split(before)[-1]
    title = _TITLE.search(before)
    if " of " in first.text or "," in first.text:  # the mention itself says more than the name
        return (title.group(0) if title else ""), first.text
    behind = text[first.end : first.end + _AROUND]
    apposition = re.match(r",\s+([^,.;\n]{3,})[,.;]", behind)
    within = re.match(r"\s+(?:of|with|from)\s+(?:the\s+)?([^,.;\n]{3,60})", behind)
    beside = apposition or within
    return (title.group(0) if title else ""), (beside.group(1) if beside else "")


def _day(text: str, told: Attribution, days: Iterable[tuple[str, Span]]) -> str | None:
    """The day that stands beside the cue and outside what was said."""
    for cue in told.cue:
        for day, span in () if cue.in_ else days:
            start, end = (cue.end, span.start) if span.start >= cue.end else (span.end, cue.start)
            if end - start > _NEAR or any(c.start <= span.start < c.end for c in told.content):
                continue
            if not _SENTENCE.search(text[start:end]):
                return day
    return None


def _days(times: Iterable[Time]) -> list[tuple[str, Span]]:
    """The days that the text names, each with where it does."""
    return [
        (time.from_[:10], time.spans[0])
        for time in times
        if time.from_ and time.precision in _DAY and not time.spans[0].in_
    ]


_DAY = ("day", "hour", "minute", "second")
