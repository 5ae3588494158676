"""What can be wrong with the data, said in one line that names file, row and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault in one file: where it is, what it is and what mends it."""

    file: str
    what: str
    remedy: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        """One line: where, what, remedy."""
        where = self.file
        if self.line is not None:
            where += f", line {self.line}"
        if self.column is not None:
            where += f", {self.column}"
        return f"{where}: {self.what}. {self.remedy}."


class DataError(Exception):
    """Raised where data that is wanted cannot be trusted; carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, in the order found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
