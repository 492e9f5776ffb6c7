"""Make chain labels (shared/ANNOTATION.md) by hand: show an article, compile a sheet, compare two passes.

    python training/label.py show FILE [--part A B]      the article in numbered sentences, with its known relations
    python training/label.py compile SHEET … --out DIR   sheets to standoff JSON; every mistake is named
    python training/label.py agree DIR DIR               one pass scored against the other by the corpus's own scorer

A sheet quotes the article, so it stays outside the repository; the JSON made of it only points.

    file: polnear/dev/nyt_…            (and, for a piece of a long text, `part: A B`)
    outlet: New York Times             (or `outlet: -`)
    s1 person named Paul Manafort
    s2 group unnamed senior officials

    E4 source_id=s1 parent=- channel=not-stated stance=asserts certainty=certain
    N1 source_id=s2 parent=E4 channel=press-report stance=believes certainty=hedged
      source: 12: officials
      cue: 12: believe
      content: 12: the van ... late
      channel_span: 13: in an interview
      by: the Post
      to: his wife

`12: words` are found in sentence 12; `12#2: he` is the second "he" there; `12: a ... b` runs from a to b;
`12-14: a ... b` from a in 12 to b in 14; `12: *` and `12-14: *` are whole sentences; ` + ` joins parts.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from texts import SHARED, sha256, text_of

from sayso.reading.structure import Structure

KINDS = "person group organisation outlet document recording data unknown".split()
CHANNELS = (
    "interview statement public-speech private-communication intercepted-communication social-media document "
    "order-or-law court published-work press-report data recording observation not-stated"
).split()
STANCES = "asserts denies asks orders intends believes declines".split()
CERTAINTIES = "certain hedged conditional negated unknown".split()
Spans = list[list[int]]


class Mistake(Exception):
    """A line of a sheet that can't be understood."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Numbered from 1 in what `show` prints."""
    return [(s.start, s.end) for s in Structure.of(text).sentences]


def known(file: str) -> dict[str, dict[str, Spans]]:
    """PolNeAR's own relations of an article by their E-number (first annotator); empty elsewhere."""
    if not file.startswith("polnear/"):
        return {}
    _, split, name = file.split("/")
    paths = sorted((SHARED / "data/polnear" / split / "attributions").glob(f"{name}_*.ann"))
    marks: dict[str, tuple[str, Spans]] = {}
    out: dict[str, dict[str, Spans]] = {}
    for line in paths[0].read_text("utf8").splitlines():
        part = line.split("\t")
        if line.startswith("T") and len(part) > 1:
            role, where = part[1].split(" ", 1)
            marks[part[0]] = (role.lower(), [list(map(int, s.split())) for s in where.split(";")])
        elif line.startswith("E") and len(part) > 1:
            got: dict[str, Spans] = {"source": [], "cue": [], "content": []}
            for tie in part[1].split():
                role, spans = marks.get(tie.split(":")[1], ("", []))
                if role in got:
                    got[role] += spans
            if got["content"]:
                out[part[0]] = {k: sorted(v) for k, v in got.items()}
    return out


def show(file: str, part: tuple[int, int] | None) -> None:
    text = text_of(file, part)
    print(f"file: {file}" + (f"\npart: {part[0]} {part[1]}" if part else ""))
    line = -1
    for n, (a, b) in enumerate(sentences(text), 1):
        here = text.count("\n", 0, a)
        print(("\n" if here != line else "") + f"[{n}] {text[a:b]}")
        line = here
    relations = sorted(known(file).items(), key=lambda r: min(r[1]["content"]))
    if relations:
        print("\nKnown relations")
    for e, roles in relations:
        print(f"{e}: " + " | ".join(f"{k}: {_words(text, v)}" for k, v in roles.items()))


def _words(text: str, spans: Spans) -> str:
    return " + ".join(re.sub(r"\s+", " ", text[a:b]) for a, b in spans) or "-"


def place(text: str, where: list[tuple[int, int]], words: str) -> Spans:
    """Offsets of the words a sheet quotes."""
    out = []
    for item in re.split(r"\s+\+\s+", words.strip()):
        m = re.fullmatch(r"(\d+)(?:-(\d+))?(?:#(\d+))?:\s*(.+)", item, re.DOTALL)
        if not m:
            raise Mistake(f"not a place: {item!r}")
        first, last = int(m[1]), int(m[2] or m[1])
        if not 1 <= first <= last <= len(where):
            raise Mistake(f"no sentence {item.split(':')[0]}")
        low, high = where[first - 1][0], where[last - 1][1]
        if m[4].strip() == "*":
            out.append([low, high])
            continue
        begin, dots, end = (x.strip() for x in re.sub(r"\s*…\s*", " ... ", m[4]).partition("..."))
        if not dots and begin.endswith("..."):
            begin = begin[:-3]
        a = _find(text, begin, low, where[first - 1][1] if dots else high, int(m[3] or 1))
        if not dots:
            out.append(list(a))
        else:
            b = _find(text, end, max(a[1], where[last - 1][0]), high, 1) if end else (high, high)
            out.append([a[0], b[1]])
    return sorted(out)


def _find(text: str, words: str, low: int, high: int, nth: int) -> tuple[int, int]:
    """The nth time the words stand between two offsets, at word edges, whatever the blanks and quotation marks."""
    same = {"'": "['‘’]", "‘": "['‘’]", "’": "['‘’]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
    same |= {"-": "[-–—]", "–": "[-–—]", "—": "[-–—]"}
    pattern = r"\s+".join("".join(same.get(c, re.escape(c)) for c in w) for w in words.split())
    edge = r"(?<!\w)" if words[:1].isalnum() else ""
    stop = r"(?!\w)" if words[-1:].isalnum() else ""
    hits = list(re.compile(edge + pattern + stop).finditer(text, low, high))
    if len(hits) < nth:
        raise Mistake(f"{words!r} does not stand there{' so often' if hits else ''}")
    return hits[nth - 1].span()


def compile_sheet(sheet: str) -> dict[str, Any]:
    """One label object, checked. Raises Mistake with every fault of the sheet, one a line."""
    faults: list[str] = []
    head: dict[str, str] = {}
    sources: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for n, line in enumerate(sheet.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("//"):
            continue
        if m := re.match(r"(s\d+)\s+(\S+)\s+(named|unnamed)\s+(.+)", line):
            if m[2] not in KINDS:
                faults.append(f"line {n}: no kind of source is called {m[2]}")
            sources.append(
                {"id": m[1], "name": m[4].strip(), "kind": m[2], "named": m[3] == "named"}
            )
        elif m := re.match(r"([EN]\d+\w?)\b(.*)", line):
            rows.append(
                {"id": m[1], "line": n, **dict(x.split("=", 1) for x in m[2].split() if "=" in x)}
            )
        elif (m := re.match(r"\s+(source|cue|content|channel_span|by|to):\s*(.*)", line)) and rows:
            rows[-1][m[1]] = m[2].strip()
        elif m := re.match(r"(file|part|outlet):\s*(.*)", line):
            head[m[1]] = m[2].strip()
        else:
            faults.append(f"line {n}: not understood: {line.strip()[:60]}")
    if "file" not in head:
        raise Mistake("no line `file:`")
    part = tuple(map(int, head["part"].split())) if "part" in head else None
    text = text_of(head["file"], part)  # type: ignore[arg-type]
    where, given = sentences(text), known(head["file"])
    named = {s["id"] for s in sources}
    ids = {r["id"] for r in rows}
    faults.extend(f"{e} is missing" for e in sorted(given.keys() - ids))
    out = []
    for r in rows:
        at = f"line {r['line']} ({r['id']})"

        def spans(role: str, r: dict[str, Any] = r, at: str = at) -> Spans:
            if role not in r or r[role] == "-":
                return []
            try:
                return place(text, where, r[role])
            except Mistake as fault:
                faults.append(f"{at}, {role}: {fault}")
                return []

        if r["id"][0] == "E" and r["id"] not in given:
            faults.append(f"{at}: there is no such relation")
            continue
        for key, values in (("channel", CHANNELS), ("stance", STANCES), ("certainty", CERTAINTIES)):
            if r.get(key) not in values:
                faults.append(f"{at}: {key}={r.get(key)} is none of {', '.join(values)}")
        for key, values in (("source_id", named), ("parent", ids)):
            if r.get(key, "-") not in {*values, "-"}:
                faults.append(f"{at}: {key}={r[key]} does not exist")
        roles = {k: spans(k) for k in ("source", "cue", "content")}
        if r["id"] in given:
            roles = {k: v if k in r else given[r["id"]][k] for k, v in roles.items()}
        if not roles["content"]:
            faults.append(f"{at}: no content")
        out.append(
            {
                "id": r["id"],
                **roles,
                "source_id": None if r.get("source_id", "-") == "-" else r["source_id"],
                "parent": None if r.get("parent", "-") == "-" else r["parent"],
                "added": r["id"] not in given,
                "channel": r.get("channel"),
                "channel_span": (spans("channel_span") or [None])[0],
                **{k: None if r.get(k, "-") == "-" else r[k] for k in ("by", "to")},
                "stance": r.get("stance"),
                "certainty": r.get("certainty"),
            }
        )
    if faults:
        raise Mistake("\n".join(faults))
    made = {"file": head["file"], "sha256": sha256(text)}
    if part:
        made["part"] = list(part)
    made["outlet"] = None if head.get("outlet", "-") == "-" else head["outlet"]
    return {**made, "sources": sources, "attributions": out}


def as_reading(label: dict[str, Any]) -> dict[str, Any]:
    """A label in the form of a reading, so that the scorer can hold one pass against the other."""
    attributions = []
    for a in label["attributions"]:
        spans = {k: [{"start": x, "end": y} for x, y in a[k]] for k in ("source", "cue", "content")}
        attributions.append({**a, **spans, "channel_id": a["channel"]})
    return {
        "report": {
            "id": "sha256:" + label["sha256"],
            "text": text_of(label["file"], label.get("part")),
        },
        "attributions": attributions,
        "sources": label["sources"],
        "channels": [{"id": c, "kind": c} for c in CHANNELS],
    }


def load_labels(folder: Path) -> list[dict[str, Any]]:
    """All labels of a folder."""
    return [json.loads(p.read_text("utf8")) for p in sorted(folder.glob("*.json"))]


def chains_score(labels: Path, readings: list[dict[str, Any]]) -> dict[str, Any]:
    """What shared/score/chains.py, run as it is, says of readings against a folder of labels."""
    spec = importlib.util.spec_from_file_location("chains_scorer", SHARED / "score" / "chains.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
        file.writelines(json.dumps(r) + "\n" for r in readings)
        file.flush()
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            scorer.main(str(labels), file.name)
    return json.loads(out.getvalue())


def main() -> int:
    ap = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    todo = ap.add_subparsers(dest="todo", required=True)
    one = todo.add_parser("show")
    one.add_argument("file")
    one.add_argument("--part", type=int, nargs=2)
    many = todo.add_parser("compile")
    many.add_argument("sheets", type=Path, nargs="+")
    many.add_argument("--out", type=Path, required=True)
    two = todo.add_parser("agree")
    two.add_argument("passes", type=Path, nargs=2)
    arg = ap.parse_args()
    if arg.todo == "show":
        show(arg.file, tuple(arg.part) if arg.part else None)
        return 0
    if arg.todo == "agree":
        for gold, other in (arg.passes, arg.passes[::-1]):
            print(json.dumps(chains_score(gold, [as_reading(x) for x in load_labels(other)])))
        return 0
    bad = 0
    arg.out.mkdir(parents=True, exist_ok=True)
    for path in arg.sheets:
        try:
            label = compile_sheet(path.read_text("utf8"))
        except Mistake as fault:
            bad += 1
            print(f"{path.name}:\n{fault}", file=sys.stderr)
            continue
        rows = ",\n".join(json.dumps(a, ensure_ascii=False) for a in label.pop("attributions"))
        top = json.dumps(label, ensure_ascii=False, indent=1)[:-2]
        target = arg.out / (re.sub(r"[^\w.-]+", "_", path.stem) + ".json")
        target.write_text(f'{top},\n "attributions": [\n{rows}\n]}}\n', "utf8")
        print(f"{path.name}: {rows.count(chr(10)) + 1 if rows else 0} relations")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
