"""A table of dated public events, from a file of the user's."""

from os import PathLike
from pathlib import Path

from sayso.errors import BadEvents
from sayso.records import Event


def events_from_path(path: str | PathLike[str]) -> tuple[Event, ...]:
    """Read a CSV of events. Raises BadEvents that names the file and what is wrong."""
    try:
        return Event.table(Path(path).read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadEvents(f"{path}: {why}") from None
    except ValueError as error:
        raise BadEvents(f"{path}: {error}") from None
