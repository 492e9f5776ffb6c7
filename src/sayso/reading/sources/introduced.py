"""What stands beside a person's name and says who that is: an office before it, an apposition after it."""

from __future__ import annotations

import re

from sayso.reading.sources.nouns import is_person, singular, titles
from sayso.reading.sources.roles import DEFINITE, INDEFINITE, TOKEN

DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
OPENERS = DAYS | frozenset(
    "a about after against all also although an and another any as asked at because before both but by during earlier"
    " even every following for from he her his how however if in instead it its last later like many meanwhile most my"
    " next not now of on once one only or our over said she since so some still that the their then there these they"
    " this those though to today under unlike until we what when where while who whose why with yesterday yet you i"
    " "
    " while despite according image photo".split()
)
_TOLD = re.compile(
    r",?\s+(?:\(?\d{1,3}\)?\s*,|\d{1,3}[- ]years?[- ]old\b|\(\d{1,3}\)|who\b|whose\b)"
    r"|,\s+(?:\d{1,3},\s+)?(?P<role>(?:(?:an?|the|his|her|its|their|one of)\s+)?"
    r"(?:[\w'\u2019&.-]+\s){0,7}?(?P<noun>[a-z][\w-]+)\b[^,.;:()\u2014\"\u201c\u201d\n]*)(?=[,.;)\u2014])"
)
_IS = re.compile(
    r",?\s+(?:who\s+)?(?:is|was|has\s+been|served\s+as|serves\s+as|works\s+as|worked\s+as)\s+(?:(?:an?|the)\s+)?"
    r"(?P<role>(?:[\w'\u2019-]+\s){0,4}?(?P<noun>[a-z][\w-]+))\b"
)
_CALLED = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[\w.]+['\u2019]s)\s+(?P<role>(?:[\w-]+\s+){0,4}?(?P<noun>[a-z][\w-]+)"
    r"(?:\s+(?:of|for|at|to)\s+[^,.;]{2,50})?),\s+$"
)


def roles_beside(text: str, start: int, end: int, before: str) -> list[str]:
    """What stands beside a name: "President", "the finance minister, …,", "…, a lawyer,"."""
    found: list[str] = []
    begin = start - len(before) - 1 if before else start
    ahead = text[max(0, begin - 90) : begin].rsplit("\n", 1)[-1]
    words = ahead.split()
    taken: list[str] = []
    while words and (words[-1][:1].islower() or words[-1][:1].isupper()) and len(taken) < 4:
        w = words[-1]
        if w.lower() in OPENERS | DEFINITE | INDEFINITE or w[-1] in '.,;:\u2014"\u201d)':
            break
        if (
            not taken
            and not before
            and not is_person(singular(w.lower()))
            and w.lower() not in titles()
        ):
            break
        if taken and w[:1].islower() and not _MODIFIES.search(w) and not is_person(w):
            break
        if before and not taken and w[:1].islower() and not is_person(w) and w != "of":
            break
        taken.insert(0, words.pop())
    while taken and taken[0] in ("like", "more", "most", "than", "as", "even", "of", "and"):
        taken.pop(0)
    office = " ".join([*taken, *before.split()])
    if any(is_person(singular(w.lower())) or w.lower() in titles() for w in office.split()):
        found.append(office)
    called = _CALLED.search(ahead) if not before else None
    if called and is_person(called["noun"]) and not _MANY.search(called["role"]):
        found.append(called["role"])
    for pattern in (_TOLD, _IS):
        after = pattern.match(text, end)
        if after and after["role"] and _calls_somebody(after["role"]):
            found.append(after["role"])
        elif after and pattern is _TOLD and not after["role"]:
            found.append("")
    return found


_MANY = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|members|all|both)\b")
_MODIFIES = re.compile(
    r"(?:al|an|ish|ese|ive|ic|ior|ary|ry|er|or|ing|ed|ous|ent|of|and|of-state|general|press|vice|co)$"
)


def _calls_somebody(role: str) -> bool:
    """One of the first words is what a person can be: "a retired teacher of music"."""
    words: list[str] = TOKEN.findall(role)
    for w in words[:8]:
        if w in ("who", "which", "that", "is", "was", "said", "has", "and"):
            return False
        if is_person(singular(w.lower())):
            return True
    return False
