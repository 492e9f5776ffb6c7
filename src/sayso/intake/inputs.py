"""The front door: names of files, folders, patterns and URLs become a stream of Reports.

Nothing is gathered beforehand: ten thousand files take the memory of one, and a folder is listed
only when its turn comes. Order is that of the inputs; inside a folder or a pattern, by name.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sayso.errors import InputError, UnreadableFile, UnsupportedFormat
from sayso.intake.bounds import FetchLimits
from sayso.intake.failure import InputFailure
from sayso.intake.files import open_binary, report_from_path, report_from_stdin
from sayso.intake.jsonl import count_records, reports_from_jsonl
from sayso.intake.places import STDIN, is_url, places
from sayso.records import Report


def open_input(
    place: str | os.PathLike[str],
    *,
    stdin: BinaryIO | None = None,
    limits: FetchLimits | None = None,
) -> Report:
    """Open a single file, URL or "-" (`stdin`, the process's own unless given).

    Raises the InputError that says what is wrong with it.
    """
    name = os.fspath(place)
    if name == STDIN:
        return report_from_stdin(stdin or sys.stdin.buffer)
    if is_url(name):
        return report_from_url(name, limits)
    return report_from_path(name)


def report_from_url(url: str, limits: FetchLimits | None = None) -> Report:
    """Fetch a page, a text or a PDF. `ref` is the URL as given, `url` the one that answered.

    Raises RefusedAddress, Unreachable, UnsupportedFormat, TooLarge, or what the format raises.
    """
    from sayso.intake.urls import fetch_report  # httpx takes 0.1 s to import

    return fetch_report(url, limits or FetchLimits())


def open_inputs(
    inputs: Iterable[str],
    *,
    from_jsonl: bool = False,
    stdin: BinaryIO | None = None,
    limits: FetchLimits | None = None,
) -> Iterator[Report | InputFailure]:
    """Open each input in turn: a file, a folder, a pattern, a URL, or "-" for `stdin`.

    With `from_jsonl`, files and `stdin` are JSON Lines. `stdin` is the process's own unless given.
    What cannot be read gives an InputFailure in its place and the rest goes on; nothing is raised.
    """
    for place in places(inputs, from_jsonl=from_jsonl):
        if isinstance(place, InputFailure):
            yield place
            continue
        try:
            if from_jsonl:
                yield from _open_lines(place, stdin)
            else:
                yield open_input(place, stdin=stdin, limits=limits)
        except InputError as error:
            yield InputFailure(ref=place, error=error)
        except OSError as error:
            reason = UnreadableFile(f"it breaks off while it is read: {error.strerror}")
            yield InputFailure(ref=place, error=reason)


def count_inputs(inputs: Iterable[str], *, from_jsonl: bool = False) -> int | None:
    """How many results `open_inputs` will give, or None if only reading them would tell.

    Lists folders and counts the lines of JSON Lines, but decodes nothing.
    """
    total = 0
    for place in places(inputs, from_jsonl=from_jsonl):
        if not from_jsonl or isinstance(place, InputFailure):
            total += 1
        elif place == STDIN:
            return None
        else:
            try:
                with open_binary(place) as file:
                    total += count_records(file)
            except (InputError, OSError):
                total += 1
    return total


def _open_lines(place: str, stdin: BinaryIO | None) -> Iterator[Report | InputFailure]:
    if place == STDIN:
        yield from reports_from_jsonl(stdin or sys.stdin.buffer, place)
    elif is_url(place):
        raise UnsupportedFormat("JSON Lines are read from files and standard input, not from URLs")
    else:
        with open_binary(place) as file:
            yield from reports_from_jsonl(file, place)
