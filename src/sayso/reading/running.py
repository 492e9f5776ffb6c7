"""What a tagger cannot see of quotations: those that run on over paragraphs, those that never close,
those that nobody introduces; and a telling that wraps another. What is added here is marked inferred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.reading.cues import is_telling
from sayso.reading.drafts import Contents, Draft, Range, Ranges, touches
from sayso.reading.quotations import Quotation
from sayso.reading.structure import Structure

_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us|I['\u2019]\w+|we['\u2019]\w+)\b")
_CLOSING = re.compile(r"(?<=\S)[\"\u201d](?!\w)")
BARE_WORDS = 5
"""A quotation shorter than this, with no cue, is a name or a scare quote: nobody's statement."""


def run_on(found: list[Draft], structure: Structure, aside: Ranges) -> list[Draft]:
    """Give a quotation that runs on over paragraphs to whoever speaks in one of them.

    News style re-opens at each new paragraph and closes only the last. If a paragraph has no mark at
    all, it still belongs where a later one re-opens, where a lone closing mark follows, or where it
    speaks as "I" or "we": then a mark was forgotten, and the end is inferred.
    """
    lines = structure.paragraphs
    by_line: dict[int, list[Quotation]] = {}
    for q in structure.quotations.found:
        by_line.setdefault(structure.paragraph_at(q.start), []).append(q)
    body = [i for i, p in enumerate(lines) if not aside.hold((p.start, p.end))]
    cues = [d.cue[0] for d in found if d.cue and d.stance in ("asserts", "denies", "asks")]
    speakers = _Speakers(list(found), structure.text)
    seen: set[int] = set()
    for place, i in enumerate(body):
        opened = next((q for q in by_line.get(i, []) if not q.closed and q.start not in seen), None)
        if opened is None:
            continue
        course = _follow(opened, structure, body[place + 1 :], by_line, cues, speakers)
        seen.update(a for a, _ in course.pieces)
        owner = next(
            (n for r in course.pieces for n, d in enumerate(found) if touches(r, d.content)), None
        )
        if owner is None or found[owner].laid_out:
            continue
        d = found[owner]
        taken = [c for d in found if d.stance == "asserts" for c in d.content] + [*d.content]
        new = [r for r in course.pieces if not touches(r, taken)]
        found[owner] = replace(
            d,
            content=tuple(sorted([*d.content, *new])),
            inferred=d.inferred or (course.odd and bool(new)),
            open_at=opened.start if course.odd else None,
        )
    return found


@dataclass(frozen=True, slots=True)
class Course:
    """The parts of one running quotation, and whether its marks are not what style asks for."""

    pieces: list[Range]
    odd: bool


def _follow(
    opened: Quotation,
    structure: Structure,
    after: list[int],
    by_line: dict[int, list[Quotation]],
    cues: list[int],
    speakers: _Speakers,
) -> Course:
    """Follow a quotation from where it opens through the paragraphs `after`."""
    text = structure.text
    pieces: list[Range] = [(opened.start, opened.end)]
    pending: list[Range] = []
    in_style, closed = True, False
    for j in after:
        line, marks = (
            (structure.paragraphs[j].start, structure.paragraphs[j].end),
            by_line.get(j, []),
        )
        if marks and marks[0].start == line[0]:  # re-opened
            if speakers.differ(pieces, marks[0].start):
                break
            in_style = in_style and not pending
            pieces += [*pending, (marks[0].start, marks[0].end)]
            pending, closed = [], marks[0].closed
            if closed:
                break
            continue
        if marks or len(pending) == 2 or any(line[0] <= cue < line[1] for cue in cues):
            break
        lone = _CLOSING.search(text, *line)
        pending.append((line[0], lone.end()) if lone else line)
        if lone:
            pieces, pending, closed = pieces + pending, [], True
            break
    for line in pending:
        if not _FIRST_PERSON.search(text, *line):
            break
        pieces.append(line)
    return Course(pieces, odd=not (in_style and closed))


class _Speakers:
    """Who is named for quoted words: asked whether the next ones are somebody else's."""

    def __init__(self, found: list[Draft], text: str) -> None:
        self._found, self._text = found, text
        self._contents = Contents(found)

    def _of(self, start: int) -> set[str]:
        """The last words of the names that are given for what stands behind an opening mark."""
        sources = (self._found[n].source for n, _ in self._contents.around(start + 2))
        words = {self._text[slice(*s)].lower() for s in sources if s}
        return {w.split()[-1] for w in words if w not in _PRONOUNS and w.strip()}

    def differ(self, pieces: list[Range], start: int) -> bool:
        """Both have a speaker by name, and not the same."""
        before = set().union(*(self._of(a) for a, _ in pieces))
        after = self._of(start)
        return bool(before and after) and not before & after


_PRONOUNS = frozenset({"he", "she", "they", "it", "who"})
_TRAILING = re.compile(
    r",\s+(?P<source>(?:an?|the|one|its|his|her|their|[A-Z])[^,.;:\"\u201c\u201d]{2,80}?)\s+"
    r"(?P<cue>(?:(?:has|have|had)\s+)?(?:said|says|say|claimed|claims|admitted|admits|warned|warns|revealed|alleged|"
    r"reported|reports|confirmed|confirms|announced|told\s+[^,.]{2,40}|disclosed|suggested|insisted|estimates?|show|shows))"
    r"(?=[.!?]?$)"
)


_HEADLINE_TAIL = re.compile(
    r"(?:,|\s[\u2013\u2014-])\s+(?P<source>[^,.;:\"\u201c\u201d]{2,60}?)\s+"
    r"(?P<cue>says?|said|claims?|suggests?|shows?|reveals?|warns?|finds?|reports?|admits?|insists?)(?=[.!?]?$)"
)


def trailing(found: list[Draft], structure: Structure, aside: Ranges) -> list[Draft]:
    """ "…, a teller has claimed.": the tagger, trained on flat labels, leaves the outer of two tellings out."""
    text = structure.text
    taken = Ranges(r for d in found for r in (d.cue, d.source) if r)
    added = []
    for s in structure.sentences:
        tail = (_TRAILING if s.start else _HEADLINE_TAIL).search(
            text, max(s.start, s.end - 160), s.end
        )
        if tail is None or aside.hold((s.start, s.end)):
            continue
        source, cue = tail.span("source"), tail.span("cue")
        if taken.touch(cue) or taken.touch(source):
            continue
        added.append(Draft(source, cue, ((s.start, tail.start()),), "asserts"))
    return added


_AFTERWARDS = re.compile(
    r"(?:notes?\s+(?:to|for)\s+(?:the\s+)?editors?|further\s+information|for\s+(?:more|further)\s+information|media\s+(?:enquiries|contacts?)"
    r"|contacts?|background|ends|follow\s|read\s+more|the\s+full\s+(?:text|report|statement))\b|[-*#]{3}",
    re.IGNORECASE,
)
_LONGEST = 15
"""A statement of more paragraphs is hardly one that a colon introduces."""


def stated(found: list[Draft], structure: Structure, aside: Ranges) -> list[Draft]:
    """ "The minister said:" and then, without quotation marks, what he said, to the end of the release.

    Refused where a quotation mark opens a later paragraph or somebody is named anew as speaker: then a reporter goes
    on, and nobody can tell where the statement ends.
    """
    text, lines = structure.text, structure.paragraphs
    body = [i for i, p in enumerate(lines) if not aside.hold((p.start, p.end))]
    out = list(found)
    for n, d in enumerate(found):
        if d.cue is None or d.source is None or d.laid_out or not is_telling(text[slice(*d.cue)]):
            continue
        here = structure.paragraph_at(d.cue[0])
        end = lines[here].end
        if text[d.cue[1] - 1 : end].strip()[-1:] != ":" or end - d.cue[1] > 2:
            continue
        rest = [(lines[i].start, lines[i].end) for i in body if i > here]
        for k, line in enumerate(rest):
            if _AFTERWARDS.match(text, *line):
                rest = rest[:k]
                break
        if not 0 < len(rest) <= _LONGEST or any(text[a] in '"\u201c\u2018' for a, _ in rest):
            continue
        if any(e.cue and e.cue[0] > end and _speaks_anew(text, d.source, e) for e in found):
            continue
        out[n] = replace(d, content=tuple(rest), inferred=True, laid_out=True)
    return out


def _speaks_anew(text: str, speaker: Range, d: Draft) -> bool:
    """A telling by the same speaker, named or as "he", or one of quoted words."""
    if d.source is None or d.cue is None or not is_telling(text[slice(*d.cue)]):
        return False
    last = text[slice(*speaker)].split()[-1].lower()
    source = text[slice(*d.source)].lower()
    quoted = any(text[a] in '"\u201c' or text[a - 1 : a] in {'"', "\u201c"} for a, _ in d.content)
    return quoted or source in {"he", "she"} or source.split()[-1] == last


def bare(found: list[Draft], structure: Structure, aside: Ranges) -> list[Draft]:
    """A quotation that no attribution holds and nobody introduces: an attribution with an empty cue.

    It is given to whoever spoke last in quotation marks, if that was at most one paragraph before;
    otherwise the speaker is left open.
    """
    text = structure.text
    taken = Ranges(c for d in found for c in d.content)
    added = []
    for q in structure.quotations.found:
        words = _WORD.findall(text, q.start, q.end)
        if len(words) < BARE_WORDS or taken.touch((q.start, q.end)) or aside.hold((q.start, q.end)):
            continue
        if text[q.end - 2 : q.end - 1] not in set(".!?,\u2026") and text[q.end : q.end + 1] not in {
            "",
            "\n",
        }:
            continue  # a phrase within the outlet's own sentence
        here = structure.paragraph_at(q.start)
        before = [
            d
            for d in found
            if d.source
            and d.start < q.start
            and here - structure.paragraph_at(d.content[-1][1] - 1) <= 1
            and any(
                x.start < c[1] and c[0] < x.end
                for x in structure.quotations.found
                for c in d.content
            )
        ]
        source = before[-1].source if before else None
        added.append(Draft(source, None, ((q.start, q.end),), "asserts", inferred=True))
    return added
