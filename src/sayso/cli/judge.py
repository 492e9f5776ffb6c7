"""`sayso judge`: a person's word on whether two claims are about one matter."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.judging.judgements import Judgement

_DESCRIPTION = """\
Say whether two claims are about one matter. Your word wins over what sayso suggests, for good; a later word
replaces it, and --withdraw takes the last one back. Nothing is ever deleted.

Without --same, --different or --withdraw, list what was said: about two claims, one, or all.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    judge = new_command(
        commands, "judge", run, summary="say whether two claims are one", description=_DESCRIPTION
    )
    judge.add_argument("claims", nargs="*", metavar="CLAIM", help="ids of claims")
    verdict = judge.add_mutually_exclusive_group()
    for name, value, said in (
        ("same", "same", "they are about one matter"),
        ("different", "different", "they are not"),
        ("withdraw", "withdrawn", "take the last word on them back"),
    ):
        verdict.add_argument(
            f"--{name}", dest="verdict", action="store_const", const=value, help=said
        )
    judge.add_argument("--by", metavar="NAME", help="whose word it is")
    judge.add_argument("--why", metavar="REASON", help="what it rests on")
    add_ledger_options(judge)


def run(options: Namespace) -> int:
    """Enter a judgement, or list them. Raises WrongUse."""
    from sayso.cli.reports import WrongUse, now
    from sayso.ledger import Ledger
    from sayso.ledger.judging import judgements
    from sayso.records.wire import to_json_value, to_line

    if len(options.claims) > 2:
        raise WrongUse("a judgement is about two claims")
    if options.verdict and len(options.claims) < 2:
        raise WrongUse(f"--{_option(options.verdict)}: it takes two claims")
    if options.verdict and not options.by:
        raise WrongUse("--by: it takes a name: whose word is it?")
    with Ledger.open(options.ledger, create=False) as ledger:
        if options.verdict:
            one, other = options.claims
            found = [
                ledger.decide(
                    judgements.judge,
                    one,
                    other,
                    options.verdict,
                    by=options.by,
                    at=now(),
                    why=options.why,
                )
            ]
        else:
            wanted = {ledger.claim(each).claim for each in options.claims}
            every = ledger.ask(judgements.judgements)
            found = [each for each in every if wanted <= set(each.claims)]
        words = {} if options.json else _words(ledger, found)
    for each in found:
        write(to_line(to_json_value(each)) + "\n" if options.json else _lines(each, words))
    if not found and not options.json:
        write("nobody has said anything yet\n")
    return 0


def _option(verdict: str) -> str:
    return "withdraw" if verdict == "withdrawn" else verdict


def _words(ledger: Ledger, found: list[Judgement]) -> dict[str, str]:
    """What the claims say; a newer reading may have lost one."""
    from sayso.errors import NoSuchRecord

    words = {}
    for named in {claim for each in found for claim in each.claims}:
        try:
            words[named] = ledger.claim(named).text
        except NoSuchRecord:
            continue
    return words


def _lines(judgement: Judgement, words: dict[str, str]) -> str:
    """A judgement as people read it: who said what of which claims, when, and whether it holds."""
    from sayso.cli.visible import visible
    from sayso.export.section import quoted
    from sayso.export.words import NOT_STATED

    a, b = judgement.claims
    holds = "" if judgement.in_force or judgement.verdict == "withdrawn" else " (replaced since)"
    why = f": {judgement.why}" if judgement.why else ""
    said = (
        f"{a} and {b}: {judgement.verdict}, says {judgement.by} on {judgement.at[:10]}{why}{holds}"
    )
    told = (quoted(words[each]) if each in words else f"words {NOT_STATED}" for each in (a, b))
    return "".join(f"{line}\n" for line in (visible(said), *(f"  {visible(t)}" for t in told)))
