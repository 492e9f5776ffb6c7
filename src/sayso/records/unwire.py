"""Records from JSON: the way back of `wire`, for readings that were written earlier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from sayso.records.reading import Reading
from sayso.records.span import Span

T = TypeVar("T")
Decode = Callable[[Any], Any]


def reading_from_dict(value: dict[str, Any]) -> Reading:
    """The Reading that `Reading.to_dict` wrote.

    Raises ValueError with one sentence if the object is of another schema or has another shape.
    """
    if not isinstance(value, dict) or value.get("schema") != Reading.schema:
        raise ValueError(f"it is no object of the schema {Reading.schema}")
    return from_json_value(Reading, value)


def from_json_value(kind: type[T], value: Any) -> T:
    """Turn what `wire.to_json_value` made of a record back into the record.

    Keys that the record does not know are passed over; a field that is missing is unknown or empty.
    Raises ValueError if a value has another shape than its field.
    """
    record: Any = kind  # mypy takes no class of any kind for hashable
    made: T = decoder(record)(value)
    return made


@cache
def decoder(kind: Any) -> Decode:
    """How a value of one type is read. Built once a type, because readings hold many records."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        kinds = tuple(a for a in get_args(kind) if a is not NoneType)
        if len(kinds) > 1:
            return _scalar(kinds, optional=True)
        decode = decoder(kinds[0])
        return lambda value: None if value is None else decode(value)
    if origin is tuple:
        each = decoder(get_args(kind)[0])
        return lambda value: tuple(map(each, _list(value)))
    if origin is Literal:
        return _choice(frozenset(get_args(kind)))
    if is_dataclass(kind):
        return _span if kind is Span else _record(kind)
    return _scalar((kind,), optional=False)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"where a list should stand, there is {value!r:.40}")
    return value


def _scalar(kinds: tuple[type, ...], *, optional: bool) -> Decode:
    allowed = frozenset(kinds) | ({NoneType} if optional else frozenset())

    def decode(value: Any) -> Any:
        if type(value) not in allowed:
            raise ValueError(f"{value!r:.40} is no {' or '.join(k.__name__ for k in kinds)}")
        return value

    return decode


def _choice(allowed: frozenset[str]) -> Decode:
    def decode(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"{value!r:.40} is none of {', '.join(sorted(allowed))}")
        return value

    return decode


def _span(value: Any) -> Span:
    try:
        span = Span(value["start"], value["end"], value["text"], value.get("in"))
    except (KeyError, TypeError, AttributeError):
        raise ValueError(f"where a span should stand, there is {value!r:.40}") from None
    if type(span.start) is not int or type(span.end) is not int or type(span.text) is not str:
        raise ValueError(f"a span has start and end as numbers and its text, not {value!r:.40}")
    return span


def _record(kind: Any) -> Decode:
    hints = get_type_hints(kind)
    layout = [
        (f.name, f.name.rstrip("_"), decoder(hints[f.name]), _absent(hints[f.name], f))
        for f in fields(kind)
    ]

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"where a {kind.__name__} should stand, there is {value!r:.40}")
        given = {}
        for name, key, read, absent in layout:
            if key in value:
                given[name] = read(value[key])
            elif absent is MISSING:
                raise ValueError(f"a {kind.__name__} lacks its `{key}`")
            else:
                given[name] = absent
        return kind(**given)

    return decode


def _absent(hint: Any, field: Field[Any]) -> Any:
    """What stands for a field that is not given, or MISSING if it must be."""
    if field.default is not MISSING:
        return field.default
    if get_origin(hint) is tuple:
        return ()
    return None if NoneType in get_args(hint) else MISSING
