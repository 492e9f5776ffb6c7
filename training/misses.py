"""What the reader says of labelled relations, beside the label: the list that rules are made from.

    python training/misses.py channel [kind named stance certainty …] [--counts] [--labels DIR]

Pairs relations as the scorer of chains does and prints each pair of which the trait differs, with its words; `--counts`
prints only how often which class was read as which. DIR is training/labels/train by default; read no article of the
test part.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from label import load_labels
from texts import text_of

import sayso

LABELS = Path(__file__).parent / "labels" / "train"
TRAITS = ("channel", "kind", "named", "stance", "certainty")
Relation = dict[str, Any]


def places(spans: list[Any]) -> set[int]:
    """The characters of spans, as pairs or as spans of a reading."""
    pairs = [(s["start"], s["end"]) if isinstance(s, dict) else s for s in spans or []]
    return {i for a, b in pairs for i in range(a, b)}


def pairs_of(gold: list[Relation], read: list[Relation]) -> Iterator[tuple[Relation, Relation]]:
    """Gold relations with the reader's, one to one, the closest contents first."""
    ours = [(p, places(p["content"]), places(p["source"])) for p in read]
    near = []
    for i, g in enumerate(gold):
        content, source = places(g["content"]), places(g["source"])
        for j, (_, c, s) in enumerate(ours):
            both, all_ = len(content & c), len(content | c)
            if both and both * 4 >= all_ and (not source or not s or source & s):
                near.append((both / all_, i, j))
    left, right = set(), set()
    for _, i, j in sorted(near, reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield gold[i], ours[j][0]


def traits_of(
    g: Relation, p: Relation, label: dict[str, Any], reading: dict[str, Any]
) -> Iterator[tuple[str, str, str]]:
    """(trait, label, what was read), for the traits that the label has."""
    sources = {s["id"]: s for s in label["sources"]}
    ours = {s["id"]: s for s in reading["sources"]}
    channels = {c["id"]: c["kind"] for c in reading["channels"]}
    yield "channel", g["channel"], channels.get(p["channel_id"], "not-stated")
    yield "stance", g["stance"], str(p["stance"])
    yield "certainty", g["certainty"], str(p["certainty"])
    known, read = sources.get(g["source_id"]), ours.get(p["source_id"])
    if known:
        yield "kind", known["kind"], read["kind"] if read else "no source"
        yield "named", str(known["named"]), str(read["named"]) if read else "no source"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("traits", nargs="+", choices=TRAITS)
    ap.add_argument("--labels", type=Path, default=LABELS)
    ap.add_argument("--counts", action="store_true")
    arg = ap.parse_args()
    counts: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for label in load_labels(arg.labels):
        text = text_of(label["file"], label.get("part"))
        reading = sayso.read_text(text).to_dict()
        gold = [a for a in label["attributions"] if a["content"]]
        for g, p in sorted(pairs_of(gold, reading["attributions"]), key=lambda x: x[0]["id"]):
            for trait, want, got in traits_of(g, p, label, reading):
                counts[trait][want, got] += 1
                if trait in arg.traits and want != got and not arg.counts:
                    _show(label, text, g, p, f"{trait}: {want}, read as {got}", reading)
    for trait in arg.traits:
        for (want, got), n in counts[trait].most_common():
            if want != got or arg.counts:
                print(f"{trait:10}{want:26}{got:26}{n:5}")


def _show(
    label: dict[str, Any], text: str, g: Relation, p: Relation, what: str, reading: dict[str, Any]
) -> None:
    names = {s["id"]: s["name"] for s in label["sources"]}
    ours = {s["id"]: s["name"] for s in reading["sources"]}

    def words(spans: list[list[int]]) -> str:
        return " … ".join(text[a:b] for a, b in spans)

    start = min(a for a, _ in [*g["source"], *g["cue"], *g["content"]])
    nested = " nested" if g["parent"] else ""
    print(f"\n{label['file']} {g['id']}{nested}: {what}")
    print(
        f"  source {words(g['source'])!r}: {names.get(g['source_id'])!r}, read as {ours.get(p['source_id'])!r}"
    )
    print(
        f"  cue {words(g['cue'])!r}  channel_span {words([g['channel_span']] if g['channel_span'] else [])!r}"
    )
    print(f"  content {words(g['content'])[:200]!r}")
    print(f"  before {text[max(0, start - 150) : start]!r}")


if __name__ == "__main__":
    main()
