"""Tables of the record page, each as a pair of headings and rows of cells."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.fact_table import source_link
from components.charts.fact_text import publisher_and_date
from components.charts.statement_table import statement_cells, statement_columns
from components.charts.statement_text import notes
from components.i18n.rich_text import Cell, Part, language_tag
from components.urls.source_links import text_fragment_url
from components.view import Row, View
from data.analysis.mirror_flows import Statement

Table = tuple[list[str], list[list[Cell]]]


def undated_statement_table(view: View, statements: Sequence[Statement]) -> Table:
    """Return the statements that give no period."""
    words = view.words
    rows = [[*statement_cells(one, view), (Part(" ".join(notes(one.fact, view.facts, words))),)] for one in statements]
    return [*statement_columns(words), words("column.note")], rows


def asymmetry_table(view: View, rows: Sequence[Row], fields: Sequence[str]) -> Table:
    """Return why the countries count differently: these texts of each reason, and its source."""
    words = view.words
    cells: list[list[Cell]] = []
    for row in rows:
        source = view.sources[row["source"]]
        publisher = publisher_and_date(source, words)
        name = words("link.about", link=publisher, topic=words.name("asymmetries", row["id"], "title"))
        link = Part(publisher, link=text_fragment_url(source, row["phrase"]), name=name)
        texts = [words.label("asymmetries", row["id"], field) or "" for field in fields]
        cells.append([*((Part(text),) for text in texts), (link,)])
    return [words(f"column.{name}") for name in (*(f"asymmetry.{field}" for field in fields), "report")], cells


def name_table(view: View) -> Table:
    """Return how each report spells a name."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("people", "written", "report")]
    rows: list[list[Cell]] = []
    for row in _of_kind(view, "name"):
        source = view.sources[row["source"]]
        rows.append(
            [
                (Part(words.name("told", row["about"])),),
                (Part(row["words"], language_tag(source["language"], source["script"])),),
                (source_link(source, words),),
            ]
        )
    return columns, rows


def date_table(view: View) -> Table:
    """Return how reports date the visit: by a day in their text, or by their own date."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("what", "date", "report")]
    rows: list[list[Cell]] = []
    for row in _of_kind(view, "date"):
        day = words.numbers.date(row["date"])
        when = words("record.hour", date=day, hour=row["words"]) if row["words"] else day
        source = view.sources[row["source"]]
        rows.append([(Part(words.name("told", row["about"])),), (Part(when),), (source_link(source, words),)])
    return columns, rows


def _of_kind(view: View, kind: str) -> list[Row]:
    return [row for row in view.tellings if row["kind"] == kind]
