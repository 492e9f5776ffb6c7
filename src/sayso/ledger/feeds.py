"""What a watcher remembers of its feeds, so that it goes on where it was killed.

New entries are written down, together with the answer's ETag, before any of them is fetched: whatever
happens then, none is lost, and none is asked for again once it is filed. Neither facts nor findings.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.ledger.ledger import Ledger
from sayso.ledger.schema import transaction

MOST_TRIES = 5
"""So often an entry is tried before it is given up, until it changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """One feed as it was last seen. `failures` counts those in a row; times are ISO 8601, UTC."""

    feed: int
    url: str
    title: str | None
    etag: str | None
    last_modified: str | None
    failures: int
    not_before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One entry that is to be fetched: what the feed said of it, and how often it was tried."""

    n: int
    entry: str
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry as an answer lists it: what names it, what changes with it, and all of it."""

    key: str
    stamp: str
    entry: str


class FeedBook:
    """The watcher's memory in a ledger. One method is one transaction."""

    def __init__(self, ledger: Ledger) -> None:
        self._db = ledger.db

    def state(self, url: str) -> FeedState:
        """What is known of a feed; of a new one, nothing."""
        with transaction(self._db) as db:
            db.execute("INSERT INTO feeds (url) VALUES (?) ON CONFLICT DO NOTHING", (url,))
            row = db.execute(
                "SELECT n, url, title, etag, last_modified, failures, not_before FROM feeds"
                " WHERE url = ?",
                (url,),
            ).fetchone()
        names = ("feed", "url", "title", "etag", "last_modified", "failures", "not_before")
        return FeedState(**dict(zip(names, row, strict=True)))

    def answered(
        self,
        feed: int,
        listed: Iterable[Listed],
        *,
        title: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Write down an answer and what it lists. An entry that has not changed is left as it is."""
        with transaction(self._db) as db:
            for each in listed:
                db.execute(
                    "INSERT INTO feed_entries (feed, key, stamp, state, entry)"
                    " VALUES (?, ?, ?, 'waiting', ?) ON CONFLICT DO UPDATE SET stamp = excluded.stamp,"
                    " state = 'waiting', tries = 0, not_before = NULL, entry = excluded.entry, why = NULL"
                    " WHERE stamp <> excluded.stamp",
                    (feed, _digest(each.key), each.stamp, each.entry),
                )
            db.execute(
                "UPDATE feeds SET title = coalesce(?, title), etag = ?, last_modified = ?, failures = 0,"
                " not_before = NULL WHERE n = ?",
                (title, etag, last_modified, feed),
            )

    def failed(self, feed: int, *, not_before: str | None) -> None:
        """Write down that a feed could not be had; until `not_before` it is left alone."""
        with transaction(self._db) as db:
            db.execute(
                "UPDATE feeds SET failures = failures + 1, not_before = ? WHERE n = ?",
                (not_before, feed),
            )

    def waiting(self, feed: int, *, now: str) -> list[Waiting]:
        """The entries of a feed whose turn it is, in the order in which they were first listed."""
        with transaction(self._db, write=False) as db:
            rows = db.execute(
                "SELECT n, entry, tries FROM feed_entries WHERE feed = ? AND state = 'waiting'"
                " AND (not_before IS NULL OR not_before <= ?) ORDER BY n",
                (feed, now),
            ).fetchall()
        return [Waiting(n=n, entry=entry, tries=tries) for n, entry, tries in rows]

    def done(self, entry: Waiting) -> None:
        """Write down that an entry is filed. What it said is let go."""
        with transaction(self._db) as db:
            db.execute(
                "UPDATE feed_entries SET state = 'filed', entry = NULL, not_before = NULL, why = NULL"
                " WHERE n = ?",
                (entry.n,),
            )

    def put_off(self, entry: Waiting, *, why: str, not_before: str | None) -> bool:
        """Write down a failure; without `not_before`, or after MOST_TRIES, for good.

        Returns whether it will be tried again.
        """
        tries = entry.tries + 1
        again = not_before is not None and tries < MOST_TRIES
        with transaction(self._db) as db:
            db.execute(
                "UPDATE feed_entries SET state = ?, tries = ?, not_before = ?, why = ?,"
                " entry = iif(?, entry, NULL) WHERE n = ?",
                (
                    *("waiting" if again else "given-up", tries),
                    *(not_before if again else None, why, again, entry.n),
                ),
            )
        return again


def _digest(key: str) -> bytes:
    return hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=12).digest()
