"""Findings, a person's word, and what a person brought in: what an export writes beside the readings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.ledger.copying.copy_lines import CopyLine, copy_lines
from sayso.records.wire import to_json_value

if TYPE_CHECKING:
    from sayso.ledger.provenance.origin_lines import OriginsLine

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class FindingTable:
    """Its noun, and its columns as "name name:kind …" (kinds as in `sayso.export.tables`).

    asked: the SQL that gives its rows, "" where a function does. A row belongs to a selection if the ids
    in all the columns `claims` and `reports` (by number) do. lists: columns that hold JSON lists.
    """

    noun: str
    columns: str
    asked: str = ""
    claims: tuple[int, ...] = ()
    reports: tuple[int, ...] = ()
    lists: tuple[int, ...] = ()


def finding_rows(
    db: sqlite3.Connection, claims: Container[str] | None, reports: Container[str] | None
) -> Iterator[tuple[FindingTable, Row]]:
    """All rows that belong to the selected claims and reports (their ids); None stands for all."""
    # A batch has these tables and no clusters: its workers start sooner without.
    from sayso.ledger.provenance.origin_lines import lines

    for table in ASKED:
        for row in db.execute(table.asked):
            if claims is not None and not all(row[at] in claims for at in table.claims):
                continue
            if reports is not None and not all(row[at] in reports for at in table.reports):
                continue
            yield (
                table,
                tuple(json.loads(v) if at in table.lists else v for at, v in enumerate(row)),
            )
    for copy in copy_lines(db):
        if reports is None or (copy.from_ in reports and copy.to in reports):
            yield from _copy(copy)
    for line in lines(db):
        if claims is None or any(claim in claims for claim in line.claims):
            yield from _cluster(line)


def _copy(copy: CopyLine) -> Iterator[tuple[FindingTable, Row]]:
    seen, shares = copy.sightings, copy.containment
    yield (
        COPIES,
        (
            *(copy.from_, copy.to, copy.kind, shares.from_, shares.to, copy.direction),
            *(copy.credit.text if copy.credit else None, seen.from_ if seen else None),
            *(seen.to if seen else None, json.dumps(to_json_value(copy.changes)), copy.rule),
        ),
    )
    for place, passage in enumerate(copy.passages):
        here, there = passage.from_, passage.to
        ends = (here.start, here.end, there.start, there.end)
        yield PASSAGES, (copy.from_, copy.to, place, *ends, passage.same)


def _cluster(line: OriginsLine) -> Iterator[tuple[FindingTable, Row]]:
    counted = line.origins
    of = (len(line.claims), len(line.reports), list(line.outlets), list(line.owners))
    yield CLUSTERS, (line.cluster, line.text, *of, counted.at_least, counted.at_most)
    for claim in line.claims:
        yield CLUSTER_CLAIMS, (line.cluster, claim)
    for place, origin in enumerate(counted.list, 1):
        who = (origin.source, origin.kind, origin.named, origin.role, origin.voice)
        how = (origin.act, origin.channel, origin.day, origin.self_interest)
        where = (list(origin.reports), list(origin.claims), list(origin.repeated_by))
        yield ORIGINS, (line.cluster, place, *who, *how, *where)
        for merge in origin.merges:
            yield MERGES, (line.cluster, place, *merge.claims, *merge.reports, merge.reason)


ASKED = (
    FindingTable(
        "versions",
        "earlier later seen_at changes",
        "SELECT a.id, b.id, t.seen_at, v.changes FROM versions AS v"
        " JOIN sightings AS s ON s.n = v.earlier JOIN sightings AS t ON t.n = v.later"
        " JOIN reports AS a ON a.n = s.report JOIN reports AS b ON b.n = t.report"
        " ORDER BY v.later, v.earlier",
        reports=(0, 1),
    ),
    FindingTable(
        "incidents",
        "incident report",
        "SELECT 'incident:' || substr(f.id, 8, 16), r.id FROM incident_reports AS i"
        " JOIN reports AS r ON r.n = i.report JOIN reports AS f ON f.n = i.incident"
        " ORDER BY i.incident, i.report",
        reports=(1,),
    ),
    FindingTable(
        "counts",
        "claim kind of low:integer high:integer period quantity words",
        "SELECT c.id, k.kind, nullif(k.\"of\", ''), k.low, k.high, k.period,"
        " r.id || '#' || k.quantity, k.words FROM counts AS k JOIN claims AS c ON c.n = k.claim"
        " JOIN reports AS r ON r.n = c.report ORDER BY k.claim, k.rowid",
        claims=(0,),
    ),
    FindingTable(
        "matches",
        "claim other relation similarity:number judged rule:integer",
        "SELECT a.id, b.id, m.relation, m.similarity, (SELECT verdict FROM judged AS j WHERE"
        " j.claim_a = min(a.id, b.id) AND j.claim_b = max(a.id, b.id)), m.rule FROM matches AS m"
        " JOIN claims AS a ON a.n = m.claim JOIN claims AS b ON b.n = m.other"
        " ORDER BY m.claim, m.other",
        claims=(0, 1),
    ),
    FindingTable(
        "judgements",
        "judgement claim other verdict by at why replaces",
        'SELECT id, claim_a, claim_b, verdict, "by", at, why, replaces FROM judgements ORDER BY n',
        claims=(1, 2),
    ),
    FindingTable(
        "grades",
        "grade target axis scale scale_version value why evidence:list at_least:integer at_most:integer by"
        " at replaces",
        "SELECT id, target, axis, scale, scale_version, value, why, evidence, at_least, at_most,"
        ' "by", at, replaces FROM grades ORDER BY n',
        claims=(1,),
        lists=(7,),
    ),
    FindingTable(
        "corrections",
        "correction report start:integer end:integer part value by at why replaces",
        'SELECT id, report, start, "end", part, value, "by", at, why, replaces FROM corrections ORDER BY n',
        reports=(1,),
    ),
    FindingTable(
        "reference_points",
        "point:integer series day of whose claimant period stated:number low:number high:number unit"
        " qualifier correction:number source imported_at corrects:integer",
        'SELECT p.n, s.name, p.day, p."of", p.whose, p.claimant, p.period, p.stated, p.low, p.high, p.unit,'
        " p.qualifier, p.correction, p.source, p.imported_at, p.corrects FROM reference_points AS p"
        " JOIN reference_series AS s ON s.n = p.series ORDER BY p.n",
    ),
    FindingTable(
        "owners",
        "host outlet owner source",
        "SELECT host, outlet, owner, source FROM owners ORDER BY host",
    ),
    FindingTable(
        "tombstones",
        "report forgotten_at why",
        "SELECT id, forgotten_at, why FROM tombstones ORDER BY id",
        reports=(0,),
    ),
)
COPIES = FindingTable(
    "copies",
    "from to kind containment_from:number containment_to:number direction credit sighting_from"
    " sighting_to changes rule:integer",
)
PASSAGES = FindingTable(
    "passages",
    "from to place:integer from_start:integer from_end:integer to_start:integer to_end:integer"
    " same:integer",
)
CLUSTERS = FindingTable(
    "clusters",
    "cluster text claims:integer reports:integer outlets:list owners:list at_least:integer"
    " at_most:integer",
)
CLUSTER_CLAIMS = FindingTable("cluster_claims", "cluster claim")
ORIGINS = FindingTable(
    "origins",
    "cluster origin:integer source kind named:truth role voice act channel day self_interest"
    " reports:list claims:list repeated_by:list",
)
MERGES = FindingTable("merges", "cluster origin:integer claim other report other_report reason")

FINDINGS = (*ASKED, COPIES, PASSAGES, CLUSTERS, CLUSTER_CLAIMS, ORIGINS, MERGES)
