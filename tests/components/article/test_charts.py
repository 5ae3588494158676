"""Charts of an article that a reader gave: the same as those of the tables, for any area, plant and period."""

from __future__ import annotations

import gc
import re
import weakref
from dataclasses import replace
from math import inf
from typing import Any

import pytest

from components.article import downloads
from components.article.article_tables import build_tables
from components.article.article_view import ArticleView
from components.charts.spec import Chart
from components.rendering import article, cards
from components.svg import chart_images
from components.theme.tokens import SCREEN_LOOKS
from data.analysis.trade_accounts import METRICS
from data.extraction import read
from data.model.language import LANGUAGES
from tests.components.build import IMAGE_LOOK, build_chart
from tests.components.conftest import BEFORE, EXPORT, IMPORT, Seeing, claim, made

WIDE = SCREEN_LOOKS["light"]["wide"]


def trade(view: ArticleView) -> Chart:
    return build_chart("trade-balance", view)


def bars(chart: Chart) -> dict[str, tuple[float, float]]:
    """Start and length of each bar, by the id of its figure."""
    traces = chart.draw(WIDE).data
    return {name: (*trace.base, *trace.x) for trace in traces for name in trace.ids}


def test_trade_is_drawn_as_on_the_other_pages(seen: Seeing) -> None:
    view = seen()
    assert [len(facts) for facts in view.trade_groups] == [2, 1]  # that with most figures first
    chosen = view.with_chosen(view.trade_groups[0])
    chart = trade(chosen)
    assert (
        chart.text.title
        == "Abai region and Uzbekistan, 2023: exports exceed imports by about 13.8\u00a0million dollars"
    )
    assert chart.text.caveat == "Figures were found in the article by a program; nobody has checked them."
    exports, imports, balance = (chosen.trade[metric].id for metric in METRICS if metric in chosen.trade)
    assert bars(chart) == {exports: (0, 31.2), imports: (0, 17.4), balance: (17.4, pytest.approx(13.8))}
    assert chart.source_url == ""
    assert chart.file_stem == "article-trade-balance-2023"


def test_more_than_has_no_end_that_is_drawn_or_written(seen: Seeing) -> None:
    text = "In 2023 exports of Abai region to Uzbekistan exceeded $31.2 million, imports were $17.4 million."
    view = seen(text=text, reading=read(text))
    exports = view.claims[0]
    assert (exports.relation, exports.low, exports.high) == (">", 31.2e6, inf)
    cells = build_tables(view)[0].rows[0].cells
    assert tuple(cells[2]) == ("more than 31.2\u00a0million dollars", "")
    chosen = view.with_chosen(view.trade_groups[0])
    balance = chosen.trade["balance"]
    assert (balance.relation, balance.high) == (">", inf)
    assert balance.value == balance.low == pytest.approx(13.75e6)
    chart = trade(chosen)
    drawn = chart.draw(WIDE).to_json()
    assert "Infinity" not in drawn
    assert "NaN" not in drawn
    image = chart_images.chart_svg(chart, chosen.words)
    for written in (chart.csv, image, downloads.as_csv([view]).decode(), downloads.as_json([view]).decode()):
        assert not re.search(r"\b(inf|nan|infinity)\b", written, re.IGNORECASE)


def test_a_balance_that_is_stated_is_not_computed(seen: Seeing) -> None:
    view = seen(EXPORT, IMPORT, claim("balance", 14e6, "$40 million"))
    balance = view.with_chosen(view.trade_groups[0]).trade["balance"]
    assert (balance.value, balance.basis) == (14e6, "stated")


def test_another_money_is_said(seen: Seeing) -> None:
    view = seen(replace(EXPORT, unit="KZT"), replace(IMPORT, unit="KZT"))
    chosen = view.with_chosen(view.trade_groups[0])
    assert chosen.trade["balance"].unit == "KZT"
    assert "million tenge" in trade(chosen).text.title


@pytest.mark.parametrize("half", [0.0, 500_000.0])
def test_trade_of_nothing_is_drawn(half: float, seen: Seeing) -> None:
    view = seen(replace(IMPORT, value=0.0, low=-half, high=half))
    assert "<svg" in chart_images.chart_svg(trade(view.with_chosen(view.trade_groups[0])), view.words)


def test_a_plan_is_hatched_and_called_one(seen: Seeing) -> None:
    view = seen()
    chart = trade(view.with_chosen(view.trade_groups[1]))
    (drawn,) = chart.draw(WIDE).data
    assert list(drawn.marker.pattern.shape) == ["/"]
    assert "plan, 2025" in chart.text.title


def test_single_goods_and_tonnes_are_no_trade_of_an_area(seen: Seeing) -> None:
    assert seen(replace(EXPORT, product="flour"), replace(IMPORT, unit="t")).trade_groups == ()


def test_open_periods_are_one_only_in_the_same_words(seen: Seeing) -> None:
    first, second = (replace(one, period=None, period_basis="none") for one in (EXPORT, IMPORT))
    view = seen(first, replace(second, period_text="this year"))
    assert [len(facts) for facts in view.trade_groups] == [1, 1]


def test_output_is_drawn_with_its_multiple(seen: Seeing) -> None:
    view = seen()
    (pair,) = view.output_pairs
    chart = build_chart("factory-output", view.with_chosen(tuple(pair)))
    assert chart.text.title == "Semey Pumps: 1,200\u00a0units (2023) against 900\u00a0units (2022)"
    assert [value for bar in chart.draw(WIDE).data for value in bar.y] == [900, 1200]
    assert "×\u00a01.3" in "".join(note.text for note in chart.draw(WIDE).layout.annotations)


@pytest.mark.parametrize(
    ("before", "now", "compare"),
    [
        ({"period": "2022"}, {"period": "2023-01/2023-08"}, False),
        ({"period": "2022-01/2022-08"}, {"period": "2023-01/2023-08"}, True),
        ({"period": "2022"}, {"period": None}, True),  # a yearly rate
        ({"period": "2022"}, {"period": "2024", "modality": "capacity"}, True),
        ({"period": "2022", "modality": "target"}, {"period": "2023"}, False),
        ({"period": "2022"}, {"period": "2023", "product": "valves"}, False),
        ({"period": "2022"}, {"period": "2023", "reporter": "Semey Valves"}, False),
        ({"period": "2022", "value": 0.0, "low": 0.0}, {"period": "2023"}, False),
    ],
)
def test_only_outputs_that_compare_are_compared(
    seen: Seeing, before: dict[str, Any], now: dict[str, Any], compare: bool
) -> None:
    first = (
        made(900, "900 pumps", before.pop("period"), **before) if "value" not in before else replace(BEFORE, **before)
    )
    view = seen(first, made(1200, "1,200", now.pop("period"), **now))
    assert bool(view.output_pairs) == compare


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_charts_stand_alone_in_every_language(seen: Seeing, language: str) -> None:
    view = seen(language=language)
    for chart in (
        *(trade(view.with_chosen(facts)) for facts in view.trade_groups),
        build_chart("factory-output", view.with_chosen(tuple(view.output_pairs[0]))),
    ):
        text = "\n".join(note.text for note in chart.draw(IMAGE_LOOK).layout.annotations).replace("<br>", " ")
        for part in (chart.text.title, chart.text.caveat, chart.text.source):
            assert str(part) in text


def test_nothing_of_an_article_outlives_its_view(seen: Seeing) -> None:
    view = seen()
    chosen = view.with_chosen(view.trade_groups[0])
    chart = trade(chosen)
    assert (
        article.render_article(view)
        and cards.render_article_card(chart, chosen.words)
        and chart_images.chart_svg(chart, chosen.words)
    )
    left = [weakref.ref(one) for one in (view, chosen, chart)]
    del view, chosen, chart
    gc.collect()
    assert [one() for one in left] == [None, None, None]
