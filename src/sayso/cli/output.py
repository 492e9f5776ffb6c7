"""Standard output as the commands use it: whole lines of UTF-8, and no fuss when it closes."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


class PipeClosed(Exception):
    """Whoever read the output has gone: there is nobody left to write for."""


def write(text: str) -> None:
    """Write whole lines and flush them, in UTF-8 whatever the locale.

    Raises PipeClosed, or the OSError of a disk that is full.
    """
    rest = memoryview(text.encode("utf-8", "backslashreplace"))
    try:
        sys.stdout.flush()
        with _unbroken():
            while rest:
                # With PYTHONUNBUFFERED there is no buffer behind `buffer`, and a signal cuts a
                # write short.
                rest = rest[sys.stdout.buffer.write(rest) :]
            sys.stdout.buffer.flush()
    except OSError as error:
        # A closed pipe is EPIPE, on Windows EINVAL.
        if error.errno in {errno.EPIPE, errno.EINVAL}:
            _discard_the_rest()
            raise PipeClosed from None
        _discard_the_rest()
        raise


def write_lines(
    found: Sequence[T], told: Callable[[T], str], *, json: bool, none: str | None = None
) -> None:
    """Write records, as JSON Lines or as `told` tells a person; to whom `none` says that there is none."""
    from sayso.records.wire import to_json_value, to_line

    for each in found:
        write(to_line(to_json_value(each)) + "\n" if json else told(each))
    if none and not found and not json:
        write(f"{none}\n")


@contextmanager
def _unbroken() -> Iterator[None]:
    """Hold the first Ctrl-C back until the block is done, so that no line stays half-written.

    A second one breaks through, for a reader that has stalled.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = False

    def hold(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt


def _discard_the_rest() -> None:
    """Let the interpreter flush into nothing at its end, instead of complaining once more."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
