"""Teach the branch: nested relations and loaded words, from the fourth of the tagger's six layers on.

    python training/branch.py --labels training/labels --out runs/branch

The tagger itself stays as it is. The branch is a copy of its last two layers with heads of its own, and learns from
the states of words that `states.py` keeps. Its heads begin as the tagger's own second layer of relations. After each
epoch the averaged weights are scored on labels/nested-dev (F1 within PolNeAR's own contents), on labels/dev (other
genres) and on a fifth of the articles of propaganda-spans that may be learned from. `export_branch.py` puts the
result into the package.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from model import DISTANCES, LINK, Chain, bucket, columns
from model import Layer as Block
from safetensors.torch import load_file
from states import Text, cut, inner, judging, labelled
from torch import Tensor, nn

from sayso.reading.tagger import TAGS, LinkWeights, Transitions, relate, spans, viterbi

AFTER, LAYERS, WIDTH = 4, 2, 384
"""How many layers of the tagger lie before the branch, and how many of its own it has."""
WEIGHTS = {"nested": 1.0, "links": 0.1, "loaded": 0.3, "judged": 0.6}
RARE = 2.0
"""Weight of a word that judges against one that doesn't."""


class Branch(nn.Module):
    """states (B, W, D) -> scores (B, W, tags and one for loaded), links (B, W, 4 K)."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Block(WIDTH, 12, 4 * WIDTH, dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.emit = nn.Linear(WIDTH, len(TAGS))
        self.loaded = nn.Linear(WIDTH, 1)
        self.link = nn.Linear(WIDTH, 4 * LINK)
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.none = nn.Parameter(torch.zeros(2))
        self.chain = Chain(TAGS)
        nn.init.constant_(self.loaded.bias, -3.0)

    def forward(self, states: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        x = self.dropout(states)
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(x)
        return torch.cat([self.emit(x), self.loaded(x)], -1), self.link(x)

    def begin(self, checkpoint: Path) -> None:
        """Take the last layers of the tagger and its second layer of relations."""
        w = {k: x.float() for k, x in load_file(checkpoint / "body.safetensors").items()}
        with torch.no_grad():
            for i, layer in enumerate(self.layers):
                name = f"layers.{AFTER + i}."
                layer.load_state_dict(
                    {k.removeprefix(name): x for k, x in w.items() if k.startswith(name)}
                )
            for kind in ("weight", "bias"):
                getattr(self.emit, kind).copy_(w[f"emit.{kind}"][columns("nested")])
                getattr(self.link, kind).copy_(w[f"link.{kind}"][4 * LINK :])
            self.distance.copy_(w["distance"][1])
            self.none.copy_(w["none"][1])
            for kind in ("start", "end", "between"):
                getattr(self.chain, kind).copy_(w[f"chains.nested.{kind}"])


def batch(rows: list[tuple[Text, int, int]]) -> dict[str, Tensor]:
    """Pad word ranges to one rectangle (B, W). A target of -1 is not labelled."""
    n, width = len(rows), max(b - a for _, a, b in rows)
    states = torch.zeros(n, width, WIDTH)
    live, fresh = (torch.zeros(n, width, dtype=torch.bool) for _ in range(2))
    tags, source_of, cue_of = (torch.full((n, width), -1, dtype=torch.long) for _ in range(3))
    loaded, judged = (torch.full((n, width), -1.0) for _ in range(2))
    for i, (t, a, b) in enumerate(rows):
        w, paragraph = b - a, t.encoded.paragraph
        states[i, :w] = torch.from_numpy(t.states[a:b].astype(np.float32))
        live[i, :w] = True
        fresh[i, :w] = torch.from_numpy(
            np.array([k == 0 or paragraph[k] != paragraph[k - 1] for k in range(a, b)])
        )
        if t.nested is not None:
            tags[i, :w] = torch.from_numpy(t.nested.tags[a:b])
            for table, target in ((t.nested.source_of, source_of), (t.nested.cue_of, cue_of)):
                at = table[a:b]
                here = np.where((at >= a) & (at < b), at - a, -1)
                target[i, :w] = torch.from_numpy(np.where(at >= 0, here, at))
        if t.loaded is not None:
            loaded[i, :w] = torch.from_numpy(t.loaded[a:b])
        if t.judged is not None:
            judged[i, :w] = torch.from_numpy(t.judged[a:b])
    mask = torch.zeros(n, 1, 1, width).masked_fill(~live[:, None, None], -1e4)
    return dict(
        states=states,
        mask=mask,
        live=live,
        fresh=fresh,
        tags=tags,
        source_of=source_of,
        cue_of=cue_of,
        loaded=loaded,
        judged=judged,
    )


def losses(model: Branch, x: dict[str, Tensor]) -> dict[str, Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, links = model(x["states"], x["mask"])
    scores, links, out = scores.float(), links.float(), {}
    known = x["tags"] >= 0
    rows = known.any(1)
    if rows.any():
        out["nested"] = model.chain(
            scores[rows][..., : len(TAGS)],
            x["tags"][rows].clamp(min=0),
            x["fresh"][rows],
            known[rows],
        )
        parts = [link_loss(model, i, links[i], x) for i in torch.nonzero(rows)[:, 0].tolist()]
        if any(len(p) for p in parts):
            out["links"] = torch.cat(parts).mean()
    return out | judging_losses(scores[..., -1], x)


def judging_losses(scores: Tensor, x: dict[str, Tensor]) -> dict[str, Tensor]:
    """Of what annotators marked, and of what teachers say (loaded.py), who were taught to weigh the rare words."""
    rare, out = torch.tensor(RARE), {}
    for name, weight in (("loaded", rare), ("judged", None)):
        known = x[name] >= 0
        if known.any():
            out[name] = F.binary_cross_entropy_with_logits(
                scores[known], x[name][known], pos_weight=weight
            )
    return out


def link_loss(model: Branch, i: int, links: Tensor, x: dict[str, Tensor]) -> Tensor:
    """Of every cue's source and every content's cue in one row."""
    cues = torch.nonzero(x["tags"][i] == TAGS.index("B-cue"))[:, 0]
    sources = torch.nonzero(x["tags"][i] == TAGS.index("B-source"))[:, 0]
    out = [torch.zeros(0)]
    for kind, table, keys in ((0, x["source_of"][i], sources), (1, x["cue_of"][i], cues)):
        asks = torch.nonzero(table != -1)[:, 0]
        q = links[asks, 2 * kind * LINK : (2 * kind + 1) * LINK]
        k = links[keys, (2 * kind + 1) * LINK : (2 * kind + 2) * LINK]
        score = q @ k.T * LINK**-0.5 + model.distance[kind][bucket(keys[None] - asks[:, None])]
        score = torch.cat([score, model.none[kind].expand(len(q), 1)], 1)
        wanted = table[asks]
        place = torch.searchsorted(keys, wanted.clamp(min=0))
        target = torch.where(wanted >= 0, place, torch.full_like(wanted, len(keys)))
        out.append(F.cross_entropy(score, target, reduction="none"))
    return torch.cat(out)


def taught(path: Path) -> dict[str, np.ndarray]:
    """What loaded.py wrote: how likely each word of a text (W,) is loaded, by the text's name."""
    with np.load(path) as file:
        return {k: 1 / (1 + np.exp(-file[k].astype(np.float32))) for k in file.files}


def teach(
    model: Branch,
    texts: list[Text],
    epochs: int,
    seed: int,
    rates: tuple[float, float],
    after: Callable[[int, Branch], None],
) -> None:
    """Ranges of up to 160 words, twelve at a time; of articles with nested labels, those with a content. rates: of
    the layers, of the heads. The averaged weights are handed to `after` at the end of each epoch."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    body = list(model.layers.parameters())
    known = {id(p) for p in body}
    head = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rates[0]}, {"params": head, "lr": rates[1]}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )

    def draw() -> list[list[tuple[Text, int, int]]]:
        rows = [(t, a, b) for t in texts for a, b in cut(t, 160, rng)]
        rows = [r for r in rows if r[0].inside is None or r[0].inside[r[1] : r[2]].any()]
        rows.sort(key=lambda r: (r[2] - r[1]) + rng.random() * 30)
        batches = [rows[i : i + 12] for i in range(0, len(rows), 12)]
        rng.shuffle(batches)
        return batches

    total, step = len(draw()) * epochs, 0
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min(
            (s + 1) / (0.06 * total + 1), 0.5 + 0.5 * math.cos(math.pi * min(1, s / total))
        ),
    )
    mean = copy.deepcopy(model).eval()
    for epoch in range(epochs):
        model.train()
        for rows in draw():
            whole = sum(WEIGHTS[k] * v for k, v in losses(model, batch(rows)).items())
            optimiser.zero_grad(set_to_none=True)
            whole.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(), plan.step()
            step += 1
            decay = min(0.99, (1 + step) / (10 + step))
            with torch.no_grad():
                for slow, now in zip(mean.parameters(), model.parameters(), strict=True):
                    slow.lerp_(now, 1 - decay)
        after(epoch, mean)


# Scoring


@torch.inference_mode()
def scored(model: Branch, t: Text) -> tuple[np.ndarray, np.ndarray]:
    """scores (W, tags and loaded), links (W, 4 K)."""
    rows = [model(torch.from_numpy(t.states[a:b].astype(np.float32))[None]) for a, b in cut(t, 160)]
    return tuple(torch.cat([r[k][0] for r in rows]).numpy() for k in range(2))


def numbers(model: Branch) -> tuple[Transitions, LinkWeights]:
    """What decoding needs."""
    start, end, between = (x.detach().float().numpy() for x in model.chain.scores())
    return Transitions(start, end, between), LinkWeights(
        model.distance.detach().numpy(), model.none.detach().numpy()
    )


def relations(model: Branch, t: Text, scores: np.ndarray, links: np.ndarray) -> list[dict]:
    """Decoded, as offsets."""
    e = t.encoded
    transitions, weights = numbers(model)
    lengths = [n for n in np.bincount(e.paragraph).tolist() if n]
    tags = viterbi(np.ascontiguousarray(scores[:, : len(TAGS)]), lengths, transitions)
    out = []
    for r in relate(spans(tags, e.paragraph), links, weights, e.paragraph):
        words = {"source": [r.source], "cue": [r.cue], "content": list(r.content)}
        out.append(
            {
                role: [(int(e.start[x[0]]), int(e.end[x[1] - 1])) for x in ranges if x]
                for role, ranges in words.items()
            }
        )
    return out


def letters(ranges: list) -> set[int]:
    return {i for a, b in ranges for i in range(a, b)}


def paired(found: list[dict], t: Text) -> tuple[int, int, int]:
    """How many are right, found and wanted, paired as shared/score/chains.py does, inside the labelled contents."""
    room = letters([s for o in t.outer for s in o["content"]])
    mine = [
        (letters(f["content"]), letters(f["source"])) for f in found if letters(f["cue"]) <= room
    ]
    mine = [m for m in mine if m[0] & room]
    gold = [(letters(g["content"]), letters(g["source"])) for g in t.relations]
    pairs = []
    for i, (a, s) in enumerate(gold):
        for j, (b, u) in enumerate(mine):
            both = len(a & b)
            if both and 4 * both >= len(a | b) and (not s or not u or s & u):
                pairs.append((both / len(a | b), i, j))
    left, right = set(), set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in left and j not in right:
            left.add(i), right.add(j)
    return len(left), len(mine), len(gold)


def nested_score(model: Branch, texts: list[Text], eager: float = 0.0) -> dict[str, float]:
    """F1 of nested relations. eager: added to the score of a word that begins a cue or a content."""
    total = np.zeros(3)
    for t in texts:
        scores, links = scored(model, t)
        scores[:, [TAGS.index("B-cue"), TAGS.index("B-content")]] += eager
        total += paired(relations(model, t, scores, links), t)
    right, found, wanted = total
    return {
        "precision": round(100 * right / max(found, 1), 1),
        "recall": round(100 * right / wanted, 1),
        "F1": round(200 * right / (found + wanted), 1),
    }


def loaded_score(model: Branch, texts: list[Text]) -> dict[str, float]:
    """Best F1 over words with a letter outside quotation marks, and the threshold that gives it."""
    pairs = []
    for t in texts:
        e = t.encoded
        words = (t.text[a:b] for a, b in zip(e.start.tolist(), e.end.tolist(), strict=True))
        ours = np.array([any(map(str.isalpha, w)) for w in words]) & ~t.quoted
        pairs.append((scored(model, t)[0][ours, -1], t.loaded[ours]))
    return best(*(np.concatenate(x) for x in zip(*pairs, strict=True)))


def best(score: np.ndarray, gold: np.ndarray) -> dict[str, float]:
    """The best F1 that a bar on the scores (W,) of words can have, with its precision, and that bar."""
    order = np.argsort(-score)
    right, found = np.cumsum(gold[order]), np.arange(1, len(order) + 1)
    f1 = 2 * right / (found + gold.sum())
    at = int(f1.argmax())
    return {
        "F1": round(100 * float(f1[at]), 1),
        "precision": round(100 * float(right[at] / found[at]), 1),
        "threshold": round(float(score[order[at]]), 2),
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--labels", type=Path, default=Path("training/labels"))
    ap.add_argument("--checkpoint", type=Path, default=Path("training/checkpoint"))
    ap.add_argument("--start", type=Path, help="weights of this script to go on from")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--dropout", type=float, default=0.15)
    ap.add_argument("--whole", action="store_true", help="learn from the articles of `tune` too")
    ap.add_argument("--loaded", type=Path, help="what loaded.py wrote")
    ap.add_argument("--rates", type=float, nargs=2, default=(2e-4, 1e-3))
    ap.add_argument("--seed", type=int, default=1)
    arg = ap.parse_args()
    arg.out.mkdir(parents=True, exist_ok=True)
    words = list(judging("tune"))
    texts = [t for n in ("train", "train-other", "train-more") for t in labelled(arg.labels / n)]
    texts += [*inner(arg.labels / "nested"), *judging("train"), *(words if arg.whole else [])]
    judged = taught(arg.loaded) if arg.loaded else {}
    texts = [replace(t, judged=judged.get(t.name.rpartition("/")[2])) for t in texts]
    tune = list(inner(arg.labels / "nested-dev"))
    other = list(labelled(arg.labels / "dev"))
    model, began = Branch(arg.dropout), time.time()
    if arg.start:
        model.load_state_dict(torch.load(arg.start, weights_only=True))
    else:
        model.begin(arg.checkpoint)

    def after(epoch: int, mean: Branch) -> None:
        row = {"epoch": epoch + 1, "seconds": round(time.time() - began)}
        row |= {"nested": nested_score(mean, tune), "other": nested_score(mean, other)}
        row |= {"loaded": loaded_score(mean, words)}
        print(json.dumps(row), flush=True)
        torch.save(mean.state_dict(), arg.out / "branch.pt")

    teach(model, texts, arg.epochs, arg.seed, arg.rates, after)


if __name__ == "__main__":
    main()
