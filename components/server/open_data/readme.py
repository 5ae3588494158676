"""The readme of the archive: what the tables hold, how to read the figures, where they are from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from components.charts.fact_text import SERIES_KIND, publisher_and_date, vintage
from components.i18n import Messages
from data import Dataset
from data.model.column_types import Column, Table
from data.store.datapackage import LICENCE, NAME

Row = dict[str, Any]

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
# In a Markdown table, a line break would end the row and a bar the cell.
_TEMPLATES.filters["cell"] = lambda text: text.replace("\n", " ").replace("|", r"\|")


def render_readme(words: Messages, tables: Sequence[tuple[Table, int]], dataset: Dataset) -> str:
    """Return the readme as Markdown, in the language of `words`.

    tables: each with its number of rows. Raises DataError if a table of the dataset that it describes is not sound.
    """
    sources = _sources(words, dataset)
    return _TEMPLATES.get_template("readme.md").render(
        say=lambda key, **parts: words(f"readme.{key}", **parts),
        count=lambda key, n: words.count(f"readme.{key}", n),
        site=words("site.name"),
        package=NAME,
        licence=LICENCE["path"],
        tables=[_table(words, table, rows) for table, rows in tables],
        example=_example(dataset),
        boundaries=list(_boundaries(words, dataset)),
        undated=list(_undated_reports(words, sources)),
        inexact=sum(row["dated"] is not None and row["kind"] == "record" for row in sources.values()),
        sources=_source_lines(words, sources),
    )


def _table(words: Messages, table: Table, rows: int) -> Row:
    return {
        "file": _file_name(table.name),
        "meaning": words.schema_text(table.meaning),
        "rows": words.numbers.value(rows, "rows"),
        "columns": [
            {
                "name": column.name,
                "meaning": _mark_codes(words.schema_text(column.meaning), column.allowed),
                "unit": words.schema_text(column.unit) if column.unit else "",
                "format": _cell_format(words, column),
            }
            for column in table.columns
        ],
    }


def _file_name(table: str) -> str:
    return f"{table}.csv"


def _mark_codes(text: str, codes: Sequence[str]) -> str:
    """Return `text` with the `codes` that it explains marked as code: "stated: …" → "`stated`: …"."""
    explained = "|".join(re.escape(code) for code in codes)
    return re.sub(rf"(?<!\w)({explained}):", r"`\1`:", text) if codes else text


def _cell_format(words: Messages, column: Column) -> str:
    """Return what a cell of the column may hold, and whether it may be empty."""
    if column.allowed:
        what = ", ".join(f"`{code}`" for code in column.allowed)
    elif column.references:
        what = words(f"readme.type.{'several' if column.many else 'one'}", file=_file_name(column.references))
    else:
        what = words(f"readme.type.{column.type}")
    return words("join").join([what, words("readme.required")] if column.required else [what])


def _example(dataset: Dataset) -> Row | None:
    """Return the first figure that was read from words, with its interval as in the table; None if there is none."""
    read = (row for _, row in dataset.rows("observations") if row["phrase"])
    first: Row | None = next(read, None)
    numbers = ("value", "rounding", "low", "high")
    return first and {**{name: f"{first[name]:.15g}" for name in numbers}, "id": first["id"], "phrase": first["phrase"]}


def _boundaries(words: Messages, dataset: Dataset) -> Iterator[Row]:
    """Yield areas that replaced others when boundaries changed."""
    for _, row in dataset.rows("areas"):
        if row["succeeds"] and row["since"]:
            yield {
                "name": words.name("areas", row["id"]),
                "month": words.numbers.date(row["since"]),
                "before": row["succeeds"],
                "before_note": words.name("areas", row["succeeds"], "note"),
                "after": row["id"],
                "after_note": words.name("areas", row["id"], "note"),
            }


def _sources(words: Messages, dataset: Dataset) -> dict[str, Row]:
    rows = [row for _, row in dataset.rows("sources")]
    return {row["id"]: {**row, "publisher": words.name("publishers", row["publisher"])} for row in rows}


def _undated_reports(words: Messages, sources: dict[str, Row]) -> Iterator[Row]:
    """Yield articles without a date of their own, with the reports that date them."""
    for row in sources.values():
        if row["dated_by"] and row["kind"] == "report":
            yield {
                "id": row["id"],
                "publisher": row["publisher"],
                "month": words.numbers.date(row["dated"]),
                "sources": words("join").join(
                    publisher_and_date(sources[name], words) for name in row["dated_by"].split()
                ),
            }


def _source_lines(words: Messages, sources: dict[str, Row]) -> dict[str, list[str]]:
    """Return a line for each source, by kind of source."""
    lines: dict[str, list[str]] = {}
    for row in sources.values():
        if row["kind"] == SERIES_KIND:
            series = words("source.named", publisher=publisher_and_date(row, words), when=vintage(row, words))
            terms = words.label("sources", row["id"], "terms")
            line = words("join").join(filter(None, (series, terms)))
        else:
            address = f"<{row['url']}>" if row["url"] else row["file"]
            line = f"{publisher_and_date(row, words)}, {address}"
        lines.setdefault(row["kind"], []).append(f"`{row['id']}`: {line}")
    return lines
