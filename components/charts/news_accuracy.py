"""news-accuracy: each reported figure of a whole year in per cent of the official one, by who said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import file_stem_of, source_link
from components.charts.layout import build_figure, hidden_axis, wrap_text
from components.charts.percent_rows import (
    FULL,
    Dot,
    dot_traces,
    full_line,
    judgement_details,
    judgement_lines,
    lanes,
    percent_axis,
    percent_text,
)
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_table import statements_csv
from components.charts.statement_text import (
    reporting_side,
    side_legend,
    sources_line,
    statement_amount,
    statement_heading,
)
from components.i18n.letter_case import capitalize_first
from components.i18n.rich_text import Cell, Part
from components.theme.tokens import Look
from components.view import View
from data.analysis.discrepancies import MAX_ROUNDED_SHARE, Judgement

NAME = "news-accuracy"

# Kinds of authorities, from the least to the most accurate in theory; the last: nobody is named.
_KINDS = ("speech", "government", "business", "statistics", "unnamed")
_NAMES_WIDTH_SHARE = {"wide": 0.24, "narrow": 0.0, "image": 0.24}
_LANE_PX, _ROW_GAP_PX, _NAME_PX = 14.0, 16.0, 24.0

Groups = Mapping[str, Sequence[Judgement]]


def groups_of(view: View) -> dict[str, list[Judgement]]:
    """Return the judgements by the series of one's own side, smallest percentage first, by kind of authority."""
    kinds = {row["id"]: row["kind"] for _, row in view.data.rows("authorities")}
    own = [one for one in view.judgements if one.statement.side == one.official.side]
    found: dict[str, list[Judgement]] = {}
    for one in sorted(own, key=lambda one: (one.percentage, one.statement.fact.id)):
        found.setdefault(str(kinds.get(one.statement.fact.authority, _KINDS[-1])), []).append(one)
    return {kind: found[kind] for kind in _KINDS if kind in found}


def chart_text(groups: Groups, view: View) -> ChartText:
    """Return the texts: how many figures are near the official one, and the range of each kind."""
    words = view.words
    every = [one for group in groups.values() for one in group]
    near = sum(map(_is_near, every))
    share = words.numbers.percent(words.numbers.value(100 * MAX_ROUNDED_SHARE, "%"))
    ranges = [
        words(
            "news.alt.row",
            kind=words(f"news.kind.{kind}"),
            low=percent_text(group[0], words),
            high=percent_text(group[-1], words),
            n=len(group),
        )
        for kind, group in groups.items()
    ]
    return ChartText(
        title=words("news.title", near=near, total=len(every), share=share),
        subtitle=words("news.subtitle"),
        caveat=words("news.caveat"),
        alt=words("news.alt", rows=words("join").join(ranges)),
        source=sources_line([one.statement.fact for one in every], view.sources, words),
        address="",
    )


def _is_near(one: Judgement) -> bool:
    return abs(one.percentage / FULL - 1) <= MAX_ROUNDED_SHARE


def figure(groups: Groups, text: ChartText, view: View, look: Look) -> go.Figure:
    """Return a row of dots for each kind of authority, around the line at 100 %."""
    narrow = look.size.name == "narrow"
    start = _NAMES_WIDTH_SHARE[look.size.name]
    every = [one for group in groups.values() for one in group]
    axis = percent_axis(every, view.words, look, [start, 1])
    span = axis["range"][1] - axis["range"][0]
    top = 0.0
    dots: list[Dot] = []
    annotations, rules = [], []
    for kind, group in groups.items():
        placed = lanes(group, look.px(12), span, look)
        height = look.px(_LANE_PX) * (max(placed) + 1)
        above = look.px(_NAME_PX) if narrow else 0.0
        height = height if narrow else max(height, look.px(2 * _NAME_PX))
        middle = top + above + height / 2
        spread = (max(placed) + 1) / 2 - 0.5
        dots += [
            Dot(one, middle + (spread - lane) * look.px(_LANE_PX), judgement_lines(one, view))
            for one, lane in zip(group, placed, strict=True)
        ]
        place = {"y": top, "yanchor": "top"} if narrow else {"y": middle, "yanchor": "middle"}
        name = view.words("news.row", kind=view.words(f"news.kind.{kind}"), n=len(group))
        letters = look.size.letters if narrow else int(look.size.letters * start)
        annotations.append(
            {
                **{"x": 0, "xref": "paper", "xanchor": "left", "align": "left", "showarrow": False, **place},
                **{"text": wrap_text(name, letters), "font": {"size": look.px(14)}},
            }
        )
        top += above + height + look.px(_ROW_GAP_PX)
        line = {"color": look.palette.line, "width": 0.7}
        at = top - look.px(_ROW_GAP_PX) / 2
        rules.append(
            {"type": "line", "layer": "below", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at, "line": line}
        )
    annotations += [_year(dot, look) for dot in dots if not _is_near(dot.judgement)]
    layout: dict[str, Any] = {
        "xaxis": axis,
        "yaxis": hidden_axis(top, 0),
        "shapes": [full_line(look, 0, top), *rules[:-1]],
        "annotations": annotations,
        "margin": {"l": 0, "r": 8, "t": 8, "b": look.px(28), "pad": 4},
    }
    legend = side_legend([one.statement for one in every], view.words, look)
    return build_figure(list(dot_traces(dots, look)), layout, text, look, legend=legend, plot_height=top)


def _year(dot: Dot, look: Look) -> dict[str, Any]:
    """Return the year of a figure far from the official one, on the outer side of its dot."""
    percentage = dot.judgement.percentage
    outwards = 1 if percentage > FULL else -1
    return {
        **{"x": percentage, "xanchor": "left" if outwards > 0 else "right", "xshift": outwards * look.px(9)},
        **{"y": dot.height, "yanchor": "middle", "showarrow": False, "font": {"size": look.px(13)}},
        "text": str(dot.judgement.statement.fact.period),
    }


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of all figures that an official one of the same side exists for; None if there is none."""
    groups = groups_of(view)
    if not groups:
        return None
    words = view.words
    text = chart_text(groups, view)
    every = [one for group in groups.values() for one in group]
    columns = ("figure", "percent", "official", "whose", "said_by")
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(groups, text, view, look),
        columns=[words(f"column.{name}") for name in columns],
        rows=[_cells(one, kind, view) for kind, group in groups.items() for one in group],
        csv=statements_csv([one.statement for one in every], view),
        file_stem=file_stem_of(view, NAME),
        details=judgement_details(every, view),
    )


def _cells(one: Judgement, kind: str, view: View) -> list[Cell]:
    words, fact = view.words, one.statement.fact
    authority = words.name("authorities", fact.authority) if fact.authority else words(f"news.kind.{kind}")
    return [
        (Part(statement_heading(one.statement, words)),),
        (Part(percent_text(one, words)),),
        (Part(statement_amount(one.official, words)),),
        (Part(capitalize_first(reporting_side(one.statement, words))),),
        (Part(words("authority.says", authority=authority)), source_link(view.sources[fact.source], words)),
    ]


SPEC = ChartSpec(NAME, "record", build)
