"""Overview: the finding, the headline figures, the three charts in short, and ways onward."""

import streamlit as st

from components import cards, findings, html
from components.app import guarded
from components.card import show
from components.origins import headline
from components.site import PAGES
from components.view import current

view = current()
words = view.words
onward = {page.key: str(page.script) for page in PAGES}

with guarded(words):
    html.put("heading", finding=findings.overview(view), about=words("overview.about"))
    trade = {fact.metric: fact for fact in view.trade}
    shown = ("turnover", "exports", "imports", "balance")
    html.put("headline", figures=[headline(trade[metric], view) for metric in shown])
    show(cards.trade(view), words, key="trade")
    st.page_link(onward["trade"], label=words("onward.trade"), icon=":material/arrow_forward:")

with guarded(words):
    html.put("headline", figures=[headline(view.output[name], view) for name in ("before", "now", "multiple", "change")])
    show(cards.factory(view), words, key="factory")
    st.page_link(onward["factory"], label=words("onward.factory"), icon=":material/arrow_forward:")

with guarded(words):
    show(cards.visit(view, short=True), words, key="visit")
    st.page_link(onward["visit"], label=words("onward.visit"), icon=":material/arrow_forward:")

st.page_link(onward["sources"], label=words("onward.sources"), icon=":material/arrow_forward:")
