"""Persons as two reports can share them: by first and last name, with the age beside it.

Who holds an office counts apart: a spokesman of the police turns up in report after report.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.records import Reading

_SUFFIX = frozenset({"jr", "sr", "ii", "iii", "iv"})
_AGE_BEHIND = re.compile(
    r",? ?(?:aged? )?\(?(\d{1,2})\b(?! ?(?:/|:|\.\d|p\.m|a\.m|st |nd |rd |th ))"
)
_AGE_BEFORE = re.compile(r"(\d{1,2})[- ]years?[- ]old (?:\w+ ){0,2}$")
_FIGURE = re.compile(r"\d+")
_YEARS = re.compile(r"[-–‑ ]years?[-–‑ ]olds?\b")
_CLOSED = re.compile(r"[,.;)]| and\b")
_AGED = re.compile(r"\baged? $")
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        start=1,
    )
}
_YEAR_OLD = re.compile(r"[-–‑]year[-–‑]old", re.IGNORECASE)
_LAST_WORD = re.compile(r"\w+$")
_OLDEST = 110


@dataclass(frozen=True, slots=True)
class Persons:
    """Names are "first last" in lower case. aged: with an age in years; officials: with an office."""

    names: frozenset[str]
    aged: frozenset[tuple[str, int]]
    officials: frozenset[str]


def persons_in(reading: Reading, text: str) -> Persons:
    """Whoever the text names in full. text: the report's, blanks where boilerplate stands."""
    names: set[str] = set()
    aged: set[tuple[str, int]] = set()
    officials = {
        name
        for source in reading.sources
        if source.kind == "person" and source.role and _holds_office(source.role)
        if (name := full_name(source.name))
    }
    for found in reading.names:
        if found.kind != "person":
            continue
        for span in found.spans:
            name = full_name(span.text)
            if name is None or span.in_ is not None or text[span.start].isspace():
                continue
            before = text[max(0, span.start - 40) : span.start]
            after = text[span.end : span.end + 40]
            if _titled(span.text, before, after):
                officials.add(name)
                continue
            names.add(name)
            if age := _AGE_BEHIND.match(after) or _AGE_BEFORE.search(before):
                aged.add((name, int(age[1])))
    return Persons(
        names=frozenset(names - officials),
        aged=frozenset((name, age) for name, age in aged if name not in officials),
        officials=frozenset(officials),
    )


def full_name(name: str) -> str | None:
    """First and last name in lower case, without office and suffix; None if there is only one."""
    parts = [p for part in name.split() if (p := part.strip(".,'’\"").lower()) not in _SUFFIX and p]
    while parts and parts[0] in _offices():
        parts.pop(0)
    if len(parts) < 2:
        return None
    last = parts[-1].removesuffix("'s").removesuffix("’s")
    return f"{parts[0]} {last}"


def ages_in(text: str) -> set[int]:
    """Ages in years, however they are written: "7-year-old", "Smith, 24,", "seven-year-old"."""
    # Figures first, then what stands around them: few characters of a text are digits.
    ages = {int(m[0]) for m in _FIGURE.finditer(text) if _is_age(text, *m.span())}
    for found in _YEAR_OLD.finditer(text):
        word = _LAST_WORD.search(text[max(0, found.start() - 12) : found.start()])
        ages.add(_NUMBERS.get(word[0].lower(), 0) if word else 0)
    return {age for age in ages if 0 < age < _OLDEST}


def aged_in(text: str) -> dict[str, int]:
    """Who is named in full with an age: "first last" in lower case, and the age; no one with two of them."""
    found: dict[str, set[int]] = {}
    for m in names_with_age(text):
        if name := full_name(m["behind"] or m["before"]):
            found.setdefault(name, set()).add(int(m["age"] or m["aged"]))
    return {name: ages.pop() for name, ages in found.items() if len(ages) == 1}


def names_with_age(text: str) -> Iterator[re.Match[str]]:
    """Names with an age behind them, "Ana Dell, 24,", or before: groups `before` and `age`, `aged` and `behind`."""
    return _NAMED_AGE.finditer(text) if _AGE_BESIDE.search(text) else iter(())


_AGE_BESIDE = re.compile(r", (?:aged? )?\d\d?\b|\d-year-old [A-Z]")
_NAME = (
    r"(?!(?:The|A|An|Police|Officer|In|On|At) )\b[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2}"
)
_NAMED_AGE = re.compile(
    rf"(?P<before>{_NAME})(?:,? [JS]r\.?)?, (?:aged? )?(?P<age>\d{{1,2}})(?=[,;.)]| and\b| of\b| (?:was|who|were)\b)"
    rf"|\b(?P<aged>\d{{1,2}})-year-old (?P<behind>{_NAME})"
)


def _is_age(text: str, start: int, end: int) -> bool:
    """Whether the digits of [start, end) are an age: "24-year-old", ", 24,", "(24)", "aged 24"."""
    if end - start > 3:
        return False
    before = text[max(0, start - 6) : start]
    if _YEARS.match(text, end) and not (before and (before[-1].isalnum() or before[-1] == "_")):
        return True
    if end - start < 3 and (
        (before.endswith((",", ", ")) and _CLOSED.match(text, end))
        or (before.endswith("(") and text.startswith(")", end))
    ):
        return True
    after = text[end : end + 1]
    return bool(_AGED.search(before)) and not (after.isalnum() or after == "_")


def _titled(name: str, before: str, after: str) -> bool:
    words = before.lower().replace(".", "").split()
    if name.split()[0].lower().rstrip(".") in _offices() or (words and words[-1] in _offices()):
        return True
    return after.startswith(",") and _holds_office(after.partition(".")[0].partition(" said")[0])


def _holds_office(role: str) -> bool:
    return not _offices().isdisjoint(re.findall(r"[a-z]+", role.lower()))


@cache
def _offices() -> frozenset[str]:
    text = resources.files("sayso.packs").joinpath("occurrences.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["offices"].split())
