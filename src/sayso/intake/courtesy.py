"""Asking other people's servers again and again, and staying welcome.

A feed is asked for only if it changed (ETag, Last-Modified). Between two requests to one host there
is a pause. What a site's robots.txt keeps programs from is not fetched: whoever follows a feed fetches
pages that nobody chose one by one. Feeds themselves are published to be fetched by programs.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from protego import Protego

from sayso.errors import (
    EmptyInput,
    InputError,
    RefusedAddress,
    RefusedByRobots,
    TryLater,
    Unreachable,
)
from sayso.intake.bounds import FetchLimits
from sayso.intake.feeds import Entry, Feed, parse_feed
from sayso.intake.files import report_from_raw
from sayso.intake.urls import fetch, fetch_report, refusal
from sayso.records import Outlet, Report

AGENT = "sayso"
"""The name by which robots.txt may speak of this program."""

PAUSE = 1.0
"""Seconds between two requests to one host, unless its robots.txt asks for more."""

_LONGEST_PAUSE = 60.0
_BUSY = 60.0
"""Seconds for which a host is left alone that is busy and does not say for how long."""

_RULES_HOLD = 3600.0
"""Seconds for which a robots.txt is believed. RFC 9309 allows a day."""

_RULES_BYTES = 512_000
"""Of a robots.txt so much is read; RFC 9309 wants 500 KiB at least."""

_WHOLE_ARTICLE = 400
"""Characters from which on the content in a feed passes for the article and not for its beginning."""

_FEED_TYPES = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAnswer:
    """What came of asking for a feed. `feed` is None where it has not changed.

    `etag` and `last_modified` are for the next time.
    """

    feed: Feed | None
    etag: str | None
    last_modified: str | None


@dataclass(slots=True, kw_only=True)
class Courtesy:
    """One reader of feeds: what it asked of whom, and when. Lives as long as the process."""

    limits: FetchLimits
    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)
    _closed: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, tuple[float, Protego]] = field(default_factory=dict)

    def feed(self, url: str, etag: str | None, last_modified: str | None) -> FeedAnswer:
        """Ask for a feed, if it changed since an answer that came with these two.

        Raises NotAFeed, EmptyInput, TooLarge, Unreachable, TryLater or RefusedAddress.
        """
        headers = {"Accept": _FEED_TYPES}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        self._wait(url, self.pause)
        answer = fetch(url, self.limits, headers)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return FeedAnswer(feed=None, etag=etag, last_modified=last_modified)
        if answer.status != HTTPStatus.OK:
            raise refusal(answer.status, answer.headers)
        return FeedAnswer(
            feed=parse_feed(answer.raw, answer.url, answer.headers.get("content-type", "")),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
        )

    def report(self, entry: Entry, feed_url: str, feed_title: str | None) -> Report:
        """The report that an entry of a feed stands for.

        Where its page cannot be had and the feed carries the whole article, that is the report; a
        summary never is. What the page does not say of itself, the entry says.
        Raises the InputError that says why there is none.
        """
        try:
            report = self.page(entry.url) if entry.url else _content(entry, feed_url)
        except InputError:
            if not entry.url:
                raise
            found = _content_if_whole(entry, feed_url)
            if found is None:
                raise
            report = found
        return replace(
            report,
            title=report.title or entry.title,
            byline=report.byline or entry.author,
            published=report.published or entry.dated(),
            outlet=report.outlet or _outlet(report, entry, feed_url, feed_title),
        )

    def page(self, url: str) -> Report:
        """Fetch a page that a feed names, in its host's own time.

        Raises RefusedByRobots beside what `report_from_url` raises.
        """
        self._keep_away(url)
        rules = self._rules_of(url)
        if not rules.can_fetch(url, AGENT):
            raise RefusedByRobots("its site asks programs not to fetch it (robots.txt)")
        asked_for = min(rules.crawl_delay(AGENT) or 0.0, _LONGEST_PAUSE)
        self._wait(url, max(self.pause, asked_for))
        try:
            return fetch_report(url, self.limits)
        except TryLater as error:
            # What one page was refused for holds for the others of its host.
            self._closed[_host(url)] = self.clock() + (error.wait or _BUSY)
            raise

    def _rules_of(self, url: str) -> Protego:
        """The robots.txt of a page's site, fetched once in a while (RFC 9309)."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        known = self._rules.get(site)
        if known and self.clock() - known[0] < _RULES_HOLD:
            return known[1]
        self._wait(url, self.pause)
        try:
            answer = fetch(f"{site}/robots.txt", self.limits, {"Accept": "text/plain"})
            if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise refusal(answer.status, answer.headers)
            stated = answer.raw[:_RULES_BYTES] if answer.status == HTTPStatus.OK else b""
        except RefusedAddress:
            raise
        except Unreachable as error:
            if not _is_own(_host(url)):
                wait = error.wait if isinstance(error, TryLater) else None
                raise TryLater(f"its robots.txt cannot be read: {error}", wait) from None
            stated = b""  # whoever serves pages on this machine need not be asked
        rules = Protego.parse(stated.decode("utf-8", "replace"))
        self._rules[site] = (self.clock(), rules)
        return rules

    def _keep_away(self, url: str) -> None:
        """Raise TryLater while a host asks to be left alone."""
        left = self._closed.get(_host(url), 0.0) - self.clock()
        if left > 0:
            raise TryLater("its server asked for patience a moment ago", left)

    def _wait(self, url: str, pause: float) -> None:
        """Let `pause` seconds pass since this host was asked last. One's own machine needs none."""
        host = _host(url)
        if _is_own(host):
            return
        since = self.clock() - self._asked.get(host, float("-inf"))
        if since < pause:
            self.sleep(pause - since)
        self._asked[host] = self.clock()


def _content(entry: Entry, feed_url: str) -> Report:
    """The article as the feed carries it. Raises an InputError where it carries none."""
    if not entry.content:
        raise EmptyInput("the entry names no page, and the feed does not carry its text")
    return report_from_raw(
        f"<!doctype html><body><article>{entry.content}</article>".encode("utf-8", "replace"),
        "text/html",
        ref=entry.url or f"{feed_url}#{entry.key}",
        url=entry.url,
    )


def _content_if_whole(entry: Entry, feed_url: str) -> Report | None:
    try:
        report = _content(entry, feed_url)
    except InputError:
        return None
    return report if len(report.text) >= _WHOLE_ARTICLE else None


def _outlet(report: Report, entry: Entry, feed_url: str, feed_title: str | None) -> Outlet | None:
    """Who published it, as far as the feed tells.

    A feed's own title counts only for pages of its own host: a list of other people's reports has
    a title too.
    """
    if entry.outlet:
        return Outlet(name=entry.outlet, inferred=True, reason="the feed names it as the source")
    if feed_title and report.url and _site(report.url) == _site(feed_url):
        return Outlet(name=feed_title, inferred=True, reason="the title of the feed it came in")
    return None


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").rstrip(".")


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_own(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
