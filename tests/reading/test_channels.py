"""How words left their origin. Add a row: sentences with {source}, <cue> and [content], and what each says.

A row is a text, a sentence a line, and for each line "kind" or "kind: the words that say so"; "^kind" is carried
over from the same occasion, "-" says nothing. Lines without a cue and a content make no attribution.
"""

import re
from dataclasses import replace

import pytest

from sayso.reading.channels import find_channels
from sayso.reading.cues import stance_of
from sayso.reading.drafts import Draft
from sayso.reading.sources import resolve
from sayso.reading.structure import Structure
from sayso.records import Channel

MARK = re.compile(r"[{}<>\[\]]")

SAID = {
    "statement": [
        ("{Anna Lind} <said> in a statement [the bank is sound].", "in a statement"),
        ("{The ministry} <said in a Nov. 24 statement> [the road is shut].", "in a Nov. 24 statement"),
        ("[The road is shut], {the ministry} <said> in a news release.", "in a news release"),
        ("At a press conference in Norvik, {Lind} <said> [the road is shut].", "At a press conference"),
        ("{Lind} <told> reporters [the road is shut].", "told reporters"),
        ("{Lind}, speaking at a press conference, <said> [the road is shut].", "speaking at a press conference"),
        ("{Lind} <disclosed> [it] while talking to journalists.", "talking to journalists"),
        ("{The ministry} <issued> [a statement that regretted the delay].", "issued a statement"),
        ("{A spokesman for the mine} <said> [nobody was hurt].", "spokesman"),
        ("{Press secretary Jo Berg} <said> [nobody was hurt].", "Press secretary"),
        ("{The mine} <announced> in a statement [that it would close].", "in a statement"),
        ("{A news release} <said> [the road is shut].", "news release"),
    ],
    "public-speech": [
        ("At a rally in Norvik, {Lind} <said> [the bank is sound].", "At a rally"),
        ("{Lind} <told> a cheering crowd [the bank is sound].", "told a cheering crowd"),
        ("{Lind} <told> a meeting of mayors [the bank is sound].", "told a meeting"),
        ("{Lind} <told> state broadcaster NRK [the bank is sound].", "told state broadcaster"),
        ("{Lind} <testified> [that the bank was sound].", "testified"),
        ("{Lind} <told> a Senate committee [the bank is sound].", "told a Senate committee"),
        ("In his speech on Monday, {Berg} <said> [the road is shut].", "In his speech"),
        ("{Berg} <told> CNN [the road is shut].", "told CNN"),
        ("{Berg} <said> on ABC’s “This Week” [that the road was shut].", "said on ABC’s “This Week”"),
        ("In an interview with Fox News, {Berg} <said> [the road is shut].", "interview with Fox News"),
        ("{Berg}, speaking on WNYC, <said> [the road is shut].", "speaking on WNYC"),
        ("{Berg} <said> on French television [that the road was shut].", "on French television"),
        ("{Berg} <said> on the podcast Northern Lights [that it was over].", "on the podcast"),
    ],
    "press-report": [
        ("{Lind} <told> the Norvik Herald [the bank is sound].", "told the Norvik Herald"),
        ("{Lind} <told> The Larch-Gazette [the bank is sound].", "told The Larch-Gazette"),
        ("In an interview with the Norvik Herald, {Lind} <said> [it was over].",
         "In an interview with the Norvik Herald"),
        ("{Lind} <said> in an interview published by the Norvik Herald [that it was over].",
         "interview published by the Norvik Herald"),
        ("{Media reports} <said> [the bank had closed].", "Media reports"),
        ("{Lind} <reportedly> [left the country].", "reportedly"),
    ],
    "interview": [
        ("{Lind} <told> us [the bank is sound].", "told us"),
        ("{Lind} <said> by phone [that the bank was sound].", "by phone"),
        ("In an interview, {Lind} <said> [the bank was sound].", "In an interview"),
        ("{Lind} <told> Wikinews [the bank is sound].", "told Wikinews"),
    ],
    "social-media": [
        ("[The bank is sound], {Lind} <tweeted>.", "tweeted"),
        ("{Lind} <wrote> on her Facebook page [that it was over].", "on her Facebook page"),
        ("{A blogger} <claimed> [it was over].", "blogger"),
    ],
    "court": [
        ("{Lind} <said> in court on Friday [that she knew nothing].", "in court"),
        ("[The harm is beyond measure], {prosecutors} <wrote>.", "prosecutors wrote"),
        ("{Judge Ida Senn} <ruled> [that the mine must close].", "Judge Ida Senn ruled"),
        ("{The indictment} <says> [he took the money].", "indictment"),
        ("{Two widows} <have filed> [a lawsuit against the mine].", "filed a lawsuit"),
        ("{Lind} <told> the judge [she was sorry].", "told the judge"),
    ],
    "private-communication": [
        ("{Lind} <said> in an email to her staff [that it was over].", "in an email to her staff"),
        ("{Lind} <told> his wife [it was over].", "told his wife"),
        ("{Lind} <said> privately [that it was over].", "privately"),
    ],
    "intercepted-communication": [
        ("{A soldier} <said> in an intercepted call to his wife [that he was cold].", "in an intercepted call"),
        ("{A telephone call recently intercepted} <revealed> [that they were cold].",
         "telephone call recently intercepted"),
        ("{A soldier} <said> in messages intercepted by the army [that he was cold].",
         "in messages intercepted by the army"),
    ],
    "document": [
        ("{The inspectors} <said> in their report [that the shaft was unsafe].", "in their report"),
        ("{A leaked memo} <shows> [that they knew].", "memo"),
    ],
    "order-or-law": [
        ("{A decree from the palace} <ordered> [that they march].", "decree"),
        ("{A decree from the palace} <said> [that they must march].", "decree"),
        ("{The palace} <ordered> in a decree [that they march].", "in a decree"),
    ],
    "published-work": [
        ("{Lind} <writes> in her new book [that it was over].", "in her new book"),
        ("{A study in the north} <found> [fewer cod].", "study"),
        ("{The researchers} <found> [fewer cod].", "researchers found"),
    ],
    "data": [
        ("{A new poll} <showed> [most want him gone].", "poll"),
        ("{Estimates} <say> [the army has lost 900 men].", "Estimates"),
        ("{Six in 10 voters} <said> [they want him gone].", "Six in 10"),
        ("In a poll by the university, {most voters} <said> [he should go].", "In a poll"),
    ],
    "recording": [
        ("{The video} <shows> [a man on the roof].", "video"),
        ("In a video seen by the police, {a man} <says> [he will jump].", "In a video"),
    ],
    "observation": [("{A woman} <was heard> [saying that it was over].", "was heard")],
}  # fmt: skip
NOTHING = [
    "{Lind} <said> [the bank is sound].",
    "{Lind} <told> Berg [the bank is sound].",
    "{The mine} <announced> [it would close].",
    # words that say something of another
    "{Lind}, who gave a speech in May, <said> [the bank is sound].",
    "{Lind} <said> [the bank is sound], while Berg spoke at a rally.",
    "{Lind} <said> [the leaked emails prove nothing].",
    "{A source familiar with the investigation} <said> [it was over].",
    "{A senior official, who spoke on condition of anonymity,} <said> [it was over].",
    "{Defense Secretary Ida Senn} <said> [it was over].",
    "{The centre for strategic studies} <said> [it was over].",
    "{Bill Moran} <said> [it was over].",
    "{A spokesman for the mine} <declined to comment> on [the deaths].",
    # nothing was told
    "{Lind} <hopes> [that a speech in parliament will do].",
    "{The video} <wants> [a sequel].",
]
OCCASIONS = [
    # the same source, before and after
    ("{Anna Lind}: <says> [the bank is sound].\n\nAt a rally, {Anna Lind} <said> [so again].\n\n{She} <added> [it is].",
     ["^public-speech", "public-speech: At a rally", "^public-speech"]),
    # somebody else
    ("At a rally, {Anna Lind} <said> [it is sound].\n\n{Tom Osei} <said> [it is not].", ["public-speech", "-"]),
    # an occasion that a sentence without anybody's words tells of
    ("Anna Lind gave her yearly address in Norvik.\n\n{Lind} <said> [it is sound].\n\n{Tom Osei} <said> [no].",
     ["^public-speech", "-"]),
    ("Lind was addressing a press conference in Norvik.\n\n{Anna Lind} <said> [it is sound].", ["^statement"]),
    ("Anna Lind will give a speech on Monday.\n\n{Lind} <said> [it is sound].", ["-"]),
    ("Anna Lind and Tom Osei held a news conference.\n\n{Lind} <said> [yes].\n\n{Osei} <said> [no].", ["-", "-"]),
    # a wish of the same source
    ("At a rally, {Anna Lind} <said> [it is sound].\n\n{Lind} <hopes> [to win].", ["public-speech", "-"]),
    # two occasions: each goes on while it lasts
    ("At a rally, {Anna Lind} <said> [it is sound].\n\n{Lind} <tweeted> [that she had won].\n\n{She} <added> [thanks].",
     ["public-speech", "social-media", "^public-speech"]),
    # a spokesman speaks to the press, whatever stands beside his words
    ("{Spokesman Jo Berg} <said> [no].\n\n{Berg} <said> [yes].", ["statement", "^statement"]),
    ("{Judge Jo Berg} <said> [no].\n\n{Berg} <said> [yes].", ["court", "^court"]),
    ("{Anna Lind} <stated> [that it is over on Friday\u2019s broadcast of Norvik Talks].", ["public-speech"]),
    ("Remarks of the governor\n\n{I} <am glad>[to be here].\n\n{I} <believe> [it is over].\n\n{We} <hope> [it is].",
     ["^public-speech", "^public-speech", "^public-speech"]),
    ("{SEC filings} <show> [a loss].", ["document"]),
    # what is said to a host is on the air, also by him
    ("{Lind} <told> radio host Tom Osei [yes].\n\n{Osei} <said> [no].", ["public-speech", "public-speech"]),
    ("{Lind} <told> CNN [yes].\n\nLater in the interview, {Lind} <said> [no].", ["public-speech", "public-speech"]),
    # of the same sentence, the same way; a post says nothing of other words
    ("{Lind} <tweeted> [yes] and <said> [no].", ["social-media"]),
    ("{Lind} <tweeted> [yes].\n\nIt rained.\n\nIt snowed.\n\n{Lind} <said> [no].", ["social-media", "-"]),
    # a headline has the way of the lead
    ("{Lind} <defends> [the mine]\n\nIn a statement, {Lind} <said> [it is safe].", ["^statement", "statement"]),
    # a release prints the words of the one who issued it
    ("{Minister Anna Lind} <said:> [I am appalled by the fire.]", ["^statement"]),
    ("Minister on the fire\n\n{Anna Lind} <welcomes> [help]\n\n{Minister Anna Lind} <said:> [I saw the fire.]",
     ["^statement", "^statement"]),
    ("Fire in Norvik\n\n{The United States} <condemns> [the fire].\n\n{We} <urge> [Larch to help].",
     ["^statement", "^statement"]),
    ("Fire in Norvik\n\n{The United States} <condemns> [the fire].\n\n\u201cWe wept,\u201d one cried.", ["-"]),
    ("{Lind} <said:> [''I wept.'']", ["-"]),
    # the account of a meeting
    ("President Lind met today with Premier Osei of Larch.\n\n{The President} <reaffirmed> [her support].\n\n"
     "{They} <discussed> [the mine].\n\n{A miner} <said> [it was shut].",
     ["^private-communication", "^private-communication", "-"]),
    # a recording told as it runs
    ("{The video} <shows> [a street].\n\n[\u201cGo on,\u201d] {a man} <says>.\n\n{Lind} <said> [it was old].",
     ["recording", "^recording", "-"]),
    # several people told it: it prints this
    ("{Anna Lind} <told> the Norvik Herald [yes].\n\n{Tom Osei} <told> the Norvik Herald [no].",
     ["interview", "interview"]),
    # nobody speaks for a body any more
    ("{Former spokesman Jo Berg} <said> [no].", ["-"]),
    # the question belongs to the answer
    ("{The host} <asked> [whether it was].\n{Anna Lind} <told> CNN [yes].", ["^public-speech", "public-speech"]),
    # a quotation that stands by itself
    ("{Anna Lind} <told> CNN [it was over].\n\n[“We are done.”]", ["public-speech", "^public-speech"]),
    # a thing is what it is called elsewhere
    ("{The lawsuit} <says> [he knew].\n\n{It} <adds> [that he laughed].", ["court", "court"]),
    # who is heard, is heard on the recording
    ("{The video} <shows> [a street].\n\n{A woman} <is heard> [saying no].", ["recording", "recording"]),
]  # fmt: skip


def channels_of(marked: str, outlet: str | None = None) -> tuple[list[Channel | None], str]:
    """Read the marks: one attribution a line."""
    drafts: list[Draft] = []
    at = 0
    for line in marked.split("\n"):
        spans: dict[str, list[tuple[int, int]]] = {"{": [], "<": [], "[": []}
        opened: list[tuple[str, int]] = []
        for ch in line:
            if ch in "{<[":
                opened.append((ch, at))
            elif ch in "}>]":
                kind, start = opened.pop()
                spans[kind].append((start, at))
            else:
                at += 1
        at += 1
        if spans["["]:
            source, cue = (next(iter(spans[k]), None) for k in "{<")
            drafts.append(Draft(source, cue, tuple(spans["["]), None))
    text = MARK.sub("", marked)
    drafts = [
        replace(d, stance=stance_of(text[slice(*d.cue)]) if d.cue else "asserts") for d in drafts
    ]
    return _read(drafts, text, outlet)


def _read(
    drafts: list[Draft], text: str, outlet: str | None = None
) -> tuple[list[Channel | None], str]:
    structure = Structure.of(text)
    cast, ids = resolve(
        structure, [d.source for d in drafts], [None] * len(drafts), [0] * len(drafts)
    )
    records, found = find_channels(drafts, ids, cast, structure, outlet)
    by_id = {c.id: c for c in records}
    return [by_id[i] if i else None for i in found], text


@pytest.mark.parametrize(
    ("sentence", "kind", "words"), [(s, kind, w) for kind, rows in SAID.items() for s, w in rows]
)
def test_the_words_that_say_so(sentence: str, kind: str, words: str) -> None:
    (found,), text = channels_of(sentence)
    assert found is not None
    assert (found.kind, [s.text for s in found.spans]) == (kind, [words])
    assert text[found.spans[0].start : found.spans[0].end] == words
    assert not found.inferred


@pytest.mark.parametrize("sentence", NOTHING)
def test_near_misses_say_nothing(sentence: str) -> None:
    (found,), _ = channels_of(sentence)
    assert found is None


@pytest.mark.parametrize(("text", "expected"), OCCASIONS)
def test_one_occasion(text: str, expected: list[str]) -> None:
    found, _ = channels_of(text)
    got = ["-" if c is None else ("^" if c.inferred else "") + c.kind for c in found]
    assert got == [e.partition(":")[0] for e in expected]


def test_what_another_says_inside_somebodys_words_is_not_of_the_occasion() -> None:
    text = "At a rally, Anna Lind said Tom Osei said no."
    outer = Draft((12, 21), (22, 26), ((27, 43),), "asserts")
    inner = Draft((27, 35), (36, 40), ((41, 43),), "asserts")
    (first, second), _ = _read([outer, inner], text)
    assert first is not None and first.kind == "public-speech"
    assert second is None


def test_what_is_carried_over_says_so_with_the_words_of_the_occasion() -> None:
    (first, second), _ = channels_of(
        "At a rally, {Anna Lind} <said> [it is sound].\n\n{Lind} <said> [it is]."
    )
    assert first and second
    assert second.inferred and second.spans == first.spans and second.id != first.id
    assert second.reason == "carried over from the same occasion"


@pytest.mark.parametrize(
    ("sentence", "by", "to"),
    [
        ("{Lind} <told> CNN [it was over].", "CNN", None),
        ("{Lind} <told> the Norvik Herald [it was over].", "Norvik Herald", None),
        ("{Lind} <told> reporters [it was over].", None, "reporters"),
        ("{He} <said> in messages intercepted by the army [it was over].", "the army", None),
        ("{A soldier} <said> in an intercepted call to his wife [it was over].", None, "his wife"),
    ],
)
def test_who_passed_it_on_and_to_whom(sentence: str, by: str | None, to: str | None) -> None:
    (found,), _ = channels_of(sentence)
    assert found is not None
    assert (found.by.text if found.by else None) == by
    if to:
        assert found.to is not None and found.to.text == to


def test_told_to_this_outlet_is_an_interview() -> None:
    (found,), _ = channels_of("{Lind} <told> the Norvik Herald [it was over].", "Norvik Herald")
    assert found is not None and (found.kind, found.by) == ("interview", None)


def test_an_outlet_that_is_a_source_is_named_as_one() -> None:
    (_, found), _ = channels_of(
        "{CNN} <reported> [a fire].\n\n{Anna Lind} <told> CNN [it was out]."
    )
    assert found is not None and found.by is not None and found.by.source_id is not None


def test_a_long_line_takes_no_longer_than_its_words() -> None:
    long = "{Lind} <said> [no], " + "in a " * 20_000 + "hall."
    (found,), _ = channels_of(long)
    assert found is None
