"""The quality gate for chains, sources and channels: the hand labels of the test part, by their own scorer.

    python tests/quality/chains.py             exits with 1 if a score is below its floor in floors.json
    python tests/quality/chains.py --raise     moves the floors up to what is scored now, never down
    python tests/quality/chains.py --spread    the standard error of each score, by leaving out one article at a time
    python tests/quality/chains.py --part train    other labels, for comparison: what the rules were tuned on, or
                                               train-other and dev, the genres that no newspaper prints
    python tests/quality/chains.py --model fast    the other model, without floors

The public command reads the texts that the labels point into; shared/score/chains.py, as it is, scores the
readings. The second, independent labelling is scored against the first in the same way: that is the agreement.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.json")
LABELS = ROOT / "training" / "labels"
LEEWAY = 0.5
PINNED = (
    "found", "chain", "nested", "source", "cross", "channel accuracy", "channel macro_f1", "kind accuracy",
    "named accuracy", "stance macro_f1", "certainty macro_f1",
)  # fmt: skip

sys.path.insert(0, str(ROOT / "training"))


def main() -> int:
    """Measure, print, compare. Returns the exit status."""
    from label import SHARED, as_reading, chains_score, load_labels

    if not (SHARED / "score" / "chains.py").is_file():
        print("quality: chains skipped, for the texts and their scorer lie in ../shared")
        return 0
    part = LABELS / (sys.argv[sys.argv.index("--part") + 1] if "--part" in sys.argv else "test")
    model = sys.argv[sys.argv.index("--model") + 1] if "--model" in sys.argv else "careful"
    readings = read(load_labels(part), model)
    scores = flat(chains_score(part, readings))
    pinned = json.loads(FLOORS.read_text("utf-8"))
    floors = pinned.get("chains", {})
    second = [as_reading(x) for x in load_labels(LABELS / "test-second")]
    agree = flat(chains_score(LABELS / "test", second))
    errors = spread(part, readings) if "--spread" in sys.argv else {}
    print(
        f"Chains, {scores['documents']:g} articles, {scores['gold']:g} relations, {scores['nested_gold']:g} nested, "
        f"{scores['cross_n']:g} with the speaker in another sentence"
    )
    print(f"{'':20}{'floor':>6}{'now':>7}{'agreement':>11}")
    for name in PINNED:
        error = f"   \u00b1 {errors[name]:.1f}" if errors else ""
        print(
            f"{name:20}{floors.get(name, 0):>6.1f}{scores[name]:>7.1f}{agree[name]:>11.1f}{error}"
        )
    if part.name != "test" or model != "careful":
        return 0
    low = [n for n in PINNED if scores[n] < floors.get(n, 0)]
    if scores["without_reading"]:
        low.append(f"{scores['without_reading']:g} articles have no reading; that")
    for name in low:
        print(f"quality: FAILED: chains: {name} is below its floor")
    if "--raise" in sys.argv and not low:
        up = {n: max(floors.get(n, 0), round(scores[n] - LEEWAY, 1)) for n in PINNED}
        FLOORS.write_text(json.dumps({**pinned, "chains": up}, indent=2) + "\n", "utf-8")
    return 1 if low else 0


def read(labels: list[dict[str, Any]], model: str = "careful") -> list[dict[str, Any]]:
    """`sayso read --json` over the texts of all labels, with one of its two models."""
    from texts import text_of

    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        rows = [
            {"id": str(n), "text": text_of(x["file"], x.get("part"))} for n, x in enumerate(labels)
        ]
        texts.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
        command = Path(sysconfig.get_path("scripts")) / "sayso"
        done = subprocess.run(
            [command, "read", "--json", "--quiet", "--model", model, "--from", "jsonl", texts],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def flat(scores: dict[str, Any]) -> dict[str, float]:
    """The scorer's object with one number for each name."""
    out: dict[str, float] = {}
    for name, value in scores.items():
        if isinstance(value, dict):
            out |= {f"{name} {kind}": x for kind, x in value.items()}
        else:
            out[name] = value
    return out


def spread(part: Path, readings: list[dict[str, Any]]) -> dict[str, float]:
    """Standard error of each score over articles, by the jackknife."""
    from label import chains_score

    paths = sorted(part.glob("*.json"))
    rows = []
    for left in paths:
        with tempfile.TemporaryDirectory() as folder:
            for path in paths:
                if path != left:
                    (Path(folder) / path.name).symlink_to(path)
            rows.append(flat(chains_score(Path(folder), readings)))
    out = {}
    for name in PINNED:
        values = [r[name] for r in rows]
        mean = sum(values) / len(values)
        ours = sum((v - mean) ** 2 for v in values) * (len(values) - 1) / len(values)
        out[name] = ours**0.5
    return out


if __name__ == "__main__":
    sys.exit(main())
