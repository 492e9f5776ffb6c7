"""Talks on the air: whom a report calls a host, an anchor or a station's own, and who speaks with them.

"Radio host Anna Lind asked …", "…, he told Lind": what is said to somebody who broadcasts is said in public, also
where no station is named beside the words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.reading.drafts import Range
from sayso.reading.sources.nouns import no_person
from sayso.records import Source

_SP = r"[ \u00a0]"
_NAME = (
    r"(?P<name>(?!(?:The|This|That|In|On|At|Morning|Good|Meet|Face|News|State|Super)\b)"
    rf"[A-Z][\w'\u2019-]*(?:{_SP}[A-Z][\w'\u2019-]+){{1,2}})"
)
_STATION = (
    r"(?:CNN|MSNBC|CNBC|NBC|ABC|CBS|PBS|NPR|BBC|ITV|Fox(?: (?:News|Business))?|FOX News"
    r"|Sky News|Al Jazeera|HBO|C-SPAN)"
    rf"(?:{_SP}News)?"
)
_OFFICE = r"(?i:co-)?(?i:host|anchor|anchorman|anchorwoman|moderator|presenter|broadcaster)"
_STATIONED = tuple("cnn nbc abc cbs pbs npr bbc itv fox sky jazeera hbo c-span".split())
_OFFICED = tuple("host anchor moderator presenter broadcaster".split())
_HOSTS = tuple(
    (pieces, re.compile(pattern))
    for pieces, pattern in (
        (
            _STATIONED,
            rf"\b{_STATION}(?:['\u2019]s?)?{_SP}(?:[a-z-]+{_SP}){{0,3}}(?:{_OFFICE}|correspondent),?{_SP}(?:and{_SP}(?:[a-z]+{_SP}){{1,3}})?{_NAME}",
        ),
        (_STATIONED, rf"\b{_STATION}['\u2019]s{_SP}{_NAME}"),
        (_OFFICED, rf"\b(?<!to )(?<!will )(?<!would ){_OFFICE},?{_SP}{_NAME}"),
        (
            _OFFICED,
            rf"(?<![\w'\u2019-]){_NAME},?{_SP}(?:an?|the|who)?{_SP}?(?:(?!former)[\w-]+{_SP}){{0,3}}{_OFFICE}\b(?!{_SP}of{_SP}the{_SP}reality)",
        ),
    )
)
"""Pieces in small letters of which each way to call a host has one, and most texts none; and the way."""
_WITH = re.compile(
    r"\b(?:told|tells|telling|asked\s+by|pressed\s+by|interviewed\s+by|questioned\s+by|(?:interview|exchange|conversation)\s+with"
    r"|(?:spoke|speaking|spoken|talked|talking|said|saying|appeared|appearing)\s+(?:to|with))\s+"
    r"(?:(?:[a-z][\w-]*|[A-Z][\w.]*['\u2019]s?)\s+){0,3}(?P<who>[A-Z][\w'\u2019.-]*(?:\s+[A-Z][\w'\u2019-]+){0,2})"
)


class Hosts:
    """Whoever a text says is on the air, by surname."""

    def __init__(self, text: str) -> None:
        self._names: dict[str, str] = {}
        small = text.lower()
        for pieces, pattern in _HOSTS:
            for found in pattern.finditer(text) if any(p in small for p in pieces) else ():
                name = re.sub(r"['\u2019]s?$", "", found["name"])
                if no_person(name.split()[-1]):
                    continue  # "ABC's This Week"
                self._names.setdefault(name.split()[-1], name)

    def __bool__(self) -> bool:
        return bool(self._names)

    def has(self, source: Source | None) -> bool:
        """This source is one of them."""
        if source is None or source.kind != "person":
            return False
        words = source.name.split()
        known = self._names.get(words[-1], "")
        return bool(known) and (len(words) == 1 or words[0] in known.split())

    def partner(self, text: str, places: list[Range]) -> Range | None:
        """The words that say that one of them was spoken with."""
        if not self._names:
            return None
        for start, end in places:
            for found in _WITH.finditer(text, start, end):
                words = re.sub(r"['\u2019]s?$", "", found["who"]).split()
                if any(w in self._names for w in words):
                    return found.span()
        return None


_AIR = re.compile(
    r"\b(?:radio|TV|television|televised|podcast|broadcast|aired|airs|airwaves|talk[- ]show|on[- ]air"
    r"|(?:his|her|the|Show|show)['\u2019]s\s+host|host\s+of|show|anchor|newscast)\b"
    rf"|\b{_STATION}(?!\w)"
)


def is_aired(text: str, start: int, end: int) -> bool:
    """The words speak of a station, a show or a broadcast."""
    return _AIR.search(text, start, end) is not None


@lru_cache(maxsize=4)
def hosts_of(text: str) -> Hosts:
    """The hosts of a text, looked for once."""
    return Hosts(text)
