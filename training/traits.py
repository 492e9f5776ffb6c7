"""Learned heads against rules, for the traits of a relation: channel, stance, certainty, kind of source, named.

    python training/traits.py CHECKPOINT training/labels/test

Both get the relations of the labels, spans and all, so that only the trait is judged. Prints accuracy and macro-F1
over the classes with ten or more cases (`not-stated` left out for channels), as shared/score/chains.py does.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import defaultdict
from pathlib import Path
from typing import Any

from data import load_gold
from evaluate import runner
from export_onnx import average
from label import load_labels
from model import TRAITS, columns
from texts import SHARED, text_of

from sayso.neural import stitch
from sayso.reading import attributions
from sayso.reading.channels import find_channels
from sayso.reading.cues import stance_with
from sayso.reading.drafts import Draft
from sayso.reading.sources import resolve
from sayso.reading.structure import Structure

Pairs = dict[str, list[tuple[str, str]]]


def by_heads(checkpoint: Path, folder: Path) -> Pairs:
    """(label, best class of the head) at the first word of each cue or source."""
    model = average([checkpoint])
    run, pairs = runner(model), defaultdict(list)
    for ex in load_gold(folder):
        scores, _ = stitch(ex.encoded, run, 256, 32)
        for head, word, value in ex.traits:
            names = TRAITS[head]
            pairs[head].append((names[value], names[int(scores[word, columns(head)].argmax())]))
    return pairs


def by_rules(folder: Path) -> Pairs:
    """(label, what the rules say of the same spans)."""
    pairs: Pairs = defaultdict(list)
    for label in load_labels(folder):
        text = text_of(label["file"], label.get("part"))
        structure = Structure.of(text)
        gold = [a for a in label["attributions"] if a["content"]]
        found = [_draft(text, a) for a in gold]
        order = sorted(range(len(found)), key=lambda n: (found[n].start, -found[n].content[-1][1]))
        gold, found = [gold[n] for n in order], [found[n] for n in order]
        up = attributions.parents(found)
        cast, ids = resolve(
            structure, [d.source for d in found], up, attributions.floors(found, up)
        )
        channels, of = find_channels(found, ids, cast, structure, label["outlet"])
        told = attributions.records(found, ids, of, up, structure)
        kinds = {c.id: c.kind for c in channels}
        sources, known = {s["id"]: s for s in label["sources"]}, {s.id: s for s in cast}
        for g, ours in zip(gold, told, strict=True):
            pairs["channel"].append((g["channel"], kinds.get(ours.channel_id or "", "not-stated")))
            pairs["stance"].append((g["stance"], ours.stance or ""))
            pairs["certainty"].append((g["certainty"], ours.certainty or ""))
            s, mine = sources.get(g["source_id"]), known.get(ours.source_id or "")
            if s and g["source"]:
                pairs["kind"].append((s["kind"], mine.kind if mine else ""))
                named = "" if mine is None else ("no", "yes")[mine.named]
                pairs["named"].append((("no", "yes")[s["named"]], named))
    return pairs


def _draft(text: str, a: dict[str, Any]) -> Draft:
    def whole(spans: list[list[int]]) -> tuple[int, int] | None:
        return (spans[0][0], spans[-1][1]) if spans else None

    cue, content = whole(a["cue"]), tuple((x, y) for x, y in a["content"])
    stance = stance_with(text[slice(*cue)] if cue else "", text[slice(*content[0])])
    return Draft(whole(a["source"]), cue, content, stance)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("checkpoint", type=Path)
    ap.add_argument("labels", type=Path)
    arg = ap.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", SHARED / "score" / "chains.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    for name, pairs in (
        ("rules", by_rules(arg.labels)),
        ("heads", by_heads(arg.checkpoint, arg.labels)),
    ):
        for trait in TRAITS:
            skip = ("not-stated",) if trait == "channel" else ()
            print(name, trait, scorer.labels_score(pairs[trait], skip))


if __name__ == "__main__":
    main()
