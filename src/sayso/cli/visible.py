"""Text that may go to a terminal: nothing in it steers the terminal or turns the reading order."""

from __future__ import annotations

import re

# C0 and C1 controls (escape sequences begin with one), what turns or hides the reading order,
# halves of surrogate pairs, tag characters.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")


def visible(text: str) -> str:
    """One line of `text` as a terminal may show it.

    Controls and direction marks come out as escapes ("\\x1b"), white space of any kind as one
    space, and what has no width (soft hyphen, zero-width space) not at all.
    """
    line = " ".join(_INVISIBLE.sub("", text).split())
    return _STEERING.sub(lambda found: ascii(found[0])[1:-1], line)
