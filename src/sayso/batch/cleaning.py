"""The first stage: documents are opened, and of each text fingerprints are kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from sayso.batch.inputs import (
    Document,
    Mistake,
    Piece,
    Unreadable,
    documents,
    mistake,
    reason_of,
)
from sayso.batch.schemas import CLEANED, FINGERPRINTS
from sayso.errors import (
    BadDate,
    BadRecord,
    DamagedFile,
    InputError,
    NotFound,
    UndecodableInput,
    UnreadableFile,
)
from sayso.intake import InputFailure
from sayso.ledger.addresses import host_of, url_key
from sayso.ledger.copying.fingerprints import sampled
from sayso.ledger.copying.furniture import furniture
from sayso.ledger.copying.reuse import Side
from sayso.records import Outlet, Published, Report

ROWS = 100
"""Documents in a batch: little memory, and enough for Arrow to be worth it."""
FAILED = (
    *(BadDate, BadRecord, DamagedFile, NotFound),
    *(UndecodableInput, UnreadableFile, Unreadable, Mistake),
)
"""What is wrong with the input. All else is sound, but no English report: it is skipped."""

Batches = Iterable[pa.RecordBatch]
Advance = Callable[[int], None]


def nobody(_documents: int) -> None:
    """For those who do not watch."""


def clean(shards: Batches, advance: Advance = nobody) -> Iterator[pa.RecordBatch]:
    """SHARDS -> CLEANED: the documents of each shard, in order. One that fails costs only itself."""
    for batch in shards:
        for shard in batch.to_pylist():
            pieces = (Piece(**each) for each in json.loads(shard["pieces"]))
            rows: list[dict[str, Any]] = []
            for doc, document in enumerate(_all(pieces), shard["first"]):
                rows.append({"doc": doc, **_row(document)})
                advance(1)
                if len(rows) == ROWS:
                    yield pa.RecordBatch.from_pylist(rows, CLEANED)
                    rows = []
            if rows:
                yield pa.RecordBatch.from_pylist(rows, CLEANED)


def fingerprints(cleaned: Batches, buckets: int) -> Iterator[pa.RecordBatch]:
    """CLEANED -> FINGERPRINTS, in the order of bucket and hash within each batch."""
    for batch in cleaned:
        held = batch.column("fingerprints")
        sizes = np.diff(held.offsets.to_numpy())
        hashes = held.flatten().to_numpy(zero_copy_only=False)
        docs = np.repeat(batch.column("doc").to_numpy(), sizes)
        bucket = (hashes % buckets).astype(np.int32)
        order = np.lexsort((docs, hashes, bucket))
        size = np.repeat(sizes, sizes).astype(np.int32)
        columns = [pa.array(each[order]) for each in (bucket, hashes, docs, size)]
        yield pa.RecordBatch.from_arrays(columns, schema=FINGERPRINTS)


def report_of(row: dict[str, Any]) -> Report:
    """The report in a row with the facts of CLEANED and its text."""
    stated = (row["published_from"], row["published_to"], row["published_precision"])
    return Report(
        id=row["report"],
        ref=row["ref"],
        text=row["text"],
        title=row["title"],
        outlet=Outlet(name=row["outlet"]) if row["outlet"] else None,
        byline=row["byline"],
        url=row["url"],
        language=row["language"],
        published=Published(from_=stated[0], to=stated[1], precision=stated[2])
        if stated[0]
        else None,
        sha256=row["raw_sha256"],
        media_type=row["media_type"],
    )


def unread(error: InputError) -> dict[str, Any]:
    """What is noted of a document that gave no reading."""
    outcome = "failed" if isinstance(error, FAILED) else "skipped"
    return {"outcome": outcome, "reason": reason_of(error), "message": str(error)}


def _all(pieces: Iterable[Piece]) -> Iterator[Document]:
    for piece in pieces:
        yield from documents(piece)


def _row(document: Document) -> dict[str, Any]:
    found = document.found
    row = {"input": document.input, "ref": found.ref, "fetched": document.fetched}
    try:
        if isinstance(found, InputFailure):
            raise found.error
        row |= _facts(found)
    except InputError as error:
        row |= unread(error) | {"furniture": [], "fingerprints": []}
    except Exception as error:
        row |= unread(mistake(error)) | {"furniture": [], "fingerprints": []}
    return {name: _utf8(value) if isinstance(value, str) else value for name, value in row.items()}


def _utf8(words: str) -> str:
    """What Arrow can hold: names of files and addresses may have halves of surrogate pairs."""
    return words.encode("utf-8", "replace").decode()


def _facts(found: Report) -> dict[str, Any]:
    ranges = furniture(found.text)
    side = Side.made(found.text, ranges)
    published = found.published
    return {
        "outcome": "kept",
        "report": found.id,
        "title": found.title,
        "outlet": found.outlet.name if found.outlet else None,
        "byline": found.byline,
        "url": found.url,
        "url_key": url_key(found.url),
        "host": host_of(found.url),
        "language": found.language,
        "published_from": published.from_ if published else None,
        "published_to": published.to if published else None,
        "published_precision": published.precision if published else None,
        "raw_sha256": found.sha256,
        "media_type": found.media_type,
        "text": found.text,
        "furniture": [n for span in ranges for n in span],
        "fingerprints": sampled(side.words, side.left_out),
    }
