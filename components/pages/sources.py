"""Sources: every figure with its words, span, period, bounds, and a link that opens the page at the words."""

import streamlit as st

from components import html, record_tables
from components.app import guarded
from components.origins import record, source_record
from components.view import current
from components.web.open.links import open_tables

view = current()
words = view.words
html.put("heading", finding=words("sources.finding"), about=words("sources.about"))
parts = ("stated", "derived", "reports", "record", "data")
html.put("jump", title=words("record.jump"), links=[(part, words(f"sources.{part}")) for part in parts])
with guarded():
    for basis in ("stated", "derived"):
        facts = [fact for fact in view.facts.values() if fact.basis == basis and not fact.confidence]
        facts.sort(key=lambda fact: not view.shows(fact))  # the site's own figures first
        html.put("section", id=basis, title=words(f"sources.{basis}"), about=words(f"sources.{basis}_about"))
        html.put("records", records=[record(fact, view) for fact in facts], quotes=words.quotes)
with guarded():
    html.put("section", id="reports", title=words("sources.reports"), about=words("sources.reports_about"))
    held = [source for source in view.sources.values() if source["kind"] != "record"]
    html.put("records", records=[source_record(source, view) for source in held], quotes=words.quotes)
with guarded():
    html.put("section", id="record", title=words("sources.record"), about=words("sources.record_about"))
    for part in ("figures", "pages"):
        columns, rows = getattr(record_tables, part)(view)
        with st.expander(words.count(f"sources.{part}", len(rows)), type="compact"):
            html.put("facts", title=words("sources.record"), columns=columns, rows=rows, is_titled=True)
with guarded():
    html.put("section", id="data", title=words("sources.data"), about=words("sources.data_about"))
    columns, rows = open_tables(view)
    html.put("facts", title=words("sources.data"), columns=columns, rows=rows, is_titled=True)
