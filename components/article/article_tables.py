"""Tables of the facts extracted from an article, and the notes shown at their highlights."""

from __future__ import annotations

from typing import NamedTuple

from components.article.article_view import SOURCE_ID, ArticleView
from components.article.highlights import Highlight
from components.charts.fact_text import amount, bounds_beside_amount, period
from components.i18n import Messages
from data import Fact
from data.extraction import Doubt, Stop
from data.model.metric import can_be_negative, metric_id

# Kinds of highlights, in the order of the legend; others come after them.
KINDS = ("turnover", "exports", "imports", "balance", "output", "growth", "stop", "doubt")

STOP_KINDS = ("industry", "business", "diplomacy", "culture", "remembrance")
_ORDER_BASES = ("stated", "told", "within")
_DOUBT_REASONS = (
    "share",
    "price",
    "investment",
    "agreement",
    "people",
    "cargo",
    "count",
    "range",
    "unclear",
    "sum",
    "change",
)


class Cell(NamedTuple):
    """A cell of a table: a text, and a remark in small type under it."""

    text: str
    remark: str = ""


class Row(NamedTuple):
    """One figure, stop or doubt: its highlight in the text, its row, and the note shown at the highlight.

    phrase: the words it was read from, the last cell of the row, which leads to the highlight. title and lines: the
    note, as a heading and pairs of term and text.
    """

    highlight: Highlight
    phrase: str
    cells: list[Cell]
    title: str
    lines: list[tuple[str, str]]


class Table(NamedTuple):
    """A table of extracted facts in the order of the text; stops in the order of time."""

    title: str
    columns: list[str]
    rows: list[Row]


def build_tables(view: ArticleView) -> list[Table]:
    """Return the tables of figures, stops and doubts that are not empty."""
    return [table for table in (_figures(view), _stops(view), _doubts(view)) if table.rows]


def kind_name(kind: str, words: Messages) -> str:
    """Return the name of a kind of highlight: that of its metric, or growth, stop, doubt."""
    return words(f"mark.{kind}") if kind in ("growth", "stop", "doubt") else words.name("metrics", kind)


def parties(fact: Fact, words: Messages) -> str:
    """Return reporter and partner of a fact: Abai region – Uzbekistan."""
    reporter = words.name("areas", fact.reporter or "")
    if not fact.partner:
        return reporter
    return words("claim.parties", reporter=reporter, partner=words.name("areas", fact.partner))


def _figures(view: ArticleView) -> Table:
    words = view.words
    rows = [_figure(fact, claim.of, view) for fact, claim in zip(view.claims, view.reading.claims, strict=True)]
    names = ("figure", "who", "value", "period", "said_as")
    return Table(words("article.facts"), [words(f"column.{name}") for name in (*names, "words")], rows)


def _figure(fact: Fact, of: str | None, view: ArticleView) -> Row:
    words, source = view.words, view.sources[SOURCE_ID]
    signed = (fact.metric == "growth" or can_be_negative(fact.metric)) and fact.unit != "x"
    figure = amount(fact, words, signed=signed)
    could_be = bounds_beside_amount(fact, words)
    product = words.name("products", fact.product) if fact.product else ""
    name = words("mark.growth_of", of=kind_name(metric_id(of), words)) if of else kind_name(fact.metric, words)
    when = period(fact, source, words)
    quoted_period = words("article.heard", phrase=fact.period_text) if fact.period_text else ""
    modality = words(f"modality.{fact.modality}")
    cells = [
        Cell(name, product),
        Cell(parties(fact, words)),
        Cell(figure, words("headline.could", bounds=could_be) if could_be else ""),
        Cell(when, quoted_period),
        Cell(modality),
    ]
    lines = [
        (words("column.who"), parties(fact, words)),
        (words("record.product"), product),
        (words("column.bounds"), could_be),
        (words("column.period"), " ".join(filter(None, (when, quoted_period)))),
        (words("column.said_as"), modality),
    ]
    highlight = Highlight(fact.id, fact.metric, fact.phrase_start or 0, fact.phrase_end or 0)
    return Row(highlight, fact.phrase or "", cells, f"{name}: {figure}", [line for line in lines if line[1]])


def _stops(view: ArticleView) -> Table:
    stops = sorted(enumerate(view.reading.stops), key=lambda item: (item[1].day, item[1].order))
    columns = [view.words(f"column.{name}") for name in ("stop", "kind", "order", "words")]
    return Table(view.words("article.stops"), columns, [_stop(number, stop, view.words) for number, stop in stops])


def _stop(number: int, stop: Stop, words: Messages) -> Row:
    # The extraction names places and actions in English; on pages in other languages the report is quoted.
    english = words.language == "en"
    place, action = (stop.place, stop.action) if english else (words("source.title", title=stop.phrase), "")
    title = words("visit.numbered", order=stop.order, title=place)
    sort = words(f"kind.{stop.sort}") if stop.sort in STOP_KINDS else ""
    basis = stop.basis if stop.basis in _ORDER_BASES else "told"
    order = words(f"order.{basis}", phrase=stop.order_text) if stop.order_text else words("order.unworded")
    planned = words("modality.target") if (stop.note or "").startswith("planned") else ""
    cells = [Cell(title, action), Cell(sort, planned), Cell(order)]
    lines = [(words("column.deed"), action), (words("column.kind"), sort), (words("column.order"), order)]
    lines.append((words("column.said_as"), planned))
    highlight = Highlight(f"stop-{number}", "stop", stop.start, stop.stop)
    return Row(highlight, stop.phrase, cells, title, [line for line in lines if line[1]])


def _doubts(view: ArticleView) -> Table:
    words = view.words
    columns = [words(f"column.{name}") for name in ("why", "words")]
    rows = [_doubt(number, doubt, words) for number, doubt in enumerate(view.reading.doubts)]
    return Table(words("article.doubts"), columns, rows)


def _doubt(number: int, doubt: Doubt, words: Messages) -> Row:
    why = words(f"doubt.{doubt.why}") if doubt.why in _DOUBT_REASONS else words("doubt.other")
    highlight = Highlight(f"doubt-{number}", "doubt", doubt.start, doubt.stop)
    return Row(highlight, doubt.phrase, [Cell(why)], kind_name("doubt", words), [("", why)])
