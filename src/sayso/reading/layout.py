"""Who speaks, as the form of the page shows it: transcripts ("MS. PSAKI: …") and signed quotations.

A tagger reads sentences; in a transcript nothing in the sentences says whose they are. These two forms
are read by rule, and where they apply they decide; so do interviews, hearings and speeches printed whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.drafts import Range, Ranges
from sayso.reading.interviews import interview
from sayso.reading.speeches import hearing, speech
from sayso.reading.structure import Structure

_SPEAKER = re.compile(
    r"[\"\u201c(*]{0,3}(?P<who>(?:[A-Z][A-Z.'\u2019-]+ ?|[A-Z]\. ?){1,5}(?:\([^)]{1,40}\) ?)?|Q|A)"
    r"[*]{0,2}(?P<cue>:|(?<=Q)(?=\s{2,}))[*]{0,2}\s+(?=\S)"
)
_SIGNATURE = re.compile(
    r"(?P<cue>[\u2015\u2014\u2013]|--?)\s*(?P<who>[A-Z][^.!?:;\"\u201c\u201d]{2,80}?)\.?$"
)
_WITHIN = re.compile(r"(?<=[\"\u201d])\s*" + _SIGNATURE.pattern)
_TURNS = 2
"""A page with fewer labelled turns is no transcript: one line in capitals and a colon may be anything."""
_NO_SPEAKER = frozenset(
    "WATCH UPDATE UPDATED BREAKING RELATED READ MORE NOTE PHOTO PHOTOS VIDEO CORRECTION EXCLUSIVE DEVELOPING LIVE"
    " EDITOR ANALYSIS OPINION LISTEN SOURCE SOURCES ALERT WARNING FACT FACTS CLAIM BACKGROUND CONTEXT".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's words and the label or signature that says so, if there is one."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    inferred: bool = False
    asks: bool = False


def turns(structure: Structure, aside: Ranges) -> list[Turn]:
    """The labelled turns of a transcript, each up to the next label; the reactions that a release lists; the answers
    of an interview; the turns of a hearing; a speech; the signed quotations."""
    lines = list(_lines(structure, aside))
    shown = _transcript(structure, aside) or _reactions(structure.text, lines)
    return [*(shown or _unlabelled(structure, lines)), *_signed(structure, aside)]


_REACTION = re.compile(
    r"(?:\*\*|__)(?P<who>@?[A-Z][^:\"\u201c!?]{2,160}?)[*_]*(?P<cue>:)[\s*_]*(?=[\"\u201c])"
)
_REACTIONS = 2
"""So many people answer on a page of reactions."""


def _reactions(text: str, lines: list[Range]) -> list[Turn]:
    """ "**Anna Lind, Mayor of Norvik:** "We are …" again and again, as a release lists who welcomes what."""
    found: list[Turn] = []
    for start, end in lines:
        m = _REACTION.match(text, start, end)
        if m:
            close = max(text.rfind(mark, m.end() + 1, end) for mark in '"\u201d') + 1
            found.append(Turn(m.span("who"), m.span("cue"), ((m.end(), close or end),)))
        elif found and text[start] in '"\u201c' and not _closed(text, found[-1].content[-1]):
            last = found[-1]
            found[-1] = Turn(last.source, last.cue, (*last.content, (start, end)))
    return found if len(found) >= _REACTIONS else []


def _unlabelled(structure: Structure, lines: list[Range]) -> list[Turn]:
    """What is printed word for word with no label before it: an interview, a hearing or a speech."""
    answers = interview(structure, lines)
    if answers:
        return [Turn(who, None, said, inferred=True) for who, said in answers]
    text = structure.text
    heard = hearing(structure, lines)
    if heard:
        return [
            Turn(None, None, (r,), inferred=True, asks=text[slice(*r)].rstrip().endswith("?"))
            for r in heard
        ]
    who, said = speech(structure, lines)
    return [Turn(who, None, said, inferred=True)] if said else []


def _lines(structure: Structure, aside: Ranges) -> Iterator[tuple[int, int]]:
    for p in structure.paragraphs:
        if not aside.hold((p.start, p.end)):
            yield p.start, p.end


def _transcript(structure: Structure, aside: Ranges) -> list[Turn]:
    text = structure.text
    lines = list(_lines(structure, aside))
    labels = [_label(text, a, b) for a, b in lines]
    shown = [m for m in labels if m is not None]
    if len(shown) < _TURNS and not (shown and _speech(text, shown[0], lines[-1][1])):
        return []
    found: list[Turn] = []
    for (start, end), label in zip(lines, labels, strict=True):
        if label is not None:
            source = label.span("who")
            source = (source[0], source[0] + len(label["who"].rstrip()))
            cue = label.span("cue")
            found.append(Turn(source, cue if cue[0] < cue[1] else source, ((label.end(), end),)))
        elif found and text[start] not in "[(#":
            last = found[-1]
            found[-1] = Turn(last.source, last.cue, (*last.content, (start, end)))
    return found


_OFFICE = re.compile(
    r"(?:THE|MR|MS|MRS|DR|PRESIDENT|SECRETARY|GENERAL|SENATOR|GOVERNOR|CHAIR\w*)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|we|our|us)\b")


def _speech(text: str, label: re.Match[str], end: int) -> bool:
    """One label is enough for a speech: "THE PRESIDENT: Good morning." with "I" and "we" all through it."""
    if not _OFFICE.match(label["who"]):
        return False
    return (
        sum(1 for _ in _FIRST_PERSON.finditer(text, label.end(), end)) * 100
        > end - label.end()
        > 500
    )


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    label = _SPEAKER.match(text, start, end)
    return label if label and label["who"].split()[0].strip(".") not in _NO_SPEAKER else None


def _signed(structure: Structure, aside: Ranges) -> list[Turn]:
    text = structure.text
    found = []
    quoted: list[Range] = []
    for start, end in _lines(structure, aside):
        within = _WITHIN.search(text, max(start, end - 120), end)
        if within and text[start] in '"\u201c\u201d' and len(within["who"].split()) <= 12:
            content = (
                (*quoted, (start, within.start()))
                if quoted and not _closed(text, quoted[-1])
                else ((start, within.start()),)
            )
            found.append(Turn(within.span("who"), within.span("cue"), content))
            quoted = []
            continue
        signature = _SIGNATURE.match(text, start, end)
        if (
            signature
            and quoted
            and _printed(text, quoted[-1])
            and len(signature["who"].split()) <= 12
        ):
            found.append(Turn(signature.span("who"), signature.span("cue"), tuple(quoted)))
            quoted = []
        elif text[start] in '"\u201c\u201d' or (quoted and text[end - 1] in '"\u201d'):
            quoted = (
                [*quoted, (start, end)]
                if quoted and not _closed(text, quoted[-1])
                else [(start, end)]
            )
        elif quoted and not _closed(text, quoted[-1]):
            quoted.append((start, end))
        else:
            quoted = []
    return found


def _closed(text: str, line: Range) -> bool:
    """A quotation that the line begins, or goes on with, ends in it; words about it may follow."""
    words = text[slice(*line)]
    if _ends_quoted(words):
        return True
    plain, curly = words.count('"') % 2, words.count("\u201c") - words.count("\u201d")
    return not plain and curly <= 0 if words[0] in '"\u201c\u201d' else plain > 0 or curly < 0


def _ends_quoted(words: str) -> bool:
    return words[-1] in '"\u201d' or words[-2:] in ("\u201d.", '".')


def _printed(text: str, line: Range) -> bool:
    """Nothing but the quotation stands in its last line: no "he said", which would make a name below a byline."""
    return _ends_quoted(text[slice(*line)]) or not _closed(text, line)
