"""Overview: the finding, the headline figures, the three charts in short, and ways onward."""

import streamlit as st

from components import cards, findings, html
from components.app import guarded
from components.card import show
from components.onward import onward
from components.origins import headline
from components.view import current

view = current()
words = view.words
with guarded():
    traded = [headline(view.trade[metric], view) for metric in ("turnover", "exports", "imports", "balance")]
    made = [headline(view.output[name], view) for name in cards.OUTPUT]
    html.put("heading", finding=findings.overview(view), about=words("overview.about"))
    html.put(
        "headline",
        title=words("overview.trade"),
        figures=traded,
        quotes=words.quotes,
    )
    html.put(
        "headline",
        title=words("overview.factory"),
        figures=made,
        quotes=words.quotes,
    )
    st.space("small")
    show(cards.trade(view), words, key="trade")
    onward("trade", words)

with guarded():
    st.space("small")
    show(cards.factory(view), words, key="factory")
    onward("factory", words)

with guarded():
    st.space("small")
    show(cards.visit(view, short=True), words, key="visit")
    onward("visit", words)

onward("record", words)
onward("sources", words)
