"""Visits to feeds and folders: what is new is written down first, and then filed piece by piece.

A line is printed for a report once it is in the ledger, and not before. What was written down and not
filed when the watcher was killed is filed by the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.output import write
from sayso.cli.progress import warn
from sayso.cli.reports import now, read_one
from sayso.cli.visible import visible
from sayso.errors import (
    Forgotten,
    InputError,
    RefusedAddress,
    RefusedByRobots,
    TryLater,
    Unreachable,
)
from sayso.export.words import NOT_STATED, counted
from sayso.intake import FetchLimits, InputFailure, report_from_path
from sayso.intake.courtesy import Courtesy
from sayso.intake.feeds import Entry, Feed, feed_from_path
from sayso.intake.folders import files_in
from sayso.intake.places import is_url
from sayso.ledger import Ledger, ids
from sayso.ledger.answers import life, showing
from sayso.ledger.feeds import FeedBook, FeedState, Listed, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ledger import Filing
    from sayso.records import Report

_DAY = 86_400.0
_FIRST_TRY_AGAIN = 900.0
"""Seconds until a page is tried again; each further failure makes it four times as long: five tries
are spread over 21 hours."""


@dataclass(slots=True)
class Visit:
    """What came of visiting one feed. `wait` is for how many seconds it is left alone now.

    `reports` are the ids of those filed, and `central` the one of their central claims that most tell.
    """

    place: str
    wait: float
    counts: dict[str, int] = field(
        default_factory=lambda: {"added": 0, "already": 0, "versions": 0, "failed": 0}
    )
    reports: list[str] = field(default_factory=list)
    central: str | None = None

    def failed(self, line: str) -> None:
        """Count a failure, and say what is wrong."""
        self.counts["failed"] += 1
        warn(line)


class Watcher:
    """One watcher of feeds and folders; `every` is the number of seconds between two visits."""

    def __init__(self, ledger: Ledger, limits: FetchLimits, *, every: float) -> None:
        self.ledger = ledger
        self.book = FeedBook(ledger)
        self.courtesy = Courtesy(limits=limits)
        self.every = every

    def visit(self, place: str, *, tell: bool) -> Visit:
        """Ask what is new, and file it; with `tell`, print a line for each report."""
        visit = Visit(place, self.every)
        url = place if is_url(place) else Path(place).resolve().as_uri()
        state = self.book.state(url)
        try:
            self._ask(place, state, visit)
        except InputError as error:
            visit.failed(f"{place}: {error}")
            # A server's own word holds for the next process too; what failed otherwise is asked again.
            asked = error.wait if isinstance(error, TryLater) else None
            visit.wait = max(asked or 0.0, min(self.every * 2 ** min(state.failures, 20), _DAY))
            self.book.failed(state.feed, not_before=_moment(asked) if asked else None)
        title = self.book.state(url).title
        for waiting in self.book.waiting(state.feed, now=_moment()):
            self._file(waiting, url, title, visit, tell)
        visit.central = self.ledger.ask(life.most_told, visit.reports)
        return visit

    def _ask(self, place: str, state: FeedState, visit: Visit) -> None:
        """Write down what a feed or a folder lists now. Raises an InputError."""
        if is_url(place):
            if state.not_before and state.not_before > _moment():
                until = datetime.fromisoformat(state.not_before) - datetime.now(UTC)
                said = f"its server asked to be left alone until {state.not_before}"
                raise TryLater(said, until.total_seconds())
            answer = self.courtesy.feed(place, state.etag, state.last_modified)
            self.book.answered(
                state.feed,
                _entries(answer.feed),
                title=answer.feed.title if answer.feed else None,
                etag=answer.etag,
                last_modified=answer.last_modified,
            )
        elif Path(place).is_file():
            feed = feed_from_path(place)
            self.book.answered(state.feed, _entries(feed), title=feed.title)
        else:
            listed = []
            for file in files_in(place):
                if isinstance(file, InputFailure):
                    visit.failed(str(file))
                else:
                    listed.append(Listed(key=file[0], stamp=file[1], entry=file[0]))
            self.book.answered(state.feed, listed)

    def _file(
        self, waiting: Waiting, url: str, title: str | None, visit: Visit, tell: bool
    ) -> None:
        """Read and file one entry, or write down why not."""
        try:
            if waiting.entry.startswith("{"):
                entry = Entry.from_json(waiting.entry)
                name = entry.url or entry.title or url
                report = self.courtesy.report(entry, url, title)
            else:
                name = waiting.entry
                report = report_from_path(name)
            filing = self._filed(report, url)
        except (InputError, Forgotten) as error:
            again = _again(error, waiting.tries)
            later = self.book.put_off(waiting, why=str(error), not_before=again)
            visit.failed(f"{name}: {error}{' (it is tried again later)' if later else ''}")
            return
        self.book.done(waiting)
        visit.counts["already" if filing.outcome == "already" else "added"] += 1
        visit.counts["versions"] += filing.outcome == "version"
        if filing.outcome != "already":
            self._tell(filing, report, visit, tell)

    def _filed(self, report: Report, feed: str) -> Filing:
        """The filing of a report; one that was read before is not read again. Raises InputError, Forgotten."""
        from sayso import neural
        from sayso.version import __version__

        seen_at = now()
        if self.ledger.knows(report.id, sayso=__version__, model=neural.default_name()):
            return self.ledger.sight(report, seen_at=seen_at, feed=feed)
        reading = read_one(report, started=seen_at, events=())
        if isinstance(reading, InputFailure):
            raise reading.error
        return self.ledger.file(reading, seen_at=seen_at, feed=feed)

    def _tell(self, filing: Filing, report: Report, visit: Visit, tell: bool) -> None:
        visit.reports.append(filing.report)
        if tell:
            _, row = self.ledger.ask(ids.find, filing.report, "report")
            claims = self.ledger.ask(showing.report, row).claims
            outlet = report.outlet.name if report.outlet else f"outlet {NOT_STATED}"
            headline = report.title or f"headline {NOT_STATED}"
            line = f"{filing.outcome}: {headline} ({outlet}), {counted(len(claims), 'claim')}"
            write(visible(f"{line}, {filing.report}") + "\n")


def _entries(feed: Feed | None) -> Iterator[Listed]:
    for entry in feed.entries if feed else ():
        yield Listed(key=entry.key, stamp=entry.stamp, entry=entry.to_json())


def _again(error: Exception, tries: int) -> str | None:
    """When an entry is worth another try; None where it will be as it is."""
    if not isinstance(error, Unreachable) or isinstance(error, RefusedAddress | RefusedByRobots):
        return None
    asked = error.wait if isinstance(error, TryLater) else None
    return _moment(max(asked or 0.0, _FIRST_TRY_AGAIN * 4**tries))


def _moment(ahead: float = 0.0) -> str:
    """A moment so many seconds ahead, as the ledger writes one."""
    return (datetime.now(UTC) + timedelta(seconds=min(ahead, 30 * _DAY))).isoformat(
        timespec="seconds"
    )
