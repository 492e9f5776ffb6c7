"""Quantities: every figure of a report as an interval, with what is counted.

`numbers` and `numerals` find numerals, `labels` those that count nothing, `tally` what is left; `counted`,
`countnouns` and `units` say what is counted, `hedges` and `intervals` how wide the number is meant; `find` puts
it together.
"""

from sayso.reading.quantities.find import find_quantities, tie

__all__ = ["find_quantities", "tie"]
