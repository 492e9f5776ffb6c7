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
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from data import Example, load
from model import LAYERS, LINK, Tagger, columns

from sayso.neural import Encoded, stitch
from sayso.reading.tagger import NAME_TAGS, LinkWeights, Transitions, relate, spans, viterbi

DATA = Path("../shared/data/polnear")
Reader = Callable[[Encoded], list[dict[str, list[tuple[int, int]]]]]


def weights_of(model: Tagger, chain: str = "tags") -> tuple[Transitions, LinkWeights | None]:
    """What decoding needs of one chain, and of its links if it is a layer of relations."""
    start, end, between = (x.detach().float().numpy() for x in model.chains[chain].scores())
    links = None
    if chain in LAYERS:
        k = LAYERS.index(chain)
        links = LinkWeights(
            model.distance[k].detach().float().numpy(), model.none[k].detach().float().numpy()
        )
    return Transitions(start, end, between), links


def runner(model: Tagger) -> Callable[..., tuple[np.ndarray, np.ndarray]]:
    """One window through PyTorch."""
    device = next(model.parameters()).device

    def run(*arrays: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
            a, b = model(*(torch.from_numpy(x).to(device) for x in arrays))
        return a.float().cpu().numpy(), b.float().cpu().numpy()

    return run


def names_score(model: Tagger, examples: list[Example]) -> dict[str, float]:
    """Exact F1 of names, of each kind and of all."""
    transitions, _ = weights_of(model, "names")
    run, counts = runner(model), Counter()
    for ex in examples:
        scores, _ = stitch(ex.encoded, run, 256, 32)
        lengths = [n for n in np.bincount(ex.encoded.paragraph).tolist() if n]
        got = viterbi(scores[:, columns("names")], lengths, transitions)
        found, wanted = (set(spans(t, ex.encoded.paragraph, NAME_TAGS)) for t in (got, ex.names))
        for kind in {k for k, *_ in found | wanted}:
            a, b = ({s for s in x if s[0] == kind} for x in (found, wanted))
            for name in (kind, "all"):
                counts[name, "right"] += len(a & b)
                counts[name, "both"] += len(a) + len(b)
    return {
        k: round(200 * counts[k, "right"] / counts[k, "both"], 1)
        for k, what in counts
        if what == "both"
    }


def torch_reader(model: Tagger, size: int = 256, overlap: int = 32) -> Reader:
    """The whole decoding, with PyTorch in place of ONNX."""
    transitions, weights = weights_of(model)
    assert weights is not None
    run = runner(model)

    def read(encoded: Encoded) -> list[dict[str, list[tuple[int, int]]]]:
        scores, vectors = stitch(encoded, run, size, overlap)
        emissions, vectors = scores[:, columns("tags")], vectors[:, : 4 * LINK]
        lengths = [n for n in np.bincount(encoded.paragraph).tolist() if n]
        tags = viterbi(emissions, lengths, transitions)
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
