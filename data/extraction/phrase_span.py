"""Which characters of the text are the phrase of an amount."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.sentence import Line


def phrase_span(line: Line, amount: Amount) -> tuple[int, int]:
    """Number, scale word and unit word; a bare number takes the noun that it counts."""
    last = amount.last
    share = line.starting(last, "not:share")
    if share and amount.unit == "bare":
        return line.sentence.place(amount.first, share.last)
    if amount.unit in ("bare", "scaled", "units") and not _counter(line, amount):
        if line.word(last) == "." and line.has(last - 1, "scale:1000"):
            last += 1  # "2,3 тыс. тракторов"
        for step in range(3):
            mark = line.starting(last + step, "product:") or line.starting(last + step, "not:people")
            mark = mark or line.starting(last + step, "not:count")
            if mark:
                return line.sentence.place(amount.first, mark.last)
            if not line.word(last + step).isalpha():
                break
    return line.sentence.place(amount.first, amount.last)


def _counter(line: Line, amount: Amount) -> bool:
    return amount.last > amount.first and line.has(amount.last - 1, "unit:piece")
