"""Boilerplate by the rules of the pack. Add a row: a line, and where it stands if that matters.

Lines of ordinary prose that look like boilerplate are as much worth a row: a sentence set aside is a
claim lost.
"""

import pytest

from sayso.reading.boilerplate import find_boilerplate, kind_of, rules
from sayso.reading.structure import Structure

KINDS = {
    "promotion": [
        "Sign up to the Norvik Post’s newsletter",
        "Don’t miss a thing! Subscribe to our daily briefing here",
        "Stay up to date with all the latest Courier news by signing up to our newsletter here.",
        "Follow us on Twitter",
        "Follow the Evening Ledger on your favourite apps and never be the last to know",
        "Like us on Facebook",
        "Join the conversation on our Facebook page",
        "Download our free app",
        "Support independent journalism from as little as £1.",
        "Got a story? E-mail us at news@ledger.example",
        "Click here for more news from Port Selwick",
        "Listen to our podcast, The Valley in Five Minutes",
    ],
    "navigation": [
        "Read more",
        "READ MORE: Bank boss quits",
        "Most read",
        "Related articles",
        "Advertisement",
        "ADVERTISEMENT - STORY CONTINUES BELOW",
        "Home > News > Money",
        "See also: Bypass vote put off",
        "Share this article on Facebook",
        "Skip to main content",
        "MORE ON: Corran Mutual | Banks | Port Selwick",
    ],
    "tags": [
        "Tags: mining, Kestrel Ridge, Pellant Resources",
        "Topics: Banks, Money",
        "Filed under: Business",
        "#corran #bankrun",
    ],
    "byline": [
        "By Dana Whitlock, Money Reporter",
        "BY DANA WHITLOCK",
        "By Miriam Achterberg | 22 July 2031, 6.40 pm",
        "By our correspondent in Norvik",
        "Published: 3 May 2022",
        "12 minutes ago",
        "(Reporting by Jonas Merle in Kestrel Ridge; editing by R. Castellane)",
        "Additional reporting by Paula Hendry.",
    ],
    "republication": [
        "This article first appeared in the Evening Ledger. Continue to the original",
        "Originally published by the Norvik Post.",
        "Republished with permission from the Tarn Valley Courier",
        "Read the original article here",
        "The post Bank boss quits appeared first on Norvik Blog.",
    ],
    "caption": [
        "Savers wait outside the Port Selwick branch (Image: Tom Ruddle / Ledger Pictures)",
        "[Photo: Relatives at the gate of the Amber Deep mine. NORTHWIRE/Paula Hendry]",
        "Photo: Benno Lisk",
        "The jetty at the camp (Photo by Benno Lisk)",
        "File photo of the branch",
    ],
    "other": [
        "© 2031 Tarn Valley Courier. All rights reserved.",
        "We use cookies to improve your experience.",
        "Please enable JavaScript to view the comments.",
        "***",
    ],
}
BY_PLACE = [
    # line, kind, where it is that; it is nothing elsewhere
    ("Tuesday, 3 May 2022", "byline", "head"),
    ("3 May 2022 10:40 GMT", "byline", "head"),
    ("Dana Whitlock is a staff writer at the Evening Ledger.", "byline", "tail"),
    ("Jonas Merle contributed to this report.", "byline", "tail"),
    ("Source: Norvik Post", "republication", "tail"),
]
PROSE = [
    "The mayor urged voters to register here by Friday.",
    "The newsletter was printed in the town hall until 2019.",
    "Order was restored by noon.",
    "Shop owners were told to leave.",
    "Reporting by residents led to the arrest.",
    "Reuters reported that the bank had closed.",
    "He was already a subscriber to the paper.",
    # looks like a promotion
    "He signed up for the army in March.",
    "She signed up to the campaign because of her son.",
    "He subscribed to the view that the bank was sound.",
    "Police asked residents to follow the news on Twitter.",
    "Customers should follow its page on Facebook for news, the bank said.",
    "Follow the money, the detective told his men.",
    "The general’s daily briefing was cancelled.",
    # like navigation
    "Share prices fell on Monday.",
    "Home was a flat above the bank.",
    "Read the letter, the judge told the clerk.",
    "Search crews found the miners on Friday.",
    "More than 40 people were hurt.",
    "Print was banned.",
    "Menu prices rose by a third.",
    # like tags
    "Topics of the talks included gas and zinc, the envoy said.",
    "Tags were found on all the coats.",
    # like a byline
    "By Tuesday the queue had gone.",
    "By Monday noon, Corran Mutual had closed.",
    "From Norvik, the minister flew home.",
    "Updated figures show that 40 people were hurt.",
    "Published accounts show that the bank lost money.",
    "Editing the film took two years.",
    "Five hours ago the gas alarm went off.",
    # like a republication
    "The letter was first published in March, the minister said.",
    "The article appeared to blame the mayor.",
    "Source of the gas was a blocked fan, the inspector said.",
    # like a caption
    "His picture hung in the bank.",
    "The picture is grim, the minister said.",
    "A photo of the memo was shown to the court.",
    # like other
    "The copyright case was heard on Monday.",
    "The bakery’s cookies were recalled.",
]
LOST = [
    "Contact us as soon as you see him, police said.",
    "More on that was promised on Monday.",
    "The report was reprinted by three papers, the editor said.",
    "A file photo was found on his phone, police said.",
    "Rescuers found two bodies (video showed them leaving).",
]
MISSED = [
    ("© 2031 Norvik Post", "other"),
    ("The mayor at the town hall on Monday. REUTERS/Jo Berg", "caption"),
]
PLACES = ("head", "body", "tail")


@pytest.mark.parametrize(
    ("line", "kind"), [(line, kind) for kind, lines in KINDS.items() for line in lines]
)
def test_lines_that_are_no_report(line: str, kind: str) -> None:
    assert {kind_of(line, where) for where in PLACES} == {kind}


@pytest.mark.parametrize(("line", "kind", "where"), BY_PLACE)
def test_lines_that_are_no_report_at_one_end(line: str, kind: str, where: str) -> None:
    assert [kind_of(line, place) for place in PLACES] == [
        kind if place == where else None for place in PLACES
    ]


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_looks_like_it(line: str) -> None:
    assert [kind_of(line, where) for where in PLACES] == [None] * 3
    assert kind_of(line, "body", sentence=True) is None


@pytest.mark.parametrize("line", LOST)
@pytest.mark.xfail(strict=True, reason="a rule takes a sentence of the report for boilerplate")
def test_prose_that_should_not_be_taken_for_it(line: str) -> None:
    assert [kind_of(line, where) for where in PLACES] == [None] * 3


@pytest.mark.parametrize(("line", "kind"), MISSED)
@pytest.mark.xfail(strict=True, reason="no rule knows it yet")
def test_lines_that_should_be_no_report(line: str, kind: str) -> None:
    assert {kind_of(line, where) for where in PLACES} == {kind}


def aside(text: str, discard: list[float] | None = None) -> list[tuple[str, str]]:
    cut = Structure.of(text)
    found = find_boilerplate(cut, discard or [0.0] * len(cut.paragraphs))
    return [(b.kind, s.text) for b in found for s in b.spans]


PARAGRAPH = (
    "The bank closed its doors on Monday, and more than forty savers waited in the rain until noon,"
    " among them a priest."
)


def test_a_sentence_within_a_paragraph_is_set_aside_alone() -> None:
    plea = "Sign up to our free newsletter here."
    assert aside(f"{PARAGRAPH} {plea} {PARAGRAPH}") == [("promotion", plea)]


def test_short_list_items_at_the_very_end_are_tags() -> None:
    text = f"Bank shut\n{PARAGRAPH}\n• Corran Mutual\n  • Banks"
    assert aside(text) == [("tags", "• Corran Mutual"), ("tags", "• Banks")]
    assert aside(text + f"\n{PARAGRAPH}") == []
    assert aside(f"Bank shut\n{PARAGRAPH}\n• He left the bank on Monday.") == []


def test_front_matter_is_one_piece_of_boilerplate() -> None:
    front = "---\ntitle: Bank shut\ndate: 2031-05-03\n---"
    assert aside(f"{front}\n\n{PARAGRAPH}") == [("other", front)]


def test_the_tagger_has_a_say_where_the_rules_have_none() -> None:
    text = f"Bank shut\n{PARAGRAPH}\nFrom the desk of the editor\n{PARAGRAPH}"
    assert aside(text, [0.9, 0.1, 0.9, 0.69]) == [("other", "From the desk of the editor")]


def test_a_text_of_nothing_but_boilerplate_keeps_it_all() -> None:
    assert aside("Read more\nSign up to our newsletter\nTags: bank") == []


def test_ids_count_up_and_spans_are_anchored() -> None:
    text = f"By Dana Whitlock\n\n{PARAGRAPH}\n\nRead more\n\n{PARAGRAPH}\n\n* * *"
    cut = Structure.of(text)
    found = find_boilerplate(cut, [0.0] * len(cut.paragraphs))
    assert [b.id for b in found] == ["b1", "b2", "b3"]
    assert all(text[s.start : s.end] == s.text for b in found for s in b.spans)


def test_a_pattern_either_opens_the_line_or_says_what_every_line_of_its_kind_holds() -> None:
    assert all(rule.opens != bool(rule.holds) for rule in rules())
    assert all(piece == piece.lower() for rule in rules() for piece in rule.holds)
