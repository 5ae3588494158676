"""trade-balance: exports up, imports down, the balance between, turnover beside; whiskers from rounding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import Story
from components.charts.fact_table import fact_cells, fact_columns, facts_csv, file_of, first_words
from components.charts.fact_text import (
    Source,
    amount,
    between,
    bounds,
    formula,
    general,
    period,
    scale,
    size,
    source_line,
)
from components.charts.layout import figured, framed, hatched, hidden_axis, wrapped
from components.charts.spec import Chart, ChartSpec, FilterSpec, Selection
from components.i18n import Words
from components.i18n.letter_case import capital, within
from components.theme.tokens import Look
from components.view import View
from data import Fact

NAME = "trade-balance"
# Left to right: the balance stands between the two flows that it is the difference of.
METRICS = ("turnover", "exports", "balance", "imports")


def story(facts: Sequence[Fact], source: Source, words: Words) -> Story:
    """Words for the facts shown, all of one reporter, partner, period and source."""
    first = facts[0]
    when = period(first, source, words)
    figures = [
        words(
            "trade.figure",
            name=words.name("metrics", fact.metric),
            amount=amount(fact, words),
            bounds=bounds(fact, words),
        )
        for fact in facts
    ]
    return Story(
        title=capital(_pair_finding(facts, source, words)) if general(source) else _finding(facts, when, words),
        subtitle=capital(words("pair.subtitle", **between(first, source, words), unit=scale(first.unit, words)))
        if general(source)
        else words("trade.subtitle", period=when),
        caveat=_caveat(first, source, words),
        alt=words("trade.alt", figures=words("join").join(figures)),
        source=source_line(source, words),
        address=str(source["url"]),
    )


def _caveat(fact: Fact, source: Source, words: Words) -> str | None:
    """How the year is known where the source does not name it, and which boundaries the reporter had."""
    if general(source):
        return str(source["caveat"])
    parts = [words.label("areas", fact.reporter or "", "note")]
    if fact.period_basis == "dated" and source["dated"] and not source["published"]:
        month = words.numbers.date(str(source["dated"]))
        parts.insert(0, words("trade.caveat", phrase=fact.period_text, month=month))
    return " ".join(filter(None, parts)) or None


def _finding(facts: Sequence[Fact], when: str, words: Words) -> str:
    shown = {fact.metric: fact for fact in facts}
    if "balance" in shown:
        balance = shown["balance"]
        outcome = {-1: "deficit", 1: "surplus", None: "open"}[balance.interval.sign]
        return words(f"trade.title.{outcome}", amount=size(balance, words), period=when)
    if len(facts) == 1:
        return words(f"trade.title.{facts[0].metric}", amount=amount(facts[0], words), period=when)
    return words("trade.title.several", figures=_parts(facts, words), period=when)


def _pair_finding(facts: Sequence[Fact], source: Source, words: Words) -> str:
    """As `_finding`, for any two areas: their names stand as they are, without case endings."""
    parts = between(facts[0], source, words)
    for fact in facts:
        if fact.metric == "balance":
            outcome = {-1: "deficit", 1: "surplus", None: "open"}[fact.interval.sign]
            return words(f"pair.title.{outcome}", amount=size(fact, words), **parts)
    return words("pair.title.several", figures=_parts(facts, words), **parts)


def _parts(facts: Sequence[Fact], words: Words) -> str:
    return words("join").join(
        words("trade.title.part", name=within(words.name("metrics", fact.metric)), amount=amount(fact, words))
        for fact in facts
    )


def figure(
    facts: Sequence[Fact], every: Mapping[str, Fact], source: Source, story: Story, words: Words, look: Look
) -> go.Figure:
    """Bars in millions from one zero line; imports point down, as does a deficit; what is planned is hatched.

    `every` has, by id, the facts that derived ones rest on.
    """
    downward = {"imports"}
    heights = [_million(-fact.value if fact.metric in downward else fact.value) for fact in facts]
    # A single bar keeps the width that it has among four.
    slots = max(len(facts), 3 if look.size.name != "narrow" else 2)
    offset = (slots - len(facts)) / 2
    places = [offset + index for index in range(len(facts))]
    planned = [fact.modality != "actual" for fact in facts]
    bars = go.Bar(
        x=places,
        y=heights,
        width=0.62,
        marker={
            "color": [look.palette.of(fact.metric) for fact in facts],
            # Of several colours plotly.js makes a pattern's default, and warns, even where nothing is hatched.
            **({"pattern": hatched(planned, look)} if any(planned) else {}),
        },
        error_y=_whiskers(facts, look),
        customdata=[_hover(fact, every, source, words) for fact in facts],
        hovertemplate="%{customdata}<extra></extra>",
        ids=[fact.metric for fact in facts],
        cliponaxis=False,
    )
    low, high = min(0, *heights), max(0, *heights)
    if low == high:  # nothing was traded: only the rounding has a height
        high = max(_million(fact.high) for fact in facts) or 1.0
        low = -high
    # Room for the figures above and below; an image has less height for the chart and larger type.
    room = (0.2 if look.size.width is None else 0.28) * (high - low)
    letters = look.size.letters // slots - 2
    layout: dict[str, Any] = {
        "xaxis": hidden_axis(-0.5, slots - 0.5),
        "yaxis": hidden_axis(low - (room if low < 0 else room * 0.7), high + (room if high > 0 else room * 0.7)),
        "shapes": [_zero_line(look)],
        "annotations": [
            label
            for fact, place, height in zip(facts, places, heights, strict=True)
            for label in _labels(fact, place, height, letters, words, look)
        ],
        "barcornerradius": 2,
    }
    return framed([bars], layout, story, look)


def _million(value: float) -> float:
    return round(value / 1e6, 6)


def _whiskers(facts: Sequence[Fact], look: Look) -> dict[str, Any]:
    """Rounding either way; on a flipped bar the ends change places."""
    flipped = [fact.metric == "imports" for fact in facts]
    above = [_million(fact.high - fact.value) for fact in facts]
    below = [_million(fact.value - fact.low) for fact in facts]
    return {
        "type": "data",
        "array": [b if flip else a for a, b, flip in zip(above, below, flipped, strict=True)],
        "arrayminus": [a if flip else b for a, b, flip in zip(above, below, flipped, strict=True)],
        "color": look.palette.ink,
        "thickness": look.px(1.2),
        "width": look.px(5),
    }


def _zero_line(look: Look) -> dict[str, Any]:
    line = {"color": look.palette.ink, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line, "layer": "above"}


def _labels(fact: Fact, x: float, height: float, letters: int, words: Words, look: Look) -> list[dict[str, Any]]:
    """The figure with its bounds at the bar's end, its name across the zero line."""
    up = height >= 0
    number = words.numbers.value(fact.value, fact.unit)
    value = figured(number, bounds(fact, words), look.px(19), look)
    name = wrapped(words.name("metrics", fact.metric), letters)
    common = {"x": x, "showarrow": False, "align": "center"}
    whisker = 7
    return [
        {
            **common,
            "text": value,
            "y": height,
            "yanchor": "bottom" if up else "top",
            "yshift": look.px(whisker if up else -whisker),
        },
        {
            **common,
            "text": name,
            "y": 0,
            "yanchor": "top" if up else "bottom",
            "yshift": look.px(-5 if up else 5),
            "font": {"size": look.px(14.5)},
        },
    ]


def _hover(fact: Fact, every: Mapping[str, Fact], source: Source, words: Words) -> str:
    lines = [
        f"<b>{words.name('metrics', fact.metric)}</b>",
        amount(fact, words),
        words("hover.bounds", bounds=bounds(fact, words)),
        words("hover.period", period=period(fact, source, words)),
    ]
    told = words("hover.phrase", phrase=fact.phrase) if fact.phrase else None
    lines.append(told or words("hover.derived", formula=formula(fact, every, words)))
    return "<br>".join(lines)


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of the metrics selected, or of all four. Raises DataError if one is not in the tables."""
    metrics = selection.get("metric", METRICS)
    facts = [view.trade[metric] for metric in METRICS if metric in metrics]
    source, words = view.sources[facts[0].source], view.words
    texts = story(facts, source, words)
    chosen = [] if len(facts) == len(METRICS) else [words.name("metrics", fact.metric) for fact in facts]
    return Chart(
        name=NAME,
        story=texts,
        draw=lambda look: figure(facts, view.facts, source, texts, words, look),
        columns=fact_columns(view),
        rows=[fact_cells(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file=file_of(view, NAME, *chosen, facts[0].period),
        at_words=first_words(facts, view),
    )


SPEC = ChartSpec(
    NAME,
    "trade",
    build,
    [
        FilterSpec(
            "metric",
            lambda words: words("trade.filter"),
            lambda view: METRICS,
            lambda metric, words: words.name("metrics", metric),
        )
    ],
)
