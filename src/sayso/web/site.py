"""What all pages of one server share."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sayso.errors import NoLedger
from sayso.ledger import Ledger
from sayso.web.desk import Desk
from sayso.web.settings import Settings


class Site:
    """The settings, the desk, the ledger and the clock of one server.

    now: the time in ISO 8601 (UTC), for what is filed or decided here.
    """

    def __init__(self, settings: Settings, now: Callable[[], str]) -> None:
        self.settings = settings
        self.now = now
        self.desk = Desk(now)
        self._open: queue.SimpleQueue[Ledger] = queue.SimpleQueue()

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger to look into; nothing can be written through it. Raises a LedgerError.

        Opened files are kept for the next page: opening one costs more than most questions.
        """
        path = self.settings.ledger
        if path is None or not path.exists():
            raise NoLedger("nothing is filed yet: read a report and file it, or use `sayso add`")
        try:
            ledger = self._open.get_nowait()
        except queue.Empty:
            ledger = Ledger.open(path, readonly=True)
        try:
            yield ledger
        except BaseException:
            ledger.close()
            raise
        self._open.put(ledger)

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger to write to, begun if there is none yet. Raises a LedgerError."""
        path = self.settings.ledger
        if path is None:
            raise NoLedger("this server has no ledger")
        with Ledger.open(path) as ledger:
            yield ledger

    def close(self) -> None:
        """Let the files go."""
        while not self._open.empty():
            self._open.get_nowait().close()
