"""Self-interest, shown and not judged: a party's word about its own or its enemy's losses."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from sayso.ledger.provenance.bodies import Teller, pack
from sayso.ledger.provenance.ends import End

_STEM = 4  # letters by which "Norland" and "Norlandic" are one country


def self_interest(db: sqlite3.Connection, ends: Sequence[End]) -> str | None:
    """What to say of an origin that is a party to the losses it speaks of; None where it is none."""
    parties = [end for end in ends if end.teller and _is_party(end.teller)]
    claims = [claim for end in parties for claim in end.claims]
    losses = _losses(db, claims)
    if not losses:
        return None
    teller = next(e.teller for e in parties if losses.keys() & set(e.claims) and e.teller)
    whose = {_whose(teller, text, of) for text, of in losses.values()} - {None}
    if len(whose) == 1:
        return f"a party to it speaks of {whose.pop()} losses"
    return "a party to it speaks of losses"


def _is_party(teller: Teller) -> bool:
    words = f"{teller.name or ''} {teller.role or ''}".casefold()
    return teller.side != "private" and bool(pack().forces.search(words))


def _losses(db: sqlite3.Connection, claims: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Those of the claims that tell of losses: words, and whose, as far as a count says."""
    listed = json.dumps(list(claims))
    topics = json.dumps(sorted(pack().topics))
    rows = db.execute(
        'SELECT c.n, c.text, coalesce((SELECT min("of") FROM counts'
        " WHERE claim = c.n AND \"of\" <> ''), '') FROM claims AS c"
        " WHERE c.n IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM claim_topics AS t WHERE t.claim = c.n"
        " AND t.topic IN (SELECT value FROM json_each(?)))",
        (listed, topics),
    )
    return {n: (text, of) for n, text, of in rows}


def _whose(teller: Teller, text: str, of: str) -> str | None:
    lower = text.casefold()
    if pack().enemy.search(lower):
        return "its enemy’s"
    if of:
        own = any(
            word[:_STEM] == side[:_STEM]
            for word in teller.words | teller.role_words
            for side in of.split()
            if len(side) >= _STEM
        )
        return "its own" if own else "the other side’s" if teller.words else None
    return "its own" if pack().own.search(lower) else None
