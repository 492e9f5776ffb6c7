"""Who asks, in a transcript that prints a "Q": whoever was called on just before ("Go ahead, Anna.")."""

from __future__ import annotations

import re

from sayso.reading.sources.introduced import OPENERS
from sayso.reading.sources.mention import Range
from sayso.reading.sources.nouns import is_person, no_person, singular

_NAME = r"(?P<name>[A-Z][a-z\u00c0-\u024f'\u2019-]+(?:\s[A-Z][\w'\u2019-]+){0,2})"
_CALL = re.compile(
    r"(?:\b[Gg]o\s+ahead,|\b(?:go|going|get|turn|move|back|over)\s+to(?:\s+you,)?|\bhear\s+from|\bcomes?\s+from|\bline\s+of"
    r"|\bstart\s+with|\b(?:Yes|Yeah|Sure|Okay|Next|Hi|Hey|And|Thanks|you|question),)\s*"
    rf"{_NAME}(?=[.,?!]|\s+(?:from|of|with|at|in)\b)"
    rf"|(?<=[.?!]\s){_NAME.replace('name', 'alone')}[.?]\s*$"
)
_WITHIN = 140
"""In how many characters before the question the call has to stand."""
_NOBODY = frozenset(
    "go thank thanks okay yes yeah sure right great no well jen sir all please hello hi".split()
)


def called_on(text: str, at: Range) -> str | None:
    """The name that was called before a "Q", if there is one."""
    before = text[max(0, at[0] - _WITHIN) : at[0]]
    turn = re.split(r"\n\s*(?:Q\b|[A-Z][A-Z. ]+:)", before)[-1]
    names = [found["name"] or found["alone"] for found in _CALL.finditer(turn)]
    for name in reversed(names):
        words = name.split()
        first = words[0].lower()
        if (
            first in _NOBODY | OPENERS
            or is_person(singular(words[-1].lower()))
            or no_person(words[-1])
        ):
            continue
        return " ".join(words)
    return None
