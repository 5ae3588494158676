"""A small line chart without axes, for a headline figure that has a series."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from components.charts.statement_text import statement_amount
from components.i18n import Messages
from data.analysis.mirror_flows import Statement

_WIDTH_PX, _HEIGHT_PX, _PAD_PX = 140.0, 34.0, 3.0


def sparkline(series: Mapping[int, Statement], words: Messages) -> dict[str, Any]:
    """Return what the template draws: lines in pixels from the top left, the last point, zero, and a description.

    series: values by year. Values of different sources, or with a year between them, are not joined. The scale
    includes zero.
    """
    years = sorted(series)
    values = {year: series[year].interval.value for year in years}
    low, high = min(0.0, *values.values()), max(0.0, *values.values())

    def place(year: int) -> tuple[float, float]:
        x = _PAD_PX + (year - years[0]) / ((years[-1] - years[0]) or 1) * (_WIDTH_PX - 2 * _PAD_PX)
        return round(x, 1), y(values[year])

    def y(value: float) -> float:
        return round(_HEIGHT_PX - _PAD_PX - (value - low) / ((high - low) or 1) * (_HEIGHT_PX - 2 * _PAD_PX), 1)

    runs = groupby(enumerate(years), key=lambda item: (series[item[1]].fact.source, item[1] - item[0]))
    largest = max(years, key=lambda year: abs(values[year]))
    return {
        "size": (_WIDTH_PX, _HEIGHT_PX),
        "lines": [" ".join("{},{}".format(*place(year)) for _, year in run) for _, run in runs],
        "last": place(years[-1]),
        "zero": y(0.0),
        "span": words("headline.span", first=years[0], last=years[-1]),
        "text": words(
            "headline.series",
            first=years[0],
            low=statement_amount(series[years[0]], words),
            last=years[-1],
            high=statement_amount(series[years[-1]], words),
            peak=largest,
            amount=statement_amount(series[largest], words),
        ),
    }
