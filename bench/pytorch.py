"""What PyTorch takes for the windows that sayso reads: the tagger's weights, and a larger encoder. One thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from contender import Contender, Window
from torch.nn.utils.rnn import pad_sequence

TRAINING = Path(__file__).parents[1] / "training"
CHECKPOINT = TRAINING / "checkpoint"
BATCHES = (1, 4, 8, 16, 32)
SAMPLE = 24
"""Of so many windows, in order of length, the large encoder is given one: it takes its time."""
TRIAL = 4
"""Of so many batches one is run to find the best size of batch."""


def contenders(windows: list[Window]) -> list[Contender]:
    """The shipped weights and a BERT-base-sized encoder. Raises ImportError, FileNotFoundError."""
    sys.path.insert(0, str(TRAINING))
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    if not (CHECKPOINT / "body.safetensors").is_file():
        raise FileNotFoundError("there are no weights in training/checkpoint")
    from export_onnx import load_checkpoint
    from model import Tagger

    windows = sorted(windows, key=lambda w: len(w[0]))
    sample = windows[SAMPLE // 2 :: SAMPLE] or windows
    share = sum(len(w[0]) for w in sample) / sum(len(w[0]) for w in windows)
    large = Tagger(width=768, heads=12, inner=3072, layers=12).eval()
    return [
        best_batch("PyTorch fp32, same weights", load_checkpoint(CHECKPOINT), windows, 1.0, TRIAL),
        best_batch("PyTorch fp32, BERT-base size", large, sample, share, 1),
    ]


def best_batch(name: str, model: Any, windows: list[Window], share: float, trial: int) -> Contender:
    """A PyTorch model at the batch size at which it is fastest, tried on one batch in `trial`."""
    per_piece = {}
    for size in BATCHES:
        groups = in_batches(windows, size)[::trial]
        contender = Contender(name, torch_run(model, groups))
        contender.time()
        per_piece[size] = contender.seconds[0] / sum(len(w[0]) for group in groups for w in group)
    best = min(BATCHES, key=lambda size: per_piece[size])
    run = torch_run(model, in_batches(windows, best))
    return Contender(f"{name}, batch {best}", run, share)


def in_batches(windows: list[Window], size: int) -> list[list[Window]]:
    """Windows, which come sorted by length, in groups of so many."""
    return [windows[i : i + size] for i in range(0, len(windows), size)]


def torch_run(model: Any, groups: list[list[Window]]) -> Callable[[], None]:
    """What runs a model over groups of windows, one group a batch.

    A batch is padded to its longest window, and masked only if that made a difference.
    """
    batches = []
    for group in groups:
        tensors = [pad_sequence([torch.from_numpy(w[k]) for w in group], True) for k in range(3)]
        lengths = torch.tensor([len(w[0]) for w in group])
        mask = torch.arange(int(lengths.max()))[None, :] < lengths[:, None]
        batches.append((*tensors, None if mask.all() else mask))

    def run() -> None:
        with torch.inference_mode():
            for batch in batches:
                model(*batch)

    return run
