"""Marks: shapes that tell claimants apart, fillings that tell how far an act has come, hatching for bars."""

from __future__ import annotations

from sayso.export.plots.svg import INK, PALE, PAPER, Svg, tag

SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "down", "bar", "cross")

_UNFINISHED = ("proposed", "requested", "ordered", "approved")


def filling(status: str | None) -> str:
    """Hollow for what was only asked for, ordered or agreed; full for the rest."""
    return PAPER if status in _UNFINISHED else INK


def mark(shape: str, x: float, y: float, *, size: float = 5, fill: str = INK) -> Svg:
    """One mark around a place."""
    s = size
    edge = INK if fill == PAPER else PAPER  # so that full marks that touch stay two
    if shape == "circle":
        return tag("circle", cx=x, cy=y, r=s, fill=fill, stroke=edge, stroke_width=1.2)
    if shape == "cross":
        line = f"M{x - s:.1f} {y - s:.1f}L{x + s:.1f} {y + s:.1f}M{x - s:.1f} {y + s:.1f}L{x + s:.1f} {y - s:.1f}"
        return tag("path", d=line, stroke=INK, stroke_width=2 if fill == INK else 1, fill="none")
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
        "down": ((0, 1.2), (1.1, -0.9), (-1.1, -0.9)),
        "diamond": ((0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)),
        "hexagon": ((-1.1, 0), (-0.5, -1), (0.5, -1), (1.1, 0), (0.5, 1), (-0.5, 1)),
        "bar": ((-0.5, -1.3), (0.5, -1.3), (0.5, 1.3), (-0.5, 1.3)),
    }[shape]
    points = " ".join(f"{x + s * a:.1f},{y + s * b:.1f}" for a, b in corners)
    return tag("polygon", points=points, fill=fill, stroke=edge, stroke_width=1.2)


def hatchings() -> Svg:
    """The patterns that bars are filled with, by direction."""
    return tag(
        "defs",
        _pattern(
            "worse", tag("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", stroke=INK, stroke_width=1.6)
        ),
        _pattern("better", tag("circle", cx=3, cy=3, r=1.3, fill=INK)),
        _pattern("unclear", tag("path", d="M0 3H6", stroke=PALE, stroke_width=1)),
    )


def _pattern(name: str, drawn: Svg) -> Svg:
    return tag(
        "pattern",
        tag("rect", width=6, height=6, fill=PAPER),
        drawn,
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )
