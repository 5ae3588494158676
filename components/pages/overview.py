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
    traded = [view.trade[metric] for metric in ("turnover", "exports", "imports", "balance")]
    made = [view.output[name] for name in cards.OUTPUT]
    html.put("heading", finding=findings.overview(view), about=words("overview.about"))
    html.put("headline", title=words("overview.trade"), figures=[headline(fact, view) for fact in traded])
    html.put("headline", title=words("overview.factory"), figures=[headline(fact, view) for fact in made])
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
