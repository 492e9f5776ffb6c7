"""The report that started it all: what its reading has to say. The text itself is not shipped."""

from __future__ import annotations

import json
from pathlib import Path

import invariants
import pytest

import sayso
from sayso.reading import chains
from sayso.records import Attribution, Claim, Flag, Reading, Source


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    return sayso.read(shared / "reports" / "coward-troops.txt")


def source(reading: Reading, mention: str) -> Source:
    """The source that has a mention, or a mention that goes on after a comma."""
    found = [
        s
        for s in reading.sources
        if any(m.text == mention or m.text.startswith(mention + ",") for m in s.mentions)
    ]
    assert len(found) == 1, mention
    return found[0]


def claim(reading: Reading, words: str) -> Claim:
    (found,) = (c for c in reading.claims if words in c.text and not c.in_headline)
    return found


def content_of(reading: Reading, words: str) -> Attribution:
    """The innermost attribution whose content holds some words."""
    found = [a for a in reading.attributions if any(words in s.text for s in a.content)]
    assert found, words
    return min(found, key=lambda a: sum(len(s.text) for s in a.content))


def flags(reading: Reading, code: str) -> list[Flag]:
    return [flag for flag in reading.flags if flag.code == code]


def test_everything_is_anchored_and_every_sentence_is_held(reading: Reading) -> None:
    invariants.check(json.loads(reading.to_json()))


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        ("Don’t miss a thing", "promotion"),
        ("Stay up to date", "promotion"),
        ("• Russia Ukraine", "tags"),
        ("• Vladimir", "tags"),
        ("Source:", "republication"),
    ],
)
def test_what_is_set_aside(reading: Reading, beginning: str, kind: str) -> None:
    (found,) = (b for b in reading.boilerplate if b.spans[0].text.startswith(beginning))
    assert found.kind == kind
    line = reading.report.text[found.spans[0].start :].partition("\n")[0]
    assert found.spans[0].text == line.rstrip()


def test_nothing_else_is_set_aside(reading: Reading) -> None:
    assert len(reading.boilerplate) == 5


def test_the_outlet_is_named_by_its_promotions(reading: Reading) -> None:
    outlet = reading.report.outlet
    assert outlet is not None
    assert (outlet.name, outlet.inferred) == ("Daily Star", True)
    assert {s.text for s in outlet.spans} == {"Daily Star"}
    promotions = [b.spans[0] for b in reading.boilerplate if b.kind == "promotion"]
    for span in outlet.spans:
        assert any(p.start <= span.start < p.end for p in promotions)


def test_the_text_is_a_copy_and_the_original_is_missing(reading: Reading) -> None:
    (flag,) = flags(reading, "republished")
    assert flag.spans[0].text.startswith("Source:")
    assert reading.report.title is not None
    assert reading.report.title in flag.ask
    for found in reading.claims:
        republisher, outlet = found.chain[:2]
        assert (republisher.source_id, republisher.inferred) == (None, True)
        assert outlet.source_id is not None
        assert outlet.inferred


def test_the_officer_is_one_unnamed_person(reading: Reading) -> None:
    officer = source(reading, "an officer")
    assert (officer.kind, officer.named) == ("person", False)
    for mention in ("The soldier", "The officer", "He", "the commander"):
        assert source(reading, mention).id == officer.id, mention


@pytest.mark.parametrize(
    "words",
    [
        "don’t want to fight",
        "I even shoot",
        "Loads of them",
        "want it all to end",
        "sick of it all",
        "go home",
    ],
)
def test_what_the_officer_says(reading: Reading, words: str) -> None:
    found = claim(reading, words)
    assert found.voice == "source"
    assert found.degree == 2
    republisher, outlet, interceptor, officer = found.chain
    assert (republisher.source_id, republisher.inferred) == (None, True)
    assert (outlet.source_id, outlet.inferred) == (chains.OUTLET, True)
    assert (interceptor.source_id, interceptor.inferred) == (None, True)
    assert interceptor.reason
    assert "intercepted" in interceptor.reason
    assert officer.source_id == source(reading, "an officer").id
    channel = next(c for c in reading.channels if c.id == officer.channel_id)
    assert channel.kind == "intercepted-communication"


def test_all_of_the_officers_words_hang_on_an_unknown_interceptor(reading: Reading) -> None:
    officer = source(reading, "an officer").id
    his = [c for c in reading.claims if c.degree and c.chain[-1].source_id == officer]
    assert len(his) >= 11
    for found in his:
        assert [link.source_id for link in found.chain] == [None, chains.OUTLET, None, officer]
        assert all(link.inferred and link.reason for link in found.chain[:3])


def test_nobody_says_who_intercepted_the_call(reading: Reading) -> None:
    (flag,) = flags(reading, "channel-unverified")
    assert flag.severity == "high"
    assert any("intercepted call" in s.text for s in flag.spans)
    assert claim(reading, "I even shoot").id in flag.evidence


def test_nobody_says_who_translated_the_call(reading: Reading) -> None:
    (flag,) = flags(reading, "translated-quotation")
    assert source(reading, "an officer").id in flag.evidence
    assert "Russian" in flag.message


def test_nobody_announced_the_bill(reading: Reading) -> None:
    (flag,) = flags(reading, "unnamed-announcer")
    assert [s.text for s in flag.spans] == ["it was recently announced"]
    assert claim(reading, "$33 billion").id in flag.evidence


def test_the_quotation_that_never_closes_runs_on_without_marks(reading: Reading) -> None:
    text = reading.report.text
    (flag,) = flags(reading, "open-quotation")
    opens = text.index('"Loads of them')
    assert flag.spans[0].start == opens
    held = next(a for a in reading.attributions if any(s.start <= opens < s.end for s in a.content))
    assert flag.evidence == (held.id,)
    assert held.inferred
    unmarked = text.index("Officers are in")
    assert any(s.start <= unmarked < s.end for s in held.content)
    paragraph = text[unmarked : text.index("\n", unmarked)]
    assert not set(paragraph) & set('"“”'), "the paragraph has no marks"


def test_estimates_are_an_unnamed_source_of_the_losses(reading: Reading) -> None:
    estimates = source(reading, "estimates")
    assert (estimates.kind, estimates.named) == ("data", False)
    assert claim(reading, "over 20,000").chain[-1].source_id == estimates.id
    assert any(
        span.text == "over 20,000 soldiers"
        for flag in flags(reading, "figure-without-source")
        if estimates.id in flag.evidence
        for span in flag.spans
    )


def test_nobody_is_named_for_what_was_announced(reading: Reading) -> None:
    found = content_of(reading, "$33 billion")
    assert (found.source, found.source_id) == ((), None)
    assert "announced" in found.cue[0].text
    assert claim(reading, "$33 billion").chain[-1].source_id is None


def test_the_central_claims_rest_on_one_origin(reading: Reading) -> None:
    officer = source(reading, "an officer").id
    (single,) = flags(reading, "single-source")
    (unnamed,) = flags(reading, "unnamed-origin")
    assert officer in single.evidence
    assert officer in unnamed.evidence
    origins = {c.chain[-1].source_id for c in reading.claims if c.central and c.degree}
    assert origins == {officer}
    assert any(c.central and c.in_headline for c in reading.claims)
    assert any("one origin" in s.text for s in reading.summary.sentences)


@pytest.mark.parametrize(
    "words",
    ["Despite the unexpected", "not looking good", "134,500", "around 60", "Over $20 billion"],
)
def test_what_is_the_outlets_own_word(reading: Reading, words: str) -> None:
    found = claim(reading, words)
    assert (found.voice, found.degree) == ("outlet", 0)


def test_an_invasion_says_nothing(reading: Reading) -> None:
    assert {
        c.voice for c in reading.claims if "dragged on" in c.text or "coming to an" in c.text
    } == {"outlet"}


def test_the_figures_are_intervals(reading: Reading) -> None:
    read = {q.spans[0].text: (q.low, q.high, q.unit, q.qualifier, q.of) for q in reading.quantities}
    assert read["over 20,000 soldiers"] == (20_000, None, "soldier", "over", "soldiers")
    assert read["around 60 new men"] == (54, 66, "man", "about", "new men")
    assert read["134,500 new conscripts"][:3] == (134_500, 134_500, "conscript")
    assert read["one-and-a-half months"][:3] == (1.5, 1.5, "month")
    assert read["$3 billion"][4] == "humanitarian aid"


def test_a_decree_orders_and_a_bill_is_approved(reading: Reading) -> None:
    assert claim(reading, "134,500").status == "ordered"
    assert claim(reading, "$33 billion").status == "approved"


def test_military_aid_that_is_not_all_military_is_asked_about(reading: Reading) -> None:
    (flag,) = flags(reading, "parts-and-whole")
    assert "called military" in flag.message
    assert {s.text for s in flag.spans} == {"$33 billion", "$8.5 billion", "$3 billion"}


def test_figures_of_the_outlets_own_are_asked_about(reading: Reading) -> None:
    asked = {s.text for flag in flags(reading, "figure-without-source") for s in flag.spans}
    assert {"Over $20 billion", "$8.5 billion", "$3 billion"} <= asked
