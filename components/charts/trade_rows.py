"""The rows of bars that trade-balance is drawn with.

One account: exports and imports as bars, turnover as both within its own bar, the balance as the gap between them.
Several: a row for each year, exports and imports end to end, in groups of what is comparable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor, log10
from typing import NamedTuple

from components.charts.fact_text import bounds, is_range_notable, money_scale
from components.i18n import Messages
from components.i18n.number_format import UNIT_VALUES
from data import Fact
from data.analysis.trade_accounts import METRICS, Account

PARTS = ("exports", "imports")
_DIGITS_OF_ONE, _DIGITS_OF_MANY = 4, 3  # significant digits of the largest figure
_HEDGES = {"~": "≈", ">": ">", "<": "<", ">=": "≥", "<=": "≤"}
_COARSEST = 0.1  # the last digit of any figure, in its magnitude


class Bar(NamedTuple):
    """A figure as a bar from `start`, both in millions; a bar to the left of its start has a length below zero."""

    metric: str
    fact: Fact
    start: float
    length: float


class Row(NamedTuple):
    """A name, bars end to end, and the text at their end with a remark, in the colour of a metric if it is one.

    parts: lengths that the bar consists of. gap_of: ends of the bars above, first to last, whose gap the bar is.
    """

    name: str
    bars: Sequence[Bar]
    text: str
    remark: str = ""
    parts: Sequence[float] = ()
    gap_of: Sequence[float] = ()
    remark_metric: str = ""


class Group(NamedTuple):
    """Rows that are comparable, under a heading, which is empty where there is one group only."""

    title: str
    rows: Sequence[Row]


def million(value: float) -> float:
    """Return a value in millions."""
    return round(value / 1e6, 6)


class Numbers:
    """Writes the figures of one chart in one magnitude, with as many decimals as its largest has room for."""

    def __init__(self, accounts: Sequence[Account], metrics: Sequence[str], words: Messages) -> None:
        """metrics: of the figures that are written. Of a single account more digits are of use."""
        facts = [account.figures[metric] for account in accounts for metric in metrics if metric in account.figures]
        largest = max((abs(fact.value) for fact in facts), default=0.0) or 1.0
        self.unit = f"{money_scale(largest)} {facts[0].unit}"
        digits = _DIGITS_OF_ONE if len(accounts) == 1 else _DIGITS_OF_MANY
        step = 10.0 ** (floor(log10(largest)) + 1 - digits)
        self._step = min(step, _COARSEST * UNIT_VALUES[self.unit])
        self._is_official = all(account.is_official for account in accounts)
        self._words = words

    def text(self, fact: Fact, *, signed: bool = False) -> str:
        """Return a figure with the sign of its hedge and without its unit: ≈ 0.36."""
        numbers = self._words.numbers
        hedge = _HEDGES.get(fact.relation, "≈" if fact.hedge else "")
        write = numbers.signed if signed and not hedge else numbers.value
        # A figure that a report states keeps the digits that it prints.
        step = self._step if self._is_official else None
        number = write(round(fact.value / self._step) * self._step, self.unit, exact=True, step=step)
        return f"{hedge}\u00a0{number}" if hedge else number

    def range(self, fact: Fact) -> str:
        """Return the interval of a figure where readers need it; else nothing."""
        return bounds(replace(fact, unit=self.unit), self._words) if is_range_notable(fact) else ""


def rows_of_account(account: Account, metrics: Sequence[str], numbers: Numbers, words: Messages) -> list[Row]:
    """Return a row for each selected metric of one account."""
    figures = account.figures
    has_parts = all(part in figures and part in metrics for part in PARTS)
    rows = []
    for metric in (metric for metric in METRICS if metric in metrics and metric in figures):
        fact = figures[metric]
        parts = [million(figures[part].value) for part in PARTS] if has_parts else []
        bar = Bar(metric, fact, 0.0, million(fact.value))
        if metric == "balance" and parts:
            bar = Bar(metric, fact, min(parts), max(parts) - min(parts))
        rows.append(
            Row(
                words.name("metrics", metric),
                [bar],
                numbers.text(fact, signed=metric == "balance"),
                numbers.range(fact),
                parts if metric == "turnover" else (),
                parts if metric == "balance" else (),
            )
        )
    return rows


def row_of_year(account: Account, metrics: Sequence[str], numbers: Numbers, words: Messages) -> Row:
    """Return a year as a row: exports and imports end to end, with the total at their end.

    Where one of them is not known or not selected, the other stands within the total; else each selected figure alone.
    """
    figures = {metric: account.figures[metric] for metric in metrics if metric in account.figures}
    balance = figures.pop("balance", None) if len(figures) > 1 else None
    bars: list[Bar] = []
    has_parts = all(part in figures for part in PARTS)
    for metric in PARTS if has_parts else figures:
        start = bars[-1].length if bars and has_parts else 0.0
        bars.append(Bar(metric, figures[metric], start, million(figures[metric].value)))
    told = [figures["turnover"]] if "turnover" in figures else list(figures.values())
    text = numbers.text(told[0])
    for other in told[1:]:
        text = words("formula.sum", first=text, second=numbers.text(other))
    remark = numbers.text(balance, signed=True) if balance else ""
    return Row(str(account.year), bars, text, remark, remark_metric="balance")
