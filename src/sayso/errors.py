"""Everything that sayso raises on purpose.

    SaysoError
    ├── InputError              one input could not be read; the others still can
    │   ├── NotFound            no such file, folder or match of a pattern
    │   ├── UnreadableFile      the system refuses to open or read the file
    │   ├── EmptyInput          nothing in it, or only white space
    │   ├── BinaryInput         an image, an archive, a program: no text
    │   ├── UndecodableInput    bytes that are no text in a known encoding
    │   ├── TooLarge            more than the limit for one report
    │   ├── NoSentences         text, but nothing in it is a sentence
    │   ├── NotEnglish          text in another language
    │   ├── UnsupportedFormat   a kind of file or content that sayso does not read
    │   │   └── MissingExtra    it would, with an optional package installed
    │   ├── DamagedFile         the format is known, the file is broken or locked
    │   │   ├── TruncatedPage   HTML cut off before there was an article in it
    │   │   └── DamagedRecord   a record of a web archive that is cut off or broken
    │   ├── NotAPage            a record of a web archive that holds no page
    │   ├── BadRecord           a line of JSON Lines that is no report
    │   ├── BadDate             a date of publication that is none
    │   ├── BadEvents           a table of events that is none
    │   ├── BadSeries           a reference series that is none
    │   ├── BadOwners           a table of owners that is none
    │   ├── NotAFeed            neither RSS nor Atom
    │   └── Unreachable         a URL that gave no page
    │       ├── RefusedAddress  a URL that sayso will not ask for: scheme, private address
    │       ├── RefusedByRobots a page that its site asks programs not to fetch
    │       └── TryLater        a server that asks for some patience
    ├── Unwritable              a page or an export cannot be written where it was asked for
    ├── BatchError              a batch could not go on; what is done of it is kept
    └── LedgerError             the ledger could not do what it was asked
        ├── NoLedger            no file of that name
        ├── NotALedger          a file, but not of ours
        ├── NewerLedger         made by another version of sayso than this
        ├── UnwritableLedger    read-only, a full disk, a folder that is closed
        ├── LedgerBusy          somebody else wrote for longer than we wait
        ├── DamagedLedger       the file is broken
        ├── NoSuchRecord        no report, claim or source has that id, or several have
        ├── BadJudgement        a judgement or a grade that does not say what it has to
        └── Forgotten           a report that was removed by order, and may not come back unseen

`str(error)` is one clear sentence, without the name of the input and without a line break: the
faces put the name in front of it.
"""


class SaysoError(Exception):
    """The root: whatever sayso raises on purpose is one of these."""


class InputError(SaysoError):
    """One input could not be read. It never costs more than itself."""


class NotFound(InputError):
    """No such file or folder, or a pattern without a match."""


class UnreadableFile(InputError):
    """The operating system refuses to open or read the file."""


class EmptyInput(InputError):
    """The input is empty or holds only white space."""


class BinaryInput(InputError):
    """The input is no text: an image, an archive, a program."""


class UndecodableInput(InputError):
    """The bytes are no text in an encoding that sayso knows."""


class TooLarge(InputError):
    """The input exceeds the limit for one report."""


class BadEvents(InputError):
    """A table of dated events that cannot be read."""


class BadSeries(InputError):
    """A reference series that cannot be read."""


class BadOwners(InputError):
    """A table of owners that cannot be read."""


class NoSentences(InputError):
    """There is text, but no sentence in it."""


class NotEnglish(InputError):
    """The text is in another language."""


class UnsupportedFormat(InputError):
    """A kind of file or content that sayso does not read."""


class MissingExtra(UnsupportedFormat):
    """A format that needs an optional package, which is not installed."""


class DamagedFile(InputError):
    """The format is known, but the file is broken or locked."""


class TruncatedPage(DamagedFile):
    """An HTML page that was cut off before there was an article in it."""


class DamagedRecord(DamagedFile):
    """A record of a web archive that is cut off or broken."""


class NotAPage(InputError):
    """A record of a web archive that holds no page: `reason` says what it is, in a word."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class BadRecord(InputError):
    """A line of JSON Lines that is no report."""


class BadDate(InputError):
    """A date of publication that is none."""


class NotAFeed(InputError):
    """Neither RSS nor Atom."""


class Unreachable(InputError):
    """A URL that gave no page: no answer, an error, too slow, too many redirects."""


class RefusedAddress(Unreachable):
    """A URL that sayso will not ask for: another scheme, credentials, a private address."""


class RefusedByRobots(Unreachable):
    """A page that its site, in robots.txt, asks programs not to fetch."""


class TryLater(Unreachable):
    """A server that is busy or asks to be left alone, for `wait` seconds if it says so."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class Unwritable(SaysoError):
    """A page or an export cannot be written where it was asked for."""


class BatchError(SaysoError):
    """A batch could not go on. What is done of it is kept, and the same command goes on from there."""


class LedgerError(SaysoError):
    """The ledger could not do what it was asked; what it holds is as before."""


class NoLedger(LedgerError):
    """There is no file of that name."""


class NotALedger(LedgerError):
    """The file is no ledger of sayso."""


class NewerLedger(LedgerError):
    """Another version of sayso made the file."""


class UnwritableLedger(LedgerError):
    """The file is read-only, the disk full or failing, the folder closed."""


class LedgerBusy(LedgerError):
    """Somebody else has been writing for longer than we wait."""


class DamagedLedger(LedgerError):
    """The file is broken."""


class NoSuchRecord(LedgerError):
    """No report, claim or source has the id, or the beginning of an id fits several."""


class BadJudgement(LedgerError):
    """A judgement or a grade that lacks what it needs, or is about what cannot be judged so."""


class Forgotten(LedgerError):
    """The report was removed by order, and a tombstone keeps it from being filed again unseen."""
