"""What the report rests on, in at most five plain sentences, each with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sayso.records import Claim, Source, Summary, SummarySentence


def summarise(claims: tuple[Claim, ...], sources: dict[str, Source], copied: bool) -> Summary:
    """Count whose words the report is made of, and whose its central claims are."""
    if not claims:
        return Summary()
    told = [c for c in claims if c.voice == "source"]
    own = len(claims) - len(told)
    out = [
        _sentence(
            f"Of {_count(len(claims), 'claim')}, {_are(len(told))} told by a source and {_are(own)} "
            "in the outlet\u2019s own words.",
            claims,
        ),
        *_central(claims, sources),
        *_unnamed(told, sources),
    ]
    hearsay = [c for c in told if c.degree > 1]
    if hearsay:
        passed = f"{_count(len(hearsay), 'claim')} {'is' if len(hearsay) == 1 else 'are'} passed on"
        out.append(_sentence(f"{_upper(passed)}: somebody says what somebody else said.", hearsay))
    if copied:
        out.append(_sentence("The text is a copy, and the original is missing.", ()))
    return Summary(sentences=tuple(out[:5]))


def _central(claims: Iterable[Claim], sources: dict[str, Source]) -> Iterator[SummarySentence]:
    central = [c for c in claims if c.central and c.degree > 0]
    origins = list(dict.fromkeys(c.chain[-1].source_id for c in central))
    known = [sources[o] for o in origins if o is not None]
    if len(origins) == 1:
        whom = _name(known[0]) if known else "a source that the report does not make out"
        yield _sentence(
            f"All central claims that have a source rest on one origin: {whom}.", central
        )
    elif origins:
        names = [_name(s) for s in known][:3]
        more = len(origins) - len(names)
        listed = ", ".join(names) + (f" and {more} more" if more else "")
        yield _sentence(
            f"The central claims that have a source rest on {len(origins)} origins: {listed}.",
            central,
        )


def _unnamed(told: list[Claim], sources: dict[str, Source]) -> Iterator[SummarySentence]:
    weight = Counter(c.chain[-1].source_id for c in told)
    speaking = [s for s in sources.values() if not s.named and s.kind != "unknown" and weight[s.id]]
    if not speaking:
        return
    carried = _count(sum(weight[s.id] for s in speaking), "claim")
    who = (
        f"{_count(len(speaking), 'unnamed source')} {'carries' if len(speaking) == 1 else 'carry'}"
    )
    yield _sentence(f"{_upper(who)} {carried}: {_list([s.name for s in speaking])}.", speaking)


def _sentence(text: str, evidence: Iterable[Claim | Source]) -> SummarySentence:
    return SummarySentence(text=text, evidence=tuple(e.id for e in evidence))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _count(n: int, noun: str) -> str:
    return f"one {noun}" if n == 1 else f"{n} {noun}s"


def _are(n: int) -> str:
    return "one is" if n == 1 else f"{n} are" if n else "none is"


def _name(s: Source) -> str:
    return s.name if s.named else f"\u201c{s.name}\u201d (not named)"


def _list(names: list[str]) -> str:
    shown = [f"\u201c{n}\u201d" for n in names[:3]]
    return ", ".join(shown) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
