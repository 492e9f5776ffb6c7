"""Stated dates of publication: ISO 8601, as precise as they were written and no more."""

import calendar
import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from sayso.errors import BadDate
from sayso.records import Published

_ISO = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d\d)"
    r"(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)


def published_from(stated: str) -> Published:
    """Read "2022", "2022-04", "2022-04-30" or a date with a time, and perhaps a zone.

    `from_` and `to` are the first and the last moment that the words allow. Raises BadDate.
    """
    found = _ISO.fullmatch(stated.strip())
    if not found:
        raise BadDate(
            f"{stated.strip()[:40]!r} is no date of the form 2022-04-30 (or 2022-04, or 2022)"
        )
    year, month, day, time, second, zone = found.group(
        "year", "month", "day", "time", "second", "zone"
    )
    try:
        last = calendar.monthrange(int(year), int(month or 12))[1]
        first_day, last_day = (
            f"{year}-{month or '01'}-{day or '01'}",
            f"{year}-{month or '12'}-{day or last}",
        )
        datetime.fromisoformat(f"{first_day}T{time or '00:00'}:{second or '00'}{zone or ''}")
    except ValueError:
        raise BadDate(f"{stated.strip()!r} is no date in the calendar") from None
    if time:
        offset = _offset(zone)
        return Published(
            from_=f"{first_day}T{time}:{second or '00'}{offset}",
            to=f"{first_day}T{time}:{second or '59'}{offset}",
            precision="second" if second else "minute",
        )
    return Published(
        from_=first_day,
        to=last_day,
        precision="day" if day else "month" if month else "year",
    )


def published_if_stated(words: str | None) -> Published | None:
    """The same for what a page or a file says of itself, where e-mail dates occur too.

    Returns None where the words are no date: nobody promised that they would be one.
    """
    if not words:
        return None
    try:
        return published_from(words)
    except BadDate:
        pass
    try:
        return published_from(parsedate_to_datetime(words).isoformat(sep="T", timespec="seconds"))
    except (ValueError, TypeError, IndexError, BadDate):
        return None


def _offset(zone: str | None) -> str:
    """A zone as RFC 3339 writes it: "Z" and "-0500" become "+00:00" and "-05:00"."""
    if zone in (None, "Z"):
        return "+00:00" if zone else ""
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
