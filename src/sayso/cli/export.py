"""`sayso export`: everything in a ledger, or a selection, in a format for other programs or for people."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sayso.cli.claims import add_selection, selection
from sayso.cli.commands import Commands, new_command
from sayso.cli.output import write

if TYPE_CHECKING:
    from sayso.ledger.answers.contents import Contents

_DESCRIPTION = """\
Write a ledger, or the claims that meet all conditions given, in one of these formats:

  csv             a folder with a table for each noun; without --out, the table of claims
  parquet         the same, typed, for data frames (pip install 'sayso[parquet]')
  jsonl           all tables in one file, a row a line
  web-annotation  W3C Web Annotation: claims, attributions and questions, tied to their words
  claim-jsonld    schema.org Claim, with ratings only where a person gave one
  markdown, html  a dossier of each claim, for people

What is written appears whole, under its name, or not at all.
"""
_FOLDERS = ("csv", "parquet")
_FORMATS = (*_FOLDERS, "jsonl", "web-annotation", "claim-jsonld", "markdown", "html")


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    export = new_command(
        commands, "export", run, summary="write a ledger in other formats", description=_DESCRIPTION
    )
    add = export.add_argument
    add("--format", choices=_FORMATS, required=True, metavar="FORMAT", help=", ".join(_FORMATS))
    add("--out", metavar="PATH", help="the file, or the folder, to write")
    add("--claim", nargs="+", default=[], metavar="CLAIM", help="these claims alone")
    add_selection(export)
    add("--ledger", metavar="FILE", default="sayso.db", help="the ledger (default: sayso.db)")


def run(options: Namespace) -> int:
    """Write it. Raises WrongUse, Unwritable, or a LedgerError."""
    from sayso.cli.reports import WrongUse, now
    from sayso.ledger import Ledger
    from sayso.ledger.answers.contents import Contents

    if options.format == "parquet" and not options.out:
        raise WrongUse("--format parquet: it takes --out, a folder to write")
    selected = selection(options)
    made_at = now()
    asked = {name: getattr(options, name) for name in ("topic", "source", "since", "until")}
    asked |= {name: getattr(options, name) for name in ("channel", "min_origins", "words", "claim")}
    with Ledger.open(options.ledger, create=False) as ledger:
        ledger.ask(
            lambda db: _write(Contents(db, selected, options.claim), options, made_at, asked)
        )
    return 0


def _write(contents: Contents, options: Namespace, made_at: str, asked: dict[str, Any]) -> None:
    from sayso.export.folder import write_folder
    from sayso.export.whole import whole_file

    if options.format in _FOLDERS and options.out:
        rows = write_folder(options.out, options.format, contents, made_at=made_at, selected=asked)
        write(
            f"{options.out}: {rows.get('claims', 0)} claims of {rows.get('reports', 0)} reports\n"
        )
        return
    lines = _lines(contents, options.format, made_at, asked)
    if options.out:
        with whole_file(options.out) as part, part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    else:
        for line in lines:
            write(line)


def _lines(contents: Contents, format_: str, made_at: str, asked: dict[str, Any]) -> Iterator[str]:
    """The document of a format that is one file, piece by piece."""
    from sayso.export import claim_jsonld, csv_tables, jsonl, web_annotation
    from sayso.export.manifest import manifest
    from sayso.export.tables import CLAIMS, all_rows

    if format_ == "csv":
        yield csv_tables.header(CLAIMS)
        yield from (csv_tables.line(row) for table, row in all_rows(contents) if table is CLAIMS)
    elif format_ == "jsonl":
        made = manifest(format_, made_at=made_at, selected=asked, rules=contents.rules())
        yield jsonl.first_line(made) + "\n"
        yield from (f"{jsonl.line(table, row)}\n" for table, row in all_rows(contents))
    elif format_ == "web-annotation":
        yield from web_annotation.document(contents.reports(), made_at=made_at)
    elif format_ == "claim-jsonld":
        yield from claim_jsonld.document(contents.reports(), contents.grades(), made_at=made_at)
    else:
        yield from _dossiers(contents, format_, made_at)


def _dossiers(contents: Contents, format_: str, made_at: str) -> Iterator[str]:
    from sayso.export import dossier_html, markdown
    from sayso.export.dossier import dossier
    from sayso.export.plots.life import life_picture
    from sayso.export.plots.of_spread import life_of

    rules = contents.rules()
    found = (
        dossier(
            each,
            rules=rules,
            made_at=made_at,
            picture=life_picture(life_of(each.life.origins, each.spread))
            if format_ == "html" and len(each.spread.tellings) > 1
            else None,
        )
        for each in contents.weighed()
    )
    if format_ == "markdown":
        for number, each in enumerate(found):
            yield ("\n---\n\n" if number else "") + markdown.document(each)
    else:
        yield dossier_html.page(list(found))
