"""Readings that were made earlier, by `sayso read --json`: read back as a stream, and checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.errors import BadRecord, InputError, TooLarge, UndecodableInput, UnsupportedFormat
from sayso.intake.failure import InputFailure
from sayso.intake.files import open_binary
from sayso.intake.jsonl import MAX_LINE_BYTES, numbered_lines
from sayso.intake.places import STDIN, is_url, places
from sayso.records import Reading, Report
from sayso.records.unwire import reading_from_dict


def open_readings(inputs: Iterable[str], stdin: Any = None) -> Iterator[Reading | InputFailure]:
    """The readings in files of JSON Lines, or of "-" for `stdin` (a binary file).

    A line that is no reading, or whose spans do not stand in its text, gives an InputFailure in its
    place and costs only itself.
    """
    for place in places(inputs, from_jsonl=True):
        if isinstance(place, InputFailure):
            yield place
            continue
        try:
            if is_url(place):
                raise UnsupportedFormat(
                    "readings come from files and standard input, not from URLs"
                )
            if place == STDIN:
                yield from _readings(stdin, place)
            else:
                with open_binary(place) as file:
                    yield from _readings(file, place)
        except InputError as error:
            yield InputFailure(ref=place, error=error)


def _readings(file: Any, name: str) -> Iterator[Reading | InputFailure]:
    for number, line in numbered_lines(file):
        try:
            if line is None:
                raise TooLarge(f"the line is longer than {MAX_LINE_BYTES // 1_000_000} MB")
            yield _reading(line)
        except InputError as error:
            yield InputFailure(ref=f"{name}:{number}", error=error)


def _reading(line: bytes) -> Reading:
    try:
        value = json.loads(line.decode("utf-8-sig"))
        reading = reading_from_dict(value)
    except UnicodeDecodeError:
        raise UndecodableInput("the line is not UTF-8, which JSON Lines must be") from None
    except RecursionError:
        raise BadRecord("the line is nested too deeply") from None
    except ValueError as error:
        raise BadRecord(f"the line is no reading: {error}") from None
    report = reading.report
    if report.id != Report.of(report.text).id:
        raise BadRecord("its `report.id` is not the hash of its text")
    parts = {None: report.text, "title": report.title, "byline": report.byline}
    if astray := _astray(value, parts):
        raise BadRecord(f"a span does not stand in its text: {astray!r:.60}")
    return reading


def _astray(value: Any, parts: dict[str | None, str | None]) -> dict[str, Any] | None:
    """The first span, however deep, whose words are not those at its place."""
    if isinstance(value, dict):
        if value.keys() >= {"start", "end", "text"}:
            words = parts.get(value.get("in"))
            astray = words is not None and words[value["start"] : value["end"]] != value["text"]
            return value if astray else None
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            if found := _astray(item, parts):
                return found
    return None
