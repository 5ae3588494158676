"""works-in-time: output, rate, capacity and plan of the tractor works, its group and its country, told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from components.charts import horizontal_bars
from components.charts.chart_text import Story
from components.charts.fact_table import area_name, detail, facts_csv, file_of, record_columns, record_row
from components.charts.fact_text import amount, bounds, period
from components.charts.layout import wrapped
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_text import Sources, by_whom, notes, sources_line
from components.i18n import Words
from components.i18n.letter_case import capital
from components.theme.tokens import Look
from components.view import PLANT, View
from data import Fact

NAME = "works-in-time"
_KINDS = ("plant", "company", "country")


class Shown(NamedTuple):
    """What is said of each maker, makers from the nearest to the farthest, and the rate that it all is held against."""

    makers: Mapping[str, Sequence[Fact]]
    rate: Fact
    group: Fact | None
    facts: Mapping[str, Fact]
    sources: Sources


def story(shown: Shown, words: Words) -> Story:
    """Words for the rate, beside what the whole group made."""
    number = words.numbers.value(shown.rate.value, shown.rate.unit)
    group = shown.group
    title = words("works.title.alone", now=number)
    if group:
        parts = {"group": words.numbers.value(group.value, group.unit), "period": group.period}
        title = words("works.title.group", now=number, **parts)
    every = [fact for facts in shown.makers.values() for fact in facts]
    told = [
        words("scale.alt.row", name=area_name(fact, words), period=_kind(fact, shown, words), amount=_text(fact, words))
        for fact in every
    ]
    return Story(
        title=title,
        subtitle=words("works.subtitle"),
        caveat=" ".join(_caveats(shown, words)),
        alt=words("works.alt", rows=words("join").join(told)),
        source=sources_line(every, shown.sources, words),
        address="",
    )


def _caveats(shown: Shown, words: Words) -> list[str]:
    """That the rate is one, and how the year of what the same report compares it with is known."""
    rate, source = shown.rate, shown.sources[shown.rate.source]
    number = words.numbers.value(rate.value, rate.unit)
    parts = [words("works.caveat", rate=number, when=period(rate, source, words))]
    before = shown.facts.get(rate.baseline or "")
    if before and before.period_basis == "dated" and source["dated"] and not source["published"]:
        month = words.numbers.date(str(source["dated"]))
        parts.append(words("trade.caveat", phrase=before.period_text, month=month))
    return parts


def heading(fact: Fact, shown: Shown, words: Words) -> str:
    """Whose output it is, when, and whether made, planned or possible."""
    return words("works.heading", maker=area_name(fact, words), kind=_kind(fact, shown, words))


def figure(shown: Shown, story: Story, words: Words, look: Look) -> go.Figure:
    """Bars of pieces in the order of time, one group a maker; makers and products are not joined."""
    groups = [
        horizontal_bars.Group(words.name("areas", area), [_row(fact, shown, words) for fact in facts])
        for area, facts in shown.makers.items()
    ]
    drawn = {row.style for row in horizontal_bars.rows_of(groups) if row.value is not None}
    styles = [style for style in horizontal_bars.STYLES if style in drawn]
    return horizontal_bars.figure(
        groups, story, look.palette.output, [words(f"works.key.{style}") for style in styles], look
    )


def _row(fact: Fact, shown: Shown, words: Words) -> horizontal_bars.Row:
    is_level = fact.metric == "output"
    title = f"<b>{heading(fact, shown, words)}</b>"
    return horizontal_bars.Row(
        id=fact.id,
        name=capital(_kind(fact, shown, words)),
        detail=words.name("products", fact.product) if fact.product else "",
        value=fact.value if is_level else None,
        low=fact.low,
        high=fact.high,
        text=_text(fact, words),
        bounds=bounds(fact, words) if fact.rounding != 1 else "",
        style=_style(fact),
        hover="<br>".join((title, *(wrapped(line, 60) for line in lines(fact, shown, words)))),
        strong=fact.id == shown.rate.id,
    )


def _text(fact: Fact, words: Words) -> str:
    growth = fact.metric == "output-growth"
    return amount(fact, words, signed=growth and fact.unit == "%")


def _style(fact: Fact) -> horizontal_bars.Style:
    if fact.modality == "target":
        return "stem"
    if fact.modality == "capacity":
        return "crossed"
    if fact.period_basis == "rate":
        return "hatched"
    return "solid" if fact.period and len(fact.period) == len("2017") else "outlined"


def _kind(fact: Fact, shown: Shown, words: Words) -> str:
    """When, and whether made, planned or possible; a growth is said to be one."""
    source = shown.sources[fact.source]
    when = period(fact, source, words) if fact.period or fact.period_basis == "rate" else words("period.open")
    if fact.metric == "output-growth":
        return words("works.growth", period=when)
    if fact.modality != "actual":
        return words(f"chart.{fact.modality}", period=when)
    return words("works.made", period=when)


def lines(fact: Fact, shown: Shown, words: Words) -> list[str]:
    """What is told of one figure: amount, bounds, product, who says it, notes."""
    found = [
        _text(fact, words),
        words("hover.bounds", bounds=bounds(fact, words)),
        words.name("products", fact.product) if fact.product else "",
        by_whom(fact, shown.sources, words),
        words("hover.phrase", phrase=fact.phrase) if fact.phrase else "",
        words(f"confidence.{fact.confidence}") if fact.confidence in ("medium", "low") else "",
        *notes(fact, shown.facts, words),
    ]
    return [line for line in found if line]


def of_makers(view: View) -> Shown:
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
    return Shown(makers, rate, closed[0] if closed else None, view.facts, view.sources)


def _is_closed(fact: Fact) -> bool:
    return fact.metric == "output" and fact.modality == "actual" and len(fact.period or "") == len("2017")


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of the plant, its group and its country."""
    shown, words = of_makers(view), view.words
    texts = story(shown, words)
    facts = [fact for made in shown.makers.values() for fact in made]
    return Chart(
        name=NAME,
        story=texts,
        draw=lambda look: figure(shown, texts, words, look),
        columns=record_columns(words),
        rows=[record_row(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file=file_of(view, NAME),
        details={
            fact.id: detail([heading(fact, shown, words), *lines(fact, shown, words)], fact, view) for fact in facts
        },
    )


SPEC = ChartSpec(NAME, "record", build)
