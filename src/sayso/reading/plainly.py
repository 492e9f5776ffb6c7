"""Tellings and thoughts inside somebody's words that their form gives away: "they told us that …", "he wants to …".

The tagger learned nesting from few texts and misses plain cases; these few patterns add what it left out: somebody
other than the speaker, a verb of telling or thinking, and right behind it a clause. Nothing here looks outside the
contents that are already found, and `nest` asks of each find what it asks of the tagger's.
"""

from __future__ import annotations

import re

from sayso.reading.cues import stance_with
from sayso.reading.drafts import Draft, Range, Ranges
from sayso.reading.structure import Structure

_STOP = (
    r"(?:I|we|you|it|he|she|they|that|who|whom|which|what|this|there|is|are|was|were|be|been|has|have|had|does|and|or|but|if|as|to|of"
    r"|in|on|at|for|from|by|with|his|this|thus|always|perhaps|not|yes)"
)
_WORD = rf"(?!{_STOP}\b)[\w'\u2019-]+"
_NAME = (
    r"(?!(?:Who|What|How|Why|When|Where|But|And|So|If|That|This|These|Those|It|We|You|I|He|She|They|In|As|To|For|At|On|From|With|By|Yes|No|Not|Well)\b)"
    r"[A-Z][\w.'\u2019-]*"
)
_SOURCE = (
    r"(?P<source>\b(?:(?i:he|she|they|everyone|everybody|nobody|no one|someone|somebody|anyone)|who"
    rf"|(?i:the|an?|some|many|most|several|these|those|his|her|their|our|my|your|its|other|few|any|no|all)(?:\s+{_WORD}){{1,4}}?"
    rf"|(?:{_NAME}\s+){{0,3}}{_NAME}|people|others|(?!{_STOP}\b)[a-z]{{3,}}s))"
)
AUXILIARY = (
    r"(?:has|have|had|will|would|also|already|really|still|always|never|just|clearly|basically|recently|now|even|do|does"
    r"|did|(?:do|does|did)n['\u2019]t|not|may|might|can|could|should|often|once|long|simply|actually|obviously)"
)
_SAYS = r"sa(?:id|ys?|ying)|th(?:inks?|ought|inking)|believ(?:es?|ed|ing)|claim(?:ed|ing)|fear(?:ed)|hop(?:ed|ing)"
_HOLDS = (
    r"claims?|hopes?|fears?|kn(?:ows?|ew)|feels?|felt|argu(?:es?|ed|ing)|reported|announc(?:es?|ed|ing)|warn(?:s|ed|ing)?"
    r"|insist(?:s|ed|ing)?|suggest(?:s|ed|ing)?|den(?:y|ies|ied|ying)|promised|agreed?|agrees|decided?|expect(?:s|ed)?"
    r"|admit(?:s|ted)?|acknowledg(?:es?|ed)|alleg(?:es?|ed)|conclud(?:es?|ed)|show(?:s|ed)|found|not(?:es|ed)|explain(?:s|ed)?"
    r"|underst(?:ands?|ood)|reali[sz](?:es?|ed)|testif(?:y|ies|ied)|wr(?:ites?|ote)|stated|confirm(?:s|ed)?"
    r"|indicat(?:es?|ed)|complain(?:s|ed)?|predict(?:s|ed)?|conced(?:es?|ed)|maintain(?:s|ed)?"
    r"|t(?:ells?|old)\s+(?:me|us|him|her|them|people|reporters|[A-Z]\w+)"
)
_WANTS = (
    r"want(?:s|ed|ing)?|planned|decid(?:es?|ed)|agree(?:s|d)?|promised|refus(?:es?|ed)|intend(?:s|ed)?|hoped"
    r"|vowed|pledged|threaten(?:s|ed)|wishes|offered|demanded|expect(?:s|ed)?"
)
"""No form that is a noun as well ("any specific plans to …")."""
_BEGINS = (
    r"(?=(?:he|she|they|we|I|it|you|there|this|these|those|the|his|her|their|our|my|no|some|many|people"
    r"|[A-Z]\w+)\b)"
)
_TELLINGS = (
    (rf"(?:{_SAYS}|{_HOLDS})", r"\s+(?=that\b)"),
    (rf"(?:{_WANTS})", r"\s+(?=to\s+\w)"),
    (rf"(?:{_SAYS})", rf"\s+{_BEGINS}"),
    (r"(?:said|says?|saying|asks?|asked|wrote)", r"[,:]?\s+(?=[\"'\u2018\u201c])"),
)
_NOTIONS = (
    r"(?:idea|notion|fear|claim|belief|argument|suggestion|theory|perception|rumou?r"
    r"|allegation|accusation|suspicion|myth|illusion)",
    r"\s+(?=that\b)",
)
_WORD_THAT = (
    r"(?:rumou?rs|reports?|allegations|speculation|claims|fears|suggestions|accusations|complaints|assertions?|beliefs"
    r"|warnings?|information|news)",
    r"\s+(?=that\b)",
)
"""Nouns that need no article."""
_FORMS = tuple(
    (re.compile(word + behind), re.compile(before + word + ")" + behind))
    for before, (word, behind) in (
        *((rf"{_SOURCE}\s+(?P<cue>(?:{AUXILIARY}\s+)*", telling) for telling in _TELLINGS),
        (r"(?P<cue>\b(?:the|an?|this|any|no)\s+", _NOTIONS),
        (r"(?P<cue>\b", _WORD_THAT),
    )
)
"""How each form ends, which few texts have and is quickly looked for, and the form."""
_TAIL = " \t\n.,;:!?\"'\u2019\u201d\u2014-"
_LEAST = 2
"""Words of a content."""


def told_plainly(found: list[Draft], inner: list[Draft], structure: Structure) -> list[Draft]:
    """What the forms show inside the contents of `found`, where neither these nor the tagger's `inner` have a cue."""
    text = structure.text
    taken = Ranges(d.cue for d in (*found, *inner) if d.cue)
    out: dict[Range, Draft] = {}
    for stretch in {c for d in found for c in d.content}:
        for ending, form in _FORMS:
            for m in form.finditer(text, *stretch) if ending.search(text, *stretch) else ():
                cue = m.span("cue")
                if cue in out or taken.touch(cue):
                    continue
                source = m.span("source") if "source" in form.groupindex else None
                sentence = structure.sentences[structure.sentence_at(cue[0])]
                end = min(sentence.end, stretch[1])
                while end > m.end() and text[end - 1] in _TAIL:
                    end -= 1
                content = (m.end(), end)
                if len(text[slice(*content)].split()) < _LEAST:
                    continue
                stance = stance_with(text[slice(*cue)], text[slice(*content)])
                out[cue] = Draft(source, cue, (content,), stance)
    return [out[cue] for cue in sorted(out)]
