"""What was read from an article, in words: the rows of its tables and the notes of its marks."""

from __future__ import annotations

from typing import NamedTuple

from components.article.article_view import METRIC_OF, SOURCE, ArticleView
from components.article.highlights import Mark
from components.charts.fact_text import amount, bounds, period
from components.i18n import Words
from data import Fact
from data.extraction import Doubt, Stop

# In the order of the legend.
KINDS = ("turnover", "exports", "imports", "balance", "output", "growth", "stop", "doubt")

SORTS = ("industry", "business", "diplomacy", "culture", "remembrance")
_BASES = ("stated", "told", "within")
_REASONS = (
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
    """A cell of a table: what it says, and under it in small what belongs to that."""

    text: str
    under: str = ""


class Row(NamedTuple):
    """One figure, stop or doubt: its mark, its row, and the note at its mark, a title and terms with texts.

    The phrase it was read from is not among the cells: it stands last in the row and leads to the mark.
    """

    mark: Mark
    phrase: str
    cells: list[Cell]
    title: str
    lines: list[tuple[str, str]]


class Table(NamedTuple):
    """A table of what was read, in the order of the text; of a visit, in the order of time."""

    title: str
    columns: list[str]
    rows: list[Row]


def tables(view: ArticleView) -> list[Table]:
    """Figures, stops and doubts, those that there are."""
    return [table for table in (_figures(view), _stops(view), _doubts(view)) if table.rows]


def kind_name(kind: str, words: Words) -> str:
    """What a kind of mark is called: a metric's own name, or growth, stop, doubt."""
    return words(f"mark.{kind}") if kind in ("growth", "stop", "doubt") else words.name("metrics", kind)


def who(fact: Fact, words: Words) -> str:
    """Whose figure it is and with whom: Abai region – Uzbekistan."""
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
    words, source = view.words, view.sources[SOURCE]
    signed = fact.metric in ("growth", "balance") and fact.unit != "x"
    figure = amount(fact, words, signed=signed)
    is_open = fact.relation == "=" and bounds(fact, words) != words.numbers.value(fact.value, fact.unit)
    could = words("headline.could", bounds=bounds(fact, words)) if is_open else ""
    product = words.name("products", fact.product) if fact.product else ""
    name = words("mark.growth_of", of=kind_name(METRIC_OF.get(of, of), words)) if of else kind_name(fact.metric, words)
    when = period(fact, source, words)
    heard = words("article.heard", phrase=fact.period_text) if fact.period_text else ""
    said = words(f"modality.{fact.modality}")
    cells = [Cell(name, product), Cell(who(fact, words)), Cell(figure, could), Cell(when, heard), Cell(said)]
    lines = [
        (words("column.who"), who(fact, words)),
        (words("record.product"), product),
        (words("column.bounds"), bounds(fact, words) if could else ""),
        (words("column.period"), " ".join(filter(None, (when, heard)))),
        (words("column.said_as"), said),
    ]
    mark = Mark(fact.id, fact.metric, fact.start or 0, fact.stop or 0)
    return Row(mark, fact.phrase or "", cells, f"{name}: {figure}", [line for line in lines if line[1]])


def _stops(view: ArticleView) -> Table:
    stops = sorted(enumerate(view.reading.stops), key=lambda item: (item[1].day, item[1].order))
    columns = [view.words(f"column.{name}") for name in ("stop", "kind", "order", "words")]
    return Table(view.words("article.stops"), columns, [_stop(number, stop, view.words) for number, stop in stops])


def _stop(number: int, stop: Stop, words: Words) -> Row:
    # The reader names places and deeds in English; elsewhere the report's own words say it better.
    english = words.language == "en"
    place, deed = (stop.place, stop.action) if english else (words("source.title", title=stop.phrase), "")
    title = words("visit.numbered", order=stop.order, title=place)
    sort = words(f"kind.{stop.sort}") if stop.sort in SORTS else ""
    basis = stop.basis if stop.basis in _BASES else "told"
    order = words(f"order.{basis}", phrase=stop.order_text) if stop.order_text else words("order.unworded")
    planned = words("modality.target") if (stop.note or "").startswith("planned") else ""
    cells = [Cell(title, deed), Cell(sort, planned), Cell(order)]
    lines = [(words("column.deed"), deed), (words("column.kind"), sort), (words("column.order"), order)]
    lines.append((words("column.said_as"), planned))
    mark = Mark(f"stop-{number}", "stop", stop.start, stop.stop)
    return Row(mark, stop.phrase, cells, title, [line for line in lines if line[1]])


def _doubts(view: ArticleView) -> Table:
    words = view.words
    columns = [words(f"column.{name}") for name in ("why", "words")]
    rows = [_doubt(number, doubt, words) for number, doubt in enumerate(view.reading.doubts)]
    return Table(words("article.doubts"), columns, rows)


def _doubt(number: int, doubt: Doubt, words: Words) -> Row:
    why = words(f"doubt.{doubt.why}") if doubt.why in _REASONS else words("doubt.other")
    mark = Mark(f"doubt-{number}", "doubt", doubt.start, doubt.stop)
    return Row(mark, doubt.phrase, [Cell(why)], kind_name("doubt", words), [("", why)])
