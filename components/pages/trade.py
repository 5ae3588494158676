"""Trade: the newest figure, and whose trade of which years with whom a reader wants to see."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.spec import Query
from components.pages import headlines
from components.pages.blocks import Block, Heading, Note, PageLink, Section
from components.pages.spec import PageSpec, chart_card
from components.view import View


def _heading(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    territory = words.label("areas", headlines.newest_trade(view).reporter or "", "note")
    return [Heading(headlines.trade_headline(view), " ".join(filter(None, (territory, words("trade.opens")))))]


def _chart(view: View, query: Query) -> Sequence[Block]:
    return [chart_card("trade-balance", view, query)]


def _notes(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    return [
        Section(words("trade.notes"), words("trade.about")),
        Note(words("trade.note.sources")),
        Note(words("trade.note.rounding")),
    ]


def _links(view: View, query: Query) -> Sequence[Block]:
    return [PageLink("record", view.words("onward.record"))]


PAGE = PageSpec("trade", "trade", (_heading, _chart, _notes, _links))
