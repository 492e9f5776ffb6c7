"""What a dossier says of copies, origins and related claims. Suggestions say that they are suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.export.section import Item, days, other
from sayso.export.words import NOT_STATED, counted, spoken
from sayso.ledger.answers.life import Life, Related
from sayso.ledger.copying.copy_lines import CopyLine
from sayso.ledger.lines import ClaimLine
from sayso.ledger.provenance.origin_lines import Origin

_FEW = 8
"""Reports that are named one by one."""

_OF_ONE_REPORT = 3
"""Claims of one report that are told of."""

_RELATIONS = {
    "same": "says the same",
    "updates": "is updated by this one",
    "updated-by": "updates this one",
    "conflicts": "conflicts",
    "unrelated-but-close": "is close, about something else",
}


def origins(life: Life) -> Iterator[Item]:
    """How many origins stand behind the matter, which, and what ties them together."""
    counted_ = life.origins.origins
    low, high = counted_.at_least, counted_.at_most
    span = str(low) if low == high else f"at least {low}, at most {high}"
    claims = counted(len(life.origins.claims), "claim")
    yield Item(
        term="How many",
        words=f"{span}, behind {claims} in {counted(len(life.origins.reports), 'report')}",
        ids=(life.origins.cluster,) if len(life.origins.claims) > 1 else (),
    )
    for place, origin in enumerate(counted_.list, 1):
        printed = _printed(life, origin.reports)
        yield Item(
            term=f"Origin {place}", words=f"{_origin(origin)} – {printed}", ids=origin.reports
        )
        tied: dict[str, list[str]] = {}
        for merge in origin.merges:
            pair = tuple(dict.fromkeys(merge.reports))
            if len(pair) > 1:
                tied.setdefault(merge.reason, []).append(_printed(life, pair, " and "))
        for reason, pairs in tied.items():
            yield Item(
                term=f"Origin {place} is one because",
                words=f"{reason}: {'; '.join(dict.fromkeys(pairs))}",
            )


def _printed(life: Life, reports: tuple[str, ...], between: str = "; ") -> str:
    """Who printed reports and when, a few of them."""
    said = []
    for report in reports[:_FEW]:
        place = life.printed.get(report)
        outlet = place.outlet if place and place.outlet else f"outlet {NOT_STATED}"
        said.append(f"{outlet}, {place.day}" if place and place.day else outlet)
    more = len(reports) - _FEW
    return between.join(said) + (f" and {more} more" if more > 0 else "")


def origin_words(origin: Origin) -> str:
    """One end of the chains in words: who, whether named, by which way and when."""
    who = origin.source or ("the outlet's own word" if origin.voice == "outlet" else NOT_STATED)
    notes = ["not named"] if origin.source and not origin.named else []
    channel = origin.channel if origin.channel != "not-stated" else None
    notes += [each for each in (origin.role, origin.act, channel and spoken(channel)) if each]
    notes += [each for each in (origin.day, origin.self_interest) if each]
    return ", ".join([who, *notes])


def _origin(origin: Origin) -> str:
    repeated = counted(len(origin.repeated_by), "other report")
    more = f", repeated by {repeated}" if origin.repeated_by else ""
    return origin_words(origin) + more


def copies(life: Life) -> Iterator[Item]:
    """Reports that share words with this one, and which of the two has them from the other."""
    mine = life.record.claim.report
    ids: tuple[str, ...]
    for copy in life.copies:
        theirs = copy.to if copy.from_ == mine else copy.from_
        if copy.sightings:
            where, ids = "the same text at another place", (copy.sightings.from_, copy.sightings.to)
        elif copy.direction == "unknown":
            where, ids = "shares words; who had them first is not known", (theirs,)
        else:
            way = (
                "has words from this report"
                if copy.from_ == mine
                else "is where this report's words are from"
            )
            known = "a credit says so" if copy.direction == "stated" else "by the dates"
            where, ids = f"{way} ({known})", (theirs,)
        other_place = "" if copy.sightings else f"{_printed(life, (theirs,))}: "
        shares = (copy.containment.from_, copy.containment.to)
        here, there = shares if copy.from_ == mine else shares[::-1]
        yield Item(
            term=copy.kind,
            words=f"{other_place}{where}: {here:.0%} of this report, {there:.0%} of the other"
            f"{_changed(copy)}",
            ids=ids,
        )


def _changed(copy: CopyLine) -> str:
    names = ("figures", "names", "hedges")
    found = [name for name in names if getattr(copy.changes, name)]
    found += ["headline"] if copy.changes.headline else []
    return f"; changed on the way: {', '.join(found)}" if found else ""


def gathered(life: Life) -> Iterator[Item]:
    """The other claims on the matter, the first ones of each report, in the order of their days."""
    by_report: dict[str, list[ClaimLine]] = {}
    for line in life.gathered:
        by_report.setdefault(line.report, []).append(line)
    for lines in by_report.values():
        for line in lines[:_OF_ONE_REPORT]:
            yield other(days(line), line)
        if more := lines[_OF_ONE_REPORT:]:
            ids = tuple(line.claim for line in more)
            yield Item(
                term=days(more[0]),
                words=f"{counted(len(more), 'claim')} more of this report",
                ids=ids,
            )


def related(each: Related) -> Item:
    """Another claim, how it stands to this one, and why."""
    found = _RELATIONS.get(each.relation, spoken(each.relation))
    by = f"a person says: {each.judged}" if each.judged else "suggested"
    why = "; ".join(f"{spoken(r.field)}: {r.text}" for r in each.reasons)
    item = other(f"{found} ({by})", each.claim)
    return replace(item, words=f"{item.words} – {why}" if why else item.words)
