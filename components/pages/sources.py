"""Sources: every figure with its words, span, period, bounds, and a link that opens the page at the words."""

from components import html
from components.app import guarded
from components.origins import record, source_record
from components.view import current

view = current()
words = view.words
html.put("heading", finding=words("sources.finding"), about=words("sources.about"))
with guarded():
    for basis in ("stated", "derived"):
        facts = [fact for fact in view.facts.values() if fact.basis == basis]
        facts.sort(key=lambda fact: not view.shows(fact))  # the site's own figures first
        html.put("section", title=words(f"sources.{basis}"), about=words(f"sources.{basis}_about"))
        html.put("records", records=[record(fact, view) for fact in facts])
with guarded():
    html.put("section", title=words("sources.reports"), about=words("sources.reports_about"))
    html.put("records", records=[source_record(source, view) for source in view.sources.values()])
