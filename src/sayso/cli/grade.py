"""`sayso grade`: a person's word on a source's reliability and a claim's credibility."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from sayso.cli.commands import Commands, add_ledger_options, new_command
from sayso.cli.output import write

if TYPE_CHECKING:
    from sayso.ledger.judging.grades import Grade
    from sayso.ledger.judging.signals import Signal

_DESCRIPTION = """\
Grade a claim or a source on the two axes of the NATO (Admiralty) system. sayso gives no grade; without
--reliability and --credibility it lays out what you would weigh, with the evidence, and what was graded.

TARGET is the id of a claim or a source, or "outlet:" and its host. Reliability is that of the source: A
completely, B usually, C fairly, D not usually reliable, E unreliable, F cannot be judged. Credibility is that of
the claim: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be
judged. They are never averaged.
"""


def add_parser(commands: Commands) -> None:
    """Add the command and its options."""
    grade = new_command(
        commands, "grade", run, summary="grade a source or a claim", description=_DESCRIPTION
    )
    add = grade.add_argument
    add("target", metavar="TARGET", help='such as "claim:4be0…", "source:91cc…" or "outlet:host"')
    add("--reliability", metavar="A–F", help="how far its source can be relied on")
    add("--credibility", metavar="1–6", help="how credible the claim is")
    add("--by", metavar="NAME", help="whose word it is")
    add("--why", metavar="REASON", help="what it rests on")
    add(
        "--evidence",
        nargs="+",
        metavar="ID",
        default=[],
        help="claims, reports, sources it rests on",
    )
    add_ledger_options(grade)


def run(options: Namespace) -> int:
    """Enter grades, or lay out what there is to weigh. Raises WrongUse."""
    from sayso.cli.reports import WrongUse, now
    from sayso.ledger import Ledger
    from sayso.ledger.judging import grades, signals
    from sayso.records.wire import to_json_value, to_line

    values: dict[grades.Axis, str] = {}
    if options.reliability:
        values["reliability"] = options.reliability.upper()
    if options.credibility:
        values["credibility"] = options.credibility
    for name in ("by", "why") if values else ():
        if not getattr(options, name):
            raise WrongUse(f"--{name}: a grade takes one")
    with Ledger.open(options.ledger, create=False) as ledger:
        if values:
            entered = ledger.decide(
                grades.enter,
                options.target,
                values,
                by=options.by,
                at=now(),
                why=options.why,
                evidence=options.evidence,
            )
            weighed: list[Signal] = []
        else:
            target = ledger.ask(grades.target_id, options.target)
            entered = ledger.ask(grades.grades, target)
            weighed = ledger.ask(signals.signals, target)
    for signal in weighed:
        write(to_line(to_json_value(signal)) + "\n" if options.json else _signal_lines(signal))
    for each in entered:
        write(to_line(to_json_value(each)) + "\n" if options.json else _grade_lines(each))
    return 0


def _grade_lines(grade: Grade) -> str:
    """A grade as people read it: what, whose word, when, why, and whether it holds."""
    from sayso.cli.visible import visible
    from sayso.ledger.judging.grades import MEANINGS

    holds = "" if grade.in_force else " (replaced since)"
    counted = f", origins then {grade.origins[0]} to {grade.origins[1]}" if grade.origins else ""
    said = (
        f"{grade.target}: {grade.axis} {grade.value}, {MEANINGS[grade.axis][grade.value]},"
        f" says {grade.by} on {grade.at[:10]}{counted}: {grade.why}{holds}"
    )
    return visible(said) + "\n"


def _signal_lines(signal: Signal) -> str:
    from sayso.cli.visible import visible

    evidence = f" ({', '.join(signal.evidence)})" if signal.evidence else ""
    return visible(f"{signal.signal}: {signal.value}{evidence}") + "\n"
