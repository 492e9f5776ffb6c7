"""A reading as the ledger keeps it: its JSON without what the report's text already says, deflated.

Spans repeat the words of the text, which makes a reading ten times as long as its report. Here a
span is [start, end], or [start, end, "title"]; null and empty fields are left out, and so is what
follows from the rest: a claim's words from its spans. 2.5 KB a report.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Self

from sayso.records import Attribution, Claim, Quantity, Reading, Span, Stance
from sayso.records.unwire import from_json_value
from sayso.records.wire import layout, to_json_value

_PLAIN = frozenset({str, int, float, bool})
_written = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
_LEVEL = 5
"""Of the deflation: level 6 takes a fifth longer for two bytes in a hundred."""


def pack(reading: Reading) -> bytes:
    """The reading without its text, to be kept beside it."""
    report = reading.report
    parts = {None: report.text, "title": report.title, "byline": report.byline}
    value = {"schema": reading.schema, **_thin(reading, parts)}
    for claim, thin in zip(reading.claims, value.get("claims", ()), strict=False):
        if claim.text == _BETWEEN.join(span.text for span in claim.spans):
            del thin["text"]
    kept = value["report"]
    del kept["text"]
    if report.id == f"sha256:{report.sha256}":
        del kept["sha256"]
    return zlib.compress(_written(value).encode(), _LEVEL)


def unpack(data: bytes, text: str) -> Reading:
    """The reading that `pack` was given; `text` is its report's.

    Raises ValueError if the data are damaged or do not fit the text.
    """
    with _told():
        value, parts = _opened(data, text)
        for claim in value.get("claims", ()):
            claim.setdefault("text", _words(claim["spans"], parts))
        whole = _full(value, parts)
        report = whole["report"]
        report["text"] = text
        report.setdefault("sha256", report["id"].removeprefix("sha256:"))
        return from_json_value(Reading, whole)


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed reading of which only what is asked for is made: to make all of it takes ten times as long.

    Its methods raise ValueError as `unpack` does.
    """

    value: dict[str, Any]
    parts: dict[str | None, str | None]

    @classmethod
    def of(cls, data: bytes, text: str) -> Self:
        """What `pack` made; `text` is its report's."""
        with _told():
            return cls(*_opened(data, text))

    def claim(self, named: str) -> Claim:
        """The claim with this id."""
        with _told():
            found = next(each for each in self.value["claims"] if each["id"] == named)
            found.setdefault("text", _words(found["spans"], self.parts))
            return from_json_value(Claim, _full(found, self.parts))

    def quantities(self, named: Collection[str]) -> tuple[Quantity, ...]:
        """The quantities with these ids, in the order of the text."""
        with _told():
            found = [each for each in self.value.get("quantities", ()) if each["id"] in named]
            return tuple(from_json_value(Quantity, _full(each, self.parts)) for each in found)

    def attributions(
        self, named: Collection[str] = (), *, stance: Stance
    ) -> tuple[Attribution, ...]:
        """The attributions with these ids, and those with this stance."""
        with _told():
            found = [
                each
                for each in self.value.get("attributions", ())
                if each["id"] in named or each.get("stance") == stance
            ]
            return tuple(from_json_value(Attribution, _full(each, self.parts)) for each in found)


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


def _words(spans: list[Any], parts: dict[str | None, str | None]) -> str:
    """The words of a claim, from its packed spans."""
    return _BETWEEN.join(_full(span, parts)["text"] for span in spans)


_BETWEEN = " … "


def _thin(value: Any, parts: dict[str | None, str | None]) -> Any:
    kind: type = type(value)
    if kind is Span:
        return _thin_span(value, parts)
    if kind is tuple:
        # Most of what a reading holds are spans, and most of its lists are of them.
        if value and type(value[0]) is Span:
            return [_thin_span(span, parts) for span in value]
        return [item if type(item) in _PLAIN else _thin(item, parts) for item in value]
    fields, keys = _fields(kind)
    thin = {}
    for key, item in zip(keys, fields(value), strict=True):
        if type(item) in _PLAIN:
            thin[key] = item
        elif item:  # neither None nor an empty tuple: records are true
            thin[key] = _thin(item, parts)
    return thin


def _thin_span(span: Span, parts: dict[str | None, str | None]) -> Any:
    words = parts.get(span.in_)
    start, end = span.start, span.end
    if words is not None and start < end <= len(words) and words[start:end] == span.text:
        return [start, end, span.in_] if span.in_ else [start, end]
    return to_json_value(span)


@cache
def _fields(record: type) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[str, ...]]:
    """How the values of a record's fields are got, and their keys."""
    names, keys = zip(*layout(record), strict=True)
    get = attrgetter(*names)
    return (get if len(names) > 1 else lambda value: (get(value),)), keys


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
