"""The third stage: texts that share fingerprints are compared, as the ledger compares them.

The ledger learns what is furniture while it files; here it is learnt from all pairs, and then
those that rest on it are judged again. So nothing depends on an order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from sayso.batch.cleaning import Batches
from sayso.batch.schemas import COPIES, EDGES, FURNITURE, PASSAGES, TOLD, batch_of
from sayso.export.tables import Row
from sayso.ledger.copying.copy_lines import CopyLine, Place, Seen, Shared, copy_line
from sayso.ledger.copying.fingerprints import hashed_runs, sampled
from sayso.ledger.copying.repeats import furniture
from sayso.ledger.copying.reuse import Reuse, Side, reuse
from sayso.ledger.owners import shipped_owner_of
from sayso.records.wire import to_json_value

ROWS = 100


def compare(pairs: Batches) -> Iterator[pa.RecordBatch]:
    """PAIRS -> EDGES: those of the pairs that share more than reports of one kind do."""
    for batch in pairs:
        rows = []
        sides: dict[int, Side] = {}
        for row in batch.to_pylist():
            a, b = (_side(row, side, sides) for side in "ab")
            if found := reuse(a, b):
                rows.append({"a": row["a"], "b": row["b"], **_edge(found)})
                if found.strangers and not found.quotation:
                    rows[-1]["hashes"] = _inside(b, found)
                    rows[-1]["telling"] = found.plain or bool(_hosts(row, "a") & _hosts(row, "b"))
        yield pa.RecordBatch.from_pylist(rows, EDGES)


def repeated(strangers: Batches) -> Iterator[pa.RecordBatch]:
    """STRANGERS, those of each text together -> FURNITURE. A hash may come more than once."""
    rows = (row for batch in strangers for row in batch.to_pylist())
    for _, group in groupby(rows, lambda row: row["doc"]):
        shared: dict[int, set[int]] = {}
        telling: set[int] = set()
        pairs: dict[tuple[int, int], bool] = {}
        for row in group:
            if row["other"] is not None:
                pairs[row["a"], row["other"]] = row["telling"]
            else:
                shared[row["a"]] = set(row["hashes"])
                telling |= {row["a"]} if row["telling"] else set()
        learnt = sorted(furniture(shared, telling, pairs))
        if learnt:
            yield pa.RecordBatch.from_arrays([pa.array(learnt, pa.int64())], schema=FURNITURE)


def tell(edges: Batches) -> Iterator[pa.RecordBatch]:
    """TO_TELL -> TOLD: who copied whom, without what rests on furniture alone."""
    for batch in edges:
        rows = []
        sides: dict[int, Side] = {}
        for row in batch.to_pylist():
            shared: Shared | None
            if row["a_learnt"] and row["b_learnt"]:
                a, b = (
                    _side(row, side, sides).without(frozenset(row[f"{side}_learnt"]))
                    for side in "ab"
                )
                found = reuse(a, b)
                shared = _shared(_edge(found)) if found else None
            else:
                shared = _shared(row)
            if shared and (line := copy_line(_seen(row, "a"), _seen(row, "b"), shared)):
                stated = line.direction == "stated"
                copier = row["a" if line.to == row["a_report"] else "b"] if stated else None
                rows.append({"a": row["a"], "b": row["b"], "copier": copier, **_told(line)})
        yield pa.RecordBatch.from_pylist(rows, TOLD)


def copies(told: pa.RecordBatch) -> pa.RecordBatch:
    """TOLD -> COPIES."""
    return told.select([name for name, _ in COPIES.columns])


def passages(told: pa.RecordBatch) -> pa.RecordBatch:
    """TOLD -> PASSAGES."""
    rows: list[Row] = []
    for row in told.select(["from", "to", "passages"]).to_pylist():
        places = np.array(row["passages"], dtype=np.int64).reshape(-1, 5).tolist()
        rows += [(row["from"], row["to"], n, *place) for n, place in enumerate(places)]
    return batch_of(PASSAGES, rows)


def _side(row: dict[str, Any], side: str, made: dict[int, Side]) -> Side:
    """One text made ready; those of a batch are kept, since a report often has several partners."""
    doc = row[side]
    if doc not in made:
        ranges = np.array(row[f"{side}_left_out"], dtype=np.int64).reshape(-1, 2)
        made[doc] = Side.made(row[f"{side}_text"], [(a, b) for a, b in ranges.tolist()])
    return made[doc]


def _edge(found: Reuse) -> dict[str, Any]:
    return {
        "a_share": round(found.a_share, 4),
        "b_share": round(found.b_share, 4),
        "quotation": found.quotation,
        "strangers": found.strangers,
        "telling": False,
        "passages": [n for span in found.spans for n in span],
        "hashes": [],
    }


def _inside(side: Side, found: Reuse) -> list[int]:
    """The fingerprints of the second text that stand in the passages."""
    runs = hashed_runs(side.words)
    inside = [runs[p.b_start : max(p.b_start, p.b_end - 4)] for p in found.passages]
    kept = np.intersect1d(np.concatenate(inside), sampled(side.words, side.left_out))
    return [int(h) for h in kept]


def _shared(edge: dict[str, Any]) -> Shared:
    spans = np.array(edge["passages"], dtype=np.int64).reshape(-1, 5).tolist()
    return Shared(
        shares=(edge["a_share"], edge["b_share"]),
        spans=[(s[0], s[1], s[2], s[3], s[4]) for s in spans],
        quotation=edge["quotation"],
        strangers=edge["strangers"],
    )


def _hosts(row: dict[str, Any], side: str) -> set[str]:
    return {place[1] for place in json.loads(row[f"{side}_places"]) if place[1]}


def _seen(row: dict[str, Any], side: str) -> Seen:
    places = [
        Place(
            id="",  # sightings have ids in a ledger only
            url_key=key,
            host=host,
            outlet=outlet,
            title=title,
            byline=byline,
            first_day=since and since[:10],
            last_day=until and until[:10],
            ref=ref,
        )
        for key, host, outlet, title, byline, since, until, ref in json.loads(row[f"{side}_places"])
    ]
    owners = {shipped_owner_of(place.host, place.outlet) for place in places}
    return Seen(
        row[f"{side}_report"],
        row[f"{side}_text"],
        tuple(places),
        frozenset(owner for owner in owners if owner),
    )


def _told(line: CopyLine) -> dict[str, Any]:
    return {
        "from": line.from_,
        "to": line.to,
        "kind": line.kind,
        "containment_from": line.containment.from_,
        "containment_to": line.containment.to,
        "direction": line.direction,
        "credit": line.credit.text if line.credit else None,
        "changes": json.dumps(to_json_value(line.changes)),
        "rule": line.rule,
        "passages": [
            n
            for p in line.passages
            for n in (p.from_.start, p.from_.end, p.to.start, p.to.end, p.same)
        ],
    }
