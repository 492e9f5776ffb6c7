"""Counted nouns: the noun phrase behind a number, and what one of it is called.

A phrase ends at its first plural ("public housing properties"): news English has no other mark that
costs nothing, and a tagger of parts of speech would cost more than all the rest of this step. Lists of
words are data, in `packs/nouns.toml`. The inflect package makes singulars too: it is slower than this
whole step, and takes "news" and "Texas" for plurals.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from sayso.reading.quantities.numbers import NUMBER_WORDS, Token

_PACK = tomllib.loads(resources.files("sayso.packs").joinpath("nouns.toml").read_text("utf-8"))
_IRREGULAR: dict[str, str] = _PACK["irregular"]
_STOP, _NOT_PLURAL, _SAME, _DROPPED, _HARMED = (
    frozenset(_PACK[name].split()) for name in ("stop", "not_plural", "same", "dropped", "harmed")
)
_MEN = re.compile(
    r"(?<!regi)(?<!speci)(?<!acu)(?<!abdo)(?<!^o)(?<!^a)(?<!^se)(?<!^ye)(?<!^ra)(?:wo)?men$"
)
_VERBLIKE = re.compile(r"(?:ed|ing)$")


def is_plural(word: str) -> bool:
    """A plural noun, by its form."""
    low = word.lower()
    if low in _IRREGULAR or low in _SAME or _MEN.search(low):
        return low not in ("data", "media")
    if len(low) > 3 and low[-1] == "s" and low not in _NOT_PLURAL:
        return not low.endswith(("ss", "us", "ous", "is", "'s", "\u2019s"))
    return len(word) > 1 and word[:-1].isupper() and word[-1] == "s"  # "TDs", "MPs"


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The singular of a plural noun: "properties" is "property"."""
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low in _SAME or low in _NOT_PLURAL:
        return "troop" if low == "troops" else word
    if _MEN.search(low):
        return word[:-2] + "an"
    if not low.endswith("s") or low.endswith(("ss", "us", "is")) or len(low) < 3:
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted: the words as printed and as one of it would be called."""

    unit: str
    first: int
    after: int


def noun_after(row: list[Token], at: int, *, one: bool = False, reach: int = 6) -> Noun | None:
    """The noun phrase that begins at the token `at`.

    It ends at its first plural; for `one`, before the first word that can't belong to it.
    """
    kept: list[str] = []
    end = at
    begin: int | None = None
    while end < len(row) and end - at < reach + 3:
        token = row[end]
        low = token.lower
        hyphen = (
            token.text == "-"
            and end > at
            and end + 1 < len(row)
            and token.start == row[end - 1].end
            and row[end + 1].start == token.end
        )
        if hyphen and kept and (row[end + 1].word or row[end + 1].digits):
            joined = row[end + 1]
            kept[-1] += "-" + joined.text
            end += 2
            if joined.word and is_plural(joined.text) and not one:
                return _noun(kept, begin, end)
            continue
        if token.digits and kept and end + 1 < len(row) and kept[-1][0].isupper():
            kept.append(token.text)  # "new 737 Max jets"
            end += 1
            continue
        model = row[end + 1] if end + 1 < len(row) else None
        if token.digits and not kept and not one and end > at and model is not None:
            if not (model.word and model.text[0].isupper()):
                break
            kept.append(token.text)
            begin = end if begin is None else begin
            end += 1
            continue
        if not token.word or low in _STOP:
            if low == "and" and kept and not one and end + 2 < len(row):
                ahead = noun_after(row, end + 1, reach=2) if _adjective(row, end) else None
                if ahead is not None:
                    return Noun(f"{' '.join(kept)} and {ahead.unit}", begin or at, ahead.after)
            break
        if low in NUMBER_WORDS and low not in ("dozen",):
            break
        if low in _HARMED and not kept and not _goes_on(row, end + 1):
            return Noun("person", end, end + 1)
        if (
            one
            and not kept
            and low.endswith("ed")
            and len(low) > 4
            and not _noun_like(row, end + 1)
        ):
            break
        begin = end if begin is None else begin
        possessive = low.endswith(("'s", "\u2019s", "s'", "s\u2019"))
        if (
            one
            and kept
            and (token.text[0].islower() or possessive)
            and (is_plural(low) or (_VERBLIKE.search(low) and len(low) > 4))
        ):
            break
        if not (low in _DROPPED and not kept):
            kept.append(token.text)
        end += 1
        if possessive:
            continue
        if is_plural(token.text) and not one:
            nxt = row[end] if end < len(row) else None
            if (
                nxt is not None
                and nxt.word
                and nxt.lower not in _STOP
                and _compound(token, nxt)
                and nxt.start - token.end == 1
            ):
                continue
            return _noun(kept, begin, end)
        if one and len(kept) == 3:
            break
    if one and kept and begin is not None:
        return _noun(kept, begin, end)
    return None


def _noun_like(row: list[Token], at: int) -> bool:
    ahead = row[at] if at < len(row) else None
    return ahead is not None and ahead.word and ahead.lower not in _STOP


def _goes_on(row: list[Token], at: int) -> bool:
    """A noun follows: "12 wounded soldiers", not "12 wounded in the blast"."""
    ahead = row[at] if at < len(row) else None
    return ahead is not None and ahead.word and ahead.lower not in _STOP and is_plural(ahead.text)


def _adjective(row: list[Token], at: int) -> bool:
    """ "digital and physical sales", "Kia and Hyundai vehicles": one word, "and", another, a plural."""
    after = row[at + 1 : at + 3]
    return (
        len(after) == 2
        and all(t.word and t.lower not in _STOP for t in after)
        and not is_plural(after[0].text)
        and is_plural(after[1].text)
    )


_FIRST_PARTS = frozenset(
    "police aircraft personnel sales sports arms defence defense goods weapons operations human".split()
)


def _compound(token: Token, nxt: Token) -> bool:
    """ "sales managers", "arms dealers": a plural that only begins its noun phrase."""
    return token.lower in _FIRST_PARTS and is_plural(nxt.text)


def _noun(kept: list[str], begin: int | None, end: int) -> Noun | None:
    if not kept or begin is None:
        return None
    words = [*kept[:-1], singular(kept[-1].rpartition("-")[2])]
    if "-" in kept[-1]:
        words[-1] = kept[-1].rpartition("-")[0] + "-" + words[-1]
    return Noun(" ".join(w if _named(w) else w.lower() for w in words), begin, end)


def _named(word: str) -> bool:
    return (word[0].isupper() and not word.isupper()) or (word.isupper() and len(word) < 5)


_PARTED = re.compile(r"( ?/ ?| and )")


def one_of(name: str) -> str:
    """What one of a listed thing is called: "Cruise missiles / MLRS" is "cruise missile / MLRS"."""
    return "".join(p if at % 2 else _one(p) for at, p in enumerate(_PARTED.split(name)))


def _one(name: str) -> str:
    words = name.split()
    if words and not _acronym(words[-1]):
        words[-1] = singular(words[-1])
    return " ".join(
        w if _acronym(w) or (_named(w) and at) else w.lower() for at, w in enumerate(words)
    )


def _acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) < 5
