"""Reports on their way in: what the person says of them, and each of them read.

`sayso read` shows what comes out of here, `sayso add` files it.
"""

from __future__ import annotations

import os
from argparse import Namespace
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sayso.errors import BadDate, InputError, SaysoError
from sayso.intake import InputFailure, count_inputs
from sayso.intake.dates import published_from
from sayso.records import Event, Outlet, Published, Reading, Report


class WrongUse(SaysoError):
    """Options that do not go together, or a value that an option cannot take."""


class Broken(InputError):
    """A report that sayso itself stumbled over."""


def read_one(
    found: Report | InputFailure,
    *,
    started: str,
    events: tuple[Event, ...],
    model: str = "careful",
) -> Reading | InputFailure:
    """One report read by a shipped model. Whatever is wrong with it costs this report alone."""
    if isinstance(found, InputFailure):
        return found
    from sayso.reading.reader import read_report  # loads the model: not before there is a report

    try:
        return read_report(found, started=started, events=events, model=model)
    except InputError as error:
        return InputFailure(ref=found.ref or "-", error=error)
    except Exception as error:
        return mistake(found.ref, error)


def mistake(ref: str | None, error: Exception) -> InputFailure:
    """A mistake of ours in one report, which must not cost the other ten thousand."""
    what = f"{type(error).__name__}: {error}"
    broken = Broken(f"sayso made a mistake ({what}); please report it with this input")
    return InputFailure(ref=ref or "-", error=broken)


@dataclass(frozen=True, slots=True)
class Given:
    """What the person says of the report, which counts for more than what the report shows."""

    title: str | None
    outlet: Outlet | None
    published: Published | None

    @classmethod
    def of(cls, options: Namespace) -> Given:
        """Check --title, --outlet and --published. Raises WrongUse."""
        if options.title or options.outlet or options.published:
            if options.from_:
                raise WrongUse(
                    "--title, --outlet and --published: with --from, each line has its own"
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
        return cls(title=options.title or None, outlet=outlet, published=published)

    def added_to(self, found: Report | InputFailure) -> Report | InputFailure:
        """The report with what is said of it."""
        if isinstance(found, InputFailure):
            return found
        return replace(
            found,
            title=self.title or found.title,
            outlet=self.outlet or found.outlet,
            published=self.published or found.published,
        )


def now() -> str:
    """The time now, to the second in UTC, or the one that a reproducible build asks for."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise WrongUse("SOURCE_DATE_EPOCH: it is no number of seconds since 1970") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
