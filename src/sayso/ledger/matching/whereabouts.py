"""Where something happened, as two reports can share it: streets, and states of a federation."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_LEADING = frozenset(
    "the of on at in near north south east west northeast northwest southeast southwest n s e w"
    " ne nw se sw block blocks".split()
)


def streets_in(text: str) -> set[str]:
    """Names of streets without the word for the kind of way: "Court", "Ct." and "Ct" are one."""
    found = set()
    for name in _street().findall(text):
        words = [w.strip(".").lower() for w in name.split()]
        while words and words[0] in _LEADING:
            words.pop(0)
        if words:
            found.add(" ".join(words))
    return found


def regions_in(text: str) -> set[str]:
    """States that the text names, in full or short."""
    pattern, names = _regions()
    return {names[form] for form in pattern.findall(text)}


@cache
def _street() -> re.Pattern[str]:
    ways = tomllib.loads(_read("occurrences.toml"))["ways"].split()
    # The way first decides: where no such word stands, no name is looked for.
    kinds = "|".join(sorted({form for w in ways for form in (w.title(), w.upper())}, reverse=True))
    return re.compile(rf"\b((?:(?:\d{{1,3}}(?:st|nd|rd|th)|[A-Z][\w'’]*)\.? ){{1,3}})(?:{kinds})\b")


@cache
def _regions() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for region, short in tomllib.loads(_read("regions.toml"))["regions"].items():
        names.update((form, region.lower()) for form in (region, *short))
    forms = "|".join(re.escape(form) for form in sorted(names, reverse=True))
    return re.compile(rf"\b(?=[A-Z])(?:{forms})(?!\w)"), names


def _read(name: str) -> str:
    return resources.files("sayso.packs").joinpath(name).read_text("utf-8")
