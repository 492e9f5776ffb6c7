"""The tray of suggested matches: a person accepts or rejects them, and may undo it."""

from __future__ import annotations

import re

from sayso.ledger.answers import tray as ledger_tray
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked, choice, words
from sayso.web.page import Page, Row, Wrong

_A_PAGE = 20
_AT = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")
PARAMETERS = (
    choice("relation", "how the two are suggested to relate", ledger_tray.RELATIONS),
    choice("decided", "those that somebody has decided", ("yes",)),
    words("before", "go on behind this pair: `next` of the page before"),
)


def tray(asked: Asked) -> Page:
    """The newest suggestions that nobody has decided, or the newest decisions."""
    wanted = asked.choice("relation", ledger_tray.RELATIONS)
    relation = next((each for each in ledger_tray.RELATIONS if each == wanted), None)
    before = _before(asked)
    decided = asked.choice("decided", ("yes",))
    with asked.site.ledger() as ledger:
        if decided:
            after = before[0] if before else None
            found = [
                (f"{n}-0", pair)
                for n, pair in ledger.ask(ledger_tray.decided, before=after, limit=_A_PAGE + 1)
            ]
        else:
            found = [
                ("{}-{}".format(*pair.rows), pair)
                for pair in ledger.ask(
                    ledger_tray.suggested, relation=relation, before=before, limit=_A_PAGE + 1
                )
            ]
    pairs = [pair for _, pair in found[:_A_PAGE]]
    more = found[_A_PAGE - 1][0] if len(found) > _A_PAGE else None
    return Page(
        template="tray.html",
        title="Tray",
        data={"pairs": to_json_value(tuple(pairs)), "next": more},
        rows=[_row(pair) for pair in pairs],
        shown={"pairs_shown": pairs, "next": more, "relations": ledger_tray.RELATIONS},
    )


def _before(asked: Asked) -> tuple[int, int] | None:
    """Behind which pair to go on. Raises Wrong."""
    given = asked.words("before")
    if given is None:
        return None
    found = _AT.fullmatch(given)
    if not found:
        raise Wrong("before: it is what `next` of a page says")
    return int(found[1]), int(found[2])


def _row(pair: ledger_tray.Pair) -> Row:
    return {
        "later": pair.later.claim,
        "earlier": pair.earlier.claim,
        "relation": pair.relation,
        "similarity": pair.similarity,
        "agrees": "; ".join(reason.text for reason in pair.reasons if reason.agrees),
        "differs": "; ".join(reason.text for reason in pair.reasons if not reason.agrees),
        "later_text": pair.later.text,
        "earlier_text": pair.earlier.text,
    }


def pair(asked: Asked) -> Page:
    """Two claims side by side, with what speaks for and against their being about one matter."""
    with asked.site.ledger() as ledger:
        found = ledger.ask(ledger_tray.pair, asked.path["one"], asked.path["other"])
    return Page(
        template="pair_page.html",
        title="Two claims",
        data=to_json_value(found),
        rows=[_row(found)],
        shown={"pair": found},
    )
