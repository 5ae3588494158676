"""The figures that are drawn in tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from components.charts.registry import charts
from components.theme.tokens import IMAGE_LOOKS, SCREEN_LOOKS, SCREEN_WIDTHS_PX
from components.view import in_language

Figure = dict[str, Any]

LANGUAGES = ("kk", "uz", "ru", "en")


def figures(theme: str = "light", languages: Sequence[str] = LANGUAGES) -> Iterator[tuple[str, Figure, int]]:
    """All charts in these languages and all sizes as JSON: what each is, the figure, and how wide it is drawn."""
    for language in languages:
        view = in_language(language)
        for spec in charts().values():
            chart = spec.build(view, {})
            assert chart
            for size, look in {**SCREEN_LOOKS[theme], "image": IMAGE_LOOKS[theme]}.items():
                width = look.size.width or SCREEN_WIDTHS_PX[size]
                yield f"{spec.name} {language} {theme} {size}", chart.figure(look), width


def plain(**layout: Any) -> Figure:
    """A figure of two axes from 0 to 10, 100 pixels each, and a layout's other properties."""
    axis = {"range": [0, 10], "visible": False, "zeroline": False}
    base = {
        **{"width": 100, "height": 100, "margin": dict.fromkeys("lrtb", 0), "xaxis": axis, "yaxis": axis},
        "font": {"size": 10, "color": "#112233"},
    }
    return {"data": [], "layout": {**base, **layout}}


def noted(text: str, **more: Any) -> Figure:
    """A figure with one annotation in its middle."""
    return plain(annotations=[{"text": text, "x": 5, "y": 5, "showarrow": False, **more}])
