"""What is said of one flow stands side by side, whoever counts it; where it differs, the likeliest reason is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from data import Dataset, Fact
from data.analysis.discrepancies import REASONS, Discrepancy, find_discrepancies
from data.analysis.mirror_flows import find_statements

KINDS = {"office": "statistics", "ministry": "government", "minister": "speech"}


def fact(name: str, value: float, **more: Any) -> Fact:
    """A turnover of Kazakhstan with Uzbekistan in 2020 by Kazakhstan's statistics, to 0.1 billion dollars."""
    step = more.get("rounding", 1e8)
    whole: dict[str, Any] = {
        **{"id": name, "metric": "turnover", "value": value, "unit": "USD", "source": name, "rounding": step},
        **{"low": value - step / 2, "high": value + step / 2, "reporter": "kazakhstan", "partner": "uzbekistan"},
        **{"reporter_basis": "stated", "period": "2020", "period_basis": "stated", "confidence": "high"},
    }
    return Fact(**{**whole, **more})


UZBEK = {"reporter": "uzbekistan", "partner": "kazakhstan"}
OPEN = {"reporter_basis": "open"}
IMPLIED = {"basis": "derived", "operation": "before"}


def found(*facts: Fact) -> tuple[Discrepancy, ...]:
    return find_discrepancies(find_statements(facts), KINDS)


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ((fact("a", 5.0e9), fact("b", 4.6e9, **UZBEK)), ["side"]),
        ((fact("a", 5.0e9), fact("b", 5.1e9, **UZBEK)), ["side"]),
        ((fact("a", 5.0e9), fact("b", 5.3e9)), ["open"]),
        ((fact("a", 5.0e9), fact("b", 5.3e9, relation="~", rounding=3e8)), ["hedge"]),
        ((fact("a", 5.0e9), fact("b", 4.0e9, relation=">")), ["hedge"]),
        ((fact("a", 5.0e9), fact("b", 5.09e9, rounding=1e7)), ["open"]),
        ((fact("a", 5.0e9), fact("b", 4.85e9, relation="~")), ["hedge"]),
        ((fact("a", 5.0e9), fact("b", 6.0e9, authority="minister", **OPEN)), ["speech"]),
        ((fact("a", 5.0e9), fact("b", 6.0e9, authority="ministry", **OPEN)), ["speech"]),
        ((fact("a", 5.0e9), fact("b", 6.0e9, authority="office", **OPEN)), ["unsaid"]),
        ((fact("a", 5.0e9), fact("b", 6.0e9, authority="minister")), ["speech"]),
        ((fact("a", 5.0e9), fact("b", 6.0e9, **IMPLIED)), ["revision"]),
        (
            (fact("a", 5.0e9), fact("b", 4.6e9, **UZBEK), fact("c", 9e9, authority="minister", **OPEN)),
            ["side", "speech"],
        ),
    ],
)
def test_the_likeliest_reason(facts: Sequence[Fact], reasons: list[str]) -> None:
    (one,) = found(*facts)
    assert [reason.kind for reason in one.reasons] == reasons
    assert one.is_exclusive == (reasons[0] not in ("rounding", "hedge"))
    assert [each.interval.value for each in one.statements] == sorted(each.value for each in facts)


@pytest.mark.parametrize(
    "facts",
    [
        (fact("a", 5.0e9), fact("b", 5.0e9)),  # they agree
        (fact("a", 5.0e9), fact("b", 6.0e9, period="2021")),  # of two years
        (fact("a", 5.0e9), fact("b", 6.0e9, period="2020-01/2020-09")),  # of a year and a part of it
        (fact("a", 5.0e9), fact("b", 6.0e9, metric="exports")),  # of two flows
        (fact("a", 5.0e9), fact("b", 6.0e9, repeats="a")),  # one release
        (fact("a", 5.0e9), fact("b", 6.0e9, modality="target")),  # a plan
        (fact("a", 5.0e9), fact("b", 6.0e9, product="wheat")),  # of one product
        (fact("a", 5.0e9), fact("b", 6.0e9, partner="world")),  # with others
        (fact("a", 5.0e9), fact("a2", 6.0e9, source="a")),  # one source
    ],
)
def test_what_is_no_contradiction(facts: Sequence[Fact]) -> None:
    assert found(*facts) == ()


def test_the_mirror_flow_is_the_other_side_s_count() -> None:
    ours = fact("a", 3.7e9, metric="exports")
    theirs = fact("b", 3.2e9, metric="imports", **UZBEK)
    (one,) = found(ours, theirs)
    assert (one.flow, one.spread, [reason.kind for reason in one.reasons]) == ("exports", (3.2e9, 3.7e9), ["side"])
    assert [each.is_mirror for each in one.statements] == [True, False]


def test_a_balance_is_turned_round_for_the_other_side() -> None:
    (one,) = find_statements([fact("a", -1.8e9, metric="balance", low=-1.9e9, high=-1.7e9, **UZBEK)])
    assert (one.interval.value, one.interval.low, one.interval.high) == (1.8e9, 1.7e9, 1.9e9)


def test_the_record_s_contradictions(dataset: Dataset) -> None:
    authorities = dict(zip(dataset.authorities["id"], dataset.authorities["kind"], strict=True))
    told = {(one.flow, one.period): one for one in find_discrepancies(find_statements(dataset.facts), authorities)}

    def reasons(*key: str) -> list[str]:
        return [reason.kind for reason in told[key[0], key[1]].reasons]

    assert told["turnover", "2018"].spread[0] == 2.1e9
    assert told["turnover", "2018"].spread[1] == pytest.approx(4.5e9 / 1.212)
    assert {each.interval.value for each in told["turnover", "2018"].statements} >= {2.1e9, 3.0e9}
    assert reasons("turnover", "2018") == ["speech"]
    assert reasons("turnover", "2022") == reasons("exports", "2022") == ["side"]
    assert told["turnover", "2022"].spread == (4.6e9, 5.0e9)
    assert reasons("turnover", "2021") == ["speech"]
    assert reasons("turnover", "2023") == ["speech"]  # 4.4 and 4.5 have but an end of their intervals in common
    # "More than 4" leaves room for both.
    assert told["turnover", "2024"].spread[0] == 4.3e9
    assert told["turnover", "2024"].spread[1] == pytest.approx(4.97e9 / 1.114)
    assert "revision" in reasons("turnover", "2024")
    assert reasons("turnover-growth", "2017")[0] == "side"
    assert ("turnover", "2019") not in told  # one source only
    assert {reason.kind for one in told.values() for reason in one.reasons} <= set(REASONS)
