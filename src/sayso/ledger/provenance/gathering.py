"""What hangs together with a claim: by matches, by copied passages, and within one report.

A search asks for all claims that it comes to next at once, and for none twice.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from sayso.ledger.copying.copied import Copied
from sayso.ledger.matching import matches
from sayso.ledger.rows import as_json

MOST = 400


@dataclass(slots=True)
class Gathering:
    """Searches of one question. What they read is not kept beyond it: the ledger may not change meanwhile."""

    db: sqlite3.Connection
    copied: Copied
    _linked: dict[int, set[int]] = field(default_factory=dict)
    _report: dict[int, int] = field(default_factory=dict)
    _central: set[int] = field(default_factory=set)
    _occurrence: dict[int, frozenset[int]] = field(default_factory=dict)

    def gather(self, claim: int, full: Set[int] = frozenset()) -> set[int]:
        """All claims that hang together with one, itself included; of more than MOST the nearest.

        full: claims of clusters that hold MOST already; none of them is added to another.

        Copies join a claim only where one of the two is central or has matches: else every sentence of
        two copies would make a cluster.
        """
        found = {claim}
        edge = deque([claim])
        while edge and len(found) < MOST:
            n = edge[0]
            if n not in self._report:
                self.ask(edge)
            edge.popleft()
            report = self._report[n]
            matched = {*self._linked.get(n, ()), *self._beside(n)}
            same = self.copied.claims(n, report) - found
            if same and not matched and n not in self._central:
                self.ask(same)
                same = {m for m in same if m in self._central or m in self._linked}
            for m in sorted((matched | same) - found - full)[: MOST - len(found)]:
                found.add(m)
                edge.append(m)
        return found

    def alone(self, claim: int) -> bool:
        """Whether nothing hangs together with a claim that was asked for: what `gather` finds in any case."""
        return not (
            claim in self._linked
            or self._beside(claim)
            or self.copied.claims(claim, self._report[claim])
        )

    def ask(self, claims: Iterable[int]) -> None:
        """Read what is not known of some claims."""
        new = [n for n in claims if n not in self._report]
        if not new:
            return
        rows = self.db.execute(
            "SELECT n, report, central FROM claims WHERE n IN (SELECT value FROM json_each(?))",
            (as_json(new),),
        ).fetchall()
        self._report.update((n, report) for n, report, _ in rows)
        self._central.update(n for n, _, central in rows if central)
        self._linked |= matches.links(self.db, new)
        reports = {report for _, report, _ in rows} - self._occurrence.keys()
        of_report: dict[int, set[int]] = defaultdict(set)
        for n, report in self.db.execute(_OCCURRENCE, (as_json(sorted(reports)),)):
            of_report[report].add(n)
        self._occurrence.update((report, frozenset(of_report[report])) for report in reports)

    def linked(self, claims: Iterable[int]) -> set[int]:
        """Those of the claims that have matches."""
        self.ask(claims)
        return {n for n in claims if n in self._linked}

    def _beside(self, claim: int) -> frozenset[int]:
        """The claims of the same report on the occurrence itself, if this is one of them.

        A report tells of one matter: its headline and lead, whom it counts as killed or hurt, and
        what somebody saw or heard of that.
        """
        found = self._occurrence[self._report[claim]]
        return found if claim in found else frozenset()


_OCCURRENCE = """
SELECT c.n, c.report FROM claims AS c WHERE c.report IN (SELECT value FROM json_each(?1))
AND (c.central OR EXISTS (
    SELECT 1 FROM counts AS k WHERE k.claim = c.n AND k.stated AND k.kind IN ('killed', 'injured', 'hit')
)) UNION SELECT claim, report FROM accounts WHERE report IN (SELECT value FROM json_each(?1))
"""
