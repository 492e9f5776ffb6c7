"""What a batch costs: by step, by the number of documents, by the number of workers, and over the bare model.

    python bench/batch.py [--documents N …] [--workers N] [--articles N]

All figures are CPU seconds, so that other programs on the machine do not count, but for what two workers gain
by the clock, which is only true of a machine at rest; each run is a process of its own, for its memory's sake.
The documents are made of real ones of the local-news corpus in ../shared/data by putting other words of the
same length in the places of nine in ten of the longer ones (of half of them, and all that were made of one real
text would share words): 78 % new, 12 % copies of an earlier one with 3 % of the words edited, 8 % the first
half of one, 2 % the same once more. Making them is not timed.
Without those corpora nothing is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
NEWS = SHARED / "data" / "local-news" / "articles.jsonl"
_WORD = re.compile(r"[A-Za-z]{4,}|\d+")
RECENT = 200
"""Copies follow soon: of one of so many documents before."""


def main() -> int:
    """Measure and print. Returns the exit status."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--documents", type=int, nargs="*", default=[10_000, 100_000])
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--articles", type=int, default=400)
    options.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        corpus, out, workers, what = given.one
        print(json.dumps(one(corpus, out, int(workers), what)))
        return 0
    if not NEWS.is_file():
        print("bench: batch skipped, for the texts lie in ../shared")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        grown(Path(folder), given.documents, given.workers)
        if given.articles:
            read(Path(folder), given.articles, given.workers)
    opened()
    return 0


def grown(folder: Path, sizes: list[int], workers: int) -> None:
    """Copies alone, over ever more documents."""
    base: float | None = None
    for n, size in enumerate(sizes):
        corpus = folder / f"{size}.jsonl"
        with corpus.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in made(size))
        alone = measured(corpus, folder / f"out-{size}", 1, "copies")
        total = sum(alone["steps"].values())
        first = sum(alone["steps"][step] for step in ("clean", "gather"))
        base = base or total / size
        print(f"\n{size:,} documents, copies alone, one process: {alone['documents']}")
        for step, seconds in alone["steps"].items():
            print(f"  {step:8}{seconds:9.1f} s{1000 * seconds / size:9.3f} ms a document")
        print(f"  clean + fingerprint + duplicates: {size / first:,.0f} documents/s")
        print(
            f"  all: {size / total:,.0f} documents/s; a document over the smallest: {total / size / base:.2f} ×"
        )
        print(f"  memory: {alone['memory']} MB")
        if n == 0 and workers > 1:
            several = measured(corpus, folder / f"several-{size}", workers, "copies")
            serial, shared = sum(several["steps"].values()), several["below"]
            gain = total / (serial + shared / workers)
            print(
                f"  {workers} workers: {serial:.1f} s in the parent, {shared:.1f} s in all workers:"
                f" {gain:.2f} × of one, by the clock {alone['clock'] / several['clock']:.2f} ×;"
                f" memory of a worker {several['memory_below']} MB"
            )
        corpus.unlink()


def read(folder: Path, articles: int, workers: int) -> None:
    """The whole of a batch beside the bare model on its distinct texts, in turns."""
    rows = (json.loads(row) for row in NEWS.open(encoding="utf-8"))
    texts = list(dict.fromkeys(row["text"] for row in rows if len(row["text"]) > 500))
    texts = random.Random(1).sample(texts, articles)
    corpus = folder / "articles.jsonl"
    corpus.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    ratios, costs = [], []
    for n in range(3):
        alone = measured(corpus, folder / f"read-{n}", 1, "read")
        total, model = sum(alone["steps"].values()), alone["model"]
        ratios.append(total / model)
        costs.append(total / articles)
    several = measured(corpus, folder / "read-several", workers, "read")
    middle = sorted(ratios)[1]
    print(f"\n{articles} articles read, three rounds: {alone['documents']}")
    print(
        f"  whole batch over the bare model: {middle:.2f} × ({min(ratios):.2f}–{max(ratios):.2f});"
        f" {sorted(costs)[1]:.3f} s an article"
    )
    for step, seconds in alone["steps"].items():
        print(f"  {step:8}{1000 * seconds / articles:9.1f} ms an article")
    serial, shared = sum(several["steps"].values()), several["below"]
    print(
        f"  {workers} workers: {sorted(costs)[1] * articles / (serial + shared / workers):.2f} × of one, who had"
        " the model loaded"
    )
    print(
        f"  memory: {alone['memory']} MB; of a worker, {workers} of them: {several['memory_below']} MB"
    )


def opened() -> None:
    """HTML pages into texts: what a web archive costs before anything else.

    They are a ministry's, which are small; and the same with links around the article up to 100 KB.
    """
    from sayso.errors import InputError
    from sayso.intake.files import report_from_raw

    files = sorted((SHARED / "data" / "ua-mod-pages").rglob("*.html"))
    links = "".join(
        f'<li><a href="/story/{n}">The story number {n} of this site</a></li>' for n in range(1400)
    )
    small = [file.read_bytes() for file in files]
    large = [
        page.replace(b"</body>", f"<nav><ul>{links}</ul></nav></body>".encode()) for page in small
    ]
    for pages in (small, [page for page in large if b"<nav><ul>" in page]):
        began = time.process_time()
        for page in pages:
            try:
                report_from_raw(page, "text/html", ref="page")
            except InputError:
                continue
        rate = len(pages) / (time.process_time() - began)
        size = sum(map(len, pages)) / len(pages) / 1000
        print(f"{len(pages)} HTML pages of {size:.0f} KB: {rate:.1f} pages/s")


def measured(corpus: Path, out: Path, workers: int, what: str) -> dict[str, Any]:
    """One batch in a fresh process."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", corpus, out, str(workers), what],
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


class Steps:
    """CPU seconds of this process by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._step, self._since = "", 0.0

    def begin(self, step: str, _total: int, _done: int) -> None:
        """Another step begins."""
        self.end()
        self._step, self._since = step, time.process_time()

    def advance(self, documents: int) -> None:
        """Nothing to note."""

    def end(self) -> None:
        """The step is over."""
        if self._step:
            taken = time.process_time() - self._since
            self.seconds[self._step] = self.seconds.get(self._step, 0.0) + taken


def one(corpus: str, out: str, workers: int, what: str) -> dict[str, Any]:
    """Run a batch here. model: seconds of the bare model on the texts, where they were read.

    Before texts are read, a few are read unseen, so that neither the model nor the reader is loaded on time
    that counts.
    """
    from sayso.batch.batch import run
    from sayso.batch.plan import Asked

    model = None
    if what == "read" and workers == 1:
        first = Path(corpus).with_name("first.jsonl")
        lines = Path(corpus).read_text("utf-8").split("\n")[:5]
        first.write_text("\n".join(lines), "utf-8")
        warm = Asked(inputs=(str(first),))
        run(Path(f"{out}-first"), warm, started="2031-01-01T00:00:00Z", workers=1, watch=Steps())
        model = bare(corpus)
    steps = Steps()
    asked = Asked(
        inputs=(corpus,),
        reading=what == "read",
        shard=10 if what == "read" and workers > 1 else 1000,
    )
    began = time.perf_counter()
    found = run(Path(out), asked, started="2031-01-01T00:00:00Z", workers=workers, watch=steps)
    clock = time.perf_counter() - began
    steps.end()
    below = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "documents": found["documents"],
        "steps": steps.seconds,
        "clock": clock,
        "model": model,
        "below": below.ru_utime + below.ru_stime,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "memory_below": below.ru_maxrss // 1024,
    }


def bare(corpus: str) -> float:
    """CPU seconds of the model alone: its windows, encoded beforehand. It is loaded and warm after."""
    from sayso import neural
    from sayso.errors import NotEnglish
    from sayso.reading.language import check_language
    from sayso.reading.structure import Structure

    model = neural.default_model()
    encoded = []
    for row in Path(corpus).read_text("utf-8").splitlines():
        structure = Structure.of(json.loads(row)["text"])
        try:
            check_language(structure.text)
        except NotEnglish:
            continue  # the batch does not read it either
        paragraphs = [(p.start, p.end) for p in structure.paragraphs]
        encoded.append(neural.encode(structure.text, paragraphs, structure.quotations.states))
    model.tag(encoded[0])
    began = time.process_time()
    for each in encoded:
        model.tag(each)
    return time.process_time() - began


def made(total: int) -> Iterator[dict[str, Any]]:
    """Lines of JSON Lines."""
    rows = (json.loads(row)["text"] for row in NEWS.open(encoding="utf-8"))
    real = list(islice((text for text in rows if len(text) > 300), 1000))
    vocabulary = _by_length(real)
    recent: list[str] = []
    for n in range(total):
        chance = random.Random(n)
        draw = chance.random()
        old = chance.choice(recent) if recent else ""
        if not old or draw < 0.78:
            text = _changed(chance.choice(real), 0.9, vocabulary, chance)
        elif draw < 0.90:
            text = _changed(old, 0.03, vocabulary, chance)
        else:
            text = old[: len(old) // 2] if draw < 0.98 else old
        recent = [*recent[-RECENT + 1 :], text]
        host = min(int(chance.paretovariate(0.7)), 2000)
        yield {
            "id": f"report-{n}",
            "text": text,
            "url": f"https://host{host}.example/{n}",
            "published": f"2031-{1 + n * 12 // total:02d}-{1 + n % 28:02d}",
        }


def _changed(
    text: str,
    share: float,
    vocabulary: dict[int, tuple[list[str], list[int]]],
    chance: random.Random,
) -> str:
    """The text with a share of its longer words, everywhere where they stand, and figures replaced."""
    other: dict[str, str] = {}

    def new(found: re.Match[str]) -> str:
        word = found[0]
        if word not in other:
            other[word] = word
            if chance.random() < share:
                words, weights = vocabulary.get(len(word), ([word.lower()], [1]))
                drawn = words[bisect_right(weights, chance.randrange(weights[-1]))]
                number = str(chance.randrange(10 ** len(word)))
                drawn = drawn.capitalize() if word[0].isupper() else drawn
                other[word] = number if word.isdigit() else drawn
        return other[word]

    return _WORD.sub(new, text)


def _by_length(texts: list[str]) -> dict[int, tuple[list[str], list[int]]]:
    """Words by their length, with running sums of how often they stand in the texts."""
    counts = Counter(w.lower() for text in texts for w in _WORD.findall(text) if w.isalpha())
    found: dict[int, tuple[list[str], list[int]]] = {}
    for word, n in sorted(counts.items()):
        words, weights = found.setdefault(len(word), ([], []))
        words.append(word)
        weights.append((weights[-1] if weights else 0) + n)
    return found


if __name__ == "__main__":
    sys.exit(main())
