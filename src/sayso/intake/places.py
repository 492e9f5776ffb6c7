"""Names become places: a folder or a pattern stands for its files, one after the other."""

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator

from sayso.errors import InputError, NotFound, UnreadableFile
from sayso.intake.failure import InputFailure
from sayso.intake.files import open_binary
from sayso.intake.formats import BY_SUFFIX, HEAD_BYTES, JSONL_SUFFIXES, starts_page, suffix_of

STDIN = "-"

Wanted = Callable[[os.DirEntry[str]], bool]
"""Whether a file that lies in a folder is one of those that are read."""

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
    yield from places_where(inputs, _is_jsonl if from_jsonl else is_report)


def places_where(inputs: Iterable[str], wanted: Wanted) -> Iterator[str | InputFailure]:
    """The same, with `wanted` to say which files of a folder count."""
    for name in inputs:
        try:
            yield from _expanded(name, wanted)
        except InputError as error:
            yield InputFailure(ref=name, error=error)


def _expanded(name: str, wanted: Wanted) -> Iterator[str | InputFailure]:
    if os.path.isdir(name):
        below = _walk(name, wanted)
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
            yield from _expanded(match, wanted)
    else:
        raise NotFound("there is no such file or folder")


def _walk(folder: str, wanted: Wanted) -> Iterator[str | InputFailure]:
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
            yield from _walk(entry.path, wanted)
        elif wanted(entry):
            yield entry.path


def _is_jsonl(entry: os.DirEntry[str]) -> bool:
    return suffix_of(entry.name) in JSONL_SUFFIXES


def is_report(entry: os.DirEntry[str]) -> bool:
    """Whether a file of a folder is one report: by its ending, or plainly an HTML page."""
    suffix = suffix_of(entry.name)
    if suffix in BY_SUFFIX:
        return not entry.is_dir()
    if not entry.is_file():
        return False
    try:
        with open_binary(entry.path) as file:
            return starts_page(file.read(HEAD_BYTES))
    except (InputError, OSError):
        return False
