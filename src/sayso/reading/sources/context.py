"""What the rest of the text says of a word: a name there, a trade here, the capital of a sentence only."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from sayso.reading.sources.mention import Range
from sayso.reading.sources.nouns import (
    common_nouns,
    given_names,
    is_person,
    kind_of,
    lexicon,
    singular,
)
from sayso.reading.sources.roles import TOKEN
from sayso.records import SourceKind

_WHICH = re.compile(r",?\s+which\b")
_WORD = re.compile(r"\w[\w'\u2019-]*")
_PAIR = re.compile(r"\b([A-Z][\w'\u2019-]+)\s+(?=([A-Z][\w'\u2019-]+))")
_SAID = re.compile(
    r"\b([A-Z][a-z]+)\s+(?=([A-Z]\w+)(?:,\s(?:an?|the|who|\d+)\b|\s(?:said|says|told|who)\b))"
)
_POSSESSIVE = re.compile(r"['\u2019]s?$")
_BRACKETED = re.compile(r"\([A-Z][A-Za-z&]*[A-Z]\)")
_EXPANSION = re.compile(
    r"\b([A-Z][\w'\u2019-]*(?:\s+[\w'\u2019-]+){0,7})\s+\(([A-Z][A-Za-z&]*[A-Z])\)"
)
_PUBLISHERS = ("Publishing", "Books", "Press", "Pictures", "Studios", "Entertainment")
_ADJECTIVES = frozenset(
    "local foreign federal public official private national international early recent new old senior top former"
    " internal leaked secret unnamed anonymous previous outside independent nonpartisan online initial latest".split()
)
_OF_A_STATE = frozenset(
    "The This That In On At From With For And But As"
    " South North East West Northern Southern United Saudi New Great Central European Papua Soviet American".split()
)


class Words:
    """The words of one text, looked through once. before: what stands before a capitalised word;
    said: the same where the two are told of or speak; short: what an acronym in brackets stands for."""

    def __init__(self, text: str) -> None:
        self.all = frozenset(
            _POSSESSIVE.sub("", w) if "'" in w or "\u2019" in w else w for w in _WORD.findall(text)
        )
        self.before: dict[str, set[str]] = defaultdict(set)
        self.said: dict[str, set[str]] = defaultdict(set)
        for found in _PAIR.finditer(text):
            self.before[found.group(2)].add(found.group(1))
        for found in _SAID.finditer(text):
            self.said[found.group(2)].add(found.group(1))
        self.short = (
            {found.group(2): found.group(1) for found in _EXPANSION.finditer(text)}
            if _BRACKETED.search(text)
            else {}
        )
        self.things = frozenset(found.group(1) for found in _company().finditer(text))


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """The words of a text, made once for all of its mentions."""
    return Words(text)


@cache
def _company() -> re.Pattern[str]:
    kinds = "|".join(sorted(lexicon()["institutions"]["companies"]))
    told = rf",\s+(?:which|(?:an?|the)\s+(?:[\w-]+\s+){{0,4}}?(?:{kinds})\b)"
    return re.compile(rf"\b([A-Z][\w'\u2019-]*)(?:{told}|\s(?:Inc|Corp|Ltd|PLC|LLC)\b)")


def only_begins(text: str, at: Range, head: str, tokens: list[str], bare: list[str]) -> bool:
    """The capital is only that of a sentence's first word ("Officials said"), or of a title alone ("the President")."""
    noun = head.lower()
    if head in lexicon()["organisations"]["alone"] and tokens == bare:
        return False
    if len(bare) != 1 or (head.isupper() and len(head) > 2 and not is_person(noun)):
        return False
    if is_person(singular(noun)):
        return not is_surname(text, head)
    small = noun in words_of(text).all and _begins(text, at) and not is_surname(text, head)
    listed = noun in common_nouns() or singular(noun) in common_nouns()
    return tokens[:1] == bare and (listed or small)


def _begins(text: str, at: Range) -> bool:
    """A mention is the first of a sentence, so that its capital says nothing."""
    before = text[max(0, at[0] - 2) : at[0]].strip(' "\u201c')
    return not before or before[-1] in ".!?:\n"


def is_surname(text: str, head: str) -> bool:
    """ "Cook" is a name where "Peter Cook" stands in the text."""
    return any(w.lower() in given_names() for w in words_of(text).before.get(head, ()))


def a_place_too(text: str, head: str, bare: list[str]) -> bool:
    """ "Paris" is a surname where "Valeria Paris, a …" stands in the text."""
    if head not in lexicon()["organisations"]["states"] or len(bare) > 3:
        return False
    return bool(words_of(text).said.get(head, set()) - _OF_A_STATE)


def of_expansion(text: str, short: str) -> SourceKind | None:
    """What the words are that "(NNA)" stands behind, if that is an outlet's name."""
    bare = TOKEN.findall(words_of(text).short.get(short, ""))
    return "outlet" if bare and kind_of(bare[-1], True, False, bare) == "outlet" else None


def only_capital(text: str, at: Range, word: str) -> bool:
    """The capital of a mention's first word is only that of a sentence ("Local municipalities")."""
    return _begins(text, at) and (word.lower() in _ADJECTIVES or word.lower() in words_of(text).all)


def is_label(text: str, at: Range, head: str) -> bool:
    """A word in capitals labels somebody's turn, or stands in the text as a name: "COLE:", who is Cole."""
    if head.capitalize() in words_of(text).all:
        return True
    return text[at[1] : at[1] + 1] == ":" and text.count(head + ":") > 1


def is_thing(text: str, at: Range, head: str, core: str) -> bool:
    """A name that "which" or "the company" goes on about."""
    if _WHICH.match(text, at[0] + len(core), at[1]):
        return True
    if len(TOKEN.findall(core)) > 2:
        return False
    words = words_of(text)
    return head in words.things or any(head in words.before.get(p, ()) for p in _PUBLISHERS)
