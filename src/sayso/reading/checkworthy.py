"""Whether a desk would check a claim: figures, harm, acts and causes, rather than opinions, wishes and questions.

Signals with weights, a table in `packs/check.toml`, each with its reason; their sum decides. Nothing here
says whether a claim holds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from sayso.reading.phrases import Phrases, words_in
from sayso.records import Claim, Quantity

_AGES = ("year of age", "month of age")
_SPANS_OF_TIME = frozenset("second minute hour day week month year decade century".split())
_FEW = 4
_NAME = re.compile(r"\w[,'\u2019]* (?:[A-Z][a-z]\w+|[A-Z]{2,})")
_PAST = re.compile(r"\w{3,}[^e]ed$")
_VERB = re.compile(
    r"(?:is|are|was|were|be|been|has|have|had|do|does|did|'s|'re|'ve|will|would|can|could)$|\w{2,}(?:ed|s)$"
)


@dataclass(frozen=True)
class _Table:
    enough: float
    names: tuple[str, ...]
    weights: dict[str, float]
    phrases: Phrases


@cache
def _table() -> _Table:
    data = tomllib.loads(resources.files("sayso.packs").joinpath("check.toml").read_text("utf-8"))
    enough = data.pop("enough")
    names = tuple(data)
    return _Table(
        enough,
        names,
        {name: data[name]["weight"] for name in names},
        Phrases((n, p) for n, name in enumerate(names) for p in data[name]["patterns"]),
    )


def signals(claim: Claim, quantities: Mapping[str, Quantity]) -> frozenset[str]:
    """The names of the signals that a claim gives, as in `packs/check.toml`."""
    table = _table()
    words = words_in(claim.text)
    found = {table.names[h.label] for h in table.phrases.find(table.phrases.rows(words))}
    if any(worth_checking(quantities[q]) for q in claim.quantities):
        found.add("figure")
    if claim.status is not None and claim.status not in ("proposed", "requested"):
        found.add("act")
    if claim.times:
        found.add("dated")
    if _NAME.search(claim.text):
        found.add("named")
    if any(_PAST.match(w) for w in words):
        found.add("happened")
    if claim.text.rstrip("\"'\u201d\u2019 ").endswith("?"):
        found.add("question")
    if len(words) < _FEW or not (found & {"act", "harm"} or any(_VERB.match(w) for w in words)):
        found -= {"figure"} if len(words) < _FEW - 1 else set()
        found.add("thin")
    return frozenset(found)


def mark_check_worthy(
    claims: Sequence[Claim], quantities: Mapping[str, Quantity]
) -> tuple[Claim, ...]:
    """The claims, each marked as worth checking or not."""
    table = _table()
    return tuple(
        replace(
            c,
            check_worthy=sum(table.weights[s] for s in signals(c, quantities)) >= table.enough,
        )
        for c in claims
    )


def worth_checking(q: Quantity) -> bool:
    """A count, a sum or a share; not an age, not a length of time, not "one"."""
    if q.unit in _AGES or q.unit in _SPANS_OF_TIME:
        return False
    small = q.stated is not None and abs(q.stated) < 2 and q.unit not in ("percentage", "dollar")
    return not small
