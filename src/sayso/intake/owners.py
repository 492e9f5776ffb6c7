"""A table of owners of outlets, from a file of the user's."""

from os import PathLike
from pathlib import Path

from sayso.errors import BadOwners
from sayso.records import Owner


def owners_from_path(path: str | PathLike[str]) -> tuple[Owner, ...]:
    """Read a CSV of owners. Raises BadOwners that names the file and what is wrong."""
    try:
        return Owner.table(Path(path).read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadOwners(f"{path}: {why}") from None
    except ValueError as error:
        raise BadOwners(f"{path}: {error}") from None
