"""What all pages of one server share."""

from __future__ import annotations

from collections.abc import Callable

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
