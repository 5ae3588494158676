"""The headline of each page, a sentence with the finding."""

from __future__ import annotations

from components.charts import statement_text
from components.charts.fact_text import amount, bounds, period
from components.view import View
from data.analysis.mirror_flows import Statement
from data.model.period import Period


def overview_headline(view: View) -> str:
    """Return how much was traded and the sign of the balance, unless rounding leaves that open."""
    turnover = view.trade["turnover"]
    outcome = {-1: "deficit", 1: "surplus", None: "open"}[view.trade["balance"].interval.sign]
    when = period(turnover, view.sources[turnover.source], view.words)
    return view.words(f"overview.finding.{outcome}", turnover=amount(turnover, view.words), period=when)


def trade_headline(view: View) -> str:
    """Return how much of the imports the exports covered."""
    coverage = view.trade["coverage-ratio"]
    when = period(coverage, view.sources[coverage.source], view.words)
    return view.words("trade.finding", coverage=amount(coverage, view.words), period=when)


def factory_headline(view: View) -> str:
    """Return how many times more the plant makes, as an interval."""
    return view.words("factory.finding", times=bounds(view.output["output-multiple"], view.words))


def record_headline(view: View) -> str:
    """Return the year whose turnover reports of high or medium confidence state most differently, with both figures."""
    found: dict[str, list[Statement]] = {}
    for one in view.discrepancies:
        if one.flow == "turnover" and one.is_exclusive and Period.parse(one.period).is_year:
            stated = [each for each in one.statements if each.fact.basis == "stated" and each.fact.relation == "="]
            found[one.period] = [each for each in stated if each.fact.confidence != "low" and each.side]
    found = {year: stated for year, stated in found.items() if len(stated) > 1}
    if not found:
        return view.words("record.finding_agreed")
    year, stated = max(found.items(), key=lambda item: item[1][-1].interval.value - item[1][0].interval.value)
    low, high = (statement_text.statement_amount(one, view.words) for one in (stated[0], stated[-1]))
    return view.words("record.finding", year=year, low=low, high=high)


def visit_dating(view: View) -> str:
    """Return how reports date the visit; empty if none does."""
    words = view.words
    stated = [row for row in view.tellings if row["kind"] == "date"]
    started = [row for row in stated if row["about"] == "visit-start"]
    printed = [row for row in stated if row["about"] != "visit-start"]
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
        printers=words.numbers.join_list(days),
        year=view.trade["turnover"].period,
    )
