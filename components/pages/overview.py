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
scripts = {page.key: str(page.script) for page in PAGES}


def onward(key: str) -> None:
    """A link to the page that says more."""
    st.page_link(scripts[key], label=words(f"onward.{key}"), icon=":material/arrow_forward:")


with guarded():
    traded = [view.trade[metric] for metric in ("turnover", "exports", "imports", "balance")]
    made = [view.output[name] for name in cards.OUTPUT]
    html.put("heading", finding=findings.overview(view), about=words("overview.about"))
    html.put("headline", title=words("overview.trade"), figures=[headline(fact, view) for fact in traded])
    html.put("headline", title=words("overview.factory"), figures=[headline(fact, view) for fact in made])
    st.space("small")
    show(cards.trade(view), words, key="trade")
    onward("trade")

with guarded():
    st.space("small")
    show(cards.factory(view), words, key="factory")
    onward("factory")

with guarded():
    st.space("small")
    show(cards.visit(view, short=True), words, key="visit")
    onward("visit")

onward("sources")
