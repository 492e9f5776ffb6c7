"""Topics: rows of sentences and keys that a desk can extend. The sentences are invented."""

from __future__ import annotations

import pytest

from sayso.reading.phrases import BadPattern, Phrases, words_of
from sayso.reading.topics import BadPack, Pack, load, mark_topics, shipped
from sayso.records import Claim, Span

WAR = (
    "The invasion went on. Shelling was heard along the front line, and two brigades were moved up. "
    "A ceasefire had failed. "
)
TRADE = "The economy slowed. Investors sold shares as inflation and unemployment rose. "


def topics(
    sentence: str, around: str = "", packs: list[Pack] | None = None
) -> dict[str, str | None]:
    text = around + sentence
    span = Span.of(text, len(around), len(text))
    claim = Claim(
        id="c1",
        spans=(span,),
        text=span.text,
        attribution_id=None,
        voice="outlet",
        chain=(),
        degree=0,
    )
    (made,) = mark_topics(text, [claim], packs)
    return {t.key: t.direction for t in made.topics}


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Over 900 soldiers have been killed since spring.", "personnel-losses"),
        ("It has taken significant damage to equipment.", "equipment-losses"),
        ("Eleven tanks burned on the road.", "equipment-losses"),
        ("Two brigades were sent to reinforce the garrison.", "reinforcement"),
        ("A decree ordered 40,000 conscripts into the army.", "mobilisation"),
        ("The soldiers refuse to fight.", "refusal"),
        ("The captain shot his own men.", "discipline"),
        ("The army began a new offensive in the east.", "offensive"),
        ("They have retaken the village on the hill.", "territory"),
        ("He threatened to use nuclear weapons.", "threats"),
        ("Parliament approved $30 million of further military aid.", "aid-military"),
        ("Three million is for direct economic assistance to the government.", "aid-economic"),
        ("The rest is humanitarian aid.", "aid-humanitarian"),
        ("Leaders have continued to support the government.", "political-support"),
        ("A shell killed nine civilians at the market.", "civilian-harm"),
        ("Envoys met for peace talks.", "negotiations"),
    ],
)
def test_what_is_said_of_a_war(sentence: str, key: str) -> None:
    assert key in topics(sentence, WAR)


@pytest.mark.parametrize(
    ("sentence", "key", "direction"),
    [
        ("Morale in the garrison is close to collapsing.", "morale", "worse"),
        ("Morale in the garrison is high.", "morale", "better"),
        ("Little is known of their morale.", "morale", "unclear"),
        ("My soldiers don't want to fight.", "morale", "worse"),
        ("Unemployment fell to four percent, as 900 jobs were created.", "employment", "unclear"),
        ("The plant will lay off 600 people and cut 80 jobs.", "employment", "worse"),
        ("The Dow Jones plunged 300 points.", "markets", "worse"),
        ("Food prices rose again.", "prices", "worse"),
        ("Food prices did not rise.", "prices", "better"),
    ],
)
def test_a_condition_has_a_direction(sentence: str, key: str, direction: str) -> None:
    assert topics(sentence, WAR + TRADE)[key] == direction


@pytest.mark.parametrize(
    "sentence",
    [
        "The senator attacked her rival over his record.",
        "The two campaigns traded fire over the advance of the bill.",
        "She lost the debate, and her troubles grew.",
        "The mayor will fight for the territory of small shops.",
        "Talks about the school broke down.",
        "He suffered a heart attack at a rally.",
        "The candidate was on the offensive from the first minute.",
    ],
)
def test_a_quarrel_in_parliament_is_no_war(sentence: str) -> None:
    report = "The parties met on Monday. The council voted on a park. A member spoke for an hour. "
    conflict = [p for p in shipped() if p.name == "conflict"]
    assert topics(sentence, report, conflict) == {}


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("The central bank raised interest rates.", "interest-rates"),
        ("The council wants churches to pay property tax.", "taxes"),
        ("The drivers' union called a two-hour work stoppage.", "labour-disputes"),
        ("The airline signed a contract for twenty jets.", "deals"),
        ("The brewer filed for bankruptcy.", "company-results"),
        ("The accounts of nine men were frozen under the sanctions.", "sanctions"),
        ("The valley lost a third of its natural gas.", "energy"),
    ],
)
def test_what_is_said_of_the_economy(sentence: str, key: str) -> None:
    assert key in topics(sentence, TRADE)


def test_a_line_of_a_list_is_read_with_what_introduces_it() -> None:
    before = "The losses of the enemy to date were about:\nguns - 12 (+1),\n"
    assert "equipment-losses" in topics("boats - 15 (+0)", before)
    assert topics("boats - 15 (+0)", "The ferry company has:\nguns - 12 (+1),\n") == {}
    stopped = before + "\n".join(f"guns of kind {n} - {n}.\n" for n in range(1, 25))
    assert "equipment-losses" in topics("boats - 15", stopped)
    assert topics("boats - 15 (+0)", before + "That is all we know.\n") == {}


def test_morale_that_nobody_has_any_longer_is_worse() -> None:
    for words in ("His men no longer wanted to fight.", "Nobody wants to fight any more."):
        assert topics(words, WAR)["morale"] == "worse"


def test_exhausted_funds_have_no_mood() -> None:
    for words in (
        "Most of the funds that the army was given have been exhausted.",
        "How hard is the President willing to fight to convince Congress?",
    ):
        assert "morale" not in topics(words, WAR)


def test_every_prototype_has_its_topic() -> None:
    for pack in shipped():
        around = WAR if pack.name == "conflict" else TRADE
        for topic in pack.topics:
            assert topic.prototypes, topic.key
            for sentence in topic.prototypes:
                assert topic.key in topics(sentence, around, [pack]), (topic.key, sentence)


def test_a_pack_of_ones_own() -> None:
    pack = load(
        'name = "water"\n[topics.floods]\ndescription = "Rivers over their banks."\n'
        'strong = ["flood*", "burst .. banks"]\n'
    )
    assert topics("The river burst both its banks.", packs=[pack]) == {"floods": None}


@pytest.mark.parametrize(
    "text",
    [
        "topics = 3",
        'name = "x"\n[topics.a]\nstrong = ["b"]',
        'name = "x"\n[topics.a]\ndescription = ""\nstrong = ["{none} b"]',
        'name = "x"\n[topics.a]\ndescription = ""\nstrongest = ["b"]',
        "not toml",
    ],
)
def test_a_pack_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(BadPack):
        load(text)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("shell*", "the shelling stopped", True),
        ("shell", "the shelling stopped", False),
        ("front line", "on the front-line", True),
        ("lost .. soldiers", "lost over 20,000 brave soldiers", True),
        ("lost .. soldiers", "lost one two three four soldiers", False),
        ("lost ... soldiers", "lost one two three four soldiers", True),
        ("kill*|wound* # men", "killed nine men", True),
        ("tank & burn*", "burned, they say, the last tank", True),
        ("army morale", "the army\u2019s morale", True),
    ],
)
def test_patterns(pattern: str, text: str, found: bool) -> None:
    phrases = Phrases([(0, pattern)])
    assert bool(list(phrases.find(phrases.rows(words_of(text)[0])))) is found


def test_a_pattern_without_a_word_is_refused() -> None:
    with pytest.raises(BadPattern):
        Phrases([(0, "..")])


def test_words_keep_their_places() -> None:
    text = "\u0130n the army\u2019s 20,000"
    words, starts = words_of(text)
    assert words[-2:] == ["army", "20,000"]
    assert text[starts[-1] :] == "20,000"
