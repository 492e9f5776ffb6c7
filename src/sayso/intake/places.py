"""Names become places: a folder or a pattern stands for its files, one after the other."""

import glob
import os
import re
from collections.abc import Iterable, Iterator

from sayso.errors import InputError, NotFound, UnreadableFile
from sayso.intake.failure import InputFailure
from sayso.intake.files import open_binary
from sayso.intake.formats import BY_SUFFIX, HEAD_BYTES, JSONL_SUFFIXES, starts_page, suffix_of

STDIN = "-"

# Two letters at least: "C:" is a drive.
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(name: str) -> bool:
    """Whether a name is the address of something, of whatever scheme."""
    return bool(_SCHEME.match(name))


def places(inputs: Iterable[str], *, from_jsonl: bool = False) -> Iterator[str | InputFailure]:
    """The single files, URLs and "-" that the inputs stand for, in their order.

    A folder stands for the files below it that sayso reads: those with a known ending, and those
    of another ending, or none, that plainly are HTML pages. Hidden files, and folders behind
    symbolic links, are passed over. Of a pattern every match counts, whatever its ending.
    """
    for name in inputs:
        try:
            yield from _expanded(name, from_jsonl)
        except InputError as error:
            yield InputFailure(ref=name, error=error)


def _expanded(name: str, from_jsonl: bool) -> Iterator[str | InputFailure]:
    if os.path.isdir(name):
        below = _walk(name, from_jsonl)
        first = next(below, None)
        if first is None:
            raise NotFound("the folder holds no file that sayso reads")
        yield first
        yield from below
    elif name == STDIN or is_url(name) or os.path.lexists(name):
        yield name
    elif glob.has_magic(name):
        matches = sorted(glob.iglob(name, recursive=True))
        if "**" in name:
            # It names the folders on the way as well as the files in them. Once is enough.
            matches = [match for match in matches if not os.path.isdir(match)]
        if not matches:
            raise NotFound("no file matches this pattern")
        for match in matches:
            yield from _expanded(match, from_jsonl)
    else:
        raise NotFound("there is no such file or folder")


def _walk(folder: str, from_jsonl: bool) -> Iterator[str | InputFailure]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        reason = UnreadableFile(f"the folder cannot be listed: {error.strerror}")
        yield InputFailure(ref=folder, error=reason)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, from_jsonl)
        elif _is_wanted(entry, from_jsonl):
            yield entry.path


def _is_wanted(entry: os.DirEntry[str], from_jsonl: bool) -> bool:
    suffix = suffix_of(entry.name)
    if from_jsonl:
        return suffix in JSONL_SUFFIXES
    if suffix in BY_SUFFIX:
        return not entry.is_dir()
    if not entry.is_file():
        return False
    try:
        with open_binary(entry.path) as file:
            return starts_page(file.read(HEAD_BYTES))
    except (InputError, OSError):
        return False
