"""Reference series from files: our own columns, and the tables of three that are published.

    sayso               CSV: series, day, of, and stated or low and high; see `COLUMNS`
    ua-general-staff    JSON: daily losses of Russia as the Ukrainian General Staff claims them, with the
                        flags "about" and "more", and a file of corrections beside them
    oryx                CSV: daily counts of equipment losses that Oryx saw in pictures
    economist           CSV: The Economist's table of estimates of soldiers killed or lost

A file is known by its columns. Nothing is left out in silence: a row that cannot be read costs the file.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import get_args

from sayso.errors import BadSeries
from sayso.records import Period, Qualifier, ReferencePoint

COLUMNS = (
    "series",
    "day",
    "of",
    "whose",
    "claimant",
    "party",
    "period",
    "stated",
    "low",
    "high",
    "unit",
    "qualifier",
    "correction",
    "source",
)
"""The columns of our own CSV: what a ReferencePoint has. `series`, `day`, `of` and a figure are needed."""

_MOST = 64 * 1024 * 1024
_TOLERANCE = Decimal("0.1")
"""What "about" allows to either side: the same as in a reading."""

Row = dict[str, str]


def series_from_path(path: str | PathLike[str], *, name: str | None = None) -> list[ReferencePoint]:
    """Read the points of a file. `name` is used where the file names no series.

    Raises BadSeries that says what is wrong, and in which row.
    """
    file = Path(path)
    try:
        if file.stat().st_size > _MOST:
            raise BadSeries("it is larger than 64 MB")
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise BadSeries(f"it cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadSeries("it is not UTF-8") from None
    points = list(_points(text, name or file.stem))
    if not points:
        raise BadSeries("there is no figure in it")
    return points


def _points(text: str, name: str) -> Iterator[ReferencePoint]:
    if text.lstrip()[:1] in ("[", "{"):
        yield from _general_staff(text)
        return
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = set(reader.fieldnames or ())
        for needed, read in _TABLES:
            if needed <= columns:
                yield from _read(reader, read, name)
                return
    except csv.Error as error:
        raise BadSeries(f"it is no table: {error}") from None
    missing = [column for column in ("day", "of", "stated") if column not in columns]
    raise BadSeries(
        f"no series is known by these columns; one of our own lacks the column {missing[0]!r}"
    )


def _read(
    reader: csv.DictReader[str], read: Callable[[Row, str], Iterator[ReferencePoint]], name: str
) -> Iterator[ReferencePoint]:
    for row in reader:
        cells = {key: (value or "").strip() for key, value in row.items() if key is not None}
        if not any(cells.values()):
            continue
        try:
            yield from read(cells, name)
        except (ValueError, KeyError) as error:
            raise BadSeries(f"line {reader.line_num}: {error}") from None


def _own(row: Row, name: str) -> Iterator[ReferencePoint]:
    stated, low, high = (_number(row.get(key, "")) for key in ("stated", "low", "high"))
    qualifier = row.get("qualifier") or ("exact" if stated is not None else "between")
    period = row.get("period") or "cumulative"
    if qualifier not in get_args(Qualifier):
        raise ValueError(f"qualifier is one of {', '.join(get_args(Qualifier))}")
    if period not in get_args(Period):
        raise ValueError(f"period is one of {', '.join(get_args(Period))}")
    if stated is None and low is None and high is None:
        raise ValueError("a row needs a figure: stated, low or high")
    if not row["of"]:
        raise ValueError("a row needs what is counted: of")
    if stated is not None and low is None and high is None:
        low, high = _bounds(stated, qualifier)
    yield ReferencePoint(
        series=row.get("series") or name,
        day=date.fromisoformat(row["day"]).isoformat(),
        of=row["of"],
        whose=row.get("whose") or None,
        claimant=row.get("claimant") or None,
        party={"yes": True, "no": False}.get(row.get("party", "").lower()),
        period=period,  # type: ignore[arg-type]
        stated=stated,
        low=low,
        high=high,
        unit=row.get("unit") or None,
        qualifier=qualifier,  # type: ignore[arg-type]
        correction=_number(row.get("correction", "")),
        source=row.get("source") or None,
    )


# What the publishers' columns and types are called in `packs/reference.toml`.
_STAFF = {
    "personnel": "personnel lost",
    "POW": "prisoner of war",
    "aircraft": "aircraft",
    "helicopter": "helicopter",
    "tank": "tank",
    "APC": "armoured vehicle",
    "field artillery": "artillery system",
    "MRL": "multiple rocket launcher",
    "military auto": "vehicle",
    "fuel tank": "fuel tank",
    "vehicles and fuel tanks": "vehicle and fuel tank",
    "drone": "drone",
    "naval ship": "warship",
    "submarines": "submarine",
    "anti-aircraft warfare": "anti-aircraft system",
    "special equipment": "special equipment",
    "mobile SRBM system": "mobile SRBM system",
    "cruise missiles": "cruise missile",
    "ground robotic systems": "ground robot",
}
_NO_FIGURES = {"date", "day", "personnel*", "greatest losses direction"}


def _general_staff(text: str) -> Iterator[ReferencePoint]:
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise BadSeries(f"it is no JSON: {error}") from None
    except RecursionError:
        raise BadSeries("it is no JSON of days, but nested without end") from None
    if not isinstance(rows, list) or not all(isinstance(r, dict) and "date" in r for r in rows):
        raise BadSeries("a JSON series is a list of days, each with a date")
    # The file of corrections has men and weapons in one row: by how much each total was restated.
    corrections = all("personnel" in row and "tank" in row for row in rows)
    unknown = {key for row in rows for key in row} - set(_STAFF) - _NO_FIGURES
    if unknown:
        raise BadSeries(f"what {min(unknown)!r} counts is not known")
    for n, row in enumerate(rows, 1):
        try:
            day = date.fromisoformat(row["date"]).isoformat()
            figures = {
                k: _total(v, corrections) for k, v in row.items() if k in _STAFF and v is not None
            }
        except (ValueError, TypeError) as error:
            raise BadSeries(f"entry {n}: {error}") from None
        for key, figure in figures.items():
            if corrections and not figure:
                continue
            qualifier = (
                _FLAGS.get(row.get("personnel*", ""), "exact") if key == "personnel" else "exact"
            )
            low, high = _bounds(figure, qualifier)
            yield ReferencePoint(
                series="Ukrainian General Staff",
                day=day,
                of=_STAFF[key],
                whose="Russia",
                claimant="General Staff of the Armed Forces of Ukraine",
                party=True,
                stated=None if corrections else figure,
                low=None if corrections else low,
                high=None if corrections else high,
                qualifier=qualifier,
                correction=figure if corrections else None,
            )


def _total(value: object, correction: bool) -> float:
    if not isinstance(value, int) or isinstance(value, bool) or (value < 0 and not correction):
        raise ValueError(f"{value!r} is no figure")
    return float(value)


_FLAGS: dict[str, Qualifier] = {"about": "about", "more": "over"}


_ORYX = {
    "Aircraft": "aircraft",
    "Helicopters": "helicopter",
    "Tanks": "tank",
    "Armoured Fighting Vehicles": "armoured fighting vehicle",
    "Armoured Personnel Carriers": "armoured personnel carrier",
    "Infantry Fighting Vehicles": "infantry fighting vehicle",
    "Multiple Rocket Launchers": "multiple rocket launcher",
    "All Types": "equipment",
}
_RUNNING = re.compile(r"\s+-\s+\d[\d,]*\b.*", re.DOTALL)


def _oryx(row: Row, _name: str) -> Iterator[ReferencePoint]:
    figure = _number(row["type_total"])
    if figure is None:
        raise ValueError("there is no total")
    kind = _RUNNING.sub("", row["equipment_type"])  # some rows repeat their own figures in words
    yield ReferencePoint(
        series="Oryx",
        day=date.fromisoformat(row["date_recorded"]).isoformat(),
        of=_ORYX.get(kind, kind.lower()),
        whose=row["country"] or None,
        claimant="Oryx",
        party=False,
        stated=figure,
        low=figure,  # what was seen in pictures is the least that was lost
        high=None,
        qualifier="at-least",
    )


_WARRING = "ignore for chart, data from warring parties"
_LOST = {"deaths": "soldier killed", "casualties": "soldier killed or wounded"}


def _economist(row: Row, _name: str) -> Iterator[ReferencePoint]:
    day, month, year = (int(part) for part in row["date"].split("/"))
    stated, low, high = (_number(row[key]) for key in ("estimate", "estimate_low", "estimate_high"))
    if row["type"] not in _LOST:
        raise ValueError(f"an estimate is one of deaths or casualties, not {row['type']!r}")
    qualifier: Qualifier = "exact"
    if stated is None:
        qualifier = "at-most" if low is None else "at-least" if high is None else "between"
        stated = high if low is None else low if high is None else None
    else:
        low, high = stated if low is None else low, stated if high is None else high
    yield ReferencePoint(
        series="The Economist: estimates of losses",
        day=date(year, month, day).isoformat(),
        of=_LOST[row["type"]],
        whose=row["country"].capitalize() or None,
        claimant=row["source"] or None,
        party=True if row[_WARRING].lower() == "yes" else None,  # an empty cell says nothing
        stated=stated,
        low=low,
        high=high,
        qualifier=qualifier,
        source=row["source_url"] or None,
    )


_TABLES: Sequence[tuple[set[str], Callable[[Row, str], Iterator[ReferencePoint]]]] = (
    ({"country", "equipment_type", "type_total", "date_recorded"}, _oryx),
    ({"date", "estimate", "estimate_low", "estimate_high", "type", _WARRING}, _economist),
    ({"day", "of", "stated"}, _own),
    ({"day", "of", "low", "high"}, _own),
)


def _number(cell: str) -> float | None:
    """A figure, with or without commas; an empty cell is unknown."""
    if not cell:
        return None
    found = float(cell.replace(",", ""))
    if not abs(found) < 1e15:
        raise ValueError(f"{cell!r} is no figure")
    return found


def _bounds(stated: float, qualifier: str) -> tuple[float | None, float | None]:
    """The interval that a figure with a qualifier means, as in a reading."""
    if qualifier == "about":
        slack = Decimal(str(stated)) * _TOLERANCE
        return float(Decimal(str(stated)) - slack), float(Decimal(str(stated)) + slack)
    low = None if qualifier in ("under", "at-most") else stated
    high = None if qualifier in ("over", "at-least") else stated
    return low, high
