"""Loaded language: words of the outlet's own that judge rather than report.

Words come from lists (`packs/loaded.toml`): some are asked about wherever the outlet writes them, verbs of
saying where they are a cue, others only as part of a phrase with one of those. In a text that holds such a word the
tagger adds turns of phrase that it learned from annotators of propaganda; it is not trusted to ask by itself
(training/LOG.md). Words in quotation marks and in what somebody else is said to have said are their speaker's and
are left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.reading.drafts import Range, Ranges
from sayso.reading.headline import Headline
from sayso.reading.phrases import Phrases, words_of
from sayso.reading.quotations import OUTSIDE
from sayso.reading.structure import Structure
from sayso.records import Attribution, Boilerplate, Channel, Span

_LISTS = ("judging", "sensational", "invective", "shouts", "intensifiers", "names", "verbs", "mild")
_NEVER = len(_LISTS)
_ALONE = frozenset(("judging", "sensational", "invective"))
_BETWEEN = re.compile(r"(?:,|,? and|,? or|-|\s)*\s*", re.IGNORECASE)


@cache
def _phrases() -> Phrases:
    data = tomllib.loads(resources.files("sayso.packs").joinpath("loaded.toml").read_text("utf-8"))
    entries = [
        (n, word.replace("-", " ")) for n, name in enumerate(_LISTS) for word in data[name].split()
    ]
    return Phrases([*entries, *((_NEVER, p) for p in data["never"]["phrases"])])


@dataclass(frozen=True, slots=True)
class Loaded:
    """A run of loaded words. kind: the list of the word that makes it one."""

    span: Range
    kind: str


def find_loaded(text: str, cues: Ranges | None = None) -> list[Loaded]:
    """All loaded words of a text, whoever says them, in order; verbs of saying only within `cues`."""
    words, starts = words_of(text)
    rows = _phrases().rows(words)
    kinds: list[str | None] = [None] * len(words)
    never: set[int] = set()
    for hit in _phrases().find(rows):
        if hit.label == _NEVER:
            never.update(range(hit.first, hit.last + 1))
            continue
        for i in range(hit.first, hit.last + 1):
            known = kinds[i]
            if known is None or _LISTS.index(known) > hit.label:
                kinds[i] = _LISTS[hit.label]
    ends = [s + len(w) for s, w in zip(starts, words, strict=True)]
    found: list[Loaded] = []
    i = 0
    while i < len(words):
        if kinds[i] is None or i in never:
            i += 1
            continue
        j = i + 1
        while (
            j < len(words)
            and kinds[j] is not None
            and j not in never
            and _BETWEEN.fullmatch(text, ends[j - 1], starts[j])
        ):
            j += 1
        run = [
            k
            for k in range(i, j)
            if (kinds[k] in _ALONE and not _named(text, starts[k]))
            or (kinds[k] == "shouts" and cues is not None and cues.touch((starts[k], ends[k])))
        ]
        if run:
            first, last = run[0], run[-1]
            while first > i and kinds[first - 1] in ("intensifiers", "mild", "names"):
                first -= 1
            while last + 1 < j and kinds[last + 1] in ("names", "mild", "verbs"):
                last += 1
            found.append(Loaded((starts[first], ends[last]), str(kinds[run[0]])))
        i = j
    return found


def _named(text: str, start: int) -> bool:
    """Capitalised inside a sentence of small letters: part of a name ("the Savage Club")."""
    if not text[start].isupper() or text[start : start + 2].isupper():
        return False
    before = text[max(0, start - 40) : start].rstrip(" \t\"'\u201c\u2018(")
    if not before or before[-1] in ".!?:\n\u2014\u2013-":
        return False
    end = text.find("\n", start)
    line = text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)].split()
    small = [w for w in line[:60] if len(w) > 2 and w[0].islower()]
    return len(small) > 1


_EDGE = r"(?:a|an|and|as|at|by|for|from|in|of|on|or|over|that|the|to|with|[\'\u2019]s)"
_BEFORE = re.compile(rf"(?:{_EDGE}\s+)+", re.IGNORECASE)
_AFTER = re.compile(rf"(?:\s+{_EDGE})+$", re.IGNORECASE)


def outlets_loaded(
    structure: Structure,
    attributions: Iterable[Attribution],
    boilerplate: Iterable[Boilerplate],
    headline: Headline | None,
    judging: Iterable[Range] = (),
    channels: Iterable[Channel] = (),
) -> tuple[Span, ...]:
    """The loaded words of the outlet itself, a headline that stands outside the text first.

    judging: runs of the text that the tagger takes for loaded.
    """
    attributions = tuple(attributions)
    cues = Ranges((s.start, s.end) for a in attributions for s in a.cue if s.in_ is None)
    laws = {c.id for c in channels if c.kind == "order-or-law"}
    others = _of_others(structure, attributions, boilerplate, laws)
    titled = []
    if headline is not None and headline.paragraph is None:
        title = headline.text
        quoted = Structure.of(title).quotations.states
        titled = [
            Span.of(title, *x.span, headline.span.in_)
            for x in find_loaded(title)
            if quoted[x.span[0]] == OUTSIDE
        ]
    listed = [x.span for x in find_loaded(structure.text, cues) if not others.touch(x.span)]
    if not (titled or listed):
        return ()
    cores = (_core(structure.text, span) for span in judging if not others.touch(span))
    spans = merged([*listed, *(c for c in cores if c[1] - c[0] > 3)])
    return (*titled, *(Span.of(structure.text, *x) for x in spans))


def _core(text: str, span: Range) -> Range:
    """A run without the small words at its edges ("of brutal")."""
    start, end = span
    before = _BEFORE.match(text, start, end)
    start = before.end() if before else start
    after = _AFTER.search(text, start, end)
    return start, after.start() if after else end


def merged(ranges: Iterable[Range]) -> list[Range]:
    """In order; those that overlap are one."""
    out: list[Range] = []
    for a, b in sorted(ranges):
        if out and a < out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _of_others(
    structure: Structure,
    attributions: Iterable[Attribution],
    boilerplate: Iterable[Boilerplate],
    laws: Collection[str],
) -> Ranges:
    """What is not the outlet's own: contents that have a source, quotations, boilerplate.

    laws: ids of channels. What a decree orders is told in the outlet's words ("ordered a whopping …"), unless quoted.
    """
    contents = [
        (s.start, s.end)
        for a in attributions
        if a.quoted == "direct" or (a.channel_id not in laws and (a.source or a.source_id))
        for s in a.content
        if s.in_ is None
    ]
    aside = [(s.start, s.end) for b in boilerplate for s in b.spans]
    return Ranges([*contents, *aside, *((q.start, q.end) for q in structure.quotations.found)])
