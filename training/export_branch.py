"""Write the branch to the package: its graph in eight bits, and of the tagger's graph what a reading asks for.

    python training/export_branch.py runs/branch/branch.pt --name tagger-3 --eager 2 --loaded -1

`--eager` is added to the scores of words that begin a cue or a content, and `--loaded` is the score from which a word
is loaded.
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
from model import HEADS, LINK

from sayso.reading.tagger import TAGS

KEPT = ("tags", "discard", "names")
"""Heads of the tagger that a reading asks for."""
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
    onnx.save(graph, path)


def cut_tagger(path: Path) -> None:
    """Leave of the tagger's graph what a reading asks for, and put out its states."""
    graph = onnx.load(path)
    if any(o.name == "states" for o in graph.graph.output):
        return
    at, columns = 0, []
    for name, width in HEADS:
        if name in KEPT:
            columns += range(at, at + width)
        at += width
    graphs.plain_norms(graph)
    graphs.keep_columns(graph, "emissions", columns)
    graphs.keep_columns(graph, "links", range(4 * LINK))
    graphs.add_states(graph, 3)
    onnx.save(graph, path)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("branch", type=Path)
    ap.add_argument("--out", type=Path, default=Path("src/sayso/model"))
    ap.add_argument("--name", required=True)
    ap.add_argument("--eager", type=float, default=0.0)
    ap.add_argument("--loaded", type=float, required=True)
    arg = ap.parse_args()
    model = Branch()
    model.load_state_dict(torch.load(arg.branch, weights_only=True))
    with torch.no_grad():
        model.emit.bias[[TAGS.index("B-cue"), TAGS.index("B-content")]] += arg.eager
    model.eval()
    export(model, arg.out / "branch.onnx")
    cut_tagger(arg.out / "tagger.onnx")
    settings = json.loads((arg.out / "tagger.json").read_text("utf-8"))
    transitions, links = numbers(model)
    rows = {k: getattr(transitions, k) for k in ("start", "end", "between")}
    rows |= {"distance": links.distance, "none": links.none}
    settings |= {
        "name": arg.name,
        "heads": [[n, w] for n, w in HEADS if n in KEPT],
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
