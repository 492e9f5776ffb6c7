"""The quality gate: what the shipped reader scores on PolNeAR dev and NewsQuant dev, against the pinned floors.

    python tests/quality/gate.py            exits with 1 if a score is below its floor
    python tests/quality/gate.py --raise    moves the floors up to what is scored now, never down

The public command reads the texts and the corpus's own scorer scores them, both as they are. A floor
is lowered by hand only, in floors.json, with a `why` beside it. Intervals are bootstrapped over
articles: a difference smaller than they are wide may be luck.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from quality import newsquant

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
FLOORS = Path(__file__).with_name("floors.json")
PINNED = (
    ("source", "exact"),
    ("cue", "exact"),
    ("content", "exact"),
    ("relation", "exact"),
    ("relation", "overlap"),
)
LEEWAY = 0.3
"""How far a raised floor stays below the score: another processor may round a sum the other way."""
RESAMPLES = 2000

Score = tuple[str, str]
Floors = dict[Score, dict[str, Any]]
Counts = np.ndarray[Any, np.dtype[np.int64]]
"""What is right, found and wanted, in each of N articles for each of the S scores: (N, S, 3)."""


def main(argv: list[str] | None = None) -> int:
    """Measure, print, compare. Returns the exit status."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--raise", dest="up", action="store_true", help="move the floors up")
    up = options.parse_args(argv).up
    gold, scorer = SHARED / "data" / "polnear" / "dev", SHARED / "score" / "attribution.py"
    if not (gold.is_dir() and scorer.is_file()):
        print("quality: skipped, for PolNeAR and its scorer lie in ../shared, which is not here")
        return 0
    pinned = json.loads(FLOORS.read_text("utf-8"))
    now = {"sha256": hash_of([*sorted(gold.rglob("*.txt")), *sorted(gold.rglob("*.ann")), scorer])}
    floors = floors_in(pinned)
    problems = lowered(floors, floors_before(pinned))
    if pinned["gold"] != now:
        new = f"if they should have, put {now['sha256']} into floors.json"
        problems.append(f"the gold data or their scorer are not those of the floors; {new}")
    with tempfile.TemporaryDirectory() as folder:
        readings = Path(folder) / "readings.jsonl"
        status = read(sorted(gold.glob("text/*.txt")), readings)
        if status:
            problems.append(f"sayso read ended with status {status}")
        scores = score(scorer, gold, readings)
        counts = counts_by_article(load(scorer), gold, readings, Path(folder))
        aside = boilerplate(load(scorer), gold, readings)
        quantities = newsquant.score(SHARED, sayso(), Path(folder))
    counted = {"sha256": hash_of([*newsquant.files(SHARED)])}
    problems += newsquant.problems(quantities, pinned["newsquant"], counted)
    problems += below(scores, floors)
    show(scores, floors, counts)
    print("for information, words set aside as boilerplate, against Discard: " + aside)
    newsquant.show(quantities, pinned["newsquant"]["floors"])
    if up and not problems:
        rows = newsquant.raised(quantities, pinned["newsquant"]["floors"], LEEWAY)
        beside = {**pinned, "newsquant": {"gold": counted, "floors": rows}}
        beside = {k: v for k, v in beside.items() if k not in ("gold", "floors")}
        FLOORS.write_text(dump(raised(scores, floors), now, beside), "utf-8")
        print(f"floors raised in {FLOORS.name}")
    for problem in problems:
        print(f"quality: FAILED: {problem}")
    return 1 if problems else 0


def hash_of(files: list[Path]) -> str:
    """One hash over the names and bytes of files."""
    digest = hashlib.sha256()
    for path in files:
        raw = path.read_bytes()
        digest.update(f"{path.name} {len(raw)}\n".encode() + raw)
    return digest.hexdigest()


# The floors


def floors_in(pinned: dict[str, Any]) -> Floors:
    """The rows of floors.json by what they pin: {"floor": 70.0} and, if it was lowered, "why"."""
    names = {" ".join(score): score for score in PINNED}
    return {names[name]: row for name, row in pinned["floors"].items()}


def floors_before(pinned: dict[str, Any]) -> Floors:
    """The floors as they were before their last change, as far as the history at hand tells."""
    name = FLOORS.relative_to(ROOT).as_posix()
    for commit in git("log", "-2", "--format=%H", "--", name).split():
        try:
            then = json.loads(git("show", f"{commit}:{name}"))
        except json.JSONDecodeError:
            continue
        if then != pinned:
            return floors_in(then)
    return {}


def git(*words: str) -> str:
    """What git answers, or nothing: a source archive has no history."""
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, encoding="utf-8")
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def lowered(floors: Floors, before: Floors) -> list[str]:
    """Floors that went down, or away, without a word why."""
    found = []
    for name, row in before.items():
        here = floors.get(name)
        if here is None:
            found.append(f"the floor of {' '.join(name)} is gone from floors.json")
        elif here["floor"] < row["floor"] and not here.get("why"):
            change = f"from {row['floor']} to {here['floor']}"
            found.append(f"the floor of {' '.join(name)} went {change} without a `why`")
    return found


def below(scores: dict[Score, float], floors: Floors) -> list[str]:
    """Scores that are lower than their floors."""
    return [
        f"{' '.join(name)} is {scores[name]:.1f}, below its floor of {row['floor']:.1f}"
        for name, row in floors.items()
        if scores[name] < row["floor"]
    ]


def raised(scores: dict[Score, float], floors: Floors) -> Floors:
    """Each floor where it was, or LEEWAY below the score if that is higher."""
    new: Floors = {}
    for name in PINNED:
        row = floors.get(name, {"floor": 0.0})
        reached = round(scores[name] - LEEWAY, 1)
        new[name] = {"floor": reached} if reached > row["floor"] else row
    return new


def dump(floors: Floors, gold: dict[str, str], beside: dict[str, Any] | None = None) -> str:
    """The text of floors.json. beside: the other sets that are gated."""
    rows = {" ".join(name): row for name, row in floors.items()}
    return json.dumps({"gold": gold, "floors": rows, **(beside or {})}, indent=2) + "\n"


# The measurement


def read(files: list[Path], out: Path, model: str = "careful") -> int:
    """`sayso read --json` over all files. Returns its exit status."""
    with out.open("wb") as file:
        return subprocess.run(
            [sayso(), "read", "--json", "--quiet", "--model", model, *files], stdout=file
        ).returncode


def sayso() -> str:
    """The command that is installed beside this Python."""
    return shutil.which("sayso", path=sysconfig.get_path("scripts")) or "sayso"


def score(scorer: Path, gold: Path, readings: Path) -> dict[Score, float]:
    """What the scorer prints of all articles together."""
    done = subprocess.run(
        [sys.executable, scorer, gold, readings], capture_output=True, encoding="utf-8", check=True
    )
    return {name: json.loads(done.stdout)[name[0]][name[1]] for name in PINNED}


def load(scorer: Path) -> ModuleType:
    """The scorer as a module, for its parts."""
    spec = importlib.util.spec_from_file_location("attribution_scorer", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counts_by_article(scorer: ModuleType, gold: Path, readings: Path, folder: Path) -> Counts:
    """Give the scorer one article at a time, and have it give its counts where it would give F1."""
    scorer.f1 = lambda right, found, wanted: [right, found, wanted]  # type: ignore[attr-defined]
    lines = lines_by_id(readings)
    one = folder / "one"
    counts = []
    for text in sorted(gold.glob("text/*.txt")):
        for part in ("text", "attributions"):
            (one / part).mkdir(parents=True)
        shutil.copy(text, one / "text")
        for labels in gold.glob(f"attributions/{text.stem}_*.ann"):
            shutil.copy(labels, one / "attributions")
        (one / "reading.jsonl").write_text(lines.get(id_of(text), ""), "utf-8")
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            scorer.main(str(one), str(one / "reading.jsonl"))
        result = json.loads(out.getvalue())
        counts.append([result[role][kind] for role, kind in PINNED])
        shutil.rmtree(one)
    return np.array(counts)


def lines_by_id(readings: Path) -> dict[str, str]:
    """The lines of a file of readings, by the id of the report."""
    lines = readings.read_text("utf-8").split("\n")
    return {json.loads(line)["report"]["id"]: line for line in lines if line}


def id_of(text: Path) -> str:
    """The id that a reading gives to a text."""
    return "sha256:" + hashlib.sha256(text.read_bytes()).hexdigest()


def intervals(counts: Counts) -> list[tuple[float, float]]:
    """Between which two values the middle 95 % of each F1 lie, over resampled articles."""
    draw = np.random.default_rng(1)
    articles = len(counts)
    times = draw.multinomial(articles, np.full(articles, 1 / articles), size=RESAMPLES)
    right, found, wanted = np.einsum("rn,nsk->ksr", times, counts)
    ends = np.percentile(200 * right / np.maximum(found + wanted, 1), [2.5, 97.5], axis=1)
    return list(zip(*ends.tolist(), strict=True))


def boilerplate(scorer: ModuleType, gold: Path, readings: Path) -> str:
    """Words of boilerplate against the `Discard` of the first annotator: precision and recall."""
    right = made = wanted = 0
    lines = lines_by_id(readings)
    for text in sorted(gold.glob("text/*.txt")):
        words = [m.span() for m in scorer.TOKEN.finditer(text.read_bytes().decode("utf-8"))]
        ends = [a for a, _ in words], [b for _, b in words]
        labels = min(gold.glob(f"attributions/{text.stem}_*.ann"))
        spans = [
            tuple(map(int, part.split()))
            for line in labels.read_text("utf-8").splitlines()
            if line.startswith("T") and "\tDiscard " in line
            for part in line.split("\t")[1].removeprefix("Discard ").split(";")
        ]
        found = json.loads(lines.get(id_of(text), '{"boilerplate": []}'))["boilerplate"]
        ours = scorer.tokens_of([(s["start"], s["end"]) for b in found for s in b["spans"]], *ends)
        theirs = scorer.tokens_of(spans, *ends)
        right, made, wanted = right + len(ours & theirs), made + len(ours), wanted + len(theirs)
    return (
        f"precision {100 * right / max(made, 1):.1f} %, recall {100 * right / max(wanted, 1):.1f} %"
    )


def show(scores: dict[Score, float], floors: Floors, counts: Counts) -> None:
    """Print the table."""
    print(f"PolNeAR dev, {len(counts)} articles, F1 in %")
    print(f"{'':20}{'floor':>6}{'now':>7}   95 % interval")
    for name, (low, high) in zip(PINNED, intervals(counts), strict=True):
        floor = floors[name]["floor"] if name in floors else None
        shown = "none" if floor is None else f"{floor:.1f}"
        print(f"{' '.join(name):20}{shown:>6}{scores[name]:>7.1f}   {low:.1f} to {high:.1f}")


if __name__ == "__main__":
    sys.exit(main())
