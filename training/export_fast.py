"""Write the fast model to the package: the tagger's first layers, its own two in eight bits, and its settings.

    python training/export_fast.py runs/fast/fast.pt --name fast-3

Chains, distances and thresholds are those of the model that it learned from.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import graphs
import onnx
import torch
from distil import AFTER, HEADS, Fast
from export_branch import SIZE, export
from export_onnx import dump
from safetensors.torch import save_file


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("fast", type=Path)
    ap.add_argument("--out", type=Path, default=Path("src/sayso/model"))
    ap.add_argument("--checkpoint", type=Path, default=Path("training/checkpoint"))
    ap.add_argument("--name", required=True)
    arg = ap.parse_args()
    model, weights = Fast(), torch.load(arg.fast, weights_only=True)
    model.load_state_dict(weights)
    kept = {name: x.half().contiguous() for name, x in weights.items()}
    save_file(kept, arg.checkpoint / "fast.safetensors")
    onnx.save(graphs.first_layers(onnx.load(arg.out / "tagger.onnx"), AFTER), arg.out / "fast.onnx")
    export(model, arg.out / "fast-branch.onnx")
    settings = json.loads((arg.out / "tagger.json").read_text("utf-8"))
    settings |= {
        "name": arg.name,
        "heads": [],
        "branch": {"heads": [list(head) for head in HEADS], "size": SIZE},
    }
    (arg.out / "fast.json").write_text(dump(settings), encoding="utf-8")


if __name__ == "__main__":
    main()
