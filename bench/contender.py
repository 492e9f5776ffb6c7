"""Something that reads the texts of bench/run.py, and the time it took."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

Window = tuple[np.ndarray, np.ndarray, np.ndarray]
"""ids, case, marks, each (L,)."""


@dataclass
class Contender:
    """Something that reads the texts. share: how much of them one run reads. seconds: of the processor.
    threads: processor time over wall time, round by round; over 1, and it ran on more than one."""

    name: str
    run: Callable[[], object]
    share: float = 1.0
    seconds: list[float] = field(default_factory=list)
    threads: list[float] = field(default_factory=list)

    def time(self) -> None:
        """Run once."""
        wall, begin = time.perf_counter(), time.process_time()
        self.run()
        taken = time.process_time() - begin
        self.seconds.append(taken / self.share)
        self.threads.append(taken / (time.perf_counter() - wall))
