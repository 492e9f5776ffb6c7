"""W3C Web Annotation: claims, who says them and what to ask, each tied to its words.

A target's source is the page where there is an address, else the text by its hash. Its selectors are the
words with what stands around them, which finds them on the page, and their place in the text that sayso
read: that text is named by its hash (RFC 6920) as the state that the place counts in.
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.export.tables import local
from sayso.ledger.answers.contents import FiledReport
from sayso.records import Claim, Report, Span
from sayso.records.wire import to_line

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_AROUND = 32
"""Characters of the text before and behind the words, by which they are found again."""


def document(filed: Iterable[FiledReport], *, made_at: str) -> Iterator[str]:
    """All annotations as one AnnotationPage (JSON-LD), in pieces, an annotation a line."""
    head = to_line(
        {
            "@context": CONTEXT,
            "id": f"urn:sayso:annotations:{made_at}",
            "type": "AnnotationPage",
            "startIndex": 0,
        }
    )
    yield f'{head[:-1]}, "items": [\n'
    before = ""
    for report in filed:
        for each in annotated(report, made_at=made_at):
            yield before + to_line(each)
            before = ",\n"
    yield "\n]}\n"


def annotated(filed: FiledReport, *, made_at: str) -> Iterator[dict[str, Any]]:
    """The annotations of one report: one for each selected claim, each attribution and each flag."""
    reading = filed.reading
    names = {source.id: source.name for source in reading.sources}
    for claim in reading.claims:
        if claim.id in filed.claims:
            named = filed.claims[claim.id]
            bodies = [_tag("claim"), _described(_chain(claim, names))]
            yield _annotation(filed, named, "identifying", bodies, claim.spans, made_at)
    for told in reading.attributions:
        for role, spans in (("source", told.source), ("cue", told.cue), ("content", told.content)):
            if spans:
                named = f"{local(filed, told.id)}-{role}"
                who = names.get(told.source_id or "", "source not stated")
                bodies = [_tag(role), _described(f"{role} of: {who}")]
                yield _annotation(filed, named, "classifying", bodies, spans, made_at)
    for number, flag in enumerate(reading.flags, 1):
        if flag.spans:
            named = f"{local(filed, f'flag-{number}')}"
            bodies = [_tag(flag.code), _described(flag.message), _body(flag.ask, "questioning")]
            yield _annotation(filed, named, "questioning", bodies, flag.spans, made_at)


def text_iri(report: Report) -> str:
    """The text of a report as an address: its hash, as RFC 6920 writes one."""
    digest = bytes.fromhex(report.id.removeprefix("sha256:"))
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _annotation(
    filed: FiledReport,
    named: str,
    motivation: str,
    bodies: list[dict[str, Any]],
    spans: tuple[Span, ...],
    made_at: str,
) -> dict[str, Any]:
    made = filed.reading.generated_by
    targets = [target for span in spans if (target := _target(filed, span))]
    return {
        "id": f"urn:sayso:{named}",
        "type": "Annotation",
        "motivation": motivation,
        "generator": {
            "id": f"urn:sayso:{made.sayso}:{made.model or 'no-model'}",
            "type": "Software",
            "name": f"sayso {made.sayso}, model {made.model or 'not stated'}",
        },
        **({"created": made.started} if made.started else {}),
        "generated": made_at,
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(filed: FiledReport, span: Span) -> dict[str, Any]:
    """The words as a specific resource. A headline's place counts from the start of the headline."""
    report = filed.reading.report
    seen = filed.sightings[0]
    part = {None: report.text, "title": report.title, "byline": report.byline}.get(span.in_) or ""
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": span.text}
    if part[span.start : span.end] == span.text:
        quote["prefix"] = part[max(0, span.start - _AROUND) : span.start]
        quote["suffix"] = part[span.end : span.end + _AROUND]
    selectors = [quote]
    if span.in_ is None:
        place = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
        selectors.append(place)
    return {
        "type": "SpecificResource",
        "source": report.url or text_iri(report),
        "selector": selectors,
        "state": {"type": "TimeState", "sourceDate": seen.seen_at, "cached": text_iri(report)},
    }


def _chain(claim: Claim, names: dict[str, str]) -> str:
    """Who says it, from the reader outwards."""
    if not claim.degree:
        return "the outlet's own word"
    told = (names.get(link.source_id or "", "not stated") for link in claim.chain)
    return "said by, from the outlet to the origin: " + " ← ".join(told)


def _tag(value: str) -> dict[str, Any]:
    return _body(value, "tagging")


def _described(value: str) -> dict[str, Any]:
    return _body(value, "describing")


def _body(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
