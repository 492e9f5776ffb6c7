"""`sayso read`: inputs in, readings out, in the faces that were asked for."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sayso.cli.faces import Face, JsonLines, Page, Terminal
from sayso.cli.output import PipeClosed
from sayso.cli.progress import warn, watching
from sayso.errors import BadDate, InputError, SaysoError
from sayso.intake import (
    FetchLimits,
    InputFailure,
    count_inputs,
    events_from_path,
    open_inputs,
)
from sayso.intake.dates import published_from
from sayso.records import Event, Outlet, Published, Reading, Report

FAILED = 2


class WrongUse(SaysoError):
    """Options that do not go together, or a value that an option cannot take."""


class Broken(InputError):
    """A report that sayso itself stumbled over."""


def run(options: Namespace) -> int:
    """Read all inputs. Returns 0, or 2 if one of them failed or something was not written.

    Raises PipeClosed and KeyboardInterrupt for `main` to end quietly on.
    """
    failed = False
    try:
        given = _given(options)
        events = events_from_path(options.events) if options.events else ()
        started = _started()
        faces = _faces(options)
        with watching(
            options.inputs, from_jsonl=bool(options.from_), wanted=_bar_wanted(options, faces)
        ) as watch:
            for found in open_inputs(
                options.inputs,
                from_jsonl=bool(options.from_),
                limits=FetchLimits(allow_private=options.allow_private_addresses),
            ):
                reading = _read(found, given, started, events)
                if isinstance(reading, InputFailure):
                    failed = True
                    watch.warn(str(reading))
                else:
                    for face in faces:
                        face.show(reading)
                watch.advance()
        for face in faces:
            done = face.finish()
            if done and sys.stderr.isatty() and not options.quiet:
                warn(done)
    except PipeClosed:
        return FAILED if failed else 0
    except SaysoError as error:
        warn(str(error))
        return FAILED
    except OSError as error:
        warn(f"standard output: {error.strerror}")
        return FAILED
    return FAILED if failed else 0


def _read(
    found: Report | InputFailure, given: _Given, started: str, events: tuple[Event, ...]
) -> Reading | InputFailure:
    """One report read. Whatever is wrong with it costs this report alone."""
    if isinstance(found, InputFailure):
        return found
    from sayso.reading.reader import read_report  # loads the model: not before there is a report

    try:
        return read_report(given.added_to(found), started=started, events=events)
    except InputError as error:
        return InputFailure(ref=found.ref or "-", error=error)
    except Exception as error:
        # A mistake of ours in one report must not cost the other ten thousand.
        what = f"{type(error).__name__}: {error}"
        mistake = Broken(f"sayso made a mistake ({what}); please report it with this input")
        return InputFailure(ref=found.ref or "-", error=mistake)


@dataclass(frozen=True, slots=True)
class _Given:
    """What the person says of the report, which counts for more than what the report shows."""

    title: str | None
    outlet: Outlet | None
    published: Published | None

    def added_to(self, report: Report) -> Report:
        return replace(
            report,
            title=self.title or report.title,
            outlet=self.outlet or report.outlet,
            published=self.published or report.published,
        )


def _given(options: Namespace) -> _Given:
    """Check --title, --outlet and --published. Raises WrongUse."""
    if options.title or options.outlet or options.published:
        if options.from_:
            raise WrongUse(
                "--title, --outlet and --published: with --from jsonl, each line has its own"
            )
        if (inputs := count_inputs(options.inputs)) != 1:
            raise WrongUse(
                f"--title, --outlet and --published: they describe one input, not {inputs}"
            )
    try:
        published = published_from(options.published) if options.published else None
    except BadDate as error:
        raise WrongUse(f"--published: {error}") from None
    outlet = Outlet(name=options.outlet) if options.outlet else None
    return _Given(title=options.title or None, outlet=outlet, published=published)


def _faces(options: Namespace) -> list[Face]:
    """The faces asked for. A page that cannot be written is refused before anything is read."""
    faces: list[Face] = [Page(options.html)] if options.html else []
    if options.json:
        faces.append(JsonLines())
    return faces or [Terminal()]


def _bar_wanted(options: Namespace, faces: list[Face]) -> bool:
    # Readings on the terminal show by themselves how far it is, and would run through a bar.
    only_pages = all(isinstance(face, Page) for face in faces)
    return not options.quiet and (only_pages or not sys.stdout.isatty())


def _started() -> str:
    """The time now, to the second in UTC, or the one that a reproducible build asks for."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise WrongUse("SOURCE_DATE_EPOCH: it is no number of seconds since 1970") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
