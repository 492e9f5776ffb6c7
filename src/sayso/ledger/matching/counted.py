"""Who is spoken of in a claim, as a number: "two men", "a 7-year-old boy", "John Doe, 24", "seven".

The figures are the reader's own where it found some; a bare noun and a name count as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sayso.ledger.matching.befalling import pack
from sayso.ledger.matching.numerals import MONTH, WORDS, number_in
from sayso.ledger.matching.persons import names_with_age
from sayso.records import Quantity

_NO_MODIFIER = frozenset(
    (
        "was were is are be been has have had and or but of in on at by to from with who that which said says"
        " after before when while as for into then also dies died shot killed hurt struck hit stabbed"
        " shoots shooting kills murders murdered wounds hits hitting strikes striking stabs stabbing injures hurts"
        " grazes accidentally fatally critically seriously allegedly reportedly leaving leaves left killing injuring"
        " wounding dead not no its because if than he she they him"
    ).split()
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
    # "A 2 yr old": one word, as "a 2-year-old", of the same length.
    if " old" in text or " Old" in text:
        text = _LOOSELY_AGED.sub(lambda m: m[0].replace(" ", "-"), text)
    found = [*_nouns(text), *_named(text, names)]
    found.sort(key=lambda p: (p.start, -p.end))
    kept: list[Phrase] = []
    for phrase in found:
        between = text[kept[-1].end : phrase.start] if kept else ""
        if kept and kept[-1].bare and _OF.fullmatch(between):
            continue  # "one of the two men": one
        if phrase.name and between == " " and kept[-1].low == 1 and not kept[-1].name:
            kept[-1] = replace(kept[-1], end=phrase.end, name=True)  # "his wife Jane Doe"
            continue
        if not kept or phrase.start >= kept[-1].end:
            kept.append(_figured(phrase, text, quantities))
    return kept


_OF = re.compile(r" of (?:the |those |his |her |their )?")


def _nouns(text: str) -> Iterator[Phrase]:
    """Each noun for persons with the number, article and adjectives before it; and numbers alone."""
    tokens = [(m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    used = -1  # index of the last token that belongs to a phrase
    for i, (word, start, end) in enumerate(tokens):
        if not _speaks_of_somebody(word):
            continue
        if word in _PRONOUNS or (word == "her" and _ends_clause(tokens, i)):
            yield Phrase(start, end, 1, 1, None)
            used = i
            continue
        number = 0 if word in _NOBODY else number_in(word)
        if word in _NOBODY or (word == "one" and i and tokens[i - 1][0] == "no"):
            yield Phrase(start, end, 0, 0, None)
            used = i
            continue
        if found := _alone(tokens, i):
            yield found
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
        for j in range(i - 1, max(used, i - 1 - _REACH) if word != "both" else i - 1, -1):
            before = tokens[j][0]
            if not before[0].isalnum() or before in _NO_MODIFIER:
                break
            number = number_in(before)
            if number is not None:
                # "50 Columbus girl" is a caption's place in a row, no count.
                if number == 1 or low > 1:
                    # "His two children".
                    begin = j - (j - 1 > used and tokens[j - 1][0] in _POSSESSIVES)
                    low = high = number * (low if word in pack()["sizes"] else 1)
                    written = True
                break
            if before in _ARTICLES or before in _DOZENS:
                begin = j
                low *= not _asked(tokens, j)
                break
            begin = j
        used = i
        words = text[tokens[begin][1] : end]
        if not _ORDINAL.search(words) or (low == 1 and _ONE_MORE.match(words)):
            yield Phrase(tokens[begin][1], end, low, high, None, written=written)


_ORDINAL = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)th)\b", re.IGNORECASE
)
_ONE_MORE = re.compile(r"(?:an?|the) (?:fourth|fifth|sixth|seventh|eighth|ninth) ", re.IGNORECASE)
"""The fourth of those who are told of, as against the fourth in the city this year."""
_TOKEN = re.compile(r"\d[\d,]*\d(?![\w-])|[\w'’]+(?:-[\w'’]+)*|[^\w\s]")
_PRONOUNS = frozenset({"he", "she", "him", "himself", "herself", "self"})


def _alone(tokens: Sequence[tuple[str, int, int]], i: int) -> Phrase | None:
    """Somebody told of without a noun: "another", "dozens", "a fifth"."""
    word, start, end = tokens[i]
    if word == "another" and i and tokens[i - 1][0] in _BEFORE_ANOTHER and _ends_clause(tokens, i):
        return Phrase(start, end, 1, 1, None)
    if i + 1 == len(tokens) or tokens[i + 1][0] not in _AFTER_ALONE:
        return None
    if word == "another":
        return Phrase(start, end, 1, 1, None)
    if word in _DOZENS and not _asked(tokens, i):
        return Phrase(start, end, _DOZENS[word], None, None)
    if word in _NTH and i and tokens[i - 1][0] in ("a", "the") and tokens[i + 1][0] != "in":
        return Phrase(tokens[i - 1][1], end, 1, 1, None)
    return None


def _asked(tokens: Sequence[tuple[str, int, int]], i: int) -> bool:
    """ "How many people were hurt" says of nobody that he was."""
    return tokens[i][0] == "many" and i > 0 and tokens[i - 1][0] == "how"


_DOZENS = {"several": 3, "many": 3, "multiple": 2, "dozens": 24, "scores": 40, "hundreds": 200}
"""Words for more than a few, with the least they stand for."""
_NTH = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_NOBODY = frozenset({"nobody", "noone"})
_ARTICLES = frozenset("a an the another his her their our this my".split())
_AGED = re.compile(
    rf"(?:\d{{1,3}}|{'|'.join(WORDS)}|twenty-\w+)-(?:year|yr|month|week|day)s?-?old(s?)"
)
_LOOSELY_AGED = re.compile(
    rf"\b(?:\d{{1,3}}|{'|'.join(WORDS)})[ -](?:years?|yrs?|months?|weeks?)[ -]olds?\b",
    re.IGNORECASE,
)
_BEFORE_ANOTHER = frozenset(
    "injured injures injuring wounded wounds wounding hurt hurts hurting killed kills killing shot".split()
)
"""Verbs behind which "another" is whom it befell: "killed one and injured another early on Sunday"."""
_POSSESSIVES = frozenset("his her their our my its".split())
_REACH = 5
_AFTER_ALONE = frozenset(
    "dead killed wounded injured hurt shot stabbed hospitalized more were was are is have had has"
    " struck hit died suffered in critically seriously fatally confirmed pronounced found reported declared".split()
)


def _ends_clause(tokens: Sequence[tuple[str, int, int]], i: int) -> bool:
    """Whether "her" is whom it befell, and not whose."""
    return i + 1 == len(tokens) or tokens[i + 1][0] in _BEHIND_HER


_BEHIND_HER = frozenset(
    ", . ; and then in with before at on while to multiple several once twice from early late last this during"
    " after when outside inside near".split()
)


@lru_cache(maxsize=1 << 14)  # most words do not
def _speaks_of_somebody(word: str) -> bool:
    """Whether a word can be a phrase, or the last of one."""
    return (
        any(word in some for some in (_PRONOUNS, _NOBODY, _DOZENS, _NTH, ("her", "another")))
        or number_in(word) is not None
        or _size(word, "") is not None
    )


def _stands_alone(tokens: Sequence[tuple[str, int, int]], i: int, text: str) -> bool:
    """Whether a number counts persons without a noun: "two were", "3 dead", "one of them"."""
    if i + 1 == len(tokens):
        return False
    word = tokens[i][0]
    after = tokens[i + 1][0]
    if after == "who" and i and tokens[i - 1][0] == "including":
        return True
    if word[0].isdigit() and text[max(0, tokens[i][1] - 1) : tokens[i][1]] in (
        "$",
        "-",
        ".",
        "/",
        "#",
    ):
        return False
    if i and word[0].isdigit() and MONTH.match(tokens[i - 1 - (tokens[i - 1][0] == ".")][0]):
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
    if before == "and" and any(token[0] in ("age", "aged", "ages") for token in tokens[i - 3 : i]):
        return True
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
    for name in dict.fromkeys(part for printed in names for part in printed.split(" and ")):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if name[-3:] in (" Jr", " Sr") and text[end : end + 1] == ".":
                end += 1
            if not text[end : end + 1].isalnum():
                yield Phrase(start, end, 1, 1, None, name=True)
            start = text.find(name, end)
    for m in names_with_age(text):  # a person, whoever the reader takes it for
        start, end = m.span("before" if m["before"] else "behind")
        yield Phrase(start, end, 1, 1, None, name=True)


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
