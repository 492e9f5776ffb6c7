"""Teach nesting: a teacher reads each content as if it were a text of its own, and labels PolNeAR with what it finds.

    python training/nested.py --data ../shared/data/polnear/train --gold training/labels/train \
        --flat runs/tagger/best.pt --out runs/nested.json

What stands on top in a content read by itself is nested in the article. PolNeAR has no nested relation, so a
copy of the flat tagger is fine-tuned on the contents of the hand-labelled articles (labels/train) and then
reads the 23,000 contents of PolNeAR train. Its finds ("silver") are what the shipped tagger's second layer learns from,
beside the hand labels themselves. Written as offsets only: {article: [{"source": [[a, b]], "cue": …, "content": …}]}.

`--check` trains on two thirds of the labelled articles and prints what the teacher finds in the others.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from data import Example, annotations, example, read_ann
from evaluate import torch_reader
from model import Tagger
from texts import text_of
from train import batch, cut, losses

Range = tuple[int, int]
_EDGE = "\"\u201c\u201d'\u2018\u2019 ,.\n"


def alone(text: str, contents: list[Range]) -> tuple[str, list[tuple[int, int, int]]]:
    """Contents as a text, one paragraph each: without the marks around them, with a capital and a full stop.

    Returns the text and, for each paragraph, (start in it, start in the article, length).
    """
    out, places = "", []
    for a, b in contents:
        while a < b and text[a] in _EDGE:
            a += 1
        while a < b and text[b - 1] in _EDGE:
            b -= 1
        words = text[a:b].replace("\n", " ")
        if len(words.split()) < 4:
            continue
        places.append((len(out), a, b - a))
        out += words[:1].upper() + words[1:] + ".\n"
    return out, places


def moved(spans: list[Range], places: list[tuple[int, int, int]], *, back: bool) -> list[Range]:
    """Spans of the article in the text made of its contents, or back; those outside are left out."""
    out = []
    for a, b in spans:
        for here, there, size in places:
            begin, shift = (here, there - here) if back else (there, here - there)
            if begin <= a < begin + size:
                out.append((a + shift, min(b, begin + size) + shift))
                break
    return out


def lessons(folder: Path) -> list[Example]:
    """Each hand-labelled article as the text of its contents, labelled with the relations nested in them."""
    out = []
    for path in sorted(folder.glob("*.json")):
        label = json.loads(path.read_text("utf8"))
        text = text_of(label["file"], label.get("part"))
        by = {a["id"]: a for a in label["attributions"]}
        # Each depth by itself: within one text, contents must not lie in one another.
        depth = {i: _depth(i, by) for i in by}
        for level in range(max(depth.values(), default=0) + 1):
            outer = [a for i, a in by.items() if depth[i] == level]
            made, places = alone(text, sorted(tuple(c) for a in outer for c in a["content"]))
            if not places:
                continue
            inner = []
            for i, a in by.items():
                if depth[i] == level + 1:
                    roles = {
                        k: moved(a[k], places, back=False) for k in ("source", "cue", "content")
                    }
                    if roles["content"]:
                        inner.append(roles)
            out.append(example(label["file"], made, inner, None, None))
    return out


def _depth(i: str, by: dict[str, dict]) -> int:
    parent = by[i]["parent"]
    return 1 + _depth(parent, by) if parent else 0


def teach(model: Tagger, examples: list[Example], epochs: int, seed: int = 1) -> Tagger:
    """Fine-tune a flat tagger on lessons."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-5, weight_decay=0.01)
    model.train()
    for _ in range(epochs):
        windows = [(e, a, b) for e in examples for a, b in cut(e, 200, rng)]
        rng.shuffle(windows)
        for i in range(0, len(windows), 8):
            loss = losses(model, batch(windows[i : i + 8]))
            whole = loss["tags"] + 0.1 * loss["tags-link"]
            optimiser.zero_grad(set_to_none=True)
            whole.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
    return model.eval()


def flat(path: Path) -> Tagger:
    """The flat tagger of train.py, or one from before it had a second layer."""
    state = torch.load(path, weights_only=True)
    model = Tagger(dropout=0.1)
    if "chain.start" in state:
        model.grow(state)
    else:
        model.load_state_dict(state)
    return model


def silver(data: Path, teacher: Tagger) -> dict[str, list[dict]]:
    read = torch_reader(teacher)
    out = {}
    for name, paths in annotations(data).items():
        text = (data / "text" / f"{name}.txt").open(encoding="utf8", newline="").read()
        contents = sorted({c for r in read_ann(paths[0])[0] for c in r["content"]})
        made, places = alone(text, contents)
        found = []
        for r in read(example(name, made, None, None, None).encoded) if places else []:
            roles = {k: moved(v, places, back=True) for k, v in r.items()}
            if roles["content"]:
                found.append({k: [list(x) for x in v] for k, v in roles.items()})
        out[name] = found
    return out


def overlap(teacher: Tagger, examples: list[Example], gold: list[list[dict]]) -> Iterator[tuple]:
    """(found, made, wanted) of each lesson, paired as the scorer of chains pairs them."""
    read = torch_reader(teacher)
    for ex, wanted in zip(examples, gold, strict=True):
        made, used = read(ex.encoded), set()
        for r in made:
            mine = {i for a, b in r["content"] for i in range(a, b)}
            for n, g in enumerate(wanted):
                theirs = {i for a, b in g["content"] for i in range(a, b)}
                if n not in used and mine & theirs and 4 * len(mine & theirs) >= len(mine | theirs):
                    used.add(n)
                    break
        yield len(used), len(made), len(wanted)


def labelled(ex: Example) -> list[dict]:
    """The contents of a lesson as its labels have them, one relation for each content part's cue."""
    layer, e = ex.layers[0], ex.encoded
    assert layer is not None
    by: dict[int, list[Range]] = {}
    for i in np.flatnonzero(layer.tags == 5):
        j = i + 1
        while j < len(layer.tags) and layer.tags[j] == 6:
            j += 1
        key = int(layer.cue_of[i]) if layer.cue_of[i] >= 0 else -int(i) - 2
        by.setdefault(key, []).append((int(e.start[i]), int(e.end[j - 1])))
    return [{"content": spans} for spans in by.values()]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--flat", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--out", type=Path)
    ap.add_argument("--check", action="store_true")
    arg = ap.parse_args()
    taught = lessons(arg.gold)
    if arg.check:
        held = [e for n, e in enumerate(taught) if n % 3 == 0]
        rest = [e for n, e in enumerate(taught) if n % 3]
        for epochs in (0, 4, arg.epochs, 2 * arg.epochs):
            teacher = teach(flat(arg.flat), rest, epochs)
            right, made, wanted = np.sum(
                list(overlap(teacher, held, [labelled(e) for e in held])), axis=0
            )
            print(
                epochs,
                "epochs: precision",
                round(right / max(made, 1), 3),
                "recall",
                round(right / max(wanted, 1), 3),
                "F1",
                round(200 * right / (made + wanted), 1),
                flush=True,
            )
        return
    out = silver(arg.data, teach(flat(arg.flat), taught, arg.epochs))
    arg.out.write_text(json.dumps(out), "utf8")
    print(sum(map(len, out.values())), "nested relations in", len(out), "articles")


if __name__ == "__main__":
    main()
