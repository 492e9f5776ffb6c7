"""Which denial denies the claim. Add a row: who denies, by which cue, what, and whether it does."""

import pytest

from sayso.reading.denials import deny
from sayso.records import Attribution, Claim, Span

CLAIM = "the mine had poisoned the river for years"
ROWS = [
    ("Corran", "denied", "that the mine poisoned the river", True),
    ("Corran", "disputed", "that it poisoned the river from the mine", True),
    # other words, or too few
    ("Corran", "denied", "that the bank was shut down", False),
    ("Corran", "denied", "the river", False),
    # no denial of anything said
    ("Corran", "opposed", "that the mine poisoned the river", False),
    ("Corran", "was denied", "the mine that poisoned the river", False),
    ("There", "is no denying", "that the mine poisoned the river", False),
    ("", "was dismissed", "the mine that poisoned the river", False),
]


@pytest.mark.parametrize(("who", "cue", "content", "denied"), ROWS)
def test_what_is_denied(who: str, cue: str, content: str, denied: bool) -> None:
    text = f"{CLAIM}. {who} {cue} {content}."

    def span(words: str) -> tuple[Span, ...]:
        at = text.index(words, len(CLAIM) + 1) if words else 0
        return (Span.of(text, at, at + len(words)),) if words else ()

    told = Attribution(
        id="a1",
        source=span(who),
        cue=span(cue),
        content=span(content),
        source_id="s1" if who else None,
        channel_id=None,
        parent=None,
        quoted="indirect",
        stance="denies",
        certainty="negated",
        inferred=False,
    )
    spans = (Span.of(text, 0, len(CLAIM)),)
    claim = Claim(
        id="c1", spans=spans, text=CLAIM, attribution_id=None, voice="outlet", chain=(), degree=0
    )
    (read,) = deny([claim], [told])
    assert read.denied_by == (("a1",) if denied else ())
