"""A problem of the data, as one line that names file, row and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MAX_PROBLEMS_PER_FILE = 100
_MAX_TEXT_CHARACTERS = 300


@dataclass(frozen=True)
class Problem:
    """A fault in a file: where it is, what it is and what mends it.

    A fault of an article has a code, of `data.ingest.faults.Fault`, and with some a number, as the server's answer.
    """

    file: str
    what: str
    remedy: str
    line: int | None = None
    column: str | None = None
    code: str = field(default="", compare=False)
    number: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Make one readable line of the text: it may quote a cell of any length and content."""
        text = self.what if len(self.what) <= _MAX_TEXT_CHARACTERS else f"{self.what[:_MAX_TEXT_CHARACTERS]}…"
        text = "".join(map(_printable, text))
        object.__setattr__(self, "what", text)

    def __str__(self) -> str:
        """One line: where, what, remedy."""
        where = self.file
        if self.line is not None:
            where += f", line {self.line}"
        if self.column is not None:
            where += f", {self.column}"
        return f"{where}: {self.what}. {self.remedy}."


def _printable(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter.isspace() else repr(letter)[1:-1]


def limit_per_file(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield of each file the first MOST problems, and one that says that there are more."""
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.file] += 1
        if counts[problem.file] <= MAX_PROBLEMS_PER_FILE:
            yield problem
        elif counts[problem.file] == MAX_PROBLEMS_PER_FILE + 1:
            yield Problem(
                problem.file,
                f"there are more faults than these {MAX_PROBLEMS_PER_FILE}",
                "Mend these, then check again",
            )


class DataError(Exception):
    """Raised where data that is asked for is not sound; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, in the order found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
