"""A person's word: judgements, grades, corrections, and what there is to weigh before one is given.

Facts, append-only; no finding is made here.
"""
