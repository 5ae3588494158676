"""region-scale: what the regions of the country trade with the partner, bars among those of one period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts import horizontal_bars
from components.charts.chart_text import ChartText
from components.charts.fact_table import area_name, facts_csv, file_stem_of, mark_detail, record_columns, record_row
from components.charts.fact_text import amount, bounds, formula, period, quotation, scale_dollars
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_text import attribution, hover_text, notes, sources_line
from components.i18n.letter_case import capitalize_first
from components.theme.tokens import Look
from components.view import View
from data import Fact
from data.analysis.subject import PARTNER, REGION

NAME = "region-scale"


class RegionComparison(NamedTuple):
    """Turnover of the region that the site is about, its share in the country, and turnover of regions by period.

    Each figure of a group is a list: of the same amount in several sources.
    """

    own: Fact
    share: Fact
    by_period: Mapping[str, Sequence[Sequence[Fact]]]

    @property
    def facts(self) -> list[Fact]:
        """All figures of regions, in the order they are drawn."""
        return [fact for rows in self.by_period.values() for row in rows for fact in row]


def chart_text(comparison: RegionComparison, view: View) -> ChartText:
    """Return the texts: the share of the region, and what is not comparable."""
    own, words, source = comparison.own, view.words, view.sources[comparison.own.source]
    territories = [words.label("areas", fact.reporter or "", "short") for fact in comparison.facts]
    caveats = [words("scale.territories")] if sum(map(bool, territories)) > 1 else []
    if own.period_basis == "dated" and source["dated"] and not source["published"]:
        month = words.numbers.date(str(source["dated"]))
        caveats.insert(0, words("trade.caveat", phrase=own.period_text, month=month))
    rows = [
        words(
            "scale.alt.row",
            name=area_name(fact, words),
            period=words.numbers.date(str(fact.period)),
            amount=amount(scale_dollars(fact), words),
        )
        for fact in comparison.facts
    ]
    return ChartText(
        title=words(
            "scale.title",
            region=words.name("areas", own.reporter or ""),
            amount=amount(own, words),
            period=period(own, source, words),
            share=amount(comparison.share, words),
        ),
        subtitle=words("scale.subtitle"),
        caveat=" ".join(caveats) or None,
        alt=words("scale.alt", rows=words("join").join(rows)),
        source=sources_line(comparison.facts, view.sources, words),
        address="",
    )


def figure(comparison: RegionComparison, text: ChartText, view: View, look: Look) -> go.Figure:
    """Return bars from one zero line, the regions of one period under one heading."""
    groups = [
        horizontal_bars.Group(
            capitalize_first(view.words.numbers.date(when)), [_row(facts, comparison, view, look) for facts in rows]
        )
        for when, rows in comparison.by_period.items()
    ]
    return horizontal_bars.figure(groups, text, look.palette.turnover, look)


def _row(facts: Sequence[Fact], comparison: RegionComparison, view: View, look: Look) -> horizontal_bars.Row:
    words, fact = view.words, facts[0]
    is_own = fact.id == comparison.own.id
    details = [words("scale.share", share=amount(comparison.share, words))] if is_own else []
    if fact.basis == "derived":
        details.append(words("scale.sum"))
    if len(facts) > 1:
        details.append(words("works.sources", n=len(facts)))
    return horizontal_bars.Row(
        id=fact.id,
        name=area_name(fact, words),
        detail=words("join").join(details),
        value=fact.value,
        text=amount(scale_dollars(fact), words),
        hover=hover_text([*_lines(fact, view), *(attribution(one, view.sources, words) for one in facts[1:])], look),
        is_emphasized=is_own,
    )


def _lines(fact: Fact, view: View) -> list[str]:
    """Return the details of a fact as lines, the first of them a heading."""
    words = view.words
    scaled = scale_dollars(fact)
    found = [
        area_name(fact, words),
        amount(scaled, words),
        words("hover.bounds", bounds=bounds(scaled, words)),
        words("hover.period", period=period(fact, view.sources[fact.source], words)),
        attribution(fact, view.sources, words),
        quotation(fact, words),
        words("hover.derived", formula=formula(fact, view.facts, words)) if fact.basis == "derived" else "",
        words(f"confidence.{fact.confidence}") if fact.confidence in ("medium", "low") else "",
        *notes(fact, view.facts, words),
    ]
    return [line for line in found if line]


def region_comparison(view: View) -> RegionComparison | None:
    """Return the turnover of the region and of others, its own period first; None if no share can be derived.

    The turnover of a region that only its exports and imports are stated of is their sum.
    """
    own = view.trade["turnover"]
    share = next(
        (fact for fact in view.facts.values() if fact.metric == "national-share" and own.id in fact.inputs), None
    )
    if share is None:
        return None
    periods: dict[str, dict[tuple[str, float], list[Fact]]] = {}
    for fact in sorted(_regions(view), key=lambda fact: (fact.id != own.id, fact.id)):
        rows = periods.setdefault(str(fact.period), {})
        rows.setdefault((str(fact.reporter), fact.value), []).append(fact)
    newest_first = sorted(periods, key=lambda when: (when == own.period, when), reverse=True)
    by_period = {when: sorted(periods[when].values(), key=lambda row: -row[0].value) for when in newest_first}
    return RegionComparison(own, share, by_period)


def _regions(view: View) -> Iterator[Fact]:
    """Yield the turnovers of the country's regions with the partner: as stated, else as the sum of its parts."""
    within = {row["id"]: row["within"] for _, row in view.data.rows("areas")}
    found = [
        fact
        for fact in view.facts.values()
        if within.get(fact.reporter or "") == within[REGION]
        and (fact.partner, fact.modality, fact.product) == (PARTNER, "actual", None)
        and (fact.metric, fact.basis) in (("turnover", "stated"), ("trade-sum", "derived"))
        and fact.period
        and not fact.repeats
    ]
    stated = {(fact.reporter, fact.period) for fact in found if fact.basis == "stated"}
    yield from (fact for fact in found if fact.basis == "stated" or (fact.reporter, fact.period) not in stated)


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the region that the site is about; None if no share can be derived."""
    comparison = region_comparison(view)
    if comparison is None:
        return None
    text = chart_text(comparison, view)
    facts = [*comparison.facts, comparison.share]
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(comparison, text, view, look),
        columns=record_columns(view.words),
        rows=[record_row(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file_stem=file_stem_of(view, NAME),
        details={fact.id: mark_detail(_lines(fact, view), fact, view) for fact in comparison.facts},
    )


SPEC = ChartSpec(NAME, "record", build)
