"""The charts of the site, discovered in this package: every module that defines `SPEC`."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

import components.charts
from components.charts.spec import ChartSpec


@cache
def charts() -> Mapping[str, ChartSpec]:
    """Return all charts by name, in the order of `CHART_ORDER`, then by name."""
    found = {}
    for module in pkgutil.iter_modules(components.charts.__path__):
        spec = getattr(import_module(f"{components.charts.__name__}.{module.name}"), "SPEC", None)
        if isinstance(spec, ChartSpec):
            found[spec.name] = spec
    return dict(sorted(found.items(), key=lambda item: (_rank(item[0]), item[0])))


# The first chart of a page is its image in link previews.
CHART_ORDER = ("trade-balance", "factory-output", "visit-timeline", "national-trade", "mirror-trade", "news-accuracy")


def _rank(name: str) -> int:
    return CHART_ORDER.index(name) if name in CHART_ORDER else len(CHART_ORDER)


def charts_of_page(path: str) -> list[ChartSpec]:
    """Return the charts that belong to a page, by its path."""
    return [spec for spec in charts().values() if spec.page == path]
