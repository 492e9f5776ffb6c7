"""What the front matter of a Markdown file says. The text itself stays as it is: it is evidence."""

import re
from dataclasses import dataclass

from sayso.intake.dates import published_if_stated
from sayso.records import Published

_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
_ENTRY = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*(?:\r?\n[ \t]+.*)*)", re.MULTILINE)
_ESCAPE = re.compile(
    r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n[ \t]*|.)", re.DOTALL
)
_ESCAPED = {"_": "\xa0", "n": "\n", "t": "\t", "0": "\0", "N": "\x85", "L": "\u2028", "P": "\u2029"}

# The keys in use, in the order in which they are believed.
_TITLE = ("title", "headline")
_BYLINE = ("author", "byline")
_OUTLET = ("outlet", "publisher", "publication", "site_name")
_URL = ("url", "source_url", "canonical_url", "link")
_LANGUAGE = ("language", "lang")
_PUBLISHED = ("published_time", "published", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """Each field as the file states it, or None."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None


def front_matter(text: str) -> FrontMatter:
    """Read `key: value` lines between two lines of dashes at the start of a text.

    Plain, 'single' and "double" quoted values are understood, over several lines too; lists and
    nested values are passed over. A text without front matter states nothing.
    """
    found = _FRONT_MATTER.match(text)
    if not found:
        return FrontMatter()
    entries = {key.lower(): _scalar(value) for key, value in _ENTRY.findall(found[1])}

    def first(keys: tuple[str, ...]) -> str | None:
        return next((entries[key] for key in keys if entries.get(key)), None)

    return FrontMatter(
        title=first(_TITLE),
        byline=first(_BYLINE),
        outlet=first(_OUTLET),
        url=first(_URL),
        language=first(_LANGUAGE),
        published=published_if_stated(first(_PUBLISHED)),
    )


def _scalar(value: str) -> str | None:
    """The words of a YAML scalar on one line, None if it is no plain or quoted scalar."""
    value = value.strip()
    if value[:1] == '"' == value[-1:] and len(value) > 1:
        value = _ESCAPE.sub(_unescape, value[1:-1])
    elif value[:1] == "'" == value[-1:] and len(value) > 1:
        value = value[1:-1].replace("''", "'")
    elif value[:1] in tuple("[{|>&*!\"'-"):
        return None
    return re.sub(r"[ \t\r\n]+", " ", value).strip() or None


def _unescape(found: re.Match[str]) -> str:
    what = found[1]
    if what[0] in "xuU" and len(what) > 1:
        number = int(what[1:], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    if what[0] in "\r\n":
        return ""
    return _ESCAPED.get(what, what)
