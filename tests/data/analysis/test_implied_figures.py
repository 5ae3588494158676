"""What follows from the record, to the last digit: sums, levels of another year, shares; and what does not."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from data import Dataset, Fact
from data.analysis.derived_figures import derive_facts

TRUST = ("low", "medium", "high")
IMPLIED = ("before", "after")

DERIVED = [
    # id, value, low, high, confidence
    ("ult-2024-10-22-trade-sum-turkistan-region-uzbekistan-2023", 253.2e6 + 168.7e6, 421.8e6, 422e6, "high"),
    ("trade-sum-almaty-region-uzbekistan-2017", 15.8e6 + 20.2e6, 35.9e6, 36.1e6, None),
    (
        "sputnik-2018-03-14-turnover-before-kazakhstan-uzbekistan-2016",
        *(2e9 / 1.312, 1.5e9 / 1.3125, 2.5e9 / 1.3115, "medium"),
    ),
    (
        "sputnik-2018-03-14-exports-before-kazakhstan-uzbekistan-2016",
        *(1.3e9 / 1.35, 1.25e9 / 1.355, 1.35e9 / 1.345, "medium"),
    ),
    (
        "sputnik-2018-03-14-imports-before-kazakhstan-uzbekistan-2016",
        *(735.2e6 / 1.251, 735.15e6 / 1.2515, 735.25e6 / 1.2505, "medium"),
    ),
    # The same year from both sides.
    (
        "intellinews-295594-turnover-before-kazakhstan-uzbekistan-2021",
        *(5e9 / 1.298, 4.95e9 / 1.2985, 5.05e9 / 1.2975, "medium"),
    ),
    (
        "yuz-2023-01-turnover-before-uzbekistan-kazakhstan-2021",
        *(4.6e9 / 1.179, 4.55e9 / 1.1795, 4.65e9 / 1.1785, "medium"),
    ),
    (
        "inform-a2982024-turnover-before-almaty-city-uzbekistan-2015-01-2015-10",
        *(200e6 / 1.62, 199.5e6 / 1.625, 200.5e6 / 1.615, "medium"),
    ),
    (
        "today-az-181403-turnover-after-kazakhstan-uzbekistan-2018",
        *(1.5e9 * 1.3, 1.5e9 * 1.3, inf, "low"),  # more than 30 % on 2 billion, which may have been 1.5
    ),
]


@pytest.mark.parametrize(("name", "value", "low", "high", "confidence"), DERIVED, ids=[row[0] for row in DERIVED])
def test_what_follows_is_exact_and_carries_its_interval(
    dataset: Dataset, name: str, value: float, low: float, high: float, confidence: str | None
) -> None:
    (fact,) = [fact for fact in dataset.facts if fact.id == name]
    assert (fact.value, fact.low, fact.high) == pytest.approx((value, low, high), rel=1e-12)
    assert (fact.basis, fact.confidence) == ("derived", confidence)


@pytest.mark.parametrize(("source", "period"), [("ult-2024-10-22", "2023"), ("inform-a3218115", "2017")])
def test_the_parts_of_a_region_s_trade_meet_its_whole(dataset: Dataset, source: str, period: str) -> None:
    told = {fact.metric: fact for fact in dataset.facts if (fact.source, fact.period) == (source, period)}
    assert told["trade-sum"].interval.meets(told["turnover"].interval)
    assert told["trade-sum"].value == told["turnover"].value


def test_what_is_implied_is_never_trusted_more_than_what_implies_it(dataset: Dataset) -> None:
    by_id = {fact.id: fact for fact in dataset.facts}
    found = [fact for fact in dataset.facts if fact.basis == "derived" and fact.confidence]
    assert {fact.operation for fact in found} >= {"sum", "before", "after", "share"}
    for fact in found:
        judged = [by_id[name].confidence for name in fact.inputs if by_id[name].confidence]
        judged += ["medium"] if fact.operation in IMPLIED else []
        assert fact.confidence == min(judged, key=lambda trust: TRUST.index(str(trust))), fact.id


def test_nothing_is_implied_where_the_source_states_it(dataset: Dataset) -> None:
    def said(fact: Fact, metric: str) -> tuple[str | None, ...]:
        return (metric, fact.source, fact.reporter, fact.partner, fact.product, fact.period)

    stated = {said(fact, fact.metric) for fact in dataset.facts if fact.basis == "stated"}
    levels = [fact for fact in dataset.facts if fact.operation in IMPLIED]
    assert not [fact.id for fact in levels if said(fact, fact.metric.rpartition("-")[0]) in stated]
    # The page gives January–March of both years, and the growth between them.
    assert "trend-2902035-turnover-growth-2018-01-2018-03" in set(dataset.observations["id"])
    assert not [fact.id for fact in levels if fact.source == "trend-2902035" and fact.metric == "turnover-before"]


def test_more_than_stays_more_than(dataset: Dataset) -> None:
    (later,) = [fact for fact in dataset.facts if fact.operation == "after"]
    assert (later.value, later.relation, later.period, later.reporter_basis) == (1.95e9, ">", "2018", "open")
    told = [fact for fact in dataset.facts if fact.metric == "turnover-before" and fact.period == "2016"]
    before = {fact.source: fact.relation for fact in told}
    assert (before["inform-a3154142"], before["sputnik-2018-03-14"], before["inform-a3239355"]) == (">", "=", "~")


def test_a_base_implied_by_more_than_is_a_bound(dataset: Dataset) -> None:
    found = follows(dataset, LEVEL, replace(GROWTH, relation=">", low=25.0, high=inf))["turnover-before"]
    assert (found.relation, found.value, found.low, found.high) == ("<", 324, 0, 324)  # 405 ÷ 1.25
    fell = replace(GROWTH, relation=">", value=-20.0, low=-inf, high=-20.0)
    found = follows(dataset, LEVEL, fell)["turnover-before"]
    assert (found.relation, found.value, found.low, found.high) == (">", 493.75, 493.75, inf)  # 395 ÷ 0.8
    found = follows(dataset, replace(LEVEL, relation=">=", low=400.0, high=inf), GROWTH)["turnover-before"]
    assert (found.relation, found.high) == (">=", inf)
    assert found.value == found.low == pytest.approx(400 / 1.255)


def test_a_bound_is_one_in_what_follows(dataset: Dataset) -> None:
    exports = replace(LEVEL, id="exports", metric="exports", value=100.0, low=100.0, high=inf, relation=">")
    imports = replace(LEVEL, id="imports", metric="imports", value=300.0, low=299.0, high=301.0)
    found = follows(dataset, exports, imports)
    told = {metric: (fact.relation, fact.value, fact.low, fact.high) for metric, fact in found.items()}
    assert told["trade-sum"] == (">", 399, 399, inf)
    # Numbers above −201: a deficit of less than 201, or a surplus.
    assert told["balance"] == ("<", -201, -201, inf)
    assert found["balance"].interval.sign is None
    assert told["coverage-ratio"] == (">", 10_000 / 301, 10_000 / 301, inf)
    assert told["exports-share"] == (">", 10_000 / 401, 10_000 / 401, 100)


def test_of_two_bounds_in_opposite_directions_nothing_is_known(dataset: Dataset) -> None:
    exports = replace(LEVEL, id="exports", metric="exports", low=400.0, high=inf, relation=">")
    found = follows(dataset, exports, replace(exports, id="imports", metric="imports"))
    assert "balance" not in found
    assert (found["trade-sum"].relation, found["trade-sum"].low) == (">", 800)


def test_no_bound_in_any_table_has_values_on_its_other_side(dataset: Dataset) -> None:
    bounded = [fact for fact in dataset.facts if fact.relation not in ("=", "~")]
    assert any(fact.basis == "derived" for fact in bounded)
    for fact in bounded:
        is_lower = (fact.relation in (">", ">=")) == (fact.value >= 0)
        assert fact.value == (fact.low if is_lower else fact.high), fact.id


# A level of a country, its growth, and the level of a region in it, all of our own.
LEVEL = Fact(
    *("level", "turnover", 400.0, "USD", 395.0, 405.0, "daily"),
    reporter="kazakhstan",
    reporter_basis="stated",
    partner="uzbekistan",
    period="2020",
    confidence="high",
)
GROWTH = replace(LEVEL, id="growth", metric="turnover-growth", value=25.0, unit="%", low=24.5, high=25.5)
REGION = replace(LEVEL, id="region", reporter="almaty-region", value=100.0, low=99.5, high=100.5, source="weekly")
WITHIN = {"almaty-region": "kazakhstan", "tashkent": "uzbekistan"}


def follows(dataset: Dataset, *stated: Fact) -> dict[str, Fact]:
    return {fact.metric: fact for fact in derive_facts(stated, dataset.rows("metrics"), WITHIN)}


def test_a_level_and_its_growth_imply_the_same_months_of_the_year_before(dataset: Dataset) -> None:
    (found,) = follows(dataset, *(replace(fact, period="2020-01/2020-08") for fact in (LEVEL, GROWTH))).values()
    assert (found.metric, found.value, found.period) == ("turnover-before", 320, "2019-01/2019-08")
    assert (found.low, found.high) == pytest.approx((395 / 1.255, 405 / 1.245))
    assert found.inputs == ("level", "growth")


def test_a_fall_implies_more_the_year_before(dataset: Dataset) -> None:
    fall = replace(GROWTH, value=-20.0, low=-20.5, high=-19.5)
    found = follows(dataset, LEVEL, fall)["turnover-before"]
    assert (found.value, found.low, found.high) == pytest.approx((500, 395 / 0.805, 405 / 0.795))


def test_a_fall_to_nothing_implies_nothing(dataset: Dataset) -> None:
    assert not follows(dataset, LEVEL, replace(GROWTH, value=-100.0, low=-100.5, high=-99.5))


def test_growth_of_the_next_year_implies_that_year(dataset: Dataset) -> None:
    (found,) = follows(dataset, LEVEL, replace(GROWTH, period="2021")).values()
    assert (found.metric, found.value, found.period) == ("turnover-after", 500, "2021")
    assert (found.low, found.high) == pytest.approx((395 * 1.245, 405 * 1.255))


NOT_IMPLIED = {
    "growth that another source tells": (LEVEL, replace(GROWTH, source="weekly")),
    "growth of the other side's statistics": (LEVEL, replace(GROWTH, reporter="uzbekistan", partner="kazakhstan")),
    "growth of other months": (LEVEL, replace(GROWTH, period="2020-01/2020-08")),
    "growth as a multiple": (LEVEL, replace(GROWTH, unit="x", value=1.25, low=1.245, high=1.255)),
    "growth by an amount": (LEVEL, replace(GROWTH, unit="USD")),
    "a plan": (replace(LEVEL, modality="target"), replace(GROWTH, modality="target")),
    "a period that is open": (replace(LEVEL, period=None), replace(GROWTH, period=None)),
    "a figure that repeats another": (replace(LEVEL, repeats="first"), GROWTH),
    "a year that the source states itself": (LEVEL, GROWTH, replace(LEVEL, id="earlier", period="2019", value=330.0)),
    "a next year that it states itself": (
        *(LEVEL, replace(GROWTH, period="2021"), replace(LEVEL, id="later", period="2021", value=490.0)),
    ),
}


@pytest.mark.parametrize("stated", NOT_IMPLIED.values(), ids=NOT_IMPLIED)
def test_no_level_is_implied_by(dataset: Dataset, stated: tuple[Fact, ...]) -> None:
    assert not {"turnover-before", "turnover-after"} & set(follows(dataset, *stated))


def test_a_region_has_a_share_in_its_country_by_that_country_s_own_statistics(dataset: Dataset) -> None:
    found = follows(dataset, REGION, LEVEL)["national-share"]
    assert (found.value, found.unit, found.reporter, found.source) == (25, "%", "almaty-region", "weekly")
    assert (found.low, found.high) == pytest.approx((9950 / 405, 10050 / 395))
    assert found.inputs == ("region", "level")
    assert found.relation == "~"  # the two are of different sources


def test_a_share_says_which_total_it_is_of(dataset: Dataset) -> None:
    by_id = {fact.id: fact for fact in dataset.facts}
    shares = [fact for fact in dataset.facts if fact.operation == "share"]
    assert shares
    for share in shares:
        part, whole = (by_id[name] for name in share.inputs)
        assert share.value == pytest.approx(100 * part.value / whole.value)
        assert (whole.reporter, whole.period, whole.partner) == ("kazakhstan", part.period, part.partner)
        exports = [one for one in dataset.facts if one.basis == "official" and one.metric == "exports"]
        if any((one.reporter, one.partner, one.period) == ("kazakhstan", part.partner, part.period) for one in exports):
            assert whole.metric == "trade-sum"
            assert by_id[whole.inputs[0]].basis == "official"


def test_of_several_totals_the_one_that_leaves_the_least_open_counts(dataset: Dataset) -> None:
    coarse = replace(LEVEL, id="coarse", source="yearly", low=350.0, high=450.0)
    assert follows(dataset, REGION, coarse, LEVEL)["national-share"].inputs == ("region", "level")


NO_SHARE = {
    "a total that is about": replace(LEVEL, relation="~"),
    "a total that is only bounded": replace(LEVEL, relation=">"),
    "a total that is not fully trusted": replace(LEVEL, confidence="medium"),
    "a total of inferred statistics": replace(LEVEL, reporter_basis="inferred"),
    "a total of unsaid statistics": replace(LEVEL, reporter_basis="open"),
    "the other side's statistics": replace(LEVEL, reporter="uzbekistan", partner="kazakhstan"),
    "another year": replace(LEVEL, period="2019"),
    "other months": replace(LEVEL, period="2020-01/2020-08"),
    "another partner": replace(LEVEL, partner="kyrgyzstan"),
    "another currency": replace(LEVEL, unit="KZT"),
    "one product only": replace(LEVEL, product="flour"),
    "a plan": replace(LEVEL, modality="target"),
    "a figure that repeats another": replace(LEVEL, repeats="first"),
}


@pytest.mark.parametrize("whole", NO_SHARE.values(), ids=NO_SHARE)
def test_no_share_is_formed_with(dataset: Dataset, whole: Fact) -> None:
    assert "national-share" not in follows(dataset, REGION, whole)


def test_a_share_that_is_hedged_or_doubted_says_so(dataset: Dataset) -> None:
    found = follows(dataset, replace(REGION, relation="~", confidence="low"), LEVEL)["national-share"]
    assert (found.relation, found.confidence) == ("~", "low")
