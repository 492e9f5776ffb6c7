"""ROOM 4, the ledger: many readings, and what follows from them. The only importer of the database.

Facts (reports, sightings, readings, what a person decided) are append-only and named by content hash.
Findings (copies, matches, clusters, origins) are derived, and can be dropped and rebuilt with the same
result. Nothing here reads the clock, opens a socket, or knows how a report is read.
"""

from sayso.ledger.answers.selecting import Selection
from sayso.ledger.filing import Filing
from sayso.ledger.ledger import DEFAULT, Ledger

__all__ = ["DEFAULT", "Filing", "Ledger", "Selection"]
