"""Trade: the balance chart, filtered by metric, its figures as a table, and whether they add up."""

import streamlit as st

from components import cards, findings, html
from components.app import guarded
from components.card import show
from components.charts.trade_balance import METRICS
from components.filters import several
from components.onward import onward
from components.origins import addition
from components.view import current


@st.fragment
def filtered() -> None:
    """Only this is run again when the filter changes."""
    with guarded(fragment=True):
        view = current()
        words = view.words
        picked = several("metric", METRICS, words("trade.filter"), lambda metric: words.name("metrics", metric), words)
        show(cards.trade(view, picked, table=True), words, key="trade")


view = current()
html.put("heading", finding=findings.trade(view), about=view.words("trade.about"))
filtered()
html.put("check", **addition(view))
derived = [
    view.trade[metric] for metric in ("coverage-ratio", "exports-share", "national-share") if metric in view.trade
]
html.put(
    "facts",
    title=view.words("trade.derived"),
    columns=cards.fact_columns(view),
    rows=[cards.fact_cells(fact, view) for fact in derived],
)
onward("record", view.words)
