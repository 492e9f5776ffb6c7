"""The plan of a batch: its inputs cut into shards, and all that the output depends on.

It is made once and kept in the output folder. The same command goes on with it; another one is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sayso.batch.inputs import Piece, kind_of, places_of, survey
from sayso.batch.parts import digest
from sayso.intake import InputFailure
from sayso.version import __version__

SHARD = 1000
"""Documents that are worked on between two marks: a few minutes of reading."""
BUCKET = 25_000
"""Documents to each part that fingerprints are divided into: a join of 3 million rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person asked for; a batch goes on only if it is asked the same.

    engine: "local" or "spark". reading: without it, copies alone are found. reader: the shipped model that reads;
    model: what readings call it.
    """

    inputs: tuple[str, ...]
    engine: str = "local"
    reading: bool = True
    shard: int = SHARD
    events: str | None = None
    events_sha256: str | None = None
    sayso: str = __version__
    reader: str = "careful"
    model: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"inputs": list(self.inputs)}

    @classmethod
    def of(cls, value: dict[str, Any]) -> Asked:
        """Back from JSON."""
        return cls(**{**value, "inputs": tuple(value["inputs"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file, or a run of files that are a document each. stamp: of each file, size and time of change."""

    name: str
    kind: str
    documents: int
    size: int | None
    sha256: str | None
    stamp: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Documents that are worked on together: `first` and the `count` - 1 behind it."""

    first: int
    pieces: tuple[Piece, ...]

    @property
    def count(self) -> int:
        """How many documents it holds."""
        return sum(piece.count for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole of it. buckets: parts that fingerprints are divided into by their hash."""

    asked: Asked
    started: str
    sources: tuple[Source, ...]
    shards: tuple[Shard, ...]

    @property
    def documents(self) -> int:
        """How many documents there are, as counted before any of them was opened."""
        return sum(shard.count for shard in self.shards)

    @property
    def buckets(self) -> int:
        """Into how many parts fingerprints are divided by their hash."""
        return -(-max(1, self.documents) // BUCKET)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"asked": self.asked.to_json()}

    @classmethod
    def of(cls, value: dict[str, Any]) -> Plan:
        """Back from JSON."""
        shards = []
        for shard in value["shards"]:
            pieces = (
                Piece(**{**p, "why": tuple(p["why"]) if p["why"] else None})
                for p in shard["pieces"]
            )
            shards.append(Shard(first=shard["first"], pieces=tuple(pieces)))
        return cls(
            asked=Asked.of(value["asked"]),
            started=value["started"],
            sources=tuple(Source(**source) for source in value["sources"]),
            shards=tuple(shards),
        )


def make_plan(asked: Asked, *, started: str, tell: Callable[[str, int], None]) -> Plan:
    """Look through the inputs. tell: is told of each input's name and its documents."""
    sources: list[Source] = []
    pieces: list[Piece] = []
    for place in places_of(asked.inputs):
        found = list(survey(place, asked.shard))
        pieces += found
        source = _source(place, found)
        last = sources[-1] if sources else None
        if last and source.kind == last.kind == "file":
            sources[-1] = _joined(last, source)
        else:
            sources.append(source)
        tell(source.name, sum(piece.count for piece in found))
    return Plan(
        asked=asked,
        started=started,
        sources=tuple(sources),
        shards=tuple(_shards(pieces, asked.shard)),
    )


def changed(plan: Plan) -> str | None:
    """The first input that is no longer as it was when the plan was made, or None."""
    for source in plan.sources:
        if source.kind not in ("file", "unreadable") and _stamp(source.name) != source.stamp:
            return source.name
    return None


def _shards(pieces: Sequence[Piece], size: int) -> Iterator[Shard]:
    """Pieces of small inputs are put together; no piece is larger than `size`, except by a gzip member."""
    first = held = 0
    waiting: list[Piece] = []
    for piece in pieces:
        if waiting and held + piece.count > size:
            yield Shard(first=first, pieces=tuple(waiting))
            first, held, waiting = first + held, 0, []
        waiting.append(piece)
        held += piece.count
    if waiting:
        yield Shard(first=first, pieces=tuple(waiting))


def _source(place: str | InputFailure, pieces: Sequence[Piece]) -> Source:
    name = place if isinstance(place, str) else place.ref
    unreadable = any(piece.kind == "unreadable" for piece in pieces)
    kind = "unreadable" if unreadable else kind_of(name)
    corpus = kind not in ("file", "unreadable")
    return Source(
        name=name,
        kind=kind,
        documents=sum(piece.count for piece in pieces),
        size=Path(name).stat().st_size if corpus else None,
        sha256=digest(Path(name)) if corpus else None,
        stamp=_stamp(name) if corpus else None,
    )


def _joined(one: Source, two: Source) -> Source:
    return replace(one, documents=one.documents + two.documents)


def _stamp(name: str) -> str | None:
    try:
        stat = Path(name).stat()
    except OSError:
        return None
    return f"{stat.st_size}:{stat.st_mtime_ns}"
