"""`sayso mcp`: a read-only server of the Model Context Protocol on standard input and output."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sayso.cli.commands import Commands, new_command

_DESCRIPTION = """\
Answer an assistant's questions by the Model Context Protocol, on standard input and output: read a report, look
through the ledger. Nothing is written. It needs the extra: pip install 'sayso[mcp]'.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    mcp = new_command(
        commands,
        "mcp",
        run,
        summary="answer an assistant's questions (Model Context Protocol)",
        description=_DESCRIPTION,
    )
    add = mcp.add_argument
    add("--ledger", metavar="FILE", default="sayso.db", help="the ledger (default: sayso.db)")
    add(
        "--allow-private-addresses",
        action="store_true",
        help="fetch pages inside private networks too",
    )


def run(options: Namespace) -> int:
    """Serve until standard input ends. Raises MissingExtra."""
    from sayso.errors import MissingExtra

    try:
        from sayso.web.tools import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("mcp", "pydantic"):
            raise
        raise MissingExtra("`sayso mcp` needs the extra: pip install 'sayso[mcp]'") from None
    private = options.allow_private_addresses
    make_server(Path(options.ledger), allow_private_addresses=private).run("stdio")
    return 0
