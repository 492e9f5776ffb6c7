"""Occasions: words whose channel another sentence of the same occasion gives away.

A source that speaks on one occasion in a report speaks on it wherever nothing else is said. Whoever asks, asks
on the occasion of the answer. What is carried over is inferred and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.reading.cues import is_telling
from sayso.reading.drafts import Draft, Range
from sayso.reading.structure import Structure
from sayso.records import ChannelKind, Source

CARRIED = "carried over from the same occasion"
NEAR = 3
"""Over how many paragraphs without a word of that source an occasion goes on."""
_LEAD = 4
"""In how many paragraphs the words of a headline come again."""
_OCCASIONS = frozenset(
    "interview statement public-speech private-communication intercepted-communication court document "
    "published-work press-report data recording social-media".split()
)
_BRIEF = frozenset({"social-media"})
"""Said once and in few words: what the same source says elsewhere is another occasion."""
_SPOKEN = frozenset("interview statement public-speech press-report court".split())


@dataclass(frozen=True, slots=True)
class Use:
    """The channel of one attribution: its kind and the words that say so. reason: why it is inferred, if it is.

    once: the words say nothing of what the same source says elsewhere.
    vague: an interview, and nobody says with whom.
    """

    kind: ChannelKind
    span: Range | None = None
    by: Range | None = None
    to: Range | None = None
    reason: str | None = None
    once: bool = False
    vague: bool = False


def carry(
    found: list[Draft],
    source_ids: list[str | None],
    nested: list[bool],
    own: list[Use | None],
    structure: Structure,
) -> list[Use | None]:
    """The channel of each attribution: its own, or that of the occasion it belongs to."""
    own = _own_paper(source_ids, own, structure.text)
    own = _aired(source_ids, own)
    out = _same_source(found, source_ids, nested, own, structure)
    out = _headline(found, source_ids, nested, out, structure)
    out = _bare(found, nested, out, structure)
    return _questions(found, nested, out, structure)


def _own_paper(source_ids: list[str | None], own: list[Use | None], text: str) -> list[Use | None]:
    """Whom several people told it, and who says nothing himself, is whoever prints this."""

    def paper(use: Use | None) -> str:
        if use is None or use.kind != "press-report" or not use.by or not use.span:
            return ""
        told = _TOLD.match(text, *use.span)
        return text[slice(*use.by)] if told else ""

    told_by: dict[str, set[str]] = {}
    for who, use in zip(source_ids, own, strict=True):
        if who and paper(use):
            told_by.setdefault(paper(use), set()).add(who)
    ours = {name for name, people in told_by.items() if len(people) > 1}
    return [
        replace(use, kind="interview", by=None) if use and paper(use) in ours else use
        for use in own
    ]


_TOLD = re.compile(r"(?:told|tells|telling|said\s+to|interview\w*\s+with)\b", re.IGNORECASE)


def _aired(source_ids: list[str | None], own: list[Use | None]) -> list[Use | None]:
    """ "Later in the interview", of one who is said to have spoken to a station or a paper: that interview."""
    known: dict[str | None, Use] = {}
    for who, use in zip(source_ids, own, strict=True):
        if who and use and use.kind in ("public-speech", "press-report") and use.by:
            known.setdefault(who, use)
    return [
        _over(known[who]) if use and use.vague and who in known else use
        for who, use in zip(source_ids, own, strict=True)
    ]


def _over(use: Use) -> Use:
    return replace(use, reason=CARRIED)


def _same_source(
    found: list[Draft],
    source_ids: list[str | None],
    nested: list[bool],
    own: list[Use | None],
    structure: Structure,
) -> list[Use | None]:
    occasions: dict[str, list[Use]] = {}
    for who, use, inner in zip(source_ids, own, nested, strict=True):
        if who and use and use.span and not use.once and not inner and use.kind in _OCCASIONS:
            occasions.setdefault(who, []).append(use)
    beside: dict[tuple[str | None, int], Use] = {}
    for d, who, use, inner in zip(found, source_ids, own, nested, strict=True):
        if use and use.span and not inner and d.cue:
            beside.setdefault((who, structure.sentence_at(d.cue[0])), use)
    out = list(own)
    last: dict[str, tuple[Use, int]] = {}
    for n, d in enumerate(found):
        who, use = source_ids[n] or "", own[n]
        line = structure.paragraph_at(d.start)
        if use is not None:
            if use.span and not use.once and not nested[n] and use.kind in _OCCASIONS:
                last[who] = (use, line)
            continue
        if nested[n] or not tells(d, structure.text) or (d.laid_out and d.inferred):
            continue
        twin = beside.get((who, structure.sentence_at(d.cue[0]))) if who and d.cue else None
        if twin is not None:
            out[n] = _over(twin)  # "tweeted … and said"
            continue
        if who not in occasions:
            continue
        known = last.get(who)
        one = len({u.kind for u in occasions[who]} - _BRIEF) == 1
        brief = known is not None and known[0].kind in _BRIEF
        if known and (line - known[1] <= (0 if brief else NEAR) or (one and not brief)):
            out[n] = _over(known[0])
            last[who] = (known[0], line)
        elif one:
            out[n] = _over(next(u for u in occasions[who] if u.kind not in _BRIEF))
    return out


def _headline(
    found: list[Draft],
    source_ids: list[str | None],
    nested: list[bool],
    out: list[Use | None],
    structure: Structure,
) -> list[Use | None]:
    """A headline gives the words of the one whom the lead lets speak, on the same occasion."""
    at = structure.paragraph_at
    done = list(out)
    for n, d in enumerate(found):
        who = source_ids[n]
        if at(d.start) > 0:
            break
        if out[n] is not None or nested[n] or who is None:
            continue
        for m in range(n + 1, len(found)):
            if at(found[m].start) > _LEAD:
                break
            use = out[m]
            if source_ids[m] == who and not nested[m] and at(found[m].start) > 0:
                if use is not None:
                    done[n] = _over(use)
                break
    return done


def _bare(
    found: list[Draft], nested: list[bool], out: list[Use | None], structure: Structure
) -> list[Use | None]:
    """A quotation that stands by itself goes on with the occasion of the words before it."""
    before: tuple[Use | None, int] = (None, 0)
    for n, d in enumerate(found):
        line = structure.paragraph_at(d.start)
        use, last = before
        if (
            out[n] is None
            and d.source is None
            and d.cue is None
            and not nested[n]
            and use
            and (use.kind in _SPOKEN or use.kind == "recording")
            and use.span
            and line - last <= 1
        ):
            out[n] = _over(use)
        if not nested[n]:
            before = out[n], structure.paragraph_at(d.content[-1][1])
    return out


def _questions(
    found: list[Draft], nested: list[bool], out: list[Use | None], structure: Structure
) -> list[Use | None]:
    """Whoever asks, asks on the occasion of the answer beside it."""
    for n, d in enumerate(found):
        if out[n] is not None or nested[n] or d.stance != "asks":
            continue
        line = structure.paragraph_at(d.start)
        for m in (n + 1, n - 1, n + 2):
            if 0 <= m < len(found) and not nested[m] and found[m].stance != "asks":
                use = out[m]
                near = abs(structure.paragraph_at(found[m].start) - line) <= 1
                if use and near and use.kind in _SPOKEN and use.span:
                    out[n] = _over(use)
                break
    return out


OFFICE = "whose office it is to speak to the press"
ON_THE_BENCH = "who speaks in court elsewhere in the report"
_OFFICES = ("statement", "court")
_SPOKESMAN = re.compile(r"\b(?:spokes\w+|press (?:secretary|officer|operations director))\b", re.I)


def speak_for_others(
    found: list[Draft],
    speakers: list[Source | None],
    nested: list[bool],
    out: list[Use | None],
    text: str,
) -> list[Use | None]:
    """What a spokesman or a judge says, also where the office is printed in another sentence: a statement, court."""
    done = list(out)
    by_office: dict[str, ChannelKind] = {}
    for d, s, use in zip(found, speakers, out, strict=True):
        if not (s and use and use.once and use.span and d.source) or use.kind not in _OFFICES:
            continue
        if d.source[0] <= use.span[0] and use.span[1] <= d.source[1]:
            by_office.setdefault(s.id, use.kind)
    for n, (d, s) in enumerate(zip(found, speakers, strict=True)):
        if done[n] is None and not nested[n] and s and d.stance != "declines" and tells(d, text):
            if s.id in by_office and s.named and s.kind == "person":
                kind = by_office[s.id]
                done[n] = Use(kind, reason=OFFICE if kind == "statement" else ON_THE_BENCH)
                continue
            calls = [
                m
                for m in (s.role or "", s.name)
                if _SPOKESMAN.search(m) and "former" not in m.lower()
            ]
            if s.kind == "person" and calls:
                done[n] = Use("statement", reason=OFFICE)
    return done


def tells(d: Draft, text: str) -> bool:
    """Words said, not only thought, wished or felt."""
    return d.stance in _SAID and (
        d.cue is None or is_telling(text[slice(*d.cue)]) or d.stance in _DONE
    )


_SAID = ("asserts", "denies", "asks", "declines", "orders", None)
_DONE = ("denies", "asks", "declines", "orders")
