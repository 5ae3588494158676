"""The headline of each page, a sentence with the finding."""

from __future__ import annotations

from components.charts.fact_text import amount, period, scale_money
from components.charts.statement_text import statement_amount
from components.view import View, missing_from_table
from data import Fact
from data.analysis.subject import COUNTRY


def overview_headline(view: View) -> str:
    """Return the newest official turnover of the countries and the newest figure of the region.

    Without an official one it is the latter alone. Raises DataError if there is no figure of the region.
    """
    values = {year: one for (flow, side, year), one in view.official.items() if (flow, side) == ("turnover", COUNTRY)}
    if not values:
        return trade_headline(view)
    year, region = max(values), newest_trade(view)
    return view.words(
        "overview.finding",
        year=year,
        amount=statement_amount(values[year], view.words),
        region=amount(scale_money(region), view.words),
        period=period(region, view.sources[region.source], view.words),
    )


def trade_headline(view: View) -> str:
    """Return the newest figure of the region's trade. Raises DataError if there is none."""
    newest = newest_trade(view)
    when = period(newest, view.sources[newest.source], view.words)
    return view.words("trade.finding", amount=amount(scale_money(newest), view.words), period=when)


def newest_trade(view: View) -> Fact:
    """Return the newest figure of the region's trade, turnover if that is given. Raises DataError if there is none."""
    accounts = view.region_accounts
    if not accounts:
        raise missing_from_table("observations.csv", "no trade of the region is given, so none can be shown")
    return max(accounts, key=lambda one: ((one.period and one.period.last) or (), len(one.flows))).flows[0]


def factory_headline(view: View) -> str:
    """Return how many times more the plant makes than before, that it makes less, or that rounding leaves it open."""
    multiple = view.output["output-multiple"]
    outcome = "rise" if multiple.low > 1 else "fall" if multiple.high < 1 else "open"
    return view.words(f"factory.finding.{outcome}", times=view.words.numbers.value(multiple.value, multiple.unit))


def record_headline(view: View) -> str:
    """Return the newest official turnover of the countries, and how many times that of the year of the visit's report.

    That year is the first of the series if the series does not have it.
    """
    values = {year: one for (flow, side, year), one in view.official.items() if (flow, side) == ("turnover", COUNTRY)}
    if not values:
        return view.words("record.finding_agreed")
    newest, report = max(values), view.trade["turnover"].period
    base = next((year for year in sorted(values) if str(year) == report), min(values))
    times = values[newest].interval.value / values[base].interval.value
    return view.words(
        "record.finding",
        year=newest,
        amount=statement_amount(values[newest], view.words),
        times=view.words.numbers.value(times, "x"),
        base=base,
    )


def visit_headline(view: View) -> str:
    """Return what came of the offers and promises of the visit: whether a report was found that one was carried out."""
    words = view.words
    given = {row["id"]: row["status"] for row in view.commitments if row["status"] in ("offer", "promise")}
    known = [row for row in view.followups if row["commitment"] in given]
    if given.keys() - {row["commitment"] for row in known}:
        return words("visit.finding")
    if any(row["status"] == "done" for row in known):
        return words("visit.finding.done")
    is_pair = sorted(given.values()) == ["offer", "promise"]
    return words("visit.finding.none.pair" if is_pair else "visit.finding.none")


def visit_dating(view: View) -> str:
    """Return about when the visit was, and by which reports; empty if none dates it, or the article has a date."""
    words = view.words
    stated = [row for row in view.tellings if row["kind"] == "date"]
    started = [row for row in stated if row["about"] == "visit-start"]
    printed = [row for row in stated if row["about"] != "visit-start"]
    is_dated = any(view.sources[row["visit"]]["published"] for row in started)
    if not started or not printed or is_dated:
        return ""
    days = [
        words("visit.printed", publisher=view.sources[row["source"]]["publisher"], date=words.numbers.date(row["date"]))
        for row in printed
    ]
    return words(
        "visit.dating",
        teller=view.sources[started[0]["source"]]["publisher"],
        start=words.numbers.date(started[0]["date"]),
        days=words.numbers.join_list(days),
    )
