"""A chart on a page: heading, picture, source, download and table. The only place that shows charts.

The browser's half is in `browser/`: `card.js` draws with the plotly.js of the plotly package and follows theme
and width without asking the server, `marks.js` tells marks to keyboard and finger, `take.js` makes the files,
`share.js` has what a chart is passed on with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import plotly.graph_objects as go
import streamlit as st

from components import browser, share
from components.cells import Cell, Part, quoted
from components.charts.markup import own_only
from components.charts.story import Story
from components.theme import AS_IMAGE, ON_SCREEN, Look
from components.web.assets import PLOTLY_JS, base
from components.words import Words


@dataclass(frozen=True)
class Detail:
    """What is shown under a chart when one of its marks is pressed: lines, the first a heading, and a link."""

    lines: Sequence[str]
    link: str = ""
    open: str = ""


@dataclass(frozen=True, eq=False)
class Chart:
    """All that a card shows of one chart.

    draw: the figure for a look. columns and rows: what is drawn, as a table. csv: the same rows with every
    detail. file: name of downloads, without an ending. at_words: the source, opened at its words.
    open: whether the table is shown from the start. details: by id of a mark, what is said when it is pressed.
    query: what is picked of it, as the address says it; None where the chart has no address: a reader's own.
    """

    name: str
    story: Story
    draw: Callable[[Look], go.Figure]
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    csv: str
    file: str
    at_words: str
    open: bool = False
    details: Mapping[str, Detail] = field(default_factory=dict)
    query: Sequence[tuple[str, str]] | None = None

    def figure(self, look: Look) -> dict[str, Any]:
        """The figure for a look as JSON, with no markup but the charts' own, whatever the data hold."""
        drawn: dict[str, Any] = own_only(json.loads(self.draw(look).to_json()))
        return drawn


def show(chart: Chart, words: Words, *, key: str) -> None:
    """Put the chart on the page; `key` tells apart two cards of one page."""
    _renderer()(data=[payload(chart, words)], key=f"card-{key}")


# Kept as long as the chart itself, which its view keeps: what a reader gave goes with the reader.
_payloads: WeakKeyDictionary[Chart, str] = WeakKeyDictionary()


def payload(chart: Chart, words: Words) -> str:
    """What the browser needs, as JSON: the words, the figure in each look, the table and the CSV."""
    if chart not in _payloads:
        _payloads[chart] = _payload(chart, words)
    return _payloads[chart]


def _payload(chart: Chart, words: Words) -> str:
    story = chart.story
    content: dict[str, Any] = {
        "name": chart.name,
        "script": base() + PLOTLY_JS,
        "title": story.title,
        "subtitle": _parts(story.subtitle, words),
        "caveat": _parts(story.caveat or "", words),
        "alt": f"{story.title}. {story.alt}",
        "source": story.source,
        "site": words("site.name"),
        "atWords": chart.at_words,
        "columns": list(chart.columns),
        "rows": [[[part for one in cell for part in _told(one, words)] for cell in row] for row in chart.rows],
        "csv": chart.csv,
        "file": chart.file,
        "open": chart.open,
        "details": {
            name: {"lines": [_parts(line, words) for line in detail.lines], "link": detail.link, "open": detail.open}
            for name, detail in chart.details.items()
        },
        "words": {name: words(f"card.{name}") for name in _WORDS},
        **share.parts(chart.name, chart.query, story.title, story.source, words),
        "figures": {
            theme: {size: chart.figure(look) for size, look in looks.items()} for theme, looks in ON_SCREEN.items()
        },
        "image": chart.figure(AS_IMAGE),
    }
    return json.dumps(content, ensure_ascii=False)


_WORDS = (
    "download",
    "png",
    "svg",
    "csv",
    "copy",
    "table",
    "at_words",
    "saved",
    "copied",
    "no_copy",
    "failed",
    "not_drawn",
    "keys",
    "keys_few",
    "share",
    "copy_text",
    "text_copied",
    "no_text_copy",
)


def _parts(text: str, words: Words) -> list[dict[str, Any]]:
    return [vars(part) for part in quoted(text, words.quotes)]


def _told(part: Part, words: Words) -> list[dict[str, Any]]:
    """A part of a cell; one of the page's own language in parts, where it quotes another."""
    return [vars(part)] if part.link or part.language else _parts(part.text, words)


@cache
def _renderer() -> Callable[..., object]:
    return st.components.v2.component(
        "chart_card",
        html=browser.markup("card"),
        js=browser.module("card"),
        isolate_styles=False,  # the style of plotly.js and of the site is in the page's head
    )
