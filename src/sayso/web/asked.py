"""What a page is asked: the parts of the address, checked before anything is looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from sayso.web.page import Wrong

if TYPE_CHECKING:
    from sayso.web.site import Site

_LONGEST = 500
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One part of an address: what OpenAPI says of it."""

    name: str
    description: str
    schema: Mapping[str, Any]
    where: Literal["path", "query"] = "query"


def words(name: str, description: str) -> Parameter:
    """A few words in the query."""
    return Parameter(name, description, {"type": "string", "maxLength": _LONGEST})


def day(name: str, description: str) -> Parameter:
    """An ISO 8601 day in the query."""
    return Parameter(name, description, {"type": "string", "format": "date"})


def count(name: str, description: str, low: int, high: int) -> Parameter:
    """A whole number in the query."""
    return Parameter(name, description, {"type": "integer", "minimum": low, "maximum": high})


def choice(name: str, description: str, values: tuple[str, ...]) -> Parameter:
    """One of a few words in the query."""
    return Parameter(name, description, {"type": "string", "enum": list(values)})


def part(name: str, description: str) -> Parameter:
    """A part of the path."""
    return Parameter(name, description, {"type": "string", "maxLength": _LONGEST}, "path")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the site, the parts of its path and its query. Blank means not given."""

    site: Site
    path: Mapping[str, str]
    query: Mapping[str, str]

    def words(self, name: str) -> str | None:
        """A value of the query as it was typed, without the blanks around it. Raises Wrong."""
        value = self.query.get(name, "").strip()
        if len(value) > _LONGEST:
            raise Wrong(f"{name}: it is longer than {_LONGEST} characters")
        if _CONTROLS.search(value) or any("\ud800" <= each <= "\udfff" for each in value):
            raise Wrong(f"{name}: it holds characters that nobody can type")
        return value or None

    def day(self, name: str) -> str | None:
        """A day of the query. Raises Wrong."""
        value = self.words(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise Wrong(f"{name}: a day is written as 2031-05-03") from None

    def count(self, name: str, low: int, high: int) -> int | None:
        """A whole number of the query. Raises Wrong."""
        value = self.words(name)
        if value is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", value) or not low <= int(value) <= high:
            raise Wrong(f"{name}: it is a whole number from {low} to {high:,}")
        return int(value)

    def choice(self, name: str, values: tuple[str, ...]) -> str | None:
        """One of a few words of the query. Raises Wrong."""
        value = self.words(name)
        if value is not None and value not in values:
            raise Wrong(f"{name}: it is one of {', '.join(values)}")
        return value
