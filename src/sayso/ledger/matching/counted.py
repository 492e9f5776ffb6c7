"""Who is spoken of in a claim, as a number: "two men", "a 7-year-old boy", "John Doe, 24", "seven".

The figures are the reader's own where it found some; a bare noun and a name count as one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from sayso.records import Quantity

_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()
NUMBERS = {word: n for n, word in enumerate(_NUMBER_WORDS)} | {"dozen": 12}
NUMBER = "|".join(
    (
        # "two hundred" is no two: the reading's own figure says how many.
        rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})(?! (?:hundred|thousand|million|dozen)\b)",
        r"\d{1,3}(?:,\d{3})+",
        r"(?!(?:19|20)\d\d(?!\d))\d{1,6}",
    )
)
"""A number as a pattern over lower-case text, for `count_word`."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_MODIFIER = frozenset(
    (
        "was were is are be been has have had and or but of in on at by to from with who that which said says"
        " after before when while as for into then also dies died shot killed hurt struck hit stabbed"
        " leaving leaves left killing injuring wounding dead not no its because if than he she they him"
    ).split()
)
_LIST = re.compile(
    r"(?:,? (?:aged? )?\d{1,3}|,? \(\d{1,3}\))?(?:,| and|, and| &|; and|;) ?(?:of )?"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Somebody in a text: [start, end), how many (high None: open), and the figure it rests on."""

    start: int
    end: int
    low: int
    high: int | None
    quantity: str | None
    bare: bool = False
    """A number with no noun behind it: "two" in "two were killed"."""
    written: bool = False
    """Whether a number was written, as against a bare noun or a name."""
    name: bool = False


def phrases_in(text: str, quantities: Sequence[Quantity], names: Sequence[str]) -> list[Phrase]:
    """Everybody that a text speaks of, in order, without overlaps. names: of persons, as printed."""
    found = [*_nouns(text), *_named(text, names)]
    found.sort(key=lambda p: (p.start, -p.end))
    kept: list[Phrase] = []
    for phrase in found:
        if kept and kept[-1].bare and _OF.fullmatch(text[kept[-1].end : phrase.start]):
            continue  # "one of the two men": one
        if not kept or phrase.start >= kept[-1].end:
            kept.append(_figured(phrase, text, quantities))
    return kept


_OF = re.compile(r" of (?:the |those |his |her |their )?")


def count_word(number: str) -> int:
    """The value of what NUMBER matches."""
    return NUMBERS[number] if number in NUMBERS else int(number.replace(",", ""))


def listed(phrases: Sequence[Phrase], at: int, text: str) -> list[Phrase]:
    """The phrases of one list that ends with the phrase at an index: "a man, a boy and two women"."""
    first = at
    while first and _LIST.fullmatch(text[phrases[first - 1].end : phrases[first].start]):
        first -= 1
    return _once(phrases[first : at + 1], text)


def listed_after(phrases: Sequence[Phrase], at: int, text: str) -> list[Phrase]:
    """The phrases of one list that begins with the phrase at an index."""
    last = at
    while last + 1 < len(phrases) and _LIST.fullmatch(
        text[phrases[last].end : phrases[last + 1].start]
    ):
        last += 1
    return _once(phrases[at : last + 1], text)


_EVERYBODY = re.compile(
    r"(?:people|persons|victims|others|family members|individuals)$", re.IGNORECASE
)


def _once(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    """Without those who are named twice: "his wife, Jane Doe", "six people, three men and three women"."""
    kept = [phrases[0]]
    for phrase in phrases[1:]:
        last = kept[-1]
        between = text[last.end : phrase.start]
        if (
            last.low == phrase.low == 1
            and last.name != phrase.name
            and "and" not in between
            and ";" not in between
        ):
            continue
        kept.append(phrase)
    rest = sum(p.low for p in kept[1:])
    if len(kept) > 2 and kept[0].low >= rest and _EVERYBODY.search(text[: kept[0].end]):
        return kept[:1]
    return kept


def _nouns(text: str) -> Iterator[Phrase]:
    """Each noun for persons with the number, article and adjectives before it; and numbers alone."""
    tokens = [(m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    used = -1  # index of the last token that belongs to a phrase
    for i, (word, start, end) in enumerate(tokens):
        if word in _PRONOUNS or (word == "her" and _ends_clause(tokens, i)):
            yield Phrase(start, end, 1, 1, None)
            used = i
            continue
        number = 0 if word in _NOBODY else _number(word)
        if word in _NOBODY or (word == "one" and i and tokens[i - 1][0] == "no"):
            yield Phrase(start, end, 0, 0, None)
            used = i
            continue
        if number is not None and i > used and _stands_alone(tokens, i, text):
            yield Phrase(start, end, number, number, None, bare=True, written=True)
            used = i
            continue
        size = _size(word, tokens[i + 1][0] if i + 1 < len(tokens) else "")
        if size is None:
            continue
        begin, low, high = i, *size
        written = high is not None and low > 1
        for j in range(i - 1, max(used, i - 1 - _REACH), -1):
            before = tokens[j][0]
            if not before[0].isalnum() or before in _NO_MODIFIER:
                break
            number = _number(before)
            if number is not None:
                # "50 Columbus girl" is a caption's place in a row, no count.
                if number == 1 or low > 1:
                    begin = j
                    low = high = number * (low if word in pack()["sizes"] else 1)
                    written = True
                break
            if before in _ARTICLES:
                begin = j
                break
            begin = j
        used = i
        if not _ORDINAL.search(text[tokens[begin][1] : end]):
            yield Phrase(tokens[begin][1], end, low, high, None, written=written)


_ORDINAL = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)th)\b", re.IGNORECASE
)
_TOKEN = re.compile(r"\d[\d,]*\d(?![\w-])|[\w'’]+(?:-[\w'’]+)*|[^\w\s]")
_PRONOUNS = frozenset({"he", "she", "him", "himself", "herself", "self"})
_NOBODY = frozenset({"nobody", "noone"})
_ARTICLES = frozenset("a an the another his her their our this my".split())
_AGED = re.compile(rf"(?:\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})-(?:year|month|week|day)-old(s?)")
_REACH = 5
_AFTER_ALONE = frozenset(
    "dead killed wounded injured hurt shot stabbed hospitalized more were was are is have had has"
    " struck hit died suffered in critically seriously fatally".split()
)


def _ends_clause(tokens: Sequence[tuple[str, int, int]], i: int) -> bool:
    """Whether "her" is whom it befell, and not whose."""
    return i + 1 == len(tokens) or tokens[i + 1][0] in _BEHIND_HER


_BEHIND_HER = frozenset(
    ", . ; and then in with before at on while to multiple several once twice from".split()
)


def _number(word: str) -> int | None:
    if word[0].isdigit():
        digits = word.replace(",", "")
        return (
            int(digits)
            if digits.isdigit() and len(digits) < 9 and not _YEAR.fullmatch(word)
            else None
        )
    return NUMBERS.get(word)


def _stands_alone(tokens: Sequence[tuple[str, int, int]], i: int, text: str) -> bool:
    """Whether a number counts persons without a noun: "two were", "3 dead", "one of them"."""
    if i + 1 == len(tokens):
        return False
    word = tokens[i][0]
    after = tokens[i + 1][0]
    if word[0].isdigit() and text[max(0, tokens[i][1] - 1) : tokens[i][1]] in (
        "$",
        "-",
        ".",
        "/",
        "#",
    ):
        return False
    # "Smith, 24, was": an age.
    if (
        i
        and word[0].isdigit()
        and tokens[i - 1][0] in (",", "to", "age", "aged", "ages", "(", "and")
        and _is_age(tokens, i)
    ):
        return False
    if after == "of":
        rest = [token[0] for token in tokens[i + 2 : i + 6]]
        return bool(rest) and (
            rest[0] in ("them", "whom") or any(_size(word, "") is not None for word in rest)
        )
    return after in _AFTER_ALONE and not (
        after == "in" and i and tokens[i - 1][0] not in ("kills", "wounds", "injures")
    )


def _is_age(tokens: Sequence[tuple[str, int, int]], i: int) -> bool:
    """Whether a number is the age of whoever stands before it: "Smith, 24, was", "ages 19 to 24"."""
    after = tokens[i + 1][0]
    before = tokens[i - 1][0]
    return before in ("age", "aged", "ages", "(", "to") or after in (",", ".", ")", "was", "and")


def _size(word: str, after: str) -> tuple[int, int | None] | None:
    """How many a noun alone stands for: (1, 1), (2, open) for a plural; None if it is no noun for persons."""
    if word in pack()["sizes"]:
        return (pack()["sizes"][word],) * 2
    if found := _AGED.fullmatch(word):
        # "a 7-year-old boy": the noun comes later.
        if _size(after, "") is not None:
            return None
        return (2, None) if found[1] else (1, 1)
    if word in pack()["plurals"] or (word.endswith("s") and word[:-1] in _persons()):
        return (2, None)
    if word in _persons() and _size(after, "") is None:
        return (1, 1)
    return None


def _named(text: str, names: Sequence[str]) -> Iterator[Phrase]:
    for name in dict.fromkeys(names):
        start = text.find(name)
        while start >= 0:
            yield Phrase(start, start + len(name), 1, 1, None, name=True)
            start = text.find(name, start + len(name))


def _figured(phrase: Phrase, text: str, quantities: Sequence[Quantity]) -> Phrase:
    """With the reader's figure in place of our own, where it is the same words."""
    words = text[phrase.start : phrase.end]
    for q in quantities:
        if q.unit == "year of age" or q.low is None:
            continue
        printed = q.spans[0].text
        if (printed in words or words in printed) and q.stated and float(q.stated) == phrase.low:
            high = None if q.high is None else int(q.high)
            return replace(phrase, low=int(q.low), high=high, quantity=q.id)
    return phrase


@cache
def _persons() -> frozenset[str]:
    return frozenset(pack()["persons"].split())


@dataclass(frozen=True, slots=True)
class Kind:
    """The words for one thing that befalls people, as patterns over lower-case text."""

    signs: tuple[str, ...]
    after: re.Pattern[str]
    before: re.Pattern[str]
    active: re.Pattern[str]
    numbered: re.Pattern[str]
    implied: re.Pattern[str]


@cache
def kinds() -> dict[str, Kind]:
    """What befalls people, in the order of packs/counts.toml: killed, injured, hit."""
    return {
        kind: Kind(
            signs=tuple(words["signs"].split()),
            after=_any(words["after"]),
            before=_any(words["before"]),
            active=re.compile(rf"(?:{'|'.join(words['before']) or '(?!)'})$"),
            numbered=_any(words["numbered"]),
            implied=_any(words["implied"]),
        )
        for kind, words in pack().items()
        if isinstance(words, dict) and "after" in words
    }


BEFORE = re.compile(
    rf"(?<![\w$.,-])(?<!\bno )({NUMBER}) (?:more |others? |are |were |is |was |people )?$"
)
"""The number right before one of a kind's nouns."""


@cache
def multiples(kind: str) -> re.Pattern[str]:
    """Words that say of several that it befell them; the group "n3" stands for three."""
    rows = sorted(pack()["multiples"].get(kind, ()), key=lambda row: -row[1])
    return re.compile("|".join(f"(?P<n{n}>{words})" for words, n in rows) or r"(?!)")


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns) or '(?!)'})(?![\w-])")


@cache
def pack() -> dict[str, Any]:
    """The words of packs/counts.toml."""
    text = resources.files("sayso.packs").joinpath("counts.toml").read_text("utf-8")
    return tomllib.loads(text)
