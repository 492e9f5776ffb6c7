"""What the fast model scores on PolNeAR dev, and what is lost against the careful one: `tests/quality/fast.py`.

The loss is that of exact F1, the mean of source, cue and content. Exits with 1 if it is larger than floors.json allows.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from quality import gate

ROLES = ("source", "cue", "content")


def main() -> int:
    """Measure, print, compare. Returns the exit status."""
    gold, scorer = gate.SHARED / "data/polnear/dev", gate.SHARED / "score/attribution.py"
    if not (gold.is_dir() and scorer.is_file()):
        print("quality: skipped, for PolNeAR and its scorer lie in ../shared, which is not here")
        return 0
    exact = {}
    with tempfile.TemporaryDirectory() as folder:
        for model in ("careful", "fast"):
            readings = Path(folder) / f"{model}.jsonl"
            if gate.read(sorted(gold.glob("text/*.txt")), readings, model):
                print(f"quality: FAILED: sayso read --model {model} did not end well")
                return 1
            scores = gate.score(scorer, gold, readings)
            exact[model] = sum(scores[role, "exact"] for role in ROLES) / len(ROLES)
            print(f"{model}: " + ", ".join(f"{' '.join(k)} {v:.1f}" for k, v in scores.items()))
    lost, most = (
        exact["careful"] - exact["fast"],
        json.loads(gate.FLOORS.read_text("utf-8"))["fast"],
    )
    print(f"the fast model loses {lost:.1f} of exact F1, the mean of three roles; at most {most}")
    if lost > most:
        print("quality: FAILED: the fast model loses too much")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
