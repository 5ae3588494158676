"""What pages say beside the figures: each finding has its page and words; a search that found nothing has neither."""

from __future__ import annotations

from collections.abc import Iterator

from data.model.column_types import Row
from data.model.problem import Problem

# Tables of findings, by the column in which "none" stands for a search that found nothing.
_FINDINGS = {"followups": "status", "offices": "role", "milestones": None, "asymmetries": None}


def check_finding(name: str, line: int, row: Row) -> Iterator[Problem]:
    """Yield the problems of one row of the table `name`, if it is one of findings."""
    if name in _FINDINGS:
        column = _FINDINGS[name]
        found = column is None or row[column] != "none"
        wrong = [cell for cell in ("source", "phrase") if bool(row[cell]) != found]
        if wrong:
            what = "what a page says needs source and phrase" if found else "where nothing was found there is no page"
            remedy = "Fill in both" if found else f"Empty source and phrase, or mend {column}"
            yield Problem(f"{name}.csv", what, remedy, line, wrong[0])
    if name == "milestones" and row["day"] and not row["day"].startswith(row["period"].partition("/")[0]):
        what = f"{row['day']} is not in {row['period']}, or not in its first month"
        yield Problem("milestones.csv", what, "Mend period or day", line, "day")
