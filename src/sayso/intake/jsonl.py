"""JSON Lines: many reports in one file, one object a line, read as a stream."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from sayso.errors import BadRecord, InputError, TooLarge, UndecodableInput
from sayso.intake.bounds import MAX_TEXT_BYTES
from sayso.intake.failure import InputFailure
from sayso.intake.files import report_from_text
from sayso.records import Report

# JSON may spend six bytes on a character (\\u00e9) that takes two in UTF-8, and has other fields.
MAX_LINE_BYTES = 4 * MAX_TEXT_BYTES

FIELDS = ("id", "text", "title", "outlet", "url", "published")


def reports_from_jsonl(
    file: BinaryIO, name: str, first_line: int = 1
) -> Iterator[Report | InputFailure]:
    """Read the lines of an open file called `name`, in constant memory; its next line is `first_line`.

    A line holds `text`, and `id`, `title`, `outlet`, `url`, `published` if known; other fields are
    passed over. `ref` is the id, or else file and line ("news.jsonl:3"). A bad line gives a failure
    and costs only itself; empty lines are nothing.
    """
    for number, line in numbered_lines(file, first_line):
        place = f"{name}:{number}"
        try:
            if line is None:
                raise TooLarge(f"the line is longer than {MAX_LINE_BYTES // 1_000_000} MB")
            yield report_from_record(_record(line), place)
        except InputError as error:
            yield InputFailure(ref=place, error=error)


def count_records(file: BinaryIO) -> int:
    """How many results `reports_from_jsonl` will give for a file, without decoding its lines."""
    return sum(1 for _ in numbered_lines(file))


def numbered_lines(file: BinaryIO, first: int = 1) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not empty, numbered from `first`; None for one that is too long to be held."""
    number = first - 1
    while line := file.readline(MAX_LINE_BYTES):
        number += 1
        whole = len(line) < MAX_LINE_BYTES or line.endswith(b"\n")
        while line and not line.endswith(b"\n") and not whole:
            line = file.readline(MAX_LINE_BYTES)
        if not whole:
            yield number, None
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield number, line


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UndecodableInput("the line is not UTF-8, which JSON Lines must be") from None
    except RecursionError:
        raise BadRecord("the line is nested too deeply") from None
    except ValueError as error:
        raise BadRecord(f"the line is not JSON: {error}") from None
    if not isinstance(record, dict):
        raise BadRecord("the line is JSON but no object with a field `text`")
    return record


def report_from_record(record: dict[str, Any], place: str) -> Report:
    """The report in a record with the fields of a line. Raises an InputError."""
    fields = {name: _words(record, name) for name in FIELDS}
    text = fields.pop("text")
    if text is None:
        raise BadRecord("the object has no field `text`")
    return report_from_text(text, ref=fields.pop("id") or place, **fields)


def _words(record: dict[str, Any], name: str) -> str | None:
    """A field as words; numbers are taken for ids and years. Raises BadRecord."""
    value = record.get(name)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and name in ("id", "published"):
        return str(value)
    raise BadRecord(f"its field `{name}` is no string")
