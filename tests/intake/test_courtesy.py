"""Manners towards other people's servers, and what becomes of an entry. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from feedsite import Site, item, served

from sayso import errors
from sayso.intake import FetchLimits, courtesy
from sayso.intake.courtesy import Courtesy
from sayso.intake.feeds import Entry

LIMITS = FetchLimits(allow_private=True, timeout=5, deadline=10)
STORY = ("The ferry to the island is closed until Friday, the harbour master said.",)


@dataclass
class Time:
    """A clock that only moves when somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def polite(time: Time) -> Courtesy:
    return Courtesy(limits=LIMITS, clock=lambda: time.now, sleep=time.sleep)


def entry(url: str | None, **given: str | None) -> Entry:
    usual: dict[str, str | None] = dict.fromkeys(
        ("title", "author", "outlet", "published", "content")
    )
    return Entry(key="k", stamp="s", url=url, **{**usual, **given})  # type: ignore[arg-type]


def test_a_feed_is_asked_for_once_and_then_only_if_it_changed(site: Site, polite: Courtesy) -> None:
    url = site.rss("/rss", item("/a", "A"), Last_Modified="Tue, 06 May 2031 08:00:00 GMT")
    first = polite.feed(url, None, None)
    assert first.feed and [each.url for each in first.feed.entries] == [site.base + "/a"]
    again = polite.feed(url, first.etag, first.last_modified)
    assert (again.feed, again.etag) == (None, first.etag)
    asked = site.asked[-1][1]
    assert asked["If-None-Match"] == first.etag
    assert asked["If-Modified-Since"] == "Tue, 06 May 2031 08:00:00 GMT"
    site.rss("/rss", item("/b", "B"))
    assert polite.feed(url, again.etag, again.last_modified).feed


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (429, {"Retry_After": "120"}, 120.0),
        (503, {}, None),
        (503, {"Retry_After": "soon"}, None),
        (
            429,
            {
                "Retry_After": "Tue, 06 May 2031 08:01:30 GMT",
                "Date": "Tue, 06 May 2031 08:00:00 GMT",
            },
            90.0,
        ),
    ],
)
def test_a_busy_server(
    site: Site, polite: Courtesy, status: int, headers: dict[str, str], wait: float | None
) -> None:
    url = site.put("/rss", "busy", status, **headers)
    with pytest.raises(errors.TryLater, match=f"{status}") as caught:
        polite.feed(url, None, None)
    assert caught.value.wait == wait


def test_the_entry_says_what_its_page_does_not(site: Site, polite: Courtesy) -> None:
    url = site.put("/a", f"<html><body><p>{STORY[0]}</p></body></html>")
    told = entry(url, title="Ferry closed", author="Ana Roe", published="2031-05-06")
    report = polite.report(told, site.base + "/rss", "Harbour Post")
    assert report.text == STORY[0]
    assert (report.title, report.byline, report.url) == ("Ferry closed", "Ana Roe", url)
    assert report.published and report.published.from_ == "2031-05-06"
    assert report.outlet and (report.outlet.name, report.outlet.inferred) == ("Harbour Post", True)


def test_the_page_itself_counts_for_more(site: Site, polite: Courtesy) -> None:
    head = (
        '<meta property="og:site_name" content="Tide News">'
        '<meta property="article:published_time" content="2031-05-05T07:00:00Z">'
    )
    url = site.story("/a", "No ferry until Friday", *STORY, head=head)
    report = polite.report(
        entry(url, title="Ferry", published="2031-05-06"), site.base, "Harbour Post"
    )
    assert report.title == "No ferry until Friday"
    assert report.outlet and (report.outlet.name, report.outlet.inferred) == ("Tide News", False)
    assert report.published and report.published.from_.startswith("2031-05-05")


def test_the_title_of_somebody_elses_list_is_no_outlet(site: Site, polite: Courtesy) -> None:
    url = site.put("/a", f"<html><body><p>{STORY[0]}</p></body></html>")
    assert polite.report(entry(url), "https://list.example/rss", "My favourites").outlet is None
    named = polite.report(
        entry(url, outlet="Gauge Agency"), "https://list.example/rss", "My favourites"
    )
    assert named.outlet and named.outlet.name == "Gauge Agency"


def test_a_whole_article_in_the_feed_stands_in_for_its_page(site: Site, polite: Courtesy) -> None:
    gone, whole = site.base + "/gone", f"<p>{STORY[0]}</p>" * 7
    report = polite.report(entry(gone, content=whole, title="Ferry"), site.base, None)
    assert report.text.count(STORY[0]) == 7
    assert (report.url, report.title) == (gone, "Ferry")
    # A few lines are a teaser, not the article.
    with pytest.raises(errors.Unreachable, match="404"):
        polite.report(entry(gone, content=f"<p>{STORY[0]}</p>"), site.base, None)
    with pytest.raises(errors.Unreachable, match="404"):
        polite.report(entry(gone), site.base, None)


def test_an_entry_without_a_page(site: Site, polite: Courtesy) -> None:
    report = polite.report(entry(None, content=f"<p>{STORY[0]}</p>"), "https://f.example/rss", None)
    assert (report.text, report.ref, report.url) == (STORY[0], "https://f.example/rss#k", None)
    with pytest.raises(errors.EmptyInput, match="names no page"):
        polite.report(entry(None), "https://f.example/rss", None)


def test_hostile_content_stays_text(site: Site, polite: Courtesy) -> None:
    content = f"<script>alert(1)</script><p onclick='x()'>{STORY[0]}</p></article></body><p>More &lt;b&gt;.</p>"
    report = polite.report(entry(None, content=content), site.base, None)
    assert "alert" not in report.text
    assert STORY[0] in report.text


def test_robots_txt_is_kept_to(site: Site, polite: Courtesy) -> None:
    site.put(
        "/robots.txt",
        "User-agent: *\nDisallow: /private/\nDisallow: /*.pdf$\n",
        Content_Type="text/plain",
    )
    url = site.story("/open/a", "A", *STORY)
    assert polite.page(url).text == STORY[0]
    for path in ("/private/a", "/open/a.pdf"):
        with pytest.raises(errors.RefusedByRobots, match=r"robots\.txt"):
            polite.page(site.base + path)
    assert site.paths() == ["/robots.txt", "/open/a"]


def test_robots_txt_that_speaks_of_sayso(site: Site, polite: Courtesy) -> None:
    site.put("/robots.txt", "User-agent: sayso\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    with pytest.raises(errors.RefusedByRobots):
        polite.page(site.story("/a", "A", *STORY))


def test_robots_txt_that_fails_keeps_us_out_for_now(
    site: Site, polite: Courtesy, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put("/robots.txt", "oops", 500)
    url = site.story("/a", "A", *STORY)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(courtesy, "_is_own", lambda host: False)
        with pytest.raises(errors.TryLater, match=r"robots\.txt cannot be read"):
            polite.page(url)
        site.put("/robots.txt", "<html>no such page", 404)
        assert polite.page(url).text == STORY[0]


def test_robots_txt_that_fails_on_ones_own_machine_is_none(site: Site, polite: Courtesy) -> None:
    site.put("/robots.txt", "oops", 500)
    assert polite.page(site.story("/a", "A", *STORY)).text == STORY[0]


def test_a_host_that_asks_for_patience_is_asked_for_nothing_else(
    site: Site, polite: Courtesy, time: Time
) -> None:
    busy = site.put("/busy", "busy", 503, Retry_After="90")
    url = site.story("/a", "A", *STORY)
    with pytest.raises(errors.TryLater, match="503"):
        polite.page(busy)
    site.asked.clear()
    with pytest.raises(errors.TryLater, match="patience") as caught:
        polite.page(url)
    assert (caught.value.wait, site.asked) == (90, [])
    time.now += 91
    assert polite.page(url).text == STORY[0]


def test_robots_txt_is_asked_for_again_after_an_hour(
    site: Site, polite: Courtesy, time: Time
) -> None:
    url = site.story("/a", "A", *STORY)
    polite.page(url)
    polite.page(url)
    assert site.paths().count("/robots.txt") == 1
    time.now += 3601
    polite.page(url)
    assert site.paths().count("/robots.txt") == 2


def test_a_pause_between_requests_to_one_host(
    site: Site, polite: Courtesy, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    polite.page(site.story("/a", "A", *STORY))
    assert time.slept == []  # one's own machine needs no manners
    monkeypatch.setattr(courtesy, "_is_own", lambda host: False)
    polite.page(site.base + "/a")
    time.now += 0.25
    polite.page(site.base + "/a")
    assert time.slept == [0.75]


def test_a_site_that_asks_for_a_longer_pause(
    site: Site, polite: Courtesy, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courtesy, "_is_own", lambda host: False)
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 5\n")
    polite.page(site.story("/a", "A", *STORY))
    polite.page(site.base + "/a")
    assert time.slept == [5, 5]


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("10.0.0.1", False),
        ("post.example", False),
    ],
)
def test_whose_machine_it_is(host: str, own: bool) -> None:
    assert courtesy._is_own(host) is own


def test_private_addresses_are_refused_behind_feeds_too(site: Site) -> None:
    guarded = Courtesy(limits=FetchLimits(timeout=1))
    for ask in (
        lambda: guarded.feed(site.base, None, None),
        lambda: guarded.page(site.base + "/a"),
    ):
        with pytest.raises(errors.RefusedAddress, match="private network"):
            ask()
    assert site.asked == []
    with pytest.raises(errors.RefusedAddress, match="private network"):
        guarded.page("http://10.0.0.1/a")
