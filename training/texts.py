"""The texts that labels point into, by their name in the shared data.

A label file never holds a text: it names one ("polnear/dev/nyt_…", "gum/GUM_news_crane", "re3d/2FA0…",
"white-house/press-briefings/2022-…") and carries the SHA-256 of what `text_of` gives for it. `part`
cuts a piece out of a long one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from functools import lru_cache
from html import unescape
from pathlib import Path

SHARED = Path(os.environ.get("SAYSO_SHARED", Path(__file__).parents[2] / "shared"))


def text_of(file: str, part: tuple[int, int] | None = None) -> str:
    """The text of one article, character for character as labelled. part: offsets into it."""
    corpus, _, rest = file.partition("/")
    data = SHARED / "data"
    if corpus == "polnear":
        split, name = rest.split("/")
        path = data / "polnear" / split / "text" / f"{name}.txt"
        text = path.open(encoding="utf8", newline="").read()
    elif corpus == "gum":
        text = _gum((data / "gum" / "dep" / f"{rest}.conllu").read_text("utf8"))
    elif corpus == "re3d":
        text = _re3d()[rest]
    elif corpus == "white-house":
        text = _markdown((data / "white-house" / f"{rest}.md").read_text("utf8"))
    elif corpus == "local-news":
        text = _local_news()[rest]
    elif corpus == "meantime":
        text = _meantime()[rest]
    elif corpus == "propaganda-spans":
        path = data / "propaganda-spans" / "train-articles" / f"{rest}.txt"
        text = path.open(encoding="utf8", newline="").read()
    elif corpus == "worldwide-newswire":
        path = data / "ner" / "worldwide-newswire" / "processed_annotated" / f"{rest}.txt.tsv"
        text = _newswire(path.read_text("utf8"))
    elif corpus == "ua-mod-pages":
        text = _page((data / "ua-mod-pages" / "raw-pages" / rest).read_text("utf8"))
    else:
        raise ValueError(f"no corpus is called {corpus}")
    return text if part is None else text[part[0] : part[1]]


def sha256(text: str) -> str:
    """Of the text in UTF-8, as in `report.id`."""
    return hashlib.sha256(text.encode("utf8")).hexdigest()


def _gum(conllu: str) -> str:
    """Sentences as printed, one space between them, an empty line between paragraphs."""
    out: list[str] = []
    for line in conllu.splitlines():
        if line.startswith("# newpar_block") or line == "# newpar":
            if out and not out[-1].endswith("\n\n"):
                out.append("\n\n")
        elif line.startswith("# text = "):
            if out and not out[-1].endswith("\n\n"):
                out.append(" ")
            out.append(line.removeprefix("# text = "))
    return "".join(out).strip() + "\n"


@lru_cache(maxsize=1)
def _re3d() -> dict[str, str]:
    docs = {}
    for path in sorted((SHARED / "data" / "re3d").glob("*/documents.json")):
        for line in path.read_text("utf8").splitlines():
            if line.strip():
                d = json.loads(line)
                docs[d["_id"]] = d["title"] + "\n\n" + d["text"] if d.get("title") else d["text"]
    return docs


def listing(corpus: str) -> list[str]:
    """The names of all texts of a corpus that is one file."""
    return list({"local-news": _local_news, "meantime": _meantime, "re3d": _re3d}[corpus]())


@lru_cache(maxsize=1)
def _local_news() -> dict[str, str]:
    """By id; the first of those that have the same. The headline stands on top."""
    docs: dict[str, str] = {}
    for line in (SHARED / "data" / "local-news" / "articles.jsonl").open(encoding="utf8"):
        d = json.loads(line)
        docs.setdefault(d["id"], d["title"] + "\n\n" + d["text"])
    return docs


@lru_cache(maxsize=1)
def _meantime() -> dict[str, str]:
    """Tokens put together again, a line for each sentence."""
    docs: dict[str, list[list[str]]] = {}
    for line in (SHARED / "data" / "meantime" / "meantime.conll").open(encoding="utf8"):
        cells = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(cells) < 4:
            continue
        name, sentence, _, token = cells[:4]
        rows = docs.setdefault(name, [])
        while len(rows) <= int(sentence):
            rows.append([])
        rows[int(sentence)].append(token)
    return {name: "\n".join(map(_joined, rows)) + "\n" for name, rows in docs.items()}


def _newswire(rows: str) -> str:
    """Tokens of the first column put together again, a line for each sentence."""
    lines: list[list[str]] = [[]]
    for row in rows.splitlines():
        if row.strip():
            lines[-1].append(re.split(r"[\t ]", row)[0])
        elif lines[-1]:
            lines.append([])
    return "\n".join(_joined(line) for line in lines if line) + "\n"


def _joined(tokens: list[str]) -> str:
    text = re.sub(r" ([,.;:!?%)\]]|n't\b|'\w*)", r"\1", " ".join(tokens))
    return re.sub(r"([(\[$\u20ac\u00a3]) ", r"\1", text)


def _page(html: str) -> str:
    """The paragraphs and headings of a page, a line each."""
    parts = re.findall(r"<(p|h1|h2|li)\b[^>]*>(.*?)</\1>", html, re.DOTALL | re.IGNORECASE)
    lines = (" ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split()) for _, part in parts)
    return "\n".join(line for line in lines if line) + "\n"


def _markdown(source: str) -> str:
    """The body: front matter left out, marks of Markdown kept."""
    return re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL).strip() + "\n"
