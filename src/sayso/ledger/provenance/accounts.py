"""Accounts: whether somebody tells what he saw or heard himself, by the words of a claim.

An eyewitness is known by verbs of perception and by what he did there, wherever that stands in a report. Who comments
or mourns has neither.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Sense = Literal["seen", "heard"]


def account(told: str, *, named: bool) -> Sense | None:
    """What sort of account the words of a source are, None if they are none.

    named: whether the source is. That nameless people heard shots says nobody new: every second report has it.
    """
    lower = told.casefold().replace("’", "'").lstrip("\"“' ")
    if not any(sign in lower for sign in _SIGNS):
        return None
    words = _words()
    lower = words["not"].sub(" ", lower)
    if words["seen"].search(lower):
        return "seen"
    return "heard" if named and words["heard"].search(lower) else None


_SIGNS = ("saw", "see", "watch", "witness", "hear", "i ", "we ", "he ", "they ")
"""What a claim must hold one of, for its words to be looked at."""


@cache
def _words() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(files("sayso.packs").joinpath("accounts.toml").read_text("utf-8"))
    return {
        key: re.compile(r"(?<!\w)(?:" + "|".join(rows) + r")(?!\w)") for key, rows in data.items()
    }
