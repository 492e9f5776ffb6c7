"""One mention read by itself. Add a row: the mention, its kind, named or not, the name that is kept."""

import pytest

from sayso.reading.mentions import clean_name, describe, singular

ROWS = [
    # persons without a name
    ("an officer", "person", False, "an officer"),
    ("The soldier", "person", False, "soldier"),
    ("a senior ministry official", "person", False, "a senior ministry official"),
    ("a source close to the minister", "person", False, "a source"),
    ("a spokeswoman for Pellant", "person", False, "a spokeswoman"),
    ("the clerk on duty", "person", False, "clerk"),
    ("the president of Norvik", "person", False, "president"),
    ("The mother of two, who has worked at the branch,", "person", False, "mother"),
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
    # groups are never named: nobody could find out who they are
    ("officials", "group", False, "officials"),
    ("several witnesses", "group", False, "several witnesses"),
    ("two people familiar with the talks", "group", False, "two people"),
    ("many Americans", "group", False, "many Americans"),
    ("Democrats", "group", False, "Democrats"),
    # bodies
    ("the Treasury", "organisation", True, "Treasury"),
    ("The White House", "organisation", True, "White House"),
    ("the Ministry of Health", "organisation", True, "Ministry of Health"),
    ("The health ministry", "organisation", False, "health ministry"),
    ("the Norvik city council", "organisation", True, "Norvik city council"),
    ("NATO", "organisation", True, "NATO"),
    ("Pellant, which runs the mine,", "organisation", True, "Pellant"),
    ("Pellant Resources", "organisation", True, "Pellant Resources"),
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
    ("data from the ministry", "data", False, "data"),
]
WANTED = [
    (
        "a man identified only as \"Four-Two\"",
        "person",
        False,
        "a man",
        "a call sign is taken for a name that a reader could look up",
    ),
    ("Jo van den Berg", "person", True, "Jo van den Berg", "“den” is taken for an office"),
    ("one of the nurses", "person", False, "one of the nurses", "“one” is nothing in particular"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "named", "name"), ROWS)
def test_who_is_mentioned(words: str, kind: str, named: bool, name: str) -> None:
    mention = describe(words, (0, len(words)))
    assert (mention.kind, mention.named, clean_name(mention)) == (kind, named, name)


@pytest.mark.parametrize(
    ("words", "kind", "named", "name"),
    [
        pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))
        for *row, reason in WANTED
    ],
)
def test_who_should_be_mentioned(words: str, kind: str, named: bool, name: str) -> None:
    test_who_is_mentioned(words, kind, named, name)


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


@pytest.mark.parametrize(
    "words",
    [
        *(
            pytest.param(
                s, marks=pytest.mark.xfail(strict=True, reason="a genitive alone is stripped")
            )
            for s in ("’s", "'s")
        ),
        ".",
        "—",
        " the",
    ],
)
def test_every_mention_has_a_name(words: str) -> None:
    text = f"Moss{words} said so."
    assert clean_name(describe(text, (4, 4 + len(words))))


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
