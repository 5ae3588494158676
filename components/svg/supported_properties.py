"""The properties of Plotly figures that are supported, with their values, and those that draw nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from numbers import Real
from typing import Any


class UnsupportedError(ValueError):
    """A figure has a trace, property or value that cannot be drawn here; the message names it."""


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DASH = re.compile(r"solid|dot|dash|\d+(\.\d+)?px(,\d+(\.\d+)?px)*")
_MAX_VALUE_LETTERS = 40  # that a message shows


class _Kind(Enum):
    """Kinds of values. After `MANY`, a list has a value for each point."""

    NUMBER, TEXT, BOOLEAN, COLOUR, DASHES, IGNORED, MANY = auto(), auto(), auto(), auto(), auto(), auto(), auto()


_NUMBER, _TEXT, _BOOLEAN = _Kind.NUMBER, _Kind.TEXT, _Kind.BOOLEAN
_COLOURS, _DASHES, _IGNORED, _MANY = _Kind.COLOUR, _Kind.DASHES, _Kind.IGNORED, _Kind.MANY
_FONT: dict[str, Any] = {"family": _IGNORED, "size": _NUMBER, "color": _COLOURS}
_LINE: dict[str, Any] = {"color": _COLOURS, "width": _NUMBER, "dash": _DASHES}
_REFERENCE = {letter: (letter, "paper") for letter in "xy"}

_ERROR = {
    "type": ("data",),
    "array": (_MANY, _NUMBER),
    "arrayminus": (_MANY, _NUMBER),
    "color": _COLOURS,
    "thickness": _NUMBER,
    "width": _NUMBER,
}
# Properties that are not drawn.
_NOT_DRAWN = dict.fromkeys(
    ("name", "ids", "customdata", "hovertemplate", "hoverinfo", "hovertext", "hoverlabel", "meta", "uid", "showlegend"),
    _IGNORED,
)
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "star", "line-ew")

BAR = {
    **_NOT_DRAWN,
    "type": ("bar",),
    "orientation": ("v", "h"),
    "x": (_MANY, _NUMBER),
    "y": (_MANY, _NUMBER),
    "base": (_MANY, _NUMBER),
    "width": _NUMBER,
    "cliponaxis": _IGNORED,  # it is for texts at bars, which are not supported
    "marker": {
        "color": (_MANY, _COLOURS),
        "line": {"color": (_MANY, _COLOURS), "width": _NUMBER},
        "pattern": {
            "shape": (_MANY, "", "/", "x"),
            "fillmode": ("overlay",),
            "fgcolor": _COLOURS,
            "fgopacity": (1,),
            "solidity": _NUMBER,
            "size": _NUMBER,
        },
    },
    "error_x": _ERROR,
    "error_y": _ERROR,
}
SCATTER = {
    **_NOT_DRAWN,
    "type": ("scatter",),
    "mode": ("lines", "markers"),
    "line": {**_LINE, "simplify": (False,)},
    "fill": ("toself",),
    "fillcolor": _COLOURS,
    "x": (_MANY, _NUMBER),
    "y": (_MANY, _NUMBER),
    "cliponaxis": _BOOLEAN,
    "marker": {
        "symbol": (_MANY, *_SYMBOLS, *(f"{name}-open" for name in _SYMBOLS)),
        "size": (_MANY, _NUMBER),
        "color": (_MANY, _COLOURS),
        "line": {"color": (_MANY, _COLOURS), "width": _NUMBER},
        "opacity": _NUMBER,
    },
    "error_x": _ERROR,
    "error_y": _ERROR,
}
TRACES: Mapping[str, Mapping[str, Any]] = {"bar": BAR, "scatter": SCATTER}

_AXIS = {
    "type": ("linear", "-"),
    "range": (_MANY, _NUMBER),
    "domain": (_MANY, _NUMBER),
    "visible": _BOOLEAN,
    "fixedrange": _IGNORED,
    "showgrid": _BOOLEAN,
    "gridcolor": _COLOURS,
    "gridwidth": _NUMBER,
    "zeroline": _BOOLEAN,
    "zerolinecolor": _COLOURS,
    "zerolinewidth": _NUMBER,
    "tickvals": (_MANY, _NUMBER),
    "ticktext": (_MANY, _TEXT),
    "tickfont": _FONT,
    "nticks": _NUMBER,
    "ticks": ("",),
    "automargin": (False,),
    "separatethousands": _BOOLEAN,
}
_SHAPE = {
    "type": ("line", "rect"),
    "name": _IGNORED,
    "layer": ("above", "below"),
    "xref": _REFERENCE["x"],
    "yref": _REFERENCE["y"],
    **dict.fromkeys(("x0", "x1", "y0", "y1"), _NUMBER),
    "line": _LINE,
    "fillcolor": _COLOURS,
}
_ANNOTATION = {
    "name": _IGNORED,
    "text": _TEXT,
    "font": _FONT,
    "align": ("left", "center", "right"),
    "showarrow": _BOOLEAN,
    "xref": _REFERENCE["x"],
    "yref": _REFERENCE["y"],
    "axref": ("pixel", "x"),
    "ayref": ("pixel", "y"),
    "xanchor": ("auto", "left", "center", "right"),
    "yanchor": ("auto", "top", "middle", "bottom"),
    **dict.fromkeys(("x", "y", "ax", "ay", "xshift", "yshift", "arrowwidth", "borderpad"), _NUMBER),
    "arrowcolor": _COLOURS,
    "arrowhead": (2,),
    "bgcolor": _COLOURS,
}
LAYOUT = {
    "width": _NUMBER,
    "height": _NUMBER,
    "margin": dict.fromkeys(("l", "r", "t", "b", "pad"), _NUMBER),
    "font": _FONT,
    "paper_bgcolor": _COLOURS,
    "plot_bgcolor": _COLOURS,
    "separators": _TEXT,
    "barmode": ("group", "overlay"),
    "barcornerradius": _NUMBER,
    "showlegend": (False,),
    "xaxis": _AXIS,
    "yaxis": _AXIS,
    "shapes": [_SHAPE],
    "annotations": [_ANNOTATION],
    "template": {"layout": {}, "data": {name: [{"type": (name,)}] for name in TRACES}},
    **dict.fromkeys(("hoverlabel", "hovermode", "hoverdistance", "dragmode", "uirevision", "meta"), _IGNORED),
}
_REQUIRED = {"shapes": ("x0", "x1", "y0", "y1"), "annotations": ("x", "y")}


def check_supported(figure: Mapping[str, Any]) -> None:
    """Raise UnsupportedError, with the first property found, if a figure has what cannot be drawn here."""
    unknown = set(figure) - {"data", "layout", "frames"}
    if unknown or figure.get("frames"):
        raise UnsupportedError(f"figure: {', '.join(sorted(unknown or {'frames'}))} is not drawn")
    for number, trace in enumerate(figure.get("data") or ()):
        kind = trace.get("type", "scatter")
        if kind not in TRACES:
            raise UnsupportedError(f"data[{number}].type: {kind!r} is not drawn")
        _check(trace, TRACES[kind], f"data[{number}]")
    layout = figure.get("layout") or {}
    _check(layout, LAYOUT, "layout")
    for kind, needed in _REQUIRED.items():
        for number, part in enumerate(layout.get(kind) or ()):
            missing = [name for name in needed if part.get(name) is None]
            if missing:
                raise UnsupportedError(f"layout.{kind}[{number}]: without {', '.join(missing)} is not drawn")


def _check(part: Any, rule: Any, path: str) -> None:  # noqa: ANN401 - JSON
    if part is None or rule is _IGNORED:
        return
    if isinstance(rule, Mapping):
        if not isinstance(part, Mapping):
            raise _unsupported_value(path, part)
        for name, value in part.items():
            if name not in rule:
                raise UnsupportedError(f"{path}.{name} is not drawn")
            _check(value, rule[name], f"{path}.{name}")
    elif isinstance(rule, list) or (isinstance(rule, tuple) and rule[0] is _MANY and _is_list(part)):
        if not _is_list(part):
            raise _unsupported_value(path, part)
        one = rule[0] if isinstance(rule, list) else rule[1:]
        for number, value in enumerate(part):
            _check(value, one, f"{path}[{number}]")
    elif not _fits(part, rule):
        raise _unsupported_value(path, part)


def _is_list(part: object) -> bool:
    return isinstance(part, Sequence) and not isinstance(part, str)


def _fits(value: object, rule: object) -> bool:
    if isinstance(rule, tuple):
        return any(_fits(value, one) for one in rule)
    if rule is _NUMBER or (rule is _TEXT and not isinstance(value, str)):
        return isinstance(value, Real) and not isinstance(value, bool) and abs(float(value)) < float("inf")
    if rule is _BOOLEAN:
        return isinstance(value, bool)
    if rule is _COLOURS or rule is _DASHES:
        pattern = _COLOUR if rule is _COLOURS else _DASH
        return isinstance(value, str) and bool(pattern.fullmatch(value))
    return rule is _TEXT or (rule is not _MANY and rule == value and isinstance(value, bool) == isinstance(rule, bool))


def _unsupported_value(path: str, value: object) -> UnsupportedError:
    text = repr(value)
    return UnsupportedError(
        f"{path}: {text if len(text) <= _MAX_VALUE_LETTERS else text[:_MAX_VALUE_LETTERS] + '…'} is not drawn"
    )
