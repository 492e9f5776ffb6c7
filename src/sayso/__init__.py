"""sayso reads news reports and lays out what is claimed, on whose say-so.

Only light names live here: importing sayso loads no model, no network and no terminal library.
"""

from sayso.version import __version__

__all__ = ["__version__"]
