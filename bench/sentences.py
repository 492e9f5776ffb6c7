"""How well sentences are cut: boundaries against GUM's news and interviews.

    python bench/sentences.py [FOLDER_OF_CONLLU]

The sentences of a paragraph are joined with one space, and the boundaries inside it are counted:
right if one falls on exactly the same character. Both ends of a paragraph are given, so a paragraph
of one sentence counts only by what is wrongly cut in it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

from sentencex import get_sentence_boundaries

from sayso.reading.sentences import Stretch, sentences

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
FOLDER = SHARED / "data" / "gum" / "dep"
GENRES = ("news", "interview")


def paragraphs(path: Path) -> list[list[str]]:
    """The sentences of each paragraph of one CoNLL-U file."""
    found: list[list[str]] = [[]]
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar"):
            found.append([])
        elif line.startswith("# text = "):
            found[-1].append(line.removeprefix("# text = ").strip())
    return [group for group in found if group]


def cut_by_sayso(text: str) -> set[int]:
    """Where sayso ends a sentence."""
    return {s.end for s in sentences(text, Stretch(0, len(text)))}


def cut_by_sentencex(text: str) -> set[int]:
    """Where sentencex ends one, left to itself."""
    return {len(text[: b["end_index"]].rstrip()) for b in get_sentence_boundaries("en", text)}


def measure(groups: list[list[str]], cut: Callable[[str], set[int]]) -> tuple[float, float]:
    """Precision and recall of the boundaries inside paragraphs, in %."""
    right = made = wanted = 0
    for group in groups:
        text = " ".join(group)
        gold = {end - 1 for end in accumulate(len(s) + 1 for s in group)} - {len(text)}
        got = cut(text) - {len(text)}
        right, made, wanted = right + len(gold & got), made + len(got), wanted + len(gold)
    return 100 * right / max(made, 1), 100 * right / max(wanted, 1)


def main() -> None:
    """Print one table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    files = sorted(path for genre in GENRES for path in folder.glob(f"GUM_{genre}_*.conllu"))
    if not files:
        print(f"skipped: no GUM files ({', '.join(GENRES)}) in {folder}")
        return
    groups = [group for path in files for group in paragraphs(path)]
    inner = sum(len(group) - 1 for group in groups)
    print(f"{len(files)} GUM articles, {len(groups)} paragraphs, {inner} boundaries inside them\n")
    print("| cutter | precision | recall |\n|---|---:|---:|")
    for name, cut in (("sentencex alone", cut_by_sentencex), ("sayso", cut_by_sayso)):
        precision, recall = measure(groups, cut)
        print(f"| {name} | {precision:.1f} | {recall:.1f} |")


if __name__ == "__main__":
    main()
