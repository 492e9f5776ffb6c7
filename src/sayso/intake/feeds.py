"""A feed (RSS, Atom, RDF) becomes its entries: what they link to, and what they say of it.

Feeds are written by hand, by old programs and by people who mean harm. Reading them is left to
feedparser, which gets bytes from us and never an address; what comes out is cut down here to plain
values. An entry is no report: `courtesy` fetches the page that it links to.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from time import struct_time
from typing import Any, Self

import feedparser

from sayso.errors import EmptyInput, NotAFeed
from sayso.intake.bounds import MAX_TEXT_BYTES, read_bounded
from sayso.intake.dates import published_if_stated
from sayso.intake.files import open_binary
from sayso.records import Published

_LONGEST = 500
"""Titles and names in a feed are cut here: some feeds put an article into the title."""

_TAG = re.compile(r"<[^>]*>")
# References to halves of surrogate pairs, at which feedparser gives the whole feed up.
_HALVES = re.compile(
    rb"&#(?:x0*d[89a-f][\da-f]{2}"
    rb"|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));",
    re.IGNORECASE,
)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: what a feed says of one report.

    `key` names the entry in its feed. `stamp` changes when its title or its stated times do: then
    the page is worth another visit. `url` is an http address or None, `content` the article as
    HTML where the feed carries all of it (a summary is never taken for one), `published` as the
    feed wrote it, or in UTC where it wrote it in an odd way.
    """

    key: str
    stamp: str
    url: str | None
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None
    content: str | None

    def to_json(self) -> str:
        """One line, for the ledger to keep while the entry waits."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Self:
        """The entry that `to_json` wrote."""
        kept = json.loads(line)
        return cls(**{field.name: kept[field.name] for field in fields(cls)})

    def dated(self) -> Published | None:
        """When the feed says that the report was published."""
        return published_if_stated(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it is now: its title and its entries, the oldest first."""

    title: str | None
    entries: tuple[Entry, ...]


def parse_feed(raw: bytes, url: str, content_type: str = "") -> Feed:
    """Read a feed that was fetched from `url`, or lies in a file of that name.

    Relative links count from `url`. A broken feed gives the entries that can be made out.
    Raises EmptyInput or NotAFeed.
    """
    if not raw.strip():
        raise EmptyInput("the feed is empty")
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    try:
        # Given bytes in a file, never a string: a string that looks like an address it would open.
        found = feedparser.parse(io.BytesIO(_HALVES.sub(b"?", raw)), response_headers=headers)
    except Exception as error:
        # Odd markup makes it stumble in many ways. None may cost more than this feed.
        raise NotAFeed(f"it cannot be taken apart ({type(error).__name__})") from error
    if not found.get("version") and not found.entries:
        raise NotAFeed(_no_feed(found.feed))
    title = _plain(found.feed, "title")
    seen: dict[str, Entry] = {}
    for each in found.entries:
        entry = _entry(each)
        # Of an entry that a feed carries twice the first counts: feeds put the newest first.
        seen.setdefault(entry.key, entry)
    return Feed(title=title, entries=tuple(reversed(seen.values())))


def feed_from_path(path: str) -> Feed:
    """Read a feed that was saved in a file. Raises what `parse_feed` raises, or NotFound, TooLarge …"""
    with open_binary(path) as file:
        raw = read_bounded(file, MAX_TEXT_BYTES)
    return parse_feed(raw, Path(path).resolve().as_uri())


def _no_feed(page: Mapping[str, Any]) -> str:
    """Why something is no feed, and where the feed is if a page says so."""
    for link in page.get("links", ()):
        if link.get("rel") == "alternate" and link.get("type") in _FEED_TYPES and link.get("href"):
            return f"it is a page and no feed; it names this feed: {link['href'][:200]}"
    return "it is no RSS or Atom feed"


def _entry(each: Mapping[str, Any]) -> Entry:
    title, stated = _plain(each, "title"), _stated(each, "published")
    # `get` would answer with "published" where there is no "updated", and warn about it.
    updated = _stated(each, "updated") if "updated" in dict(each) else None
    url = next(
        filter(None, map(_address, (each.get("feedburner_origlink"), each.get("link")))), None
    )
    key = _words(each.get("id")) or url or f"{title}\n{stated}"
    source = each.get("source")
    return Entry(
        key=key,
        stamp=_digest(f"{title}\n{stated}\n{updated}"),
        url=url,
        title=title,
        author=_words(each.get("author")),
        outlet=_plain(source, "title") if isinstance(source, Mapping) else None,
        published=stated,
        content=_content(each),
    )


def _stated(each: Mapping[str, Any], name: str) -> str | None:
    """A time as the feed wrote it if intake reads that, or else as feedparser understood it."""
    words = _words(each.get(name))
    if words and published_if_stated(words):
        return words
    moment = each.get(f"{name}_parsed")
    # feedparser reads whatever it can: "99999-01-01" as a day of the year 9999.
    if not isinstance(moment, struct_time) or not 1700 <= moment.tm_year <= 2200:
        return None
    try:
        return datetime(*moment[:6], tzinfo=UTC).isoformat()
    except ValueError:  # a leap second, or a year that no calendar has
        return None


def _content(each: Mapping[str, Any]) -> str | None:
    """The whole article as HTML, where the feed has an element for it."""
    for content in each.get("content", ()):
        value = content.get("value")
        if value and value.strip():
            plain = content.get("type") == "text/plain"
            return _whole(f"<pre>{html.escape(value)}</pre>" if plain else str(value))
    return None


def _address(value: Any) -> str | None:
    """A link that a page could be fetched from."""
    words = value.strip() if isinstance(value, str) else ""
    return words if re.match(r"https?://[^/\s]", words, re.IGNORECASE) else None


def _plain(each: Mapping[str, Any], name: str) -> str | None:
    """A text field without markup: the type that the feed declares is often wrong."""
    value = each.get(name)
    if not isinstance(value, str):
        return None
    detail = each.get(f"{name}_detail") or {}
    if detail.get("type") != "text/plain":
        value = html.unescape(_TAG.sub("", value))
    return _words(value)


def _words(value: Any) -> str | None:
    return _whole(" ".join(value.split())[:_LONGEST]) or None if isinstance(value, str) else None


def _whole(words: str) -> str:
    """Words without halves of surrogate pairs, which no file could hold."""
    return words.encode("utf-8", "replace").decode()


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()
