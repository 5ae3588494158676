"""What national-trade draws, and its texts: title, subtitle, caveat and alternative text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from components.charts.chart_text import ChartText
from components.charts.fact_text import scaled_unit_name
from components.charts.spec import Selection
from components.charts.statement_filters import select_official, select_statements, selected_flow, shows_reports
from components.charts.statement_text import sources_line, statement_amount
from components.i18n import Messages
from components.i18n.number_format import BILLIONS
from components.view import Row, View
from data.analysis.mirror_flows import Statement
from data.analysis.subject import COUNTRY, PARTNER


class NationalTrade(NamedTuple):
    """What is drawn: official values by side, oldest first, reported figures, and milestones of those years."""

    flow: str
    series: dict[str, list[Statement]]
    reports: Sequence[Statement]
    milestones: Sequence[Row]
    view: View

    @property
    def lines(self) -> list[list[Statement]]:
        """The official values in lines: of one side and source, year after year."""
        return [line for values in self.series.values() for line in unbroken(values)]

    @property
    def pairs(self) -> list[tuple[Statement, Statement]]:
        """The values of both sides for the years of which both give one, the first country's first."""
        theirs = {year_of(one): one for one in self.series.get(PARTNER, ())}
        return [(one, theirs[year_of(one)]) for one in self.series.get(COUNTRY, ()) if year_of(one) in theirs]

    @property
    def statements(self) -> list[Statement]:
        """All that is drawn, official values first."""
        return [*(one for values in self.series.values() for one in values), *self.reports]


def year_of(statement: Statement) -> int:
    """Return the year of a statement on a whole year."""
    return int(str(statement.fact.period))


def unbroken(values: Sequence[Statement]) -> list[list[Statement]]:
    """Return values in runs of one source without a year missing."""
    keyed = [(one.fact.source, year_of(one) - place, one) for place, one in enumerate(values)]
    return [[one for *_, one in run] for _, run in groupby(keyed, key=lambda item: item[:2])]


def national_trade(view: View, selection: Selection) -> NationalTrade:
    """Return what a selection leaves."""
    series = select_official(view, selection)
    reports = [one for one in select_statements(view, selection) if one.fact.is_of_year]
    reports = reports if shows_reports(selection) or not series else []
    years = [year_of(one) for values in (*series.values(), reports) for one in values]
    events = [row for row in view.milestones if years and min(years) <= int(str(row["period"])[:4]) <= max(years)]
    return NationalTrade(selected_flow(selection), series, reports, events, view)


def chart_text(trade: NationalTrade, words: Messages) -> ChartText:
    """Return the texts: the newest official value and the highest one, and where the sources change."""
    return ChartText(
        title=_title(trade, words),
        subtitle=" ".join(_subtitle(trade, words)),
        caveat=" ".join(_breaks(trade, words)) or None,
        alt=words("national.alt", series=words("join").join(_series_in_words(trade, words))),
        source=sources_line([one.fact for one in trade.statements], trade.view.sources, words),
        address="",
    )


def _title(trade: NationalTrade, words: Messages) -> str:
    flow = words(f"flow.{trade.flow}")
    own = trade.series.get(COUNTRY) or next(iter(trade.series.values()), [])
    if not own:
        return words("national.title.reported", flow=flow)
    last, highest = own[-1], max(own, key=lambda one: one.interval.value)
    parts = {"flow": flow, "year": year_of(last), "amount": statement_amount(last, words)}
    if last is highest:
        return words("national.title.highest", **parts)
    return words("national.title.peak", peak=statement_amount(highest, words), peak_year=year_of(highest), **parts)


def _subtitle(trade: NationalTrade, words: Messages) -> Iterator[str]:
    """Yield what is drawn, whose statistics, what is not, and what the marks mean."""
    sides = [words(f"record.side.{side}") for side in trade.series]
    drawn = [*sides, *([words("national.reports")] if trade.reports else [])]
    flow, unit = words(f"flow.{trade.flow}"), scaled_unit_name(BILLIONS, words)
    yield words("national.subtitle", flow=flow, unit=unit, sides=words.numbers.join_list(drawn))
    if PARTNER not in trade.series and not trade.reports:
        yield words("national.no_series")
        if any(one.side == PARTNER and one.flow == trade.flow and one.fact.is_of_year for one in trade.view.statements):
            yield words("national.in_news", option=words("record.reports.shown"))
    if trade.milestones:
        yield words("national.triangles")


def _breaks(trade: NationalTrade, words: Messages) -> Iterator[str]:
    """Yield where the first country's values change from one source to another."""
    runs = unbroken(trade.series.get(COUNTRY, ()))
    for before, after in pairwise(runs):
        publishers = [str(trade.view.sources[run[0].fact.source]["publisher"]) for run in (before, after)]
        yield words(
            "national.break",
            last=year_of(before[-1]),
            before=publishers[0],
            first=year_of(after[0]),
            after=publishers[1],
        )


def _series_in_words(trade: NationalTrade, words: Messages) -> Iterator[str]:
    for line in trade.lines:
        ends = [line[0], max(line, key=lambda one: one.interval.value), line[-1]]
        values = dict.fromkeys(f"{year_of(one)}: {statement_amount(one, words)}" for one in ends)
        yield words("national.alt.line", side=words(f"record.side.{line[0].side}"), values=", ".join(values))
