"""`sayso read`: inputs in, readings out, in the faces that were asked for."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_input_options, new_command
from sayso.cli.output import PipeClosed

if TYPE_CHECKING:
    from sayso.cli.faces import Face

_DESCRIPTION = """\
Read news reports and lay out what each of them claims, on whose say-so.

INPUT is a file (text, Markdown, HTML, PDF), a folder, a pattern such as 'news/*.html', a URL, or
"-" for standard input. Without --json or --html, readings are shown for people to read.
"""
FAILED = 2


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    read = new_command(commands, "read", run, summary="read reports", description=_DESCRIPTION)
    add = read.add_argument
    add("--json", action="store_true", help="write JSON Lines, one reading a line")
    add("--html", metavar="FILE", help="write one self-contained page with all readings")
    add("--from", dest="from_", choices=["jsonl"], help="the inputs are JSON Lines of reports")
    add_input_options(read)


def run(options: Namespace) -> int:
    """Read all inputs. Returns 0, or 2 if one of them failed or something was not written."""
    from sayso.cli.faces import Page
    from sayso.cli.progress import warn, watching
    from sayso.cli.reports import Given, now, read_one
    from sayso.intake import FetchLimits, InputFailure, events_from_path, open_inputs

    failed = False
    given = Given.of(options)
    events = events_from_path(options.events) if options.events else ()
    started = now()
    faces = _faces(options)
    # Readings on the terminal show by themselves how far it is, and would run through a bar.
    only_pages = all(isinstance(face, Page) for face in faces)
    try:
        with watching(
            options.inputs,
            from_jsonl=bool(options.from_),
            wanted=not options.quiet and (only_pages or not sys.stdout.isatty()),
        ) as watch:
            for found in open_inputs(
                options.inputs,
                from_jsonl=bool(options.from_),
                limits=FetchLimits(allow_private=options.allow_private_addresses),
            ):
                reading = read_one(
                    given.added_to(found), started=started, events=events, model=options.model
                )
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
    return FAILED if failed else 0


def _faces(options: Namespace) -> list[Face]:
    """The faces asked for. A page that cannot be written is refused before anything is read."""
    from sayso.cli.faces import JsonLines, Page, Terminal

    faces: list[Face] = [Page(options.html)] if options.html else []
    if options.json:
        faces.append(JsonLines())
    return faces or [Terminal()]
