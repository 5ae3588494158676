"""A chart on a page: heading, picture, source, download and table. The only place that shows charts.

The browser's half is in `browser/`: `plot.js` draws with the plotly.js of the plotly package and follows theme
and width without asking the server, `marks.js` tells marks to keyboard and finger, `take.js` makes the files,
`share.js` has what a chart is passed on with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import plotly.graph_objects as go
import streamlit as st

from components import browser, html, share
from components.cells import Cell, quoted
from components.charts.markup import own_only
from components.charts.story import Story
from components.theme import AS_IMAGE, DARK, LIGHT, ON_SCREEN, Look
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
    picks: the parameter of the filter that picks of it, any number, with its options in order.
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
    picks: tuple[str, Sequence[str]] | None = None

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
    figures = {size: chart.figure(look) for size, look in ON_SCREEN["light"].items()}
    content: dict[str, Any] = {
        "name": chart.name,
        "script": base() + PLOTLY_JS,
        "title": chart.story.title,
        "alt": _alt(chart),
        "site": words("site.name"),
        "csv": chart.csv,
        "file": chart.file,
        "details": {
            name: {"lines": [_parts(line, words) for line in detail.lines], "link": detail.link, "open": detail.open}
            for name, detail in chart.details.items()
        },
        "data": f"{base()}charts/{chart.name}.json",
        "picks": chart.picks if chart.query is not None else None,
        "words": {name: words(f"card.{name}") for name in _WORDS},
        **share.parts(chart.name, chart.query, chart.story.title, chart.story.source, words),
        "figures": figures,
        "image": chart.figure(AS_IMAGE),
        # On a dark page the same figures are drawn in these colours, by those that they have.
        "dark": dict(zip(astuple(LIGHT), astuple(DARK), strict=True)),
    }
    content["print"] = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]
    content["card"] = _markup(chart, words, figures, content["print"])
    return json.dumps(content, ensure_ascii=False)


def _alt(chart: Chart) -> str:
    return f"{chart.story.title}. {chart.story.alt}"


def _markup(chart: Chart, words: Words, figures: Mapping[str, Any], fingerprint: str) -> str:
    """The card as HTML, its chart not drawn yet."""
    story = chart.story
    return html.render(
        "card",
        name=chart.name,
        print=fingerprint,
        title=story.title,
        subtitle=story.subtitle,
        caveat=story.caveat or "",
        quotes=words.quotes,
        alt=_alt(chart),
        keys=words("card.keys" if chart.details else "card.keys_few"),
        heights={size: figure["layout"]["height"] for size, figure in figures.items()},
        source=story.source,
        at_words=chart.at_words,
        columns=chart.columns,
        rows=chart.rows,
        open=chart.open,
        ways=_WAYS,
        words={name: words(f"card.{name}") for name in (*_SAID, *_WAYS)},
    )


# What can be taken of a chart, and what else its card says from the start.
_WAYS = ("png", "svg", "copy", "csv")
_SAID = ("download", "table", "share", "at_words")
# What it says once something is done.
_WORDS = ("saved", "copied", "no_copy", "failed", "not_drawn", "copy_text", "text_copied", "no_text_copy")


def _parts(text: str, words: Words) -> list[dict[str, Any]]:
    return [vars(part) for part in quoted(text, words.quotes)]


@cache
def _renderer() -> Callable[..., object]:
    return st.components.v2.component(
        "chart_card",
        html='<figure class="card"></figure>',
        js=browser.module("card"),
        isolate_styles=False,  # the style of plotly.js and of the site is in the page's head
    )
