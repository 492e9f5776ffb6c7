"""Which police "police" are: the one force that the report names, if it names one or one far more than others."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from sayso.reading.sources.introduced import OPENERS
from sayso.reading.sources.mention import Range

_PLACE = r"(?:[A-Z][\w'\u2019-]+\s|St\.\s|Ft\.\s|Mt\.\s){1,3}"
_RANK = (
    r"(?:Chief|Commissioner|Capt|Captain|Sgt|Sergeant|Lt|Lieutenant|Det|Detective|Officer"
    r"|Superintendent|Spokes\w+)\b"
)
_FORCE = re.compile(
    rf"(?<![\w.@])(?P<name>{_PLACE}(?:Police(?:\s(?:Department|Dept|Service|Bureau|Force))?|police))\b(?P<rank>\s{_RANK})?"
)
_SEAT = re.compile(
    r"(?<!\w)(?P<name>[Pp]olice\s+in\s+(?:[A-Z][\w'\u2019-]+)(?:\s[A-Z][\w'\u2019-]+){0,2})"
)
_KINDS = frozenset(
    "local city county state federal military riot village township campus transit national capitol security secret"
    " traffic border community religious".split()
)
"""Words that tell what kind of police they are, and not where."""
_FAR_MORE = 3
"""How many times as often as any other a force has to be named to be the one that "police" are."""


@lru_cache(maxsize=4)
def the_force(text: str) -> Range | None:
    """Where the one police force is named that a report speaks of, as fully as it is; None if that is not clear.

    A force that is only named before its chief ("Penn Hills Police Chief Jo Berg") counts where no other is, and
    so does "police in Penn Hills".
    """
    whole: dict[str, list[Range]] = {}
    led: dict[str, list[Range]] = {}
    for found in _FORCE.finditer(text):
        start, end = found.span("name")
        words = text[start:end].split()
        while words and words[0].lower() in OPENERS:
            start += text[start:end].index(words[0]) + len(words[0])
            start += len(text[start:end]) - len(text[start:end].lstrip())
            words.pop(0)
        place = [
            w
            for w in words
            if not w.lower().startswith(("police", "dep", "service", "bureau", "force"))
        ]
        if not place or (len(place) == 1 and place[0].lower() in _KINDS):
            continue
        known = led if found["rank"] else whole
        known.setdefault(" ".join(place).lower(), []).append((start, end))
    seats = {m["name"][10:].strip().lower(): [m.span("name")] for m in _SEAT.finditer(text)}
    for forces in (whole, led, seats):
        one = _one_of(forces)
        if forces:
            return one
    return None


def _one_of(forces: dict[str, list[Range]]) -> Range | None:
    """The fullest name of the only force, or of one that is named far more often than any other."""
    counts: Counter[str] = Counter()
    for name, places in forces.items():
        longer = [o for o in forces if name != o and f" {o} ".find(f" {name} ") >= 0]
        counts[longer[0] if longer else name] += len(places)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _FAR_MORE * ranked[1][1]):
        return None
    return max(forces[ranked[0][0]], key=lambda r: (r[1] - r[0], -r[0]))
