"""trade-balance: exports up, imports down, the balance between them, and turnover; whiskers from rounding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import fact_cells, fact_columns, facts_csv, file_stem_of, first_quote_url
from components.charts.fact_text import (
    Source,
    amount,
    bounds,
    formula,
    is_article,
    period,
    scaled_unit_name,
    sentence_parts,
    source_line,
    unsigned_amount,
)
from components.charts.layout import build_figure, hatch_pattern, hidden_axis, number_with_bounds, wrap_text
from components.charts.spec import Chart, ChartSpec, FilterSpec, Selection
from components.i18n import Messages
from components.i18n.letter_case import capitalize_first, lower_first
from components.theme.tokens import Look
from components.view import View
from data import Fact

NAME = "trade-balance"
# Left to right: the balance stands between the two flows that it is the difference of.
METRICS = ("turnover", "exports", "balance", "imports")


def chart_text(facts: Sequence[Fact], source: Source, words: Messages) -> ChartText:
    """Return the texts for facts of one reporter, partner, period and source."""
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
    return ChartText(
        title=capitalize_first(_pair_finding(facts, source, words))
        if is_article(source)
        else _finding(facts, when, words),
        subtitle=capitalize_first(
            words("pair.subtitle", **sentence_parts(first, source, words), unit=scaled_unit_name(first.unit, words))
        )
        if is_article(source)
        else words("trade.subtitle", period=when),
        caveat=_caveat(first, source, words),
        alt=words("trade.alt", figures=words("join").join(figures)),
        source=source_line(source, words),
        address=str(source["url"]),
    )


def _caveat(fact: Fact, source: Source, words: Messages) -> str | None:
    """Return how the year was inferred if the source does not state it, and which boundaries the reporter had."""
    if is_article(source):
        return str(source["caveat"])
    parts = [words.label("areas", fact.reporter or "", "note")]
    if fact.period_basis == "dated" and source["dated"] and not source["published"]:
        month = words.numbers.date(str(source["dated"]))
        parts.insert(0, words("trade.caveat", phrase=fact.period_text, month=month))
    return " ".join(filter(None, parts)) or None


def _finding(facts: Sequence[Fact], when: str, words: Messages) -> str:
    by_metric = {fact.metric: fact for fact in facts}
    if "balance" in by_metric:
        balance = by_metric["balance"]
        outcome = {-1: "deficit", 1: "surplus", None: "open"}[balance.interval.sign]
        return words(f"trade.title.{outcome}", amount=unsigned_amount(balance, words), period=when)
    if len(facts) == 1:
        return words(f"trade.title.{facts[0].metric}", amount=amount(facts[0], words), period=when)
    return words("trade.title.several", figures=_parts(facts, words), period=when)


def _pair_finding(facts: Sequence[Fact], source: Source, words: Messages) -> str:
    """As `_finding`, for any two areas, whose names have no case endings."""
    parts = sentence_parts(facts[0], source, words)
    for fact in facts:
        if fact.metric == "balance":
            outcome = {-1: "deficit", 1: "surplus", None: "open"}[fact.interval.sign]
            return words(f"pair.title.{outcome}", amount=unsigned_amount(fact, words), **parts)
    return words("pair.title.several", figures=_parts(facts, words), **parts)


def _parts(facts: Sequence[Fact], words: Messages) -> str:
    return words("join").join(
        words("trade.title.part", name=lower_first(words.name("metrics", fact.metric)), amount=amount(fact, words))
        for fact in facts
    )


def figure(
    facts: Sequence[Fact], facts_by_id: Mapping[str, Fact], source: Source, text: ChartText, words: Messages, look: Look
) -> go.Figure:
    """Return bars in millions from one zero line. Imports and a deficit point down; planned figures are hatched.

    facts_by_id: contains the operands of derived facts.
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
            **({"pattern": hatch_pattern(planned, look)} if any(planned) else {}),
        },
        error_y=_whiskers(facts, look),
        customdata=[_hover(fact, facts_by_id, source, words) for fact in facts],
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
    return build_figure([bars], layout, text, look)


def _million(value: float) -> float:
    return round(value / 1e6, 6)


def _whiskers(facts: Sequence[Fact], look: Look) -> dict[str, Any]:
    """Return the intervals as error bars; on the flipped bar of imports the ends change places."""
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


def _labels(fact: Fact, x: float, height: float, letters: int, words: Messages, look: Look) -> list[dict[str, Any]]:
    """Return the number with its bounds at the end of the bar, and its name on the other side of the zero line."""
    up = height >= 0
    number = words.numbers.value(fact.value, fact.unit)
    value = number_with_bounds(number, bounds(fact, words), look.px(19), look)
    name = wrap_text(words.name("metrics", fact.metric), letters)
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


def _hover(fact: Fact, facts_by_id: Mapping[str, Fact], source: Source, words: Messages) -> str:
    lines = [
        f"<b>{words.name('metrics', fact.metric)}</b>",
        amount(fact, words),
        words("hover.bounds", bounds=bounds(fact, words)),
        words("hover.period", period=period(fact, source, words)),
    ]
    quote = words("hover.phrase", phrase=fact.phrase) if fact.phrase else None
    lines.append(quote or words("hover.derived", formula=formula(fact, facts_by_id, words)))
    return "<br>".join(lines)


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of the metrics selected, or of all four. Raises DataError if one is not in the tables."""
    metrics = selection.get("metric", METRICS)
    facts = [view.trade[metric] for metric in METRICS if metric in metrics]
    source, words = view.sources[facts[0].source], view.words
    text = chart_text(facts, source, words)
    selected = [] if len(facts) == len(METRICS) else [words.name("metrics", fact.metric) for fact in facts]
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(facts, view.facts, source, text, words, look),
        columns=fact_columns(view),
        rows=[fact_cells(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file_stem=file_stem_of(view, NAME, *selected, facts[0].period),
        source_url=first_quote_url(facts, view),
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
