"""From the desk into the ledger."""

from __future__ import annotations

from urllib.parse import quote

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.web.page import Missing, Page
from sayso.web.site import Site


async def file(site: Site, request: Request) -> Page | Response:
    """File a reading that lies on the desk. Filing it twice changes nothing."""
    lying = site.desk.get(request.path_params["key"])
    if lying is None:
        raise Missing("this reading does not lie on the desk any more; read the report again")

    def filed() -> str:
        with site.writing() as ledger:
            return ledger.file(lying.reading, seen_at=site.now()).report

    report = await run_sync(filed)
    return RedirectResponse(f"/reports/{quote(report, safe=':')}", 303)
