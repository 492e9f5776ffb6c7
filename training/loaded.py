"""Teach loaded words alone, and write down what the teachers say of newspapers.

    python training/loaded.py --out runs/loaded --seeds 1 2

The tagger's encoder, from its third layer on, learns to mark every technique that the annotators of propaganda-spans
marked, each with a head of its own; the three that make up loaded language (states.KINDS) have one more together,
the only one that is used. There are 280 articles to learn from, few for a branch with other things to learn: a
teacher that learns nothing else does better, and two together better still. Their mean score of each word of
PolNeAR train, of the labelled texts and of the articles themselves goes to OUT/loaded.npz (text's name -> (W,)
float16, log-odds), from which `joint.py --loaded` learns. The test part is scored after each epoch, for the log alone.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from branch import RARE, WIDTH, best
from data import Example, _words, example, load, load_gold
from export_onnx import load_checkpoint
from model import Tagger
from states import KINDS, articles, techniques
from texts import SHARED
from torch import Tensor, nn
from train import batch, steps

from sayso.neural import stitch
from sayso.reading.quotations import OUTSIDE
from sayso.reading.structure import Structure

SIZE, BATCH = 224, 12
"""Pieces in a window, windows in a step."""
KEPT = 2
"""First layers that stay as they are."""
OTHERS = 0.3
"""Weight of each technique beside that of the three together."""


class Judge(nn.Module):
    """ids, case, marks (B, L) -> log-odds (B, L, 1 + techniques)."""

    def __init__(self, tagger: Tagger, techniques: int) -> None:
        super().__init__()
        self.tagger, self.head = tagger, nn.Linear(WIDTH, 1 + techniques)
        nn.init.constant_(self.head.bias, -3.0)

    def forward(
        self, ids: Tensor, case: Tensor, marks: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        t = self.tagger
        h = t.dropout(t.embed(ids, case, marks))
        for layer in t.layers:
            h = layer(h, mask)
        return self.head(t.dropout(h))


def targets(texts: list[Example], kinds: list[str]) -> dict[str, np.ndarray]:
    """(W, 1 + techniques) of each text: the three kinds together, then each technique."""
    out = {}
    for e in texts:
        y = out[e.name] = np.zeros((len(e.encoded.start), 1 + len(kinds)), np.float32)
        for kind, a, b in techniques(e.name):
            words = _words(e.encoded, [(a, b)])
            y[words, 1 + kinds.index(kind)] = 1
            if kind in KINDS:
                y[words, 0] = 1
    return out


def scores(model: Judge, text: Example) -> np.ndarray:
    """(W,) log-odds that a word is loaded."""

    @torch.inference_mode()
    def run(ids: np.ndarray, case: np.ndarray, marks: np.ndarray) -> tuple[np.ndarray, ...]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            said = model(*(torch.from_numpy(x) for x in (ids, case, marks))).float().numpy()
        return said[..., :1], said[..., :1]

    return stitch(text.encoded, run, 256, 32)[0][:, 0]


def score(said: list[np.ndarray], texts: list[Example], wanted: dict[str, np.ndarray]) -> dict:
    """The best F1 over words with a letter outside quotation marks, and the bar that has it."""
    pairs = []
    for own, e in zip(said, texts, strict=True):
        states, code = Structure.of(e.text).quotations.states, e.encoded
        places = zip(code.start.tolist(), code.end.tolist(), strict=True)
        ours = [states[a] == OUTSIDE and any(map(str.isalpha, e.text[a:b])) for a, b in places]
        pairs.append((own[ours], wanted[e.name][ours, 0]))
    return best(*(np.concatenate(x) for x in zip(*pairs, strict=True)))


def teach(
    model: Judge,
    texts: list[Example],
    wanted: dict[str, np.ndarray],
    test: list[Example],
    epochs: int,
    seed: int,
) -> Judge:
    """The averaged weights after so many epochs."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    t = model.tagger
    for kept in (t.words, t.positions, t.case, t.marks, t.norm, *t.layers[:KEPT]):
        kept.requires_grad_(False)
    body = list(t.layers[KEPT:].parameters())
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": 1e-4}, {"params": model.head.parameters(), "lr": 1e-3}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )

    total, step, began = len(steps(texts, SIZE, BATCH, rng)) * epochs, 0, time.time()
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min((s + 1) / (0.06 * total), 0.5 + 0.5 * math.cos(math.pi * min(1, s / total))),
    )
    outputs = model.head.out_features
    rare = torch.tensor([RARE] + [1.0] * (outputs - 1))
    weight = torch.tensor([1.0] + [OTHERS] * (outputs - 1))
    mean = copy.deepcopy(model).eval()
    for epoch in range(epochs):
        model.train()
        for rows in steps(texts, SIZE, BATCH, rng):
            x = batch(rows)
            target = torch.zeros(*x["live"].shape, outputs)
            for i, (e, a, b) in enumerate(rows):
                target[i, : b - a] = torch.from_numpy(wanted[e.name][a:b])
            bias = torch.zeros(x["mask"].shape).masked_fill(~x["mask"], -1e4)[:, None, None, :]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = model(x["ids"], x["case"], x["marks"], bias)
            said = said.gather(1, x["first"][..., None].expand(-1, -1, outputs)).float()
            live = x["live"]
            lost = F.binary_cross_entropy_with_logits(
                said[live], target[live], pos_weight=rare, reduction="none"
            )
            optimiser.zero_grad(set_to_none=True)
            (lost * weight).sum(-1).mean().backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(), plan.step()
            step += 1
            with torch.no_grad():
                for slow, now in zip(mean.parameters(), model.parameters(), strict=True):
                    if now.requires_grad:
                        slow.lerp_(now, 1 - min(0.99, (1 + step) / (10 + step)))
        row = {"seed": seed, "epoch": epoch + 1, "seconds": round(time.time() - began)}
        row |= score([scores(mean, e) for e in test], test, wanted)
        print(json.dumps(row), flush=True)
    return mean


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--labels", type=Path, default=Path("training/labels"))
    ap.add_argument("--checkpoint", type=Path, default=Path("training/checkpoint"))
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    arg = ap.parse_args()
    arg.out.mkdir(parents=True, exist_ok=True)
    texts, test = (
        [example(name, text, None, None, None) for name, text in articles(*parts)]
        for parts in (("train", "tune"), ("test",))
    )
    kinds = sorted({kind for e in [*texts, *test] for kind, _, _ in techniques(e.name)})
    wanted = targets([*texts, *test], kinds)
    told = [*texts, *load(SHARED / "data" / "polnear" / "train")]
    told += [e for n in ("train", "train-other", "train-more") for e in load_gold(arg.labels / n)]
    whole = {e.name: np.zeros(len(e.encoded.start), np.float32) for e in [*told, *test]}
    for seed in arg.seeds:
        judge = Judge(load_checkpoint(arg.checkpoint), len(kinds))
        judge = teach(judge, texts, wanted, test, arg.epochs, seed)
        for e in [*told, *test]:
            whole[e.name] += scores(judge, e) / len(arg.seeds)
    print(json.dumps({"together": score([whole[e.name] for e in test], test, wanted)}), flush=True)
    kept = {e.name: whole[e.name].astype(np.float16) for e in told}
    np.savez(arg.out / "loaded.npz", **kept)


if __name__ == "__main__":
    main()
