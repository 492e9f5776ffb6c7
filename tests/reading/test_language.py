"""English is read; other languages are refused by name. All texts are invented."""

import pytest

from sayso.errors import NotEnglish
from sayso.reading.language import check_language

OTHERS = {
    "German": (
        "Die Sparkasse blieb am Montag geschlossen, und vor der Filiale am Hafen warteten mehr als vierzig"
        " Kunden im Regen. Der Vorstand sagte, niemand werde sein Geld verlieren."
    ),
    "French": (
        "La caisse d’épargne est restée fermée lundi et plus de quarante clients ont attendu sous la pluie"
        " devant l’agence du port. La direction a déclaré que personne ne perdrait son argent."
    ),
    "Dutch": (
        "De spaarbank bleef maandag gesloten en voor het kantoor aan de haven stonden meer dan veertig"
        " klanten in de regen. Volgens de directie zal niemand zijn geld verliezen."
    ),
    "Spanish": (
        "La caja de ahorros permaneció cerrada el lunes y más de cuarenta clientes esperaron bajo la lluvia"
        " delante de la oficina del puerto. La dirección dijo que nadie perdería su dinero."
    ),
}
ENGLISH = {
    "prose": "The bank stayed shut on Monday, and more than forty savers waited in the rain.",
    "a list of results": "Results: Norvik 3 Kestrel 1. Selwick 0 Tarnbrook 0. Orrin 2 Corran 2. Attendance 4,120.",
    "a quotation in another language": (
        "The mayor said “la banque est fermée” and then, in English, that it was over for all of them."
    ),
    "many foreign names": (
        "Jürgen Müller of the Süddeutsche Bürgerbank and Étienne Lefèvre of the Crédit du Nord met in Łódź."
    ),
    "one line": "Bank shut.",
    "capitals": "THE BANK STAYED SHUT ON MONDAY AND THE SAVERS WAITED IN THE RAIN.",
}


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_other_languages_are_refused_by_name(language: str, text: str) -> None:
    with pytest.raises(NotEnglish, match=language):
        check_language(text)


def test_a_list_of_names_is_not_refused_for_its_names() -> None:
    text = "Members present: Anna Lind, Jo Berg, Ida Senn, Tom Osei, Ruth Adeyemi. Absent: Alf Brennock."
    assert check_language(text) == "en"


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_english_is_read(text: str) -> None:
    assert check_language(text) == "en"
