"""The tables of a batch as Arrow types: what the output holds, and what passes between the stages.

The tables of the readings are those of `sayso export` (see `export.tables`); what is found across reports
has the columns of its findings, without sightings.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pyarrow as pa

from sayso.export.tables import READING_TABLES, SIGHTINGS, Kind, Row, Table, table

_KINDS = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "list": pa.list_(pa.string()),
}


@cache
def schema_of(of: Table) -> pa.Schema:
    """The Arrow types of a table's columns."""
    return pa.schema([(name, _KINDS[kind]) for name, kind in of.columns])


def batch_of(of: Table, rows: list[Row]) -> pa.RecordBatch:
    """Rows of a table as a batch."""
    schema = schema_of(of)
    columns = [
        pa.array(_fitting(kind, [row[at] for row in rows]), field.type)
        for at, (field, (_, kind)) in enumerate(zip(schema, of.columns, strict=True))
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _fitting(kind: Kind, values: list[Any]) -> list[Any]:
    # A number too large for 64 bits is kept as the float that is nearest.
    return [v if v is None else float(v) for v in values] if kind == "number" else values


DOCUMENTS = table(
    "documents",
    "doc:integer input ref outcome reason message report first:integer url host outlet title byline language"
    " published_from published_to published_precision fetched raw_sha256 media_type",
)
"""Every document and what became of it: read | duplicate | skipped | failed, with the reason."""
READINGS = table("readings", "doc:integer report reading")
"""The readings as `sayso read --json` writes them, for `sayso add --from-batch` and all who want them whole."""
COPIES = table(
    "copies",
    "from to kind containment_from:number containment_to:number direction credit changes rule:integer",
)
PASSAGES = table(
    "passages",
    "from to place:integer from_start:integer from_end:integer to_start:integer to_end:integer"
    " same:integer",
)
ORIGINS = table("origins", "report origin reports:integer documents:integer")
"""Each report and the one that it goes back to by its copies: itself where it copies nobody."""

FROM_READINGS = tuple(of for of in READING_TABLES if of is not SIGHTINGS)
"""What a stage flattens each reading to. Where reports were seen is in DOCUMENTS."""
TABLES = (DOCUMENTS, READINGS, *FROM_READINGS, COPIES, PASSAGES, ORIGINS)
"""What the output holds, a folder for each."""

_FACTS = (
    "ref report title outlet byline url url_key host language published_from published_to"
    " published_precision raw_sha256 media_type"
)
_OUTCOME = "outcome reason message"


def _types(columns: str) -> pa.Schema:
    """Arrow types written down as "name name:kind"; what has no kind is text."""
    kinds = {
        "": pa.string(),
        "int": pa.int64(),
        "short": pa.int32(),
        "ints": pa.list_(pa.int64()),
        "number": pa.float64(),
        "truth": pa.bool_(),
    }
    parted = (column.partition(":") for column in columns.split())
    return pa.schema([(name, kinds[kind]) for name, _, kind in parted])


SHARDS = _types("shard:int first:int pieces")
"""Shards of the plan, their pieces as JSON."""
CLEANED = _types(f"doc:int input fetched {_OUTCOME} {_FACTS} text furniture:ints fingerprints:ints")
"""Documents as they were opened. outcome: "kept" where there is a text. furniture: by its form, start, end, …"""
FINGERPRINTS = _types("bucket:short hash:int doc:int size:short")
"""A row for each fingerprint of a text; size: how many the text has."""
OCCURRENCES = _types(
    "first:int doc:int ref url_key host outlet title byline published_from published_to"
)
"""Where each text was seen: `first` is the first document that holds it."""
GATHERED = _types("doc:int seen:int places")
"""The same by text: how often it was seen, and the first places as JSON."""
TO_TAKE = _types(f"doc:int {_FACTS} text furniture:ints seen:int places")
TAKEN = _types(f"doc:int report {_OUTCOME} text left_out:ints seen:int places reading")
"""Each text once, read. outcome: "read" or what is wrong. left_out: its furniture and boilerplate, start, end, …"""
_SIDES = " ".join(f"{x}_report {x}_text {x}_left_out:ints {x}_places" for x in "ab")
PAIRS = _types(f"a:int b:int {_SIDES}")
"""Two texts that share fingerprints, the one seen first first."""
_SHARED = "a_share:number b_share:number quotation:truth strangers:truth telling:truth passages:ints hashes:ints"
EDGES = _types(f"a:int b:int {_SHARED}")
"""Two texts that share words: see `ledger.copying.reuse.Reuse`. telling: strangers that share words without
names, or a host. hashes: of strangers, the fingerprints inside the passages."""
STRANGERS = _types("doc:int a:int other:int telling:truth hashes:ints")
"""For each text the strangers that share words with it, and (`other`) which of them are strangers to each other."""
FURNITURE = _types("hash:int")
TO_TELL = _types(f"a:int b:int {_SHARED} {_SIDES} a_learnt:ints b_learnt:ints")
"""An edge with its texts, and which furniture each holds."""
TOLD = pa.schema([*_types("a:int b:int copier:int"), *schema_of(COPIES), *_types("passages:ints")])
"""A line of copies with its passages: from_start, from_end, to_start, to_end, same … copier: the one of the two
that says itself where it has its words from."""
