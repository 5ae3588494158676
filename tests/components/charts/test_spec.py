"""What an address selects of a chart: refused with the choices by `select`, left out by `select_known`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.charts.registry import charts
from components.charts.spec import ChartSpec, FilterSpec, InvalidChoiceError, Query, Selection, YearFilterSpec, pairs
from components.urls.query_params import is_tracking, split_values, year_range
from components.view import View
from tests.components.build import CHART_NAMES, build_chart

MANY = FilterSpec("many", lambda words: "", lambda view: ("a", "b", "c"), lambda option, words: option)
ONE = replace(MANY, parameter="one", multiple=False)
YEARS = YearFilterSpec(
    "years", lambda words: "", lambda view: ("2009", "2010", "2011", "2012"), lambda value, words: ""
)
SPEC = ChartSpec("toy", "trade", lambda view, selection: None, (MANY, ONE, YEARS))


@pytest.mark.parametrize(
    ("query", "selection"),
    [
        ({}, {}),
        ({"many": ["b"]}, {"many": ("b",)}),
        ({"many": ["c", "a"]}, {"many": ("a", "c")}),  # in the order they are listed, whatever that of the address
        ({"many": ["c,a"]}, {"many": ("a", "c")}),
        ({"many": ["c,a", "A", " b ", ","]}, {"many": ("a", "b", "c")}),
        ({"many": [""]}, {}),
        ({"one": ["b"]}, {"one": ("b",)}),
        ({"one": ["a"]}, {}),  # what stands for nothing is nothing
        ({"one": ["b", "B"]}, {"one": ("b",)}),
        ({"years": ["2010-2011"]}, {"years": ("2010-2011",)}),
        ({"years": ["2011-2010"]}, {"years": ("2010-2011",)}),
        ({"years": ["2012-2012"]}, {"years": ("2012-2012",)}),
        ({"years": ["2009-2012"]}, {}),
        ({"years": ["2012-2009"]}, {}),
        (
            {"years": ["2010-2011"], "one": ["c"], "many": ["b"]},
            {"many": ("b",), "one": ("c",), "years": ("2010-2011",)},
        ),
    ],
)
def test_what_is_valid_is_selected_in_one_form(view: View, query: Query, selection: Selection) -> None:
    for select in (SPEC.select, SPEC.select_known):
        assert select(query, view) == selection
        assert list(select(query, view)) == list(selection)
    again: dict[str, list[str]] = {}
    for parameter, value in pairs(selection):
        again.setdefault(parameter, []).append(value)
    assert SPEC.select(again, view) == selection


@pytest.mark.parametrize(
    ("query", "told", "known"),
    [
        ({"many": ["b", "x", "y"]}, ("many", "x", ("a", "b", "c")), {"many": ("b",)}),
        ({"one": ["x"]}, ("one", "x", ("a", "b", "c")), {}),
        ({"one": ["b", "c"]}, ("one", "b,c", ("a", "b", "c")), {"one": ("b",)}),
        ({"one": ["c", "b"]}, ("one", "c,b", ("a", "b", "c")), {"one": ("c",)}),
        ({"one": ["x", "b"]}, ("one", "x", ("a", "b", "c")), {"one": ("b",)}),
        (
            {"years": ["2010-2011", "2012-2012"]},
            ("years", "2010-2011,2012-2012", ("2009-2012",)),
            {"years": ("2010-2011",)},
        ),
        ({"years": ["2008-2010"]}, ("years", "2008-2010", ("2009-2012",)), {}),
        ({"years": ["2010-2013"]}, ("years", "2010-2013", ("2009-2012",)), {}),
        ({"years": ["0001-9999"]}, ("years", "0001-9999", ("2009-2012",)), {}),
        ({"years": ["2010"]}, ("years", "2010", ("2009-2012",)), {}),
        (
            {"years": ["long ago", "2010-2010"]},
            ("years", "long ago,2010-2010", ("2009-2012",)),
            {"years": ("2010-2010",)},
        ),
        ({"years": ["٢٠١٠-٢٠١٢"]}, ("years", "٢٠١٠-٢٠١٢", ("2009-2012",)), {}),
        ({"kind": ["x"], "many": ["a"]}, ("parameter", "kind", ("many", "one", "years")), {"many": ("a",)}),
    ],
)
def test_what_is_invalid_is_refused_with_the_choices_or_left_out(
    view: View, query: Query, told: tuple[str, str, tuple[str, ...]], known: Selection
) -> None:
    with pytest.raises(InvalidChoiceError) as refused:
        SPEC.select(query, view)
    assert (refused.value.parameter, refused.value.value, refused.value.options) == told
    assert SPEC.select_known(query, view) == known


@pytest.mark.parametrize(
    ("name", "query", "options"),
    [
        ("trade-balance", {"metric": ["cats"]}, ("turnover", "exports", "imports", "balance")),
        ("trade-balance", {"kind": ["culture"]}, ("currency", "metric", "partner", "reporter", "years")),
        ("factory-output", {"metric": ["exports"]}, ()),
        (
            "visit-timeline",
            {"kind": ["culture", "war"]},
            ("industry", "business", "diplomacy", "culture", "remembrance"),
        ),
        ("national-trade", {"metric": ["exports", "imports"]}, None),
        ("national-trade", {"years": ["1901-1902"]}, ("1995-2025",)),
    ],
)
def test_the_charts_refuse_what_is_no_choice(
    name: str, query: dict[str, list[str]], options: tuple[str, ...] | None, view: View
) -> None:
    with pytest.raises(InvalidChoiceError) as refused:
        charts()[name].select(query, view)
    if options is not None:
        assert set(refused.value.options) == set(options)


@pytest.mark.parametrize("name", CHART_NAMES)
def test_each_single_choice_is_valid_or_stands_for_nothing(name: str, view: View) -> None:
    spec = charts()[name]
    for each in spec.filters:
        options = list(each.options(view))
        assert len(set(options)) == len(options) > 1
        if isinstance(each, YearFilterSpec):
            continue
        for option in options:
            chosen = spec.select({each.parameter: [option]}, view)
            is_nothing = not each.multiple and not each.default and option == options[0]
            assert chosen == ({} if is_nothing else {each.parameter: (option,)})
            assert each.option_label(option, view.words) != option


def test_what_is_selected_is_drawn(view: View) -> None:
    chosen = charts()["visit-timeline"].select({"kind": ["industry,culture"]}, view)
    rows = build_chart("visit-timeline", view, **chosen).rows
    assert {row[1][0].text for row in rows} == {"Industry", "Culture"}
    spec = charts()["trade-to-date"]
    assert spec.build(view, spec.select({"side": ["kazakhstan"], "years": ["2009-2010"]}, view)) is None


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("2016-2022", (2016, 2022)),
        ("2022-2016", (2016, 2022)),
        ("2016", None),
        ("16-22", None),
        ("2016-2022-2023", None),
    ],
)
def test_a_range_of_years_is_read_in_order(value: str, years: tuple[int, int] | None) -> None:
    assert year_range(value) == years


def test_values_are_split_once_each_in_lower_case() -> None:
    assert split_values(["B,a", "a", " C ,", ""]) == ["b", "a", "c"]
    assert [name for name in ("utm_source", "fbclid", "gclid", "clid", "metric", "xutm_a") if is_tracking(name)] == [
        *("utm_source", "fbclid", "gclid", "clid")
    ]
