"""Whether a reader could find out from the report who or what a mention means."""

from __future__ import annotations

import re

from sayso.reading.sources.nouns import lexicon, singular
from sayso.reading.sources.roles import INDEFINITE, capital
from sayso.records import SourceKind

_OF_PROPER = re.compile(r"\s(?:of|for|at|in)\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?[A-Z]")


def one_there_is(words: str, core: str, one: str, bare: list[str]) -> bool:
    """ "The Norvik president", "the head of Larch Mining": a reader can look up who that is."""
    if one not in lexicon()["institutions"]["offices"] or not re.match(
        r"[Tt]he\s|[A-Z][\w.]+['\u2019]s\s", words
    ):
        return False
    alone = len(bare) == 1 and bare[0][:1].isupper()  # "the President"
    return alone or any(map(capital, bare[:-1])) or _OF_PROPER.match(words, len(core)) is not None


_BY_SOMEBODY = re.compile(
    r"['\u2019]s?\s|\b(?:by|from|of)\s+the\b|\b(?:by|from|of)\s+(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,2}[A-Z]|\b(?:19|20)\d\d\b"
)


_OWNS = re.compile(r"['\u2019]s?$")
TEAM = re.compile(
    r"(?:[\w-]+\s+){0,2}?(?:[Rr]esearchers|[Ss]cientists|[Aa]stronomers|[Ee]ngineers|team)\s+(?:[a-z]+\s+){0,2}?(?:at|from)\s+(?:the\s+)?[A-Z]"
)
"""Whose house is named, so that a reader could look them up: "researchers at the University of Norvik"."""
_SEATED = re.compile(
    r"(?:[Tt]he\s+|[Aa]ll\s+)?(?:[a-z]+\s+)?(?:[Mm]embers|[Ll]eaders|[Hh]eads|[Mm]inisters|[Dd]emocrats|[Rr]epublicans|[Jj]udges|[Jj]ustices|[Gg]overnments|[Pp]residents)"
    r"\s+(?:of|on|in)\s+(?:the\s+)?[A-Z]"
)
"""Who sits in a body or leads countries that are named: "Democrats on the House Ethics Committee"."""
_BY_A_NAME = re.compile(
    r"[A-Z]\w*['\u2019]s?\s|\b(?:by|from|of|in|on)\s+(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,2}[A-Z]"
)
_ANY_MEDIA = frozenset({"media", "newspapers", "outlets"})
_LISTED = re.compile(
    r"[^,]+,\s+(?:the\s+)?[A-Z][\w.\u2019'-]*\s+(?:[A-Z][\w.\u2019'-]*\s+)+(?:of\s|and\s|for\s)(?:.*\band\s)?(?:the\s+)?[A-Z]"
)
"""Several who are told one by one: "two senators, Anna Lind and Jo Berg"."""
_CHAMBERS = frozenset({"House", "Senate", "Congressional"})


def findable(
    kind: SourceKind,
    proper: bool,
    is_name: bool,
    bare: list[str],
    words: str,
    definite: bool,
    plural: bool,
) -> bool:
    """A reader could find out from the report what this is. proper: a name stands in it."""
    institutions = lexicon()["institutions"]
    if kind == "group":
        chamber = len(bare) == 2 and bare[0] in _CHAMBERS and is_name
        listed = TEAM.match(words) or _SEATED.match(words) or _LISTED.match(words)
        return chamber or listed is not None
    if kind == "organisation":
        if plural and not is_name:
            return False
        one = singular(_OWNS.sub("", bare[-1].lower())) if bare else ""
        only = one in institutions["nouns"] if len(bare) == 1 else one in institutions["single"]
        return proper or (only and (definite or words.split()[0].lower() not in INDEFINITE))
    if kind == "document":
        official = any(t.lower() in institutions["adjectives"] for t in bare[:-1])
        return proper or definite or official or bool(_BY_SOMEBODY.search(words.split(",")[0]))
    if kind == "outlet" and bare and bare[-1] in _ANY_MEDIA and " and " not in words:
        return False  # "Larch media"
    by = kind in ("data", "recording") and _BY_A_NAME.search(words) is not None
    return proper or by or (kind == "data" and re.search(r"\d", words) is not None)
