"""Channels: how words left their origin, and who passed them on.

`words` makes the phrases of the pack ready, `find` looks for them where an attribution stands, `occasions` carries
what is found over to the rest of the same occasion, `passers` finds who got hold of words not meant for others.
"""

from sayso.reading.channels.find import find_channels

__all__ = ["find_channels"]
