"""Read: an article that the reader gives, with every figure marked, and the charts drawn from it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components import article, cards, desk, downloads, html
from components.app import guarded
from components.article_view import ArticleView
from components.card import show
from components.charts.trade_balance import METRICS
from components.view import current

base = current()
words = base.words


def take(views: Sequence[ArticleView]) -> None:
    """The downloads, over all articles, and the way to be rid of them."""
    found = any(view.reading.claims or view.reading.stops for view in views)
    with st.container(horizontal=True, key="take"):
        if found:
            # Made when asked for.
            for ending, made in (("csv", downloads.as_csv), ("json", downloads.as_json)):
                label, file = words(f"read.{ending}"), f"{words('file.facts')}.{ending}"
                st.download_button(label, partial(made, views), file, on_click="ignore")
        st.button(words("read.clear"), on_click=desk.clear, type="tertiary")


def charts(view: ArticleView) -> None:
    """Trade and output as the article gives them; where it gives several, those that are picked."""
    if view.trades:
        st.space("small")
        chosen = desk.pick(view.trades, words("read.which_trade"), view)
        metrics = tuple(metric for metric in METRICS if metric in chosen.trade)
        show(cards.trade(chosen, metrics), words, key="read-trade")
    if view.outputs:
        st.space("small")
        chosen = desk.pick(view.outputs, words("read.which_output"), view)
        show(cards.factory(chosen), words, key="read-output")


html.put("heading", finding=words("read.finding"), about=words("read.about"))
with st.container(key="desk"):
    desk.ask(words)
if read := desk.views(base):
    html.put("section", title=desk.finding(read), about=words("read.rules"), live=True)
    take(read)
    view = desk.one_of(read, words)
    if not view.given.published and any(fact.period_text and not fact.period for fact in view.claims):
        html.put("note", text=words("read.undated"))
    if not view.reading.claims and not view.reading.stops:
        html.put("section", title=words("read.nothing"), about=words("read.can"))
    article.show(view, key="read")
    with guarded():
        charts(view)
