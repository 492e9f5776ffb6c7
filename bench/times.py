"""How well times are found and resolved: TimeML (TIMEX3), GUM and the DateTime cases of Recognizers-Text.

    python bench/times.py            the part to report on
    python bench/times.py --tune     the part to tune on, with what went wrong
    python bench/times.py --peers PYTHON    dateparser and Recognizers-Text beside it, on the same texts

PYTHON is the interpreter of an environment of the peers' own, made once:

    python3 -m venv .venv-peers
    .venv-peers/bin/pip install dateparser==1.5.0 recognizers-text-date-time==1.0.2a2 emoji==1.1.0

Recognizers-Text is slow on whole articles: minutes.

TimeML is parted in two by a hash of the file name. The document's date is given as the publication date,
and `sayso read --json --from jsonl` reads the text. Extents are counted as in TempEval-3: strict, or relaxed
(any overlap); a value counts if the extents overlap and the value is the same, so its F1 has the same
denominators. Values are compared as they are, but for the two spellings of a week ("W8", "W08") and
of a set by its day.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared")) / "data"
_TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.S)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Gold:
    """A marked time: where it stands in the text of its document, and its value."""

    start: int
    end: int
    value: str
    words: str


@dataclass(frozen=True)
class Document:
    """A text, its date, its times."""

    name: str
    text: str
    day: str
    times: tuple[Gold, ...]


def timeml(*, tune: bool) -> list[Document]:
    """One half of TimeBank and AQUAINT, by the hash of the file name."""
    found = []
    for path in sorted((SHARED / "timeml").glob("*/*.tml")):
        if (int(hashlib.sha256(path.name.encode()).hexdigest(), 16) % 2 == 0) != tune:
            continue
        raw = path.read_text("utf-8")
        day = re.search(r'<DCT><TIMEX3[^>]*value="([^"]*)"', raw)
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
        if day and body:
            text, times = marked(body[1])
            found.append(Document(path.stem, text, day[1][:10], times))
    return found


def marked(body: str) -> tuple[str, tuple[Gold, ...]]:
    """The text without marks, and where each TIMEX3 stands in it."""
    text, times, at = "", [], 0
    for found in _TIMEX.finditer(body):
        text += plain(body[at : found.start()])
        words = plain(found[2])
        value = re.search(r'\bvalue="([^"]*)"', found[1])
        times.append(Gold(len(text), len(text) + len(words), value[1] if value else "", words))
        text += words
        at = found.end()
    return text + plain(body[at:]), tuple(times)


def plain(markup: str) -> str:
    """Words without their marks."""
    return unescape(_TAG.sub("", markup))


def gum() -> list[Document]:
    """GUM's texts with their dates: those in which no year is printed, resolved by hand."""
    found = []
    for path in sorted((SHARED / "gum" / "xml").glob("*.xml")):
        raw = path.read_text("utf-8")
        day = re.search(r'dateCreated="(\d{4}-\d\d-\d\d)"', raw)
        if day:
            text, times = rebuilt(raw)
            found.append(Document(path.stem, text, day[1], times))
    return found


def rebuilt(raw: str) -> tuple[str, tuple[Gold, ...]]:
    """A text out of GUM's token lines. Within <w> no space parts tokens; a <p> or <head> is a paragraph."""
    text, glued, edge = "", False, True
    opened: list[tuple[str, int | None]] = []
    times: list[Gold] = []
    for line in raw.splitlines():
        if line.startswith(("</p", "</head", "</item", "</sp")):
            text, edge = text.rstrip() + "\n\n", True
        elif line.startswith("<w>"):
            text, glued, edge = text if edge else text + " ", True, True
        elif line.startswith("</w>"):
            glued, edge = False, False
        elif line.startswith("<date"):
            opened.append((line, None))
        elif line.startswith("</date>") and opened:
            tag, start = opened.pop()
            value = re.search(r'when="([^"]*)"', tag)
            if start is not None and value:
                times.append(Gold(start, len(text), value[1], text[start:]))
        elif "\t" in line:
            word = unescape(line.split("\t")[0])
            if (
                not edge
                and not (re.match(r"[,.;:!?)\]’'”%]|n't\b", word))
                and text[-1:] not in "([“$"
            ):
                text += " "
            opened = [(tag, len(text) if start is None else start) for tag, start in opened]
            text += word
            edge = glued
    return text, tuple(sorted(times, key=lambda t: t.start))


def sayso(documents: list[Document]) -> list[list[dict[str, Any]]]:
    """What `sayso read --json` finds in each."""
    command = shutil.which("sayso", path=sysconfig.get_path("scripts")) or "sayso"
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "documents.jsonl"
        rows = [{"id": d.name, "text": d.text, "published": d.day} for d in documents]
        lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        done = subprocess.run(
            [command, "read", "--json", "--quiet", "--from", "jsonl", lines],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
    by = {}
    for line in done.stdout.splitlines():
        reading = json.loads(line)
        by[reading["report"]["ref"]] = reading["times"]
    return [by.get(d.name, []) for d in documents]


def alone(documents: list[Document]) -> list[list[dict[str, Any]]]:
    """The same without the rest of the reader: the times are the same, and it is quicker."""
    from sayso.reading.structure import Structure
    from sayso.reading.times import find_times
    from sayso.records import Published
    from sayso.records.wire import to_json_value

    out = []
    for d in documents:
        published = Published(from_=d.day, to=d.day, precision="day")
        times = find_times(d.text, Structure.of(d.text).paragraphs, published)
        out.append([to_json_value(t) for t in times])
    return out


def same_value(ours: str | None, theirs: str) -> bool:
    """Whether two values mean the same."""
    return normal(ours or "") == normal(theirs)


def normal(value: str) -> str:
    """A value in one spelling."""
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    value = re.sub(r"^(\d{4}(?:-\d\d)?)(?:-XX)+$", r"\1", value)  # "1999-XX-XX" is "1999"
    value = re.sub(r"^(\d{3})X?$|^(\d\d)(?:XX)?$", r"\1\2", value)
    value = {"XXXX-XX-XX": "P1D", "XXXX-WXX": "P1W", "XXXX-XX": "P1M", "XXXX": "P1Y"}.get(
        value, value
    )
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", value)


def score(
    documents: list[Document], found: list[list[dict[str, Any]]], wrong: list[str] | None = None
) -> dict[str, float]:
    """F1 of extents, strict and relaxed, and of values, in %."""
    made = wanted = strict = ours_hit = theirs_hit = valued = 0
    for d, times in zip(documents, found, strict=True):
        spans = [(t["spans"][0]["start"], t["spans"][-1]["end"], t) for t in times]
        made, wanted = made + len(spans), wanted + len(d.times)
        taken: set[int] = set()
        for gold in d.times:
            over = [n for n, (a, b, _) in enumerate(spans) if a < gold.end and gold.start < b]
            if any(spans[n][:2] == (gold.start, gold.end) for n in over):
                strict += 1
            free = [n for n in over if n not in taken]
            if not free:
                if wrong is not None:
                    wrong.append(
                        f"missed  {gold.words!r} {gold.value} | {context(d, gold.start, gold.end)}"
                    )
                continue
            best = max(free, key=lambda n: same_value(spans[n][2]["value"], gold.value))
            taken.add(best)
            theirs_hit += 1
            if same_value(spans[best][2]["value"], gold.value):
                valued += 1
            elif wrong is not None:
                wrong.append(
                    f"value   {gold.words!r} {gold.value}, not {spans[best][2]['value']} ({d.day})"
                    f" | {context(d, gold.start, gold.end)}"
                )
            if wrong is not None and spans[best][:2] != (gold.start, gold.end):
                wrong.append(
                    f"extent  {gold.words!r} ours {d.text[spans[best][0] : spans[best][1]]!r}"
                )
        ours_hit += len(taken)
        if wrong is not None:
            for n, (a, b, t) in enumerate(spans):
                if n not in taken:
                    wrong.append(f"extra   {d.text[a:b]!r} {t['value']} | {context(d, a, b)}")
    return {
        "strict": 200 * strict / max(made + wanted, 1),
        "relaxed": 200 * ours_hit / max(made + wanted, 1),
        "value": 200 * valued / max(made + wanted, 1),
        "precision": 100 * ours_hit / max(made, 1),
        "recall": 100 * theirs_hit / max(wanted, 1),
    }


def context(d: Document, start: int, end: int) -> str:
    """Where it stands."""
    return " ".join(d.text[max(0, start - 50) : end + 40].split())


def gum_score(
    documents: list[Document], found: list[list[dict[str, Any]]], wrong: list[str] | None = None
) -> dict[str, tuple[int, int]]:
    """Dates without a year that are resolved right, of all: those by month or weekday, and all."""
    named = re.compile(
        r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    )
    counts = {"named": [0, 0], "all": [0, 0]}
    for d, times in zip(documents, found, strict=True):
        for gold in d.times:
            if re.search(r"\d{4}", gold.words) or not re.match(r"\d{4}", gold.value):
                continue
            over = [
                t
                for t in times
                if t["spans"][0]["start"] < gold.end and gold.start < t["spans"][-1]["end"]
            ]
            right = any(covers(t, gold.value) for t in over)
            for kind in ("all", "named") if named.search(gold.words) else ("all",):
                counts[kind][0] += right
                counts[kind][1] += 1
            if not right and wrong is not None:
                ours = [(t["value"], t["from"], t["to"]) for t in over]
                wrong.append(
                    f"{'named ' if named.search(gold.words) else ''}{gold.words!r} {gold.value},"
                    f" not {ours} ({d.day}) | {context(d, gold.start, gold.end)}"
                )
    return {kind: (a, b) for kind, (a, b) in counts.items()}


def covers(time: dict[str, Any], value: str) -> bool:
    """Whether a time was resolved to a day or month or year of GUM."""
    ours = time["value"] or ""
    return ours[: len(value)] == value or (len(value) < len(ours) and ours.startswith(value))


def recognizers(find: Callable[[str, str], list[dict[str, Any]]]) -> tuple[int, int, int, int]:
    """Cases of DateTimeModel: how many texts, times marked, of them overlapped, of them resolved to the same days."""
    path = SHARED / "recognizers-text" / "DateTime" / "English" / "DateTimeModel.json"
    cases = json.loads(path.read_text("utf-8-sig"))
    texts = marks = over = right = 0
    for case in cases:
        if "python" in case.get("NotSupported", "") or not case.get("Results"):
            continue
        day = str(case.get("Context", {}).get("ReferenceDateTime", ""))[:10]
        times = find(case["Input"], day)
        texts += 1
        for result in case["Results"]:
            low = case["Input"].lower().find(result["Text"].lower())
            hits = [
                t
                for t in times
                if t["spans"][0]["start"] < low + len(result["Text"])
                and low < t["spans"][-1]["end"]
            ]
            marks += 1
            over += bool(hits)
            values = (result.get("Resolution") or {}).get("values") or []
            right += any(
                t["value"] == v.get("timex") or same_days(t, v) for t in hits for v in values
            )
    return texts, marks, over, right


def same_days(time: dict[str, Any], value: dict[str, str]) -> bool:
    """Whether a time and a resolution (ends are open) name the same days."""
    if "value" in value and re.match(r"\d{4}-\d\d-\d\d", value["value"]):
        return (time["from"] or "")[:10] == value["value"][:10] == (time["to"] or "")[:10]
    if "start" in value and "end" in value:
        last = value["end"][:10]
        try:
            last = date.fromordinal(date.fromisoformat(last).toordinal() - 1).isoformat()
        except ValueError:
            return False
        return (time["from"] or "")[:10] == value["start"][:10] and (time["to"] or "")[:10] in (
            last,
            value["end"][:10],
        )
    return False


def peers(python: Path, documents: list[Document]) -> None:
    """Print what the peers find. dateparser tells days only: its values are the days it means, and it marks no
    durations; Recognizers-Text gives TIMEX values."""
    for name in ("dateparser", "recognizers"):
        rows = json.dumps([[d.text, d.day] for d in documents])
        done = subprocess.run(
            [python, "-c", _PEER, name], input=rows, capture_output=True, encoding="utf-8"
        )
        if done.returncode:
            print(f"{name}: not measured: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
            continue
        scores = score(documents, json.loads(done.stdout.splitlines()[-1]))
        print(f"{name}: " + ", ".join(f"{k} {v:.1f}" for k, v in scores.items()))


_PEER = """
import json, sys
from datetime import datetime
found = []
def mark(start, end, value):
    return {"spans": [{"start": start, "end": end}], "value": value}
for text, day in json.load(sys.stdin):
    now = datetime.fromisoformat(day)
    row = []
    if sys.argv[1] == "dateparser":
        from dateparser.search import search_dates
        at = 0
        hits = search_dates(text, languages=["en"], settings={"RELATIVE_BASE": now, "PREFER_DATES_FROM": "past"})
        for words, when in hits or []:
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                row.append(mark(start, at, when.date().isoformat()))
    else:
        from recognizers_date_time import recognize_datetime
        for hit in recognize_datetime(text, "en-us", reference=now):
            values = (hit.resolution or {}).get("values") or [{}]
            value = values[0].get("timex")
            if values[0].get("type") == "date":  # a day without a year or a weekday: the last one before the text
                value = max((v["value"] for v in values if v["value"] <= day), default=value)
            row.append(mark(hit.start, hit.end + 1, value))
    found.append(row)
print(json.dumps(found))
"""


def main(argv: Iterable[str] | None = None) -> None:
    """Print the scores."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--tune", action="store_true")
    options.add_argument("--wrong", action="store_true")
    options.add_argument(
        "--whole", action="store_true", help="through the command, not the step alone"
    )
    options.add_argument("--peers", type=Path, metavar="PYTHON", help="their interpreter")
    given = options.parse_args(argv if argv is None else list(argv))
    if not (SHARED / "timeml").is_dir():
        print("skipped: TimeML lies in ../shared, which is not here")
        return
    reader = sayso if given.whole else alone
    documents = timeml(tune=given.tune)
    wrong: list[str] | None = [] if given.wrong else None
    scores = score(documents, reader(documents), wrong)
    print(
        f"TimeML, {len(documents)} documents: "
        + ", ".join(f"{k} {v:.1f}" for k, v in scores.items())
    )
    for line in sorted(wrong or ()):
        print("  " + line)
    if given.peers:
        peers(given.peers, documents)
    documents = gum()
    wrong = [] if given.wrong else None
    for kind, (right, total) in gum_score(documents, reader(documents), wrong).items():
        print(
            f"GUM, dates without a year ({kind}): {right} of {total}, {100 * right / max(total, 1):.1f} %"
        )
    for line in wrong or ():
        print("  " + line)
    texts, marks, over, right = recognizers(
        lambda text, day: alone([Document("", text, day, ())])[0]
    )
    print(
        f"Recognizers-Text, {texts} texts: {over} of {marks} times found, {right} resolved to the same"
    )


if __name__ == "__main__":
    main()
