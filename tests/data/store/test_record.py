"""The public record: each figure that was gathered is a fact with its page, or is left out with a reason."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from pandas import isna

import data.pipeline
from data import Dataset
from data.analysis.quotation_coverage import quotation_coverage
from data.pipeline import BuildOptions, editorial
from tests.conftest import ROOT
from tests.data import research, sample_feeds

RESEARCH = ROOT.parent / "shared" / "research"
# Rows of the files that are in no table but in left_out.csv: shares and costs that no metric stands for, a repetition,
# and figures of pages whose address was not kept.
LEFT_OUT = {
    "plant_output.csv, row 12",
    *(f"new_record.csv, row {at}" for at in (14, 52)),
    "new_record2.csv, row 8",
    *(f"uz_reported_stated.csv, row {at}" for at in (2, 3, 4, 14, 15, 16)),
}
# Operations by which figures of one page imply one of another year or another page.
IMPLIED = ("before", "after", "share")
# Pages whose address was not kept in one file, but in another.
ADDRESS_ELSEWHERE = {"yuz.uz, 2023-01 (exact address not kept)": "yuz-2023-01"}


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


def test_each_figure_is_a_fact_or_left_out_with_a_reason(folder: Path, dataset: Dataset, pages: dict[str, str]) -> None:
    missing: set[str] = set()
    for figure in research.figures(folder):
        url = pages.get(ADDRESS_ELSEWHERE.get(figure.url, ""), figure.url)
        if not any(pages[fact.source] == url and figure.is_fact(fact) for fact in dataset.facts):
            missing.add(figure.where)
    assert missing == LEFT_OUT
    with (editorial.EDITORIAL_FOLDER / "left_out.csv").open(encoding="utf-8", newline="") as file:
        left_out = {row["url"]: row["reason"] for row in csv.DictReader(file)}
    for figure in research.figures(folder):
        if figure.where in missing:
            assert left_out[figure.url if figure.url.startswith("http") else ""]


def test_each_page_is_a_source_and_no_figure_is_from_elsewhere(
    folder: Path, dataset: Dataset, pages: dict[str, str]
) -> None:
    gathered = {figure.url for figure in research.figures(folder)}
    visit = {row["url"] for _, row in research.rows(folder, "visit_reports")}
    assert len(visit) == 5
    assert visit <= set(pages.values())
    transcribed = dataset.observations.query("method == 'transcribed' and phrase_start.isna()")
    assert {pages[name] for name in transcribed["source"]} <= gathered


def test_each_figure_has_the_words_it_was_read_from(folder: Path, dataset: Dataset) -> None:
    for where, row in research.rows(folder, "phrases"):
        unquoted = not row["phrase"]
        same = [
            fact
            for fact in dataset.facts
            if (fact.source, fact.phrase) == (row["source_id"], row["phrase"] or None)
            and (unquoted or (fact.value, fact.unit) == (float(row["value_as_read"]), row["unit"]))
        ]
        assert same, where
        if not unquoted:
            printed = (row["period_words"] or None, float(row["printed_step"]))
            assert printed in {(fact.period_text, fact.rounding) for fact in same}, where


@pytest.mark.parametrize(
    ("name", "value", "phrase"),
    [
        ("fbdza-2024-turnover-almaty-region-2022-2024-01-2024-08", 171e6, "mit Usbekistan auf 171 Millionen US-Dollar"),
        ("nova-4402149-exports-2023-01-2023-03", 821.3e6, "pari a 821,3 milioni di dollari"),
        ("kknews-225150-exports-uzbekistan-2024-01-2024-11", 1.3e9, "1,3 миллиард долларлық өним экспорт етилген"),
        ("egemen-352438-turnover-2022", 5e9, "العاش رەت $5 ملرد-قا جەتتى"),
        ("kommers-2021-output-uzbekistan-tractors-2021-01-2021-10", 213, "2021 йилнинг 10 ойида 213 та трактор"),
        (
            "finprom-2021-12-exports-share-2021-01-2021-10",
            72.5,
            "Большую часть товарооборота — 72,5% — составил экспорт",
        ),
        ("silkwaytv-2023-08-turnover-uzbekistan-2023-01-2023-07", 2.5e9, "болжол менен 2,5 миллиард долларды түздү"),
    ],
)
def test_a_figure_of_a_page_has_its_words_in_their_language(
    dataset: Dataset, name: str, value: float, phrase: str
) -> None:
    row = dataset.observations.set_index("id").loc[name]
    assert (row["value"], row["phrase"]) == (value, phrase)
    assert isna(row["phrase_start"])


def test_what_is_wrong_about_a_source_is_mended(folder: Path, dataset: Dataset) -> None:
    sources = dataset.sources.set_index("id")
    for where, row in research.rows(folder, "source_fixes"):
        assert sources.loc[row["source_id"], row["field"]] == row["should_be"].partition(" (")[0], where


def test_a_day_is_a_source_s_only_where_its_page_prints_it(folder: Path, dataset: Dataset) -> None:
    sources = {row["url"]: row for row in dataset.sources.query("kind == 'record'").to_dict("records")}
    mended = {row["source_id"] for _, row in research.rows(folder, "source_fixes")}
    gathered = [one for name in research.FILES[:-1] for one in research.rows(folder, name)]
    for where, row in gathered:
        source = sources.get(row["source_url"])
        if source and re.fullmatch(r"\d{4}-\d\d-\d\d", row["source_date"]):
            assert (source["published"], isna(source["dated"])) == (row["source_date"], True), where
        elif source and source["id"] not in mended:
            assert isna(source["published"]), where
            assert source["dated"][:4] in row["source_date"], where


def test_it_is_known_for_how_many_figures_the_words_are_known(dataset: Dataset) -> None:
    stated = dataset.observations.query("basis == 'stated'")
    coverage = quotation_coverage(dataset.facts)
    assert coverage == (stated["phrase"].notna().sum(), len(stated))
    assert coverage.quoted < coverage.stated  # some pages were not found again
    assert f"for {coverage.quoted} of the {coverage.stated}" in (ROOT / "README.md").read_text("utf-8")
    unquoted = stated[stated["phrase"].isna()]
    assert unquoted["confidence"].notna().all()


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
    implied = {name for fact in dataset.facts if fact.operation in IMPLIED for name in fact.inputs}
    assert not implied & set(repeats.index)


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
    """The figures that reports state, by id."""
    return set(data.load(folder).observations.query("basis == 'stated'")["id"])
