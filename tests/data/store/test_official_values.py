"""The official series in the tables: their values, what follows from them, and that none was left behind."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from data import Dataset, Fact
from data.pipeline.editorial import EDITORIAL_FOLDER
from data.pipeline.series_import import import_series
from data.store.datapackage import render_files
from tests.conftest import ROOT

RESEARCH = ROOT.parent / "shared" / "research"


@pytest.fixture(scope="module")
def facts(dataset: Dataset) -> Mapping[str, Fact]:
    return {fact.id: fact for fact in dataset.facts}


@pytest.mark.parametrize(
    ("year", "source", "exports", "imports"),
    [
        *((2017, "wits-kaz-uzb", 1249.2, 736.2), (2019, "wits-kaz-uzb", 1996.5, 1418.6)),
        *((2020, "bureau-312101", 2137.7, 793.0), (2022, "bureau-312101", 3635.8, 1286.1)),
    ],
)
def test_the_two_countries_trade(
    facts: Mapping[str, Fact], year: int, source: str, exports: float, imports: float
) -> None:
    end = f"kazakhstan-uzbekistan-{year}"
    parts = [facts[f"{source}-{metric}-{end}"] for metric in ("exports", "imports")]
    assert [round(part.value / 1e6, 1) for part in parts] == [exports, imports]
    assert {(part.basis, part.method, part.reporter_basis) for part in parts} == {("official", "imported", "stated")}
    total, balance = (facts[f"{source}-{metric}-{end}"] for metric in ("trade-sum", "balance"))
    assert total.value == parts[0].value + parts[1].value
    assert balance.value == parts[0].value - parts[1].value
    assert (total.basis, total.inputs) == ("derived", tuple(part.id for part in parts))


def test_no_year_is_in_two_series_of_one_side(dataset: Dataset) -> None:
    annual = dataset.observations.query("basis == 'official' and unit == 'USD' and partner != 'world'")
    assert not annual.duplicated(["metric", "reporter", "partner", "period"]).any()
    years = {who: group["period"].agg(["min", "max"]).tolist() for who, group in annual.groupby("reporter")}
    assert years == {"kazakhstan": ["1995", "2025"], "uzbekistan": ["2015", "2025"]}


def test_almaty_region_s_trade_with_all_countries(facts: Mapping[str, Fact]) -> None:
    wanted = {("almaty-region", "2017"): (317.7, 1213.8), ("almaty-region-2022", "2024-01-2024-08"): (538.0, 1780.7)}
    for (region, period), sums in wanted.items():
        totals = [facts[f"bureau-446905-{metric}-{region}-world-{period}"] for metric in ("exports", "imports")]
        assert tuple(round(total.value / 1e6, 1) for total in totals) == sums
        months = [facts[name] for name in totals[0].inputs]
        assert sum(month.value for month in months) == pytest.approx(totals[0].value)


def test_exchange_rates_are_a_table_of_their_own(dataset: Dataset) -> None:
    rates = dataset.exchange_rates.set_index(["currency", "period"])["value"]
    assert (rates["USD", "2017"], rates["UZS", "2017"]) == (326.05, 0.073011)
    assert ("UZS", "2014") not in rates.index  # of eleven months only


def test_each_series_has_its_terms_wherever_the_data_go(dataset: Dataset) -> None:
    series = dataset.sources.query("kind == 'series'")
    terms = dataset.labels.query("table == 'sources' and field == 'terms' and language == 'en'")
    assert set(terms["id"]) == set(series["id"])
    for text in render_files().values():
        assert all(one in text for one in terms["text"])


def test_the_files_of_the_research_are_stored(tmp_path: Path) -> None:
    if not RESEARCH.is_dir():
        pytest.skip(f"the series as they were gathered are not at hand: put them into {RESEARCH}")
    kept = Path(shutil.copytree(EDITORIAL_FOLDER, tmp_path / "editorial"))
    for file, series, as_stored in (
        *(("kz_uz_official_annual", "wits-kaz-uzb", 50), ("kz_uz_official_annual", "bureau-312101", 12)),
        *(("uz_reported_annual", "siat-1-08-02-0001", 11), ("kz_tractors_units", "bureau-19065", 18)),
        *(("almaty_region_exports", "bureau-446905", 20), ("almaty_region_imports", "bureau-446905", 20)),
        ("usd_kzt_annual", "national-bank-rates", 27),
    ):
        found = import_series(RESEARCH / f"{file}.csv", series, folder=kept)
        assert (found.added, found.as_stored) == ([], as_stored)
    with (RESEARCH / "kz_uz_official_annual.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["source"] == "WITS" and row["year"] > "2019"]
    left_out = (kept / "left_out.csv").read_text("utf-8")
    assert len(rows) == 8
    assert all(f"{float(row['value_thousand_usd']) / 1000:,.1f}" in left_out for row in rows)
