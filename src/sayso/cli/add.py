"""`sayso add`: inputs in, filed in a ledger. Safe to interrupt, and to repeat."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_input_options, add_ledger_options, new_command

if TYPE_CHECKING:
    from sayso.intake import InputFailure
    from sayso.ledger import Filing, Ledger
    from sayso.records import Reading, Report

_DESCRIPTION = """\
Read reports and file them in a ledger. What is there already changes nothing.

INPUT is what `sayso read` takes. With --from readings, it is what `sayso read --json` wrote; with
--from-batch, a folder of `sayso batch`. At the end one line says how many were added, how many of them were
new versions of a known page, how many were there already, and how many failed.
"""
FAILED = 2
_BATCH = 200
_BATCH_SECONDS = 2.0


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    add = new_command(
        commands, "add", run, summary="read reports and file them", description=_DESCRIPTION
    )
    add_ledger_options(add)
    add.add_argument(
        "--from",
        dest="from_",
        choices=["jsonl", "readings"],
        help="the inputs are JSON Lines of reports, or of readings",
    )
    add.add_argument(
        "--from-batch",
        dest="from_",
        action="store_const",
        const="batch",
        help="the inputs are folders of `sayso batch`",
    )
    add.add_argument("--since", metavar="DATE", help="of a batch, what was published from then on")
    add.add_argument("--until", metavar="DATE", help="of a batch, what was published up to then")
    add.add_argument("--host", nargs="+", default=[], help="of a batch, what these hosts published")
    add_input_options(add)


def run(options: Namespace) -> int:
    """File all inputs. Returns 0, or 2 if one of them failed."""
    from sayso.cli.output import write
    from sayso.cli.progress import watching
    from sayso.cli.reports import now
    from sayso.errors import Forgotten
    from sayso.intake import InputFailure
    from sayso.ledger import Ledger
    from sayso.records.wire import to_line

    counts = {"added": 0, "already": 0, "versions": 0, "failed": 0}
    seen_at = now()
    with (
        Ledger.open(options.ledger) as ledger,
        watching(
            options.inputs,
            from_jsonl=options.from_ in ("jsonl", "readings"),
            wanted=not options.quiet and not sys.stdout.isatty(),
        ) as watch,
    ):
        shelf = _Shelf(ledger, seen_at, watch.warn)
        try:
            for found in _found(options, ledger, seen_at):
                if isinstance(found, InputFailure):
                    counts["failed"] += 1
                    watch.warn(str(found))
                else:
                    try:
                        shelf.put(found)
                    except Forgotten as error:
                        counts["failed"] += 1
                        watch.warn(f"{_ref(found)}: {error}")
                watch.advance()
        finally:
            shelf.empty()
    counts["failed"] += shelf.failed
    for filing in shelf.filed:
        counts["already" if filing.outcome == "already" else "added"] += 1
        counts["versions"] += filing.outcome == "version"
    write(to_line(counts) + "\n" if options.json else _sentence(counts))
    return FAILED if counts["failed"] else 0


def _ref(found: Reading | Report) -> str:
    from sayso.records import Report

    return (found if isinstance(found, Report) else found.report).ref or "-"


def _sentence(counts: dict[str, int]) -> str:
    from sayso.export.words import counted

    versions, failed = counts["versions"], counts["failed"]
    parts = [
        f"{counts['added']} added"
        + (f" ({counted(versions, 'new version')} of a known page)" if versions else ""),
        f"{counts['already']} already there",
        *([f"{failed} failed"] if failed else []),
    ]
    return f"{', '.join(parts)}\n"


def _found(
    options: Namespace, ledger: Ledger, seen_at: str
) -> Iterator[Reading | Report | InputFailure]:
    """Readings to be filed; reports whose text this reader has read before, not to be read again."""
    from sayso.cli.reports import Given, WrongUse, read_one
    from sayso.intake import FetchLimits, InputFailure, events_from_path, open_inputs

    given = Given.of(options)
    if options.from_ in ("readings", "batch") and options.events:
        raise WrongUse("--events: the readings are made; give it to the command that makes them")
    if options.from_ == "batch":
        yield from _of_batches(options, ledger)
        return
    if options.since or options.until or options.host:
        raise WrongUse("--since, --until and --host: they choose from a batch, with --from-batch")
    if options.from_ == "readings":
        from sayso.intake.readings import open_readings

        yield from open_readings(options.inputs, sys.stdin.buffer)
        return
    from sayso import neural
    from sayso.version import __version__

    events = events_from_path(options.events) if options.events else ()
    model = neural.default_name(options.model)
    for found in open_inputs(
        options.inputs,
        from_jsonl=bool(options.from_),
        limits=FetchLimits(allow_private=options.allow_private_addresses),
    ):
        report = given.added_to(found)
        if isinstance(report, InputFailure) or not ledger.knows(
            report.id, sayso=__version__, model=model
        ):
            yield read_one(report, started=seen_at, events=events, model=options.model)
        else:
            yield report


def _of_batches(options: Namespace, ledger: Ledger) -> Iterator[Reading | Report | InputFailure]:
    """A slice of what `sayso batch` read. A text's further places follow when the ledger knows the text."""
    from sayso.cli.batch import need_extra
    from sayso.cli.claims import days_of
    from sayso.records import Reading

    need_extra()
    from sayso.batch.slices import Slice, open_batches

    wanted = Slice(**days_of(options), hosts=tuple(options.host))
    filed: set[str] = set()
    for found in open_batches(options.inputs, wanted):
        if not isinstance(found, tuple):
            if isinstance(found, Reading):
                filed.add(found.report.id)
            yield found
            continue
        reading, place = found
        made = reading.generated_by
        if place.id not in filed and not ledger.knows(place.id, sayso=made.sayso, model=made.model):
            filed.add(place.id)
            yield reading
        yield place


class _Shelf:
    """What waits to be filed: two seconds' worth at most, since each transaction waits for the disk."""

    def __init__(self, ledger: Ledger, seen_at: str, warn: Callable[[str], None]) -> None:
        self.ledger = ledger
        self.seen_at = seen_at
        self.warn = warn
        self.filed: list[Filing] = []
        self.failed = 0
        self._waiting: list[tuple[Reading, str | None]] = []
        self._since = 0.0

    def put(self, found: Reading | Report) -> None:
        """File it, or let it wait. Raises Forgotten, and files nothing of it then."""
        from sayso.records import Report

        if isinstance(found, Report):
            self.empty()
            self.filed.append(self.ledger.sight(found, seen_at=self.seen_at, ref=place_of(found)))
            return
        if self.ledger.forgot(found.report.id):
            self.ledger.file(found, seen_at=self.seen_at)  # which says when
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((found, place_of(found.report)))
        if len(self._waiting) >= _BATCH or time.monotonic() - self._since > _BATCH_SECONDS:
            self.empty()

    def empty(self) -> None:
        """File what waits: together, or one by one if a rule stumbles over one of them.

        Raises a LedgerError, which would befall the others too.
        """
        from sayso.cli.reports import mistake
        from sayso.errors import LedgerError

        waiting, self._waiting = self._waiting, []
        try:
            self.filed += self.ledger.file_all(waiting, seen_at=self.seen_at) if waiting else []
            return
        except LedgerError:
            raise
        except Exception:
            self.warn("a batch could not be filed together; its reports are filed one by one")
        for reading, ref in waiting:
            try:
                self.filed.append(self.ledger.file(reading, seen_at=self.seen_at, ref=ref))
            except LedgerError:
                raise
            except Exception as error:
                self.failed += 1
                self.warn(str(mistake(ref or reading.report.ref, error)))


def place_of(report: Report) -> str | None:
    """Where a report without a URL was found: a file by its full path, whatever the working folder."""
    if report.ref and report.ref != "-" and not report.url and Path(report.ref).exists():
        return str(Path(report.ref).resolve())
    return report.ref
