"""Who and how many a headline or lead makes of those who speak below."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.cues import is_telling, stance_of
from sayso.reading.flags.findings import Findings, called
from sayso.reading.flags.topwords import Words, exceeding, lists, plurals, short, where
from sayso.reading.phrases import words_in
from sayso.records import Flag


def one_made_many(f: Findings, top: Sequence[Words], below: Sequence[Words]) -> Flag | None:
    """ "Generals shoot at their men" above; below, one officer says "I shoot them"."""
    for high in top:
        for at, word in enumerate(high.words):
            role = plurals().get(word)
            if role is None or (at and high.words[at - 1] in ("his", "her", "their", "own", "our")):
                continue
            reach = range(at + 1, min(len(high.words), at + 8))
            verbs = {
                high.stems[i]
                for i in reach
                if len(high.stems[i]) > 3
                and not any(high.words[k] in plurals() for k in range(at + 1, i))
            }
            for low in below:
                said = _first_person(low)
                if (
                    said is None
                    or low.stems[said] not in verbs
                    or low.claim.voice != "source"
                    or _negated(low, said)
                    or stance_of(low.words[said]) == "believes"
                    or is_telling(low.words[said])
                ):
                    continue
                source = f.sources.get(low.claim.chain[-1].source_id or "")
                if source is None or source.kind != "person":
                    continue
                if any(_many_do(x, low.stems[said], source.id) for x in below):
                    continue
                return exceeding(
                    f"{where(high)} speaks of \u201c{word}\u201d; below, {called(source)} speaks only of "
                    f"himself or herself: \u201c{short(low.claim)}\u201d.",
                    "Does anybody below say that others did it too? If not, it is one account of one case.",
                    high,
                    [low],
                    (source.id,),
                )
    return None


def _first_person(low: Words) -> int | None:
    """The place of the verb after "I", if there is one."""
    for i, word in enumerate(low.words):
        if word in ("i", "i've", "i'd"):
            for j in range(i + 1, min(len(low.words), i + 5)):
                if low.words[j] not in lists().between:
                    return j
    return None


def _negated(low: Words, verb: int) -> bool:
    return any(
        w in ("not", "never") or w.endswith("n't") for w in low.words[max(0, verb - 3) : verb]
    )


def _many_do(low: Words, verb: str, by: str) -> bool:
    """Something below has more than one do it: "we", "they", "officers", or another speaker."""
    if verb not in low.stems:
        return False
    at = low.stems.index(verb)
    before = low.words[max(0, at - 8) : at]
    if any(
        w in ("we", "they", "we've", "they've", "all", "others") or w in plurals() for w in before
    ):
        return True
    end = low.claim.chain[-1].source_id if low.claim.chain else None
    return low.claim.voice == "source" and end != by


_FOR_A_BODY = frozenset(
    "officer deputy official investigator detective trooper prosecutor agent firefighter spokesman".split()
)
"""One of them speaks for all."""


def one_voice_made_many(f: Findings, top: Sequence[Words], below: Sequence[Words]) -> Flag | None:
    """ "Doctors say" above; below, one doctor speaks and nobody else of that kind."""
    speaking: dict[str, list[Words]] = {}
    for low in below:
        if low.claim.voice == "source" and low.claim.chain[-1].source_id:
            speaking.setdefault(low.claim.chain[-1].source_id, []).append(low)
    people = [f.sources[i] for i in speaking if f.sources[i].kind in ("person", "group", "unknown")]
    for high in top:
        if high.claim.voice != "source":
            continue
        attribution = f.attributions[high.claim.attribution_id or ""]
        who = words_in(" ".join(s.text for s in attribution.source))
        roles = [plurals()[w] for w in who if w in plurals()]
        if len(who) > 3 or len(roles) != 1 or who[-1] not in plurals():
            continue
        role, many = roles[0], who[-1]
        held = [
            s
            for s in people
            if any(role in words_in(m.text) for m in s.mentions) and s.kind == "person"
        ]
        alone = len(people) <= 1 + (attribution.source_id in speaking)
        if len(held) != 1 or role in _FOR_A_BODY or not alone:
            continue
        if any(many in low.words for low in below):
            continue
        one = held[0]
        return exceeding(
            f"{where(high)} has \u201c{' '.join(who)}\u201d say so; below, only one is heard: {called(one)}.",
            "Who are the others, and what do they say?",
            high,
            speaking[one.id][:3],
            (one.id,),
        )
    return None
