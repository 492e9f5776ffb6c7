"""Export a checkpoint to ONNX, quantise it to int8, and put it where the package looks for it.

    python training/export_onnx.py --out src/sayso/model --name tagger-1 CHECKPOINT …

Steps: trace with a fixed batch of one window (no mask, no padding: a window is run by itself), fuse
the graph, quantise matrix products dynamically and the word table by rows, cut off what nothing reads
(graphs.py). More than one checkpoint
is averaged. A checkpoint is a state dict as `train.py` writes it, or a folder as `save_checkpoint`
does.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import warnings
from pathlib import Path

import graphs
import numpy as np
import torch
from evaluate import weights_of
from model import HEADS, LINK, Tagger
from safetensors.torch import load_file, save_file

RATHER = 2.0
"""Off the score of a cue without a source: the tagger rather takes one that stands near (LOG.md)."""

WORDS, BODY = "words.safetensors", "body.safetensors"


def save_checkpoint(model: Tagger, folder: Path) -> None:
    """Keep the weights in half precision, in two files that each stay under 30 MB.

    words.safetensors holds the table of words, body.safetensors all the rest; names are those of
    `Tagger.state_dict()`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    body = {name: x.detach().half().contiguous() for name, x in model.state_dict().items()}
    words = {"words.weight": body.pop("words.weight")}
    save_file(words, folder / WORDS)
    save_file(body, folder / BODY)


def load_checkpoint(folder: Path) -> Tagger:
    """The tagger that `save_checkpoint` kept, in single precision, ready to read (not to train)."""
    state = load_file(folder / WORDS) | load_file(folder / BODY)
    model = Tagger()
    model.load_state_dict({name: x.float() for name, x in state.items()})
    return model.eval()


def average(paths: list[Path]) -> Tagger:
    states = [
        load_checkpoint(p).state_dict() if p.is_dir() else torch.load(p, weights_only=True)
        for p in paths
    ]
    model = Tagger()
    model.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    return model.eval()


def export(model: Tagger, path: Path) -> None:
    sample = tuple(torch.zeros(1, 64, dtype=torch.long) for _ in range(3))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            sample,
            path,
            dynamo=False,
            opset_version=17,
            input_names=["ids", "case", "marks"],
            output_names=["emissions", "links"],
            dynamic_axes={n: {1: "pieces"} for n in ("ids", "case", "marks", "emissions", "links")},
        )


def quantise(source: Path, target: Path) -> None:
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.optimizer import optimize_model

    fused = source.with_suffix(".fused.onnx")
    optimised = optimize_model(
        str(source), model_type="bert", num_heads=12, hidden_size=384, opt_level=1
    )
    print(optimised.get_fused_operator_statistics())
    optimised.save_model_to_file(str(fused))
    quantize_dynamic(
        fused,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Attention", "Gather", "Gemm"],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, default=Path("src/sayso/model"))
    ap.add_argument("--name", required=True)
    ap.add_argument("--window", type=int, default=256)
    ap.add_argument("--overlap", type=int, default=32)
    ap.add_argument("--float", type=Path, help="also keep the graph before quantisation here")
    ap.add_argument("--checkpoint", type=Path, help="also keep the weights in this folder")
    ap.add_argument("checkpoints", type=Path, nargs="+")
    arg = ap.parse_args()
    model = average(arg.checkpoints)
    if arg.checkpoint:
        save_checkpoint(model, arg.checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "tagger.onnx"
        export(model, plain)
        quantise(plain, arg.out / "tagger.onnx")
        graphs.cut_tagger(arg.out / "tagger.onnx")
        if arg.float:
            arg.float.write_bytes(plain.read_bytes())
    known = json.loads((arg.out / "tagger.json").read_text("utf-8"))
    settings = {
        **{k: known[k] for k in ("branch", "loaded")},  # export_branch.py sets them
        "name": arg.name,
        "window": arg.window,
        "overlap": arg.overlap,
        "heads": [[name, width] for name, width in HEADS if name in graphs.KEPT],
        "link": 4 * LINK,
        **{chain: numbers(model, chain) for chain in model.chains},
    }
    (arg.out / "tagger.json").write_text(dump(settings), encoding="utf-8")


def numbers(model: Tagger, chain: str) -> dict[str, list]:
    """What decoding needs of one chain."""
    transitions, links = weights_of(model, chain)
    rows = {k: getattr(transitions, k) for k in ("start", "end", "between")}
    if links:
        none = links.none - np.array([RATHER if chain == "tags" else 0, 0])
        rows |= {"distance": links.distance, "none": none}
    return {k: np.where(v < -1e3, -1e4, v.astype(float).round(5)).tolist() for k, v in rows.items()}


def dump(settings: dict) -> str:
    """JSON with one line for each row of numbers."""
    rows = re.compile(r"\[\s+([^\[\]{}]+?)\s+\]")
    text = json.dumps(settings, indent=1)
    return rows.sub(lambda m: "[" + re.sub(r"\s+", " ", m[1]) + "]", text) + "\n"


if __name__ == "__main__":
    main()
