"""Worker processes: each does steps on shards, tells how many documents it has done, and dies with its parent."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sayso.batch.work import STEPS, Job
from sayso.errors import BatchError

_TICK = 0.3
"""Seconds between two looks at how far the workers are."""


class Workers:
    """Some processes, or, for one, this process itself."""

    def __init__(self, folder: Path, count: int) -> None:
        self._job = Job.at(folder)
        self._pool: ProcessPoolExecutor | None = None
        if count > 1:
            spawn = mp.get_context("spawn")
            self._done: Any = spawn.Value("q", 0)
            self._pool = ProcessPoolExecutor(
                count, mp_context=spawn, initializer=_begin, initargs=(folder, self._done)
            )
        self._width = 2 * count

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._pool is None:
            return
        if kind is not None:
            for process in list((self._pool._processes or {}).values()):
                process.terminate()
        self._pool.shutdown(cancel_futures=True)

    def do(self, step: str, numbers: Iterable[int], advance: Callable[[int], None]) -> None:
        """Do a step on each of the shards. Raises what a worker raised, or BatchError if one was killed."""
        if self._pool is None:
            for number in numbers:
                STEPS[step](self._job, number, advance)
            return
        told = self._done.value
        left = iter(numbers)
        running: set[Future[None]] = set()
        while True:
            while len(running) < self._width and (n := next(left, None)) is not None:
                running.add(self._pool.submit(_do, step, n))
            if not running:
                break
            done, running = wait(running, timeout=_TICK, return_when=FIRST_COMPLETED)
            advance(self._done.value - told)
            told = self._done.value
            for each in done:
                try:
                    each.result()
                except BrokenProcessPool:
                    raise BatchError(
                        "a worker process was killed, perhaps for want of memory; the same command goes on"
                    ) from None
        advance(self._done.value - told)


_JOB: Job
_DONE: Any


def _begin(folder: Path, done: Any) -> None:
    """Make a worker ready. Ctrl-C is for the parent, which ends the workers."""
    global _JOB, _DONE
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    _JOB, _DONE = Job.at(folder), done


def _die_with_parent() -> None:
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(step: str, n: int) -> None:
    STEPS[step](_JOB, n, _advance)


def _advance(documents: int) -> None:
    with _DONE.get_lock():
        _DONE.value += documents
