"""What all charts share: the quiet layout, and the title and source that an image carries."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import Story
from components.theme.tokens import FONT, Look

# Replaced in the browser, which alone knows the address that the chart is shown at.
PAGE_ADDRESS = "{page}"

_TITLE, _SUBTITLE, _CAVEAT, _SOURCE = 25.0, 15.5, 13.5, 11.5
_LINE = 1.3
_GAP = "\u2003"
_EDGE = 8


def wrapped(text: str, letters: int) -> str:
    """Break `text` into lines of at most `letters`, as even as can be; Plotly breaks none itself."""

    def lines(width: int) -> list[str]:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)

    widest = max(letters, 8)
    fewest = len(lines(widest))
    evenest = min(len(text) // max(fewest, 1) or 1, widest)
    # A word longer than the line stands on one of its own, so the widest always fits.
    even = next(width for width in range(evenest, widest + 1) if len(lines(width)) <= fewest)
    return "<br>".join(lines(even))


def quiet(text: str, look: Look) -> str:
    """`text` in the muted ink, a little smaller than what it stands under."""
    return f'<span style="color:{look.palette.muted};font-size:{look.px(12.5)}px">{text}</span>'


def figured(number: str, bounds: str, size: float, look: Look) -> str:
    """A figure in bold of this size, its bounds under it; an exact one has none."""
    under = f"<br>{quiet(bounds, look)}" if bounds != number else ""
    return f'<b style="font-size:{size}px">{number}</b>{under}'


def framed(
    traces: list[Any],
    layout: dict[str, Any],
    story: Story,
    look: Look,
    *,
    key: Sequence[str] = (),
    plot_height: float = 0,
) -> go.Figure:
    """A figure of these traces in the house's layout.

    On a page the card says title, subtitle, caveat and source; an image carries them itself, wrapped to
    its width, so that it can stand alone. `key` says what marks mean, a part a mark, above the plot. With
    `plot_height` the plot is so high and the figure as high as it takes; an image never less than its size says.
    """
    palette = look.palette
    base: dict[str, Any] = {
        "template": go.layout.Template(),  # empty: importing Streamlit changes the default
        "font": {"family": FONT, "size": look.px(14), "color": palette.ink},
        "paper_bgcolor": palette.background,
        "plot_bgcolor": palette.background,
        "margin": {"l": 0, "r": 0, "t": 8, "b": _EDGE, "pad": 0},
        "height": look.size.height,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": palette.background,
            "bordercolor": palette.line,
            "font": {"family": FONT, "size": look.px(13.5), "color": palette.ink},
            "align": "left",
        },
        "uirevision": "kept",
        "meta": {"title": story.title, "source": story.source},
    }
    base.update(layout)
    if look.size.width is not None:
        base["width"] = look.size.width
        _sign(base, story, look)
    if key:
        _explain(base, key, look)
    if plot_height:
        needed = plot_height + base["margin"]["t"] + base["margin"]["b"]
        base["height"] = round(max(needed, look.size.height) if look.size.width is not None else needed)
    return go.Figure(data=traces, layout=base)


def _explain(layout: dict[str, Any], key: Sequence[str], look: Look) -> None:
    """Put what the marks mean above the plot, and make room for it there; parts are broken only where they must be."""
    size = 12.5
    fitting = look.size.letters + {"narrow": 4, "wide": 0, "image": 12}[look.size.name]
    rows: list[str] = []
    for part in [line for text in key for line in wrapped(text, fitting).split("<br>")]:
        longer = f"{rows[-1]}{_GAP}{part}" if rows else part
        rows[-1 if rows and len(longer) <= fitting else len(rows) :] = [longer if len(longer) <= fitting else part]
    lines = "<br>".join(rows)
    height = look.px(size) * _LINE * len(rows) + 12
    for annotation in layout.get("annotations", ()):
        if annotation.get("yref") == "paper" and annotation.get("y") == 1 and annotation.get("yanchor") == "top":
            annotation["yshift"] += height
    layout["margin"] = {**layout["margin"], "t": layout["margin"]["t"] + height}
    shift = 0 if look.size.width is not None else -layout["margin"]["l"]
    explained = _line(lines, look, size, look.palette.muted, y=1, yanchor="bottom", yshift=10, xshift=shift)
    layout["annotations"] = [*layout.get("annotations", []), explained]


def hidden_axis(lowest: float, highest: float) -> dict[str, Any]:
    """An axis that only places marks: no ticks, no grid, no zoom."""
    return {"range": [lowest, highest], "visible": False, "fixedrange": True, "zeroline": False}


def hatched(which: Sequence[bool], look: Look) -> dict[str, Any]:
    """The pattern of bars: hatched where the figure is not that of a closed period."""
    return {
        "shape": ["/" if hatch else "" for hatch in which],
        "fillmode": "overlay",
        "fgcolor": look.palette.background,
        "fgopacity": 1,
        "solidity": 0.6,
        "size": look.px(9),
    }


def _sign(layout: dict[str, Any], story: Story, look: Look) -> None:
    """Put title, subtitle, caveat above and the source below, and make room for them."""
    margin = 44
    width = layout["width"] - 2 * margin
    axis = layout["margin"]["b"] - _EDGE  # what the chart itself needs under its plot
    blocks = [
        (story.title, _TITLE, look.palette.ink),
        (story.subtitle, _SUBTITLE, look.palette.muted),
        (story.caveat, _CAVEAT, look.palette.muted),
    ]
    top = 30.0
    signed = []
    for text, size, colour in blocks:
        if text:
            lines = wrapped(escape(text, quote=False), _fitting(look, size, width))
            body = f"<b>{lines}</b>" if text == story.title else lines
            signed.append(_line(body, look, size, colour, y=1, yanchor="top", yshift=-top))
            top += look.px(size) * _LINE * (lines.count("<br>") + 1) + 6
    lines = "<br>".join(
        filter(
            None,
            (
                wrapped(escape(story.source, quote=False), _fitting(look, _SOURCE, width)),
                escape(story.address, quote=False),
                PAGE_ADDRESS,
            ),
        )
    )
    signed.append(_line(lines, look, _SOURCE, look.palette.muted, y=0, yanchor="bottom", yshift=22))
    bottom = 22 + look.px(_SOURCE) * _LINE * (lines.count("<br>") + 1) + 14 + axis
    layout["margin"] = {"l": margin, "r": margin, "t": top + 18, "b": bottom, "pad": 0}
    # Plotly places against the plot, not the paper: undo the margins.
    for annotation in signed:
        annotation["yshift"] += layout["margin"]["t"] if annotation["y"] == 1 else -layout["margin"]["b"]
    layout["annotations"] = [*layout.get("annotations", []), *signed]


def _fitting(look: Look, size: float, width: float) -> int:
    """About how many letters of type this large fit into the width."""
    return int(width / (look.px(size) * 0.49))


def _line(text: str, look: Look, size: float, colour: str, **place: float | str) -> dict[str, Any]:
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
