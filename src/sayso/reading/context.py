"""What the rest of the text says of a word: a name there, a trade here, the capital of a sentence only."""

from __future__ import annotations

import re

from sayso.reading.mention import Range
from sayso.reading.nouns import common_nouns, is_person, kind_of, lexicon, singular
from sayso.reading.roles import TOKEN
from sayso.records import SourceKind

_THING = re.compile(r",?\s+which\b")
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z&]*[A-Z])\)")


def only_begins(text: str, head: str, tokens: list[str], bare: list[str]) -> bool:
    """The capital is only that of a sentence's first word ("Officials said"), or of a title alone ("the President")."""
    noun = head.lower()
    if len(bare) != 1 or (head.isupper() and len(head) > 2 and not is_person(noun)):
        return False
    if is_person(singular(noun)):
        return not is_surname(text, head)
    return tokens[:1] == bare and (singular(noun) in common_nouns() or _small(text, noun))


def is_surname(text: str, head: str) -> bool:
    """ "Cook" is a name where "Peter Cook" stands in the text."""
    given = lexicon()["given"]
    before = re.findall(rf"([A-Z][\w'\u2019-]+)\s+{re.escape(head)}(?!\w)", text)
    return any(w.lower() in given["male"] | given["female"] | given["either"] for w in before)


_OF_A_STATE = frozenset(
    "South North East West Northern Southern United Saudi New Great Central European Papua Soviet American".split()
)


def a_place_too(text: str, head: str, bare: list[str]) -> bool:
    """ "Paris" is a surname where "Valeria Paris, a …" stands in the text."""
    if head not in lexicon()["organisations"]["states"] or len(bare) > 3:
        return False
    said = (
        rf"([A-Z][a-z]+)\s+{re.escape(head)}(?=,\s(?:an?|the|who|\d+)\b|\s(?:said|says|told|who)\b)"
    )
    first = re.search(said, text)
    return first is not None and first.group(1) not in _OF_A_STATE


def _small(text: str, word: str) -> bool:
    """The word stands in the text without a capital too."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


_ADJECTIVES = frozenset(
    "local foreign federal public official private national international early recent new old senior top former"
    " internal leaked secret unnamed anonymous previous outside independent nonpartisan online initial latest".split()
)


def of_expansion(text: str, short: str) -> SourceKind | None:
    """What the words are that "(NNA)" stands behind: an agency, a ministry, a paper."""
    found = re.search(
        rf"([A-Z][\w'\u2019-]*(?:\s+[\w'\u2019-]+){{0,7}})\s+\({re.escape(short)}\)", text
    )
    if found is None:
        return None
    bare = TOKEN.findall(found.group(1))
    return "outlet" if kind_of(bare[-1], True, False, bare) == "outlet" else None


def only_capital(text: str, at: Range, word: str) -> bool:
    """The capital of a mention's first word is only that of a sentence ("Local municipalities")."""
    before = text[max(0, at[0] - 2) : at[0]].strip(' "\u201c')
    if before and before[-1] not in ".!?:\n":
        return False
    return word.lower() in _ADJECTIVES or _small(text, word.lower())


def is_label(text: str, at: Range, head: str) -> bool:
    """A word in capitals labels somebody's turn, or stands in the text as a name: "COLE:", who is Cole."""
    capitalised = re.search(rf"\b{re.escape(head.capitalize())}\b", text)
    return capitalised is not None or text[at[1] : at[1] + 1] == ":"


def is_thing(text: str, at: Range, head: str, core: str) -> bool:
    """A name that "which" or "the company" goes on about."""
    if _THING.match(text, at[0] + len(core), at[1]):
        return True
    if len(TOKEN.findall(core)) > 2:
        return False
    kinds = "|".join(sorted(lexicon()["institutions"]["companies"]))
    told = rf",\s+(?:which|(?:an?|the)\s+(?:[\w-]+\s+){{0,4}}?(?:{kinds})\b)"
    if re.search(
        rf"\b{re.escape(core)}\s+(?:Publishing|Books|Press|Pictures|Studios|Entertainment)\b", text
    ):
        return True
    thing = rf"\b{re.escape(head)}(?:{told}|\s(?:Inc|Corp|Ltd|PLC|LLC)\b)"
    return re.search(thing, text) is not None
