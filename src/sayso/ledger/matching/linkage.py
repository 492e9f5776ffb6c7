"""Average linkage: groups whose members belong together on average, so that no chain joins strangers.

Transitive closure fails here: two shootings are both like the report that sums up the weekend, and
with it all of a city's shootings become one. (On one half of local-news: pairwise F1 62 by closure, 89
by average linkage over the same pairs.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

APART = -6.0
"""The weight in bits of two members that share too little to have been weighed."""
MOST = 8.0
"""No pair counts for more than this, either way: one name in common must not outvote everything else."""


def groups(members: Sequence[int], weights: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Join the two groups with the highest mean weight until no mean is above 0.

    weights: by pair (smaller, larger). Returns the groups, each in order, by their first member.
    Equal means are joined in the order of the members. O(n³) in the number of members.
    """
    order = sorted(members)
    n = len(order)
    place = {member: i for i, member in enumerate(order)}
    mean = np.full((n, n), APART)
    for (a, b), weight in weights.items():
        i, j = place[a], place[b]
        mean[i, j] = mean[j, i] = min(MOST, max(-MOST, weight))
    np.fill_diagonal(mean, -np.inf)
    made: list[list[int]] = [[member] for member in order]
    while n > 1:
        best = int(np.argmax(mean))
        i, j = divmod(best, n)  # i < j: argmax meets the upper half first
        if mean[i, j] <= 0:
            break
        size, more = len(made[i]), len(made[j])
        row = (mean[i] * size + mean[j] * more) / (size + more)
        mean[i], mean[:, i] = row, row
        mean[i, i] = -np.inf
        mean = np.delete(np.delete(mean, j, axis=0), j, axis=1)
        made[i] += made.pop(j)
        n -= 1
    return sorted(sorted(group) for group in made)
