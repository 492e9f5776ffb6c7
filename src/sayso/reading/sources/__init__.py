"""Sources: the cast of a report, one for each person, body or thing that speaks or is cited.

`mentions` reads the words of one mention (with `roles`, `nouns`, `joined`, `context`, `findable`), `persons` and
`introduced` know whom the report names, `descriptions` and `pronouns` say whom "the commander" and "he" mean,
`cast` keeps the company, `resolve` puts it together and refuses rather than guesses.
"""

from sayso.reading.sources.resolve import resolve

__all__ = ["resolve"]
