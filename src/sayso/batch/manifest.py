"""The manifest of a batch: what went in, what became of it, by which versions, and a hash of every file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from sayso.batch import queries
from sayso.batch.duck import database
from sayso.batch.parts import read_json
from sayso.batch.plan import Plan
from sayso.batch.schemas import DOCUMENTS, TABLES
from sayso.errors import BatchError
from sayso.ledger.copying.copies import RULE

SCHEMA = "sayso.batch/1"
NAME = "manifest.json"


def counts(folder: Path, plan: Plan) -> dict[str, Any]:
    """How many documents went in, and what became of them: counted from the output.

    Raises BatchError if they do not come to as many as the inputs hold.
    """
    tables: dict[str, str | Path] = {"documents": folder / DOCUMENTS.noun}
    with database(folder / "_spill", tables) as db:
        rows = db.rows(queries.COUNTS)
    found: dict[str, Any] = {"in": plan.documents, "read": 0, "duplicate": 0}
    found |= {"skipped": {}, "failed": {}}
    for outcome, reason, number in rows:
        if outcome in ("read", "duplicate"):
            found[outcome] += number
        else:
            found[outcome][reason] = number
    out = found["read"] + found["duplicate"]
    out += sum(found["skipped"].values()) + sum(found["failed"].values())
    if out != plan.documents:
        raise BatchError(
            f"sayso made a mistake: {plan.documents} documents went in, and {out} came out; please report it"
        )
    return found


def manifest(folder: Path, plan: Plan, parts: dict[str, Any]) -> dict[str, Any]:
    """The whole of it. parts: rows, bytes and hash of each file."""
    rows = {of.noun: 0 for of in TABLES}
    for name, part in parts.items():
        rows[name.split("/")[0]] += part["rows"]
    asked = plan.asked.to_json()
    return {
        "schema": SCHEMA,
        "sayso": asked["sayso"],
        "model": asked["model"],
        "made_at": plan.started,
        "rules": {"copies": RULE},
        "asked": asked,
        "documents": counts(folder, plan),
        "inputs": [
            {k: v for k, v in asdict(source).items() if k != "stamp"} for source in plan.sources
        ],
        "tables": {of.noun: {"rows": rows[of.noun], "columns": dict(of.columns)} for of in TABLES},
        "parts": dict(sorted(parts.items())),
    }


def parts_of(done: Path) -> dict[str, Any]:
    """The files that the marks of the steps vouch for."""
    found: dict[str, Any] = {}
    for mark in sorted(done.glob("*.json")):
        found |= read_json(mark)["parts"]
    return found
