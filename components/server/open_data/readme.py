"""The readme that goes with the data: what the tables hold, how to read the figures, where they are from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from components.charts.fact_text import published
from components.i18n import Words
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
# A line of a table ends at its end, and a bar in a text parts no columns.
_TEMPLATES.filters["cell"] = lambda text: text.replace("\n", " ").replace("|", r"\|")


def readme(words: Words, tables: Sequence[tuple[Table, int]], dataset: Dataset) -> str:
    """Markdown in the language of `words`, which has the labels: `tables` with their numbers of rows, and the rest.

    The rest is told from `dataset`; DataError where a table of it that is told of is not sound.
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
        undated=list(_undated(words, sources)),
        inexact=sum(row["dated"] is not None and row["dated_by"] is None for row in sources.values()),
        sources=_by_kind(words, sources),
    )


def _table(words: Words, table: Table, rows: int) -> Row:
    return {
        "file": _file(table.name),
        "meaning": words.meaning(table.meaning),
        "rows": words.numbers.value(rows, "rows"),
        "columns": [
            {
                "name": column.name,
                "meaning": _coded(words.meaning(column.meaning), column.allowed),
                "unit": words.meaning(column.unit) if column.unit else "",
                "held": _held(words, column),
            }
            for column in table.columns
        ],
    }


def _file(table: str) -> str:
    return f"{table}.csv"


def _coded(text: str, codes: Sequence[str]) -> str:
    """`text` with each of `codes` that it explains set as code: "stated: …" → "`stated`: …"."""
    explained = "|".join(re.escape(code) for code in codes)
    return re.sub(rf"(?<!\w)({explained}):", r"`\1`:", text) if codes else text


def _held(words: Words, column: Column) -> str:
    """What a cell of the column may hold, and whether it may be empty."""
    if column.allowed:
        what = ", ".join(f"`{code}`" for code in column.allowed)
    elif column.refers:
        what = words(f"readme.type.{'several' if column.many else 'one'}", file=_file(column.refers))
    else:
        what = words(f"readme.type.{column.type}")
    return words("join").join([what, words("readme.required")] if column.required else [what])


def _example(dataset: Dataset) -> Row | None:
    """The first figure that was read from words, with its interval as the table writes it."""
    read = (row for _, row in dataset.rows("observations") if row["phrase"])
    first: Row | None = next(read, None)
    numbers = ("value", "rounding", "low", "high")
    return first and {**{name: f"{first[name]:.15g}" for name in numbers}, "id": first["id"], "phrase": first["phrase"]}


def _boundaries(words: Words, dataset: Dataset) -> Iterator[Row]:
    """Areas that took the place of others of the same name."""
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


def _sources(words: Words, dataset: Dataset) -> dict[str, Row]:
    rows = [row for _, row in dataset.rows("sources")]
    return {row["id"]: {**row, "publisher": words.name("publishers", row["publisher"])} for row in rows}


def _undated(words: Words, sources: dict[str, Row]) -> Iterator[Row]:
    """Reports that bear no date and are dated by others."""
    for row in sources.values():
        if row["dated_by"]:
            yield {
                "id": row["id"],
                "publisher": row["publisher"],
                "month": words.numbers.date(row["dated"]),
                "sources": words("join").join(published(sources[name], words) for name in row["dated_by"].split()),
            }


def _by_kind(words: Words, sources: dict[str, Row]) -> dict[str, list[str]]:
    """A line a source, by what it was used for."""
    lines: dict[str, list[str]] = {}
    for row in sources.values():
        address = f"<{row['url']}>" if row["url"] else row["file"]
        lines.setdefault(row["kind"], []).append(f"`{row['id']}`: {published(row, words)}, {address}")
    return lines
