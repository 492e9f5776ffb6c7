"""Sources: the cast of a report, one for each person, body or thing that speaks or is cited.

`mentions` reads the words of one mention (with `roles`, `nouns`, `joined`, `context`, `findable`, `labels` and
`calledon`), `persons` and `introduced` know whom the report names, `descriptions`, `forces`, `groups`, `pronouns`,
`things` and `writer` say whom "the commander", "police", "the two", "he", "it" and "I" mean, `later` and `kin` who is
named further down, `cast` keeps the company, `resolve` puts it together and refuses rather than guesses.
"""

from sayso.reading.sources.resolve import resolve

__all__ = ["resolve"]
