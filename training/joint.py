"""Teach tagger and branch together: all six layers, the branch's two, and every head that a reading asks for.

    python training/joint.py --out runs/joint [--start runs/joint]

Begins with the weights in `--checkpoint`, or with those that it left in `--start`. `train.py` makes the tagger of
PolNeAR alone and `branch.py` leaves the tagger as it is; here both go on from there, on all labels at once, so that
texts other than newspapers count for the first layer too and the shared layers know what the branch looks for:

- PolNeAR train (what stands on top, what is set aside), with the nested relations of labels/nested,
- labels/train, train-other and train-more: both layers of relations,
- worldwide-newswire: names,
- propaganda-spans: words that judge; and what teachers of these words say of them and of newspapers (`loaded.py`).

After each epoch the averaged weights are scored on PolNeAR dev, on labels/nested-dev and labels/dev (nested
relations within the labelled contents) and, unless `--whole`, on a fifth of the articles of propaganda-spans that may
be learned from. `export_onnx.py` and `export_branch.py` put the two halves into the package.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from branch import (
    AFTER,
    Branch,
    judging_losses,
    link_loss,
    loaded_score,
    nested_score,
    taught,
)
from data import Example, _layer, example, load, load_gold
from evaluate import names_score, score, torch_reader
from export_onnx import load_checkpoint
from model import LINK, Tagger, columns
from names import load_names
from safetensors.torch import load_file
from states import Text, articles, inner, judging, labelled, loaded_words
from texts import SHARED
from torch import Tensor, nn
from train import batch, steps
from train import link_loss as top_link_loss

from sayso.neural import stitch
from sayso.reading.tagger import TAGS

SIZE, BATCH = 224, 24
"""Pieces in a window, windows in a step."""
KEPT = 3
"""First layers of the tagger that stay as they are: the fast model begins with them too."""
WEIGHTS = {
    "tags": 1.0,
    "links": 0.1,
    "discard": 0.1,
    "names": 0.5,
    "nested": 1.0,
    "nested links": 0.1,
    "loaded": 0.3,
    "judged": 0.6,
}


class Joint(nn.Module):
    """A tagger, and a branch that goes on from the middle of it."""

    def __init__(self, tagger: Tagger, branch: Branch) -> None:
        super().__init__()
        self.tagger, self.branch = tagger, branch

    def forward(self, x: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What each says of W words: scores (B, W, E) and links of the tagger, then those of the branch."""
        t = self.tagger
        h = t.embed(x["ids"], x["case"], x["marks"])
        take = x["first"][..., None].expand(-1, -1, h.shape[2])
        bias = torch.zeros(x["mask"].shape).masked_fill(~x["mask"], -1e4)[:, None, None, :]
        with torch.no_grad():
            for layer in t.layers[:KEPT]:
                h = layer.eval()(h, bias)
        for i, layer in enumerate(t.layers[KEPT:], KEPT):
            h = layer(h, bias)
            if i == AFTER - 1:
                middle = h.gather(1, take)
        h = t.dropout(h.gather(1, take))
        words = torch.zeros(x["live"].shape).masked_fill(~x["live"], -1e4)[:, None, None, :]
        return t.emit(h), t.link(h), *self.branch(middle, words)


def losses(model: Joint, x: dict) -> dict[str, Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, links, inner_scores, inner_links = (y.float() for y in model(x))
    t, out = model.tagger, {}
    for name, target in (("tags", x["tags"][0]), ("names", x["names"]), ("nested", x["tags"][1])):
        known = target >= 0
        rows = known.any(1)
        if not rows.any():
            continue
        nested = name == "nested"
        chain = model.branch.chain if nested else t.chains[name]
        own = inner_scores[..., : len(TAGS)] if nested else scores[..., columns(name)]
        out[name] = chain(own[rows], target[rows].clamp(min=0), x["fresh"][rows], known[rows])
    out["links"] = top_link_loss(t, 0, links[..., : 4 * LINK], x)
    below = {"tags": x["tags"][1], "source_of": x["source_of"][1], "cue_of": x["cue_of"][1]}
    rows = torch.nonzero((below["tags"] >= 0).any(1))[:, 0].tolist()
    parts = [p for i in rows if len(p := link_loss(model.branch, i, inner_links[i], below))]
    if parts:
        out["nested links"] = torch.cat(parts).mean()
    known = x["discard"] >= 0
    if known.any():
        own = scores[..., columns("discard")][..., 0][known]
        out["discard"] = F.binary_cross_entropy_with_logits(own, x["discard"][known])
    return out | judging_losses(inner_scores[..., -1], x)


def padded(
    rows: list[tuple[Example, int, int]],
    loaded: dict[str, np.ndarray],
    judged: dict[str, np.ndarray],
) -> dict:
    """A step's windows as one rectangle. loaded: 0 or 1 for each word; judged: how sure teachers are of it."""
    x = batch(rows)
    for name, known in (("loaded", loaded), ("judged", judged)):
        x[name] = torch.full(x["live"].shape, -1.0)
        for i, (e, a, b) in enumerate(rows):
            if e.name in known:
                x[name][i, : b - a] = torch.from_numpy(known[e.name][a:b])
    return x


# What is learned from


def newspapers(labels: Path) -> list[Example]:
    """PolNeAR train; those of labels/nested with their nested relations.

    What lies in the content of another nested relation is left out: a word has one tag.
    """
    below = {}
    for path in (labels / "nested").glob("*.json"):
        label = json.loads(path.read_text("utf8"))
        rows = label["attributions"]
        places = [(r["content"][0][0], r["content"][-1][1]) for r in rows]
        below[label["file"].rpartition("/")[2]] = [
            r
            for r, (a, b) in zip(rows, places, strict=True)
            if not any(x <= a and b <= y and (x, y) != (a, b) for x, y in places)
        ]
    return [
        replace(e, layers=(e.layers[0], _layer(e.encoded, below[e.name]))) if e.name in below else e
        for e in load(SHARED / "data" / "polnear" / "train")
    ]


def judging_words(*parts: str) -> tuple[list[Example], dict[str, np.ndarray]]:
    """propaganda-spans, and which words of each article judge."""
    texts, loaded = [], {}
    for name, text in articles(*parts):
        made = example(name, text, None, None, None)
        loaded[name] = loaded_words(made.encoded, name)
        texts.append(made)
    return texts, loaded


# Scoring


def seen(model: Joint, texts: list[Text]) -> list[Text]:
    """The same texts with the states that the model gives their words."""

    @torch.inference_mode()
    def run(ids: np.ndarray, case: np.ndarray, marks: np.ndarray) -> tuple[np.ndarray, ...]:
        t = model.tagger
        h = t.embed(*(torch.from_numpy(x) for x in (ids, case, marks)))
        for layer in t.layers[:AFTER]:
            h = layer(h, None)
        return h[..., :1].numpy(), h.numpy()

    return [replace(t, states=stitch(t.encoded, run, 256, 32)[1].astype(np.float16)) for t in texts]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--labels", type=Path, default=Path("training/labels"))
    ap.add_argument("--checkpoint", type=Path, default=Path("training/checkpoint"))
    ap.add_argument("--start", type=Path, help="folder of this script's weights to go on from")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--often", type=int, default=2, help="how often a text of another genre comes")
    ap.add_argument(
        "--flat", type=float, default=0.5, help="share of PolNeAR without nested labels"
    )
    ap.add_argument("--named", type=float, default=0.3, help="share of worldwide-newswire")
    ap.add_argument("--body", type=float, default=1e-4)
    ap.add_argument("--head", type=float, default=4e-4)
    ap.add_argument("--average", type=float, default=0.99)
    ap.add_argument("--whole", action="store_true", help="learn from the articles of `tune` too")
    ap.add_argument("--without", nargs="*", default=[], help="labelled texts to leave out")
    ap.add_argument("--loaded", type=Path, help="what loaded.py wrote")
    ap.add_argument("--seed", type=int, default=1)
    arg = ap.parse_args()
    arg.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(arg.seed)
    torch.manual_seed(arg.seed)
    gold = [
        e
        for name in ("train", "train-other", "train-more")
        for e in load_gold(arg.labels / name)
        if e.name not in arg.without
    ]
    whole = {e.name.rpartition("/")[2] for e in gold}
    papers = [e for e in newspapers(arg.labels) if e.name not in whole]
    nested = [e for e in papers if e.layers[1] is not None]
    flat = [e for e in papers if e.layers[1] is None]
    words, loaded = judging_words("train", *(["tune"] if arg.whole else []))
    judged = taught(arg.loaded) if arg.loaded else {}
    named, named_dev = (
        [Example(n.name, n.text, n.encoded, (None, None), names=n.names) for n in each]
        for each in load_names(SHARED / "data" / "ner" / "worldwide-newswire")
    )
    dev = load(SHARED / "data" / "polnear" / "dev")
    inner_dev, other_dev = (
        list(f(arg.labels / n)) for f, n in ((inner, "nested-dev"), (labelled, "dev"))
    )
    tune = [] if arg.whole else list(judging("tune"))
    print(len(gold), len(nested), len(flat), len(words), len(named), flush=True)

    def draw() -> list[list[tuple[Example, int, int]]]:
        """The steps of one epoch."""
        texts = [*gold * arg.often, *nested, *words]
        texts += rng.sample(flat, round(arg.flat * len(flat)))
        texts += rng.sample(named, round(arg.named * len(named)))
        return steps(texts, SIZE, BATCH, rng)

    model = Joint(load_checkpoint(arg.checkpoint), Branch(0.15))
    branch = load_file(arg.checkpoint / "branch.safetensors")
    model.branch.load_state_dict({k: x.float() for k, x in branch.items()})
    if arg.start:
        for half, name in ((model.tagger, "tagger.pt"), (model.branch, "branch.pt")):
            half.load_state_dict(torch.load(arg.start / name, weights_only=True))
    t = model.tagger
    for kept in (t.words, t.positions, t.case, t.marks, t.norm, *t.layers[:KEPT]):
        kept.requires_grad_(False)
    body = [*t.layers[KEPT:].parameters(), *model.branch.layers.parameters()]
    known = {id(p) for p in body}
    head = [p for p in model.parameters() if id(p) not in known and p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": arg.body}, {"params": head, "lr": arg.head}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    total, step, began = len(draw()) * arg.epochs, 0, time.time()
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min((s + 1) / (0.06 * total), 0.5 + 0.5 * math.cos(math.pi * min(1, s / total))),
    )
    mean = copy.deepcopy(model).eval()
    for epoch in range(arg.epochs):
        model.train()
        sums: dict[str, list[float]] = {}
        for rows in draw():
            lost = losses(model, padded(rows, loaded, judged))
            optimiser.zero_grad(set_to_none=True)
            sum(WEIGHTS[k] * v for k, v in lost.items() if v.requires_grad).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(), plan.step()
            step += 1
            with torch.no_grad():
                for slow, now in zip(mean.parameters(), model.parameters(), strict=True):
                    if now.requires_grad:
                        slow.lerp_(now, 1 - min(arg.average, (1 + step) / (10 + step)))
            for k, v in lost.items():
                sums.setdefault(k, []).append(v.item())
            if step % 50 == 0:
                parts = {k: round(float(np.mean(v[-50:])), 4) for k, v in sums.items()}
                print(
                    json.dumps(
                        {"step": step, "of": total, "seconds": round(time.time() - began), **parts}
                    ),
                    flush=True,
                )
        torch.save(mean.tagger.state_dict(), arg.out / "tagger.pt")
        torch.save(mean.branch.state_dict(), arg.out / "branch.pt")
        row = {"epoch": epoch + 1, "seconds": round(time.time() - began)}
        row["dev"] = score(dev, torch_reader(mean.tagger))
        row["names"] = names_score(mean.tagger, named_dev)["all"]
        row["nested"] = {n: nested_score(mean.branch, seen(mean, inner_dev), n) for n in (0.0, 0.5)}
        row["other"] = {n: nested_score(mean.branch, seen(mean, other_dev), n) for n in (0.0, 0.5)}
        if tune:
            row["loaded"] = loaded_score(mean.branch, seen(mean, tune))
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
