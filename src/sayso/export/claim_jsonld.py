"""schema.org `Claim`: what is claimed, by whom, and where it appeared, as linked data.

There is a rating only where a person gave one: a grade becomes a review by that person, on its own axis.
https://schema.org/Claim
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sayso.export.web_annotation import text_iri
from sayso.ledger.answers.contents import FiledReport
from sayso.ledger.filed import Sighting
from sayso.ledger.judging.grades import MEANINGS, Grade
from sayso.records import Claim, Source
from sayso.records.wire import to_line

_TYPES = {"person": "Person", "organisation": "Organization", "outlet": "NewsMediaOrganization"}


def document(
    filed: Iterable[FiledReport], grades: Mapping[str, list[Grade]], *, made_at: str
) -> Iterator[str]:
    """All selected claims as one JSON-LD document, in pieces, a claim a line.

    `grades` has those in force by what they are of.
    """
    yield '{"@context": "https://schema.org", "@graph": [\n'
    before = ""
    for report in filed:
        for node in claims(report, grades, made_at=made_at):
            yield before + to_line(node)
            before = ",\n"
    yield "\n]}\n"


def claims(
    filed: FiledReport, grades: Mapping[str, list[Grade]], *, made_at: str
) -> Iterator[dict[str, Any]]:
    """A `Claim` for each selected claim of one report."""
    reading = filed.reading
    sources = {source.id: source for source in reading.sources}
    articles = [_article(filed, sighting) for sighting in filed.sightings]
    made = reading.generated_by
    for claim in reading.claims:
        if claim.id not in filed.claims:
            continue
        named = filed.claims[claim.id]
        node: dict[str, Any] = {
            "@type": "Claim",
            "@id": f"urn:sayso:{named}",
            "identifier": named,
            "text": claim.text,
            "inLanguage": reading.report.language or "en",
            "appearance": articles,
            "firstAppearance": articles[0],
            "sdDatePublished": made_at,
            "sdPublisher": {
                "@type": "Organization",
                "name": f"sayso {made.sayso}, model {made.model or 'not stated'}",
            },
            "isBasedOn": {
                "@type": "CreativeWork",
                "@id": text_iri(reading.report),
                "identifier": reading.report.id,
            },
        }
        if author := _author(claim, sources, filed):
            node["author"] = author
        if reviews := [_review(grade) for grade in grades.get(named, ())]:
            node["review"] = reviews
        yield {key: value for key, value in node.items() if value is not None}


def _article(filed: FiledReport, seen: Sighting) -> dict[str, Any]:
    report = filed.reading.report
    article = {
        "@type": "NewsArticle",
        "@id": seen.url or text_iri(report),
        "identifier": report.id,
        "url": seen.url,
        "headline": seen.title,
        "datePublished": seen.published_from,
        "publisher": {"@type": "NewsMediaOrganization", "name": seen.outlet}
        if seen.outlet
        else None,
    }
    return {key: value for key, value in article.items() if value is not None}


def _author(claim: Claim, sources: dict[str, Source], filed: FiledReport) -> dict[str, Any] | None:
    """Whose claim it is: the origin of its chain, or the outlet itself. Nobody where it is not stated."""
    if not claim.degree:
        outlet = filed.reading.report.outlet
        return {"@type": "NewsMediaOrganization", "name": outlet.name} if outlet else None
    source = sources.get(claim.chain[-1].source_id or "")
    if source is None:
        return None
    # An unnamed officer is somebody, whom the report describes and does not name.
    key = "name" if source.named else "description"
    found = {"@type": _TYPES.get(source.kind, "Thing"), key: source.name}
    return {**found, "jobTitle": source.role} if source.kind == "person" and source.role else found


def _review(grade: Grade) -> dict[str, Any]:
    meaning = MEANINGS[grade.axis][grade.value]
    return {
        "@type": "Review",
        "identifier": grade.grade,
        "author": {"@type": "Person", "name": grade.by},
        "datePublished": grade.at,
        "reviewAspect": grade.axis,
        "reviewBody": grade.why,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": grade.value,
            "name": f"{grade.value}: {meaning}",
            "ratingExplanation": f"{grade.axis} on the scale {grade.scale} ({grade.scale_version})",
            "author": {"@type": "Person", "name": grade.by},
        },
    }
