"""What the record page is made of: statements as filtered, the region in scale, the works, the reports of the visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.charts import national_trade, region_scale, trade_to_date, visit_reports, works_in_time
from components.charts.points import side_of
from components.view import PARTNER, PLANT, REPORTER, Row, View, lacking
from data import Fact
from data.statements import FLOWS, Statement

CONFIDENCES = ("high", "medium", "low")
_KINDS = ("plant", "company", "country")


@dataclass(frozen=True)
class Filter:
    """What is picked on the page; empty sides or confidences, or years of None, leave nothing out."""

    flow: str = FLOWS[0]
    sides: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    years: tuple[int, int] | None = None

    @property
    def query(self) -> list[tuple[str, str]]:
        """What is picked beyond the usual, as the address says it."""
        pairs = [] if self.flow == FLOWS[0] else [("metric", self.flow)]
        pairs += [("side", side) for side in self.sides]
        pairs += [("confidence", confidence) for confidence in self.confidences]
        return pairs + ([("years", f"{self.years[0]}-{self.years[1]}")] if self.years else [])

    def admits(self, one: Statement) -> bool:
        """Whether the statement is shown; a sum of parts is not, for its parts are."""
        years = [int(end[:4]) for end in (one.fact.period or "").split("/") if end]
        return (
            one.flow == self.flow
            and one.fact.metric != "trade-sum"
            and (not self.sides or side_of(one) in self.sides)
            and (not self.confidences or one.fact.confidence in self.confidences)
            and (not self.years or bool(years))
            and (not self.years or all(self.years[0] <= year <= self.years[1] for year in years))
        )


def shown(view: View, chosen: Filter) -> list[Statement]:
    """The statements that the filter admits, with and without a period."""
    return [one for one in view.statements if chosen.admits(one)]


def flows(view: View) -> list[str]:
    """Flows of which whole years are stated."""
    said = {one.flow for one in view.statements if _is_year(one.fact)}
    return [flow for flow in FLOWS if flow in said]


def years(view: View) -> tuple[int, int]:
    """First and last year that is said anything of."""
    said = [int(one.fact.period[:4]) for one in view.statements if one.fact.period]
    if not said:
        raise lacking("observations.csv", "nothing is said of any year, so nothing can be drawn by year")
    return min(said), max(said)


def by_year(view: View, statements: Sequence[Statement]) -> national_trade.Shown:
    """Those of whole years, for their chart."""
    return national_trade.Shown(_years(statements), _years(_of_flow(view, statements)), view.facts, view.sources)


def to_date(view: View, statements: Sequence[Statement]) -> national_trade.Shown:
    """Those of the first months of a year, for their chart."""
    every = _years(_of_flow(view, statements))
    return national_trade.Shown(trade_to_date.of_parts(statements), every, view.facts, view.sources)


def _of_flow(view: View, statements: Sequence[Statement]) -> list[Statement]:
    """All that is said of the flow of these, whatever the filter."""
    flow = statements[0].flow if statements else ""
    return [one for one in view.statements if one.flow == flow and one.fact.metric != "trade-sum"]


def _years(statements: Sequence[Statement]) -> list[Statement]:
    return [one for one in statements if _is_year(one.fact)]


def without_period(statements: Sequence[Statement]) -> list[Statement]:
    """Those whose months are not said, which no chart can place."""
    return [one for one in statements if not one.fact.period]


def _is_year(fact: Fact) -> bool:
    return len(fact.period or "") == len("2017")


def in_scale(view: View) -> region_scale.Shown | None:
    """The region's turnover beside its country's and other regions'; None where no share can be formed."""
    own = view.trade["turnover"]
    share = next(
        (fact for fact in view.facts.values() if fact.metric == "national-share" and own.id in fact.inputs), None
    )
    if share is None:
        return None
    country = view.facts[share.inputs[1]]
    regions = [fact for fact in _regions(view) if fact.id != own.id]
    same = [fact for fact in regions if fact.period == own.period and fact.basis == "stated"]
    others = sorted(
        (fact for fact in regions if fact not in same), key=lambda fact: (fact.reporter or "", fact.period or "")
    )
    same.sort(key=lambda fact: -fact.value)
    return region_scale.Shown(own, share, country, same, others, dict(view.facts), view.sources)


def _regions(view: View) -> Iterator[Fact]:
    """Turnovers of the country's regions with the partner that people transcribed, and those that follow from them."""
    within = {row["id"]: row["within"] for _, row in view.data.rows("areas")}
    for fact in view.facts.values():
        is_region = within.get(fact.reporter or "") == within[REPORTER] and fact.partner == PARTNER
        if is_region and fact.metric in ("turnover", "turnover-before") and fact.confidence and not fact.repeats:
            yield fact


def works(view: View) -> works_in_time.Shown:
    """What is said of the plant's output, of its group's and of its country's."""
    rate, before = view.output["now"], view.output["before"]
    kinds = {row["id"]: row["kind"] for _, row in view.data.rows("areas")}
    facts = [rate, before]
    facts += [
        fact
        for fact in view.facts.values()
        if fact.metric in ("output", "output-growth") and fact.basis == "stated" and fact.confidence
    ]

    def when(fact: Fact) -> str:
        source = view.sources[fact.source]
        return fact.period or (source["published"] or source["dated"] or "")

    makers: dict[str, list[Fact]] = {}
    order = [PLANT, *sorted(kinds, key=lambda area: (_KINDS.index(kinds[area]) if kinds[area] in _KINDS else 9, area))]
    for fact in sorted(facts, key=lambda fact: (order.index(fact.reporter or PLANT), when(fact), fact.id)):
        makers.setdefault(fact.reporter or "", []).append(fact)
    closed = [
        fact for area, made in makers.items() if kinds.get(area) == "company" for fact in made if _is_closed(fact)
    ]
    return works_in_time.Shown(makers, rate, closed[0] if closed else None, view.facts, view.sources)


def _is_closed(fact: Fact) -> bool:
    return fact.metric == "output" and fact.modality == "actual" and _is_year(fact)


def reports(view: View) -> visit_reports.Shown:
    """Which report tells which stop of the visit."""
    words, events, tellings = view.words, view.events, view.tellings
    if not events:
        raise lacking("events.csv", "no stop of the visit is in it, so reports of it cannot be compared")
    visit = str(events[0]["source"])
    stops = {str(event["id"]): words.name("events", str(event["id"]), "title") for event in events}
    for row in tellings:
        if row["kind"] == "stop":
            stops.setdefault(row["about"], words.name("told", row["about"]))
    found = dict.fromkeys((visit, *(str(row["source"]) for row in tellings)))
    told = {(row["about"], row["source"]) for row in tellings if row["kind"] == "stop"}
    told |= {(str(event["id"]), visit) for event in events}
    whole = {visit, *(row["source"] for row in tellings if row["seen"] == "whole")}
    cells = {
        (stop, report): _said(told=(stop, report) in told, whole=report in whole) for stop in stops for report in found
    }
    return visit_reports.Shown(stops, tuple(found), cells, view.sources)


def _said(*, told: bool, whole: bool) -> str:
    if told:
        return visit_reports.TOLD
    return visit_reports.NOT_TOLD if whole else visit_reports.NOT_SEEN


def told(view: View, kind: str) -> list[Row]:
    """What the reports tell of one kind: names or dates."""
    return [row for row in view.tellings if row["kind"] == kind]
