"""Who asks, in a transcript that prints a "Q": whoever was called on before ("Go ahead, Anna."), until another is.

The turns are walked through once, in order. A call without a name ends what is known, and so does a second question
that no answer parts from the first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from sayso.reading.sources.introduced import OPENERS
from sayso.reading.sources.mention import Range
from sayso.reading.sources.nouns import given_names, is_person, no_person, singular, titles

_WORD = r"[A-Z][a-z\u00c0-\u024f'\u2019-]+"
_NAME = rf"(?P<name>{_WORD}(?:\s[A-Z][\w'\u2019-]+){{0,2}})"
_CALL = re.compile(
    r"(?:\b[Gg]o\s+ahead,|\b(?:go|going|get|turn|move|back|over)\s+to(?:\s+you,)?|\bhear\s+from|\b(?:comes?|be|is)\s+from|\bline\s+of|\bcall\s+on|\brecognize"
    r"|\bstart\s+with|\b(?:Yes|Yeah|Sure|Okay|Next|Hi|Hey|And|Thanks|you|question),)\s*"
    rf"{_NAME}(?=[.,?!]|\s+(?:from|of|with|at|in)\b)"
    rf"|(?:^|(?<=[.?!\u2014,]\s)|(?<=But\s)|(?<=And\s))\s*{_NAME.replace('name', 'ahead')},"
    r"\s+(?:go\s+ahead|yeah|yes|please)\b"
    rf"|(?:^|(?<=[.?!]\s)|\b[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){{1,3}},)\s*{_NAME.replace('name', 'alone')}[?.]\s*$"
    rf"|(?:^|(?<=[.?!]\s)|(?<=\n))\s*{_NAME.replace('name', 'paper')},\s+(?:[Tt]he\s+)?(?:[A-Z][\w&-]*\s?){{1,4}}\.\s*$"
)
_ANEW = re.compile(
    r"\b[Gg]o\s+ahead\b|\b[Nn]ext\s+question\b|\blast\s+question\b|\bkick\s+us\s+off\b|\bin\s+the\s+back\b|\b[Ss]ir\b"
)
_TURN = re.compile(
    r"^[ \t]*(?:(?P<q>Q)(?::|\s{2,})|(?:[A-Z][A-Z.'\u2019-]+ ?)+(?:\([^)\n]*\))?:)", re.MULTILINE
)
_MYSELF = re.compile(
    rf"(?:\b(?:[Tt]his\s+is|I['\u2019]m|I\s+am|[Mm]y\s+name\s+is|[Ii]t['\u2019]s|[Yy]eah,|Hi,|Hey,|Hello,)\s+){_NAME}"
    rf"(?=,?\s+(?:with|from|at)\s+(?:the\s+)?[A-Z])"
    rf"|^\W*(?:\([^)]*\)\W*)?{_NAME.replace('name', 'first')},\s+(?:[A-Z][\w&-]*\s?){{1,4}}\."
)
_THANKED = re.compile(r"\bThank(?:s|\s+you),?\s(?P<name>[A-Z][a-z]+)[.,]")
_ADDRESSED = re.compile(r"(?:^\s*|,\s|\u2014\s)(?P<name>[A-Z][a-z]+)(?=,\s)")
_GOES_ON = re.compile(r"\s*[\u2014\u2013-]")
_NOBODY = frozenset(
    "go thank thanks okay yes yeah sure right great no well jen sir all please hello hi yep correct exactly good oh"
    " ah uh um look listen hold tomorrow however madam".split()
)
_BY_ITSELF = re.compile(rf"\S\s*\n\s*{_WORD}\.\s*$")
_NOD = 5
"""So few words let the same one go on: "Sure. Go ahead."."""
_ASIDE = 2
"""So few words thrown in ("Oops.") are nobody's turn to ask."""
_END = 140
"""In how many characters before a question the call has to stand."""
_BEGIN = 90
"""In how many characters of the answer whoever asked is addressed."""


def called_on(text: str, at: Range) -> str | None:
    """The name of whoever asks at the "Q" that stands there, if it is told before or in the answer."""
    return _askers(text).get(at[0])


@lru_cache(maxsize=4)
def _askers(text: str) -> dict[int, str]:
    """The name for each "Q" of a transcript, by its place."""
    marks = list(_TURN.finditer(text))
    ends = [*(m.start() for m in marks[1:]), len(text)]
    turns: list[tuple[int | None, str]] = [(None, text[: marks[0].start()])] if marks else []
    turns += [
        (m.start("q") if m["q"] else None, text[m.end() : end])
        for m, end in zip(marks, ends, strict=True)
    ]
    known = frozenset(_called(said) for at, said in turns if at is None)
    found: dict[int, str] = {}
    now: str | None = None
    for n, (at, said) in enumerate(turns):
        if at is None:
            name = _called(said)
            if name or (len(said.split()) > _NOD and _ANEW.search(said[-_END:])):
                now = name
            continue
        short = len(said.split()) <= _ASIDE
        if n and turns[n - 1][0] is not None and not (short or _GOES_ON.match(said)):
            now = None
        own = _MYSELF.search(said[:_END])
        told = own and (own["name"] or own["first"])
        now = told if told and _is_name(told) else now
        if now is None and n + 1 < len(turns) and turns[n + 1][0] is None:
            now = _answered(turns[n + 1][1], known)
        if now is not None:
            found[at] = now
    return found


@lru_cache(maxsize=4)
def _marks(text: str) -> tuple[list[int], list[tuple[bool, Range]]]:
    """Where each turn of a transcript begins, and of each whether it is a question and who is printed before it."""
    marks = list(_TURN.finditer(text))
    labels = [m.span("q") if m["q"] else (m.start(), m.end() - 1) for m in marks]
    starts = [a + len(text[a:b]) - len(text[a:b].lstrip()) for a, b in labels]
    return [m.start() for m in marks], [
        (bool(m["q"]), (start, b)) for m, start, (_, b) in zip(marks, starts, labels, strict=True)
    ]


def spoken_to(text: str, place: int) -> Range | None:
    """The label of whoever "you" means in a turn: in a question who answers it, in the answer who asked.

    None outside a transcript that prints a "Q", and where nobody answers.
    """
    starts, turns = _marks(text)
    n = bisect_right(starts, place) - 1
    if n < 0 or not any(asks for asks, _ in turns):
        return None
    if not turns[n][0]:
        return turns[n - 1][1] if n and turns[n - 1][0] else None
    later = [label for asks, label in turns[n + 1 :] if not asks]
    before = [label for asks, label in turns[:n] if not asks]
    return later[0] if later else before[-1] if before else None


def _called(said: str) -> str | None:
    """The name that the end of a turn calls."""
    for call in reversed(list(_CALL.finditer(said[-_END:]))):
        name: str = call["name"] or call["ahead"] or call["alone"] or call["paper"]
        if call["alone"] and call.group().rstrip().endswith("."):
            given = name.split()[0].lower() in given_names()
            paper = "," in call.group()
            if not (given or paper) and _BY_ITSELF.search(said) is None:
                continue
        if _is_name(name):
            return name
    return None


def _answered(answer: str, known: frozenset[str | None]) -> str | None:
    """The name by which whoever asked is thanked or spoken to."""
    first = answer[:_BEGIN]
    thanked = _THANKED.search(first)
    if thanked and _is_name(thanked["name"]):
        return thanked["name"]
    for found in _ADDRESSED.finditer(first):
        name = found["name"]
        if (name.lower() in given_names() or name in known) and _is_name(name):
            return name
    return None


def _is_name(name: str) -> bool:
    words = name.split()
    if words[0].lower() in _NOBODY | OPENERS | titles() or no_person(words[-1]):
        return False
    return not is_person(singular(words[-1].lower()))
