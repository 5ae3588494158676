"""What can be wrong with the data, said in one line that names file, row and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

MOST = 100  # problems of one file that are told
_LONGEST = 300  # letters of what is wrong


@dataclass(frozen=True)
class Problem:
    """One fault in one file: where it is, what it is and what mends it.

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
        """Bring what is wrong on one line that can be read: it may quote a cell of any length and any content."""
        text = self.what if len(self.what) <= _LONGEST else f"{self.what[:_LONGEST]}…"
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


def limit_per_file(found: Iterable[Problem]) -> Iterator[Problem]:
    """Of each file the first MOST problems, and one that says that there are more."""
    counts: Counter[str] = Counter()
    for problem in found:
        counts[problem.file] += 1
        if counts[problem.file] <= MOST:
            yield problem
        elif counts[problem.file] == MOST + 1:
            yield Problem(problem.file, f"there are more faults than these {MOST}", "Mend these, then check again")


class DataError(Exception):
    """Raised where data that is wanted cannot be trusted; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, in the order found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
