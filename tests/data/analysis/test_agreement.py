"""Whether a printed figure is a more exact one, rounded or cut off."""

from __future__ import annotations

from typing import Any

import pytest

from data import Dataset, Fact
from data.analysis.agreement import compare, compare_derived
from data.analysis.derived_figures import derive_facts
from data.model.relation import stated_bounds


def printed(value: float, step: float, relation: str = "=", metric: str = "turnover", unit: str = "USD") -> Fact:
    bounds = stated_bounds(value, relation, step, unit=unit)
    more: dict[str, Any] = {"reporter": "turkistan-region", "partner": "uzbekistan", "period": "2023"}
    name = f"{metric}-{value}"
    return Fact(name, metric, value, unit, bounds.low, bounds.high, "daily", relation, rounding=step, **more)


CASES = {
    "the same": (2.2e9, 1e8, "=", 2.2e9, "equal"),
    "rounded up": (2.2e9, 1e8, "=", 2.1955e9, "rounded"),
    "rounded to the even or odd": (2.5, 1, "=", 2.0, "rounded"),
    "cut off to two digits": (2.19e9, 1e7, "=", 2.1955e9, "truncated"),
    "cut off to one digit": (2.4e9, 1e8, "=", 2.49e9, "truncated"),
    "a fall that is cut off": (-8, 1, "=", -8.7, "truncated"),
    "a unit too high": (2.5e9, 1e8, "=", 2.418e9, "above"),
    "more than a unit too low": (2.3e9, 1e8, "=", 2.49e9, "below"),
    "more than 4": (4e9, 1e9, ">", 4.131e9, "hedged"),
    "more than 4, which is less": (4e9, 1e9, ">", 3.9e9, "above"),
    "about": (4.3e9, 1e8, "~", 4.38e9, "hedged"),
}


@pytest.mark.parametrize(("value", "step", "relation", "exact", "expected"), CASES.values(), ids=list(CASES))
def test_a_printed_figure_is(value: float, step: float, relation: str, exact: float, expected: str) -> None:
    assert compare(printed(value, step, relation), exact) == expected


@pytest.mark.parametrize(
    ("stated", "exports", "expected"),
    [(72.5, 306e6, "rounded"), (72.4, 305.8e6, "truncated"), (76.7, 306e6, "above"), (70.0, 306e6, "below")],
)
def test_a_stated_share_is_kept_and_compared(dataset: Dataset, stated: float, exports: float, expected: str) -> None:
    parts = [printed(exports, 1e5, metric="exports"), printed(421.9e6 - exports, 1e5, metric="imports")]
    share = printed(stated, 0.1, metric="exports-share", unit="%")
    facts = derive_facts([*parts, share], dataset.rows("metrics"))
    (derived,) = [fact for fact in facts if fact.metric == "exports-share"]
    assert derived.id != share.id
    assert compare_derived(share, derived) == expected
