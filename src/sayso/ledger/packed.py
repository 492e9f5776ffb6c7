"""A reading as the ledger keeps it: its JSON without what the report's text already says, deflated.

Spans repeat the words of the text, which makes a reading ten times as long as its report. Here a
span is [start, end], or [start, end, "title"], and null and empty fields are left out: 3 KB a report.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sayso.records import Claim, Quantity, Reading, Span
from sayso.records.unwire import from_json_value
from sayso.records.wire import layout, to_json_value

_PLAIN = frozenset({str, int, float, bool})


def pack(reading: Reading) -> bytes:
    """The reading without its text, to be kept beside it."""
    report = reading.report
    parts = {None: report.text, "title": report.title, "byline": report.byline}
    value = {"schema": reading.schema, **_thin(reading, parts)}
    del value["report"]["text"]
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode())


def unpack(data: bytes, text: str) -> Reading:
    """The reading that `pack` was given; `text` is its report's.

    Raises ValueError if the data are damaged or do not fit the text.
    """
    with _told():
        value, parts = _opened(data, text)
        whole = _full(value, parts)
        whole["report"]["text"] = text
        return from_json_value(Reading, whole)


def unpack_claim(data: bytes, text: str, claim: str) -> tuple[Claim, tuple[Quantity, ...]]:
    """One claim of a packed reading, by its id there, with its figures, and nothing else made of it.

    Raises ValueError as `unpack` does.
    """
    with _told():
        value, parts = _opened(data, text)
        found = next(each for each in value["claims"] if each["id"] == claim)
        figures = [q for q in value.get("quantities", ()) if q["id"] in found.get("quantities", ())]
        quantities = tuple(from_json_value(Quantity, _full(q, parts)) for q in figures)
        return from_json_value(Claim, _full(found, parts)), quantities


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (zlib.error, KeyError, TypeError, AttributeError, StopIteration) as error:
        raise ValueError(f"a packed reading is damaged: {error}") from None


def _opened(data: bytes, text: str) -> tuple[dict[str, Any], dict[str | None, str | None]]:
    """The packed value, and the words that its spans point into."""
    value = json.loads(zlib.decompress(data))
    report = value["report"]
    return value, {None: text, "title": report.get("title"), "byline": report.get("byline")}


def _thin(value: Any, parts: dict[str | None, str | None]) -> Any:
    kind: type = type(value)
    if kind is Span:
        words = parts.get(value.in_)
        start, end = value.start, value.end
        if words is not None and start < end and words[start:end] == value.text:
            return [start, end, value.in_] if value.in_ else [start, end]
        return to_json_value(value)
    if kind is tuple:
        return [item if type(item) in _PLAIN else _thin(item, parts) for item in value]
    thin = {}
    for name, key in layout(kind):
        item = getattr(value, name)
        if item is not None and item != ():
            thin[key] = item if type(item) in _PLAIN else _thin(item, parts)
    return thin


def _full(value: Any, parts: dict[str | None, str | None]) -> Any:
    if isinstance(value, dict):
        return {key: _full(item, parts) for key, item in value.items()}
    if isinstance(value, list):
        # No other list in a reading begins with a number.
        if len(value) in (2, 3) and type(value[0]) is int:
            place = value[2] if len(value) == 3 else None
            words = parts[place]
            if words is None or not 0 <= value[0] <= value[1] <= len(words):
                raise ValueError("a span of a packed reading lies outside the text")
            span = {"start": value[0], "end": value[1], "text": words[value[0] : value[1]]}
            return {**span, "in": place} if place else span
        return [_full(item, parts) for item in value]
    return value
