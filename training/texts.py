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


def _markdown(source: str) -> str:
    """The body: front matter left out, marks of Markdown kept."""
    return re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.DOTALL).strip() + "\n"
