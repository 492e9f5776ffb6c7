"""Credits: whom a report names as where it has its words from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from sayso.records import Span

_HEAD = 300
"""An agency in brackets is a credit only in a dateline."""


def credits_in(text: str, byline: str | None) -> Iterator[tuple[str, Span]]:
    """Names that a report credits, each with the words that do so. Not all are outlets'."""
    if byline:
        yield byline, Span.of(byline, 0, len(byline), "byline")
    for pattern in _patterns():
        head = pattern.pattern.startswith(r"\(")
        for found in pattern.finditer(text, 0, _HEAD if head else len(text)):
            yield found[1], Span.of(text, found.start(), found.end())


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    pack = tomllib.loads(files("sayso.packs").joinpath("credits.toml").read_text("utf-8"))
    return tuple(re.compile(p.replace("NAME", pack["name"])) for p in pack["credits"])
