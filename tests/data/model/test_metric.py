"""What extraction calls a kind and what the tables call a metric are joined in one place."""

from __future__ import annotations

import pytest

from data import Dataset
from data.model.metric import can_be_negative, growth_of, is_growth, metric_id


@pytest.mark.parametrize("kind", ["turnover", "export", "import", "balance", "output"])
def test_every_kind_is_a_metric(dataset: Dataset, kind: str) -> None:
    assert metric_id(kind) in set(dataset.metrics["id"])


def test_growths_of_the_table(dataset: Dataset) -> None:
    growths = {name for name in dataset.metrics["id"] if is_growth(name)}
    assert growths == {growth_of(level) for level in ("turnover", "exports", "imports", "output")}


def test_what_can_be_below_zero() -> None:
    assert can_be_negative("balance") and can_be_negative("output-growth")
    assert not can_be_negative("exports")
