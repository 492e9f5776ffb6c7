"""An input that could not be read, where the others can."""

from dataclasses import dataclass

from sayso.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFailure:
    """What stands in the place of a Report: the input's name (a JSON line's too) and the reason.

    `str(failure)` is one line: "news/3.txt: it is empty".
    """

    ref: str
    error: InputError

    def __str__(self) -> str:
        return " ".join(f"{self.ref}: {self.error}".split())
