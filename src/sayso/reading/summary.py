"""What the report rests on, in at most five plain sentences, each with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sayso.reading.checkworthy import worth_checking
from sayso.records import Claim, Quantity, Source, Summary, SummarySentence

FIGURES = 3
"""So many figures are named; a report may hold a hundred."""


def summarise(
    claims: tuple[Claim, ...],
    sources: dict[str, Source],
    copied: bool,
    quantities: Mapping[str, Quantity] | None = None,
) -> Summary:
    """Whose words the report is made of, whose its central claims are, who stands behind its main figures,
    what is hearsay, and what was inferred to say so."""
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
        *_figures(claims, sources, quantities or {}),
    ]
    last = [*_second_hand(told)]
    if copied:
        last.append(_sentence("The text is a copy, and the original is missing.", ()))
    if len(out) + len(last) < MOST:
        out += _unnamed(told, sources)
    return Summary(sentences=(*out, *last)[:MOST])


MOST = 5
COUNTED = 10
MEASURED = ("percentage", "dollar", "pound sterling", "euro")
"""Two children are no main figure; two per cent may be."""


def _figures(
    claims: Iterable[Claim], sources: dict[str, Source], quantities: Mapping[str, Quantity]
) -> Iterator[SummarySentence]:
    """The figures of central claims first, then the largest; each with whoever is given for it."""
    found = [
        (not c.central, -abs(q.stated), c, q)
        for c in claims
        if c.check_worthy and not (c.in_headline and c.spans[0].in_ is not None)
        for q in (quantities[i] for i in c.quantities)
        if q.stated is not None
        and worth_checking(q)
        and (q.unit in MEASURED or abs(q.stated) >= COUNTED)
    ]
    best: dict[float, tuple[Claim, Quantity]] = {}
    for _, size, c, q in sorted(found, key=lambda x: x[:2]):
        best.setdefault(size, (c, q))
    chosen = list(best.values())[:FIGURES]
    if not chosen:
        return
    by: dict[str, list[Quantity]] = {}
    for c, q in chosen:
        by.setdefault(_behind(c, sources), []).append(q)
    parts = "; ".join(f"{_quoted(qs)}, {who}" for who, qs in by.items())
    figure = "figure" if len(chosen) == 1 else "figures"
    ids = dict.fromkeys(x.id for pair in chosen for x in pair)
    yield SummarySentence(text=f"Main {figure}: {parts}.", evidence=tuple(ids))


def _behind(claim: Claim, sources: dict[str, Source]) -> str:
    if claim.degree == 0:
        return "in the outlet\u2019s own words"
    source = sources.get(claim.chain[-1].source_id or "")
    return f"from {_name(source)}" if source else "from nobody who is named"


def _quoted(quantities: list[Quantity]) -> str:
    shown = [f"\u201c{' '.join(q.spans[0].text.split())}\u201d" for q in quantities]
    return " and ".join(([", ".join(shown[:-1])] if shown[:-1] else []) + shown[-1:])


def _second_hand(told: list[Claim]) -> Iterator[SummarySentence]:
    """Hearsay, and what the reader of the report had to infer to see who speaks."""
    hearsay = [c for c in told if c.degree > 1]
    guessed = [c for c in told if any(k.inferred for k in c.chain[len(c.chain) - c.degree :])]
    parts = []
    if hearsay:
        passed = "is hearsay, passed on" if len(hearsay) == 1 else "are hearsay, passed on"
        parts.append(
            f"{_count(len(hearsay), 'claim')} {passed} by somebody who had it from another"
        )
    if hearsay and set(guessed) == set(hearsay):
        parts[0] += "; through whom, the text leaves out, and it was inferred"
    elif guessed:
        parts.append(
            f"for {_count(len(guessed), 'claim')} the text leaves out a link, or who speaks, and it was inferred"
        )
    if parts:
        both = dict.fromkeys([*hearsay, *guessed])
        yield _sentence(_upper("; ".join(parts)) + ".", both)


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
