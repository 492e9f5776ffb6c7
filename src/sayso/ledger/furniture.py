"""Furniture: words of a text that copy nothing and that nobody copies, told by their form.

What a page puts around every report: lists of other stories, log-in boxes, whom to call with a tip.
Furniture that has no form to be told by shows by its repetition, see `copies`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

SHORT = 12
"""A line of fewer words that ends in the middle of nowhere is a heading, a list item or a button."""

WRAPPED = 50
"""A line of so many letters that goes on in the next belongs to a paragraph broken into lines."""
FRAME = 60
"""A line of more words is a paragraph, whatever it begins with."""

_TOKEN = re.compile(r"[^\W_]+")
_FRAMES = frozenset(["image", "photo", "slide", "video", "page", "caption"])
_ADDRESS = re.compile(r"\d{3}\)?[ .-]|@|https?:|www\.|[A-Za-z]\d|\d[A-Za-z]", re.IGNORECASE)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_END = re.compile(r"[.!?…:;,]['\"”’)\]*_]*\s*$")
_OPENING = " \t\"'“‘("
_BREAK = re.compile(r"(?<=[.!?])['\"”’)]*\s+(?=['\"“‘(]*[A-Z0-9])")


def furniture(text: str) -> list[tuple[int, int]]:
    """The ranges of a text, in code points, that are furniture by their form, in order."""
    words, sentence_rule, line_rule = _rules()
    found: list[tuple[int, int]] = []
    lines = [m.span() for m in _LINE.finditer(text) if not m[0].isspace()]
    for k, (start, end) in enumerate(lines):
        line = text[start:end]
        framed = ":" in line or not _FRAMES.isdisjoint(_TOKEN.findall(line.lower()))
        framed = framed and len(line.split()) <= FRAME
        if (framed and line_rule.search(line)) or (
            not _END.search(line) and _stands_alone(text, lines, k)
        ):
            found.append((start, end))
        elif _worth_a_look(line, words):
            found += [
                (start + a, start + b)
                for a, b in _sentences(line)
                if _worth_a_look(line[a:b], words) and sentence_rule.search(line, a, b)
            ]
    return found


def _worth_a_look(line: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(_TOKEN.findall(line.lower())) or bool(_ADDRESS.search(line))


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


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(line):
        yield start, found.end()
        start = found.end()
    yield start, len(line)


@lru_cache(maxsize=1)
def _rules() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """The pack's words, and its patterns for sentences and for lines, each as one."""
    pack = tomllib.loads(files("sayso.packs").joinpath("furniture.toml").read_text("utf-8"))
    return frozenset(pack["words"].split()), _any(pack["sentence"]), _any(pack["line"])


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
