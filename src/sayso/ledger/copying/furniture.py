"""Furniture: words of a text that copy nothing and that nobody copies, told by their form.

What a page puts around every report: lists of other stories, log-in boxes, whom to call with a tip.
Furniture that has no form to be told by shows by its repetition, see `copies`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

from sayso.ledger.copying.fingerprints import folded

SHORT = 12
"""A line of fewer words that ends in the middle of nowhere is a heading, a list item or a button."""

WRAPPED = 50
"""A line of so many letters that goes on in the next belongs to a paragraph broken into lines."""
FRAME = 60
"""A line of more words is a paragraph, whatever it begins with."""

_TOKEN = re.compile(r"[^\W_]+")
_FRAMES = frozenset(["image", "photo", "slide", "video", "page", "caption"])
_SIGN = re.compile(r"\d{3}\)?[ .-]|@|https?:|www\.")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_ENDS = tuple(".!?…:;,")
_CLOSING = "'\"”’)]*_"
_OPENING = " \t\"'“‘("
_BREAK = re.compile(r"(?<=[.!?])['\"”’)]*\s+(?=['\"“‘(]*[A-Z0-9])")


def furniture(text: str) -> list[tuple[int, int]]:
    """The ranges of a text, in code points, that are furniture by their form, in order."""
    rules = _rules()
    low = folded(text)
    tried = rules.tried(low)
    frames = [word for word in _FRAMES if word in low]
    found: list[tuple[int, int]] = []
    lines = [m.span() for m in _LINE.finditer(text) if not m[0].isspace()]
    for k, (start, end) in enumerate(lines):
        line = low[start:end]
        framed = ":" in line or (
            any(word in line for word in frames) and not _FRAMES.isdisjoint(_TOKEN.findall(line))
        )
        framed = framed and len(line.split()) <= FRAME
        if (framed and rules.line.search(line)) or (
            not _ends(text[start:end]) and _stands_alone(text, lines, k)
        ):
            found.append((start, end))
        else:
            found += rules.among_sentences(text, low, (start, end), tried)
    return found


Tried: TypeAlias = tuple[list[int], list[tuple[int, ...]]]
"""Where words stand that make patterns worth a try, in order; and which patterns."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The pack's patterns, and which of those for sentences are worth a try: anywhere, or by words."""

    line: re.Pattern[str]
    sentence: list[re.Pattern[str]]
    anywhere: tuple[int, ...]
    by_word: dict[str, tuple[int, ...]]

    def tried(self, low: str) -> Tried:
        """What is worth a try in a text in lower case: most sentences hold no such word."""
        found = [(m.start(), self.anywhere) for m in _SIGN.finditer(low)]
        for word in self.by_word.keys() & _TOKEN.findall(low):
            end = -1
            while (start := low.find(word, end + 1)) >= 0:
                end = start + len(word)
                if not (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()):
                    found.append((start, self.by_word[word]))
        found.sort()
        return [at for at, _ in found], [those for _, those in found]

    def among_sentences(
        self, text: str, low: str, line: tuple[int, int], tried: Tried
    ) -> Iterator[tuple[int, int]]:
        """The sentences of a line that are furniture."""
        places, patterns = tried
        at, last = (bisect_left(places, edge) for edge in line)
        if at == last:
            return
        for start, end in _sentences(text, *line):
            until = bisect_left(places, end, at)
            worth = {n for those in patterns[at:until] for n in those}
            if any(self.sentence[n].search(low, start, end) for n in worth):
                yield start, end
            at = until


def _ends(line: str) -> bool:
    """Whether a line ends as sentences do."""
    return line.rstrip().rstrip(_CLOSING).endswith(_ENDS)


def _stands_alone(text: str, lines: list[tuple[int, int]], k: int) -> bool:
    """Whether a line without an end is short and no part of a paragraph broken into lines."""
    start, end = lines[k]
    goes_on = text[start:end].lstrip(_OPENING)[:1].islower() or (
        k > 0 and _wrapped(text, lines[k - 1], start)
    )
    if goes_on or len(text[start:end].split()) >= SHORT:
        return False
    if k + 1 == len(lines):
        return k > 0 and "\n" in text[lines[k - 1][1] : start].strip(" \t")
    after, stop = lines[k + 1]
    return not text[after:stop].lstrip(_OPENING)[:1].islower() and not _wrapped(
        text, lines[k], after
    )


def _wrapped(text: str, line: tuple[int, int], after: int) -> bool:
    """Whether a paragraph was broken after this line, to go on with the next one."""
    start, end = line
    return end - start >= WRAPPED and text[end:after].count("\n") == 1


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    yield start, end


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    pack = tomllib.loads(files("sayso.packs").joinpath("furniture.toml").read_text("utf-8"))
    sentence = [re.compile(rule["pattern"]) for rule in pack["sentence"]]
    by_word: dict[str, tuple[int, ...]] = {}
    for n, rule in enumerate(pack["sentence"]):
        for word in rule.get("words", "").split():
            by_word[word] = (*by_word.get(word, ()), n)
    anywhere = tuple(n for n, rule in enumerate(pack["sentence"]) if "words" not in rule)
    line = re.compile("|".join(f"(?:{p})" for p in pack["line"]))
    return _Rules(line, sentence, anywhere, by_word)
