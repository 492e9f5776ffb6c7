"""How a matter spread, as a picture in which every row leads to its claim."""

from __future__ import annotations

from urllib.parse import quote

from sayso.export.plots.life import Event, life_picture
from sayso.export.plots.of_spread import life_of
from sayso.ledger.answers import spread
from sayso.ledger.provenance import origin_lines
from sayso.records.wire import to_json_value
from sayso.web.asked import Asked
from sayso.web.page import Page
from sayso.web.series import inline


def life(asked: Asked) -> Page:
    """The reports that tell of one matter in the order of their days, and who has it from whom."""
    with asked.site.ledger() as ledger:
        line = ledger.ask(origin_lines.line_of, asked.path["id"])
        found = ledger.ask(spread.spread, line)
    drawn = life_of(line, found)
    claims = {telling.claim.report: telling.claim.claim for telling in found.tellings}

    def place(event: Event) -> str | None:
        claim = claims.get(event.id.split(" ")[0])
        return f"/claims/{quote(claim, safe=':')}" if claim else None

    return Page(
        template="life.html",
        title=f"How it spread: {line.text}",
        data=to_json_value(drawn),
        rows=[to_json_value(event) for event in drawn.events],
        shown={
            "line": line,
            "claim": asked.path["id"],
            "picture": inline(life_picture(drawn, link=place), "life"),
        },
    )
