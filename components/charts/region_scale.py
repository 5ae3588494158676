"""region-scale: a region's trade beside that of its country and of other regions, each in its own period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts import horizontal_bars
from components.charts.chart_text import ChartText
from components.charts.fact_table import area_name, facts_csv, file_stem_of, mark_detail, record_columns, record_row
from components.charts.fact_text import amount, bounds, formula, period, scale_dollars
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_text import Sources, attribution, notes, sources_line
from components.i18n import Messages
from components.theme.tokens import Look
from components.view import View
from data import Fact
from data.analysis.subject import PARTNER, REGION

NAME = "region-scale"


class RegionComparison(NamedTuple):
    """Turnover of the region and the country, its share, and turnover of other regions in the same year and others."""

    own: Fact
    share: Fact
    country: Fact
    same_year: Sequence[Fact]
    others: Sequence[Fact]
    facts: Mapping[str, Fact]
    sources: Sources


def chart_text(comparison: RegionComparison, words: Messages) -> ChartText:
    """Return the texts: the share of the region, and what is not comparable."""
    own, source = comparison.own, comparison.sources[comparison.own.source]
    parts = {
        "region": words.name("areas", own.reporter or ""),
        "amount": amount(own, words),
        "period": period(own, source, words),
        "share": amount(comparison.share, words),
        "bounds": bounds(comparison.share, words),
    }
    territories = [words.label("areas", fact.reporter or "", "short") for fact in (own, *comparison.others)]
    caveats = [words("scale.caveat")]
    if sum(bool(name) for name in territories) > 1:
        caveats.insert(0, words("scale.territories"))
    month = source["dated"] and not source["published"]
    if own.period_basis == "dated" and month:
        when = words.numbers.date(str(source["dated"]))
        caveats.insert(0, words("trade.caveat", phrase=own.period_text, month=when))
    all_facts = [comparison.country, own, *comparison.same_year, *comparison.others]
    descriptions = [
        words(
            "scale.alt.row",
            name=area_name(fact, words),
            period=_period(fact, comparison, words),
            amount=amount(scale_dollars(fact), words),
        )
        for fact in all_facts
    ]
    return ChartText(
        title=words("scale.title", **parts),
        subtitle=words("scale.subtitle"),
        caveat=" ".join(caveats),
        alt=words("scale.alt", rows=words("join").join(descriptions), **parts),
        source=sources_line(all_facts, comparison.sources, words),
        address="",
    )


def _period(fact: Fact, comparison: RegionComparison, words: Messages) -> str:
    return period(fact, comparison.sources[fact.source], words)


def figure(comparison: RegionComparison, text: ChartText, words: Messages, look: Look) -> go.Figure:
    """Return bars from one zero line: first those of the region's own year, then those of other periods."""
    year = _period(comparison.own, comparison, words)
    groups = [
        horizontal_bars.Group(
            words("scale.group.same", period=year),
            [_row(fact, comparison, words) for fact in (comparison.country, *comparison.same_year, comparison.own)],
        ),
        horizontal_bars.Group(
            words("scale.group.others"), [_row(fact, comparison, words, dated=True) for fact in comparison.others]
        ),
    ]
    groups = [group for group in groups if group.rows]
    return horizontal_bars.figure(
        groups, text, look.palette.turnover, [words(f"scale.key.{style}") for style in ("solid", "outlined")], look
    )


def _row(fact: Fact, comparison: RegionComparison, words: Messages, *, dated: bool = False) -> horizontal_bars.Row:
    scaled = scale_dollars(fact)
    is_solid = fact.is_of_year and fact.basis == "stated"
    detail = [_period(fact, comparison, words)] if dated else []
    if fact.basis == "derived":
        detail.append(words("scale.computed"))
    if fact.id == comparison.own.id:
        detail.append(
            words("scale.share", share=amount(comparison.share, words), bounds=bounds(comparison.share, words))
        )
    return horizontal_bars.Row(
        id=fact.id,
        name=area_name(fact, words),
        detail=words("join").join(detail),
        value=fact.value,
        low=fact.low,
        high=fact.high,
        text=amount(scaled, words),
        bounds=bounds(scaled, words),
        style="solid" if is_solid else "outlined",
        hover="<br>".join((f"<b>{area_name(fact, words)}</b>", *figure_lines(fact, comparison, words))),
        is_emphasized=fact.id == comparison.own.id,
    )


def figure_lines(fact: Fact, comparison: RegionComparison, words: Messages) -> list[str]:
    """Return the details of a fact as lines: amount, bounds, period, authority and source, notes."""
    scaled = scale_dollars(fact)
    found = [
        amount(scaled, words),
        words("hover.bounds", bounds=bounds(scaled, words)),
        words("hover.period", period=_period(fact, comparison, words)),
        attribution(fact, comparison.sources, words),
        words("hover.phrase", phrase=fact.phrase) if fact.phrase else "",
        words("hover.derived", formula=formula(fact, comparison.facts, words)) if fact.basis == "derived" else "",
        words(f"confidence.{fact.confidence}") if fact.confidence in ("medium", "low") else "",
        *notes(fact, comparison.facts, words),
    ]
    return [line for line in found if line]


def region_comparison(view: View) -> RegionComparison | None:
    """Return the turnover of the region, its country and other regions; None if no share can be derived."""
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
    return RegionComparison(own, share, country, same, others, view.facts, view.sources)


def _regions(view: View) -> Iterator[Fact]:
    """Yield the transcribed turnovers of the country's regions with the partner, and those derived from them."""
    within = {row["id"]: row["within"] for _, row in view.data.rows("areas")}
    for fact in view.facts.values():
        is_region = within.get(fact.reporter or "") == within[REGION] and fact.partner == PARTNER
        if is_region and fact.metric in ("turnover", "turnover-before") and fact.confidence and not fact.repeats:
            yield fact


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the region that the site is about; None if no share can be derived."""
    comparison = region_comparison(view)
    if comparison is None:
        return None
    words = view.words
    text = chart_text(comparison, words)
    facts = [comparison.country, *comparison.same_year, comparison.own, comparison.share, *comparison.others]
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(comparison, text, words, look),
        columns=record_columns(words),
        rows=[record_row(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file_stem=file_stem_of(view, NAME),
        details={
            fact.id: mark_detail([area_name(fact, words), *figure_lines(fact, comparison, words)], fact, view)
            for fact in facts
        },
    )


SPEC = ChartSpec(NAME, "record", build)
