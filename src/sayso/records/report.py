"""A report: the text as evidence, and what is known about where it came from."""

import hashlib
from dataclasses import dataclass
from typing import Self

from sayso.records.span import Span
from sayso.records.when import Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published the text: as given, or inferred from what the text shows."""

    name: str
    inferred: bool = False
    reason: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When the text was published, as stated: first and last ISO 8601 day (or time) it can mean."""

    from_: str
    to: str
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateReason:
    """One rule that narrows down the date of publication, and the words it rests on."""

    spans: tuple[Span, ...]
    rule: str
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEstimate:
    """When the text must have been published, where it does not say so."""

    from_: str | None
    to: str | None
    reasons: tuple[EstimateReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news report as it came in. `text` is evidence and never changes.

    `id` names the text, `sha256` the raw bytes it was decoded or extracted from (hex digits);
    `ref` is what the caller calls it: a path, a URL, "-" or the id of a JSON line.
    """

    id: str
    ref: str | None
    text: str
    title: str | None = None
    outlet: Outlet | None = None
    byline: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    published_estimate: PublishedEstimate | None = None
    sha256: str
    media_type: str
    owner: str | None = None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        raw: bytes | None = None,
        ref: str | None = None,
        media_type: str = "text/plain",
        title: str | None = None,
        outlet: Outlet | None = None,
        byline: str | None = None,
        url: str | None = None,
        language: str | None = None,
        published: Published | None = None,
    ) -> Self:
        """Name a text by its hash. `raw` are the bytes it came from, by default its UTF-8.

        Raises UnicodeEncodeError if the text holds half of a surrogate pair.
        """
        encoded = text.encode()
        return cls(
            id="sha256:" + hashlib.sha256(encoded).hexdigest(),
            ref=ref,
            text=text,
            title=title,
            outlet=outlet,
            byline=byline,
            url=url,
            language=language,
            published=published,
            sha256=hashlib.sha256(encoded if raw is None else raw).hexdigest(),
            media_type=media_type,
        )
