"""ROOM 4, the ledger: many readings, and what follows from them. The only importer of the database.

Facts (reports, sightings, readings, what a person decided) are append-only and named by content hash.
Findings (copies, matches, clusters, origins) are derived, and can be dropped and rebuilt with the same
result. Nothing here reads the clock, opens a socket, or knows how a report is read.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ledger.answers.selecting import Selection
    from sayso.ledger.filing import Filing
    from sayso.ledger.ledger import DEFAULT, Ledger

__all__ = ["DEFAULT", "Filing", "Ledger", "Selection"]

_ROOMS = {
    "DEFAULT": "ledger",
    "Filing": "filing",
    "Ledger": "ledger",
    "Selection": "answers.selecting",
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is first asked for: those who only look for copies need none of the rest."""
    if name in _ROOMS:
        return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
