"""How much a word tells about what a text is about: the rarer in news, the more.

From `packs/rarity.csv` (how many of some 2,600 documents of news and politics hold a word, see
training/rarity.py) and the words that all reports of crimes and accidents share. Static on purpose:
how alike two texts are must not depend on what else is in the ledger.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from functools import cache, lru_cache
from importlib import resources

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 3


@lru_cache(maxsize=1 << 16)  # the same words come up in report after report
def plain(word: str) -> str:
    """A word as the table has it: lower case, without a possessive ending."""
    word = word.lower().replace("’", "'")
    return word[:-2] if word.endswith("'s") else word


def words_in(text: str) -> list[str]:
    """The words of a text, plain, without the shortest."""
    return [w for found in WORD.findall(text) if len(w := plain(found)) >= _SHORTEST]


def counted_words(text: str) -> dict[str, int]:
    """How often each of these words stands in the text."""
    counted: dict[str, int] = {}
    for found, n in Counter(WORD.findall(text)).items():
        if len(word := plain(found)) >= _SHORTEST:
            counted[word] = counted.get(word, 0) + n
    return counted


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """What a plain word tells, from 0 up: the logarithm of how few documents hold it."""
    known = _table().get(word)
    return _unknown() if known is None else known


@cache
def _unknown() -> float:
    return math.log(_documents() / 2)


@cache
def _documents() -> int:
    return int(_read("rarity.csv").partition("\n")[0][1:])


@cache
def _table() -> dict[str, float]:
    total = _documents()
    table = {}
    for row in _read("rarity.csv").splitlines()[1:]:
        word, _, n = row.partition(",")
        # What stands in every third document tells nothing.
        table[word] = math.log(total / (int(n) + 1)) if int(n) < total / 3 else 0.0
    for word in tomllib.loads(_read("occurrences.toml"))["common"].split():
        table[word] = min(table.get(word, 1.0), 1.0)
    return table


def _read(name: str) -> str:
    return resources.files("sayso.packs").joinpath(name).read_text("utf-8")
