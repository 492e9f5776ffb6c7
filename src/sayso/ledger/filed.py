"""What was filed: one sighting of one report, as the rules that conclude from it are given it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import astuple, dataclass, fields
from typing import Literal, Self

from sayso.ledger.addresses import host_of, url_key
from sayso.records import Reading, Report

Outcome = Literal["added", "sighted", "version", "already"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where and when a report was seen, and what that place says of it. A row of `sightings`.

    Days are ISO 8601; `published_*` as stated there, `estimate_*` as the text lets them be estimated.
    """

    id: str
    seen_at: str
    ref: str | None
    url: str | None
    url_key: str | None
    host: str | None
    feed: str | None
    outlet: str | None
    outlet_inferred: int
    title: str | None
    byline: str | None
    published_from: str | None
    published_to: str | None
    published_precision: str | None
    estimate_from: str | None
    estimate_to: str | None
    raw_sha256: str
    media_type: str

    @classmethod
    def of(cls, report: Report, *, seen_at: str, ref: str | None, feed: str | None) -> Self:
        """The sighting of a report that was read, or is known from an earlier reading.

        The same report at the same place with the same headline, outlet, byline and date is the same
        sighting, whenever and by whichever feed it was found.
        """
        key = url_key(report.url)
        published, estimate, outlet = report.published, report.published_estimate, report.outlet
        return cls(
            id=sighting_id(
                report.id,
                key or ref,
                outlet.name if outlet else None,
                report.title,
                report.byline,
                published.from_ if published else None,
            ),
            seen_at=seen_at,
            ref=ref,
            url=report.url,
            url_key=key,
            host=host_of(report.url),
            feed=feed,
            outlet=outlet.name if outlet else None,
            outlet_inferred=int(outlet.inferred) if outlet else 0,
            title=report.title,
            byline=report.byline,
            published_from=published.from_ if published else None,
            published_to=published.to if published else None,
            published_precision=published.precision if published else None,
            estimate_from=estimate.from_ if estimate else None,
            estimate_to=estimate.to if estimate else None,
            raw_sha256=report.sha256,
            media_type=report.media_type,
        )

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The columns of `sightings` that a Sighting holds, in its order."""
        return tuple(field.name for field in fields(cls))

    def values(self) -> tuple[str | int | None, ...]:
        """Their values."""
        return astuple(self)


def sighting_id(
    report: str,
    place: str | None,
    outlet: str | None,
    title: str | None,
    byline: str | None,
    published: str | None,
) -> str:
    """The name of a sighting: of the report, the place (an address's key, else the ref) and its words."""
    what = json.dumps([report, place, outlet, title, byline, published])
    return f"sighting:{hashlib.sha256(what.encode()).hexdigest()[:24]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One filing, for `conclude`: the facts are in, and the claims of a new text are indexed.

    `reading` is that of a new report, None where a known one was seen again. What this place says of the
    report (outlet, headline, date) stands in `sighting`. `claims` maps the reading's ids ("c7") to rows of
    `claims`.
    """

    report_n: int
    sighting_n: int
    sighting: Sighting
    text: str
    reading: Reading | None
    claims: dict[str, int]


def sighting_at(db: sqlite3.Connection, n: int) -> Sighting:
    """Read one row of `sightings`."""
    row = db.execute(f"SELECT {_COLUMNS} FROM sightings WHERE n = ?", (n,)).fetchone()
    return Sighting(**dict(zip(Sighting.columns(), row, strict=True)))


_COLUMNS = ", ".join(Sighting.columns())
