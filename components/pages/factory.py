"""Factory: the plant's output before and now, and how sure the change is."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.spec import Query
from components.pages import headlines
from components.pages.blocks import Block, Figures, Heading
from components.pages.provenance import headline_figure
from components.pages.spec import PageSpec, chart_card
from components.view import OUTPUT, View


def _figures(view: View, query: Query) -> Sequence[Block]:
    return [
        Heading(headlines.factory_headline(view), view.words("factory.about")),
        Figures("", [headline_figure(view.output[name], view) for name in OUTPUT]),
    ]


def _chart(view: View, query: Query) -> Sequence[Block]:
    return [chart_card("factory-output", view, query, table_open=True)]


PAGE = PageSpec("factory", "factory", (_figures, _chart))
