"""What sources may say is no fault, and nothing is derived of what does not fit together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import data
from data.analysis.derived_figures import derive_facts
from tests.data.spoiled_tables import ARTICLE, OBS, replace_text, set_cells

LAWFUL: list[tuple[str, Callable[[Path], None]]] = [
    (
        "money in another currency",
        set_cells(OBS, "turnover-2017", unit="KZT", phrase="36 миллион теңге болған"),
    ),
    (
        "trade in one product by weight",
        set_cells(OBS, "turnover-2017", product="agricultural-machinery", unit="t", phrase="36 миллион тонна болған"),
    ),
    ("plan for a year to come", replace_text(OBS, "36500000,actual,2017", "36500000,target,2025")),
    ("months", replace_text(OBS, "actual,2017,dated", "actual,2017-01/2017-08,dated")),
    ("order that is only told, without words", replace_text("events.csv", "told,Сондай-ақ,1725,1734", "told,,,")),
    ("source of which only the file is known", set_cells("sources.csv", ARTICLE, url="")),
    (
        "wider bounds of what is said roughly",
        set_cells(OBS, "turnover-2017", relation="~", low="35000000", high="37000000"),
    ),
]


@pytest.mark.parametrize("change", [change for _, change in LAWFUL], ids=[name for name, _ in LAWFUL])
def test_what_sources_may_say_is_no_fault(tables: Path, change: Callable[[Path], None]) -> None:
    change(tables)
    data.load(tables)


def test_former_names_of_columns_are_read_with_a_warning(tables: Path) -> None:
    before = data.load(tables)
    replace_text("events.csv", "order_text_start,order_text_end", "order_start,order_stop")(tables)
    replace_text("events.csv", "phrase_start,phrase_end", "start,stop")(tables)
    with pytest.warns(FutureWarning, match="events.csv has former column names: order_start is now order_text_start, "):
        assert data.load(tables).rows("events") == before.rows("events")


def test_a_sum_is_formed_in_one_currency_only(tables: Path) -> None:
    set_cells(OBS, "imports-2017", unit="KZT", phrase="20,2 млн теңгелік")(tables)
    formed = [fact.metric for fact in data.load(tables).facts if fact.source == ARTICLE]
    assert not {"balance", "trade-sum", "coverage-ratio"} & set(formed)
    set_cells(OBS, "exports-2017", unit="KZT", phrase="15,8 млн теңгелік")(tables)
    (balance,) = [fact for fact in data.load(tables).facts if fact.metric == "balance" and fact.source == ARTICLE]
    assert (balance.unit, balance.id) == ("KZT", "balance-almaty-region-uzbekistan-2017-kzt")


def test_facts_derived_from_different_sources_have_different_ids(tables: Path) -> None:
    dataset = data.load(tables)
    own = [fact for fact in dataset.facts if fact.basis == "stated" and fact.source == ARTICLE]
    stated = [fact for fact in own if fact.metric in ("exports", "imports")]
    more = [replace(fact, id=f"daily-{fact.metric}-2017", source="daily") for fact in stated]
    twice = [replace(fact, id=f"{fact.id}-2", modality="target") for fact in more]
    ids = [
        fact.id for fact in derive_facts([*stated, *more, *twice], dataset.rows("metrics")) if fact.metric == "balance"
    ]
    assert ids == [
        "daily-balance-almaty-region-uzbekistan-2017",
        "daily-balance-almaty-region-uzbekistan-2017-target",
        "balance-almaty-region-uzbekistan-2017",
    ]


def test_a_ratio_to_what_may_be_nothing_is_left_out(tables: Path) -> None:
    dataset = data.load(tables)
    stated = [fact for fact in dataset.facts if fact.basis == "stated" and fact.source == ARTICLE]
    unsure = [replace(fact, low=0.0) if fact.metric == "imports" else fact for fact in stated]
    metrics = {fact.metric for fact in derive_facts(unsure, dataset.rows("metrics"))}
    assert "coverage-ratio" not in metrics
    assert "balance" in metrics
