"""An HTML page becomes a Report: the article's text, and what the page says of itself.

Only text is ever taken: script, style and attributes stay behind, so nothing of the page can run.
"""

import logging
import re
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction
from trafilatura.settings import Document

from sayso.errors import DamagedFile, EmptyInput, TruncatedPage
from sayso.intake.bounds import bounded_report
from sayso.intake.cuts import breaks_off
from sayso.intake.decoding import known_codec, marked_codec, refuse_binary
from sayso.intake.formats import MediaType
from sayso.intake.metadata import page_facts
from sayso.records import Report

# Else Python prints trafilatura's warnings on standard error, in the middle of the reader's lines.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# Beyond this many elements trafilatura is passed over, since its time grows with their square:
# 2.0 s for 28,000 elements, 6.6 s for 56,000. A page of 40,000 words has about 10,000.
_MOST_ELEMENTS = 20_000

# Below this length trafilatura takes to rougher means that put a space before each comma. A small
# page has little beside its article: there the whole body, spaced as we do it, reads better.
_SHORT_ARTICLE = 250
_SMALL_PAGE = 1000

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)

_NOT_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "head")
_NOT_ARTICLE = ("nav", "footer", "aside", "form", "button", "select")

# What separates text on the page: names of HTML, then those of trafilatura's own markup.
_PARAGRAPHS = frozenset(
    "p div section article main header figure figcaption pre blockquote ul ol dl table hr "
    "h1 h2 h3 h4 h5 h6 head quote list".split()
)
_LINES = frozenset("li dt dd tr item row".split())
_BREAKS = frozenset(("br", "lb"))
_CELLS = frozenset(("td", "th", "cell"))

# They stand in the text for gaps until all are known. The page's own control characters are gone by
# then: they count as white space.
_PARAGRAPH, _LINE, _BREAK, _CELL = "\x01", "\x02", "\x03", "\x04"
_GAP = re.compile("[ \x01-\x04]*[\x01-\x04][ \x01-\x04]*")
_SPACE = re.compile("[\x00-\x20]+")


def report_from_page(
    raw: bytes,
    media_type: MediaType,
    *,
    ref: str,
    url: str | None = None,
    charset: str | None = None,
) -> Report:
    """Extract the article of a page. `url` and `charset` are where and as what it was served.

    Raises EmptyInput (no article in it), BinaryInput, TooLarge, DamagedFile, or TruncatedPage
    where the page was cut off inside its article.
    """
    source = _decode_page(raw, charset)
    try:
        page = _parse(source)
        text = _article_text(page)
        facts = page_facts(page)
    except Exception as error:
        # lxml and trafilatura raise a dozen kinds of errors on odd markup. None may cost more than
        # this page.
        raise DamagedFile(f"its HTML cannot be taken apart ({type(error).__name__})") from error
    if breaks_off(source, text):
        raise TruncatedPage("the page is cut off before the end of its article")
    if not text:
        raise EmptyInput("the page holds no article")
    return bounded_report(
        text,
        raw=raw,
        ref=ref,
        media_type=media_type,
        title=facts.title,
        outlet=facts.outlet,
        byline=facts.byline,
        url=url or facts.url,
        language=facts.language,
        published=facts.published,
    )


def _decode_page(raw: bytes, charset: str | None) -> str:
    """Decode a page. A few broken bytes, which many pages have, become U+FFFD.

    Bytes that are UTF-8 throughout are taken as that, whatever else is declared.
    """
    mark, codec = marked_codec(raw)
    if codec:
        return raw[len(mark) :].decode(codec, "replace")
    http = known_codec(charset)
    if not (http or "").startswith("utf-16"):
        refuse_binary(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _META_CHARSET.search(raw[:4096]) or _XML_ENCODING.match(raw[:4096])
    named = known_codec(declared[1].decode("ascii", "replace")) if declared else None
    if named and named.startswith("utf-16"):
        named = "utf-8"  # As browsers do: in UTF-16 the declaration could not have been read.
    return raw.decode(http or named or "cp1252", "replace")


def _parse(source: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return document_fromstring(source.encode(), parser=parser, ensure_head_body=True)


def _article_text(page: HtmlElement) -> str:
    """The text of the article, or of the whole body where no article stands out."""
    article = ""
    if sum(1 for _ in page.iter()) <= _MOST_ELEMENTS:
        found = bare_extraction(page, include_comments=False)
        article = _spaced(found.body) if isinstance(found, Document) else ""
        if len(article) >= _SHORT_ARTICLE:
            return article
    body = deepcopy(page.body)
    etree.strip_elements(body, *_NOT_TEXT, *_NOT_ARTICLE, with_tail=False)
    whole = _spaced(body)
    return article if article and len(whole) > _SMALL_PAGE else whole


def _spaced(body: etree._Element) -> str:
    """Text with a blank line between paragraphs, list items and rows on lines of their own.

    Two line breaks in a row make a paragraph; cells are kept apart by tabs.
    """
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _PARAGRAPHS:
            pieces.append(_PARAGRAPH)
        elif tag in _LINES:
            pieces.append(_LINE)
        elif event == "end" and tag in _BREAKS:
            pieces.append(_BREAK)
        elif event == "end" and tag in _CELLS:
            pieces.append(_CELL)
        words = element.text if event == "start" else element.tail if element is not body else None
        if words:
            pieces.append(_SPACE.sub(" ", words))
    return _GAP.sub(_gap, re.sub(" +", " ", "".join(pieces))).strip()


def _gap(found: re.Match[str]) -> str:
    marks = found[0]
    if _PARAGRAPH in marks or marks.count(_BREAK) > 1:
        return "\n\n"
    return "\n" if _LINE in marks or _BREAK in marks else "\t"
