"""The quality gate for copies: planted ones found again, and real ones on local news.

    python tests/quality/copies.py             exits with 1 if a score is below its floor in floors.json
    python tests/quality/copies.py --raise     moves the floors up to what is scored now, never down
    python tests/quality/copies.py --show      prints what was missed, and each edge between two incidents

Planted: the texts of 90 to 3,000 words of meantime, gum and white-house are filed with copies of each, made by
`plant`: a half, a part or a quotation stands among words of a longer text that is not filed itself. A copy is
found if `sayso copies` has a line between it and its original that is no boilerplate. Local news: the share
of whole and part copies whose two reports are about one incident; and of the pairs of one incident of
which three tenths of the shorter one's words agree, without runs of words that stand in three incidents or
more, the share that has a line. The form of furniture was looked at on incidents with an even number; the
others are reported beside them. Reports are filed without being read, so without what the reading marks as
boilerplate, unless --read is given: then `sayso add` reads them all, which takes an hour.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.ledger import Ledger, conclude
from sayso.ledger.copying import copies
from sayso.ledger.copying.copy_lines import CopyLine, copy_lines
from sayso.records import Published, Reading, Report
from sayso.records.reading import GeneratedBy

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
FLOORS = Path(__file__).with_name("floors.json")
SEED = 20
LEEWAY = 0.01
WAYS = ("exact", "5% edits", "20% edits", "half", "30%", "15%", "40-word quotation")
PROMOTIONS = (
    "Sign up for our evening newsletter and never miss a story.",
    "Follow us on social media for all the latest from the region.",
    "READ MORE: Harbour ferry fares to rise again next spring",
    "Download our free app for breaking news alerts.",
    "Do you have a story for us? Write to tips@example.org.",
    "Support independent journalism from as little as two crowns a month.",
)


def main() -> int:
    """Measure, print, compare. Returns the exit status."""
    if not (SHARED / "data" / "meantime").is_dir():
        print("quality: copies skipped, for the texts lie in ../shared")
        return 0
    scores = {**planted(), **local_news()}
    pinned = json.loads(FLOORS.read_text("utf-8"))
    floors = pinned.get("copies", {})
    print(f"{'':44}{'floor':>7}{'now':>8}")
    for name, score in scores.items():
        print(f"{name:44}{floors.get(name, 0):>7.3f}{score:>8.4f}")
    low = [name for name, floor in floors.items() if scores[name] < floor]
    for name in low:
        print(f"quality: FAILED: copies: {name} is below its floor")
    if "--raise" in sys.argv and not low:
        up = {n: max(floors.get(n, 0), round(s - LEEWAY, 3)) for n, s in scores.items()}
        FLOORS.write_text(json.dumps({**pinned, "copies": up}, indent=2) + "\n", "utf-8")
    return 1 if low else 0


# Planted copies


def planted() -> dict[str, float]:
    """Recall by way of copying."""
    draw = random.Random(SEED)
    texts, others = originals()
    made = [(f"{k} original", text) for k, text in enumerate(texts)]
    made += [
        (f"{k} {way}", plant(way, text, draw.choice(others), texts, draw))
        for k, text in enumerate(texts)
        for way in WAYS
    ]
    draw.shuffle(made)
    of = {Report.of(text, ref=name).id: name for name, text in made}
    found: set[tuple[str, str]] = set()
    for line in lines([Report.of(text, ref=name) for name, text in made]):
        a, b = of[line.from_], of[line.to]
        if line.kind == "boilerplate":
            continue
        found |= {(a, b), (b, a)}
    scores = {}
    for way in WAYS:
        missed = [k for k in range(len(texts)) if (f"{k} original", f"{k} {way}") not in found]
        scores[f"planted: {way}"] = 1 - len(missed) / len(texts)
        if "--show" in sys.argv:
            for k in missed:
                print(f"missed: {way} of {texts[k][:60]!r}")
    print(f"planted: {len(texts)} texts, {len(made)} reports")
    return scores


def plant(way: str, text: str, other: str, vocabulary: list[str], draw: random.Random) -> str:
    """A copy of a text with a headline and promotions of its own; parts stand among another text."""
    lines = text.split("\n\n")
    if way.endswith("edits"):
        lines = [edited(x, int(way.split("%")[0]) / 100, vocabulary, draw) for x in lines]
    elif way in {"half", "30%", "15%"}:
        lines = among(
            part(text, {"half": 0.5, "30%": 0.3, "15%": 0.15}[way], draw), other, way, draw
        )
    elif way == "40-word quotation":
        words = text.split()
        at = draw.randrange(max(1, len(words) - 40))
        said = " ".join(words[at : at + 40]).replace('"', "").strip(" ,;")
        lines = among(f"\u201c{said},\u201d it said.", other, way, draw)
    for promotion in draw.sample(PROMOTIONS, 2):
        lines.insert(draw.randrange(1, len(lines) + 1), promotion)
    headline = " ".join(draw.choice(draw.choice(vocabulary).split()) for _ in range(8))
    return "\n\n".join([headline.capitalize(), *lines])


def edited(text: str, share: float, vocabulary: list[str], draw: random.Random) -> str:
    """A share of the words replaced, left out, doubled by another or swapped."""
    out: list[str] = []
    for word in text.split():
        if draw.random() >= share:
            out.append(word)
            continue
        strange = draw.choice(draw.choice(vocabulary).split())
        match draw.randrange(4):
            case 0 | 1:
                out.append(strange)
            case 2:
                pass
            case 3:
                out += [word, strange]
    return " ".join(out)


def part(text: str, share: float, draw: random.Random) -> str:
    """So much of a text, in one piece."""
    words = text.split(" ")
    size = max(1, round(share * len(words)))
    at = draw.randrange(len(words) - size + 1)
    return " ".join(words[at : at + size])


def among(copied: str, other: str, way: str, draw: random.Random) -> list[str]:
    """The copied words in the middle of as much of another text, or of 250 words around a quotation."""
    size = 250 if way.startswith("40") else min(400, len(copied.split()))
    rest = part(other, min(1.0, size / max(1, len(other.split()))), draw).split("\n\n")
    at = draw.randrange(len(rest) + 1)
    return [*rest[:at], copied, *rest[at:]]


def originals() -> tuple[list[str], list[str]]:
    """The texts of meantime, gum and white-house, each once: of 90 to 3,000 words, and longer ones."""
    found: dict[str, str] = {}
    for text in (*_meantime(), *_gum(), *_white_house()):
        found.setdefault(text[:300], text)
    sizes = {text: len(text.split()) for text in found.values()}
    return [t for t, n in sizes.items() if 90 <= n <= 3000], [
        t for t, n in sizes.items() if n > 3000
    ]


def _meantime() -> Iterator[str]:
    sentences: dict[tuple[str, str], list[str]] = {}
    for row in (SHARED / "data/meantime/meantime.conll").open(encoding="utf-8"):
        cells = row.rstrip("\n").split("\t")
        if len(cells) >= 4:
            sentences.setdefault((cells[0], cells[1]), []).append(cells[3])
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for (document, _), tokens in sentences.items():
        joined = re.sub(r" ([,.;:!?%)]|'s\b|n't\b)", r"\1", " ".join(tokens))
        texts[document].append(re.sub(r"([$(]) ", r"\1", joined))
    yield from ("\n\n".join(lines) for lines in texts.values())


def _gum() -> Iterator[str]:
    for path in sorted((SHARED / "data/gum/dep").glob("*.conllu")):
        rows = path.read_text("utf-8").split("\n")
        yield "\n\n".join(r.removeprefix("# text = ") for r in rows if r.startswith("# text = "))


def _white_house() -> Iterator[str]:
    for path in sorted((SHARED / "data/white-house").rglob("*.md")):
        body = path.read_text("utf-8")
        yield re.sub(r"\A---\n.*?\n---\n", "", body, flags=re.DOTALL).strip()


# Local news


def local_news() -> dict[str, float]:
    """Precision of whole and part copies, and recall of what is copied within an incident."""
    reports, incidents = _local_reports()
    found = {frozenset((x.from_, x.to)): x for x in lines(reports) if x.from_ != x.to}
    texts = {r.id: r.text for r in reports}
    wanted = _copied_pairs(texts, incidents)
    scores = {}
    for half, odd in (("even half", 0), ("odd half", 1)):

        def ours(pair: Iterable[str], odd: int = odd) -> bool:
            return int(min(incidents[min(pair)], key=int)) % 2 == odd

        edges = [p for p, x in found.items() if x.kind in {"whole", "part"} and ours(p)]
        right = [p for p in edges if _same(p, incidents)]
        asked = [p for p in wanted if ours(p)]
        met = [p for p in asked if p in found and found[p].kind != "boilerplate"]
        scores[f"local news, {half}: one incident"] = len(right) / max(1, len(edges))
        scores[f"local news, {half}: found"] = len(met) / max(1, len(asked))
        print(f"local news, {half}: {len(edges)} whole or part copies, {len(asked)} pairs to find")
        if "--show" in sys.argv:
            for p in sorted(set(asked) - set(met), key=sorted):
                print("missed:", *sorted(p))
            for p in sorted(set(edges) - set(right), key=sorted):
                print("two incidents:", *sorted(p), repr(found[p].passages[0].from_.text[:120]))
    return scores


def _same(pair: Iterable[str], incidents: dict[str, set[str]]) -> bool:
    one, two = pair
    return bool(incidents[one] & incidents[two])


def _local_reports() -> tuple[list[Report], dict[str, set[str]]]:
    reports, incidents = [], defaultdict(set)
    for row in (SHARED / "data/local-news/articles.jsonl").open(encoding="utf-8"):
        article = json.loads(row)
        if not article["text"].strip():
            continue
        day = article["date"]
        report = Report.of(
            article["text"],
            ref=article["id"],
            title=article["title"] or None,
            url=article["uri"],
            published=Published(from_=day, to=day, precision="day") if day else None,
        )
        reports.append(report)
        incidents[report.id].add(article["inc"])
    return reports, incidents


def _copied_pairs(texts: dict[str, str], incidents: dict[str, set[str]]) -> set[frozenset[str]]:
    """Pairs of one incident that share three tenths of the shorter one's runs of five words."""
    runs = {}
    where: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for n, text in texts.items():
        words = re.findall(r"\w+", text.lower())
        runs[n] = {tuple(words[k : k + 5]) for k in range(len(words) - 4)}
        for run in runs[n]:
            where[run].add(n)
    common = {r for r, held in where.items() if len({min(incidents[n]) for n in held}) > 2}
    kept = {n: held - common for n, held in runs.items()}
    by_incident: defaultdict[str, list[str]] = defaultdict(list)
    for n in texts:
        for incident in incidents[n]:
            by_incident[incident].append(n)
    found = set()
    for members in by_incident.values():
        for k, a in enumerate(members):
            for b in members[:k]:
                both, fewer = kept[a] & kept[b], min(len(kept[a]), len(kept[b]))
                if len(both) >= 0.3 * fewer and len(both) > 5:
                    found.add(frozenset((a, b)))
    return found


# Filing


def lines(reports: list[Report]) -> list[CopyLine]:
    """File the reports into a new ledger and ask for their copies."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sayso.db"
        if "--read" in sys.argv:
            _add(reports, Path(folder) / "reports.jsonl", path)
        with Ledger.open(path) as ledger:
            if "--read" not in sys.argv:
                conclude.RULES = (copies,)  # the others find nothing in reports that were not read
                unread = GeneratedBy(sayso="0", model=None, started=None)
                for k in range(0, len(reports), 200):
                    ledger.file_all(
                        [
                            (Reading(generated_by=unread, report=r), r.ref)
                            for r in reports[k : k + 200]
                        ],
                        seen_at="2031-01-01T00:00:00Z",
                    )
            return list(copy_lines(ledger.db))


def _add(reports: list[Report], path: Path, ledger: Path) -> None:
    rows = (
        {
            "id": r.ref,
            "text": r.text,
            "title": r.title,
            "url": r.url,
            "published": r.published.from_ if r.published else None,
        }
        for r in reports
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    command = Path(sysconfig.get_path("scripts")) / "sayso"
    subprocess.run(
        [command, "add", "--quiet", "--ledger", ledger, "--from", "jsonl", path],
        stdout=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    sys.exit(main())
