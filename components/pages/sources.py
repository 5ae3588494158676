"""Sources: every figure with its words, span, period, bounds, and a link that opens the page at the words."""

from components import html
from components.origins import record, source_record
from components.view import current

view = current()
words = view.words
html.put("heading", finding=words("sources.finding"), about=words("sources.about"))
stated = [fact for fact in view.facts.values() if fact.basis == "stated"]
derived = [fact for fact in view.facts.values() if fact.basis == "derived"]
html.put("section", title=words("sources.stated"), about=words("sources.stated_about"))
html.put("records", records=[record(fact, view) for fact in stated])
html.put("section", title=words("sources.derived"), about=words("sources.derived_about"))
html.put("records", records=[record(fact, view) for fact in derived])
html.put("section", title=words("sources.reports"), about=words("sources.reports_about"))
html.put("records", records=[source_record(source, view) for source in view.sources.values()])
