"""The quality gate itself: it passes on the shipped model, and it can fail."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from quality import gate

SOURCE, CUE = ("source", "exact"), ("cue", "exact")
careless = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
"""The corpus's scorer leaves it to Python to close its files."""


@careless
def test_the_shipped_model_reaches_its_floors(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = gate.main([])
    printed = capsys.readouterr().out
    print(printed)
    assert status == 0, printed


def test_without_the_corpora_it_says_so_and_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "SHARED", tmp_path)
    assert gate.main([]) == 0
    assert "skipped" in capsys.readouterr().out


def test_every_pinned_score_has_a_floor() -> None:
    floors = gate.floors_in(json.loads(gate.FLOORS.read_text("utf-8")))
    assert list(floors) == list(gate.PINNED)
    assert all(0 < row["floor"] < 100 for row in floors.values())


def test_a_score_below_its_floor_is_named() -> None:
    scores = {SOURCE: 79.9, CUE: 71.0}
    assert gate.below(scores, {SOURCE: {"floor": 80.0}, CUE: {"floor": 71.0}}) == [
        "source exact is 79.9, below its floor of 80.0"
    ]


def test_floors_rise_below_the_score_and_never_fall() -> None:
    scores = dict.fromkeys(gate.PINNED, 75.0)
    before: gate.Floors = {name: {"floor": 74.0, "why": "fewer articles"} for name in gate.PINNED}
    before[CUE] = {"floor": 76.0, "why": "fewer articles"}
    after = gate.raised(scores, before)
    assert after[CUE] == {"floor": 76.0, "why": "fewer articles"}
    assert after[SOURCE] == {"floor": 75.0 - gate.LEEWAY}
    new = gate.raised(scores, {})
    assert [row["floor"] for row in new.values()] == [75.0 - gate.LEEWAY] * len(gate.PINNED)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ({"floor": 80.0}, False),
        ({"floor": 81.0}, False),
        ({"floor": 79.0}, True),
        ({"floor": 79.0, "why": ""}, True),
        ({"floor": 79.0, "why": "a smaller model"}, False),
        (None, True),
    ],
)
def test_a_floor_goes_down_only_with_a_reason(row: dict[str, Any] | None, refused: bool) -> None:
    here = {CUE: {"floor": 70.0}} | ({SOURCE: row} if row else {})
    assert bool(gate.lowered(here, {SOURCE: {"floor": 80.0}})) is refused


def test_a_floor_that_was_lowered_and_committed_is_still_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=n", "-c", "user.email=e@example.org")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    file = tmp_path / "floors.json"
    monkeypatch.setattr(gate, "ROOT", tmp_path)
    monkeypatch.setattr(gate, "FLOORS", file)
    git("init", "-q")
    for floor in (80.0, 79.0):
        file.write_text(gate.dump({SOURCE: {"floor": floor}}, {"sha256": "0"}), "utf-8")
        git("add", "floors.json")
        git("commit", "-qm", "floors")
        pinned = json.loads(file.read_text("utf-8"))
        problems = gate.lowered(gate.floors_in(pinned), gate.floors_before(pinned))
        assert bool(problems) is (floor < 80)


def test_the_interval_holds_the_score_and_narrows_with_more_articles() -> None:
    few = np.array([[[8, 10, 10]], [[4, 10, 10]], [[9, 10, 10]], [[7, 10, 10]]])
    many = np.tile(few, (25, 1, 1))
    (a, b), (c, d) = gate.intervals(few)[0], gate.intervals(many)[0]
    assert a < c < 70 < d < b


@careless
def test_the_counts_of_single_articles_add_up_to_the_scores_of_the_scorer(
    shared: Path, tmp_path: Path
) -> None:
    """Three articles of the corpus, read by a reader that quotes every annotation but the first."""
    whole, scorer = (
        shared / "data" / "polnear" / "dev",
        shared / "score" / "attribution.py",
    )
    gold = tmp_path / "gold"
    module = gate.load(scorer)
    with (tmp_path / "readings.jsonl").open("w", encoding="utf-8") as out:
        for text in sorted(whole.glob("text/*.txt"))[:3]:
            labels = min(whole.glob(f"attributions/{text.stem}_*.ann"))
            for part, path in (("text", text), ("attributions", labels)):
                (gold / part).mkdir(parents=True, exist_ok=True)
                (gold / part / path.name).write_bytes(path.read_bytes())
            found = [
                {role: [{"start": a, "end": b} for a, b in spans] for role, spans in one.items()}
                for one in module.read_ann(labels)
            ]
            reading = {"report": {"id": gate.id_of(text)}, "attributions": found[1:]}
            out.write(json.dumps(reading) + "\n")
    scores = gate.score(scorer, gold, tmp_path / "readings.jsonl")
    counts = gate.counts_by_article(module, gold, tmp_path / "readings.jsonl", tmp_path)
    right, found, wanted = counts.sum(0).T
    assert np.round(200 * right / (found + wanted), 1).tolist() == list(scores.values())
    assert all(90 < score < 100 for score in scores.values())
