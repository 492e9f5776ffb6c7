"""Records as JSON: the one place that knows how a field's name and value look on the wire."""

import json
import re
from dataclasses import fields
from functools import cache
from typing import Any

from sayso.records.span import Span

# Line ends that JSON lets through, and halves of surrogate pairs, which UTF-8 cannot hold.
_UNPRINTABLE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


_PLAIN = frozenset((type(None), str, int, bool, float))


@cache
def layout(record: type) -> tuple[tuple[str, str], ...]:
    """The fields of a record class: (name, JSON key)."""
    return tuple((field.name, field.name.rstrip("_")) for field in fields(record))


def to_json_value(value: Any) -> Any:
    """Turn records and tuples, however deep, into the dicts and lists that `json` writes.

    A trailing underscore (`from_`) falls off the key. `in` is left out where it is None, since
    nearly all spans lie in the text.
    """
    kind: type = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [to_json_value(item) for item in value]
    if kind is dict:
        return {key: to_json_value(item) for key, item in value.items()}
    if kind is Span:
        span = {"start": value.start, "end": value.end, "text": value.text}
        if value.in_ is not None:
            span["in"] = value.in_
        return span
    # Most fields are plain: a call for each of them is what writing would cost most.
    return {
        key: item if type(item := getattr(value, name)) in _PLAIN else to_json_value(item)
        for name, key in layout(kind)
    }


def to_line(value: dict[str, Any]) -> str:
    """Write a JSON object as exactly one line, without its line end, that UTF-8 can hold."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
