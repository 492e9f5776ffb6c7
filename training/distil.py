"""The fast model: the tagger's first three layers as they are, and two layers of its own for everything else.

    python training/distil.py --cache runs/taught --out runs/fast

The tagger in the package (with its branch) is the teacher. It reads PolNeAR train, local news and White House
documents once; what its third layer makes of each word, and what it says of the word in the end, is
kept in `--cache`. The two layers learn to say the same from those states: all heads of tagger and branch, and the
link vectors of both layers of relations, so that the chains and distances of the teacher serve as they are.
No label is used. `export_fast.py` puts the result into the package.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import graphs
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from model import LINK, Layer, columns
from safetensors.torch import load_file
from texts import SHARED
from torch import Tensor, nn

from sayso import neural
from sayso.reading.structure import Structure
from sayso.reading.tagger import LAYERS, NAME_TAGS, TAGS

AFTER, OWN, WIDTH = 3, 2, 384
"""How many layers are the tagger's, and how many the fast model's own."""
HEADS = (
    *(("tags", len(TAGS)), ("discard", 1), ("names", len(NAME_TAGS))),
    *(("nested", len(TAGS)), ("loaded", 1)),
)
KINDS = ("scores", "links", "states", "paragraph")
SIZE, BATCH = 160, 2560
"""Words in one range at most (about), and in one batch."""
SOFT = 2.0
"""Temperature at which the tags of teacher and student are compared."""
WEIGHTS = {"tags": 1.0, "names": 0.5, "nested": 0.5, "discard": 0.3, "loaded": 0.3}
LINKS = (0.3, 0.1)
"""Weights of the link vectors of the two layers of relations."""


def place(head: str) -> slice:
    """Where a head's columns stand."""
    at = 0
    for name, width in HEADS:
        if name == head:
            return slice(at, at + width)
        at += width
    raise KeyError(head)


class Fast(nn.Module):
    """states (B, W, D) -> scores (B, W, all HEADS), links (B, W, 4 K for each layer of relations)."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(WIDTH, 12, 4 * WIDTH, 0.0) for _ in range(OWN))
        self.emit = nn.Linear(WIDTH, sum(width for _, width in HEADS))
        self.link = nn.Linear(WIDTH, 4 * LINK * len(LAYERS))

    def forward(self, states: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        x = states
        for layer in self.layers:
            x = layer(x, mask)
        return self.emit(x), self.link(x)

    def begin(self, checkpoint: Path) -> None:
        """Take the tagger's last layers, and the heads of tagger and branch."""
        body, branch = (
            {k: x.float() for k, x in load_file(checkpoint / f"{name}.safetensors").items()}
            for name in ("body", "branch")
        )
        with torch.no_grad():
            for i, layer in enumerate(self.layers, 6 - OWN):
                at = f"layers.{i}."
                layer.load_state_dict(
                    {k.removeprefix(at): x for k, x in body.items() if k.startswith(at)}
                )
            for kind in ("weight", "bias"):
                emit, link = getattr(self.emit, kind), getattr(self.link, kind)
                for head in ("tags", "discard", "names"):
                    emit[place(head)] = body[f"emit.{kind}"][columns(head)]
                emit[place("nested")] = branch[f"emit.{kind}"]
                emit[place("loaded")] = branch[f"loaded.{kind}"]
                link[: 4 * LINK] = body[f"link.{kind}"][: 4 * LINK]
                link[4 * LINK :] = branch[f"link.{kind}"]


# What the teacher says


@dataclass(frozen=True)
class Taught:
    """One text of W words. scores (W, all HEADS), links (W, 4 K · 2), states (W, D), all float16; paragraph (W,)."""

    scores: np.ndarray
    links: np.ndarray
    states: np.ndarray
    paragraph: np.ndarray


def texts() -> Iterator[str]:
    """What is read: no labels."""
    data, rng = SHARED / "data", random.Random(3)
    for path in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield path.open(encoding="utf8", newline="").read()
    rows = (data / "local-news" / "articles.jsonl").open(encoding="utf8")
    pages = {t[:300]: t for t in (json.loads(row)["text"] for row in rows) if len(t) > 900}
    yield from (t[:5000] for t in rng.sample(list(pages.values()), 900))
    papers = [p.read_text("utf8") for p in sorted((data / "white-house").rglob("*.md"))]
    for t in rng.sample(papers, 200):
        yield re.sub(r"^---.*?---\n", "", t, flags=re.S)[:7000]


def ask(folder: Path) -> None:
    """Let the teacher read all texts, and keep what it says."""
    model = neural.default_model()
    graph = onnx.load(Path(neural.__file__).with_name("model") / "tagger.onnx")
    graphs.add_states(graph, AFTER - 1, name="early")
    session = neural._session(graph.SerializeToString(), arena=False)
    window, overlap = model.settings["window"], model.settings["overlap"]

    def run(ids: np.ndarray, case: np.ndarray, marks: np.ndarray) -> tuple[np.ndarray, ...]:
        return tuple(session.run(None, {"ids": ids, "case": case, "marks": marks}))

    rows: dict[str, list[np.ndarray]] = {kind: [] for kind in KINDS}
    for text in texts():
        lines = Structure.of(text)
        places = [(p.start, p.end) for p in lines.paragraphs]
        e = neural.encode(text, places, lines.quotations.states)
        if len(e.first) < 20:
            continue
        scores, links, later, states = neural.stitch(e, run, window, overlap)
        parts = [model.go_on(later[a:b]) for a, b in neural.stretches(e.paragraph, SIZE)]
        more, inner = (np.concatenate(x) for x in zip(*parts, strict=True))
        rows["scores"].append(np.concatenate([scores, more], 1).astype(np.float16))
        rows["links"].append(np.concatenate([links, inner], 1).astype(np.float16))
        rows["states"].append(states)
        rows["paragraph"].append(e.paragraph.astype(np.int32))
    folder.mkdir(parents=True, exist_ok=True)
    for kind, parts in rows.items():
        np.save(folder / f"{kind}.npy", np.concatenate(parts))
    np.save(folder / "ends.npy", np.cumsum([len(p) for p in rows["paragraph"]]))


def taught(folder: Path) -> list[Taught]:
    """All texts, as they lie on disk."""
    if not (folder / "ends.npy").is_file():
        ask(folder)
    whole = [np.load(folder / f"{kind}.npy", mmap_mode="r") for kind in KINDS]
    ends = [0, *np.load(folder / "ends.npy").tolist()]
    return [Taught(*(x[a:b] for x in whole)) for a, b in pairwise(ends)]


# Learning


def losses(model: Fast, rows: list[tuple[Taught, int, int]]) -> dict[str, Tensor]:
    n, width = len(rows), max(b - a for _, a, b in rows)
    states, live = torch.zeros(n, width, WIDTH), torch.zeros(n, width, dtype=torch.bool)
    for i, (t, a, b) in enumerate(rows):
        states[i, : b - a] = torch.from_numpy(t.states[a:b].astype(np.float32))
        live[i, : b - a] = True
    wanted, vectors = (
        torch.from_numpy(
            np.concatenate([getattr(t, k)[a:b] for t, a, b in rows]).astype(np.float32)
        )
        for k in ("scores", "links")
    )
    mask = torch.zeros(n, 1, 1, width).masked_fill(~live[:, None, None], -1e4)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, links = model(states, mask)
    scores, links, out = scores.float()[live], links.float()[live], {}
    for head, _ in HEADS:
        own, hers = scores[:, place(head)], wanted[:, place(head)]
        if own.shape[1] == 1:
            out[head] = F.binary_cross_entropy_with_logits(own, hers.sigmoid())
            continue
        p, q = F.log_softmax(hers / SOFT, -1), F.log_softmax(own / SOFT, -1)
        out[head] = SOFT**2 * (p.exp() * (p - q)).sum(-1).mean()
    for k, layer in enumerate(LAYERS):  # the vectors of words that may begin something
        begins = wanted[:, place(layer)].softmax(-1)[:, 1::2].sum(-1) > 0.05
        if begins.any():
            part = slice(4 * LINK * k, 4 * LINK * (k + 1))
            own, hers = links[begins, part], vectors[begins, part]
            out[f"links of {layer}"] = F.mse_loss(own, hers) / hers.var().clamp(min=1e-3)
    return out


def batches(told: list[Taught], rng: random.Random) -> list[list[tuple[Taught, int, int]]]:
    """Ranges of alike length together, in random order."""
    rows = [
        (t, a, b)
        for t in told
        for a, b in neural.stretches(t.paragraph, rng.randint(SIZE // 2, SIZE))
    ]
    rows.sort(key=lambda r: (r[2] - r[1]) + rng.random() * 30)
    out: list[list[tuple[Taught, int, int]]] = [[]]
    for row in rows:
        if sum(b - a for _, a, b in out[-1]) >= BATCH:
            out.append([])
        out[-1].append(row)
    rng.shuffle(out)
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--cache", type=Path, required=True)
    ap.add_argument("--checkpoint", type=Path, default=Path("training/checkpoint"))
    ap.add_argument("--start", type=Path, help="weights of this script to go on from")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--seed", type=int, default=1)
    arg = ap.parse_args()
    arg.out.mkdir(parents=True, exist_ok=True)
    rng, told = random.Random(arg.seed), taught(arg.cache)
    torch.manual_seed(arg.seed)
    model, began = Fast(), time.time()
    model.begin(arg.checkpoint)
    if arg.start:
        model.load_state_dict(torch.load(arg.start, weights_only=True))
    head = [*model.emit.parameters(), *model.link.parameters()]
    optimiser = torch.optim.AdamW(
        [{"params": model.layers.parameters(), "lr": 3e-4}, {"params": head, "lr": 1e-3}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    total, step = len(batches(told, rng)) * arg.epochs, 0
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min(
            (s + 1) / (0.05 * total + 1), 0.5 + 0.5 * math.cos(math.pi * min(1, s / total))
        ),
    )
    weights = {**WEIGHTS, **{f"links of {x}": w for x, w in zip(LAYERS, LINKS, strict=True)}}
    mean = copy.deepcopy(model).eval()
    for epoch in range(arg.epochs):
        sums: dict[str, float] = {}
        for rows in batches(told, rng):
            lost = losses(model, rows)
            optimiser.zero_grad(set_to_none=True)
            sum(weights[k] * v for k, v in lost.items()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(), plan.step()
            step += 1
            with torch.no_grad():
                for slow, now in zip(mean.parameters(), model.parameters(), strict=True):
                    slow.lerp_(now, 1 - min(0.995, (1 + step) / (10 + step)))
            for k, v in lost.items():
                sums[k] = sums.get(k, 0.0) + v.item()
        row = {k: round(v * arg.epochs / total, 4) for k, v in sums.items()}
        print(
            json.dumps({"epoch": epoch + 1, "seconds": round(time.time() - began), **row}),
            flush=True,
        )
        torch.save(mean.state_dict(), arg.out / "fast.pt")


if __name__ == "__main__":
    main()
