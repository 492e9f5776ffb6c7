"""What the report rests on, in at most five plain sentences, each with its evidence."""

from __future__ import annotations

from collections import Counter

from sayso.records import Claim, Source, Summary, SummarySentence


def summarise(claims: tuple[Claim, ...], sources: dict[str, Source], copied: bool) -> Summary:
    """Count whose words the report is made of, and whose its central claims are."""
    if not claims:
        return Summary()
    told = [c for c in claims if c.voice == "source"]
    own = [c for c in claims if c.voice == "outlet"]
    out = [
        SummarySentence(
            text=f"Of {_count(len(claims), 'claim')}, {_verb(len(told))} told by a source and {_verb(len(own))} in the outlet\u2019s own words.",
            evidence=tuple(c.id for c in claims),
        )
    ]
    central = [c for c in claims if c.central and c.degree > 0]
    by_origin: dict[str | None, list[Claim]] = {}
    for c in central:
        by_origin.setdefault(c.chain[-1].source_id, []).append(c)
    if central:
        known = [sources[o] for o in by_origin if o is not None]
        if len(by_origin) == 1:
            whom = _name(known[0]) if known else "a source that the report does not make out"
            text = f"All central claims that have a source rest on one origin: {whom}."
        else:
            names = [_name(s) for s in known][:3]
            more = len(by_origin) - len(names)
            listed = ", ".join(names) + (f" and {more} more" if more else "")
            text = (
                f"The central claims that have a source rest on {len(by_origin)} origins: {listed}."
            )
        out.append(SummarySentence(text=text, evidence=tuple(c.id for c in central)))
    unnamed = [s for s in sources.values() if not s.named and s.kind != "unknown" and s.id != "s0"]
    weight = Counter(c.chain[-1].source_id for c in told)
    speaking = [s for s in unnamed if weight[s.id]]
    if speaking:
        count = sum(weight[s.id] for s in speaking)
        out.append(
            SummarySentence(
                text=f"{_count(len(speaking), 'unnamed source').capitalize()} {'carries' if len(speaking) == 1 else 'carry'} {_count(count, 'claim')}: {_list([s.name for s in speaking])}.",
                evidence=tuple(s.id for s in speaking),
            )
        )
    hearsay = [c for c in told if c.degree > 1]
    if hearsay:
        out.append(
            SummarySentence(
                text=f"{_count(len(hearsay), 'claim').capitalize()} {'is' if len(hearsay) == 1 else 'are'} passed on: somebody says what somebody else said.",
                evidence=tuple(c.id for c in hearsay),
            )
        )
    if copied:
        out.append(
            SummarySentence(text="The text is a copy, and the original is missing.", evidence=())
        )
    return Summary(sentences=tuple(out[:5]))


def _count(n: int, noun: str) -> str:
    return f"one {noun}" if n == 1 else f"{n} {noun}s"


def _verb(n: int) -> str:
    return "one is" if n == 1 else f"{n} are" if n else "none is"


def _name(s: Source) -> str:
    return s.name if s.named else f"\u201c{s.name}\u201d (not named)"


def _list(names: list[str]) -> str:
    shown = [f"\u201c{n}\u201d" for n in names[:3]]
    return ", ".join(shown) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
