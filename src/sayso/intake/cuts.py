"""Pages cut off on the way: is the article whole, or did it lose its end?

A page that was cut behind its article (in the footer, in a script) is as good as a whole one. One
that was cut inside it would pass off half a report as the report.
"""

import re

from lxml.html import HtmlElement, HTMLParser, document_fromstring

_UNCLOSED = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))

# Elements that hold paragraphs and that the HTML standard does not let end unsaid.
_HOLDERS = frozenset("div article main section td blockquote header center form".split())

_SENTENCE_END = re.compile(r"[.!?…:;)\]\"'”’»]\s*\Z")
_MARKER = "sayso-end-of-source"


def breaks_off(source: str, text: str) -> bool:
    """Whether the HTML `source` ends inside the article whose extracted text is `text`.

    The article counts as whole if what holds its last words was closed. Where only <body> holds
    them, whose end may go unsaid, it is whole if it ends with a sentence.
    """
    lower = source.lower()
    if "</html" in lower or "</body" in lower:
        return False
    kept = _without_torn_end(source, lower)
    torn = kept != source
    if not text:
        return torn or "<html" in lower or "<body" in lower
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    page = document_fromstring(f'{kept}<i id="{_MARKER}"></i>'.encode(), parser=parser)
    marker = page.xpath(f'//i[@id="{_MARKER}"]')
    home = _holder_of(page, text[-60:].rsplit("\n", 1)[-1])
    if not marker or home is None:
        return True
    if home not in marker[0].iterancestors():
        return False
    return home.tag in _HOLDERS or torn or not _SENTENCE_END.search(text)


def _without_torn_end(source: str, lower: str) -> str:
    """The source without a comment, script, style or tag that it ends inside."""
    for opening, closing in _UNCLOSED:
        start = lower.rfind(opening)
        if start >= 0 and lower.find(closing, start) < 0:
            source, lower = source[:start], lower[:start]
    start = source.rfind("<")
    return source if start < 0 or ">" in source[start:] else source[:start]


def _holder_of(page: HtmlElement, last_words: str) -> HtmlElement | None:
    """The innermost holder (or else the root's child) of the element that ends with these words."""
    wanted = "".join(last_words.split())
    for element in reversed(list(page.iter())):
        if "".join(element.text_content().split()).endswith(wanted):
            around = [element, *element.iterancestors()]
            return next((each for each in around if each.tag in _HOLDERS), page)
    return None
