"""What trade-balance shows: bars at the figures, what is comparable side by side, and nothing lost by more articles."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

import data
from components.charts import trade_balance
from components.charts.registry import charts
from components.charts.trade_rows import Numbers
from components.charts.trade_selection import reporters, select_trade
from components.theme.tokens import LIGHT, SCREEN_LOOKS
from components.view import View
from data import Fact
from data.analysis.trade_accounts import METRICS, Account
from data.model.language import LANGUAGES
from data.model.period import Period
from data.pipeline import BuildOptions, derive
from tests.components.build import build_chart

WIDE = SCREEN_LOOKS["light"]["wide"]
NAME = trade_balance.NAME


def bars(figure: go.Figure) -> dict[str, tuple[float, float]]:
    """Start and length of each bar, by the id of its figure."""
    return {
        name: (start, length)
        for trace in figure.data
        for name, start, length in zip(trace.ids, trace.base, trace.x, strict=True)
    }


def notes(figure: go.Figure) -> list[str]:
    """The texts of a figure without tags."""
    return [re.sub("<[^>]+>", "", note.text) for note in figure.layout.annotations]


def with_account(view: View, **figures: dict[str, Any]) -> View:
    """The view with changed figures of the region's own account, as its only one."""
    facts = {metric: replace(fact, **figures.get(metric, {})) for metric, fact in view.trade.items()}
    (account,) = (one for one in view.accounts if one.figures == dict(view.trade))
    return with_accounts(view, replace(account, figures=facts))


def with_accounts(view: View, *accounts: Account) -> View:
    other = View(view.data, view.language)
    vars(other)["accounts"] = accounts
    return other


def test_one_year_has_two_bars_from_zero_their_gap_and_their_sum(view: View) -> None:
    figure = build_chart(NAME, view).draw(WIDE)
    ids = {metric: view.trade[metric].id for metric in METRICS}
    assert bars(figure) == {
        **{ids["turnover"]: (0, 36), ids["exports"]: (0, 15.8), ids["imports"]: (0, 20.2)},
        ids["balance"]: (15.8, pytest.approx(4.4)),
    }
    assert {trace.ids[0]: trace.marker.color for trace in figure.data} == {
        ids[metric]: LIGHT.of(metric) for metric in METRICS
    }
    parts = [(shape.fillcolor, round(shape.x1)) for shape in figure.layout.shapes if shape.type == "rect"]
    assert parts == [(LIGHT.exports, 16), (LIGHT.imports, 36)]
    (gap,) = (trace for trace in figure.data if trace.ids[0] == ids["balance"])
    assert gap.width < figure.data[0].width / 3  # a difference does not look like a part
    assert [note for note in notes(figure) if note in ("36 35.5–36.5", "15.8", "20.2", "−4.4 −4.5 to −4.3")] == [
        *("36 35.5–36.5", "15.8", "20.2", "−4.4 −4.5 to −4.3"),  # a range only where it is wide
    ]


def test_a_whisker_stands_only_where_it_matters_and_can_be_seen(view: View) -> None:
    whiskers = {trace.ids[0]: trace.error_x.array for trace in build_chart(NAME, view).draw(WIDE).data}
    assert {name for name, ends in whiskers.items() if ends} == {view.trade["turnover"].id}
    unsure = with_account(view, exports={"low": 15.0e6, "high": 16.0e6})
    (whisker,) = (
        trace.error_x for trace in build_chart(NAME, unsure).draw(WIDE).data if trace.ids[0] == view.trade["exports"].id
    )
    assert (whisker.array[0], whisker.arrayminus[0]) == (pytest.approx(0.2), pytest.approx(0.8))


def test_the_metrics_selected_are_shown_in_one_order(view: View) -> None:
    chart = build_chart(NAME, view, metric=("imports",))
    assert bars(chart.draw(WIDE)) == {view.trade["imports"].id: (0, 20.2)}
    assert chart.text.title == "Almaty region and Uzbekistan, 2017: imports 20.2\u00a0million dollars"
    assert chart.text.subtitle == "Imports: Almaty region\u00a0– Uzbekistan, 2017, million dollars, as reported"
    assert chart.file_stem == "almaty-uzbekistan-trade-balance-imports-2017"
    assert [row[0][0].text for row in chart.rows] == ["Imports"]
    assert chart.csv.count("\r\n") == 2
    rows = [row[0][0].text for row in build_chart(NAME, view).rows]
    assert rows[:4] == ["Turnover", "Exports", "Imports", "Balance"]


@pytest.mark.parametrize(
    ("value", "low", "high", "title"),
    [
        (-4.4e6, -4.5e6, -4.3e6, "2017: imports exceed exports by 4.4\u00a0million dollars"),
        (4.4e6, 4.3e6, 4.5e6, "2017: exports exceed imports by 4.4\u00a0million dollars"),
        (0.1e6, -0.1e6, 0.3e6, "2017: rounding leaves open whether exports exceed imports"),
    ],
)
def test_the_title_says_the_sign_or_that_it_is_open(
    view: View, value: float, low: float, high: float, title: str
) -> None:
    balance = with_account(view, balance={"value": value, "low": low, "high": high})
    assert title in build_chart(NAME, balance).text.title


def test_a_hedge_of_the_source_is_said(view: View) -> None:
    hedged = with_account(view, turnover={"relation": ">"})
    chart = build_chart(NAME, hedged, metric=("turnover",))
    assert "more than 36\u00a0million dollars" in chart.text.title
    assert ">\u00a036" in notes(chart.draw(WIDE))[-1]


def test_sums_that_do_not_add_up_are_told(view: View) -> None:
    assert "add up" not in str(build_chart(NAME, view).text.caveat)
    uneven = with_account(view, turnover={"value": 40e6, "low": 39.5e6, "high": 40.5e6})
    assert "do not add up" in str(build_chart(NAME, uneven).text.caveat)


def account(*values: float, is_official: bool = False) -> Account:
    figures = {
        metric: Fact(id=metric, metric=metric, value=value, unit="USD", low=value, high=value, source="a")
        for metric, value in zip(METRICS, values, strict=False)
    }
    return Account("x", "y", Period.parse("2017"), "a", figures, is_official)


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([account(36e6, 15.8e6)], ["36", "15.8"]),
        ([account(4_921_912_000, 3_635_812_000, 1_286_100_000)], ["4.922", "3.636", "1.286"]),  # and they add up
        ([account(4_921_912_000), account(122_000_000)], ["4.92", "0.12"]),
        ([account(2_100_000_000, is_official=True), account(200_000_000, is_official=True)], ["2.10", "0.20"]),
        ([account(171e6), account(4.4e6)], ["171", "4.4"]),
        ([account(0.0)], ["0"]),
    ],
)
def test_numbers_have_the_digits_that_matter(view: View, accounts: list[Account], expected: list[str]) -> None:
    numbers = Numbers(accounts, METRICS, view.words)
    assert [numbers.text(fact) for one in accounts for fact in one.figures.values()] == expected


def all_years(view: View) -> tuple[str, ...]:
    years = [one.year for one in view.accounts]
    return (f"{min(years)}-{max(years)}",)


def test_several_years_stand_side_by_side(view: View) -> None:
    chart = build_chart(NAME, view, reporter=("uzbekistan",), years=("2022-2025",))
    (of_2022,) = (one for one in view.accounts if one.source == "yuz-2023-01" and one.is_year)
    found = bars(chart.draw(WIDE))
    exports, imports = of_2022.figures["exports"], of_2022.figures["imports"]
    assert found[exports.id] == (0, 1400)
    assert found[imports.id] == (1400, 3200)  # end to end, so the end is the total
    assert of_2022.figures["turnover"].id not in found
    assert "4.6 −1.8" in notes(chart.draw(WIDE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_comparable_is_never_in_one_group(view: View, language: str) -> None:
    own = View(view.data, language)
    for reporter in reporters(own):
        chosen = select_trade(own, {"reporter": (reporter,), "years": all_years(own)})
        groups = data.analysis.trade_accounts.comparable_groups(chosen.accounts)
        for group in groups:
            assert len({one.reporter for one in group}) == 1
            assert len({one.source for one in group if one.is_official}) <= 1
            assert len({one.period and (one.period.first.month, one.period.last.month) for one in group}) == 1
        chart = charts()[NAME].build(own, {"reporter": (reporter,), "years": all_years(own)})
        assert chart
        figure = chart.draw(WIDE)
        assert {trace.type for trace in figure.data} == {"bar"}  # no line joins anything
        if len(groups) > 1:
            titles = [title for title in notes(figure) if title]
            assert len(set(titles)) == len(titles) or reporter != "almaty-region"


def test_the_official_series_is_shown_where_there_is_one(view: View) -> None:
    for year, exports, imports in (("2017", 1249, 736), ("2022", 3635.8, 1286.1)):
        chart = build_chart(NAME, view, reporter=("kazakhstan",), years=(f"{year}-{year}",))
        lengths = [length for _, length in bars(chart.draw(WIDE)).values()]
        assert lengths[-2:] == [pytest.approx(exports, abs=0.5), pytest.approx(imports, abs=0.5)]
        assert chart.text.subtitle.endswith("billion dollars, official statistics")
    chart = build_chart(NAME, view, reporter=("kazakhstan",), years=("2010-2025",), currency=("kzt",))
    titles = [title for title in notes(chart.draw(WIDE)) if "Bureau" in title or "WITS" in title]
    assert len(titles) == 2  # a break between two sources, in tenge too


def test_both_territories_of_the_region_are_one_reporter_in_two_groups(view: View) -> None:
    chart = build_chart(NAME, view, years=("2017-2024",))
    found = notes(chart.draw(WIDE))
    assert "Almaty region before June 2022" in found
    assert "Almaty region since June 2022 · Jan to Aug" in found
    assert "almaty-region-2022" not in reporters(view)
    assert chart.text.title == "Almaty region and Uzbekistan, turnover: 171\u00a0million dollars (January–August 2024)"


def test_other_reports_of_the_same_year_are_in_the_table(view: View) -> None:
    chart = build_chart(NAME, view, reporter=("kazakhstan",), years=("2017-2017",))
    rows = [row[0][0].text for row in chart.rows]
    assert rows[:4] == ["Exports plus imports", "Exports", "Imports", "Balance"]
    assert "Turnover, another report" in rows[4:]


def test_tenge_are_for_whole_years_with_a_rate(view: View) -> None:
    own = View(view.data, "en")
    vars(own)["exchange_rates"] = ({"id": "usd-2017", "currency": "USD", "period": "2017", "value": 300.0},)
    (currency,) = (each for each in charts()[NAME].filters if each.parameter == "currency")
    assert list(currency.available_options(own, {})) == ["usd", "kzt"]
    assert list(currency.available_options(own, {"years": ("2024-2024",)})) == ["usd"]
    chart = build_chart(NAME, own, currency=("kzt",), years=("2017-2024",))
    assert chart.text.subtitle.endswith("2017, billion tenge, as reported")  # what is not of a whole year is left out
    assert bars(chart.draw(WIDE))[f"{own.trade['exports'].id}-kzt"] == pytest.approx((0, 4740))
    assert "10.8\u00a0billion tenge" in chart.rows[0][1][0].text
    assert chart.rows[0][-1][0].text == view.trade["turnover"].phrase  # the words are those of the dollars
    assert charts()[NAME].build(own, {"currency": ("kzt",), "years": ("2024-2024",)}) is None


SECOND = (
    "Almaty region and Uzbekistan\n5 February 2020\n\n"
    "In 2019 the trade turnover of Almaty region with Uzbekistan amounted to 52.4 million dollars. Exports of Almaty "
    "region to Uzbekistan came to 30.1 million dollars, imports from Uzbekistan to 22.3 million dollars.\n"
)
THIRD = SECOND.replace("Almaty region", "Jambyl region").replace("2019", "2023").replace("2020", "2024")


@pytest.fixture(scope="module")
def more(feed: Path, tmp_path_factory: pytest.TempPathFactory) -> View:
    """The tables with two more articles: another year of the region, and another region."""
    folder = tmp_path_factory.mktemp("more")
    for path in feed.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "second.txt").write_text(SECOND, "utf-8")
    (folder / "third.txt").write_text(THIRD, "utf-8")
    derive(folder, folder / "tables", BuildOptions())
    return View(data.load(folder / "tables"), "en")


def test_more_articles_add_to_what_is_there(view: View, more: View) -> None:
    def shown(view: View) -> set[str]:
        """Ids of all figures that the chart's tables hold, whatever is selected."""
        found = set()
        for reporter in reporters(view):
            chosen = select_trade(view, {"reporter": (reporter,), "years": all_years(view)})
            found |= {
                one.id for account in (*chosen.accounts, *chosen.others) for one in chosen.figures(account).values()
            }
        return found

    assert shown(view) < shown(more)
    assert set(reporters(more)) - set(reporters(view)) == {"jambyl-region"}
    newest = build_chart(NAME, more)
    assert newest.text.title == "Almaty region and Uzbekistan, 2019: exports exceed imports by 7.8\u00a0million dollars"
    both = build_chart(NAME, more, years=("2017-2019",))
    values = bars(both.draw(WIDE))
    assert {values[more.trade[metric].id] for metric in ("exports", "imports")} == {(0, 15.8), (15.8, 20.2)}
    assert (30.1, 22.3) in values.values()
    assert more.trade["turnover"].period == "2017"  # the overview stays with the year of the visit
