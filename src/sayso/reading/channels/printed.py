"""What a page prints whole: a talk turn by turn, a release of a body's own words, a recording described as it runs.

Its form says how the words came, where no sentence does. What is found so is inferred and says why.
"""

from __future__ import annotations

import re

from sayso.reading.channels.occasions import Use
from sayso.reading.channels.talks import is_aired
from sayso.reading.drafts import Draft, Ranges
from sayso.reading.interviews import SPEAKS_OF_ONE
from sayso.reading.speeches import BENCH
from sayso.reading.structure import Structure
from sayso.records import ChannelKind

PRINTED = "the page prints the talk that its head names"
QUESTIONS = "questions marked Q and their answers are a talk with the press"
WHOLE = "the page prints a speech as it was held"
BEFORE = "the page prints what was said before a court"
RELEASE = "the page prints the words of the one who issued it"
READOUT = "the page tells of a meeting, or a call, and quotes nobody"
RUNNING = "told in the present, as the recording runs"
TURNS = 3
"""How many turns make a talk."""


def printed(
    found: list[Draft],
    source_ids: list[str | None],
    nested: list[bool],
    out: list[Use | None],
    structure: Structure,
) -> list[Use | None]:
    """The channels that the form of the page gives away, where the words gave none."""
    out = _talk(found, nested, out, structure)
    out = _released(found, source_ids, nested, out, structure)
    out = _issued(found, nested, out, structure)
    return _heard(found, nested, out, structure)


def _released(
    found: list[Draft],
    source_ids: list[str | None],
    nested: list[bool],
    out: list[Use | None],
    structure: Structure,
) -> list[Use | None]:
    """ "The minister said:" and then, without quotation marks, what "I" and "we" say: a statement, headline and all."""
    text, states = structure.text, structure.quotations.states
    own: dict[str | None, Use] = {}
    for n, d in enumerate(found):
        start, end = d.content[0][0], d.content[-1][1]
        if d.cue is None or nested[n] or states[start] or text.startswith(_TYPED, start):
            continue
        colon = _COLON.fullmatch(text, max(d.cue[0], d.cue[1] - 2), start)
        if (
            colon
            and _SAYS.search(text, *d.cue)
            and (
                "\n" in text[d.cue[1] : start]
                or _SELVES.search(text, start, max(end, min(len(text), start + _OPENING)))
            )
        ):
            own.setdefault(source_ids[n], Use("statement", d.cue, reason=RELEASE))
    own.pop(None, None)
    head = structure.paragraphs[min(1, len(structure.paragraphs) - 1)].end
    plain = next(iter(own.values()), None) if _quotes_nobody(structure) else None
    return [
        (own.get(who) or (plain if d.start < head else None)) if use is None and not inner else use
        for d, who, inner, use in zip(found, source_ids, nested, out, strict=True)
    ]


def _issued(
    found: list[Draft], nested: list[bool], out: list[Use | None], structure: Structure
) -> list[Use | None]:
    """A short page that quotes nobody: a body's own "we condemn …", or who met whom and what the two discussed."""
    text = structure.text
    if not _quotes_nobody(structure) or len(text) > _PAGE or any(d.laid_out for d in found):
        return out
    contents = Ranges(r for d in found for r in d.content)
    ours = (m for m in _OURS.finditer(text) if not contents.hold(m.span()))
    we = next(ours, None)
    top = structure.paragraphs[min(1, len(structure.paragraphs) - 1)].end
    met = _MET.search(text, 0, top)
    there = ""
    if met is not None:
        sentence = structure.sentences[structure.sentence_at(met.start())]
        there = text[sentence.start : sentence.end]
    done = list(out)
    for n, d in enumerate(found):
        if out[n] is not None or nested[n]:
            continue
        who = text[slice(*d.source)] if d.source else ""
        if we is not None and (_SELF.match(who) or _STATE.match(who)):
            done[n] = Use("statement", we.span(), reason=RELEASE)
        elif we is None and met is not None and d.start > met.start() and _was_there(who, there):
            done[n] = Use("private-communication", met.span(), reason=READOUT)
    return done


def _quotes_nobody(structure: Structure) -> bool:
    """There is no quotation mark in the text."""
    return not any(structure.quotations.states) and not any(q in structure.text for q in _TYPED)


def _was_there(who: str, there: str) -> bool:
    """Who speaks is named in the sentence that tells of the meeting, or is "they" or "the leaders"."""
    words = who.replace(",", "").split()
    return bool(words) and (words[-1] in there.split() or _TOGETHER.match(who) is not None)


_TOGETHER = re.compile(
    r"(?:he|she|they|both|the\s+(?:two|leaders|presidents|ministers|sides|parties))\b|.*\sand\s",
    re.IGNORECASE,
)
_PAGE = 4000
"""So long, in characters, a statement or the account of a meeting is."""
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_STATE = re.compile(
    r"(?:[Tt]he\s+)?(?:United\s+(?:States|Kingdom)|U\.?S\.?|UK|U\.K\.|EU|Government|Coalition)\b"
)
_MET = re.compile(
    r"\b(?:met|spoke|held\s+(?:a\s+call|talks|a\s+meeting)|hosted\s+a\s+(?:call|meeting)|convened)\s+(?:(?:today|yesterday|by\s+phone"
    r"|virtually|on\s+[A-Z]\w+|separately)\s+)*with\s+(?:[a-z]+\s+){0,3}[A-Z]"
)


_TYPED = ("''", "``")
"""Quotation marks as some archives print them."""
_COLON = re.compile(r"\w{1,2}:\s*")
_SAYS = re.compile(r"\b(?:said|says|stated|states|added|commented|remarked|told)\b")
_SELVES = re.compile(r"\b(?:I|I['\u2019]m|my|we|We|our|Our)\b")
_OPENING = 600


def _heard(
    found: list[Draft], nested: list[bool], out: list[Use | None], structure: Structure
) -> list[Use | None]:
    """Quoted words in the present tense beside a recording, in a report that is told in the past."""
    text, at = structure.text, structure.paragraph_at
    shown = [
        (at(d.start), use)
        for d, use in zip(found, out, strict=True)
        if use and use.kind == "recording"
    ]
    if not shown or not any(d.cue and _PAST.search(text, *d.cue) for d in found):
        return out
    done = list(out)
    for n, d in enumerate(found):
        if out[n] is not None or nested[n] or not d.cue or not _PRESENT.search(text, *d.cue):
            continue
        if not structure.quotations.states[d.content[0][1] - 2]:
            continue
        line = at(d.start)
        before = [(row, use) for row, use in shown if row <= line <= row + _RUNS]
        if before:
            done[n] = Use("recording", before[-1][1].span, reason=RUNNING)
            shown = sorted([*shown, (line, before[-1][1])], key=lambda x: x[0])
    return done


_RUNS = 4
"""For how many paragraphs a recording runs on without a word of it."""
_PRESENT = re.compile(
    r"\b(?:says|yells|shouts|screams|asks|tells|replies|responds|answers|cries|calls\s+out|pleads|repeats|is\s+heard|can\s+be\s+heard"
    r"|are\s+heard|adds|continues|begins|orders|warns)\b"
)
_PAST = re.compile(r"\b(?:said|told|added|asked|wrote)\b")


_INTRO = 900
_TALKS: tuple[tuple[ChannelKind, re.Pattern[str]], ...] = (
    ("statement", re.compile(r"\b(?:(?:press|news|media|background)\s+(?:briefing|call|conference)|gaggle)\b", re.I)),
    ("interview", re.compile(r"\binterview(?:s|ed)?\b", re.I)),
    ("public-speech", re.compile(r"\b(?:debate|hearing|town\s+hall|panel\s+discussion)\b", re.I)),
)  # fmt: skip
"""What the head of a page calls the talk that it prints."""
_ASKS = frozenset({"Q", "QUESTION"})
_MONOLOGUES: tuple[tuple[ChannelKind, re.Pattern[str]], ...] = (
    ("public-speech", re.compile(r"\b(?:remarks|speech|address|sermon|lecture|testimony|keynote)\b", re.I)),
    ("statement", re.compile(r"\b(?:statement|declaration|communiqu\u00e9)\b", re.I)),
)  # fmt: skip
"""What the head of a page calls it that prints the words of one."""
_HEAD = 300
_BACKGROUND = re.compile(
    r"\b(?:call|briefing)\s+(?:[\w\u2019']+\s+){0,2}?(?:is|will\s+be)\s+on\s+background"
)
_SELF = re.compile(r"(?:I|we|my|our|you|your)\b", re.IGNORECASE)


def _talk(
    found: list[Draft], nested: list[bool], out: list[Use | None], structure: Structure
) -> list[Use | None]:
    """A page that prints a talk turn by turn: the turns, and what "I" and "you" say outside quotation marks."""
    text, states = structure.text, structure.quotations.states
    whole = [n for n, d in enumerate(found) if d.laid_out and d.inferred and d.cue is None]
    bench = BENCH.search(text) if all(found[n].source is None for n in whole[1:]) else None
    if len(whole) == 1 or (whole and bench):
        heard = Use("court", bench.span(), reason=BEFORE) if bench and whole[1:] else None
        for n in whole:
            out[n] = out[n] or heard or Use("public-speech", reason=WHOLE)
        return out
    free = [
        n
        for n, d in enumerate(found)
        if out[n] is None
        and not nested[n]
        and (
            d.laid_out
            or (
                d.source is not None
                and _SELF.match(text, *d.source)
                and not states[d.source[0]]
                and not states[d.content[0][0]]
            )
        )
    ]
    turns = sum(found[n].laid_out for n in free)
    asked_of = any(found[n].laid_out and found[n].inferred for n in free)
    if turns < TURNS and len(free) * 3 < len(found) and not asked_of:
        return out
    first = next((d for d in found if d.laid_out), None)
    head = min(_INTRO, first.content[0][0] if first else _INTRO)
    asked = [n for n in free if text[slice(*found[n].source or (0, 0))] in _ASKS]
    for kind, words in _TALKS:
        hit = words.search(text, 0, head)
        if hit is None and kind == "statement" and first is not None:
            hit = _BACKGROUND.search(text, 0, min(_INTRO, first.content[-1][1]))
        if hit and (turns >= TURNS or kind == "interview") and not (asked and kind != "statement"):
            aired = kind == "interview" and is_aired(text, 0, head)
            for n in free:
                out[n] = Use("public-speech" if aired else kind, hit.span(), reason=PRINTED)
            return out
    if not turns and len(free) >= TURNS:
        for kind, words in _MONOLOGUES:
            hit = words.search(text, 0, min(_HEAD, found[free[0]].start))
            if hit:
                for n in free:
                    out[n] = Use(kind, hit.span(), reason=PRINTED)
                return out
    told = SPEAKS_OF_ONE.search(text, 0, head) if asked_of and not asked else None
    if told is not None:
        for n in free:
            if found[n].laid_out:
                aired = is_aired(text, 0, head)
                out[n] = Use("public-speech" if aired else "interview", told.span(), reason=PRINTED)
        return out
    if asked and turns > 1:
        for n in free:
            if found[n].laid_out:
                out[n] = Use("statement", found[asked[0]].source, reason=QUESTIONS)
    return out
