"""Lists of people: "a man, a boy and two women" are four, "two teens, a boy and a girl" are two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.ledger.matching.counted import Phrase

_LIST = re.compile(
    r"(?:,? (?:aged? )?\d{1,3}|,? \(\d{1,3}\))?(?:, of [A-Z][\w.]*(?: [A-Z][\w.]*)*)?"
    r"(?i:,| and|, and| &|; and|;| then) ?(?i:then )?(?:of )?"
)
_AND = re.compile(r"\band\b|[&;]", re.IGNORECASE)
_EVERYBODY = re.compile(
    r"(?:people|persons|victims|others|family members|individuals)$", re.IGNORECASE
)
_ONE_OF_THEM = re.compile(r"(?:victim|person|individual|suspect|teen|teenager|man|woman)$", re.I)
_SELF = re.compile(r"(?:him|her)?self", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:an?|the) ", re.IGNORECASE)
_KINDS = (
    (
        re.compile(
            r"\b(?:teens|teenagers|children|kids|juveniles|students|youths|siblings)$", re.I
        ),
        re.compile(r"\b(?:boys?|girls?|(?:fe)?males?|brothers?|sisters?|\w+-olds?)$", re.I),
    ),
    (
        re.compile(r"\b(?:adults|officers|deputies|employees|workers|suspects|friends)$", re.I),
        re.compile(r"\b(?:m[ae]n|wom[ae]n|(?:fe)?males?|\w+-olds?)$", re.I),
    ),
)
"""Nouns for several, and those for each of them."""


def listed(phrases: Sequence[Phrase], at: int, text: str) -> list[Phrase]:
    """The phrases of one list that ends with the phrase at an index: "a man, a boy and two women"."""
    first = at
    while first and _goes_on(phrases, first - 1, text):
        first -= 1
    return _once(phrases[first : at + 1], text)


def listed_after(phrases: Sequence[Phrase], at: int, text: str) -> list[Phrase]:
    """The phrases of one list that begins with the phrase at an index."""
    last = at
    while last + 1 < len(phrases) and _goes_on(phrases, last, text):
        last += 1
    return _once(phrases[at : last + 1], text)


def including(phrases: Sequence[Phrase], at: int, text: str) -> int:
    """Where the whole stands that the phrase at an index is a part of, else that index itself.

    "Five people, including a boy and a girl, were shot": five.
    """
    first = at
    while first and _goes_on(phrases, first - 1, text):
        first -= 1
    if first and _INCLUDING.fullmatch(_between(phrases, first - 1, text)):
        return first - 1
    return at


def agreeing(phrases: Sequence[Phrase], at: int, text: str) -> int:
    """Where those stand whom a verb in the plural befell, which comes behind the phrase at an index.

    "Four men at the wake of a friend were shot": four.
    """
    plural = _PLURAL.match(text, phrases[at].end)
    if not plural or not at or phrases[at].low != 1 or len(listed(phrases, at, text)) > 1:
        return at
    earlier = phrases[at - 1]
    return at - 1 if earlier.low > 1 and ". " not in _between(phrases, at - 1, text) else at


_PLURAL = re.compile(r" (?:were|are|have)\b")
_INCLUDING = re.compile(r",?(?: [—–-])? ?(?:including|among them)(?: at least)? ", re.I)


def _goes_on(phrases: Sequence[Phrase], at: int, text: str) -> bool:
    """Whether the next phrase is of the same list. "Six people, one fatally": the one is of the six."""
    between = _between(phrases, at, text)
    if not _LIST.fullmatch(between):
        return False
    if _SELF.fullmatch(text[phrases[at].start : phrases[at].end]) and ";" in between:
        return False  # "Boy shoots self; man charged": what comes next is something else
    return not phrases[at + 1].bare or _AND.search(between) is not None


def _between(phrases: Sequence[Phrase], at: int, text: str) -> str:
    return text[phrases[at].end : phrases[at + 1].start]


def _once(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    """Without those who are named twice: "his wife, Jane Doe", "six people, three men and three women"."""
    joined = [_AND.search(_between(phrases, i, text)) is not None for i in range(len(phrases) - 1)]
    kept = [phrases[0]]
    for i, phrase in enumerate(phrases[1:]):
        words = text[phrase.start : phrase.end]
        if words.lower() == "both" or (
            kept[-1].low == phrase.low == 1
            and not joined[i]
            and (
                kept[-1].name != phrase.name
                or (not any(joined) and _apposed(kept[-1], words, text))
            )
        ):
            continue
        if joined[i] and phrase.high is None and kept[-1].written and " " not in words:
            continue  # "five men and women"
        kept.append(phrase)
    if len(kept) == 1 or joined[0]:
        return kept
    rest = sum(p.low for p in kept[1:])
    words = text[kept[0].start : kept[0].end]
    if _EVERYBODY.search(words):
        # "The victims, a man and two women": three.
        return kept[1:] if not kept[0].written else kept[:1] if kept[0].low >= rest else kept
    if kept[0].low == rest and any(
        several.search(words) and all(each.search(text[p.start : p.end]) for p in kept[1:])
        for several, each in _KINDS
    ):
        return kept[:1]
    return kept


def _apposed(first: Phrase, words: str, text: str) -> bool:
    """ "One victim, a 27-year-old woman": one."""
    return bool(_ONE_OF_THEM.search(text[first.start : first.end]) and _ARTICLE.match(words))
