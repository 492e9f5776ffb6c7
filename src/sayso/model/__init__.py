"""The shipped tagger: weights, vocabulary and settings. Data, no code; its notice is in NOTICE."""
