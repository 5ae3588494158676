"""Figures in words: how the period of each is known."""

from __future__ import annotations

import pytest

from components.charts.fact_text import period_explanation
from components.i18n import Messages
from data import Dataset


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "turnover-2017",
            "the report is undated; other reports of the visit put it in April 2018, so the year is 2017.",
        ),
        ("khabar-162627-turnover-2023", "“Былтыр”, counted from the report’s own date: July 12, 2024"),
        ("kursiv-2010-12-turnover-2010-01-2010-09", "counted from the report’s approximate date: December 2010"),
        ("thecentral-731-turnover-uzbekistan-2022-01-2022-07", "“in 2022”; the period is our judgement."),
        ("steppenews-7885-turnover-open", "“в год”: an annual rate, not the figure of a full year."),
        ("inform-a2891349-turnover-uzbekistan-2015", "“in 2015”: the report names the period."),
        ("astana-tv-4235-turnover-open", None),
        ("kursiv-26391-turnover-uzbekistan-2020", None),
    ],
)
def test_it_is_said_how_a_period_is_known(dataset: Dataset, name: str, said: str | None) -> None:
    fact = next(fact for fact in dataset.facts if fact.id == name)
    source = next(row for _, row in dataset.rows("sources") if row["id"] == fact.source)
    explanation = period_explanation(fact, source, Messages("en"))
    assert explanation is None if said is None else str(explanation).endswith(said)
