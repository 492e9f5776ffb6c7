"""Whose figure it is where nobody is said to say it: the sentence names a document, or whoever did the thing counted.

A firm that sells, a court that fines, police who arrest know how much and how many; so does whoever plans it.
"""

from __future__ import annotations

import re

from sayso.reading.flags.checkable import harmed
from sayso.reading.flags.setting import Setting
from sayso.reading.quantities.units import kind_of
from sayso.records import Quantity

_DOCUMENTED = re.compile(
    r"\b(?:polls?|polled|polling|survey\w*|study|studies|census|reports?|reported|records?|filings?"
    r"|average[sd]?|documents?|index|according|data"
    r"|results|returns|statistics|stats|analysis|indictment|complaint|lawsuit|audit|ballots?|exit|legislation|statute"
    r"|says?|said|stated|cited|believes|notes?|noted|told|claims?|claimed|announced|confirmed|counted\s+by"
    r"|compiled\s+by|tweeted|wrote|referred\s+to)\b|\[\d{1,3}\]",
    re.IGNORECASE,
)
"""The outlet's own words show where the figure is from, though nobody was found to say it."""
_CITED = re.compile(
    r"\b(?:according\s+to|says|said|told|wrote|writes|found\s+that|estimates?\s+that|data|statistics|stats"
    r"|reports?|records?|documents?|study|survey|polls?|(?:police|officials?|officers?|authorities|investigators"
    r"|deputies|sheriff\S*|chief|spokes\w+|department|office|ministry|agency)\W+(?:\w+\W+){0,2}?(?:said|says"
    r"|told|announced|calculat\w+|counts?|counted|estimates?d?))\b|\bsaid\s*\.$",
    re.IGNORECASE,
)
"""Above it: the paragraph goes on with what it cites."""
_PAPERS = re.compile(
    r"\b(?:data|statistics|filings?|disclosures?|records|documents|analysis|study|survey|polls?|polling"
    r"|projections?|lists?|tally|report(?:s|ed)?)\b",
    re.IGNORECASE,
)
"""Not far above a sum: what the report has it from."""
_SAID = re.compile(r"\b(?:said|says|according\s+to)\b")
"""In the sentence after."""
_BLANKET = re.compile(
    r"\b(?:information|details|following|items?|reports?)\b[^.\n]{0,40}\b(?:provided|supplied|compiled"
    r"|taken)\s+(?:by|from)\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:police|sheriff|court|department|authorities)\b",
    re.IGNORECASE,
)
"""A blotter: everything in it is from one office."""
_NOTES, _NOTED = re.compile(r"\[\d{1,3}\]"), 5
"""So many notes, and the text gives its sources below."""
_STATEMENT = re.compile(r"\b(?:said|says|stated|wrote|writes|added)\s*:\s*\n")
"""A line that ends so is followed by a statement, with quotation marks or without."""
_POLLED = re.compile(
    r"\b(?:polls?|polled|polling|survey\w*|margin of error|points? lead)\b", re.IGNORECASE
)
_ASKED = re.compile(
    r"\b(?:person|voter|adult|respondent|resident|participant|democrat|republican)$", re.IGNORECASE
)
_PROPOSED = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s+for|propos\w+|would|plans?\s+to|wants?\s+to|vow\w*|promis\w+|pledg\w+|aims?\s+to"
    r"|intends?\s+to|set\s+to|committed\s+to|required\s+to|attempting\s+to|predicted|expect(?:s|ed)?|targets?"
    r"|goals?|expectation|[Ii]f|projected|planned|to\s+(?:reduce|cut|raise|increase|limit))\b(?:[^.;]|\.\d)*$",
    re.IGNORECASE,
)
"""Before what somebody wants or would do: he stands behind the figure."""
_TO_BE = re.compile(r"\W+(?:\w+\W+){0,14}?(?:will|would|is\s+to|are\s+to)\s+be\b")
_DEEDS = (
    r"(?:buy|conduct(?:s|ed)?|grant(?:s|ed)?|confiscat\w+|implement\w*|runs?|running|operating|purchase|fire|cut"
    r"|hire|build|create|close|open|add|deliver|produce|give|pay|spend|provide|invest|send|lend|bring|receive"
    r"|contribute|donate|entered\s+into|closed|bought|sold|made|raised|cut|spent|pa(?:ys|id)|invest(?:s|ed|ing)"
    r"|injected|opened|handed\s+out|gave|given|award(?:s|ed)|provid(?:es|ed|ing)|committed"
    r"|allocat(?:es|ed)|order(?:s|ed)|employs|hired|laid\s+off|recovered|seized|arrest(?:s|ed)|interviewed"
    r"|served|reviewed|delivered|post(?:s|ed)|earn(?:s|ed)"
    r"|owns|operates|receiv(?:e|es|ed)|collected|borrowed|lent|loaned|contributed|sent|shipped|produc(?:es|ed)"
    r"|built|building|frozen|issued|approved|authori[sz]ed|deployed"
    r"|mobili[sz]e[sd]|reach(?:es|ed)|train(?:s|ed)|treat(?:s|ed)|help(?:s|ed)|serv(?:es|ed)|support(?:s|ed)"
    r"|welcomed|sanction(?:ed|ing)|imposed|committing|announcing|announced|used|won|purchased|acquired|agreed"
    r"|set\s+aside|fined|charged|detained|rescued|evacuated|monitors|monitoring)"
)
_DOER = (
    r"(?:\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Bb]oth|[Tt]wo)\s+(?:\w+\s+)?\w+|[A-Z][\w.&'\u2019-]*|\b(?:we|it|they|he"
    r"|she|who|which|that|and|also|polic\w+|officers?|deputies|investigators|detectives|authorities|officials"
    r"|leaders"
    r"|prosecutors|firefighters|crews|compan(?:y|ies)|firms?|banks?|government|foundation|department|agency|city"
    r"|county|state|school|board|commission|ministry|airline|maker|automaker"
    r"|organi[sz]ation|group|team|campaign|administration|house|court|party|union|business(?:es)?|dealers|states"
    r"|countries))"
)
_DID = re.compile(
    rf"{_DOER}\W+(?:(?:has|have|had|was|were|is|are|will|would|may|also|already|now|then|since|recently|just"
    rf"|has\s+since)\s+)*(?:\w+ly\s+)?{_DEEDS}\b"
    r"(?:(?!\b(?:that|which|when|where|while|but|because|after)\b)(?:[^;:.]|\.\d)){0,200}$"
)
_HAS = re.compile(r"\b(?!It|They|He|She|We|There)[A-Z][\w&]+\s+(?:has|have|had)\s+(?:\w+\s+){0,2}$")
_BOOKS = re.compile(
    r"\b(?:sold|income|debts?|liabilit\w+|assets|dividends?|workforce|employees|employed|workers|staff|dealers(?:hips)?"
    r"|stores|branches|orders?|units|deliver(?:ed|ies)|losses|budget|costs|loans?|features)\b",
    re.IGNORECASE,
)
_SALES = re.compile(r"\b(?:sales|revenues?|profits?|earnings)\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b[A-Z][A-Za-z&]{2,}|\b(?:company|firm|carmaker|automaker|airline|it|its|their)\b"
)
_COMMITTED = re.compile(
    r"\W+(?:\w+\W+){0,2}?(?:committed|pledged|allocated|provided|invested|spent|donated|awarded)\b"
)
_OWN_COUNT = re.compile(
    r"\W+(?:\w+\W+){0,3}?(?:were|was|have\s+been|has\s+been|had\s+been|are)\s+(?:\w+ly\s+)?(?:arrested|charged"
    r"|detained|booked|cited|indicted|sentenced|convicted)\b"
)
_LONG_KNOWN = re.compile(
    r"\b(?:[A-Z]\w+(?:\s+\d+)?|massacre|attacks?|shootings?|bombings?|crash|disaster|earthquake|hurricane"
    r"|war)\W+(?:that|which)\s+"
    r"(?:killed|left|claimed|injured|wounded)\b[^.;]*$"
)
_CALLED = re.compile(
    r"\b[A-Z][a-z]+\s+(?:[Ww]ar|attacks?|massacre|shootings?|bombings?|crash|disaster|earthquake|[Hh]urricane"
    r"|siege)\b|\b(?:Vietnam|World War|Holocaust|September\s+11|9/11)\b"
)
"""What has a name has been counted: "the Vegas attack"."""
_THEN = re.compile(
    r"\blast\s+year\b|\byears?\s+ago\b|(?:\b[Ii]n|\bof|,)\s+(?:\w+\s+){0,2}(?:1[5-9]|20)\d\d\b"
)


def on_record(q: Quantity) -> bool:
    """An exact figure: it stands in some register.

    Of figures in the outlet's own words that were read, those with "about", "over" or "at least" were somebody's
    estimate four times in five; exact ones, counts of harm and loss too, had a record behind them more often than not.
    """
    return q.qualifier == "exact" and "estimate" not in q.spans[0].text.lower()


def noted(text: str) -> bool:
    """Whether all of a text is from one office, or has its sources in notes."""
    return _BLANKET.search(text) is not None or len(_NOTES.findall(text)) >= _NOTED


def answered(q: Quantity, s: Setting) -> bool:
    """Whether the words around a figure say whose it is, or quote it."""
    return _documented(q, s) or _quoted(s) or _counted_by_doer(s) or _in_books(s) or _history(s)


def _documented(q: Quantity, s: Setting) -> bool:
    """The sentence names a poll, a filing or the like; or the words above do, for a sum or a count of those asked."""
    if (
        _DOCUMENTED.search(s.before)
        or _DOCUMENTED.search(s.after)
        or _CITED.search(s.above)
        or _PROPOSED.search(s.before)
        or _TO_BE.match(s.after)
        or _SAID.search(s.below)
    ):
        return True
    if kind_of(q.unit) == "money" and _PAPERS.search(s.near(600)):
        return True
    return _ASKED.search(q.unit or "") is not None and _POLLED.search(s.near(500)) is not None


def _quoted(s: Setting) -> bool:
    """Quoted words are not the outlet's, even where nobody was found to say them, or they began lines above."""
    above = s.text[max(0, s.begin - 1500) : s.begin]
    if above.rfind("\u201c") > above.rfind("\u201d") or _STATEMENT.search(above):
        return True
    line = s.text[max(0, s.begin - 600) : s.begin].rpartition("\n")[2]
    return line.count("\u201c") > line.count("\u201d") or line.count('"') % 2 == 1


def _counted_by_doer(s: Setting) -> bool:
    """ "The bank sold 2,400 loans", "police made 15 arrests": they know. Not what somebody else did or suffered."""
    if _OWN_COUNT.match(s.after) or _COMMITTED.match(s.after) or "arrest" in s.words:
        return True
    if harmed(s) and "arrest" not in s.sentence.lower():
        return False
    return _DID.search(s.before) is not None or _HAS.search(s.before) is not None


def _in_books(s: Setting) -> bool:
    """What a body that the sentence names has in its books: sales, debts, staff, orders."""
    body = _BODY.search(s.sentence, 1) or _BODY.search(s.above)
    return bool(_SALES.search(s.sentence) or (body and _BOOKS.search(s.sentence)))


_BY_NAME = re.compile(
    r"\b(?:[A-Z]\w+\s+(?:shot|opened\s+fire|gunned|massacred|stabbed|went\s+on)|[A-Z]\w+\s+[A-Z]\w+\s+(?:killed"
    r"|murdered))\b"
)
"""Who did it has a name: it has been looked into."""


def _history(s: Setting) -> bool:
    """How many died in what has a name and a year is long known."""
    return harmed(s) and bool(
        _LONG_KNOWN.search(s.before)
        or _BY_NAME.search(s.before)
        or _CALLED.search(s.sentence)
        or _THEN.search(s.near(300))
    )
