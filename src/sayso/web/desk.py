"""The desk: texts are read here while a person waits, and lie here until they are filed.

One model, loaded once; reading runs in worker threads, as many at a time as there are cores, the
others wait their turn. The few latest readings are kept in memory so that a page can be reloaded,
linked to and filed without sending the text again. They are gone when the server ends: the one
state that is not in the address, and it says so on the page.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import anyio
from anyio.to_thread import run_sync

from sayso.errors import InputError, SaysoError
from sayso.records import Reading, Report
from sayso.records.wire import to_json_value
from sayso.web.settings import MAX_READ_CHARACTERS


class Busy(SaysoError):
    """More people are waiting for a reading than the server takes on."""


class TooLong(InputError):
    """A text that would keep a person waiting; the command line reads it."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A reading on the desk, under a key made of its text and of what was given with it."""

    key: str
    reading: Reading


class Desk:
    """Reads, and keeps the latest readings.

    keep: how many, at most `keep_characters` of text altogether. waiting: how many may queue for how
    long (`patience`, seconds). started: the time now, for the record.
    """

    def __init__(
        self,
        started: Callable[[], str],
        *,
        keep: int = 64,
        keep_characters: int = 4_000_000,
        waiting: int = 100,
        patience: float = 90.0,
    ) -> None:
        self._started = started
        self._keep = keep
        self._keep_characters = keep_characters
        self._patience = patience
        self._lying: OrderedDict[str, Lying] = OrderedDict()
        self._lock = threading.Lock()
        self._places = anyio.CapacityLimiter(max(1, min(4, os.cpu_count() or 1)))
        self._waiting = 0
        self._most_waiting = waiting

    async def read(self, opened: Callable[[], Report]) -> Lying:
        """Open and read one report in a worker thread.

        Raises an InputError that says what is wrong with it, or Busy.
        """
        if self._waiting >= self._most_waiting:
            raise Busy("too many reports are being read at the moment; try again in a minute")
        self._waiting += 1
        try:
            with anyio.fail_after(self._patience):
                return await run_sync(self._read, opened, limiter=self._places)
        except TimeoutError:
            raise Busy("it took too long to come to its turn; try again in a minute") from None
        finally:
            self._waiting -= 1

    def get(self, key: str) -> Lying | None:
        """A reading that still lies here."""
        with self._lock:
            found = self._lying.get(key)
            if found:
                self._lying.move_to_end(key)
            return found

    def _read(self, opened: Callable[[], Report]) -> Lying:
        report = opened()
        if len(report.text) > MAX_READ_CHARACTERS:
            raise TooLong(
                f"it is longer than {MAX_READ_CHARACTERS:,} characters; "
                "the command `sayso read` takes up to 10 MB"
            )
        key = _key(report)
        known = self.get(key)
        if known:
            return known
        from sayso.reading.reader import (
            read_report,
        )  # loads the model: not before there is a report

        made = Lying(key, read_report(report, started=self._started()))
        self._put(made)
        return made

    def _put(self, made: Lying) -> None:
        with self._lock:
            self._lying[made.key] = made
            self._lying.move_to_end(made.key)
            while len(self._lying) > self._keep or (
                len(self._lying) > 1
                and sum(len(each.reading.report.text) for each in self._lying.values())
                > self._keep_characters
            ):
                self._lying.popitem(last=False)


def _key(report: Report) -> str:
    """The same text with the same headline, outlet and address has the same key."""
    whole = json.dumps(to_json_value(report), sort_keys=True)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:20]
