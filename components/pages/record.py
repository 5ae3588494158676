"""Record: what other reports say beside the article, side by side with who says it, and where they disagree."""

import streamlit as st

from components import filters, findings, html, record, record_cards, record_tables
from components.app import guarded
from components.card import Chart, show
from components.charts.points import SIDES
from components.record import CONFIDENCES, Filter
from components.view import current
from components.words.case import capital


@st.fragment
def filtered() -> None:
    """Only this is run again when a filter changes."""
    with guarded(fragment=True):
        view = current()
        words = view.words
        chosen = picked()
        found = record.shown(view, chosen)
        charts = {"national": record_cards.national(view, chosen), "to-date": record_cards.to_date(view, chosen)}
        if not any(charts.values()):
            html.put("note", text=words("record.nothing"))
        for key, chart in charts.items():
            if chart:
                show(chart, words, key=key)
        if rest := record.without_period(found):
            columns, rows = record_tables.unplaced(view, rest)
            html.put("facts", title=words("record.unplaced"), columns=columns, rows=rows)


def picked() -> Filter:
    """What the reader picks: a flow, whose statistics, how far trusted, which years."""
    view = current()
    words = view.words

    def flow_name(flow: str) -> str:
        return words(f"flow.short.{flow}")

    def whose(side: str) -> str:
        return capital(words(f"record.side.{side}"))

    def trusted(confidence: str) -> str:
        return capital(words(f"trust.{confidence}"))

    flow = filters.one("metric", record.flows(view), words("record.flow"), flow_name, words)
    # Open where the link sets one of them.
    is_set = any(name in st.query_params for name in ("side", "confidence", "years"))
    box = st.expander(words("record.filters"), expanded=is_set, type="compact", key="filters")
    with box:
        sides = filters.several("side", SIDES, words("record.sides"), whose, words)
        trust = filters.several("confidence", CONFIDENCES, words("record.trust"), trusted, words)
        first, last = record.years(view)
        with st.container(horizontal=True):
            span = filters.years("years", first, last, (words("record.from"), words("record.to")), words)
    return Filter(flow, sides, trust, None if span == (first, last) else span)


def put(chart: Chart | None, key: str) -> None:
    """A card, where there is one."""
    if chart:
        st.space("small")
        show(chart, words, key=key)


view = current()
words = view.words
html.put("heading", finding=findings.record(view), about=words("record.about"))
parts = ("contradictions", "scale", "works", "visit")
html.put("jump", title=words("record.jump"), links=[(part, words(f"record.part.{part}")) for part in parts])
filtered()
with guarded():
    columns, rows = record_tables.contradictions(view, exclusive=True)
    html.put("section", id="contradictions", title=words("record.contradictions"), about=words("record.judged"))
    html.put("facts", title=words("record.contradictions"), columns=columns, rows=rows, is_titled=True)
    columns, rows = record_tables.contradictions(view, exclusive=False)
    with st.expander(words("record.agreeing"), type="compact"):
        html.put("facts", title=words("record.agreeing"), columns=columns, rows=rows, is_titled=True)
with guarded():
    html.put("anchor", id="scale")
    put(record_cards.scale(view), "scale")
with guarded():
    html.put("anchor", id="works")
    put(record_cards.works(view), "works")
with guarded():
    html.put("anchor", id="visit")
    put(record_cards.reports(view), "reports")
    html.put("note", text=findings.dating(view))
    for part in ("names", "dates"):
        columns, rows = getattr(record_tables, part)(view)
        html.put("facts", title=words(f"record.{part}"), columns=columns, rows=rows, quotes=words.quotes)
