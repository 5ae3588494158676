"""factory-output: output before and now, and how many times more it is; a yearly rate is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import fact_cells, fact_columns, facts_csv, file_stem_of, first_quote_url
from components.charts.fact_text import (
    Source,
    amount,
    bounds,
    is_article,
    period,
    quotation,
    scaled_unit_name,
    sentence_parts,
    source_line,
    value_with_unit,
)
from components.charts.layout import build_figure, hatch_pattern, hidden_axis, muted_span, number_with_bounds, wrap_text
from components.charts.spec import Chart, ChartSpec, Selection
from components.i18n import Messages
from components.i18n.letter_case import capitalize_first
from components.theme.tokens import Look
from components.view import OUTPUT, View
from data import Fact

NAME = "factory-output"
_SHORTEST_WHISKER = 0.02  # of the highest bar


class Output(NamedTuple):
    """Two outputs of one plant that a source compares, and the change between them as a multiple and in per cent."""

    before: Fact
    now: Fact
    multiple: Fact
    change: Fact


def chart_text(output: Output, source: Source, words: Messages) -> ChartText:
    """Return the texts for the two outputs and the change."""
    return _article_text(output, source, words) if is_article(source) else _plant_text(output, source, words)


def _article_text(output: Output, source: Source, words: Messages) -> ChartText:
    """Return the texts for any producer: names have no case endings, and figures have their units."""
    before, now, multiple, _ = output
    parts = {
        "plant": words.name("areas", now.reporter or ""),
        "before": amount(before, words),
        "now": amount(now, words),
        "period": sentence_parts(before, source, words)["period"],
        "when": sentence_parts(now, source, words)["period"],
    }
    product = words.name("products", now.product) if now.product else words.name("metrics", "output")
    return ChartText(
        title=capitalize_first(words("output.title", **parts)),
        subtitle=words("output.subtitle", product=capitalize_first(product), unit=scaled_unit_name(now.unit, words)),
        caveat=str(source["caveat"]),
        alt=words(
            "output.alt",
            **parts,
            before_bounds=bounds(before, words),
            now_bounds=bounds(now, words),
            times=words.numbers.value(multiple.value, multiple.unit),
            times_bounds=bounds(multiple, words),
        ),
        source=source_line(source, words),
        address=str(source["url"]),
    )


def _plant_text(output: Output, source: Source, words: Messages) -> ChartText:
    before, now, multiple, change = output
    plant = words.label("areas", now.reporter or "", "short") or words.name("areas", now.reporter or "")
    steady = multiple.low <= 1 <= multiple.high
    outcome = "open" if steady else "rise" if multiple.low > 1 else "fall"
    numbers = words.numbers
    parts = {
        "plant": plant,
        "before": numbers.value(before.value, before.unit),
        "now": numbers.value(now.value, now.unit),
        "times": numbers.value(multiple.value, multiple.unit),
        "period": period(before, source, words),
        "when": period(now, source, words),
    }
    return ChartText(
        title=words(f"factory.title.{outcome}", **parts),
        subtitle=words(
            "factory.subtitle",
            plant=words.name("areas", now.reporter or ""),
            product=words.name("products", now.product or ""),
        ),
        caveat=words("factory.caveat"),
        alt=words(
            "factory.alt",
            **parts,
            before_bounds=bounds(before, words),
            now_bounds=bounds(now, words),
            times_bounds=bounds(multiple, words),
            percent=numbers.percent(numbers.signed(change.value, change.unit)),
            percent_bounds=bounds(change, words),
        ),
        source=source_line(source, words),
        address=str(source["url"]),
    )


def figure(output: Output, source: Source, text: ChartText, words: Messages, look: Look) -> go.Figure:
    """Return two bars with the multiple and its bounds between them. Output of no closed period is hatched."""
    facts = (output.before, output.now)
    highest = max(fact.interval.finite.high for fact in facts)
    bars = [_bar(x, fact, highest, _hover(fact, source, words), look) for x, fact in enumerate(facts)]
    layout: dict[str, Any] = {
        "xaxis": hidden_axis(-0.6, 1.6),
        "yaxis": hidden_axis(-0.24 * highest, 1.2 * highest),
        "shapes": [
            {
                **{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0},
                "line": {"color": look.palette.ink, "width": 1},
            }
        ],
        "annotations": [
            *(label for x, fact in enumerate(facts) for label in _labels(x, fact, source, words, look)),
            *_change(output, words, look),
        ],
        "barcornerradius": 2,
        "barmode": "overlay",
    }
    return build_figure(bars, layout, text, look)


def _bar(x: int, fact: Fact, highest: float, hover: str, look: Look) -> go.Bar:
    """Return the bar of a fact, with its interval where that is long enough to be seen."""
    interval, colour = fact.interval.finite, look.palette.output
    return go.Bar(
        x=[x],
        y=[fact.value],
        width=0.5,
        marker={
            "color": colour,
            "line": {"color": colour, "width": look.px(1.5)},
            "pattern": hatch_pattern([not _is_closed(fact)], look),
        },
        error_y={
            "type": "data",
            "array": [interval.high - interval.value],
            "arrayminus": [interval.value - interval.low],
            "color": look.palette.ink,
            "thickness": look.px(1.2),
            "width": look.px(5),
        }
        if interval.high - interval.low >= _SHORTEST_WHISKER * highest
        else None,
        customdata=[hover],
        hovertemplate="%{customdata}<extra></extra>",
        ids=[fact.id],
        cliponaxis=False,
    )


def _is_closed(fact: Fact) -> bool:
    """Whether it is the output of a closed period, not a rate, a plan or a capacity."""
    return fact.period_basis != "rate" and fact.modality == "actual"


def _labels(x: int, fact: Fact, source: Source, words: Messages, look: Look) -> list[dict[str, Any]]:
    number = words.numbers.value(fact.value, fact.unit)
    value = number_with_bounds(number, bounds(fact, words), look.px(19), look)
    letters = int(look.size.letters / 2.3)
    name = wrap_text(period(fact, source, words), letters)
    if not is_article(source):
        note = words("factory.closed") if _is_closed(fact) else ""
    else:
        note = words(f"modality.{fact.modality}") if fact.modality != "actual" else ""
    if note:
        name += f"<br>{muted_span(wrap_text(note, letters), look)}"
    common = {"x": x, "showarrow": False, "align": "center"}
    return [
        {**common, "text": value, "y": fact.interval.finite.high, "yanchor": "bottom", "yshift": look.px(5)},
        {**common, "text": name, "y": 0, "yanchor": "top", "yshift": look.px(-5), "font": {"size": look.px(14.5)}},
    ]


def _change(output: Output, words: Messages, look: Look) -> Sequence[dict[str, Any]]:
    before, now, multiple, _ = output
    times = value_with_unit(multiple.value, multiple.unit, words)
    text = number_with_bounds(times, bounds(multiple, words), look.px(21), look)
    middle = (before.value + now.value) / 2
    arrow = {
        "x": 0.72,
        "y": now.value * 0.94,
        "ax": 0.28,
        "ay": before.value * 1.05,
        "xref": "x",
        "yref": "y",
        "axref": "x",
        "ayref": "y",
        "text": "",
        "arrowcolor": look.palette.muted,
        "arrowwidth": look.px(1.4),
        "arrowhead": 2,
        "showarrow": True,
    }
    # Over the lower of the two bars.
    side = {"x": 0.44, "xanchor": "right"} if now.value >= before.value else {"x": 0.56, "xanchor": "left"}
    label = {**side, "y": middle * 1.06, "text": text, "showarrow": False, "yanchor": "bottom"}
    return [arrow, label]


def _hover(fact: Fact, source: Source, words: Messages) -> str:
    return "<br>".join(
        (
            f"<b>{period(fact, source, words)}</b>",
            amount(fact, words),
            words("hover.bounds", bounds=bounds(fact, words)),
            quotation(fact, words),
        )
    )


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of the plant's output, before and now. Raises DataError if it is not in the tables."""
    output = Output(*(view.output[name] for name in OUTPUT))
    source, words = view.sources[output.now.source], view.words
    text = chart_text(output, source, words)
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(output, source, text, words, look),
        columns=fact_columns(view),
        rows=[fact_cells(fact, view) for fact in output],
        csv=facts_csv(output, view),
        file_stem=file_stem_of(view, NAME, output.before.period),
        source_url=first_quote_url((output.now,), view),
    )


SPEC = ChartSpec(NAME, "factory", build)
