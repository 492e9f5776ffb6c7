"""One mention read by itself. Add a row: the mention, its kind, named or not, the name that is kept."""

import pytest

from sayso.reading.sources.mentions import clean_name, describe
from sayso.reading.sources.nouns import singular

ROWS = [
    # persons without a name
    ("an officer", "person", False, "an officer"),
    ("The soldier", "person", False, "soldier"),
    ("a senior ministry official", "person", False, "a senior ministry official"),
    ("a source close to the minister", "person", False, "a source close to the minister"),
    ("a spokeswoman for Pellant", "person", False, "a spokeswoman for Pellant"),
    ("the clerk on duty", "person", False, "clerk on duty"),
    ("the president of Norvik", "person", True, "president of Norvik"),
    ("The mother of two, who has worked at the branch,", "person", False, "mother of two"),
    ("a 34-year-old nurse", "person", False, "a 34-year-old nurse"),
    ("Tolley’s lawyer", "person", False, "Tolley’s lawyer"),
    # persons with one
    ("Graham Tolley", "person", True, "Graham Tolley"),
    ("Mr. Tolley", "person", True, "Tolley"),
    ("Tolley’s", "person", True, "Tolley"),
    ("President Moss", "person", True, "Moss"),
    ("former mayor Jo Berg, 61,", "person", True, "Jo Berg"),
    ("Its secretary, Tom Osei,", "person", True, "Tom Osei"),
    ("FBI Director Jo Berg", "person", True, "Jo Berg"),
    ("Senate Majority Leader Anna Lind", "person", True, "Anna Lind"),
    ("Dr. Ida Senn of Tarnbrook hospital", "person", True, "Ida Senn"),
    ("Democracy Watch's national adviser Jo Berg", "person", True, "Jo Berg"),
    # several
    ("Congress and President Moss", "group", True, "Congress and President Moss"),
    ("The secretary and Moss", "group", True, "secretary and Moss"),
    ("Anna Lind and Jo Berg, secretary of state", "group", True, "Anna Lind and Jo Berg"),
    # with more told of them
    ("A witness interviewed by the staff", "person", False, "A witness interviewed by the staff"),
    ("prosecutors investigating the fire", "group", False, "prosecutors investigating the fire"),
    ("one former executive who", "person", False, "one former executive"),
    ("54%", "group", False, "54%"),
    # chambers' members can be found out, civil rights groups cannot
    ("Senate Democrats", "group", True, "Senate Democrats"),
    ("civil rights groups", "group", False, "civil rights groups"),
    ("Researchers at the University of Norvik", "group", True, "Researchers at the University of Norvik"),
    ("Democrats on the House Ethics Committee", "group", True, "Democrats on the House Ethics Committee"),
    ("groups such as the Norvik Aid Council and the Relief Union", "group", True, "groups"),
    # bodies of a kind are people; several courts are still courts
    ("several airlines", "group", False, "several airlines"),
    ("other governments", "group", False, "other governments"),
    ("both sides", "group", False, "both sides"),
    ("lower courts", "organisation", False, "lower courts"),
    ("the world", "group", False, "world"),
    ("The UK", "organisation", True, "UK"),
    ("Resolution 2249", "document", True, "Resolution 2249"),
    ("the Declaration", "document", True, "Declaration"),
    # groups are never named: nobody could find out who they are
    ("officials", "group", False, "officials"),
    ("several witnesses", "group", False, "several witnesses"),
    ("two people familiar with the talks", "group", False, "two people familiar with the talks"),
    ("many Americans", "group", False, "many Americans"),
    ("Democrats", "group", False, "Democrats"),
    # bodies
    ("the Treasury", "organisation", True, "Treasury"),
    ("The White House", "organisation", True, "White House"),
    ("the Ministry of Health", "organisation", True, "Ministry of Health"),
    ("The health ministry", "organisation", True, "health ministry"),
    ("the Norvik city council", "organisation", True, "Norvik city council"),
    ("NATO", "organisation", True, "NATO"),
    ("Pellant, which runs the mine,", "organisation", True, "Pellant"),
    ("Pellant Resources", "organisation", True, "Pellant Resources"),
    ("The Department of the Treasury", "organisation", True, "Department of the Treasury"),
    ("the sheriff's office", "organisation", True, "sheriff's office"),
    ("a court", "organisation", False, "a court"),
    ("the federal government's", "organisation", True, "federal government"),
    # the body is not what speaks
    ("a senior Bank of Norvik official", "person", False, "a senior Bank of Norvik official"),
    ("the Board of Inquiry’s report", "document", True, "Board of Inquiry’s report"),
    ("Mr. Church", "person", True, "Church"),
    ("Anna J. Church", "person", True, "Anna J. Church"),
    ("The Larch-Review", "outlet", True, "Larch-Review"),
    ("The Norvik Pact", "document", True, "Norvik Pact"),
    ("a batch of ministry emails", "document", True, "a batch of ministry emails"),
    ("Congresswoman Dean", "person", True, "Dean"),
    ("Lind’s father, the Rev. Jo Lind Jr.,", "person", True, "Jo Lind Jr."),
    ("the party chairwoman, Representative Anna Lind of Norvik", "person", True, "Anna Lind"),
    ("Jo Berg - Lind's cousin", "person", True, "Jo Berg"),
    ("a 70-year-old academic named Jo Berg, who", "person", True, "Jo Berg"),
    ("one conservative, radio host Anna Lind,", "person", True, "Anna Lind"),
    ("The attorney general of the state of Norvik", "person", True, "attorney general of the state of Norvik"),
    ("Norvik Corps’ Jo Berg", "person", True, "Jo Berg"),
    ("the Norvik Post’s Jo Berg", "person", True, "Jo Berg"),
    ("his daughter, Ruth,", "person", True, "Ruth"),
    ("Madam Vice President", "person", True, "Madam Vice President"),
    ("President Moss and I", "group", True, "President Moss and I"),
    ("KIRO 7", "outlet", True, "KIRO 7"),
    ("Norvik County Sheriff Bill Tolley", "person", True, "Bill Tolley"),
    ("Graham Tolley himself", "person", True, "Graham Tolley"),
    ("Authorities in Norvik", "group", False, "Authorities in Norvik"),
    ("the miners' union", "organisation", False, "miners' union"),
    ("China", "organisation", True, "China"),
    # media
    ("the Norvik Post", "outlet", True, "Norvik Post"),
    ("Reuters", "outlet", True, "Reuters"),
    ("the newspaper", "outlet", False, "newspaper"),
    # papers, recordings, data
    ("A leaked memo", "document", False, "A leaked memo"),
    ("The Health Act", "document", True, "Health Act"),
    (
        "An internal e-mail, passed to the Courier by a parent,",
        "document",
        False,
        "An internal e-mail",
    ),
    ("a video", "recording", False, "a video"),
    ("estimates", "data", False, "estimates"),
    ("a poll", "data", False, "a poll"),
    ("data from the ministry", "data", False, "data from the ministry"),
    # of several named together, of one of many, of a part
    ("Anna Lind and Jo Berg", "group", True, "Anna Lind and Jo Berg"),
    ("Lind, Berg, and Osei", "group", True, "Lind, Berg, and Osei"),
    ("Anna Lind and Jo Berg, the parents of two miners,", "group", True, "Anna Lind and Jo Berg"),
    ("candidates, including Anna Lind and Jo Berg", "group", True, "candidates"),
    ("the Norvik School District and the Norvik Police Department", "organisation", True,
     "Norvik School District and the Norvik Police Department"),
    ("the Ministry of Health and Welfare", "organisation", True, "Ministry of Health and Welfare"),
    ("one of the nurses", "person", False, "one of the nurses"),
    ("about one in five", "group", False, "about one in five"),
    ("none of the candidates", "group", False, "none of the candidates"),
    ("a copy of the Norvik memo", "document", True, "a copy of the Norvik memo"),
    # an office with "of" in it before the name; but whose spokesman is not the spokesman
    ("Former Secretary of State Anna Lind", "person", True, "Anna Lind"),
    ("Minister of Education Anna Lind", "person", True, "Anna Lind"),
    ("the president of the Norvik region, Anna Lind,", "person", True, "Anna Lind"),
    ("CEO of the Refugee Council Jo Berg", "person", True, "Jo Berg"),
    ("University of Norvik Student Association president Jo Berg", "person", True, "Jo Berg"),
    ("Larch co-founder Jo Berg", "person", True, "Jo Berg"),
    ("Democracy Watch’s Jo Berg", "person", True, "Jo Berg"),
    ("Norvik Prime Minister Tarik al-Osei", "person", True, "Tarik al-Osei"),
    ("a spokesman for Anna Lind", "person", False, "a spokesman for Anna Lind"),
    ("the head of Larch Mining", "person", True, "head of Larch Mining"),
    ("the president", "person", False, "president"),
    ("a Norvik minister", "person", False, "a Norvik minister"),
    ("director of Norvik Rights Watch", "person", False, "director of Norvik Rights Watch"),
    # what a reader could find out about a paper, a body, figures
    ("the government", "organisation", True, "government"),
    ("Citizens for Safe Mines (CSM)", "organisation", True, "Citizens for Safe Mines"),
    ("Larch & Berg", "organisation", True, "Larch & Berg"),
    ("Kestrel Ridge police", "organisation", True, "Kestrel Ridge police"),
    ("House Republicans", "group", True, "House Republicans"),
    ("a congressional report", "document", True, "a congressional report"),
    ("the report", "document", True, "report"),
    ("a 2013 memo by the agency", "document", True, "a 2013 memo by the agency"),
    ("an 80-page, $7 million report", "document", False, "an 80-page, $7 million report"),
    ("a newly found letter previously kept secret", "document", False, "a newly found letter previously kept secret"),
    ("a poll of 800 voters", "data", True, "a poll of 800 voters"),
    ("Reports", "outlet", False, "Reports"),
    ("a news report published on Friday", "outlet", False, "a news report published on Friday"),
    ("a Norvik Post article", "outlet", True, "a Norvik Post article"),
    ("the magazine Larch", "outlet", True, "magazine Larch"),
    ("the editorial board", "outlet", False, "editorial board"),
    ("the 45-year-old", "person", False, "45-year-old"),
    (
        "a man identified only as \"Four-Two\"",
        "person",
        False,
        "a man identified only as \"Four-Two\"",
    ),
    ("Jo van den Berg", "person", True, "Jo van den Berg"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "named", "name"), ROWS)
def test_who_is_mentioned(words: str, kind: str, named: bool, name: str) -> None:
    mention = describe(words, (0, len(words)))
    assert (mention.kind, mention.named, clean_name(mention)) == (kind, named, name)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Ilse Vandermark, the chief inspector of mines,", "the chief inspector of mines"),
        ("Corran’s chief executive, Graham Tolley,", "Corran’s chief executive"),
        ("Finance minister Ruth Adeyemi", "Finance minister"),
        ("Its secretary, Tom Osei,", "secretary"),
        ("Judge Anna Lind", "Judge"),
        ("Graham Tolley", None),
        ("Mr. Tolley", None),
        ("the Treasury", None),
        ("an officer", None),
        ("a spokesman for the ministry", "spokesman for the ministry"),
        ("Minister of Education Anna Lind", "Minister of Education"),
        ("Anna Lind, a lawyer from Norvik,", "a lawyer from Norvik"),
    ],
)
def test_the_role_of_a_named_person(words: str, role: str | None) -> None:
    assert describe(words, (0, len(words))).role == role


@pytest.mark.parametrize(
    ("words", "pronoun"),
    [
        ("He", "male"), ("she", "female"), ("They", "many"), ("It", "thing"), ("I", "speaker"),
        ("we", "speaker"), ("who", "relative"), ("an officer", None), ("Tolley", None),
    ],
)  # fmt: skip
def test_pronouns(words: str, pronoun: str | None) -> None:
    mention = describe(words, (0, len(words)))
    assert mention.pronoun == pronoun
    assert not (pronoun and mention.named)


@pytest.mark.parametrize(
    ("words", "definite"),
    [("the officer", True), ("his wife", True), ("an officer", False), ("officials", False)],
)
def test_definite_mentions(words: str, definite: bool) -> None:
    assert describe(words, (0, len(words))).definite is definite


@pytest.mark.parametrize(
    ("words", "male"),
    [("Mr. Tolley", True), ("Ms. Senn", False), ("a spokeswoman", False), ("Jo Berg", None)],
)
def test_what_a_title_says_of_the_sex(words: str, male: bool | None) -> None:
    assert describe(words, (0, len(words))).male is male


@pytest.mark.parametrize("words", ["’s", "'s", ".", "—", " the"])
def test_every_mention_has_a_name(words: str) -> None:
    text = f"Moss{words} said so."
    assert clean_name(describe(text, (4, 4 + len(words))))


def test_a_surname_that_is_also_a_trade() -> None:
    text = "Peter Cook left. Cook was late. A cook came."
    assert describe(text, (17, 21)).named


def test_a_capital_at_the_beginning_of_a_sentence_is_no_name() -> None:
    text = "Miners left. Later the miners came back."
    assert not describe(text, (0, len("Miners"))).named


@pytest.mark.parametrize(
    ("noun", "one"),
    [
        ("soldiers", "soldier"), ("policemen", "policeman"), ("women", "woman"), ("ministries", "ministry"),
        ("bosses", "boss"), ("coaches", "coach"), ("boss", "boss"), ("nurse", "nurse"), ("men", "men"),
    ],
)  # fmt: skip
def test_the_singular(noun: str, one: str) -> None:
    assert singular(noun) == one
