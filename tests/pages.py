"""HTML read back, as strictly as a browser is lenient."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta"}


@dataclass
class Element:
    """One element with its attributes and all the text inside it."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class Page(HTMLParser):
    """All elements of a page in their order. Tags that do not nest are an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.all: list[Element] = []
        self.open: list[Element] = []
        # A browser does this first of all.
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
        self.close()
        assert not self.open, "tags that never close"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), "an attribute given twice"
        found = Element(tag, {key: value or "" for key, value in attrs})
        self.all.append(found)
        if self.open:
            self.open[-1].children.append(found)
        if tag not in VOID:
            self.open.append(found)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag, "tags that cross"

    def handle_data(self, data: str) -> None:
        for found in self.open:
            found.text += data

    def with_class(self, name: str) -> list[Element]:
        return [found for found in self.all if name in found.classes]

    def ids(self) -> list[str]:
        return [found.attributes["id"] for found in self.all if "id" in found.attributes]

    def by_id(self, key: str) -> Element:
        (found,) = (found for found in self.all if found.attributes.get("id") == key)
        return found
