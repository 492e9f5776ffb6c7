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
from data import Example, load
from evaluate import score, torch_reader
from model import LINK, Tagger, link_logits

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
    first, tags = (torch.zeros(n, width, dtype=torch.long) for _ in range(2))
    live, fresh = (torch.zeros(n, width, dtype=torch.bool) for _ in range(2))
    source_of, cue_of = (torch.full((n, width), -1, dtype=torch.long) for _ in range(2))
    discard = torch.zeros(n, width)
    for i, (ex, a, b, lo, hi) in enumerate(rows):
        e = ex.encoded
        m, w = hi - lo, b - a
        ids[i, 0], ids[i, m + 1] = CLS, SEP
        ids[i, 1 : m + 1] = torch.from_numpy(e.ids[lo:hi])
        case[i, 1 : m + 1] = torch.from_numpy(e.case[lo:hi])
        marks[i, 1 : m + 1] = torch.from_numpy(e.marks[lo:hi])
        mask[i, : m + 2] = True
        first[i, :w] = torch.from_numpy(e.first[a:b] - lo + 1)
        tags[i, :w] = torch.from_numpy(ex.tags[a:b])
        live[i, :w] = True
        p = e.paragraph
        fresh[i, :w] = torch.tensor([k == 0 or p[k] != p[k - 1] for k in range(a, b)])
        for table, target in ((ex.source_of, source_of), (ex.cue_of, cue_of)):
            t = torch.from_numpy(table[a:b].copy())
            t = torch.where(
                t >= 0, torch.where((t >= a) & (t < b), t - a, torch.full_like(t, -1)), t
            )
            target[i, :w] = t
        discard[i, :w] = torch.from_numpy(ex.discard[a:b])
    return dict(
        ids=ids,
        case=case,
        marks=marks,
        mask=mask,
        first=first,
        tags=tags,
        live=live,
        fresh=fresh,
        source_of=source_of,
        cue_of=cue_of,
        discard=discard,
    )


def losses(model: Tagger, x: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        emissions, links = model(x["ids"], x["case"], x["marks"], x["mask"])
    take = x["first"][..., None]
    emissions = emissions.float().gather(1, take.expand(-1, -1, emissions.shape[2]))
    links = links.float().gather(1, take.expand(-1, -1, links.shape[2]))
    tagging = model.chain(emissions[..., :-1], x["tags"], x["fresh"], x["live"])
    discard = F.binary_cross_entropy_with_logits(
        emissions[..., -1][x["live"]], x["discard"][x["live"]]
    )
    parts = []
    for i in range(len(links)):
        cues = torch.nonzero(x["tags"][i] == 3)[:, 0]
        sources = torch.nonzero(x["tags"][i] == 1)[:, 0]
        for kind, table, keys in ((0, x["source_of"][i], sources), (1, x["cue_of"][i], cues)):
            asks = torch.nonzero(table != -1)[:, 0]
            if not len(asks):
                continue
            q = links[i, asks, (2 * kind) * LINK : (2 * kind + 1) * LINK]
            k = links[i, keys, (2 * kind + 1) * LINK : (2 * kind + 2) * LINK]
            logits = link_logits(model, kind, q, k, keys[None, :] - asks[:, None])
            wanted = table[asks]
            target = torch.where(
                wanted >= 0,
                torch.searchsorted(keys, wanted.clamp(min=0)),
                torch.full_like(wanted, len(keys)),
            )
            parts.append(F.cross_entropy(logits, target, reduction="none"))
    link = torch.cat(parts).mean() if parts else torch.zeros(())
    return {"tagging": tagging, "link": link, "discard": discard}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
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
    train, dev = load(arg.data / "train"), load(arg.data / "dev")
    model = Tagger(dropout=arg.dropout)
    model.load_encoder(arg.encoder)
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
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    per_epoch = sum(len(cut(e, arg.size, random.Random(0))) for e in train) // arg.batch + 1
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
        windows = [(e, a, b) for e in train for a, b in cut(e, arg.size, rng)]
        windows.sort(key=lambda w: (w[2] - w[1]) + rng.random() * 40)
        batches = [windows[i : i + arg.batch] for i in range(0, len(windows), arg.batch)]
        rng.shuffle(batches)
        model.train()
        for items in batches:
            x = batch(items)
            if arg.mask:
                hidden = (torch.rand(x["ids"].shape) < arg.mask) & (x["ids"] > SEP)
                x["ids"] = x["ids"].masked_fill(hidden, MASK)
            loss = losses(model, x)
            whole = loss["tagging"] + 0.1 * loss["link"] + 0.1 * loss["discard"]
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
