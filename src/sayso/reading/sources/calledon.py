"""Who asks, in a transcript that prints a "Q": whoever was called on just before ("Go ahead, Anna.")."""

from __future__ import annotations

import re

from sayso.reading.sources.introduced import OPENERS
from sayso.reading.sources.mention import Range
from sayso.reading.sources.nouns import given_names, is_person, no_person, singular, titles

_NAME = r"(?P<name>[A-Z][a-z\u00c0-\u024f'\u2019-]+(?:\s[A-Z][\w'\u2019-]+){0,2})"
_CALL = re.compile(
    r"(?:\b[Gg]o\s+ahead,|\b(?:go|going|get|turn|move|back|over)\s+to(?:\s+you,)?|\bhear\s+from|\bcomes?\s+from|\bline\s+of"
    r"|\bstart\s+with|\b(?:Yes|Yeah|Sure|Okay|Next|Hi|Hey|And|Thanks|you|question),)\s*"
    rf"{_NAME}(?=[.,?!]|\s+(?:from|of|with|at|in)\b)"
    rf"|(?<=[.?!]\s)\s*{_NAME.replace('name', 'alone')}\?\s*$"
)
_WITHIN = 140
"""In how many characters before the question the call has to stand."""
_NOBODY = frozenset(
    "go thank thanks okay yes yeah sure right great no well jen sir all please hello hi".split()
)


_ANSWERED = re.compile(r"\n\s*[A-Z][A-Z. ]+:\s+")
_THANKED = re.compile(r"\bThank(?:s|\s+you),?\s(?P<name>[A-Z][a-z]+)[.,]")
_ADDRESSED = re.compile(r"(?:^|,\s)(?P<name>[A-Z][a-z]+),\s")
_BEGINS = 90
_TURN = 4000
"""How far the end of a question is looked for."""


def called_on(text: str, at: Range, back: int = 4) -> str | None:
    """The name that was called before a "Q", or by which it is answered; else whoever asked before, if nobody else was
    called on since. back: over how many questions."""
    before = text[max(0, at[0] - _WITHIN) : at[0]]
    turn = re.split(r"\n\s*(?:Q\b|[A-Z][A-Z. ]+:)", before)[-1]
    for found in reversed(list(_CALL.finditer(turn))):
        name = found["name"] or found["alone"]
        if _is_name(name):
            return name
    answer = _ANSWERED.search(text, at[1], at[1] + _TURN)
    if answer is not None:
        first = text[answer.end() : answer.end() + _BEGINS]
        thanked = _THANKED.search(first)
        if thanked and _is_name(thanked["name"]):
            return thanked["name"]
        for found in _ADDRESSED.finditer(first):
            if found["name"].lower() in given_names() and _is_name(found["name"]):
                return found["name"]
    if back and not _ANEW.search(turn):
        previous = list(_ASKED.finditer(text, max(0, at[0] - _TURN), max(0, at[0] - 1)))
        if previous and not _ANEW.search(text, previous[-1].end(), at[0]):
            return called_on(text, previous[-1].span("q"), back - 1)
    return None


_ANEW = re.compile(r"\b[Gg]o\s+ahead\b|\bnext\s+question\b|\bkick\s+us\s+off\b")
_ASKED = re.compile(r"^\s*(?P<q>Q)(?::|\s{2,})", re.MULTILINE)


def _is_name(name: str) -> bool:
    words = name.split()
    if words[0].lower() in _NOBODY | OPENERS | titles() or no_person(words[-1]):
        return False
    return not is_person(singular(words[-1].lower()))
