"""Who copies whom: words that reports share, which way they went, what changed on the way.

Texts come in, passages go out; nothing here knows what a claim is but `copied`.
"""
