"""Feeds of every kind, whole and broken. They are invented."""

from __future__ import annotations

from contextlib import suppress

import pytest

from sayso import errors
from sayso.intake.feeds import Entry, parse_feed

AT = "https://post.example/feed.xml"

RSS = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Harbour Post</title><link>https://post.example/</link>
<item><title>Ferry &amp;amp; bridge closed</title><link>/2031/ferry</link><guid isPermaLink="false">f-2</guid>
<dc:creator>Ana Roe</dc:creator><pubDate>Tue, 06 May 2031 10:00:00 +0200</pubDate>
<description>&lt;p&gt;In short.&lt;/p&gt;</description>
<content:encoded>&lt;p&gt;The ferry is closed, the harbour master said.&lt;/p&gt;</content:encoded></item>
<item><title>Older</title><link>https://post.example/2031/old</link><pubDate>2031-05-03</pubDate></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Tide &lt;b&gt;News&lt;/b&gt;</title>
<entry><id>urn:1</id><title>High water</title><link href="high"/><updated>2031-05-04T08:00:00Z</updated>
<published>2031-05-03T07:00:00Z</published><author><name>Bo Lee</name></author>
<source><title>Gauge Agency</title></source><content type="html">&lt;p&gt;High.&lt;/p&gt;</content></entry>
<entry><id>urn:2</id><title>Low water</title><link href="low"/><updated>2031-05-02T08:00:00Z</updated></entry>
</feed>"""


def test_rss() -> None:
    feed = parse_feed(RSS, AT)
    old, new = feed.entries  # the oldest first
    assert feed.title == "Harbour Post"
    assert (new.key, new.url) == ("f-2", "https://post.example/2031/ferry")
    assert (new.title, new.author) == ("Ferry & bridge closed", "Ana Roe")
    assert new.dated() and new.dated().from_ == "2031-05-06T10:00:00+02:00"
    assert new.content == "<p>The ferry is closed, the harbour master said.</p>"
    assert (old.key, old.content) == (old.url, None)
    assert old.dated() and (old.dated().from_, old.dated().precision) == ("2031-05-03", "day")


def test_atom() -> None:
    feed = parse_feed(ATOM, AT)
    low, high = feed.entries
    assert feed.title == "Tide News"
    assert (high.url, high.author, high.outlet) == (
        "https://post.example/high",
        "Bo Lee",
        "Gauge Agency",
    )
    assert high.published == "2031-05-03T07:00:00Z"
    # When an entry was last changed is not when it was published.
    assert low.published is None


def test_rdf() -> None:
    feed = parse_feed(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b"<channel><title>Old Post</title></channel>"
        b'<item rdf:about="https://post.example/1"><title>One</title><link>https://post.example/1</link></item></rdf:RDF>',
        AT,
    )
    assert [entry.url for entry in feed.entries] == ["https://post.example/1"]


def test_a_stamp_changes_with_title_and_times_only() -> None:
    def stamp(raw: bytes) -> str:
        return parse_feed(raw, AT).entries[-1].stamp

    assert stamp(RSS) == stamp(RSS.replace(b"harbour master", b"mayor"))
    assert stamp(RSS) != stamp(RSS.replace(b"closed</title>", b"open</title>"))
    assert stamp(ATOM) != stamp(ATOM.replace(b"05-04T08", b"05-04T09"))


def test_an_entry_survives_the_ledger() -> None:
    for entry in parse_feed(RSS, AT).entries:
        assert Entry.from_json(entry.to_json()) == entry


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("javascript:alert(1)", None),
        ("mailto:me@post.example", None),
        ("file:///etc/passwd", None),
        ("HTTPS://post.example/x", "https://post.example/x"),
        ("", None),
    ],
)
def test_only_web_addresses_are_links(link: str, url: str | None) -> None:
    raw = f"<rss version='2.0'><channel><item><title>T</title><link>{link}</link></item></channel></rss>"
    (entry,) = parse_feed(raw.encode(), AT).entries
    assert entry.url == url


def test_an_entry_twice_counts_once() -> None:
    item = b"<item><guid>g</guid><title>%s</title></item>"
    raw = b"<rss version='2.0'><channel>" + item % b"new" + item % b"old" + b"</channel></rss>"
    assert [entry.title for entry in parse_feed(raw, AT).entries] == ["new"]


def test_a_feed_cut_off_gives_what_there_was() -> None:
    feed = parse_feed(RSS[: RSS.index(b"<item><title>Older")], AT)
    assert [entry.key for entry in feed.entries] == ["f-2"]


def test_a_feed_without_entries_is_a_feed() -> None:
    assert (
        parse_feed(b"<rss version='2.0'><channel><title>New</title></channel></rss>", AT).entries
        == ()
    )


@pytest.mark.parametrize(
    ("raw", "error", "words"),
    [
        (b" \n", errors.EmptyInput, "empty"),
        (b"<html><body><p>Hello</p></body></html>", errors.NotAFeed, "no RSS or Atom"),
        (b"once upon a time", errors.NotAFeed, "no RSS or Atom"),
        (b"/etc/passwd", errors.NotAFeed, "no RSS or Atom"),
        (b"http://127.0.0.1:9/feed", errors.NotAFeed, "no RSS or Atom"),
        (b"\x00\x01\x02" * 99, errors.NotAFeed, "no RSS or Atom|taken apart"),
        (b"\xff\xfe" + b"\xd8" * 7, errors.NotAFeed, "no RSS or Atom|taken apart"),
    ],
)
def test_what_is_no_feed(raw: bytes, error: type[errors.InputError], words: str) -> None:
    with pytest.raises(error, match=words):
        parse_feed(raw, AT)


def test_a_page_that_names_its_feed() -> None:
    page = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head>'
        b"<body><p>Hi</p></body></html>"
    )
    with pytest.raises(errors.NotAFeed, match=r"this feed: https://post\.example/rss"):
        parse_feed(page, AT)


def test_entities_do_not_blow_up() -> None:
    levels = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
    raw = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x0 "{"a" * 99}">{levels}'
        '<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        '<rss version="2.0"><channel><item><title>&x11;&file;</title><guid>g</guid></item></channel></rss>'
    )
    (entry,) = parse_feed(raw.encode(), AT).entries
    assert len(entry.title or "") < 1000
    assert "root:" not in (entry.title or "")


def test_deep_nesting_costs_only_itself() -> None:
    raw = (
        b"<rss version='2.0'><channel><item><guid>g</guid><title>T</title></item>" + b"<a>" * 20_000
    )
    with suppress(errors.NotAFeed):
        assert parse_feed(raw, AT).entries


def test_long_titles_are_cut() -> None:
    raw = b"<rss version='2.0'><channel><item><guid>g</guid><title>" + b"long " * 9999 + b"</title>"
    assert len(parse_feed(raw, AT).entries[0].title or "") == 500


@pytest.mark.parametrize(
    "date", ["Sat, 31 Dec 2016 23:59:60 GMT", "0000-00-00", "99999-01-01", "soon"]
)
def test_odd_dates_are_no_dates_or_read(date: str) -> None:
    raw = f"<rss version='2.0'><channel><item><guid>g</guid><pubDate>{date}</pubDate></item></channel></rss>"
    (entry,) = parse_feed(raw.encode(), AT).entries
    assert entry.dated() is None or entry.dated().from_.startswith("2016-12-31")


def test_halves_of_surrogate_pairs_fall_out() -> None:
    raw = b"<rss><channel><item><title>a&#xD800;b</title><guid>g</guid><description>x</description>"
    (entry,) = parse_feed(raw, AT).entries
    assert (entry.title or "").encode()
    assert Entry.from_json(entry.to_json()) == entry
