"""Which mentions are one source. Add a row: a text with its mentions in braces.

"{a|Graham Tolley} left. {a|He} was late." has two mentions of one source; every letter is another
source, and 0 is a mention that no rule should dare to place.
"""

import re

import pytest

from sayso.reading.sources import resolve
from sayso.reading.structure import Structure
from sayso.records import Source

ROWS = [
    # names: in full, by surname, with title, with office
    "{a|Graham Tolley} spoke on Monday. {a|Tolley} left. {a|He} was late.",
    "{a|Finance minister Ruth Adeyemi} told parliament. {a|Adeyemi} said so. {a|She} left.",
    "{a|Sen. Anna Lind (D-Norvik)} agreed. {a|Lind} left.",
    "{a|JOHN COLE} spoke. {a|Cole} left.",
    "{a|Anna Lind} and {b|Jo Berg} spoke. {b|Berg} said no. {a|Lind} said yes.",
    "{a|Dr. Ida Senn} left. {b|Paula Senn} stayed. {a|Dr. Senn} came back.",
    "{a|Jo van den Berg} spoke. {a|Van den Berg} left.",
    "{a|Tolley} spoke.\nGraham Tolley, the chief executive, left. {a|Graham Tolley} said so.",
    # the same person by what he or she is
    "{a|President Anna Moss} spoke. {a|The president} left. {a|She} was late.",
    "{a|Ilse Vandermark, the chief inspector of mines,} spoke. {a|the chief inspector} left.",
    "{a|an officer} admitted it. {a|The soldier} rang his wife.\n{a|The officer} was heard. {a|He} left.\n"
    "But {a|the commander} moaned.",
    "{a|a teller} has claimed it.\n{a|The clerk} said so.",
    "{a|A doctor} said it. {a|The physician} added more.",
    "{a|a spokesman for Pellant} denied it. {a|The spokesman} said more.",
    "{a|The mother of two} told it. {a|she} said.",
    "{a|Lt. Anna Schur} said so. {a|The lieutenant} left.",
    '{a|Anna Lind} left.\n"No," {b|a reporter} asked Lind. "Yes," {a|the senator} replied.',
    "{a|Tom Osei} came.\nWhen {b|an official} asked Osei, Osei left. {a|He} was late.",
    "{a|Anna Lind and Jo Berg} met. {a|The two leaders} agreed. {a|They} left.",
    "{a|Woman} speaks of rape\n\n{a|A woman} has told it. {a|Ruth Adeyemi}, 50, said so.",
    "{a|A spokesman for Norvik Rail} denied it.\n\n{a|Norvik Rail spokesman Jo Berg} said no.",
    "{a|Anna Lind} left. Lind caused a stir when {b|a voter} asked for more. {a|She} laughed.",
    "In May, {a|Norvik Rail} freed some whom {a|it} wanted.",
    # others are others
    "{a|A senior official} told it.\n\n{b|Anna Lind} said no.",
    "{a|The boy} said so. {b|The father} told police more.",
    "{a|The Vice President} spoke. {b|the President} left.",
    "{a|Anna Lind}, asked by {b|Jo Berg}, said no. {a|She} left.",
    "{a|Norvik News} said so. {b|the mainstream media} laughed.",
    "{a|Mr. Berg} met the two million members of a union, Mr. Tolley. {a|Berg} left.",
    "{a|the United States Congress} said so. {b|The United States} said more.",
    "{a|Ford Motor Company} said so. {a|Ford} said more.",
    "{a|A nurse} said so. {b|A miner} said no.\n{a|The nurse} insisted.",
    "{a|a waiter} said it. {b|The pilot} added more.",
    "{a|a senior official} said it. {b|another official} denied it.",
    "{a|An analyst at Larch} said it. {b|An analyst at Corran} denied it.",
    "{a|experts} say it. {b|officials} deny it. {c|critics} wonder.",
    "{a|Republicans} said it. {b|Democrats} denied it.",
    "{a|Graham Tolley’s lawyer} said it. {b|Tolley} left. {a|The lawyer} said more.",
    # bodies, papers, groups
    "{a|the health ministry} said so. {a|The ministry} said more. {a|It} left it there.",
    "{a|Pellant Resources} denied it. {a|It} said so.",
    "{a|The European Commission} agreed. {a|EC} sources left.",
    "{a|the Federal Bureau of Investigation} said it. {a|The FBI} said more.",
    "{a|the Norvik Post} reported it. {a|The Post} added more.",
    "{a|Kestrel Ridge police} said it. {a|Police} added more.",
    "{a|Police} said it. Kestrel Ridge police are looking for a man. {a|Police} added more.",
    "{a|Police} said it. Jo Berg, Kestrel Ridge Police Chief, left. {a|Police} added more.",
    "It went up, {a|Quillbert} said. Later {a|Quillbert} said no. The quillbert is a bird.",
    "{a|a leaked memo} shows it. {a|The memo} says more.",
    "{a|estimates} say it. {a|Estimates} suggest more.",
    "{a|residents} said so. {a|They} left.",
    "{a|two people who work at the mine} said it. {a|They} left.",
    # somebody else was introduced in between
    "{a|Tom Osei} spoke. Then Alf Brennock, 78, had his turn. {b|He} was cold.",
    # nobody to be found, or too far away
    "{0|he} said so.",
    "{0|She} said it was over. {a|Anna Lind} spoke.",
    "{a|Anna Lind} met Jane Holt.\n\nIt rained.\n\nIt snowed.\n\nIt froze.\n\nIt thawed.\n\n{0|She} left.",
    # however far, where there is nobody else
    "{a|Anna Lind} spoke.\n\nIt rained.\n\nIt snowed.\n\nIt froze.\n\nIt thawed.\n\n{a|She} left.",
    # a relative without a name, and with one far below
    "It was recorded by Keenan Voss's wife.\n\n{a|She} spoke.\n\nIt rained. {a|Anna Voss}, his wife, left.",
    # a husband and his wife, a man and a woman
    "{a|Mr. Tolley} met {b|Mrs. Tolley}.",
    "{a|a man} left. {b|a woman} stayed. {a|the man} came. {b|She} went.",
    "{a|Graham Tolley} and his wife met {b|Anna Lind}. {b|She} was late. {a|He} was not.",
    # a paper and what else it is called; two papers
    "{a|A report} shows it. {b|A report} denies it.",
    "{a|a congressional report} shows it. {a|The inquiry} says more. {a|It} names nobody.",
    "{a|a poll of 800 voters} shows it. {a|The results} say more.",
    # whom the text introduces where he does not speak
    "The finance minister, Lou Jiwei, left. {a|Mr. Lou} was late. {a|The minister} said so.",
    "Ruth Adeyemi, a lawyer from Norvik, left. Jo Berg came. {a|The lawyer} said so. {a|Adeyemi} left.",
    "{a|Graham Tolley} spoke. {a|The 45-year-old} left. {a|The billionaire} came back.",
    "{a|Former Secretary of State Anna Lind} spoke. {a|Lind} left.",
    # the subject of a sentence before all others
    "{a|Anna Lind} met Ida Senn in Norvik. {a|She} was late.",
    "In {a|her} call for a ban, {a|Anna Lind} was plain.",
    "{a|Tom Osei}, 44, known as “Larch,” {a|who} left, was late.",
    "A school teacher, {a|Tom Osei} left. {a|He} was late.",
    # headline and lead say who it is only later
    "Norvik lawmaker wants it\n\n{a|A lawmaker} wants it.\n\nSo says {a|Rep. Anna Lind}.",
    "{a|Newspaper} says so\n\nIt rained.\n\n{a|The Norvik Post} said so.",
    # bodies and what else they are called
    "{a|the Norvik News Agency (NNA)} said so. {a|NNA} said more.",
    "Corran Mining fell on Monday. {a|The company} said so. {b|Larch Mining} rose. {b|The company} was glad.",
    "{a|Judicial Watch} sued. {a|The watchdog group} said so.",
    "{a|Anna Lind and Jo Berg} said so. {b|Jo Berg} left.",
    # "they" and "it" take up the subject of the sentence before
    "{a|a spokesman} spoke. The miners arrived at noon. {b|They} were told.",
    "{a|Larch Mining} fell. The Norvik Quartet consists of four. {b|It} meets on Mondays.",
    "{a|a letter} was found.\n\nIt rained.\n\nIt snowed.\n\n{a|It} says so.",
    # whose "I" it is where nothing is quoted
    "Statement by Anna Lind on the mine\n\n{a|I} was there. {a|We} all were. {a|Lind} left.",
    "{a|The minister, Anna Lind,} said:\n\n{a|We} were there.\n\n{a|I} saw it.",
    "The mine\n\n{0|I} was there.",
    # a trade, a place, an office that are names; and not
    "{a|Valeria Paris}, a nurse, left. {a|Paris} was late. {b|France} was not.",
    "{a|President Anna Moss} left. {b|The vice president} stayed.",
    "A lawmaker wants {a|Jo Berg} out after {a|the presidential candidate} left.",
    "{a|A lawmaker} wants it.\n\n“No,” {a|Anna Lind} said. {a|The lawmaker} left.",
    "{a|Q} Why? {a|Q} How?",
]
WANTED = [
    (
        "{a|a teller} has claimed it.\n\n{b|A driver} denied it.",
        "the first paragraph is taken for a headline, which the next ones restate",
    ),
]
_MENTION = re.compile(r"\{(\w)\|([^}]*)\}")


def cast(row: str) -> tuple[list[str], list[str | None], list[Source]]:
    """The letters of a row, the ids that its mentions get, and the sources."""
    text, letters, places, at = "", [], [], 0
    for m in _MENTION.finditer(row):
        text += row[at : m.start()]
        places.append((len(text), len(text) + len(m[2])))
        letters.append(m[1])
        text, at = text + m[2], m.end()
    cut = Structure.of(text + row[at:])
    sources, ids = resolve(cut, list(places), [None] * len(places), [0] * len(places))
    return letters, ids, sources


@pytest.mark.parametrize("row", ROWS)
def test_which_mentions_are_one_source(row: str) -> None:
    letters, ids, _ = cast(row)
    assert [i is None for i in ids] == [letter == "0" for letter in letters]
    pairs = {(a, b) for a, b in zip(letters, ids, strict=True) if b is not None}
    assert len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs}), ids


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, marks=pytest.mark.xfail(strict=True, reason=reason))
        for row, reason in WANTED
    ],
)
def test_which_mentions_should_be_one_source(row: str) -> None:
    test_which_mentions_are_one_source(row)


def test_a_source_carries_its_fullest_name_its_role_and_all_its_mentions() -> None:
    _, _, sources = cast(
        "{a|Corran’s chief executive, Graham Tolley,} spoke. {a|Tolley} left. {a|He} was late."
    )
    (tolley,) = sources
    assert (tolley.name, tolley.kind, tolley.named) == ("Graham Tolley", "person", True)
    assert tolley.role == "Corran’s chief executive"
    assert [s.text for s in tolley.mentions] == [
        "Corran’s chief executive, Graham Tolley,",
        "Tolley",
        "He",
    ]


def test_an_unnamed_source_is_called_as_it_is_first_mentioned() -> None:
    _, _, (officer,) = cast("{a|an officer} admitted it. {a|The soldier} rang his wife.")
    assert (officer.name, officer.kind, officer.named) == ("an officer", "person", False)


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_i_in_somebodys_words_is_that_somebody() -> None:
    text = "“We saw it and I think it was gas,” a miner said."
    mentions = [place(text, "a miner"), place(text, "I")]
    sources, ids = resolve(Structure.of(text), mentions, [None, 0], [0, 1])
    assert ids == ["s1", "s1"]
    assert [s.name for s in sources] == ["a miner"]


def test_he_in_somebodys_words_is_not_looked_for_before_them() -> None:
    text = "Tom Osei said that he knew it."
    mentions = [place(text, "Tom Osei"), place(text, "he")]
    _, ids = resolve(Structure.of(text), mentions, [None, 0], [0, text.index("that")])
    assert ids == ["s1", None]


def test_he_in_somebodys_answer_is_who_holds_the_office_asked_about() -> None:
    text = (
        "Q   Will the President go to Norvik?\n\nMS. LIND:  He wants to.  The President said that.\n\n"
        "Q   When did he say it?\n"
    )
    a, b, c = (text.index(x) for x in ("Will", "He wants", "When"))
    spoken = [(0, 1), place(text, "MS. LIND"), place(text, "He"), place(text, "The President")]
    spoken += [(c - 4, c - 3), place(text, "he say")]
    mentions = [(x, x + 2 if text[x] in "hH" else y) for x, y in spoken]
    _, ids = resolve(Structure.of(text), mentions, [None, None, 1, 1, None, 4], [0, 0, b, b, 0, c])
    assert a and ids[2] == ids[3] == ids[5] and ids[2] not in (None, ids[1])


def test_they_of_whom_nothing_is_told_are_people_without_a_name() -> None:
    text = "Tom Osei said: “They say it was gas.”"
    mentions = [place(text, "Tom Osei"), place(text, "They")]
    sources, ids = resolve(Structure.of(text), mentions, [None, 0], [0, text.index("They")])
    assert ids == ["s1", "s2"]
    assert [(s.name, s.kind, s.named) for s in sources][1] == ("They", "group", False)


def test_they_are_who_spoke_first_in_the_sentence_before() -> None:
    text = "The sources said the firm wanted to see it. They also said no."
    mentions = [place(text, w) for w in ("The sources", "the firm", "They")]
    _, ids = resolve(Structure.of(text), mentions, [None, 0, None], [0, 17, 0])
    assert ids == ["s1", "s2", "s1"]


def test_we_of_a_statement_that_quotes_nobody_is_the_state_that_speaks() -> None:
    text = "The United States strongly condemns the fire. We urge Larch to help."
    sources, ids = resolve(Structure.of(text), [place(text, "We")], [None], [0])
    assert ids == ["s1"] and sources[0].name == "United States"
    quoting = text + " \u201cWe wept,\u201d one said."
    assert resolve(Structure.of(quoting), [place(text, "We")], [None], [0])[1] == [None]


def test_an_attribution_without_a_source_has_none() -> None:
    text = "It was announced."
    assert resolve(Structure.of(text), [None], [None], [0]) == ([], [None])


@pytest.mark.parametrize(
    ("mention", "role"),
    [
        ("Jo Berg, a pollster who is working with the mine", "a pollster"),
        ("Jo Berg, who was Lind's campaign pollster,", "Lind's campaign pollster"),
        ("Jo Berg, who retired in May", None),
        ("Jo Berg, U.S. Northern Command commander", "U.S. Northern Command commander"),
        ("Co-anchor Jo Berg", "Co-anchor"),
    ],
)
def test_a_role_is_no_clause(mention: str, role: str | None) -> None:
    _, _, (berg,) = cast(f"{{a|{mention}}} said so.")
    assert (berg.name, berg.role) == ("Jo Berg", role)


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("A team from the University of Norvik dug there. {a|The researchers} found a bone.", True),
        ("A team dug there. {a|The researchers} found a bone.", False),
        ("Anna Lind met Peter Holt. {a|The two} agreed.", True),
        ("Anna Lind met nobody. {a|The two} agreed.", False),
        ("Anna Lind met Peter Holt. {a|The leaders} agreed.", True),
        ("Norvik met Larch. {a|Both sides} agreed.", True),
        ("Anna Lind met Peter Holt. {a|The leaders of the sect} agreed.", False),
        ("{a|Two unions, the Norvik Miners and the Larch Porters,} agreed.", True),
        ("{a|Two unions, both of them small,} agreed.", False),
        ("{a|An aid group, the Norvik Relief Fund,} agreed.", True),
        ("{a|Larch media} said so.", False),
        ("{a|A video from the Norvik Post} shows it.", True),
        ("{a|A video of the scene} shows it.", False),
        ("Anna Lind met Peter Holt. {a|Both of his aides} agreed.", False),
    ],
)
def test_a_group_is_named_if_it_was_before(row: str, named: bool) -> None:
    _, _, sources = cast(row)
    assert [s.named for s in sources] == [named]
