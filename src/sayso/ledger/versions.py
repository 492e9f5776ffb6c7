"""Versions: a new text at a known address. Both stay, with their difference."""

from __future__ import annotations

import json
import sqlite3

from sayso.ledger.copying.changes import difference
from sayso.ledger.filed import Filed
from sayso.records.wire import to_json_value


def update(db: sqlite3.Connection, filed: Filed, _touched: set[int]) -> set[int]:
    """Note that the text at this sighting's address is another than the last one seen there."""
    earlier = db.execute(
        "SELECT n, report, title FROM sightings WHERE url_key = ? AND n < ? ORDER BY n DESC LIMIT 1",
        (filed.sighting.url_key, filed.sighting_n),
    ).fetchone()
    if earlier is None or earlier[1] == filed.report_n:
        return set()
    n, report, title = earlier
    (text,) = db.execute("SELECT text FROM reports WHERE n = ?", (report,)).fetchone()
    changes = difference(text, filed.text, (title, filed.sighting.title))
    told = {kind: change for kind, change in to_json_value(changes).items() if change}
    db.execute(
        "INSERT INTO versions VALUES (?, ?, ?)",
        (n, filed.sighting_n, json.dumps(told, ensure_ascii=False)),
    )
    return set()
