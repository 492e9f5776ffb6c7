"""Fine-tune the tagger on PolNeAR.

    python training/train.py --data ../shared/data/polnear --encoder FOLDER --out runs/a --epochs 8 --seed 1

Writes checkpoints (last.pt to go on from, best.pt the averaged weights with the best dev score) and log.jsonl.
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
from data import Example, load, load_gold
from evaluate import names_score, score, torch_reader
from model import LAYERS, LINK, TRAITS, Tagger, columns, link_logits
from names import load_names

from sayso.neural import CLS, SEP

MASK = 103


def cut(example: Example, size: int, rng: random.Random) -> list[tuple[int, int]]:
    """Word ranges of one epoch's windows: the first is of random length, so that cuts fall elsewhere each time.

    A window ends at a paragraph break if one lies in its second half.
    """
    first = example.encoded.first.tolist()
    paragraph = example.encoded.paragraph
    total, words = len(example.encoded.ids), len(first)
    out, at = [], 0
    room = rng.randint(size // 3, size) - 2
    while at < words:
        low = first[at] - 1 if first[at] else 0
        stop = int(np.searchsorted(example.encoded.first, low + room, side="right")) - 1
        stop = words if low + room >= total else max(stop, at + 1)
        if stop < words:
            for back in range(stop, at + (stop - at) // 2, -1):
                if paragraph[back] != paragraph[back - 1]:
                    stop = back
                    break
        out.append((at, stop))
        at, room = stop, size - 2
    return out


def steps(
    texts: list[Example], size: int, windows: int, rng: random.Random
) -> list[list[tuple[Example, int, int]]]:
    """All windows of some texts, so many a step, those of like length together, in random order."""
    rows = [(e, a, b) for e in texts for a, b in cut(e, size, rng)]
    rows.sort(key=lambda w: (w[2] - w[1]) + rng.random() * 40)
    out = [rows[i : i + windows] for i in range(0, len(rows), windows)]
    rng.shuffle(out)
    return out


def batch(items: list[tuple[Example, int, int]]) -> dict[str, torch.Tensor]:
    """Pad windows to one rectangle of pieces (B, L) and one of words (B, W)."""
    rows = []
    for ex, a, b in items:
        e = ex.encoded
        low = int(e.first[a])
        if e.ids[low - 1] == 1:
            low -= 1  # the break piece before the paragraph
        high = int(e.first[b]) if b < len(e.first) else len(e.ids)
        if high > low and e.ids[high - 1] == 1:
            high -= 1
        rows.append((ex, a, b, low, high))
    length = max(h - lo for *_, lo, h in rows) + 2
    width = max(b - a for _, a, b, *_ in rows)
    n = len(rows)
    ids, case, marks = (torch.zeros(n, length, dtype=torch.long) for _ in range(3))
    mask = torch.zeros(n, length, dtype=torch.bool)
    first = torch.zeros(n, width, dtype=torch.long)
    live, fresh = (torch.zeros(n, width, dtype=torch.bool) for _ in range(2))
    # A target of -1 is not labelled.
    tags = torch.full((len(LAYERS), n, width), -1, dtype=torch.long)
    source_of, cue_of = (torch.full((len(LAYERS), n, width), -1, dtype=torch.long) for _ in "ab")
    names = torch.full((n, width), -1, dtype=torch.long)
    discard = torch.full((n, width), -1.0)
    traits: dict[str, list[tuple[int, int, int]]] = {name: [] for name in TRAITS}
    for i, (ex, a, b, lo, hi) in enumerate(rows):
        e = ex.encoded
        m, w = hi - lo, b - a
        ids[i, 0], ids[i, m + 1] = CLS, SEP
        ids[i, 1 : m + 1] = torch.from_numpy(e.ids[lo:hi])
        case[i, 1 : m + 1] = torch.from_numpy(e.case[lo:hi])
        marks[i, 1 : m + 1] = torch.from_numpy(e.marks[lo:hi])
        mask[i, : m + 2] = True
        first[i, :w] = torch.from_numpy(e.first[a:b] - lo + 1)
        live[i, :w] = True
        p = e.paragraph
        fresh[i, :w] = torch.tensor([k == 0 or p[k] != p[k - 1] for k in range(a, b)])
        for k, layer in enumerate(ex.layers):
            if layer is None:
                continue
            tags[k, i, :w] = torch.from_numpy(layer.tags[a:b])
            for table, target in ((layer.source_of, source_of), (layer.cue_of, cue_of)):
                t = torch.from_numpy(table[a:b].copy())
                t = torch.where(
                    t >= 0, torch.where((t >= a) & (t < b), t - a, torch.full_like(t, -1)), t
                )
                target[k, i, :w] = t
        if ex.discard is not None:
            discard[i, :w] = torch.from_numpy(ex.discard[a:b])
        if ex.names is not None:
            names[i, :w] = torch.from_numpy(ex.names[a:b])
        for name, word, value in ex.traits:
            if a <= word < b:
                traits[name].append((i, word - a, value))
    return dict(
        ids=ids,
        case=case,
        marks=marks,
        mask=mask,
        first=first,
        live=live,
        fresh=fresh,
        tags=tags,
        source_of=source_of,
        cue_of=cue_of,
        discard=discard,
        names=names,
        traits={k: torch.tensor(v) for k, v in traits.items() if v},
    )


def losses(model: Tagger, x: dict) -> dict[str, torch.Tensor]:
    device = next(model.parameters()).device
    with torch.autocast(device.type, dtype=torch.bfloat16):
        scores, links = model(x["ids"], x["case"], x["marks"], x["mask"])
    take = x["first"][..., None]
    scores = scores.float().gather(1, take.expand(-1, -1, scores.shape[2]))
    links = links.float().gather(1, take.expand(-1, -1, links.shape[2]))
    out = {}
    for k, layer in enumerate(LAYERS):
        known = x["tags"][k] >= 0
        if known.any():
            rows = known.any(1)
            out[layer] = model.chains[layer](
                scores[rows][..., columns(layer)],
                x["tags"][k][rows].clamp(min=0),
                x["fresh"][rows],
                known[rows],
            )
            out[f"{layer}-link"] = link_loss(
                model, k, links[..., 4 * LINK * k : 4 * LINK * (k + 1)], x
            )
    known = x["discard"] >= 0
    if known.any():
        out["discard"] = F.binary_cross_entropy_with_logits(
            scores[..., columns("discard")][..., 0][known], x["discard"][known]
        )
    known = x["names"] >= 0
    if known.any():
        rows = known.any(1)
        out["names"] = model.chains["names"](
            scores[rows][..., columns("names")],
            x["names"][rows].clamp(min=0),
            x["fresh"][rows],
            known[rows],
        )
    for name, at in x["traits"].items():
        logits = scores[at[:, 0], at[:, 1], columns(name)]
        out[name] = F.cross_entropy(logits, at[:, 2], label_smoothing=0.05)
    return out


def link_loss(model: Tagger, layer: int, links: torch.Tensor, x: dict) -> torch.Tensor:
    parts = []
    for i in range(len(links)):
        cues = torch.nonzero(x["tags"][layer, i] == 3)[:, 0]
        sources = torch.nonzero(x["tags"][layer, i] == 1)[:, 0]
        for kind, table, keys in (
            (0, x["source_of"][layer, i], sources),
            (1, x["cue_of"][layer, i], cues),
        ):
            asks = torch.nonzero(table != -1)[:, 0]
            if not len(asks):
                continue
            q = links[i, asks, (2 * kind) * LINK : (2 * kind + 1) * LINK]
            k = links[i, keys, (2 * kind + 1) * LINK : (2 * kind + 2) * LINK]
            logits = link_logits(model, layer, kind, q, k, keys[None, :] - asks[:, None])
            wanted = table[asks]
            target = torch.where(
                wanted >= 0,
                torch.searchsorted(keys, wanted.clamp(min=0)),
                torch.full_like(wanted, len(keys)),
            )
            parts.append(F.cross_entropy(logits, target, reduction="none"))
    return torch.cat(parts).mean() if parts else torch.zeros(())


WEIGHTS = {"tags": 1.0, "nested": 3.0, "names": 1.0}
"""Of the losses per word; the others (links, discard, traits) weigh a tenth."""


def freeze(model: Tagger) -> None:
    """Let only the second layer, names and traits learn: what the flat layer says stays as it is."""
    for name, p in model.named_parameters():
        p.requires_grad_(name.startswith(("emit", "link", "distance", "none", "chains")))
    model.chains["tags"].requires_grad_(False)
    first = {"emit": columns("discard").stop, "link": 4 * LINK, "distance": 1, "none": 1}
    for name, p in model.named_parameters():
        rows = first.get(name.split(".")[0])
        if rows:
            p.register_hook(lambda g, rows=rows: torch.cat([torch.zeros_like(g[:rows]), g[rows:]]))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, help="pretrained encoder to start from")
    ap.add_argument("--grow", type=Path, help="flat tagger to start from instead")
    ap.add_argument("--start", type=Path, help="checkpoint of this script to start from instead")
    ap.add_argument("--nested", type=Path, help="silver relations of nested.py")
    ap.add_argument("--names", type=Path, help="folder ner/worldwide-newswire")
    ap.add_argument("--named", type=float, default=1.0, help="share of its articles in an epoch")
    ap.add_argument("--gold", type=Path, help="folder of labels by ANNOTATION.md")
    ap.add_argument("--often", type=int, default=4, help="how often gold stands in an epoch")
    ap.add_argument(
        "--frozen", action="store_true", help="leave the encoder and the flat layer as they are"
    )
    ap.add_argument("--flat", type=float, default=1.0, help="share of PolNeAR in an epoch")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--size", type=int, default=320)
    ap.add_argument("--batch", type=int, default=16)
    ap.add_argument("--body", type=float, default=2e-4)
    ap.add_argument("--head", type=float, default=1e-3)
    ap.add_argument("--average", type=float, default=0.997)
    ap.add_argument("--dropout", type=float, default=0.1)
    ap.add_argument("--mask", type=float, default=0.0, help="share of pieces hidden in training")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--steps", type=int, default=0, help="stop early, to time a step")
    arg = ap.parse_args()
    arg.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(arg.seed)
    torch.manual_seed(arg.seed)
    silver = json.loads(arg.nested.read_text("utf8")) if arg.nested else None
    train, dev = load(arg.data / "train", silver), load(arg.data / "dev")
    gold = load_gold(arg.gold) if arg.gold else []
    known_gold = {e.name.rsplit("/", 1)[-1] for e in gold}
    train = [e for e in train if e.name not in known_gold]
    named, named_dev = load_names(arg.names) if arg.names else ([], [])
    named, named_dev = (
        [Example(n.name, n.text, n.encoded, (None, None), names=n.names) for n in part]
        for part in (named, named_dev)
    )
    model = Tagger(dropout=arg.dropout)
    if arg.encoder:
        model.load_encoder(arg.encoder)
    elif arg.grow:
        model.grow(torch.load(arg.grow, weights_only=True))
    elif arg.start:
        model.load_state_dict(torch.load(arg.start, weights_only=True))
    if arg.frozen:
        freeze(model)
    average = copy.deepcopy(model).eval()
    body = [
        p
        for n, p in model.named_parameters()
        if n.split(".")[0] in ("words", "positions", "norm", "layers")
    ]
    known = {id(p) for p in body}
    head = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": arg.body}, {"params": head, "lr": arg.head}],
        weight_decay=0.0 if arg.frozen else 0.01,
        betas=(0.9, 0.98),
    )

    def draw() -> list[Example]:
        """The articles of one epoch."""
        return (
            rng.sample(train, round(arg.flat * len(train)))
            + rng.sample(named, round(arg.named * len(named)))
            + gold * arg.often
        )

    per_epoch = sum(len(cut(e, arg.size, random.Random(0))) for e in draw()) // arg.batch + 1
    total = per_epoch * arg.epochs
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min((s + 1) / (0.06 * total), 0.5 + 0.5 * math.cos(math.pi * min(1, s / total))),
    )
    epoch, step, best = 0, 0, -1.0
    last = arg.out / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=False)
        model.load_state_dict(saved["model"]), average.load_state_dict(saved["average"])
        optimiser.load_state_dict(saved["optimiser"]), plan.load_state_dict(saved["plan"])
        epoch, step, best, rng = saved["epoch"], saved["step"], saved["best"], saved["rng"]
    log = (arg.out / "log.jsonl").open("a")
    began = time.time()
    while epoch < arg.epochs:
        batches = steps(draw(), arg.size, arg.batch, rng)
        model.train()
        for items in batches:
            x = batch(items)
            if arg.mask:
                hidden = (torch.rand(x["ids"].shape) < arg.mask) & (x["ids"] > SEP)
                x["ids"] = x["ids"].masked_fill(hidden, MASK)
            loss = losses(model, x)
            whole = sum(WEIGHTS.get(k, 0.1) * v for k, v in loss.items() if v.requires_grad)
            optimiser.zero_grad(set_to_none=True)
            whole.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(), plan.step()
            step += 1
            decay = min(arg.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, now in zip(average.parameters(), model.parameters(), strict=True):
                    mean.lerp_(now, 1 - decay)
            if step % 20 == 0:
                parts = {k: round(v.item(), 4) for k, v in loss.items()}
                log.write(
                    json.dumps(
                        {"step": step, "of": total, "seconds": round(time.time() - began), **parts}
                    )
                    + "\n"
                )
                log.flush()
            if arg.steps and step >= arg.steps:
                return
        epoch += 1
        result = score(dev, torch_reader(average), arg.data / "dev")
        if named_dev:
            result["names"] = names_score(average, named_dev)
        mean = sum(result[r]["exact"] for r in ("source", "cue", "content")) / 3
        log.write(
            json.dumps({"epoch": epoch, "seconds": round(time.time() - began), "dev": result})
            + "\n"
        )
        log.flush()
        if mean > best:
            best = mean
            torch.save(average.state_dict(), arg.out / "best.pt")
        torch.save(
            {
                "model": model.state_dict(),
                "average": average.state_dict(),
                "optimiser": optimiser.state_dict(),
                "plan": plan.state_dict(),
                "epoch": epoch,
                "step": step,
                "best": best,
                "rng": rng,
            },
            last,
        )


if __name__ == "__main__":
    main()
