"""The documentation keeps to the program: every option is in it, every command in it parses."""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from sayso import records as r
from sayso.cli.main import parser

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples" / "README.md"]
COMMAND = re.compile(r"(?:^|[|&;(]|\$ )\s*(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(sayso\b[^|>\n]*)", re.M)


def commands() -> dict[str, ArgumentParser]:
    (sub,) = (a for a in parser()._actions if isinstance(a, _SubParsersAction))
    return dict(sub.choices)


def code(page: Path) -> Iterator[str]:
    """What stands in blocks of code: indented, or fenced and of no other language."""
    text = page.read_text("utf-8")
    yield from re.findall(r"^```(?:sh|console|text)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    plain = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    yield from (line[4:] for line in plain.splitlines() if line.startswith("    "))


def shown_commands() -> list[str]:
    found = (m[1] for page in PAGES for block in code(page) for m in COMMAND.finditer(block))
    return sorted({re.split(r"\s{2,}|\s<\s", command.strip())[0] for command in found})


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_is_documented(name: str) -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert f"## `sayso {name}" in page
    for action in commands()[name]._actions:
        for option in action.option_strings:
            if option not in {"-h", "--help"}:
                assert re.search(rf"`{option}[ `]", page), option


def test_no_option_is_documented_that_does_not_exist() -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    known = {
        option
        for sub in (*commands().values(), parser())
        for a in sub._actions
        for option in a.option_strings
    }
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", page)) <= known


@pytest.mark.parametrize("command", shown_commands())
def test_every_command_shown_parses(command: str) -> None:
    arguments = shlex.split(command.replace("INPUT…", "input"))[1:]
    if arguments not in (["--version"], ["--help"]):
        assert parser().parse_args(arguments).command


def test_the_commands_shown_were_found() -> None:
    assert len(shown_commands()) > 8


def test_the_fields_and_values_that_are_explained_exist() -> None:
    page = (ROOT / "docs" / "reading.md").read_text("utf-8")
    known = {
        name.rstrip("_")
        for record in (
            r.Reading,
            r.Report,
            r.Attribution,
            r.Source,
            r.Channel,
            r.Claim,
            r.Quantity,
            r.ChainLink,
            r.Flag,
            r.Span,
            r.GeneratedBy,
            r.Time,
            r.Name,
            r.Published,
            r.PublishedEstimate,
            r.EstimateReason,
            r.Event,
            r.TopicDirection,
            r.Party,
        )
        for name in (field.name for field in fields(record))
    }
    kinds = (r.EventKind, r.TimeKind, r.Precision, r.Direction, r.Certainty, r.ChannelKind)
    for kind in (
        *kinds,
        r.FlagCode,
        r.Quoted,
        r.Stance,
        r.Voice,
        r.Status,
        r.Qualifier,
        r.Change,
        r.Part,
    ):
        known |= set(get_args(kind))
    known |= {"null", "unknown", "not-stated", "percentage"}
    # The rules of dating and the columns of its table are no fields of the JSON.
    page = re.sub(
        r"### When was it published\?.*?(?=\n## |\n\*\*topics)", "", page, flags=re.DOTALL
    )
    words = set(re.findall(r"`(?:claim\.|report\.)?([a-z_-]+)`", page))
    assert words - known == set()
    assert len(words) > 30


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


def test_the_python_shown_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the real reader, on one of the examples."""
    blocks = re.findall(
        r"^```python\n(.*?)^```",
        (ROOT / "docs" / "python.md").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    assert len(blocks) == 5
    (tmp_path / "report.html").write_bytes((ROOT / "examples" / "outbreak.html").read_bytes())
    monkeypatch.chdir(tmp_path)
    exec("\n".join(blocks), {})
    assert "<!DOCTYPE html>" in (tmp_path / "reading.html").read_text("utf-8")
