"""The layout that all charts share, and the title, caveat and source that an image carries itself."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.theme.tokens import FONT_STACK, Look

# In images, replaced by the address of the page, which only the browser or the server knows.
PAGE_ADDRESS_PLACEHOLDER = "{page}"

_TITLE_PX, _SUBTITLE_PX, _CAVEAT_PX, _SOURCE_PX = 25.0, 15.5, 13.5, 11.5  # font sizes
_LINE_HEIGHT_EM = 1.3
_LEGEND_GAP = "\u2003"
_BOTTOM_MARGIN_PX = 8
_REACH_PX = 22  # from a mark: how near a finger or a pointer must come


def wrap_text(text: str, letters: int) -> str:
    """Return `text` with line breaks, in even lines of at most `letters`. Plotly breaks no lines itself."""

    def lines(width: int) -> list[str]:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)

    widest = max(letters, 8)
    fewest = len(lines(widest))
    narrowest = min(len(text) // max(fewest, 1) or 1, widest)
    # A word longer than the line stands on one of its own, so the widest always fits.
    even = next(width for width in range(narrowest, widest + 1) if len(lines(width)) <= fewest)
    return "<br>".join(lines(even))


def free_lanes(places: Sequence[float], apart: float) -> list[int]:
    """Return for each place, smallest first, the first lane in which the one before is at least `apart` from it."""
    ends: list[float] = []
    found = []
    for place in places:
        lane = next((number for number, end in enumerate(ends) if end + apart <= place), len(ends))
        ends[lane : lane + 1] = [place]
        found.append(lane)
    return found


def muted_span(text: str, look: Look) -> str:
    """Return `text` in the muted colour and smaller type."""
    return f'<span style="color:{look.palette.muted};font-size:{look.px(12.5)}px">{text}</span>'


def number_with_bounds(number: str, bounds: str, size: float, look: Look) -> str:
    """Return a number in bold, `size` CSS pixels high, with its bounds under it unless it is exact."""
    under = f"<br>{muted_span(bounds, look)}" if bounds != number else ""
    return f'<b style="font-size:{size}px">{number}</b>{under}'


def build_figure(
    traces: list[Any],
    layout: dict[str, Any],
    text: ChartText,
    look: Look,
    *,
    legend: Sequence[str] = (),
    plot_height: float = 0,
) -> go.Figure:
    """Return a figure of these traces in the layout that all charts share, updated with `layout`.

    An image carries title, subtitle, caveat and source itself, so that it can stand alone; on a page the card has them.
    legend: what the marks mean, above the plot; a part with markup is not broken. plot_height: CSS pixels of the plot,
    where the height of the look is not enough or, on a page, too much.
    """
    palette = look.palette
    base: dict[str, Any] = {
        "template": go.layout.Template(),  # empty: importing Streamlit changes the default
        "font": {"family": FONT_STACK, "size": look.px(14), "color": palette.ink},
        "paper_bgcolor": palette.background,
        "plot_bgcolor": palette.background,
        "margin": {"l": 0, "r": 0, "t": 8, "b": _BOTTOM_MARGIN_PX, "pad": 0},
        "height": look.size.height,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverdistance": _REACH_PX,
        "hoverlabel": {
            "bgcolor": palette.background,
            "bordercolor": palette.line,
            "font": {"family": FONT_STACK, "size": look.px(13.5), "color": palette.ink},
            "align": "left",
        },
        "uirevision": "kept",
        "meta": {"title": text.title, "source": text.source},
    }
    base.update(layout)
    if look.size.width is not None:
        base["width"] = look.size.width
        _add_image_texts(base, text, look)
    if legend:
        _add_legend(base, legend, look)
    if plot_height:
        needed = plot_height + base["margin"]["t"] + base["margin"]["b"]
        base["height"] = round(max(needed, look.size.height) if look.size.width is not None else needed)
    return go.Figure(data=traces, layout=base)


def _add_legend(layout: dict[str, Any], legend: Sequence[str], look: Look) -> None:
    """Add the legend above the plot, with a margin for it. Its parts are broken only where they must be."""
    size = 12.5
    fitting = look.size.letters + {"narrow": 4, "wide": 0, "image": 12}[look.size.name]
    rows: list[str] = []
    for part in [
        line for text in legend for line in ([text] if "<" in text else wrap_text(text, fitting).split("<br>"))
    ]:
        longer = f"{rows[-1]}{_LEGEND_GAP}{part}" if rows else part
        is_fitting = len(re.sub("<[^>]*>", "", longer)) <= fitting
        rows[-1 if rows and is_fitting else len(rows) :] = [longer if is_fitting else part]
    lines = "<br>".join(rows)
    height = look.px(size) * _LINE_HEIGHT_EM * len(rows) + 12
    for annotation in layout.get("annotations", ()):
        if annotation.get("yref") == "paper" and annotation.get("y") == 1 and annotation.get("yanchor") == "top":
            annotation["yshift"] += height
    layout["margin"] = {**layout["margin"], "t": layout["margin"]["t"] + height}
    shift = 0 if look.size.width is not None else -layout["margin"]["l"]
    annotation = _text_annotation(lines, look, size, look.palette.muted, y=1, yanchor="bottom", yshift=10, xshift=shift)
    layout["annotations"] = [*layout.get("annotations", []), annotation]


def hidden_axis(lowest: float, highest: float) -> dict[str, Any]:
    """Return an axis without ticks, grid and zoom, which only places marks."""
    return {"range": [lowest, highest], "visible": False, "fixedrange": True, "zeroline": False}


def hatch_pattern(is_hatched: Sequence[bool], look: Look) -> dict[str, Any]:
    """Return the pattern of bars, hatched where their figure is not that of a closed period."""
    return {
        "shape": ["/" if hatch else "" for hatch in is_hatched],
        "fillmode": "overlay",
        "fgcolor": look.palette.background,
        "fgopacity": 1,
        "solidity": 0.6,
        "size": look.px(9),
    }


def _add_image_texts(layout: dict[str, Any], text: ChartText, look: Look) -> None:
    """Add title, subtitle and caveat above the plot and the source below, with margins for them."""
    margin = 44
    width = layout["width"] - 2 * margin
    axis = layout["margin"]["b"] - _BOTTOM_MARGIN_PX  # what the chart itself needs under its plot
    blocks = [
        (text.title, _TITLE_PX, look.palette.ink),
        (text.subtitle, _SUBTITLE_PX, look.palette.muted),
        (text.caveat, _CAVEAT_PX, look.palette.muted),
    ]
    top = 30.0
    annotations = []
    for content, size, colour in blocks:
        if content:
            lines = wrap_text(escape(content, quote=False), _max_line_chars(look, size, width))
            body = f"<b>{lines}</b>" if content == text.title else lines
            annotations.append(_text_annotation(body, look, size, colour, y=1, yanchor="top", yshift=-top))
            top += look.px(size) * _LINE_HEIGHT_EM * (lines.count("<br>") + 1) + 6
    lines = "<br>".join(
        filter(
            None,
            (
                wrap_text(escape(text.source, quote=False), _max_line_chars(look, _SOURCE_PX, width)),
                escape(text.address, quote=False),
                PAGE_ADDRESS_PLACEHOLDER,
            ),
        )
    )
    annotations.append(_text_annotation(lines, look, _SOURCE_PX, look.palette.muted, y=0, yanchor="bottom", yshift=22))
    bottom = 22 + look.px(_SOURCE_PX) * _LINE_HEIGHT_EM * (lines.count("<br>") + 1) + 14 + axis
    layout["margin"] = {"l": margin, "r": margin, "t": top + 18, "b": bottom, "pad": 0}
    # Plotly places against the plot, not the paper: undo the margins.
    for annotation in annotations:
        annotation["yshift"] += layout["margin"]["t"] if annotation["y"] == 1 else -layout["margin"]["b"]
    layout["annotations"] = [*layout.get("annotations", []), *annotations]


def _max_line_chars(look: Look, size: float, width: float) -> int:
    """Return about how many letters of this font size fit into the width."""
    return int(width / (look.px(size) * 0.49))


def _text_annotation(text: str, look: Look, size: float, colour: str, **place: float | str) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "font": {"size": look.px(size), "color": colour},
        **place,
    }
