"""Draws the pictures of the README and of the page on chains from what sayso prints. Run it when the output changes.

    .venv/bin/python docs/make_images.py

Two pictures of one view, since nobody scrolls through a picture: what the report rests on with its
central claims, and the questions with what was set aside. And one of the chains of another report. The
picture of a claim's life is what `sayso trace --plot` draws of the story in examples/story.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

import sayso
from sayso.cli.main import main as command
from sayso.cli.terminal import View

ROOT = Path(__file__).parents[1]
SAMPLE = "examples/bank-run.txt"
CHAINS = "examples/intercepted-call.txt"
STORY = "examples/story/reports.jsonl"
WIDTH = 88


def main() -> None:
    """Read the samples and draw all pictures."""
    os.chdir(ROOT)
    lines = list(View(WIDTH).lines(sayso.read(SAMPLE)))
    plain = [line.plain for line in lines]
    claims, questions = plain.index("  Said by sources"), plain.index("QUESTIONS TO ASK")
    draw("bank-run", lines[: claims - 1], f"sayso read {SAMPLE}")
    draw("bank-run-questions", lines[questions:], f"sayso read {SAMPLE} (its end)")
    draw("chains", chains(list(View(WIDTH).lines(sayso.read(CHAINS)))), f"sayso read {CHAINS}")
    with tempfile.TemporaryDirectory() as folder:
        at = ["--ledger", str(Path(folder) / "story.db")]
        command(["add", STORY, "--from", "jsonl", "--quiet", *at])
        command(
            ["trace", "200", "soldiers", "lost", "--plot", "docs/images/life.svg", "--json", *at]
        )


def chains(lines: list[Text]) -> list[Text]:
    """The few chains of a report, and the claims that came by the two longest."""
    plain = [line.plain for line in lines]
    legend = next(at for at, line in enumerate(plain) if line.startswith("  ←─ as the report"))
    first = max(at for at in range(legend) if not plain[at])
    claims = plain.index("CLAIMS")
    blocks = [at for at in range(claims, len(plain)) if not plain[at]]
    told = plain.index("  Said by sources")
    leaked = next(at for at in range(told, len(plain)) if "leaked the" in plain[at])
    ends = [next(at for at in blocks if at > start) for start in (told, leaked)]
    return [
        *lines[first + 1 : legend + 2],
        *lines[claims : ends[0] + 1],
        *lines[leaked : ends[1]],
    ]


def draw(name: str, lines: list[Text], title: str) -> None:
    """Write docs/images/NAME.svg, the same for the same lines."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(
            record=True,
            width=WIDTH,
            file=nowhere,
            force_terminal=True,
            color_system="truecolor",
            legacy_windows=False,
        )
        for line in lines:
            console.print(line, no_wrap=True, overflow="ignore", crop=False, highlight=False)
        svg = console.export_svg(title=title, theme=MONOKAI, unique_id=name)
    # Rich links to fonts on the web, which a picture in a page may not load anyway.
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    images = ROOT / "docs" / "images"
    images.mkdir(exist_ok=True)
    (images / f"{name}.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
