"""Who asks in a transcript. Add a row: the text, with the question's "Q" marked, and the name or None."""

import pytest

from sayso.reading.sources.calledon import called_on, spoken_to

ROWS = [
    ("MS. LIND:  That is all.  Go ahead, Anna.\n\n{Q}   Thanks.  When?\n", "Anna"),
    ("MODERATOR:  We will go to Tom Osei from the Norvik Post.\n\n{Q}   Thank you.  When?\n", "Tom Osei"),
    ("MS. LIND:  That is all.  Peter?\n\n{Q}   When?\n", "Peter"),
    # by the answer
    ("MS. LIND:  That is all.\n\n{Q}   When?\n\nMS. LIND:  Thanks, Trevor.  Soon.\n", "Trevor"),
    # he goes on, until another is called
    ("MS. LIND:  Go ahead, Anna.\n\nQ   When?\n\nMS. LIND:  Soon.\n\n{Q}   And where?\n", "Anna"),
    ("MS. LIND:  Go ahead, Anna.\n\nQ   When?\n\nMS. LIND:  Soon.  I will see whether we can say more.  Go ahead.\n\n"
     "{Q}   And where?\n", None),
    ("MS. LIND:  Go ahead, Anna.\n\nQ   May I?\n\nMS. LIND:  Sure.  Go ahead.\n\n{Q}   And where?\n", "Anna"),
    ("MS. LIND:  That is all.  Anna.\n\n{Q}   When?\n", "Anna"),
    ("MS. LIND:  I have to stop.  But, Tekla, go ahead.\n\n{Q}   When?\n", "Tekla"),
    ("MODERATOR:  Next question.\n\n{Q}   Hi, this is Tekla Osei with the Norvik Post.  When?\n", "Tekla Osei"),
    ("MS. LIND:  Go ahead, Tekla.\n\nQ   When?\n\nMS. LIND:  Soon.  Go ahead.\n\n{Q}   Where?\n\n"
     "MS. LIND:  Well, Tekla, here.\n", "Tekla"),
    ("MS. LIND:  Go ahead, Anna.\n\nQ   When?\n\nMS. LIND:  Soon.\n\nQ   Here?\n\nMS. LIND:  Yes.\n\n"
     "{Q}   And where?\n", "Anna"),
    # another breaks in
    ("MS. LIND:  Go ahead, Anna.\n\nQ   When?\n\n{Q}   I asked first.\n", None),
    ("MS. LIND:  I have to stop.\n\nTekla.\n\n{Q}   When?\n", "Tekla"),
    ("and that is all.  Go ahead, Anna.\n\n{Q}   When?\n\nMS. LIND:  Soon.\n", "Anna"),
    # with the paper
    ("MS. LIND:  Now, Norvik Post, Tekla.\n\n{Q}   When?\n", "Tekla"),
    ("MS. LIND:  One more.\n\nTekla Osei, Norvik Post.\n\n{Q}   When?\n", "Tekla Osei"),
    ("AIDE:  The last one will be from Tekla Osei of the Post.\n\n{Q}   When?\n", "Tekla Osei"),
    ("MS. LIND:  You may ask now.\n\n{Q}   (As interpreted.)  Tekla Osei, NNA.  When?\n", "Tekla Osei"),
    # a word thrown in
    ("MS. LIND:  Go ahead, Anna.\n\nQ   Thanks, Jo.\n\nQ   Oops.\n\nMS. LIND:  High praise.\n\n{Q}   When?\n", "Anna"),
    # no names
    ("MS. LIND:  That is true, Peter.\n\n{Q}   When?\n", None),
    ("MS. LIND:  Thank you, Madam Mayor.\n\n{Q}   When?\n", None),
    ("MS. LIND:  That is all.  Go ahead.\n\n{Q}   When?\n", None),
    ("MS. LIND:  I will ask Dr. Berg.  Thank you.\n\n{Q}   When?\n", None),
    ("MS. LIND:  It was in Russia.  Obviously.\n\n{Q}   When?\n\nMS. LIND:  Well, Congress, as you know, met.\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name"), ROWS)
def test_who_was_called_on(marked: str, name: str | None) -> None:
    at = marked.index("{")
    text = marked.replace("{", "").replace("}", "")
    assert called_on(text, (at, at + 1)) == name


TALK = (
    "MS. LIND:  Go ahead, Anna.\n\nQ   When did you know?\n\nMS. LIND:  You asked me that.\n\n"
    "MS. BERG:  You all did.\n"
)


@pytest.mark.parametrize(
    ("words", "label"),
    [("you know", "MS. LIND"), ("You asked", "Q"), ("You all", None), ("Go ahead", None)],
)
def test_whom_you_means_in_a_turn(words: str, label: str | None) -> None:
    at = spoken_to(TALK, TALK.index(words))
    assert (TALK[slice(*at)] if at else None) == label


def test_you_means_nobody_where_nobody_asks() -> None:
    assert spoken_to("Anna Lind: Did you know?\n", 15) is None
