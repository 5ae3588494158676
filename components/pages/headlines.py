"""The sentence at the top of a page: its finding, from the figures."""

from __future__ import annotations

from components.charts import statement_text
from components.charts.fact_text import amount, bounds, period
from components.view import View
from data.analysis.mirror_flows import Statement

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
    return view.words("factory.finding", times=bounds(view.output["output-multiple"], view.words))


def record(view: View) -> str:
    """The year whose turnover trusted reports state most differently, and the two figures; of what is stated alone."""
    found: dict[str, list[Statement]] = {}
    for one in view.contradictions:
        if one.flow == "turnover" and one.excludes and len(one.period) == _YEAR:
            stated = [each for each in one.statements if each.fact.basis == "stated" and each.fact.relation == "="]
            found[one.period] = [each for each in stated if each.fact.confidence != "low" and each.side]
    found = {year: told for year, told in found.items() if len(told) > 1}
    if not found:
        return view.words("record.finding_agreed")
    year, told = max(found.items(), key=lambda item: item[1][-1].interval.value - item[1][0].interval.value)
    low, high = (statement_text.figure(one, view.words) for one in (told[0], told[-1]))
    return view.words("record.finding", year=year, low=low, high=high)


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
        printers=words.numbers.listed(days),
        year=view.trade["turnover"].period,
    )
