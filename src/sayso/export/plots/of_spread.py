"""From what the ledger knows of a matter's spread to the picture of a life."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.export.dossier_findings import origin_words
from sayso.export.plots.life import Event, EventKind, Life, Link, LinkKind, Origin
from sayso.export.words import figure
from sayso.ledger.addresses import host_of
from sayso.ledger.answers.spread import Spread, Telling
from sayso.ledger.copying.copy_lines import CopyLine
from sayso.ledger.provenance.origin_lines import OriginsLine

_LINKS: dict[str, LinkKind] = {"whole": "copy", "part": "copy", "quotation": "quotation"}


def life_of(line: OriginsLine, spread: Spread) -> Life:
    """The life of the matter that a cluster is about."""
    count = line.origins
    behind = {
        report: f"o{n}"
        for n, origin in enumerate(count.list)
        for report in (*origin.repeated_by, *origin.reports)
    }
    citing = {report for origin in count.list for report in origin.repeated_by}
    citing |= {report for _, report in spread.citations}
    copied = {c.to: c for c in spread.copies if c.kind in _LINKS and c.direction != "unknown"}
    newer = {v.later for v in spread.versions}
    events = []
    for place, telling in enumerate(spread.tellings):
        report = telling.claim.report
        kind: EventKind = (
            "first"
            if place == 0
            else "version"
            if report in newer
            else "copy"
            if report in copied and copied[report].kind != "quotation"
            else "denial"
            if telling.denies
            else "citation"
            if report in citing
            else "report"
        )
        events.append(_event(telling, kind, behind.get(report), _note(copied.get(report))))
        events += _denials(telling)
    return Life(
        claim=spread.tellings[0].claim.text if spread.tellings else line.text,
        events=tuple(events),
        links=tuple(_links(spread)),
        origins=tuple(
            Origin(id=f"o{n}", name=origin_words(origin), certain=origin.voice == "source")
            for n, origin in enumerate(count.list)
        ),
        at_least=count.at_least,
        at_most=count.at_most,
        more=spread.more,
    )


def _event(telling: Telling, kind: EventKind, origin: str | None, note: str | None) -> Event:
    claim = telling.claim
    return Event(
        id=claim.report,
        when=telling.day,
        outlet=claim.outlet or host_of(claim.url),
        title=claim.title,
        text=claim.text,
        url=claim.url,
        kind=kind,
        origin=origin,
        figure=figure(telling.quantity) if telling.quantity else None,
        note=note,
    )


def _denials(telling: Telling) -> Iterator[Event]:
    for n, spans in enumerate(telling.denied):
        yield Event(
            id=f"{telling.claim.report} denial {n}",
            when=telling.day,
            outlet=telling.claim.outlet or host_of(telling.claim.url),
            title=telling.claim.title,
            text=" … ".join(span.text for span in spans),
            url=telling.claim.url,
            kind="denial",
        )


def _links(spread: Spread) -> Iterator[Link]:
    """Who has it from whom; of several whom one could have it from, the one that shares most."""
    best: dict[str, CopyLine] = {}
    for copy in spread.copies:
        if copy.kind in _LINKS and copy.direction != "unknown":
            known = best.get(copy.to)
            if known is None or copy.containment.to > known.containment.to:
                best[copy.to] = copy
    for copy in best.values():
        yield Link(from_=copy.from_, to=copy.to, kind=_LINKS[copy.kind])
    place = {telling.claim.report: n for n, telling in enumerate(spread.tellings)}
    for cited, citing in spread.citations:
        if citing not in best and place[cited] < place[citing]:
            yield Link(from_=cited, to=citing, kind="citation")
    for version in spread.versions:
        yield Link(from_=version.earlier, to=version.later, kind="version")
    for telling in spread.tellings:
        for n in range(len(telling.denied)):
            report = telling.claim.report
            yield Link(from_=report, to=f"{report} denial {n}", kind="denial")


def _note(copy: CopyLine | None) -> str | None:
    """What changed on the way: "figures, names; headline new"."""
    if copy is None:
        return None
    names = ("figures", "names", "hedges", "headline")
    changed = [name for name in names if getattr(copy.changes, name)]
    return f"changed: {', '.join(changed)}" if changed else None
