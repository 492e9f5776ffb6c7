"""`sayso import-series`: a reference series, to lay beside what reports claim."""

from __future__ import annotations

from argparse import Namespace

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

_DESCRIPTION = """\
Bring reference series into a ledger: tables of figures that somebody publishes day after day.

FILE is a CSV with the columns series, day, of and stated (docs/ledger.md has the others), or one of the
tables that the Ukrainian General Staff's claims, Oryx and The Economist's estimates are published as. To
import a file again changes nothing; a figure that was corrected since is kept beside the old one.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    command = new_command(
        commands,
        "import-series",
        run,
        summary="bring in a reference series",
        description=_DESCRIPTION,
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="CSV, or JSON of daily losses")
    command.add_argument("--name", help="the series, where the file names none")
    add_ledger_options(command)


def run(options: Namespace) -> int:
    """Import all files. A file that cannot be read costs itself alone. Returns 0, or 2 if one failed."""
    from sayso.cli.progress import warn
    from sayso.cli.reports import now
    from sayso.errors import BadSeries
    from sayso.intake.reference_series import series_from_path
    from sayso.ledger import Ledger
    from sayso.ledger.timeline.reference import import_points
    from sayso.records.wire import to_json_value, to_line

    status = 0
    with Ledger.open(options.ledger) as ledger:
        for name in options.files:
            try:
                points = series_from_path(name, name=options.name)
            except BadSeries as error:
                warn(f"{name}: {error}")
                status = 2
                continue
            done = ledger.decide(import_points, points, at=now())
            if options.json:
                write(to_line(to_json_value(done)) + "\n")
            else:
                write(
                    f"{', '.join(done.series)}: {done.added} added, {done.already} already there,"
                    f" {done.corrected} corrected\n"
                )
    return status
