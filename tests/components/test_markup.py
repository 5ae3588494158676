"""No text of the tables or of an article is markup in a chart: plotly.js would make tags and links of it."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from components import cards, catalogue
from components.card import Chart, payload
from components.charts.markup import own_only
from components.charts.trade_balance import METRICS
from components.theme import AS_IMAGE, ON_SCREEN
from components.view import View
from components.web import plain
from components.words import Words
from data import Dataset
from tests.components.conftest import EXPORT, IMPORT, Seeing, claim

HOSTILE = '<a href="https://evil.example/">x</a><img src=x onerror=alert(1)></script><script>alert(2)</script>'


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep its name."""
        self.found.append(tag)


def harmless(chart: Chart, words: Words) -> bool:
    """Whether the hostile name is text wherever the chart has it; false also where it has it nowhere."""
    for look in (*(look for looks in ON_SCREEN.values() for look in looks.values()), AS_IMAGE):
        drawn = json.dumps(chart.figure(look))
        assert not [tag for tag in ("<a", "</a", "<img", "<script", "</script") if tag in drawn]
    tags = Tags()
    tags.feed(plain.component("card", payload(chart, words)))
    assert tags.found.count("script") == 1 and "img" not in tags.found
    return "evil.example" in payload(chart, words)


@pytest.fixture(scope="module")
def poisoned(dataset: Dataset) -> View:
    """The tables with markup in every name."""
    view = View(dataset, "en")
    labels = {key: f"{name}{HOSTILE}" for key, name in view.words._labels.items()}
    view.__dict__["words"] = Words("en", labels, view.words.quotes)
    return view


@pytest.mark.parametrize("name", catalogue.CHARTS)
def test_a_name_of_the_tables_is_text_in_a_chart(poisoned: View, name: str) -> None:
    chart = catalogue.chart(name, poisoned, {})
    assert chart
    assert harmless(chart, poisoned.words)


def test_a_name_of_an_article_is_text_in_a_chart(seen: Seeing) -> None:
    view = seen(
        *(claim(one.kind, one.value or 0, one.phrase, reporter=f"{HOSTILE} region") for one in (EXPORT, IMPORT))
    )
    chosen = view.of(tuple(view.trades[0]))
    chart = cards.trade(chosen, tuple(metric for metric in METRICS if metric in chosen.trade))
    assert harmless(chart, chosen.words)


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
    ],
)
def test_the_charts_own_tags_stay(text: str, shown: str | None) -> None:
    assert own_only({"text": [text]}) == {"text": [shown or text]}
