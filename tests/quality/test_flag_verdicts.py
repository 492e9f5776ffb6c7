"""The gate of flags: which verdict a firing gets, and what nothing fires on any more. The places are invented."""

from __future__ import annotations

from typing import Any

import pytest
from quality import flags


def reading(code: str, *spans: tuple[int, int]) -> dict[str, Any]:
    return {"flags": [{"code": code, "spans": [{"start": a, "end": b} for a, b in spans]}]}


def judged(verdicts: list[list[Any]], found: dict[str, Any]) -> list[str]:
    return [verdict for _, verdict, _ in flags.judge({"verdicts": verdicts}, found)]


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([["time-conflict", 10, 20, "right"]], ["right"]),
        ([["time-conflict", 15, 40, "wrong"]], ["wrong"]),
        ([["time-conflict", 12, 14, "missed"]], ["right"]),
        ([["time-conflict", 20, 30, "right"]], ["unjudged", "gone, right"]),
        ([["republished", 10, 20, "right"]], ["unjudged", "gone, right"]),
        ([["time-conflict", 30, 40, "missed"]], ["unjudged", "missed"]),
    ],
)
def test_a_firing_is_judged_by_the_verdict_it_touches(
    verdicts: list[list[Any]], expected: list[str]
) -> None:
    assert judged(verdicts, reading("time-conflict", (10, 20))) == expected


def test_figures_are_judged_one_by_one_and_other_flags_by_their_first_span() -> None:
    verdicts = [["figure-without-source", 0, 5, "right"], ["figure-without-source", 8, 9, "wrong"]]
    assert judged(verdicts, reading("figure-without-source", (0, 5), (8, 9))) == ["right", "wrong"]
    assert judged([], reading("single-source", (0, 5), (8, 9))) == ["unjudged"]


def test_a_precision_below_its_floor_fails(capsys: pytest.CaptureFixture[str]) -> None:
    counts = {"republished": flags.Counter(right=8, wrong=4)}
    assert flags.compare(counts, {"republished": 60.0}) == 0
    assert flags.compare(counts, {"republished": 70.0}) == 1
    assert "FAILED" in capsys.readouterr().out
