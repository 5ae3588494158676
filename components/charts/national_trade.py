"""national-trade: the trade of two countries by year, a line for each official series; reported figures on request."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import file_stem_of
from components.charts.layout import build_figure, wrap_text
from components.charts.milestones import milestone_cells, milestone_details, milestone_lanes, milestone_marks
from components.charts.national_text import NationalTrade, chart_text, national_trade, unbroken, year_of
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_filters import (
    METRIC,
    OF_STATEMENTS,
    REPORTS,
    SIDES,
    SYMBOLS,
    selected_names,
    side_of,
)
from components.charts.statement_table import statement_cells, statement_columns, statement_details, statements_csv
from components.charts.statement_text import (
    dollars,
    hover_text,
    side_colour,
    side_legend,
    statement_lines,
)
from components.i18n.number_format import BILLIONS
from components.theme.tokens import Look
from components.view import View
from data.analysis.mirror_flows import Statement
from data.analysis.subject import COUNTRY

NAME = "national-trade"

_BILLION = 1e9
_LABEL_YEARS = 12  # before the last year: as long as a label above the end of a line may be
_NARROW_YEARS = 12  # with so many years at most, each has its label on the axis
_MAX_TICKS = 5
_STRIP_SHARE = 0.05  # of the range of values, for each lane of events
_DOT_PX = 6.0  # where years are close
_MAX_DOT_PX = {"wide": 6.0, "narrow": 10.0, "image": 8.0}
# The least width of the plot in pixels, by the name of the size.
_PLOT_WIDTHS_PX = {"wide": 600.0, "narrow": 330.0, "image": 1080.0}


def figure(trade: NationalTrade, text: ChartText, look: Look) -> go.Figure:
    """Return a line for each side and source, the gap between the sides shaded, and marks of events on the axis."""
    statements = trade.statements
    values = [one.interval.value / _BILLION for one in statements]
    years = [year_of(one) for one in statements]
    lowest, highest = min(0.0, *values), max(0.0, *values)
    span = (highest - lowest) or 1.0
    first, last = min(years), max(years)
    year_px = _PLOT_WIDTHS_PX[look.size.name] / (last - first + 1.2)
    lanes = milestone_lanes(trade.milestones, year_px, look)
    strips = [lowest - _STRIP_SHARE * (1 + lane) * span for lane in lanes]
    step = (
        1 if last - first < _NARROW_YEARS and look.size.name != "narrow" else 5 if last - first > _NARROW_YEARS else 2
    )
    ticks = [year for year in range(first, last + 1) if year % step == 0] or [first]
    tick_style = {"size": look.px(13), "color": look.palette.muted}
    layout: dict[str, Any] = {
        "xaxis": {
            **{"range": [first - 0.6, last + 0.6], "fixedrange": True, "showgrid": False, "zeroline": False},
            **{"tickvals": ticks, "ticktext": list(map(str, ticks)), "tickfont": tick_style, "ticks": ""},
            "automargin": False,
        },
        "yaxis": {
            **{
                "range": [min(strips, default=lowest) - 0.05 * span, highest + 0.16 * span],
                "fixedrange": True,
                "gridwidth": 0.5,
            },
            **{"gridcolor": look.palette.line, "zerolinecolor": look.palette.ink, "zerolinewidth": 1},
            **_value_ticks(lowest, highest, trade.view),
            **{"ticks": "", "tickfont": tick_style, "automargin": False},
        },
        "shapes": [_break_line(line[0], look) for line in trade.lines if line[0].side == COUNTRY][1:],
        "annotations": [*_end_labels(trade, look), *_gap_label(trade, look)],
        "margin": {"l": look.px(30), "r": 8, "t": 8, "b": look.px(28), "pad": 4},
    }
    traces = [
        *_gaps(trade, look),
        *_lines(trade, min(max(year_px - 3, _DOT_PX), _MAX_DOT_PX[look.size.name]), look),
        *_reports(trade, look),
        *milestone_marks(trade.milestones, strips, trade.view, look),
    ]
    legend = side_legend(statements, trade.view.words, look) if trade.reports else ()
    return build_figure(traces, layout, text, look, legend=legend)


def _value_ticks(lowest: float, highest: float, view: View) -> dict[str, Any]:
    """Return ticks at round numbers of billions, none of them among the marks of events."""
    rough = (highest - lowest) / _MAX_TICKS or 1.0
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    ticks = [step * number for number in range(ceil(lowest / step), floor(highest / step) + 1)]
    return {
        "tickvals": ticks,
        "ticktext": [view.words.numbers.value(tick * _BILLION, BILLIONS) for tick in ticks],
    }


def _lines(trade: NationalTrade, dot: float, look: Look) -> Iterator[go.Scatter]:
    """Yield lines and their dots. dot: diameter in pixels."""
    for line in trade.lines:
        colour = look.palette.of(str(line[0].side))
        places = {"x": [year_of(one) for one in line], "y": [one.interval.value / _BILLION for one in line]}
        ids = [one.fact.id for one in line]
        if len(line) > 1:
            stroke = {"color": colour, "width": look.px(2.4), "simplify": False}
            yield go.Scatter(**places, mode="lines", line=stroke, ids=ids, hoverinfo="skip", cliponaxis=False)
        yield go.Scatter(
            **places,
            mode="markers",
            marker={"symbol": SYMBOLS[str(line[0].side)], "size": dot, "color": colour, "line": {"width": 0}},
            ids=ids,
            customdata=[hover_text(statement_lines(one, trade.view), look) for one in line],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )


def _gaps(trade: NationalTrade, look: Look) -> Iterator[go.Scatter]:
    """Yield the area between the two sides' lines, for each source of the first country."""
    theirs = {year_of(other): other for _, other in trade.pairs}
    for line in unbroken([one for one, _ in trade.pairs]):
        ring = [*line, *(theirs[year_of(one)] for one in reversed(line))]
        yield go.Scatter(
            x=[year_of(one) for one in ring],
            y=[one.interval.value / _BILLION for one in ring],
            mode="lines",
            line={"color": look.palette.line, "width": 0, "simplify": False},
            fill="toself",
            fillcolor=look.palette.line,
            hoverinfo="skip",
            cliponaxis=False,
        )


def _reports(trade: NationalTrade, look: Look) -> Iterator[go.Scatter]:
    """Yield the reported figures of each side: hollow, because no line leads through them."""
    for side in SIDES:
        group = [one for one in trade.reports if side_of(one) == side]
        if group:
            colour = side_colour(side, look)
            yield go.Scatter(
                x=[year_of(one) for one in group],
                y=[one.interval.value / _BILLION for one in group],
                mode="markers",
                marker={
                    **{"symbol": f"{SYMBOLS[side]}-open", "size": look.px(11), "color": colour, "opacity": 0.75},
                    "line": {"color": colour, "width": look.px(1.5)},
                },
                ids=[one.fact.id for one in group],
                customdata=[hover_text(statement_lines(one, trade.view), look) for one in group],
                hovertemplate="%{customdata}<extra></extra>",
                cliponaxis=False,
            )


def _break_line(after: Statement, look: Look) -> dict[str, Any]:
    """Return the line before the first value of another source."""
    at = year_of(after) - 0.5
    line = {"color": look.palette.muted, "width": look.px(1), "dash": "dot"}
    return {"type": "line", "layer": "below", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}


def _end_labels(trade: NationalTrade, look: Look) -> Iterator[dict[str, Any]]:
    """Yield the name of each side at the end of its line: above the higher one and below the other."""
    ends = {side: values[-1] for side, values in trade.series.items()}
    top = max(ends, key=lambda side: ends[side].interval.value, default="")
    for side, end in ends.items():
        near = [one.interval.value for one in trade.series[side] if year_of(one) > year_of(end) - _LABEL_YEARS]
        above, name = side == top, trade.view.words(f"record.side.{side}")
        yield {
            **{"x": year_of(end), "y": (max(near) if above else min(near)) / _BILLION, "xanchor": "right"},
            **{"yanchor": "bottom" if above else "top", "yshift": look.px(8) * (1 if above else -1), "align": "right"},
            **{"text": f"<b>{name}</b>", "showarrow": False, "bgcolor": look.palette.background, "borderpad": 1},
            "font": {"size": look.px(13), "color": look.palette.of(side)},
        }


def _gap_label(trade: NationalTrade, look: Look) -> Iterator[dict[str, Any]]:
    """Yield the name of the shaded area, left of it, with the largest difference."""
    if pairs := trade.pairs:
        ours, theirs = pairs[0]
        middle = (ours.interval.value + theirs.interval.value) / 2
        widest = max(pairs, key=lambda pair: abs(pair[0].interval.value - pair[1].interval.value))
        gap = dollars(abs(widest[0].interval.value - widest[1].interval.value), trade.view.words)
        text = trade.view.words("national.gap", gap=gap, year=year_of(widest[0]))
        yield {
            **{"x": year_of(ours) - 0.4, "y": middle / _BILLION, "xanchor": "right", "yanchor": "middle"},
            **{"text": wrap_text(text, 22), "align": "right", "showarrow": False},
            "font": {"size": look.px(13), "color": look.palette.muted},
        }


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the flow and years selected; None if nothing is known of them."""
    trade, words = national_trade(view, selection), view.words
    statements = trade.statements
    if not statements:
        return None
    text = chart_text(trade, words)
    rows = sorted(statements, key=lambda one: (-year_of(one), one.side or "", one.fact.basis == "stated"))
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(trade, text, look),
        columns=statement_columns(words),
        rows=[*(statement_cells(one, view) for one in rows), *(milestone_cells(row, view) for row in trade.milestones)],
        csv=statements_csv(rows, view),
        file_stem=file_stem_of(view, NAME, *selected_names(selection, words)),
        details=statement_details(statements, view) | milestone_details(trade.milestones, view),
    )


SPEC = ChartSpec(NAME, "record", build, (METRIC, REPORTS, *OF_STATEMENTS))
