"""What the trade page says, in files that the pages beside it are made of: so all show the same."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from components.charts import trade_balance
from components.charts.fact_table import fact_cells, fact_columns
from components.charts.spec import Chart
from components.i18n.rich_text import Cell
from components.pages import headlines
from components.theme.tokens import SCREEN_LOOKS
from components.view import View, in_language
from data.analysis.trade_accounts import METRICS

CELLS = ("figure", "value", "bounds", "period", "words", "link")
BARS = ("metric", "height", "above", "below", "colour", "label")
DERIVED = ("coverage-ratio", "exports-share", "national-share")


def texts() -> dict[str, Any]:
    """The page's texts by their part; `columns` are the headings of its tables."""
    view = in_language("en")
    words, chart = view.words, _chart(view)
    return {
        "heading": headlines.trade_headline(view),
        "about": words("trade.opens"),
        "filter": words("trade.filter"),
        "title": chart.text.title,
        "subtitle": chart.text.subtitle,
        "caveat": chart.text.caveat,
        "source": chart.text.source,
        "link": chart.source_url,
        "open": words("card.at_words"),
        "notes": words("trade.notes"),
        "note": words("trade.note.rounding"),
        "columns": fact_columns(view),
        "footer": words("site.footer"),
    }


def figures() -> list[dict[str, Any]]:
    """The bars in order, each with its cells (`CELLS`) and what is drawn (`BARS`), in millions."""
    view = in_language("en")
    chart = _chart(view)
    drawn: dict[str, tuple[object, ...]] = {}
    for bars in chart.figure(SCREEN_LOOKS["light"]["wide"])["data"]:
        (name,), (length,), whisker = bars["ids"], bars["x"], bars.get("error_x", {})
        ends = (end for side in ("array", "arrayminus") for end in whisker.get(side, [0]))
        drawn[name] = (name, length, *ends, bars["marker"]["color"])
    rows = zip(map(_row, chart.rows), [view.trade[metric].id for metric in METRICS], strict=False)
    return [
        {**row, **dict(zip(BARS, (*drawn[name], f"{row['value'].split()[0]} ({row['bounds']})"), strict=True))}
        for row, name in rows
    ]


def derived() -> list[dict[str, str]]:
    """What follows from the figures, as cells (`CELLS`)."""
    view = in_language("en")
    return [_row(fact_cells(view.trade[metric], view)) for metric in DERIVED]


def write(folder: Path) -> None:
    """page.json, figures.csv and derived.csv."""
    (folder / "page.json").write_text(json.dumps(texts(), ensure_ascii=False), "utf-8")
    for name, rows in (("figures", figures()), ("derived", derived())):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]))
            table.writeheader()
            table.writerows(rows)


def _chart(view: View) -> Chart:
    chart = trade_balance.SPEC.build(view, {})
    assert chart, "the tables give nothing to draw"
    return chart


def _row(cells: Sequence[Cell]) -> dict[str, str]:
    link = next((part.link for part in cells[-1] if part.link), "")
    return dict(zip(CELLS, (*map(_text, cells), link), strict=True))


def _text(cell: Cell) -> str:
    return "".join(part.text for part in cell)
