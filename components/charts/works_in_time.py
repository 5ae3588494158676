"""works-in-time: output, rate, capacity and plan of the tractor works, its group and its country, kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts import bar_panels
from components.charts.bar_panels import Bar, Panel
from components.charts.chart_text import ChartText
from components.charts.fact_table import area_name, facts_csv, file_stem_of, mark_detail, record_columns, record_row
from components.charts.fact_text import amount, bounds, period, quotation
from components.charts.layout import muted_span
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_text import Sources, attribution, hover_text, notes, sources_line
from components.i18n import Messages
from components.theme.tokens import Look
from components.view import View
from data import Fact
from data.analysis.subject import PLANT

NAME = "works-in-time"
_KINDS = ("plant", "company", "country")


class WorksOutput(NamedTuple):
    """The facts on output by producer, first the plant, then its group and its country.

    rate: the yearly rate of the plant that the others are compared with. group: the output of the plant's group in a
    closed year, if there is one.
    """

    producers: Mapping[str, Sequence[Fact]]
    rate: Fact
    group: Fact | None
    facts: Mapping[str, Fact]
    sources: Sources
    words: Messages


def chart_text(output: WorksOutput, words: Messages) -> ChartText:
    """Return the texts: the rate of the plant, compared with the output of the whole group."""
    number = words.numbers.value(output.rate.value, output.rate.unit)
    group = output.group
    title = words("works.title.alone", now=number)
    if group:
        parts = {"group": words.numbers.value(group.value, group.unit), "period": group.period}
        title = words("works.title.group", now=number, **parts)
    all_facts = [fact for facts in output.producers.values() for fact in facts]
    descriptions = [
        words(
            "scale.alt.row", name=area_name(fact, words), period=_kind(fact, output, words), amount=_text(fact, words)
        )
        for fact in all_facts
    ]
    return ChartText(
        title=title,
        subtitle=words("works.subtitle"),
        caveat=" ".join(_caveats(output, words)),
        alt=words("works.alt", rows=words("join").join(descriptions)),
        source=sources_line(all_facts, output.sources, words),
        address="",
    )


def _caveats(output: WorksOutput, words: Messages) -> list[str]:
    """Return that the rate is one, and how the year of the output it is compared with was inferred."""
    rate, source = output.rate, output.sources[output.rate.source]
    number = words.numbers.value(rate.value, rate.unit)
    parts = [words("works.caveat", rate=number, when=period(rate, source, words))]
    before = output.facts.get(rate.baseline or "")
    if before and before.period_basis == "dated" and source["dated"] and not source["published"]:
        month = words.numbers.date(str(source["dated"]))
        parts.append(words("trade.caveat", phrase=before.period_text, month=month))
    return parts


def figure_heading(fact: Fact, output: WorksOutput, words: Messages) -> str:
    """Return producer, period and modality of a fact."""
    return words("works.heading", maker=area_name(fact, words), kind=_kind(fact, output, words))


def figure(output: WorksOutput, text: ChartText, look: Look) -> go.Figure:
    """Return a panel for each producer and product: a bar a year, each panel to its own scale."""
    panels = [panel for panel in _panels(output, look) if panel.bars]
    return bar_panels.figure(panels, 1 if look.size.name == "narrow" else 2, text, look)


def _panels(output: WorksOutput, look: Look) -> Iterator[Panel]:
    words = output.words
    drawn = [fact for facts in output.producers.values() for fact in facts if _year(fact, output)]
    years = [_year(fact, output) for fact in drawn]
    span = (min(years) - 0.8, max(years) + 0.8)
    for area, facts in output.producers.items():
        for product in dict.fromkeys(fact.product for fact in facts):
            groups: dict[tuple[float, float, str], list[Fact]] = {}
            for fact in facts:
                if fact.product == product and fact in drawn:
                    groups.setdefault((_year(fact, output), fact.value, _style(fact)), []).append(fact)
            remarks = {_remark(group[0], words) for group in groups.values()}
            shared = remarks.pop() if len(groups) > 1 and len(remarks) == 1 else ""
            names = (words.name("products", product) if product else "", shared)
            subtitle = words("join").join(filter(None, names))
            bars = [_bar(group, output, look, has_remark=not shared) for group in groups.values()]
            ticks = {bar.at: str(round(bar.at)) for bar in bars}
            top = max((bar.value for bar in bars), default=1.0)
            yield Panel(words.name("areas", area), bars, span, ticks, top, subtitle)


def _year(fact: Fact, output: WorksOutput) -> float:
    """Return the year that a number of machines is drawn at, of a rate that of its report; 0 if it is not known."""
    if fact.metric != "output" or fact.unit != "units":
        return 0
    source = output.sources[fact.source]
    when = fact.period or (fact.period_basis == "rate" and (source["published"] or source["dated"])) or ""
    return float(str(when)[:4] or 0)


def _bar(group: Sequence[Fact], output: WorksOutput, look: Look, *, has_remark: bool) -> Bar:
    """Return the bar of one figure, whichever sources give it. has_remark: whether it is said what it is."""
    words, fact = output.words, group[0]
    remarks = [_remark(fact, words)] if has_remark and _remark(fact, words) else []
    if len(group) > 1:
        remarks.append(words("works.sources", n=len(group)))
    lines = [figure_heading(fact, output, words), *figure_lines(fact, output, words)]
    lines += [attribution(other, output.sources, words) for other in group[1:]]
    number = words.numbers.value(fact.value, fact.unit)
    return Bar(
        id=fact.id,
        at=_year(fact, output),
        width=0.7,
        value=fact.value,
        label="<br>".join((number, *(muted_span(remark, look) for remark in remarks))),
        style=_style(fact),
        colour=look.palette.output,
        hover=hover_text(lines, look),
    )


def _remark(fact: Fact, words: Messages) -> str:
    """Return what a bar is if it is not the output of a whole year."""
    if fact.modality != "actual":
        return words(f"modality.{fact.modality}")
    if fact.period_basis == "rate":
        return words("works.rate")
    when = fact.parsed_period
    if when and not when.is_year:
        return "–".join(words.numbers.month(end.month) for end in (when.first, when.last))
    return ""


def _text(fact: Fact, words: Messages) -> str:
    growth = fact.metric == "output-growth"
    return amount(fact, words, signed=growth and fact.unit == "%")


def _style(fact: Fact) -> bar_panels.Style:
    if fact.modality == "target":
        return "hollow"
    if fact.modality == "capacity":
        return "crossed"
    return "hatched" if fact.period_basis == "rate" else "solid"


def _kind(fact: Fact, output: WorksOutput, words: Messages) -> str:
    """Return period and modality of a fact, or that it is a growth."""
    source = output.sources[fact.source]
    when = period(fact, source, words) if fact.period or fact.period_basis == "rate" else words("period.open")
    if fact.metric == "output-growth":
        return words("works.growth", period=when)
    if fact.modality != "actual":
        return words(f"chart.{fact.modality}", period=when)
    return words("works.made", period=when)


def figure_lines(fact: Fact, output: WorksOutput, words: Messages) -> list[str]:
    """Return the details of a fact as lines: amount, bounds, product, authority and source, notes."""
    found = [
        _text(fact, words),
        words("hover.bounds", bounds=bounds(fact, words)),
        words.name("products", fact.product) if fact.product else "",
        attribution(fact, output.sources, words),
        quotation(fact, words),
        words(f"confidence.{fact.confidence}") if fact.confidence in ("medium", "low") else "",
        *notes(fact, output.facts, words),
    ]
    return [line for line in found if line]


def works_output(view: View) -> WorksOutput:
    """Return the facts on output of the plant, its group and its country."""
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

    producers: dict[str, list[Fact]] = {}
    order = [PLANT, *sorted(kinds, key=lambda area: (_KINDS.index(kinds[area]) if kinds[area] in _KINDS else 9, area))]
    for fact in sorted(facts, key=lambda fact: (order.index(fact.reporter or PLANT), when(fact), fact.id)):
        producers.setdefault(fact.reporter or "", []).append(fact)
    closed = [
        fact for area, group in producers.items() if kinds.get(area) == "company" for fact in group if _is_closed(fact)
    ]
    return WorksOutput(producers, rate, closed[0] if closed else None, view.facts, view.sources, view.words)


def _is_closed(fact: Fact) -> bool:
    return fact.metric == "output" and fact.modality == "actual" and fact.is_of_year


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of the output of the plant, its group and its country."""
    output, words = works_output(view), view.words
    text = chart_text(output, words)
    facts = [fact for group in output.producers.values() for fact in group]
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(output, text, look),
        columns=record_columns(words),
        rows=[record_row(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file_stem=file_stem_of(view, NAME),
        details={
            fact.id: mark_detail([figure_heading(fact, output, words), *figure_lines(fact, output, words)], fact, view)
            for fact in facts
        },
    )


SPEC = ChartSpec(NAME, "record", build)
