"""The public record: each figure that was gathered is a fact with its page, or is left out with a reason."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from pandas import isna

import data.pipeline
from data import Dataset
from data.pipeline import BuildOptions, editorial
from tests.conftest import ROOT
from tests.data import research, sample_feeds

RESEARCH = ROOT.parent / "shared" / "research"
FILES = ("national_trade", "region_trade", "plant_output")


@pytest.fixture(scope="module")
def folder() -> Path:
    """The record as it was gathered; where it is not at hand the test is skipped."""
    if not RESEARCH.is_dir():
        pytest.skip(f"the record as it was gathered is not at hand: put it into {RESEARCH}")
    return RESEARCH


@pytest.fixture(scope="module")
def pages(dataset: Dataset) -> dict[str, str]:
    """Addresses of the sources, by id."""
    return dict(zip(dataset.sources["id"], dataset.sources["url"], strict=True))


@pytest.fixture(scope="module")
def left_out() -> dict[str, str]:
    """Reasons why a figure is in no table, by its page."""
    with (editorial.EDITORIAL_FOLDER / "left_out.csv").open(encoding="utf-8", newline="") as file:
        return {row["url"]: row["reason"] for row in csv.DictReader(file)}


def test_each_figure_is_a_fact_or_left_out_with_a_reason(
    folder: Path, dataset: Dataset, pages: dict[str, str], left_out: dict[str, str]
) -> None:
    wanted = list(research.figures(folder))
    missing: list[research.Wanted] = []
    found: set[str] = set()
    for figure in wanted:
        fits = [fact.id for fact in dataset.facts if pages[fact.source] == figure.url and figure.is_fact(fact)]
        found.update(fits)
        missing += [] if fits else [figure]
    assert [figure for figure in missing if figure.url in pages.values() or not left_out.get(figure.url)] == []
    assert len(found) == len(wanted) - len(missing)
    assert len(missing) <= 1


def test_each_page_is_a_source_or_left_out_and_no_figure_is_from_elsewhere(
    folder: Path, dataset: Dataset, pages: dict[str, str], left_out: dict[str, str]
) -> None:
    gathered = {row["source_url"] for name in FILES for _, row in research.rows(folder, name)}
    visit = {row["url"] for _, row in research.rows(folder, "visit_reports")}
    assert len(visit) == 5
    assert visit <= set(pages.values())
    assert gathered <= set(pages.values()) | set(left_out)
    assert {pages[name] for name in dataset.sources.query("kind == 'record'")["id"]} <= gathered


def test_a_day_is_a_source_s_only_where_its_page_prints_it(folder: Path, dataset: Dataset) -> None:
    sources = {row["url"]: row for row in dataset.sources.query("kind == 'record'").to_dict("records")}
    gathered = [(where, row) for name in FILES for where, row in research.rows(folder, name)]
    for where, row in gathered:
        source = sources.get(row["source_url"])
        if source and re.fullmatch(r"\d{4}-\d\d-\d\d", row["source_date"]):
            assert (source["published"], isna(source["dated"])) == (row["source_date"], True), where
        elif source:
            assert isna(source["published"]), where
            assert source["dated"][:4] in row["source_date"], where


def test_the_record_joins_what_is_read_and_can_be_left_out(tmp_path: Path) -> None:
    articles = sample_feeds.feed(tmp_path / "feed", kostanay=sample_feeds.ENGLISH)
    kept = editorial.load_editorial()
    record = {row["id"] for source in kept.record_sources() for _, row in kept.rows_of("observations", source["id"])}
    summary = data.pipeline.derive(articles, tmp_path / "whole")
    assert (summary.record_figures, sum(summary.counts_by_kind.values())) == (len(record), 3)
    assert (sample_feeds.derive(articles, tmp_path / "alone").record_figures, record & ids(tmp_path / "alone")) == (
        0,
        set(),
    )
    assert ids(tmp_path / "whole") == ids(tmp_path / "alone") | record


def test_two_reports_of_one_release_count_once(dataset: Dataset, tmp_path: Path) -> None:
    repeats = dataset.observations.set_index("id")["repeats"].dropna()
    assert repeats["24kz-660799-turnover-2023"] == "kazpravda-2024-05-turnover-2023"
    articles = sample_feeds.feed(tmp_path / "feed", kostanay=sample_feeds.ENGLISH)
    disputes = "\n".join(data.pipeline.derive(articles, tmp_path / "tables", BuildOptions(max_lines=None)).disputes)
    assert "; sputnik-2018-03-14 says 31.2 %" in disputes
    assert "kursiv-2018-03-14 says" not in disputes  # it repeats that
    inputs = {name for fact in dataset.facts for name in fact.inputs}
    assert not inputs & set(repeats.index)


def test_a_page_of_the_record_may_come_into_the_feed(tmp_path: Path) -> None:
    head = '<head><link rel="canonical" href="https://www.azernews.az/region/141028.html"></head>'
    body = f"<h1>{sample_feeds.ENGLISH.splitlines()[0]}</h1><p>{sample_feeds.ENGLISH.splitlines()[-1]}</p>"
    articles = sample_feeds.feed(tmp_path / "feed")
    (articles / "saved.html").write_text(f"<html>{head}<body><article>{body}</article></body></html>", "utf-8")
    data.pipeline.derive(articles, tmp_path / "tables")
    sources = data.load(tmp_path / "tables").sources.query("url == 'https://www.azernews.az/region/141028.html'")
    assert list(sources["kind"]) == ["report", "record"]
    saved = sources["id"].iloc[0]
    assert {"azernews-141028-turnover-akmola-region-2017", f"{saved}-turnover-uzbekistan-2022"} <= ids(
        tmp_path / "tables"
    )


def ids(folder: Path) -> set[str]:
    return set(data.load(folder).observations["id"])
