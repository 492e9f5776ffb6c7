"""Pictures: SVG that stands alone, without script, and says the same in black and white.

Shapes and hatching tell things apart, never colour alone. Whatever was read stays text.
"""

from sayso.export.plots.figures import series_picture
from sayso.export.plots.life import Event, Life, Link, Origin, life_picture
from sayso.export.plots.weekly import weeks_picture

__all__ = [
    "Event",
    "Life",
    "Link",
    "Origin",
    "life_picture",
    "series_picture",
    "weeks_picture",
]
