"""What a server is started with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")

MAX_READ_CHARACTERS = 400_000
"""The longest text that is read while a person waits: about 65,000 words."""

MAX_UPLOAD_BYTES = 20_000_000
"""The largest file that may be dropped; a PDF is mostly fonts and pictures."""

MAX_FIELD_BYTES = 65_536
"""The most that a form other than that of the Read page may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where to listen, which ledger to show, and who may come in.

    ledger: None shows the Read page alone. token: whoever asks must hold it; None lets in everybody
    who can reach the port, which is for loopback alone. names: further host names it answers to.
    """

    ledger: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8700
    token: str | None = None
    names: tuple[str, ...] = ()
    allow_private_addresses: bool = False

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the port."""
        return is_loopback(self.host)

    @property
    def hosts(self) -> frozenset[str]:
        """Host names that a request may carry. Any other comes from a page that has no business here."""
        return frozenset(name.lower() for name in (*_LOCAL_NAMES, self.host, *self.names))


def is_loopback(host: str) -> bool:
    """Whether an address to bind is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
