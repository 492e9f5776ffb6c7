"""Write the branch to the package: its graph in eight bits, and its settings beside those of the tagger.

    python training/export_branch.py runs/branch/branch.pt --name tagger-5 --eager 1.5 --loaded 1.1 0.5

More than one set of weights is averaged; a folder is one that `--checkpoint` made.
`--eager` is added to the scores of words that begin a cue or a content, and `--loaded` are the score
that a loaded run must reach and the one that its words must have.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path

import graphs
import numpy as np
import onnx
import torch
from branch import WIDTH, Branch, numbers
from export_onnx import dump, quantise
from safetensors.torch import load_file, save_file

from sayso.reading.tagger import TAGS

SIZE = 160
"""Words in one go of the branch."""


def export(model: Branch, path: Path) -> None:
    """The graph in eight bits: states (1, W, D) -> emissions (1, W, tags and loaded), links (1, W, 4 K)."""
    shapes = {n: {1: "words"} for n in ("states", "emissions", "links")}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "branch.onnx"
        torch.onnx.export(
            model.eval(),
            (torch.zeros(1, 64, WIDTH),),
            plain,
            dynamo=False,
            opset_version=17,
            input_names=["states"],
            output_names=["emissions", "links"],
            dynamic_axes=shapes,
        )
        quantise(plain, path)
    graph = onnx.load(path)
    graphs.plain_norms(graph)
    graphs.plain_gelu(graph)
    onnx.save(graph, path)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("branches", type=Path, nargs="+")
    ap.add_argument("--out", type=Path, default=Path("src/sayso/model"))
    ap.add_argument("--checkpoint", type=Path, default=Path("training/checkpoint"))
    ap.add_argument("--name", required=True)
    ap.add_argument("--eager", type=float, default=0.0)
    ap.add_argument("--loaded", type=float, nargs=2, required=True)
    arg = ap.parse_args()
    model = Branch()
    states = [
        load_file(path / "branch.safetensors")
        if path.is_dir()
        else torch.load(path, weights_only=True)
        for path in arg.branches
    ]
    weights = {k: sum(s[k].float() for s in states) / len(states) for k in states[0]}
    model.load_state_dict(weights)
    arg.checkpoint.mkdir(parents=True, exist_ok=True)
    kept = {name: x.half().contiguous() for name, x in weights.items()}
    save_file(kept, arg.checkpoint / "branch.safetensors")
    with torch.no_grad():
        model.emit.bias[[TAGS.index("B-cue"), TAGS.index("B-content")]] += arg.eager
    model.eval()
    export(model, arg.out / "branch.onnx")
    settings = json.loads((arg.out / "tagger.json").read_text("utf-8"))
    transitions, links = numbers(model)
    rows = {k: getattr(transitions, k) for k in ("start", "end", "between")}
    rows |= {"distance": links.distance, "none": links.none}
    settings |= {
        "name": arg.name,
        "branch": {
            "heads": [["nested", len(TAGS)], ["loaded", 1]],
            "size": SIZE,
        },
        "loaded": arg.loaded,
        "nested": {
            k: np.where(v < -1e3, -1e4, v.astype(float).round(5)).tolist() for k, v in rows.items()
        },
    }
    (arg.out / "tagger.json").write_text(dump(settings), encoding="utf-8")


if __name__ == "__main__":
    main()
