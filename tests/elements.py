"""What the tests of the pages share: an invented report, a hostile one, and what a page is made of."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

CALL = (Path(__file__).parents[1] / "examples" / "intercepted-call.txt").read_text("utf-8")
HOSTILE = (
    "<script>alert(1)</script> said the <b>clerk</b> on Monday.\n"
    '"><img src=x onerror=alert(2)> <svg/onload=alert(3)> the mayor said.\n'
    "{{ 7 * 7 }} {% include 'x' %} javascript:alert(4) the baker told the Daily News.\n"
    "\u202etxt.exe\u202c The officer said that 40 men had left.\n"
    "=cmd|' /C calc'!A0 said the teller.\n"
)


class Elements(HTMLParser):
    """The names of the elements of a page, their attributes, and the text of the report."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
