"""Planted reuse found by a batch, and by MinHash of datasketch and rensa: recall, and CPU seconds in one run.

    python bench/reuse_peers.py [--peers PYTHON] [--texts N]

The texts and their copies are those of tests/quality/copies.py. The peers live in an environment of their own:

    python3 -m venv .venv-peers
    .venv-peers/bin/pip install -r bench/peers.txt

PYTHON is its interpreter, `.venv-peers/bin/python` if nothing is said. Peers are given the same text, lower case,
as runs of five words, 128 permutations, and a threshold of Jaccard similarity. A planted pair counts as found
if it is among their candidates; "others" are pairs that nobody planted, for each text. "sayso, candidates" is
what compares with them: fingerprints and the self-join. "sayso" is a whole `sayso batch --copies-only` in one
process: candidates compared word by word, passages, what changed, reports written to the disk and all.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
PERMUTATIONS = 128
Pairs = Iterable[tuple[int, int]]


def main() -> int:
    """Measure and print Markdown. Returns the exit status."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument(
        "--peers", type=Path, default=ROOT / ".venv-peers" / "bin" / "python", metavar="PYTHON"
    )
    options.add_argument("--texts", type=int, help="so many originals, all if not said")
    options.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        name, path = given.one
        print(json.dumps(measured(FINDERS[name], Path(path))))
        return 0
    if not (SHARED / "data" / "meantime").is_dir():
        print("bench: reuse skipped, for the texts lie in ../shared")
        return 0
    gate = _gate()
    names, texts = planted(gate, given.texts)
    print(f"{len(texts)} texts, of which {len(texts) // (len(gate.WAYS) + 1)} are originals.\n")
    print("| | " + " | ".join(gate.WAYS) + " | others a text | texts/s |")
    print("|---|" + "---:|" * (len(gate.WAYS) + 2))
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "texts.jsonl"
        rows = ({"id": str(n), "text": text} for n, text in enumerate(texts))
        corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        for name in FINDERS:
            python = Path(sys.executable) if name.startswith("sayso") else given.peers
            if not python.exists():
                print(f"| {name} | not installed |")
                continue
            done = subprocess.run(
                [python, __file__, "--one", name, corpus], stdout=subprocess.PIPE, check=True
            )
            result = json.loads(done.stdout.splitlines()[-1])
            print(_row(name, names, {frozenset(p) for p in result["pairs"]}, result, gate.WAYS))
    return 0


def planted(gate: Any, most: int | None) -> tuple[list[str], list[str]]:
    """Names ("3 half") and texts, as the gate makes and shuffles them."""
    draw = random.Random(gate.SEED)
    texts, others = gate.originals()
    texts = texts[:most]
    made = [(f"{k} original", text) for k, text in enumerate(texts)]
    made += [
        (f"{k} {way}", gate.plant(way, text, draw.choice(others), texts, draw))
        for k, text in enumerate(texts)
        for way in gate.WAYS
    ]
    draw.shuffle(made)
    return [name for name, _ in made], [text for _, text in made]


def measured(find: Callable[[Path], Pairs], corpus: Path) -> dict[str, Any]:
    """The pairs, and the CPU seconds they took."""
    began = time.process_time()
    pairs = [list(pair) for pair in find(corpus)]
    return {"pairs": pairs, "seconds": time.process_time() - began}


def sayso(corpus: Path) -> Pairs:
    """`sayso batch --copies-only`."""
    import pyarrow.parquet as pq

    from sayso.batch.batch import run
    from sayso.batch.plan import Asked

    class Nobody:
        def begin(self, _step: str, _total: int, _done: int) -> None: ...
        def advance(self, _documents: int) -> None: ...

    out = corpus.with_name("out")
    asked = Asked(inputs=(str(corpus),), reading=False)
    run(out, asked, started="2031-01-01T00:00:00Z", workers=1, watch=Nobody())
    refs: dict[str, list[int]] = {}
    for row in pq.read_table(out / "documents", columns=["report", "ref"]).to_pylist():
        refs.setdefault(row["report"], []).append(int(row["ref"]))
    for row in pq.read_table(out / "copies", columns=["from", "to", "kind"]).to_pylist():
        if row["kind"] != "boilerplate":
            yield from ((a, b) for a in refs[row["from"]] for b in refs[row["to"]])


def candidates(corpus: Path) -> Pairs:
    """Fingerprints and the self-join of a batch, and nothing else of it."""
    import pyarrow as pa

    from sayso.batch import cleaning, queries, schemas
    from sayso.batch.duck import database
    from sayso.batch.inputs import survey
    from sayso.batch.parts import part_file
    from sayso.batch.plan import Shard
    from sayso.batch.work import shard_batch

    shard = Shard(first=0, pieces=tuple(survey(str(corpus), 1_000_000)))
    held = corpus.with_name("held.parquet")
    with part_file(held, schemas.FINGERPRINTS) as part:
        for batch in cleaning.fingerprints(cleaning.clean([shard_batch(0, shard)]), 1):
            part.add(batch)
    pairs = pa.schema([("a", pa.int64()), ("b", pa.int64())])
    with database(corpus.with_name("spill"), {"held": held, "shared": queries.PAIRS}) as db:
        for batch in db.ask(queries.CANDIDATES_OF, pairs):
            yield from zip(batch["a"].to_pylist(), batch["b"].to_pylist(), strict=True)


def datasketch(threshold: float) -> Callable[[Path], Pairs]:
    """MinHashLSH."""

    def find(corpus: Path) -> Pairs:
        from datasketch import MinHash, MinHashLSH

        index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        for n, runs in enumerate(_runs(corpus)):
            made = MinHash(num_perm=PERMUTATIONS)
            made.update_batch([run.encode() for run in runs])
            yield from ((n, other) for other in index.query(made))
            index.insert(n, made)

    return find


def rensa(threshold: float, bands: int) -> Callable[[Path], Pairs]:
    """RMinHashLSH, with as many bands as datasketch chooses for the threshold."""

    def find(corpus: Path) -> Pairs:
        from rensa import RMinHash, RMinHashLSH

        index = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
        for n, runs in enumerate(_runs(corpus)):
            made = RMinHash(num_perm=PERMUTATIONS, seed=1)
            made.update(runs)
            yield from ((n, other) for other in index.query(made))
            index.insert(n, made)

    return find


def _runs(corpus: Path) -> Iterable[list[str]]:
    for row in corpus.read_text("utf-8").split("\n")[:-1]:
        words = re.findall(r"\w+", json.loads(row)["text"].lower())
        yield list({" ".join(words[k : k + 5]) for k in range(max(1, len(words) - 4))})


FINDERS: dict[str, Callable[[Path], Pairs]] = {
    "sayso": sayso,
    "sayso, candidates": candidates,
    "datasketch, 0.5": datasketch(0.5),
    "datasketch, 0.2": datasketch(0.2),
    "rensa, 0.5": rensa(0.5, 32),
    "rensa, 0.2": rensa(0.2, 64),
}


def _row(
    name: str,
    names: list[str],
    found: set[frozenset[int]],
    result: dict[str, Any],
    ways: tuple[str, ...],
) -> str:
    at = {name: n for n, name in enumerate(names)}
    originals = sum(name.endswith(" original") for name in names)
    shares = []
    for way in ways:
        hits = sum(
            frozenset((at[f"{k} original"], at[f"{k} {way}"])) in found for k in range(originals)
        )
        shares.append(f"{100 * hits / originals:.1f}")
    number = [name.split(" ")[0] for name in names]
    strange = sum(len({number[n] for n in pair}) > 1 for pair in found)
    rate = len(names) / result["seconds"]
    return f"| {name} | {' | '.join(shares)} | {strange / len(names):.2f} | {rate:,.0f} |"


def _gate() -> Any:
    """The gate for copies, whose planting this is."""
    path = ROOT / "tests" / "quality" / "copies.py"
    spec = importlib.util.spec_from_file_location("gate", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
