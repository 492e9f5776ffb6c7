"""What a watcher remembers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger import Ledger
from sayso.ledger.feeds import MOST_TRIES, FeedBook, Listed, Waiting

URL = "https://post.example/rss"
NOW = "2031-05-06T10:00:00+00:00"
LATER = "2031-05-06T11:00:00+00:00"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[FeedBook]:
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        yield FeedBook(ledger)


def listed(*keys: str, stamp: str = "1") -> list[Listed]:
    return [Listed(key=key, stamp=stamp, entry=f"entry {key}") for key in keys]


def waiting(book: FeedBook, now: str = NOW) -> list[Waiting]:
    return book.waiting(book.state(URL).feed, now=now)


def test_a_new_feed_has_no_past(book: FeedBook) -> None:
    state = book.state(URL)
    assert (state.url, state.etag, state.failures, state.not_before) == (URL, None, 0, None)
    assert book.state(URL) == state
    assert waiting(book) == []


def test_entries_wait_in_the_order_in_which_they_were_listed(book: FeedBook) -> None:
    feed = book.state(URL).feed
    book.answered(feed, listed("b", "a"), title="Post", etag='"1"', last_modified="then")
    book.answered(feed, listed("b", "a", "c"), etag='"2"')
    assert [each.entry for each in waiting(book)] == ["entry b", "entry a", "entry c"]
    state = book.state(URL)
    assert (state.title, state.etag, state.last_modified) == ("Post", '"2"', None)


def test_what_is_done_comes_back_only_if_it_changed(book: FeedBook) -> None:
    feed = book.state(URL).feed
    book.answered(feed, listed("a"))
    book.done(waiting(book)[0])
    book.answered(feed, listed("a"))
    assert waiting(book) == []
    book.answered(feed, listed("a", stamp="2"))
    assert [(each.entry, each.tries) for each in waiting(book)] == [("entry a", 0)]


def test_a_failed_entry_waits_and_is_given_up_in_the_end(book: FeedBook) -> None:
    feed = book.state(URL).feed
    book.answered(feed, listed("a"))
    for tries in range(1, MOST_TRIES):
        (entry,) = waiting(book, LATER)
        assert entry.tries == tries - 1
        assert book.put_off(entry, why="no answer", not_before=LATER)
        assert waiting(book, NOW) == []
    assert not book.put_off(waiting(book, LATER)[0], why="no answer", not_before=LATER)
    assert waiting(book, LATER) == []
    book.answered(feed, listed("a", stamp="2"))
    assert len(waiting(book)) == 1


def test_what_can_never_be_read_is_given_up_at_once(book: FeedBook) -> None:
    book.answered(book.state(URL).feed, listed("a"))
    assert not book.put_off(waiting(book)[0], why="it is in French", not_before=None)
    assert waiting(book, LATER) == []


def test_failures_in_a_row_are_counted(book: FeedBook) -> None:
    feed = book.state(URL).feed
    book.failed(feed, not_before=LATER)
    book.failed(feed, not_before=None)
    assert (book.state(URL).failures, book.state(URL).not_before) == (2, None)
    book.answered(feed, [])
    assert book.state(URL).failures == 0


def test_a_rebuild_forgets_nothing_of_it(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other.db") as ledger:
        book = FeedBook(ledger)
        book.answered(book.state(URL).feed, listed("a"), etag='"1"')
        ledger.rebuild()
        assert len(waiting(book)) == 1
        assert book.state(URL).etag == '"1"'
        assert ledger.check() == []
