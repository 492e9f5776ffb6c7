"""Which reports tell of one occurrence, and which of their claims are about one matter.

Told by what a person would compare: who, where, when, how many. Copies and origins play no part here.
"""
