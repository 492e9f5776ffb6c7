"""Score a tagger on PolNeAR dev by the definitions of shared/score/attribution.py (run as it is).

    python training/evaluate.py --data ../shared/data/polnear CHECKPOINT …

More than one checkpoint is averaged, weight by weight.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from data import Example, load
from model import Tagger

from sayso.neural import Encoded, stitch
from sayso.reading.tagger import TAGS, LinkWeights, Transitions, relate, spans, viterbi

DATA = Path("../shared/data/polnear")
Reader = Callable[[Encoded], list[dict[str, list[tuple[int, int]]]]]


def weights_of(model: Tagger) -> tuple[Transitions, LinkWeights]:
    start, end, between = (x.detach().float().numpy() for x in model.chain.scores())
    return (
        Transitions(start, end, between),
        LinkWeights(model.distance.detach().float().numpy(), model.none.detach().float().numpy()),
    )


def torch_reader(model: Tagger, size: int = 256, overlap: int = 32) -> Reader:
    """The whole decoding, with PyTorch in place of ONNX."""
    transitions, weights = weights_of(model)

    def run(*arrays: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            a, b = model(*(torch.from_numpy(x) for x in arrays))
        return a.float().numpy(), b.float().numpy()

    def read(encoded: Encoded) -> list[dict[str, list[tuple[int, int]]]]:
        emissions, vectors = stitch(encoded, run, size, overlap)
        lengths = [n for n in np.bincount(encoded.paragraph).tolist() if n]
        tags = viterbi(emissions[:, : len(TAGS)], lengths, transitions)
        out = []
        for r in relate(spans(tags, encoded.paragraph), vectors, weights, encoded.paragraph):
            words = {"source": [r.source], "cue": [r.cue], "content": list(r.content)}
            out.append(
                {
                    role: [
                        (int(encoded.start[x[0]]), int(encoded.end[x[1] - 1])) for x in ranges if x
                    ]
                    for role, ranges in words.items()
                }
            )
        return out

    return read


def score(examples: list[Example], read: Reader, folder: Path = DATA / "dev") -> dict:
    spec = importlib.util.spec_from_file_location(
        "scorer", folder.parents[2] / "score" / "attribution.py"
    )
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
        for ex in examples:
            attributions = [
                {role: [{"start": a, "end": b} for a, b in ranges] for role, ranges in r.items()}
                for r in read(ex.encoded)
                if r["cue"]
            ]
            name = "sha256:" + hashlib.sha256(ex.text.encode()).hexdigest()
            file.write(json.dumps({"report": {"id": name}, "attributions": attributions}) + "\n")
        file.flush()
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            scorer.main(str(folder), file.name)
    return json.loads(out.getvalue())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, default=DATA)
    ap.add_argument("--size", type=int, default=256)
    ap.add_argument("--overlap", type=int, default=32)
    ap.add_argument("checkpoints", type=Path, nargs="+")
    arg = ap.parse_args()
    states = [torch.load(p, weights_only=True) for p in arg.checkpoints]
    model = Tagger()
    model.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    print(
        json.dumps(
            score(
                load(arg.data / "dev"),
                torch_reader(model.eval(), arg.size, arg.overlap),
                arg.data / "dev",
            )
        )
    )


if __name__ == "__main__":
    main()
