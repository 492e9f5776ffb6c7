"""A URL becomes a Report: fetched once, with bounds on time, size, redirects and addresses.

A program that reads URLs written by others can be led into the network it runs in. So every host,
that of each redirect too, is resolved here, its addresses are checked, and the connection goes to
the very address that was checked: a second, different answer of the name server changes nothing.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpx

from sayso.errors import RefusedAddress, TooLarge, TryLater, Unreachable, UnsupportedFormat
from sayso.intake.bounds import FetchLimits, too_large
from sayso.intake.files import report_from_raw
from sayso.intake.formats import HEAD_BYTES, MediaType, media_type_of
from sayso.records import Report
from sayso.version import __version__

_SERVED_AS: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "application/xhtml+xml",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
    "application/pdf": "application/pdf",
}
_HEADERS = {
    "User-Agent": f"sayso/{__version__} (reads news reports)",
    "Accept": ", ".join(_SERVED_AS),
    "Accept-Encoding": "gzip",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered in the end: `url` is the address after all redirects.

    The names of `headers` are in lower case; `raw` is the unpacked body.
    """

    url: str
    status: int
    headers: dict[str, str]
    raw: bytes


def fetch_report(url: str, limits: FetchLimits) -> Report:
    """Fetch and read what `report_from_url` promises."""
    with _opened(url, limits, {}) as (response, place, end):
        return _report(response, url, place, limits, end)


def fetch(url: str, limits: FetchLimits, headers: dict[str, str]) -> Answer:
    """Fetch what is no report (a feed, robots.txt), with the same bounds; any status will do.

    Raises RefusedAddress, Unreachable or TooLarge.
    """
    with _opened(url, limits, headers) as (response, place, end):
        return Answer(
            url=str(place.copy_with(fragment=None)),
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            raw=_body(response, limits, end),
        )


@contextmanager
def _opened(
    url: str, limits: FetchLimits, headers: dict[str, str]
) -> Iterator[tuple[httpx.Response, httpx.URL, float]]:
    """The answer after all redirects, its address, and the moment by which it has to be read.

    Proxies of the environment are not used: they would resolve the host once more, unchecked.
    """
    place = _parsed(url)
    with httpx.Client(
        verify=_certificates(),
        timeout=limits.timeout,
        headers={**_HEADERS, **headers},
        trust_env=False,
    ) as client:
        end = time.monotonic() + limits.deadline
        for _ in range(limits.max_redirects + 1):
            with closing(_ask(client, place, limits)) as response:
                if response.status_code not in _REDIRECTS:
                    yield response, place, end
                    return
                place = _parsed(response.headers.get("location", ""), base=place)
    raise Unreachable(f"it redirects more than {limits.max_redirects} times")


def _report(
    response: httpx.Response, url: str, place: httpx.URL, limits: FetchLimits, end: float
) -> Report:
    """Make the Report of the answer that `place` gave in the end, `url` having been asked for."""
    if response.status_code != httpx.codes.OK:
        raise refusal(response.status_code, response.headers)
    served_as = response.headers.get("content-type", "").split(";")[0].strip().lower()
    if served_as and served_as not in _SERVED_AS:
        raise UnsupportedFormat(f"it is served as {served_as[:60]}, which sayso does not read")
    raw = _body(response, limits, end)
    return report_from_raw(
        raw,
        _SERVED_AS.get(served_as) or media_type_of("", raw[:HEAD_BYTES]),
        ref=url,
        url=str(place.copy_with(fragment=None)),
        charset=response.charset_encoding,
    )


def refusal(status: int, headers: Mapping[str, str]) -> Unreachable:
    """What an answer other than the thing asked for means."""
    phrase = httpx.codes.get_reason_phrase(status)
    sentence = f"the server answers {status} {phrase}".strip()
    if status in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE):
        return TryLater(sentence, _seconds(headers.get("retry-after", ""), headers.get("date", "")))
    return Unreachable(sentence)


def _seconds(retry_after: str, now: str) -> float | None:
    """Read Retry-After: seconds, or a date, which counts from the server's own clock."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
        since = parsedate_to_datetime(now) if now else datetime.now(until.tzinfo)
        return max(0.0, (until - since).total_seconds())
    except (ValueError, TypeError):
        return None


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust. Loading the authorities takes 30 ms, too long to do for each report."""
    return httpx.create_ssl_context(trust_env=False)


def _parsed(url: str, base: httpx.URL | None = None) -> httpx.URL:
    """Take a URL apart and refuse what is not plain http or https."""
    try:
        place = base.join(url) if base else httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise RefusedAddress("it is no valid URL") from None
    if place.scheme not in ("http", "https"):
        raise RefusedAddress(f"only http and https are fetched, not {place.scheme[:20]}")
    if place.userinfo:
        raise RefusedAddress("a URL with a user name or a password is not fetched")
    if not place.host:
        raise RefusedAddress("the URL names no host")
    return place


def _ask(client: httpx.Client, place: httpx.URL, limits: FetchLimits) -> httpx.Response:
    """Send the request to the first checked address that takes the connection."""
    failure: Exception | None = None
    for address in _checked_addresses(place, limits):
        # The certificate is verified against the name, although the connection goes to the number.
        request = client.build_request(
            "GET",
            place.copy_with(host=address, fragment=None),
            headers={"Host": place.netloc.decode("ascii")},
            extensions={"sni_hostname": place.raw_host.decode("ascii")},
        )
        try:
            return client.send(request, stream=True)
        except httpx.ConnectError as error:
            failure = error
        except httpx.TimeoutException:
            raise Unreachable(f"no answer within {limits.timeout:g} seconds") from None
        except (httpx.HTTPError, ValueError) as error:
            raise Unreachable(f"the connection failed: {_reason(error)}") from None
    raise Unreachable(f"no connection: {_reason(failure)}") from None


def _checked_addresses(place: httpx.URL, limits: FetchLimits) -> Iterator[str]:
    """The addresses of the host. Raises RefusedAddress if one of them is not public."""
    host = place.raw_host.decode("ascii")
    try:
        found = socket.getaddrinfo(host.strip("[]"), place.port or 0, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(f"the host {host[:100]} is not known") from None
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not limits.allow_private and not all(map(_is_public, addresses)):
        raise RefusedAddress("its host lies in a private network; allow that if you mean it")
    yield from addresses


def _is_public(address: str) -> bool:
    """Whether an address is of the open internet, also when it wraps an IPv4 address."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped:
            return _is_public(str(wrapped))
    return ip.is_global and not ip.is_multicast


def _body(response: httpx.Response, limits: FetchLimits, end: float) -> bytes:
    """Read the body piece by piece, so that neither size nor slowness can run away."""
    stated: Any = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limits.max_bytes:
        raise TooLarge(too_large(limits.max_bytes))
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in response.iter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > limits.max_bytes:
                raise TooLarge(too_large(limits.max_bytes))
            if time.monotonic() > end:
                raise Unreachable(f"the answer takes longer than {limits.deadline:g} seconds")
    except httpx.TimeoutException:
        raise Unreachable(f"the answer stops for {limits.timeout:g} seconds") from None
    except httpx.HTTPError as error:
        raise Unreachable(f"the answer breaks off: {_reason(error)}") from None
    return b"".join(pieces)


def _reason(error: Exception | None) -> str:
    """An error of the network in one short line."""
    return " ".join(str(error or "no address").split())[:120] or type(error).__name__
