"""The table of sources: reports, pages and series, with what is known of each."""

from __future__ import annotations

from collections import Counter

from components.charts.fact_text import SERIES_KIND, publisher_and_date, vintage
from components.charts.spec import Query, select_known
from components.i18n.letter_case import capitalize_first
from components.pages import figure_list
from components.pages.blocks import Record, RecordTable
from components.view import Row, View


def source_table(view: View, query: Query) -> RecordTable:
    """Return the table of sources: publisher, date and how it is known, language, number of figures.

    Series come first, then the sources of most figures.
    """
    words = view.words
    counts = Counter(fact.source for fact in view.facts.values() if fact.basis != "derived")
    sources = sorted(
        view.sources.values(),
        key=lambda row: (row["kind"] != SERIES_KIND, -counts[row["id"]], str(row["publisher"]).casefold()),
    )
    return RecordTable(
        id=figure_list.REPORTS,
        title=words("sources.reports"),
        columns={
            "source": words("record.source"),
            **{name: words(f"column.{name}") for name in ("dating", "language", "count")},
        },
        records=[_record(source, counts[source["id"]], view) for source in sources],
        limit=figure_list.LIMIT,
        total=len(sources),
        path=figure_list.PATH,
        selection=select_known(figure_list.FILTERS, query, view),
    )


def _record(source: Row, figures: int, view: View) -> Record:
    words, title = view.words, view.words.name("sources", source["id"], "title")
    language = words.numbers.language(source["language"], source["script"]) if source["language"] else ""
    return Record(
        cells=[publisher_and_date(source, words), _dating(source, view), language, str(figures)],
        more=title if title != source["publisher"] else "",
        url=source["url"] or "",
    )


def _dating(source: Row, view: View) -> str:
    """Return the date of a source and how it is known; of a series as of when it is, and its terms."""
    words, date = view.words, view.words.numbers.date
    if source["kind"] == SERIES_KIND:
        terms = words.label("sources", source["id"], "terms")
        return words("join").join(filter(None, (capitalize_first(vintage(source, words)), terms)))
    if source["published"]:
        return words("source.printed", date=date(source["published"]))
    if not source["dated"]:
        return words("source.no_date")
    by = [view.sources[name] for name in (source["dated_by"] or "").split()]
    if not by:
        return words("source.estimated", month=date(source["dated"]))
    dating = (words("source.says", publisher=other["publisher"], date=date(other["published"])) for other in by)
    return words("source.by_others", month=date(source["dated"]), sources=words("join").join(dating))
