"""Addresses of pages: which of them are one page, and whose host it is."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# What is added to an address to follow its reader, and does not choose the page.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|cmpid|cid|ncid|ref|ref_src|referrer|s?_?share"
    r"|smid|smtyp|ito|xtor|at_\w+|guccounter|guce_\w+|outputtype|amp"
)
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(.+)", re.IGNORECASE)
_LABELS = re.compile(r"^(?:www\d?|m|mobile|amp)\.")


def original(url: str) -> str:
    """The address that a web archive's address keeps a copy of, or the address itself."""
    kept = _ARCHIVE.fullmatch(url)
    if kept is None:
        return url
    return kept[1] if "://" in kept[1][:8] else f"http://{kept[1]}"


def host_of(url: str | None) -> str | None:
    """The host without "www." and its like, in lower case: what owners are listed by."""
    try:
        host = urlsplit(original(url or "")).hostname
    except ValueError:
        return None
    return _LABELS.sub("", host.rstrip(".")) if host else None


def url_key(url: str | None) -> str | None:
    """What makes two addresses one page: no scheme, no "www.", no fragment, nothing that tracks."""
    host = host_of(url)
    if url is None or host is None:
        return None
    parts = urlsplit(original(url))
    try:
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    query = [(k, v) for k, v in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(k.lower())]
    asked = f"?{urlencode(sorted(query))}" if query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{asked}"
