"""Topics and loaded language against their labels, with floors pinned beside in desk.json.

    python tests/quality/desk.py            exits with 1 if a score is below its floor
    python tests/quality/desk.py --raise    moves the floors up to what is scored now, never down

Topics: micro-F1 over keys on 300 labelled claims of 30 articles; patterns were tuned on the articles with an odd
number and the others are reported, though whoever wrote the patterns had labelled both. Loaded language: F1
over words outside quotations, on the quarter of propaganda-spans whose article's hash leaves 1 by 4; the rest may be
learned from (training/states.py).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
FLOORS = Path(__file__).with_name("desk.json")
LABELS = ROOT / "training" / "labels" / "topics"
LEEWAY = 0.3
KINDS = ("Loaded_Language", "Exaggeration,Minimisation", "Name_Calling,Labeling")
WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")


def f1(right: int, found: int, wanted: int) -> float:
    return 200 * right / max(1, found + wanted)


def topics(labels: Path = LABELS) -> dict[str, float]:
    """Micro-F1 on either half, and the share of directions that are right where the key is."""
    sys.path.insert(0, str(ROOT / "training"))
    from texts import text_of

    from sayso.reading.topics import mark_topics
    from sayso.records import Claim, Span

    counts = {"tuned": [0, 0, 0], "reported": [0, 0, 0]}
    directions = [0, 0]
    for path in sorted(labels.glob("*.json")):
        label = json.loads(path.read_text("utf8"))
        text = text_of(label["file"])
        claims = []
        for n, c in enumerate(label["claims"]):
            spans = tuple(Span.of(text, a, b) for a, b in c["spans"])
            claims.append(
                Claim(
                    id=f"c{n}",
                    spans=spans,
                    text=" \u2026 ".join(s.text for s in spans),
                    attribution_id=None,
                    voice="outlet",
                    chain=(),
                    degree=0,
                )
            )
        half = counts["tuned" if int(path.stem.rsplit("_", 1)[1]) % 2 else "reported"]
        for made, c in zip(mark_topics(text, claims), label["claims"], strict=True):
            gold = {t["key"]: t["direction"] for t in c["topics"]}
            found = {t.key: t.direction for t in made.topics}
            both = gold.keys() & found.keys()
            half[0] += len(both)
            half[1] += len(found)
            half[2] += len(gold)
            directions[0] += sum(gold[k] == found[k] for k in both if gold[k])
            directions[1] += sum(1 for k in both if gold[k])
    return {
        "topics, tuned half": f1(*counts["tuned"]),
        "topics, other half": f1(*counts["reported"]),
        "topics, directions": 100 * directions[0] / max(1, directions[1]),
    }


def loaded() -> dict[str, float]:
    """F1 over words, and precision, on the quarter that was not looked at.

    Of what a flag would show, whoever says it: listed words, and runs that the tagger is sure of.
    """
    from sayso.neural import default_model
    from sayso.reading.drafts import Ranges
    from sayso.reading.loaded import find_loaded
    from sayso.reading.quotations import OUTSIDE
    from sayso.reading.structure import Structure
    from sayso.reading.tagging import Tagging

    data = SHARED / "data" / "propaganda-spans"
    right = found = wanted = 0
    for path in sorted((data / "train-articles").glob("*.txt")):
        if int(hashlib.sha256(path.stem.encode()).hexdigest(), 16) % 4 != 1:
            continue
        text = path.open(encoding="utf8", newline="").read()
        gold = bytearray(len(text) + 1)
        labels = data / "train-labels-task-flc-tc" / f"{path.stem}.task-flc-tc.labels"
        for line in labels.read_text("utf8").splitlines():
            _, kind, start, end = line.split("\t")
            if kind in KINDS:
                gold[int(start) : int(end)] = b"\1" * (int(end) - int(start))
        structure = Structure.of(text)
        listed = [x.span for x in find_loaded(text, Ranges([(0, len(text))]))]
        read = Tagging.of(structure, default_model()).judging()
        ours, states = Ranges([*listed, *read]), structure.quotations.states
        for word in WORD.finditer(text):
            if states[word.start()] == OUTSIDE:
                said = ours.touch(word.span())
                right += said and gold[word.start()]
                found += said
                wanted += gold[word.start()]
    return {
        "loaded language, words": f1(right, found, wanted),
        "loaded language, precision": 100 * right / max(1, found),
    }


def main(argv: list[str]) -> int:
    if not (SHARED / "data" / "propaganda-spans").is_dir():
        print("quality: topics and loaded language skipped, for the corpora lie in ../shared")
        return 0
    scores = topics() | loaded()
    floors = json.loads(FLOORS.read_text("utf8")) if FLOORS.exists() else {}
    for name, score in scores.items():
        print(f"{name:30}{floors.get(name, 0):>6.1f}{score:>7.1f}")
    if "--raise" in argv:
        kept = {n: max(floors.get(n, 0), round(s - LEEWAY, 1)) for n, s in scores.items()}
        FLOORS.write_text(json.dumps(kept, indent=2) + "\n", "utf8")
        return 0
    low = [n for n, s in scores.items() if s < floors.get(n, 0)]
    for name in low:
        print(f"{name} is below its floor")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
