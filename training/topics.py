"""Labels for topics: pick articles and claims, show them to whoever labels, compile what they wrote.

    python training/topics.py pick                 30 articles, 10 claims each -> labels/topics/*.json, no topics yet
    python training/topics.py show [NAME…]         the claims with their numbers and their sentences, to label from
    python training/topics.py compile SHEET                 lines "NAME 3 key key:worse" -> into the label files
    python training/topics.py agree                F1 between the two labellers

Articles are taken by the hash of their names, claims at even steps through what the reader finds; spans
are then fixed, so that later readers are measured on the same words. A label file names the text and its
SHA-256 and holds offsets and keys: never the text.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

from texts import SHARED, sha256, text_of

HERE = Path(__file__).parent / "labels" / "topics"
SECOND = HERE.with_name("topics-second")
CLAIMS = 10
SHARES = {
    "polnear": 6,
    "gum": 3,
    "white-house": 5,
    "local-news": 3,
    "re3d": 5,
    "meantime": 5,
    "ua-mod-pages": 3,
}
Label = dict[str, str | None]


def names(corpus: str) -> list[str]:
    """All texts of a corpus that may be picked."""
    data = SHARED / "data" / corpus
    if corpus == "polnear":
        return [f"polnear/train/{p.stem}" for p in (data / "train" / "text").glob("*.txt")]
    if corpus == "gum":
        return [f"gum/{p.stem}" for p in (data / "dep").glob("GUM_news_*.conllu")]
    if corpus == "white-house":
        return [f"white-house/{p.relative_to(data).with_suffix('')}" for p in data.rglob("*.md")]
    if corpus == "ua-mod-pages":
        return [f"ua-mod-pages/{p.name}" for p in (data / "raw-pages").iterdir()]
    from texts import listing

    return [f"{corpus}/{name}" for name in listing(corpus)]


def pick() -> None:
    """Write the label files, without topics."""
    import sayso

    HERE.mkdir(parents=True, exist_ok=True)
    for corpus, wanted in SHARES.items():
        done = 0
        seen: set[str] = set()
        for file in sorted(names(corpus), key=_hash):
            if done == wanted:
                break
            text = text_of(file)
            short = 600 if corpus == "ua-mod-pages" else 1200
            opening = re.sub(r"\d+", "", text[:90])[:50]
            if not short <= len(text) <= 30000 or (corpus == "re3d" and opening in seen):
                continue
            seen.add(opening)
            found = [
                c
                for c in sayso.read_text(text).claims
                if c.spans[0].in_ is None and len(re.findall(r"\w+", c.text)) >= 4
            ]
            if len(found) < CLAIMS:
                continue
            claims = [
                {"spans": [[s.start, s.end] for s in found[len(found) * i // CLAIMS].spans]}
                for i in range(CLAIMS)
            ]
            name = f"{corpus}_{done + 1}"
            write(name, {"file": file, "sha256": sha256(text), "claims": claims})
            done += 1


def write(name: str, label: dict[str, object]) -> None:
    """One label file, one line for each claim."""
    claims = ",\n  ".join(json.dumps(c) for c in label["claims"])  # type: ignore[attr-defined]
    head = json.dumps({k: v for k, v in label.items() if k != "claims"}, ensure_ascii=False)
    (HERE / f"{name}.json").write_text(f'{head[:-1]}, "claims": [\n  {claims}\n]}}\n', "utf8")


def read(name: str) -> dict[str, object]:
    """One label file."""
    found: dict[str, object] = json.loads((HERE / f"{name}.json").read_text("utf8"))
    return found


def labelled() -> list[str]:
    """The names of all label files."""
    return sorted(p.stem for p in HERE.glob("*.json"))


def show(wanted: list[str]) -> None:
    """The claims to label, with a little of what stands before and after."""
    for name in wanted or labelled():
        label = read(name)
        text = text_of(str(label["file"]))
        assert sha256(text) == label["sha256"], f"{label['file']} is another text now"
        print(f"## {name}: {' '.join(text[:110].split())}")
        for n, claim in enumerate(label["claims"]):  # type: ignore[arg-type, var-annotated]
            spans = claim["spans"]
            words = " … ".join(text[a:b] for a, b in spans)
            before = " ".join(text[max(0, spans[0][0] - 70) : spans[0][0]].split())
            print(f"{name} {n}\t({before}) {' '.join(words.split())}")


def compile_(sheet: Path) -> None:
    """Put a sheet into the label files. A claim without a line, or with a bare one, has no topic."""
    lines: dict[tuple[str, int], list[Label]] = {}
    for line in sheet.read_text("utf8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, number, *keys = line.split()
        lines[name, int(number)] = [
            {"key": k.partition(":")[0], "direction": k.partition(":")[2] or None} for k in keys
        ]
    for name in dict.fromkeys(name for name, _ in lines):
        label = read(name)
        for n, claim in enumerate(label["claims"]):  # type: ignore[arg-type, var-annotated]
            claim["topics"] = lines.get((name, n), [])
        write(name, label)


def agree() -> None:
    """F1 over keys between the two labellers. The second wrote into labels/topics-second, unseen by the first."""
    both = one = other = same = directed = 0
    for name in labelled():
        second = json.loads((SECOND / f"{name}.json").read_text("utf8"))
        for x, y in zip(read(name)["claims"], second["claims"], strict=True):  # type: ignore[call-overload]
            first, again = ({t["key"]: t["direction"] for t in c["topics"]} for c in (x, y))
            both += len(first.keys() & again.keys())
            one += len(first)
            other += len(again)
            for key in first.keys() & again.keys():
                directed += first[key] is not None
                same += first[key] is not None and first[key] == again[key]
    print(f"F1 {200 * both / max(1, one + other):.1f} ({both} keys of both, {one} and {other})")
    print(f"directions alike: {same} of {directed}")


def _hash(name: str) -> str:
    return hashlib.sha256(f"topics {name}".encode()).hexdigest()


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "pick":
        pick()
    elif command == "show":
        show(rest)
    elif command == "compile":
        compile_(Path(rest[0]))
    elif command == "agree":
        agree()
    else:
        sys.exit(__doc__)
