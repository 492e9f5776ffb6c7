"""Labels of turns in a transcript: "MS. PSAKI:", "Q", "THE PRESIDENT (as interpreted):"."""

from __future__ import annotations

import re

from sayso.reading.sources.context import words_of
from sayso.reading.sources.mention import Range
from sayso.reading.sources.nouns import is_person, singular

_LABELLED = re.compile(r"(?:\s*\([^)]{1,40}\))?\s*:|(?<=\bQ)\s{2,}")
_ANSWER = re.compile(r"^(?:A|ANSWER)[.:]\s", re.MULTILINE)


def label_of(text: str, at: Range, words: str) -> str | None:
    """A label as a sentence would print it; "Q" and "A" for whoever asks and answers; None for what is no label."""
    if not _LABELLED.match(text, at[1]) or words.upper() != words or _short_name(text, words):
        return None
    return _of_label(words)


def answered(text: str) -> bool:
    """Answers are labelled too, so that one asks and one answers."""
    return _ANSWER.search(text) is not None


def _short_name(text: str, words: str) -> bool:
    """ "APD: four shots fired": initials before one colon are a body's, not somebody's turn to speak."""
    short = words.isalpha() and 1 < len(words) < 5
    return short and text.count(words + ":") < 2 and words.capitalize() not in words_of(text).all


def _of_label(words: str) -> str:
    """ "MS. PSAKI" as a sentence would print it: "Ms. Psaki"; and "the president" with a small letter."""
    plain = re.sub(r"\s*\(.*\)\s*$", "", words.strip())
    if plain in ("Q", "QUESTION", "REPORTER"):
        return "Q"
    if plain in ("A", "ANSWER"):
        return "A"
    tokens = [t if len(t.strip(".")) < 2 else t.capitalize() for t in plain.split()]
    office = is_person(singular(tokens[-1].lower())) if tokens else False
    if office and (len(tokens) > 1 or singular(tokens[-1].lower()) != tokens[-1].lower()):
        return " ".join(tokens) if tokens[0] == "The" else " ".join(tokens).lower()
    return " ".join(tokens)
