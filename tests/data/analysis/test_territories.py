"""Almaty region changed its boundaries in June 2022: figures of before and since are of two areas, never one series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import data
from data import Dataset
from data.extraction import Reading
from data.pipeline import editorial
from data.pipeline.article_rows import build_article_rows
from tests.data import sample_feeds
from tests.data.sample_readings import article, claim

OLD, NEW = "almaty-region", "almaty-region-2022"
REPORT = (
    "Trade of the region\n\nNone\n{published}\nTrade turnover between Almaty region and Uzbekistan reached "
    "${value} million in {year}.\n"
)


def test_an_article_tells_of_the_region_as_it_was_in_the_year_that_it_tells_of(tmp_path: Path) -> None:
    texts = {
        "early": REPORT.format(published="2019-02-10", value=40, year=2018),
        "late": REPORT.format(published="2024-02-10", value=50, year=2023),
        "history": REPORT.format(published="2024-02-11", value=36, year=2017),
    }
    sample_feeds.derive(sample_feeds.feed(tmp_path / "feed", **texts), tmp_path / "tables")
    dataset = data.load(tmp_path / "tables")
    told = dict(zip(dataset.observations["source"], dataset.observations["reporter"], strict=True))
    assert told == {"early": OLD, "late": NEW, "history": OLD}
    areas = dataset.areas.set_index("id")
    assert (areas.loc[NEW, "succeeds"], areas.loc[NEW, "since"]) == (OLD, "2022-06")


def test_a_plant_lies_in_its_city_and_belongs_to_its_company(dataset: Dataset) -> None:
    areas = dataset.areas.set_index("id")
    owner, group = "uzagrotechmash", "uzagrotechsanoatholding"
    assert list(areas.loc["tashkent-tractor-plant", ["kind", "within", "owner"]]) == ["plant", "tashkent", owner]
    assert list(areas.loc[owner, ["kind", "within", "owner"]]) == ["company", "uzbekistan", group]


def test_a_region_in_other_boundaries_may_have_another_name(dataset: Dataset) -> None:
    figures = dataset.observations.set_index("id")
    south = figures.loc["inform-a3248777-exports-south-kazakhstan-region-2017"]
    share = figures.loc["inform-a3248777-national-share-south-kazakhstan-region-2017"]
    assert (south["value"], share["value"], share["unit"]) == (252.8e6, 30, "%")
    later = dataset.areas.set_index("id").loc["turkistan-region"]
    assert (later["succeeds"], later["since"]) == (south["reporter"], "2018-06")


PERIODS = [
    # the figure's period, the article's date, the area
    ("2017", date(2024, 5, 2), OLD),
    ("2022-05", date(2024, 5, 2), OLD),
    ("2022-06", None, NEW),
    ("2023", None, NEW),
    ("2024-01/2024-08", date(2024, 10, 1), NEW),
    (None, date(2019, 4, 18), OLD),
    (None, date(2022, 5, 31), OLD),
    (None, date(2022, 6, 1), NEW),
    (None, date(2024, 5, 2), NEW),
    (None, None, OLD),
]


@pytest.mark.parametrize(("period", "published", "area"), PERIODS)
def test_the_period_says_which_region_is_meant_else_the_article_s_date(
    period: str | None, published: date | None, area: str
) -> None:
    turnover, exports = claim(), claim("exports 5", kind="export", reporter="Uzbekistan", partner="Almaty region")
    basis = "stated" if period else "none"
    told = tuple(replace(one, period=period, period_basis=basis) for one in (turnover, exports))
    one = build_article_rows(
        replace(article(), published=published), Reading("en", "Latn", told, (), ()), editorial.load_editorial()
    )
    assert not one.rejected
    by_metric = {row["metric"]: row for row in one.rows["observations"]}
    assert (by_metric["turnover"]["reporter"], by_metric["exports"]["partner"]) == (area, area)


def test_no_figure_is_of_a_region_in_boundaries_that_it_did_not_have(dataset: Dataset) -> None:
    periods: dict[str, set[str]] = {OLD: set(), NEW: set()}
    for fact in dataset.facts:
        for area in {fact.reporter, fact.partner} & {OLD, NEW}:
            periods[str(area)].add(str(fact.period))
    assert "2017" in periods[OLD]
    assert max(periods[OLD]) < "2022-06"
    assert "2024-01/2024-08" in periods[NEW]
    assert min(periods[NEW]) >= "2022-06"


def test_the_two_regions_are_told_apart_by_name(dataset: Dataset) -> None:
    short = dataset.labels.query("table == 'areas' and field == 'short' and id in (@OLD, @NEW)")
    assert set(short["id"]) == {OLD, NEW}
    assert short["text"].str.contains("2022").all()
    assert set(short.groupby("language")["text"].nunique()) == {2}
