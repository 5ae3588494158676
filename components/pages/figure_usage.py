"""Which figures a chart shows: on which pages a figure is, and under which terms a chart's sources may be used."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from weakref import WeakKeyDictionary

from components.charts import registry
from components.charts.spec import Chart, ChartSpec, Selection, YearFilterSpec
from components.view import View
from data import DataError, Dataset, Fact

_USAGE: WeakKeyDictionary[Dataset, Mapping[str, tuple[str, ...]]] = WeakKeyDictionary()


def figures_of(chart: Chart, view: View) -> Iterator[Fact]:
    """Yield the figures of a chart's CSV, each followed by those that it is computed from."""
    for row in csv.DictReader(io.StringIO(chart.csv)):
        if fact := view.facts.get(row.get(view.words("csv.id"), "")):
            yield from (fact, *(view.facts[name] for name in fact.inputs))


def terms_of_use(chart: Chart, view: View) -> list[str]:
    """Return the terms of use and the attribution of the official series that a chart has figures of, each once."""
    try:
        sources = dict.fromkeys(fact.source for fact in figures_of(chart, view) if fact.basis == "official")
    except DataError:  # a chart that is drawn without the table of figures has none of them
        return []
    terms = (view.words.label("sources", source, "terms") for source in sources)
    return list(dict.fromkeys(text for text in terms if text))


def pages_by_figure(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return the paths of the pages that have a figure in a chart, by the figure's id.

    A chart has what any single choice of its filters shows. A chart whose tables are not valid has nothing.
    """
    if view.data not in _USAGE:
        found: dict[str, dict[str, None]] = {}
        for spec in registry.charts().values():
            with suppress(DataError):
                for chart in _charts(spec, view):
                    for fact in figures_of(chart, view):
                        found.setdefault(fact.id, {})[spec.page] = None
        _USAGE[view.data] = {fact: tuple(pages) for fact, pages in found.items()}
    return _USAGE[view.data]


def _charts(spec: ChartSpec, view: View) -> Iterator[Chart]:
    """Yield the chart without a selection, then of each single choice but ranges of years."""
    choices: list[Selection] = [{}]
    for each in spec.filters:
        if not isinstance(each, YearFilterSpec):
            choices += [{each.parameter: (option,)} for option in each.options(view)]
    for selection in choices:
        if chart := spec.build(view, selection):
            yield chart
