"""Whether a figure happened, is meant to happen, or is what could be made."""

from __future__ import annotations

from datetime import date

from data.extraction.amount import Amount
from data.extraction.classification import Verdict
from data.extraction.cue_distance import Distances
from data.extraction.period_assignment import When
from data.extraction.sentence import Line

_WINDOW = 30.0
_DECEMBER = 12
_FINITE = ("ди", "ти", "ған", "ген", "қан", "кен", "di", "ti", "gan", "kan", "qan")


def modality(
    line: Line,
    amount: Amount,
    amounts: list[Amount],
    verdict: Verdict,
    when: When,
    published: date | None,
    distances: Distances,
) -> str:
    """`actual`, `target` or `capacity` for one amount."""
    if verdict.capacity:
        return "capacity"
    if verdict.kind == "output" and when.basis == "rate" and amount.unit in ("t", "units"):
        can = distances.nearest(amount, lambda tag: 0.0 if tag in ("capacity", "can") else None, 0.0, 12.0)
        if can is not None:
            return "capacity"
    time = when.source
    said = time is not None and line.sentence.start <= time.start < line.sentence.stop
    year = int(when.period[:4]) if when.period and said else None
    if year is not None and published is not None:
        if year > published.year:
            return "target"
        if year < published.year:
            aimed = time is not None and (
                line.word(time.last) in ("uchun", "ушин") or line.word(time.first - 1) == "for"
            )
            missed = "miss" in line.kinds or (aimed and _meant(line, amount, distances, 12.0))
            return "target" if missed else "actual"
    if (
        time is not None
        and time.ends
        and published is not None
        and year == published.year
        and published.month < _DECEMBER
    ):
        return "target"
    if time is not None and time.kind == "open":
        return "target"
    return "target" if _meant(line, amount, distances, _WINDOW) else "actual"


def _meant(line: Line, amount: Amount, distances: Distances, limit: float) -> bool:
    """A word of plan or hope in reach: after the amount where verbs close the sentence, before it elsewhere."""
    if line.language in ("kk", "uz"):
        wanted = distances.nearest(amount, lambda tag: 0.0 if tag == "target" else None, 0.0, limit)
        if wanted is None:
            return False
        if wanted.before:
            return wanted.distance <= 9
        done = [
            mark
            for mark in line.marks
            if amount.last <= mark.first < wanted.mark.first
            and mark.tag in ("up", "down", "make", "sell", "buy")
            and line.words[mark.last - 1].endswith(_FINITE)
        ]
        commas = sum(word in (",", ";") for word in line.words[amount.last : wanted.mark.first])
        return not (done and commas)
    wanted = distances.nearest(amount, lambda tag: 0.0 if tag == "target" else None, 2.0, limit)
    if wanted is None:
        return False
    return wanted.before or (wanted.distance <= 10 and "," not in line.words[amount.last : wanted.mark.first])
