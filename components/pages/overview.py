"""Overview: the headline, the most important figures, three charts, and links to all pages."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.spec import Query
from components.pages import headlines
from components.pages.blocks import Block, Figures, Heading, PageLink
from components.pages.provenance import headline_figure
from components.pages.spec import PageSpec, chart_card
from components.view import OUTPUT, View

_TRADE = ("turnover", "exports", "imports", "balance")


def _figures(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    return [
        Heading(headlines.overview_headline(view), words("overview.about")),
        Figures(words("overview.trade"), [headline_figure(view.trade[metric], view) for metric in _TRADE]),
        Figures(words("overview.factory"), [headline_figure(view.output[name], view) for name in OUTPUT]),
    ]


def _trade(view: View, query: Query) -> Sequence[Block]:
    return [chart_card("trade-balance", view, {}, has_filters=False), PageLink("trade", view.words("onward.trade"))]


def _factory(view: View, query: Query) -> Sequence[Block]:
    return [chart_card("factory-output", view, {}), PageLink("factory", view.words("onward.factory"))]


def _visit(view: View, query: Query) -> Sequence[Block]:
    return [chart_card("visit-timeline", view, {}, has_filters=False), PageLink("visit", view.words("onward.visit"))]


def _links(view: View, query: Query) -> Sequence[Block]:
    return [PageLink(path, view.words(f"onward.{path}")) for path in ("record", "sources")]


PAGE = PageSpec("overview", "", (_figures, _trade, _factory, _visit, _links))
