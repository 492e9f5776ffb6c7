"""What a page says of itself: title, byline, outlet, address, language, date of publication.

Only what is stated counts. Where a page says nothing, or contradicts itself, the field stays None:
trafilatura's own dating, which searches the whole page, dated half of a ministry's daily pages by
the other headlines beside the article.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from sayso.intake.dates import published_if_stated
from sayso.records import Published

# Names of <meta> elements (in name, property or itemprop) in the order in which they are believed.
_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title")
_BYLINE = ("author", "byl", "parsely-author", "sailthru.author", "dc.creator", "citation_author")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_URL = ("og:url", "twitter:url")
_LANGUAGE = ("og:locale", "content-language", "dc.language")
_PUBLISHED = (
    "article:published_time",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "citation_publication_date",
    "date",
)

_ARTICLE_TYPE = re.compile(r"(Article|Posting|Report)$")
_ISO_START = re.compile(r"\s*(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?)(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """Each field as the page states it, or None."""

    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: Published | None


def page_facts(page: HtmlElement) -> PageFacts:
    """Read JSON-LD first, which says what each value is, then <meta>, then the visible page."""
    linked = next(_linked_articles(page), {})
    meta = _meta(page)

    def first(*candidates: str | None) -> str | None:
        return next((words for each in candidates if (words := _clean(each))), None)

    def metas(names: tuple[str, ...]) -> list[str | None]:
        return [meta.get(name) for name in names]

    language = first(page.get("lang"), _named(linked.get("inLanguage")), *metas(_LANGUAGE))
    return PageFacts(
        title=first(
            _named(linked.get("headline")),
            *metas(_TITLE),
            _only(page, "//h1"),
            _only(page, "//head/title"),
        ),
        byline=_byline(first(_named(linked.get("author")), *metas(_BYLINE))),
        outlet=first(_named(linked.get("publisher")), *metas(_OUTLET)),
        url=_address(page.xpath("//link[@rel='canonical']/@href"), metas(_URL)),
        language=re.split("[-_]", language)[0].lower() if language else None,
        published=next(
            (
                published
                for stated in (_named(linked.get("datePublished")), *metas(_PUBLISHED))
                if (published := published_if_stated(stated))
            ),
            None,
        )
        or _visible_date(page),
    )


def _linked_articles(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that are an article of some kind."""
    for script in page.xpath("//script[@type='application/ld+json']"):
        try:
            waiting: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in kinds):
                    yield node
                waiting[:0] = [node.get("@graph"), node.get("mainEntity")]


def _meta(page: HtmlElement) -> dict[str, str]:
    """The <meta> elements by lower-case name; of several with one name, the first."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                found.setdefault(name.strip().lower(), element.get("content") or "")
    return found


def _named(value: Any) -> str | None:
    """The words of a JSON-LD value: a string, an object's name, or several joined by commas."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _named(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value))) or None
    return None


def _clean(words: str | None) -> str | None:
    return " ".join(html.unescape(words).split()) or None if words else None


def _only(page: HtmlElement, path: str) -> str | None:
    """The text of an element that the page has exactly once."""
    found = page.xpath(path)
    return found[0].text_content() if len(found) == 1 else None


def _byline(words: str | None) -> str | None:
    """An author's name, but not an author's page or handle."""
    return None if words and (words.startswith("@") or "://" in words) else words


def _address(canonical: list[str], stated: list[str | None]) -> str | None:
    """The first full http address among what the page calls its own."""
    return next(
        (
            each.strip()
            for each in (*canonical, *stated)
            if each and re.match(r"\s*https?://[^/\s]+/\S", each)
        ),
        None,
    )


def _visible_date(page: HtmlElement) -> Published | None:
    """The date that the page shows, if all its dates in ISO form name the same day.

    Looked for in <time datetime> and in elements whose class says "date".
    """
    shown = [
        *page.xpath("//time/@datetime"),
        *(
            element.text_content()[:40]
            for element in page.xpath("//*[contains(@class, 'date') or @itemprop='datePublished']")
        ),
    ]
    dates = [found[1] for words in shown if (found := _ISO_START.match(words))]
    if not dates or len({date[:10] for date in dates}) > 1:
        return None
    return published_if_stated(max(dates, key=len))
