"""Factory: the plant's output before and now, and how sure the change is."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.spec import Query
from components.pages import headlines
from components.pages.blocks import Block, Heading, PageLink
from components.pages.spec import PageSpec, chart_card
from components.view import View


def _heading(view: View, query: Query) -> Sequence[Block]:
    return [Heading(headlines.factory_headline(view), view.words("factory.about"))]


def _chart(view: View, query: Query) -> Sequence[Block]:
    links = [PageLink("visit", view.words("onward.offer")), PageLink("record", view.words("onward.works"))]
    return [chart_card("factory-output", view, query), *links]


PAGE = PageSpec("factory", "factory", (_heading, _chart))
