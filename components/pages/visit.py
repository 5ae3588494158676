"""Visit: the stops in order, filtered by kind, and what was offered and promised."""

import streamlit as st

from components import cards, html
from components.app import guarded
from components.card import show
from components.charts.visit_timeline import KINDS
from components.filters import several
from components.view import current


@st.fragment
def filtered() -> None:
    """Only this is run again when the filter changes."""
    with guarded(fragment=True):
        view = current()
        words = view.words
        kinds = [kind for kind in KINDS if any(event["kind"] == kind for event in view.events)]
        picked = several("kind", kinds, words("visit.filter"), lambda kind: words(f"kind.{kind}"), words)
        show(cards.visit(view, picked), words, key="visit")


view = current()
words = view.words
html.put("heading", finding=words("visit.finding"), about=words("visit.about"))
filtered()
columns, rows = cards.commitments(view)
html.put("facts", title=words("visit.commitments"), columns=columns, rows=rows)
