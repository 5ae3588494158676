"""The sentence at the top of a page: its finding, from the figures."""

from __future__ import annotations

from dataclasses import replace

from components.charts.saying import amount, bounds, large, period
from components.view import View

_YEAR = len("2017")


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


def record(view: View) -> str:
    """The year whose turnover reports put farthest apart, and between which figures."""
    found = [one for one in view.contradictions if one.flow == "turnover" and one.excludes and len(one.period) == _YEAR]
    if not found:
        return view.words("record.finding_agreed")
    widest = max(found, key=lambda one: one.spread[1] - one.spread[0])
    fact = replace(widest.statements[0].fact, relation="=", hedge=None)
    low, high = (amount(large(replace(fact, value=end, basis="derived")), view.words) for end in widest.spread)
    return view.words("record.finding", year=widest.period, low=low, high=high)


def dating(view: View) -> str:
    """What dates the visit, and how sure that is; empty where no report does."""
    words = view.words
    told = [row for row in view.tellings if row["kind"] == "date"]
    started = [row for row in told if row["about"] == "visit-start"]
    printed = [row for row in told if row["about"] != "visit-start"]
    if not started or not printed:
        return ""
    days = [
        words(
            "record.printed", publisher=view.sources[row["source"]]["publisher"], date=words.numbers.date(row["date"])
        )
        for row in printed
    ]
    return words(
        "record.dating",
        teller=view.sources[started[0]["source"]]["publisher"],
        start=words.numbers.date(started[0]["date"]),
        printers=words("comma").join(days),
        year=view.trade["turnover"].period,
    )


def _unbroken(text: str) -> str:
    """`text` with its dash joined to what follows, so that no line ends in "3.5–"."""
    return text.replace("–", "\u2060–\u2060")
