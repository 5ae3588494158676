"""Trade: the balance chart, filtered by metric, its figures as a table, and whether they add up."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.fact_table import fact_cells, fact_columns
from components.charts.spec import Query
from components.pages import headlines
from components.pages.blocks import Block, Heading, PageLink, Sum, Table
from components.pages.provenance import addition_check
from components.pages.spec import PageSpec, chart_card
from components.view import View

_DERIVED = ("coverage-ratio", "exports-share", "national-share")


def _heading(view: View, query: Query) -> Sequence[Block]:
    return [Heading(headlines.trade_headline(view), view.words("trade.about"))]


def _chart(view: View, query: Query) -> Sequence[Block]:
    return [chart_card("trade-balance", view, query, table_open=True)]


def _derived(view: View, query: Query) -> Sequence[Block]:
    facts = [view.trade[metric] for metric in _DERIVED if metric in view.trade]
    return [
        Sum(**addition_check(view)),
        Table(view.words("trade.derived"), fact_columns(view), [fact_cells(fact, view) for fact in facts]),
    ]


def _links(view: View, query: Query) -> Sequence[Block]:
    return [PageLink("record", view.words("onward.record"))]


PAGE = PageSpec("trade", "trade", (_heading, _chart, _derived, _links))
