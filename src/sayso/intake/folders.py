"""A folder that is watched: which files lie in it, and whether they have changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sayso.errors import NotFound
from sayso.intake.failure import InputFailure
from sayso.intake.places import places

SETTLED = 1.0
"""Seconds without a change after which a file is taken to be whole: somebody may be writing it."""


def files_in(
    folder: str,
    *,
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[tuple[str, str] | InputFailure]:
    """The files below a folder that sayso reads: (full path, stamp), the oldest first.

    A folder inside that cannot be listed gives a failure, and costs only itself.

    The stamp changes with size and time of change. If a file changed just now, it is waited for once.
    Raises NotFound.
    """
    if not Path(folder).is_dir():
        raise NotFound("there is no such folder")
    found, failures = _listed(folder)
    youngest = max((changed for _, changed, _ in found), default=0)
    if 0 <= (age := clock() - youngest / 1e9) < SETTLED:
        sleep(SETTLED - age)
        found, failures = _listed(folder)
    yield from failures
    for path, changed, size in sorted(found, key=lambda each: (each[1], each[0])):
        yield path, f"{size}:{changed}"


def _listed(folder: str) -> tuple[list[tuple[str, int, int]], list[InputFailure]]:
    """Path, time of change in nanoseconds, size. A file that vanishes meanwhile is passed over."""
    found, failures = [], []
    for place in places([folder]):
        if isinstance(place, InputFailure):
            # A folder without a file yet is worth watching.
            failures += [] if isinstance(place.error, NotFound) else [place]
            continue
        try:
            file = Path(place).resolve()
            stat = file.stat()
        except OSError:
            continue
        found.append((str(file), stat.st_mtime_ns, stat.st_size))
    return found, failures
