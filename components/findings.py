"""The sentence at the top of a page: its finding, from the figures."""

from __future__ import annotations

from components.charts.saying import amount, bounds, period
from components.view import View


def overview(view: View) -> str:
    """How much was traded, and which way the balance lies; without the latter where rounding leaves it open."""
    turnover = view.trade["turnover"]
    outcome = {-1: "deficit", 1: "surplus", None: "open"}[view.trade["balance"].interval.sign]
    when = period(turnover, view.sources[turnover.source], view.words)
    return view.words(f"overview.finding.{outcome}", turnover=amount(turnover, view.words), period=when)


def trade(view: View) -> str:
    """How much of the imports the exports covered."""
    coverage = view.trade["coverage-ratio"]
    when = period(coverage, view.sources[coverage.source], view.words)
    return view.words("trade.finding", coverage=amount(coverage, view.words), period=when)


def factory(view: View) -> str:
    """How many times more the plant makes, as an interval."""
    return view.words("factory.finding", times=_unbroken(bounds(view.output["output-multiple"], view.words)))


def _unbroken(text: str) -> str:
    """`text` with its dash joined to what follows, so that no line ends in "3.5–"."""
    return text.replace("–", "\u2060–\u2060")
