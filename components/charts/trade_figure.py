"""The figure of trade-balance: horizontal bars in millions, all from one zero line and on one scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_text import is_range_notable
from components.charts.layout import build_figure, hatch_pattern, hidden_axis, wrap_text
from components.charts.trade_rows import PARTS, Bar, Group, Row, million
from components.theme.tokens import SCREEN_SIZES, SCREEN_WIDTHS_PX, Look

_LETTER_PX, _TYPE_PX = 7.4, 14.0  # about the width of a letter in the type of names
_NAME_LETTERS = {"narrow": 14, "wide": 30, "image": 30}
_MAX_NAME_SHARE = 0.5  # of the width
_MIN_WHISKER_PX = 4
_FRAME_PX = 3  # of a sum around its parts
_GAP_BAR_PX, _CAP_PX = 6, 9
_HEADING_PX, _GROUP_GAP_PX = 30, 12


class _Form(NamedTuple):
    """CSS pixels of a bar, from bar to bar, and of the type of numbers."""

    bar: float
    pitch: float
    number: float


_ONE, _MANY = _Form(30, 50, 19), _Form(15, 23, 14)


class _Place(NamedTuple):
    row: Row
    middle: float  # CSS pixels from the top


def figure(groups: Sequence[Group], hovers: Mapping[str, str], key: str, text: ChartText, look: Look) -> go.Figure:
    """Return the bars of all rows.

    hovers: texts of tooltips by id of a figure. key: what the colours mean, where bars are not named one by one.
    """
    form = _MANY if key else _ONE
    headings, places, height = _place_rows(groups, form, look, has_key=bool(key))
    names = [wrap_text(place.row.name, _NAME_LETTERS[look.size.name]) for place in places]
    width = look.size.width or next(px for name, px in SCREEN_WIDTHS_PX.items() if SCREEN_SIZES[name] == look.size)
    letters = max(len(line) for name in names for line in name.split("<br>"))
    start = min(look.px(_LETTER_PX * letters + 14) / width, _MAX_NAME_SHARE)
    low, high = _axis_ends(places, (1 - start) * width, form, look)
    unit = (high - low) / ((1 - start) * width)  # of the axis, a CSS pixel
    layout: dict[str, Any] = {
        "xaxis": {**hidden_axis(low, high), "domain": [start, 1]},
        "yaxis": hidden_axis(height, 0),
        "shapes": [
            *(shape for place in places for shape in _shapes(place, unit, form, look)),
            *_zero_lines(groups, places, form, look),
        ],
        "annotations": [
            *([_heading(key, 0, look)] if key else []),
            *(_heading(title, top, look) for title, top in headings),
            *(
                _text(name, place.middle, x=0, xref="paper", font={"size": look.px(_TYPE_PX)})
                for name, place in zip(names, places, strict=True)
            ),
            *(_number(place, unit, form, look) for place in places),
        ],
        "barmode": "overlay",
    }
    return build_figure(_traces(places, hovers, unit, form, look), layout, text, look, plot_height=height)


def _place_rows(
    groups: Sequence[Group], form: _Form, look: Look, *, has_key: bool
) -> tuple[list[tuple[str, float]], list[_Place], float]:
    """Return headings with their places, rows with theirs, and the height of all."""
    headings, places = [], []
    top = look.px(_HEADING_PX) if has_key else 0.0
    for group in groups:
        if group.title:
            headings.append((group.title, top))
            top += look.px(_HEADING_PX)
        for row in group.rows:
            places.append(_Place(row, top + look.px(form.pitch) / 2))
            top += look.px(form.pitch)
        top += look.px(_GROUP_GAP_PX)
    return headings, places, top


def _axis_ends(places: Sequence[_Place], width: float, form: _Form, look: Look) -> tuple[float, float]:
    """Return where the axis must begin and end for every bar to have room for its text after it."""
    low, high = 0.0, 0.0
    for row in (place.row for place in places):
        ends = [end for bar in row.bars for end in (bar.start, bar.start + bar.length)]
        letters = len(row.text) * form.number / _TYPE_PX + len(row.remark)
        text_width = look.px(_LETTER_PX * letters + 24)
        low = min(low, *ends)
        high = max(high, max(0.0, *ends) / max(1 - text_width / width, 0.3))
    return low, max(high, -0.3 * low) or 1.0  # nothing was traded


def _traces(places: Sequence[_Place], hovers: Mapping[str, str], unit: float, form: _Form, look: Look) -> list[go.Bar]:
    """Return a trace for the bars of each metric; a sum is drawn before its parts, which may stand on it."""
    by_metric: dict[tuple[str, bool], list[tuple[_Place, Bar]]] = {}
    for place in places:
        for bar in place.row.bars:
            by_metric.setdefault((bar.metric, bool(place.row.gap_of)), []).append((place, bar))
    traces = []
    for (metric, is_gap), bars in sorted(by_metric.items(), key=lambda item: item[0][0] in PARTS):
        planned = [bar.fact.modality != "actual" for _, bar in bars]
        whiskers = [_whisker(bar, unit, look) if form is _ONE and not is_gap else None for _, bar in bars]
        traces.append(
            go.Bar(
                orientation="h",
                base=[bar.start for _, bar in bars],
                x=[bar.length for _, bar in bars],
                y=[place.middle for place, _ in bars],
                width=look.px(_GAP_BAR_PX if is_gap else form.bar),
                marker={
                    "color": look.palette.of(metric),
                    **({"pattern": hatch_pattern(planned, look)} if any(planned) else {}),
                },
                error_x=_error_bars(whiskers, look),
                ids=[bar.fact.id for _, bar in bars],
                customdata=[hovers[bar.fact.id] for _, bar in bars],
                hovertemplate="%{customdata}<extra></extra>",
                cliponaxis=False,
            )
        )
    return traces


def _whisker(bar: Bar, unit: float, look: Look) -> tuple[float, float] | None:
    """Return how far the interval reaches below and above a figure; None where that is not worth showing."""
    interval = bar.fact.interval.finite
    below, above = million(interval.value - interval.low), million(interval.high - interval.value)
    is_seen = below + above > look.px(_MIN_WHISKER_PX) * unit
    return (below, above) if is_seen and is_range_notable(bar.fact) else None


def _error_bars(whiskers: Sequence[tuple[float, float] | None], look: Look) -> dict[str, Any] | None:
    if not any(whiskers):
        return None
    return {
        "type": "data",
        "array": [whisker and whisker[1] for whisker in whiskers],
        "arrayminus": [whisker and whisker[0] for whisker in whiskers],
        "color": look.palette.ink,
        "thickness": look.px(1.2),
        "width": look.px(5),
    }


def _shapes(place: _Place, unit: float, form: _Form, look: Look) -> list[dict[str, Any]]:
    """Return the parts within a sum, or the ends of a gap and what leads to them from the bars above."""
    found = []
    half, frame = look.px(form.bar) / 2, look.px(_FRAME_PX)
    start = 0.0
    for metric, length in zip(PARTS, place.row.parts, strict=False):
        colour = look.palette.of(metric)
        found.append(
            {
                **{"type": "rect", "layer": "above", "fillcolor": colour, "line": {"color": colour, "width": 0}},
                **{"x0": start + (0 if start else frame * unit), "x1": start + length - frame * unit},
                **{"y0": place.middle - half + frame, "y1": place.middle + half - frame},
            }
        )
        start += length
    cap = look.px(_CAP_PX)
    for above, (metric, end) in enumerate(zip(reversed(PARTS), reversed(place.row.gap_of), strict=False), 1):
        # A line past the end of the bar between begins below it, for that bar's number stands there.
        rows = 1 if end > place.row.gap_of[-1] else above
        top = place.middle - rows * look.px(form.pitch) + half
        found.append(_line((end, end), (top, place.middle - cap), look.palette.of(metric), 1, "2px,3px"))
        found.append(_line((end, end), (place.middle - cap, place.middle + cap), look.palette.balance, 2))
    return found


def _zero_lines(groups: Sequence[Group], places: Sequence[_Place], form: _Form, look: Look) -> Iterator[dict[str, Any]]:
    """Yield a line for each group, so that none runs through a heading."""
    half, middles = look.px(form.pitch) / 2, iter(place.middle for place in places)
    for group in groups:
        own = [next(middles) for _ in group.rows]
        yield _line((0, 0), (own[0] - half, own[-1] + half), look.palette.ink, 1)


def _line(
    x: tuple[float, float], y: tuple[float, float], colour: str, width: float, dash: str = "solid"
) -> dict[str, Any]:
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "line", "layer": "above", "x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "line": line}


def _text(text: str, y: float, **place: object) -> dict[str, Any]:
    whole = {"text": text, "y": y, "xanchor": "left", "yanchor": "middle", "align": "left", "showarrow": False}
    return {**whole, **place}


def _heading(text: str, top: float, look: Look) -> dict[str, Any]:
    font = {"size": look.px(_TYPE_PX), "color": look.palette.muted}
    return _text(text, top + look.px(4), x=0, xref="paper", yanchor="top", font=font)


def _number(place: _Place, unit: float, form: _Form, look: Look) -> dict[str, Any]:
    """Return the text at the end of a row, after its whisker."""
    row = place.row
    end = max(0.0, *(bar.start + bar.length for bar in row.bars))
    if form is _ONE and not row.gap_of and (whisker := _whisker(row.bars[-1], unit, look)):
        end += whisker[1]
    colour = look.palette.of(row.remark_metric or "muted")
    remark = f' <span style="color:{colour};font-size:{look.px(12.5)}px">{row.remark}</span>' if row.remark else ""
    number = f'<b style="font-size:{look.px(form.number)}px">{row.text}</b>'
    paper = {"bgcolor": look.palette.background, "borderpad": 1}  # what leads to a gap does not run through it
    font = {"size": look.px(_TYPE_PX)}
    return _text(number + remark, place.middle, x=end, xshift=look.px(8), font=font, **paper)
