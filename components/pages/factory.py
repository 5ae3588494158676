"""Factory: the plant's output before and now, and how sure the change is."""

from components import cards, findings, html
from components.card import show
from components.origins import headline
from components.view import current

view = current()
words = view.words
html.put("heading", finding=findings.factory(view), about=words("factory.about"))
html.put(
    "headline", title="", figures=[headline(view.output[name], view) for name in cards.OUTPUT], quotes=words.quotes
)
show(cards.factory(view, table=True), words, key="factory")
