"""No text of the tables or of an article is markup in a chart, where plotly.js and browsers would make links of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from components.charts.markup import escape_foreign_tags
from components.charts.registry import charts
from components.charts.spec import Chart
from components.i18n import Messages
from components.pages.blocks import ChartCard
from components.rendering import cards
from components.rendering.cards import RenderContext
from components.svg import chart_images
from components.theme.tokens import SCREEN_LOOKS
from components.urls.site_urls import server_urls
from components.view import View
from data import Dataset
from data.model.language import LANGUAGES
from tests.components.build import CHART_NAMES, IMAGE_LOOK, build_chart
from tests.components.conftest import EXPORT, IMPORT, Seeing, claim

HOSTILE = '<a href="https://evil.example/">x</a><img src=x onerror=alert(1)></script><script>alert(2)</script>'
LOOKS = (*(look for looks in SCREEN_LOOKS.values() for look in looks.values()), IMAGE_LOOK)


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep its name, and those of its attributes."""
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}


def is_harmless(chart: Chart, html: str, words: Messages) -> bool:
    """Whether the hostile name is text wherever the chart has it; false also where it has it nowhere."""
    for look in LOOKS:
        drawn = json.dumps(chart.figure(look))
        assert not [tag for tag in ("<a", "</a", "<img", "<script", "</script") if tag in drawn]
    tags = Tags()
    tags.feed(html)
    assert not {"script", "img"} & tags.found
    assert "onerror" not in tags.attributes
    ET.fromstring(chart_images.chart_svg(chart, words))
    return "evil.example" in html


@pytest.fixture(scope="module")
def poisoned(dataset: Dataset) -> View:
    """The tables with markup in every name."""
    view = View(dataset, "en")
    labels = {key: f"{name}{HOSTILE}" for key, name in view.words._labels.items()}
    view.__dict__["words"] = Messages("en", labels, view.words.quotes)
    return view


@pytest.mark.parametrize("name", CHART_NAMES)
def test_a_name_of_the_tables_is_text_in_a_chart(poisoned: View, name: str) -> None:
    chart = build_chart(name, poisoned)
    card = cards.render_card(ChartCard(charts()[name], chart), RenderContext(poisoned, server_urls("en")))
    assert is_harmless(chart, card, poisoned.words)


def test_a_name_of_an_article_is_text_in_a_chart(seen: Seeing) -> None:
    view = seen(
        *(claim(one.kind, one.value or 0, one.phrase, reporter=f"{HOSTILE} region") for one in (EXPORT, IMPORT))
    )
    chosen = view.with_chosen(tuple(view.trade_groups[0]))
    chart = build_chart("trade-balance", chosen)
    assert is_harmless(chart, cards.render_article_card(chart, chosen.words), chosen.words)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('<b>1</b><br><span style="color:#fff">2</span>', None),
        ('<b style="font-size:9px">1</b>', None),
        ("a < b, <5 %", None),
        ("<A HREF=x>", "&lt;A HREF=x>"),
        ('<b onclick="x">', '&lt;b onclick="x">'),
        ("<<a>", "<&lt;a>"),
        ("</a><!-- -->", "&lt;/a>&lt;!-- -->"),
        ("%{y}<extra></extra>", "%{y}&lt;extra>&lt;/extra>"),  # plotly.js knows it in templates alone
    ],
)
def test_the_charts_own_tags_stay(text: str, shown: str | None) -> None:
    assert escape_foreign_tags({"text": [text], "y": [1, None]}) == {"text": [shown or text], "y": [1, None]}


def test_a_template_keeps_what_hides_the_name_of_its_trace() -> None:
    template = "%{customdata}<extra></extra>"
    trace = {"hovertemplate": template, "customdata": ["<a>x</a><b>1</b>"]}
    assert escape_foreign_tags({"data": [trace]}) == {
        "data": [{"hovertemplate": template, "customdata": ["&lt;a>x&lt;/a><b>1</b>"]}]
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHART_NAMES)
def test_tooltips_are_words_and_no_names_of_the_code(view: View, name: str, language: str) -> None:
    """A trace that readers can point at has a template without its name, and texts without ids."""
    seen = View(view.data, language)
    ids = {*seen.facts, *seen.sources, *(str(event["id"]) for event in seen.events)} - {"turnover", "exports"}
    told = []
    for trace in build_chart(name, seen).figure(SCREEN_LOOKS["light"]["wide"])["data"]:
        if trace.get("hoverinfo") == "skip":
            continue
        assert trace["hovertemplate"].endswith("<extra></extra>")
        told += list(texts(trace["customdata"]))
    assert told
    for text in told:
        assert "extra" not in re.findall(r"<(\w+)", text)
        assert not re.search(r"%\{|\{\w*\}|\bNone\b|\bnan\b|undefined|trace \d", text)
        assert not [name for name in ids if name in text and "-" in name]


def texts(part: Any) -> Iterator[str]:
    """All texts in a part of a figure."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for one in part:
            yield from texts(one)
