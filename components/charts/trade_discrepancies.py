"""trade-discrepancies: flows and years that reports state different figures of, a row each, with the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import file_stem_of
from components.charts.fact_text import publisher_and_date
from components.charts.layout import build_figure, hidden_axis, muted_span, wrap_text
from components.charts.percent_rows import (
    PLOT_WIDTHS_PX,
    Dot,
    dot_traces,
    full_line,
    judgement_details,
    judgement_lines,
    percent_axis,
    percent_text,
)
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_filters import SIDES, side_of
from components.charts.statement_table import statements_csv
from components.charts.statement_text import reporting_side, side_legend, sources_line, statement_amount
from components.i18n import Messages
from components.i18n.letter_case import join_clauses, lower_first
from components.i18n.number_format import BILLIONS
from components.i18n.rich_text import Cell, Part
from components.theme.tokens import Look
from components.view import View
from data.analysis.discrepancies import Discrepancy, Judgement, find_discrepancies

NAME = "trade-discrepancies"

_ROW_PX = {"wide": 56.0, "narrow": 58.0, "image": 48.0}
_DOMAIN = {"wide": [0.2, 0.68], "narrow": [0.0, 1.0], "image": [0.2, 0.68]}
_LINE_PX = 17.5  # of the text above the dots of a row on a phone
_LABEL_PX = 14.0  # from a dot to the middle of its label
_SAME_PX = 7.0  # between dots of one number of different sides
_NEAR_PX = 46.0  # of dots: their labels would overlap
_MAX_STEP = 1e8  # dollars: also of a round billion a decimal is written
_MILD = ("rounding", "truncation")
_UNEXPLAINED = frozenset({"above", "unexplained"})  # higher and lower than the statistics


def shown_discrepancies(view: View) -> list[Discrepancy]:
    """Return the discrepancies that rounding alone does not explain, newest first."""
    every = find_discrepancies(view.judgements, view.official)
    return [one for one in every if not set(one.verdicts) <= set(_MILD)]


def _marks(one: Discrepancy) -> list[list[Judgement]]:
    """Return its figures in marks: those of one value and side are one."""

    def key(each: Judgement) -> tuple[float, int]:
        return each.statement.interval.value, SIDES.index(side_of(each.statement))

    return [list(group) for _, group in groupby(sorted(one.judgements, key=key), key=key)]


def _name(one: Discrepancy, words: Messages) -> str:
    return words("contradiction.what", flow=words(f"flow.short.{one.flow}"), period=one.year)


def _verdicts(one: Discrepancy, words: Messages) -> str:
    """Return the verdicts on the figures of a row but mild ones, the gravest first."""
    graver = [words(f"verdict.{verdict}") for verdict in reversed(one.verdicts) if verdict not in _MILD]
    return join_clauses(list(dict.fromkeys(graver)), words)


def chart_text(rows: Sequence[Discrepancy], view: View) -> ChartText:
    """Return the texts: of how many flows and years reports differ, and of how many without a known reason."""
    words = view.words
    facts = [one.statement.fact for row in rows for one in row.judgements]
    described = [
        words("contradictions.alt.row", what=_name(row, words), verdicts=_verdicts(row, words)) for row in rows
    ]
    unexplained = sum(not _UNEXPLAINED.isdisjoint(row.verdicts) for row in rows)
    return ChartText(
        title=words("contradictions.title", total=len(rows), unexplained=unexplained),
        subtitle=words("contradictions.subtitle"),
        caveat=words("record.judged"),
        alt=words("contradictions.alt", rows=words("join").join(described)),
        source=sources_line(facts, view.sources, words),
        address="",
    )


def figure(rows: Sequence[Discrepancy], text: ChartText, view: View, look: Look) -> go.Figure:
    """Return a row for each discrepancy: what and when, its figures in per cent of the official one, the verdicts."""
    narrow = look.size.name == "narrow"
    domain = _DOMAIN[look.size.name]
    heights = [_row_height(row, view.words, look) for row in rows]
    every = [one for row in rows for one in row.judgements]
    axis = percent_axis(every, view.words, look, domain)
    dots: list[Dot] = []
    annotations: list[dict[str, Any]] = []
    rules = []
    for row, height, top in zip(rows, heights, accumulate(heights, initial=0.0), strict=False):
        middle = top + (height - look.px(12) if narrow else height / 2)
        annotations += _row_texts(row, (top, middle), view, look)
        marks = _marks(row)
        for number, group in enumerate(marks):
            same = [place for place, other in enumerate(marks) if other[0].percentage == group[0].percentage]
            height_of_dot = middle + same.index(number) * look.px(_SAME_PX)
            lines = [*judgement_lines(group[0], view), *_others(group[1:], view)]
            dots.append(Dot(group[0], height_of_dot, lines))
        for place, cluster in enumerate(near_clusters(marks, axis["range"][1] - axis["range"][0], look)):
            annotations.append(_label(cluster, middle, view.words, look, below=bool(place % 2) and not narrow))
        line = {"color": look.palette.line, "width": 0.7}
        at = {"xref": "paper", "x0": 0, "x1": 1, "y0": top + height, "y1": top + height}
        rules.append({"type": "line", "layer": "below", **at, "line": line})
        half = look.px(10 if narrow else 20)
        rules.append(full_line(look, middle - half, middle + half))
    layout: dict[str, Any] = {
        "xaxis": axis,
        "yaxis": hidden_axis(sum(heights), 0),
        "shapes": rules,
        "annotations": annotations,
        "margin": {"l": 0, "r": 8, "t": 8, "b": look.px(28), "pad": 4},
    }
    legend = side_legend([one.statement for one in every], view.words, look)
    return build_figure(list(dot_traces(dots, look)), layout, text, look, legend=legend, plot_height=sum(heights))


def _row_height(row: Discrepancy, words: Messages, look: Look) -> float:
    """Return the height of a row in pixels: on a phone the verdicts stand above the dots."""
    lines = _narrow_text(row, words, look).count("<br>") if look.size.name == "narrow" else 0
    return look.px(_ROW_PX[look.size.name] + lines * _LINE_PX)


def _narrow_text(row: Discrepancy, words: Messages, look: Look) -> str:
    """Return what and when with the verdicts, where they are long on a line of their own."""
    name, verdicts = _name(row, words), _verdicts(row, words)
    if len(name) + len(verdicts) > look.size.letters:
        return f"<b>{name}</b><br>{verdicts}"
    return words("contradictions.alt.row", what=f"<b>{name}</b>", verdicts=lower_first(verdicts))


def _others(group: Sequence[Judgement], view: View) -> Iterator[str]:
    """Yield a line for the other reports of one figure."""
    publishers = [publisher_and_date(view.sources[one.statement.fact.source], view.words) for one in group]
    if publishers:
        yield view.words("contradiction.also", publishers=view.words("join").join(dict.fromkeys(publishers)))


def _row_texts(row: Discrepancy, place: tuple[float, float], view: View, look: Look) -> Iterator[dict[str, Any]]:
    """Yield what and when with the official value, and the verdicts. place: top of the row and height of its dots."""
    words, (top, middle) = view.words, place
    official = muted_span(words("contradiction.official", amount=statement_amount(row.official, words)), look)
    name = f"<b>{_name(row, words)}</b>"
    base = {"xref": "paper", "xanchor": "left", "align": "left", "showarrow": False}
    font = {"size": look.px(13.5)}
    if look.size.name == "narrow":
        text = _narrow_text(row, words, look)
        yield {**base, "x": 0, "y": top + 5, "yanchor": "top", "text": text, "font": font}
        return
    letters = int(look.size.letters * (1 - _DOMAIN[look.size.name][1])) - 2
    verdicts = wrap_text(_verdicts(row, words), letters)
    yield {**base, "x": 0, "y": middle, "yanchor": "middle", "text": f"{name}<br>{official}", "font": font}
    right = _DOMAIN[look.size.name][1]
    chip = {"bgcolor": look.palette.surface, "borderpad": 4}
    yield {**base, "x": right, "xshift": 24, "y": middle, "yanchor": "middle", "text": verdicts, "font": font, **chip}


def near_clusters(marks: Sequence[Sequence[Judgement]], span: float, look: Look) -> list[list[Sequence[Judgement]]]:
    """Return marks in groups that share a label, because they are too near for one each. span: of the axis."""
    near = _NEAR_PX * span / PLOT_WIDTHS_PX[look.size.name]
    found: list[list[Sequence[Judgement]]] = []
    for mark in marks:
        if found and mark[0].percentage - found[-1][-1][0].percentage < near:
            found[-1].append(mark)
        else:
            found.append([mark])
    return found


def _label(
    cluster: Sequence[Sequence[Judgement]], middle: float, words: Messages, look: Look, *, below: bool
) -> dict[str, Any]:
    """Return the numbers of marks."""
    statements = [mark[0].statement for mark in cluster]
    numbers = [
        words.numbers.value(one.interval.value, BILLIONS, exact=True, step=min(one.fact.rounding or 1.0, _MAX_STEP))
        for one in statements
    ]
    place = (cluster[0][0].percentage + cluster[-1][0].percentage) / 2
    return {
        **{"x": place, "y": middle, "xanchor": "center", "yanchor": "middle", "showarrow": False},
        "yshift": look.px(_LABEL_PX) * (-1 if below else 1),
        **{"text": words("join").join(dict.fromkeys(numbers)), "font": {"size": look.px(12)}},
        **{"bgcolor": look.palette.background, "borderpad": 0},
    }


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of all discrepancies; None if there is none."""
    rows = shown_discrepancies(view)
    if not rows:
        return None
    words = view.words
    text = chart_text(rows, view)
    every = [one for row in rows for one in row.judgements]
    columns = ("contradiction", "official", "figures", "apart", "reason")
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(rows, text, view, look),
        columns=[words(f"column.{name}") for name in columns],
        rows=[_cells(row, view) for row in rows],
        csv=statements_csv([one.statement for one in every], view),
        file_stem=file_stem_of(view, NAME),
        details=judgement_details(every, view),
    )


def _cells(row: Discrepancy, view: View) -> list[Cell]:
    words = view.words
    figures: list[Part] = []
    for group in _marks(row):
        first = group[0].statement
        source = view.sources[first.fact.source]
        figures.append(Part(words("join") if figures else ""))
        amount = statement_amount(first, words)
        figures.append(Part(amount, link=source["url"], name=publisher_and_date(source, words)))
        count = words.count("contradiction.times", len(group)) if len(group) > 1 else ""
        figures.append(Part(words("contradiction.side", side=reporting_side(first, words), times=count)))
    low, high = (percent_text(one, words) for one in (row.judgements[0], row.judgements[-1]))
    name = words("contradiction.what", flow=words(f"flow.{row.flow}"), period=row.year)
    return [
        (Part(name),),
        (Part(statement_amount(row.official, words)),),
        tuple(part for part in figures if part.text),
        (Part(low if low == high else words("record.range", low=low, high=high)),),
        (Part(_verdicts(row, words)),),
    ]


SPEC = ChartSpec(NAME, "record", build)
