"""Factory: the plant's output before and now, and how sure the change is."""

from components import cards, findings, html
from components.card import show
from components.origins import headline
from components.view import current

view = current()
words = view.words
chart = cards.factory(view)
html.put("heading", finding=findings.factory(view), about=words("factory.about"))
html.put("headline", figures=[headline(view.output[name], view) for name in cards.OUTPUT])
show(chart, words, key="factory")
html.put("facts", title=words("factory.table"), columns=chart.columns, rows=chart.rows)
