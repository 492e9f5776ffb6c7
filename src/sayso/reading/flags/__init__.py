"""Flags: the questions that a careful reader would put to this report. Each is one short function.

A flag lays out what was seen and asks for what is missing; it never says true or false. A file of
this folder holds the flags on one subject; RULES is the order of the contract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.reading.flags.channels import channel_unverified, unnamed_announcer
from sayso.reading.flags.copies import open_quotation, republished
from sayso.reading.flags.figures import figure_without_source
from sayso.reading.flags.findings import Findings
from sayso.reading.flags.headline import headline_exceeds_body
from sayso.reading.flags.loaded import loaded_language
from sayso.reading.flags.origins import single_source, unnamed_origin
from sayso.reading.flags.parts import parts_and_whole
from sayso.reading.flags.times import time_conflict
from sayso.reading.flags.translations import translated_quotation
from sayso.records import Flag

__all__ = ["Findings", "raise_flags"]

RULES: tuple[Callable[[Findings], Iterator[Flag]], ...] = (
    single_source,
    unnamed_origin,
    unnamed_announcer,
    channel_unverified,
    translated_quotation,
    headline_exceeds_body,
    figure_without_source,
    parts_and_whole,
    time_conflict,
    loaded_language,
    republished,
    open_quotation,
)


def raise_flags(f: Findings) -> tuple[Flag, ...]:
    """All flags, in the order of the contract."""
    return tuple(flag for rule in RULES for flag in rule(f))
