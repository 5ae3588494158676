"""mirror-trade: one flow as each of the two countries counts it, two bars a year, with the ratio."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import file_stem_of, source_link
from components.charts.fact_text import number_with_unit, scaled_unit_name
from components.charts.layout import build_figure, hidden_axis
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_table import statement_details, statements_csv
from components.charts.statement_text import hover_text, sources_line, statement_amount, statement_lines
from components.i18n import Messages
from components.i18n.number_format import BILLIONS
from components.i18n.rich_text import Cell, Part
from components.theme.tokens import Look
from components.view import View
from data.analysis.mirror_flows import Statement
from data.analysis.subject import COUNTRY, PARTNER

NAME = "mirror-trade"

_BAR_PX, _GAP_PX, _HEAD_PX = 13.0, 12.0, 26.0
_SHOWN_STEP = 1e7  # dollars: what the last digit is worth that is written at a bar
_YEAR_WIDTH_SHARE = {"wide": 0.07, "narrow": 0.13, "image": 0.07}
_BILLION = 1e9


class MirrorYear(NamedTuple):
    """One year of a flow: what the first country counts, and the second."""

    year: int
    ours: Statement
    theirs: Statement

    @property
    def ratio(self) -> float:
        """The second country's figure, divided by that of the first."""
        return self.theirs.interval.value / self.ours.interval.value


def mirror_years(view: View) -> list[MirrorYear]:
    """Return the years of the flow that both countries' series give, newest first; of several, the one with most."""
    found: dict[str, list[MirrorYear]] = {}
    for (flow, side, year), theirs in sorted(view.official.items(), key=lambda item: -item[0][2]):
        ours = view.official.get((flow, COUNTRY, year))
        if side == PARTNER and ours and theirs.is_mirror:
            found.setdefault(flow, []).append(MirrorYear(year, ours, theirs))
    return max(found.values(), key=len, default=[])


def chart_text(years: Sequence[MirrorYear], view: View) -> ChartText:
    """Return the texts: the ratio in the newest year and in the one when it was farthest from one."""
    words = view.words
    newest, farthest = years[0], max(years, key=lambda one: abs(one.ratio - 1))
    flow = newest.ours.flow
    facts = [one.fact for year in years for one in (year.ours, year.theirs)]
    rows = [
        words(
            "mirror.alt.row",
            year=one.year,
            ours=statement_amount(one.ours, words),
            theirs=statement_amount(one.theirs, words),
            ratio=_ratio(one, words),
        )
        for one in years
    ]
    return ChartText(
        title=words(
            f"mirror.title.{flow}",
            year=newest.year,
            ratio=words.numbers.value(newest.ratio, "x"),
            then=farthest.year,
            ratio_then=words.numbers.value(farthest.ratio, "x"),
        ),
        subtitle=words(f"mirror.subtitle.{flow}", unit=scaled_unit_name(BILLIONS, words)),
        caveat=_caveat(years, words),
        alt=words("mirror.alt", rows=words("join").join(rows)),
        source=sources_line(facts, view.sources, words),
        address="",
    )


def _caveat(years: Sequence[MirrorYear], words: Messages) -> str:
    """Return that the importing country usually counts more, and in which years that is so here."""
    usual = [one.year for one in reversed(years) if one.ratio != 1 and (one.ratio < 1) == (one.ours.flow == "imports")]
    here = "unlike" if not usual else "mostly" if 2 * len(usual) < len(years) else "alike"
    return words(f"mirror.caveat.{here}", years=words.numbers.join_list(list(map(str, usual))))


def _ratio(one: MirrorYear, words: Messages) -> str:
    return number_with_unit(words.numbers.value(one.ratio, "x"), "x", words)


def figure(years: Sequence[MirrorYear], text: ChartText, view: View, look: Look) -> go.Figure:
    """Return two bars a year from one zero line, the newest on top, under the names of both, with the ratio beside."""
    row, bar, head = look.px(2 * _BAR_PX + _GAP_PX), look.px(_BAR_PX), look.px(_HEAD_PX)
    start = _YEAR_WIDTH_SHARE[look.size.name]
    longest = max(one.interval.value for year in years for one in (year.ours, year.theirs)) / _BILLION
    middles = [head + (number + 0.5) * row for number in range(len(years))]
    ours, theirs = [one.ours for one in years], [one.theirs for one in years]
    traces, annotations = [], []
    for side, statements, shift in ((COUNTRY, ours, -bar / 2), (PARTNER, theirs, bar / 2)):
        heights = [middle + shift for middle in middles]
        traces.append(_bars(side, statements, heights, view, look))
        annotations += [_value(one, at, view.words, look) for one, at in zip(statements, heights, strict=True)]
        name = view.words(f"mirror.side.{side}")
        place = start if side == COUNTRY else (1 + start) / 2
        annotations.append(_beside(f"<b>{name}</b>", place, "left", head / 2, look.palette.of(side), look))
    for one, middle in zip(years, middles, strict=True):
        annotations.append(_beside(str(one.year), 0, "left", middle, look.palette.ink, look))
        annotations.append(_beside(f"<b>{_ratio(one, view.words)}</b>", 1, "right", middle, look.palette.ink, look))
    height = head + len(years) * row
    layout: dict[str, Any] = {
        "xaxis": {**hidden_axis(0, longest * 1.3), "domain": [start, 1]},
        "yaxis": hidden_axis(height, 0),
        "annotations": annotations,
        "barmode": "overlay",
    }
    return build_figure(traces, layout, text, look, plot_height=height)


def _beside(text: str, x: float, anchor: str, y: float, colour: str, look: Look) -> dict[str, Any]:
    """Return a text at a part of the width."""
    font = {"size": look.px(13.5), "color": colour}
    place = {"x": x, "xref": "paper", "xanchor": anchor, "y": y, "yanchor": "middle"}
    return {"text": text, "showarrow": False, "font": font, **place}


def _bars(side: str, statements: Sequence[Statement], tops: Sequence[float], view: View, look: Look) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[one.interval.value / _BILLION for one in statements],
        y=list(tops),
        width=look.px(_BAR_PX) - 1,
        marker={"color": look.palette.of(side), "line": {"width": 0}},
        ids=[one.fact.id for one in statements],
        customdata=[hover_text(statement_lines(one, view), look) for one in statements],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _value(one: Statement, at: float, words: Messages, look: Look) -> dict[str, Any]:
    """Return the number at the end of a bar."""
    number = words.numbers.value(one.interval.value, BILLIONS, step=_SHOWN_STEP)
    font = {"size": look.px(12.5), "color": look.palette.of(str(one.side))}
    place = {"x": one.interval.value / _BILLION, "xanchor": "left", "xshift": 5, "y": at, "yanchor": "middle"}
    return {"text": number, "showarrow": False, "font": font, **place}


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of the flow that both countries' series give; None if there is none."""
    years = mirror_years(view)
    if not years:
        return None
    words = view.words
    text = chart_text(years, view)
    statements = [one for year in years for one in (year.ours, year.theirs)]
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(years, text, view, look),
        columns=[
            words("column.period"),
            *(words(f"record.side.{side}") for side in (COUNTRY, PARTNER)),
            words("column.ratio"),
            words("column.source"),
        ],
        rows=list(_rows(years, view)),
        csv=statements_csv(statements, view),
        file_stem=file_stem_of(view, NAME),
        details=statement_details(statements, view),
    )


def _rows(years: Sequence[MirrorYear], view: View) -> Iterator[list[Cell]]:
    words = view.words
    for one in years:
        sources = [source_link(view.sources[each.fact.source], words) for each in (one.ours, one.theirs)]
        yield [
            (Part(str(one.year)),),
            (Part(statement_amount(one.ours, words)),),
            (Part(statement_amount(one.theirs, words)),),
            (Part(_ratio(one, words)),),
            (sources[0], Part(words("join")), sources[1]),
        ]


SPEC = ChartSpec(NAME, "record", build)
