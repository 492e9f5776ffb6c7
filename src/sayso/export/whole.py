"""Files and folders that appear whole, under their name, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import Unwritable

MARK = "export.json"
"""The file by which a folder is known as an export, so that a later one may take its place."""


@contextmanager
def whole_file(name: str) -> Iterator[Path]:
    """Give a path beside `name` to write to; it takes the name once the block ends well.

    Raises Unwritable.
    """
    file = Path(name).resolve()
    _check_folder(name, file)
    if file.exists() and not file.is_file():
        raise Unwritable(f"{name}: there is something else of that name, and no file")
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with _told(name):
            yield part
            _flush(part)
            part.replace(file)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder(name: str) -> Iterator[Path]:
    """The same for a folder: a new one, an empty one, or an export from before, which it replaces.

    The block has to write MARK into it. Raises Unwritable.
    """
    folder = Path(name).resolve()
    _check_folder(name, folder)
    if folder.exists() and not _replaceable(folder):
        raise Unwritable(f"{name}: it is there already and is no export that may be replaced")
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    try:
        with _told(name):
            part.mkdir()
            yield part
            for each in part.iterdir():
                _flush(each)
            if folder.exists():
                folder.replace(old)
            try:
                part.replace(folder)
            except OSError:
                if old.exists():
                    old.replace(folder)
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _replaceable(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir()))


def _check_folder(name: str, file: Path) -> None:
    if not file.parent.is_dir():
        raise Unwritable(f"{name}: the folder to write it in does not exist")
    if not os.access(file.parent, os.W_OK):
        raise Unwritable(f"{name}: the folder to write it in may not be written to")


def _flush(part: Path) -> None:
    """Have the bytes on the disk before the name says that they are there."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unwritable(f"{name}: it cannot be written: {error.strerror}") from None
