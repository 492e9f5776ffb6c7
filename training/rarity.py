"""How many documents of general news and politics hold a word: `sayso/packs/rarity.csv`.

    training/rarity.py DATA > src/sayso/packs/rarity.csv

DATA is the folder with the research corpora. Only counts leave it. The table is static, so that
how alike two reports are never depends on what else has been filed. local-news is left out: it is
there to be measured on.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
FEWEST = 4


def documents(data: Path) -> Iterator[str]:
    for path in sorted((data / "polnear").glob("*/text/*.txt")):
        yield path.read_text("utf-8")
    for path in sorted((data / "white-house").glob("*/*.md")):
        yield path.read_text("utf-8")
    for path in sorted((data / "re3d").glob("*/documents.json")):
        yield from path.read_text("utf-8", "replace").splitlines()
    for path in sorted((data / "gum/dep").glob("*news*.conllu")):
        yield " ".join(
            line.split("\t")[1] for line in path.read_text("utf-8").splitlines() if "\t" in line
        )
    for path in sorted((data / "ner/worldwide-newswire/processed_annotated").glob("*.tsv")):
        yield " ".join(
            line.split("\t")[0] for line in path.read_text("utf-8").splitlines() if line.strip()
        )
    wikinews: dict[str, list[str]] = {}
    for line in (data / "meantime/meantime.conll").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 3:
            wikinews.setdefault(cells[0], []).append(cells[3])
    yield from (" ".join(words) for words in wikinews.values())


def main() -> None:
    counts: Counter[str] = Counter()
    total = 0
    for text in documents(Path(sys.argv[1])):
        total += 1
        counts.update({w.lower().replace("’", "'") for w in WORD.findall(text)})
    print(f",{total}")
    for word, n in sorted(counts.items()):
        if n >= FEWEST and len(word) > 2:
            print(f"{word},{n}")


if __name__ == "__main__":
    main()
