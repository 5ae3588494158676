"""The figures and rows that a page is about, chosen from all facts and rows.

    import data
    from data.analysis import selection

    dataset = data.load()
    areas = [row for _, row in dataset.rows("areas")]
    trade = selection.latest_year_of_trade(dataset.facts, selection.territories(areas))
    trade["turnover"].value  # in trade["turnover"].unit
    trade["turnover"].period

Facts are those of `Dataset.facts`, rows those of `Dataset.rows` without their line numbers; nothing is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from data.analysis.subject import PARTNER, PLANT, REGION
from data.model.column_types import Row
from data.model.fact import Fact

# The metrics that tell a trade in full.
_FULL_TRADE = frozenset(("turnover", "exports", "imports", "balance"))


def territories(areas: Sequence[Row], region: str = REGION) -> frozenset[str]:
    """Return the region and all areas that succeeded it, under the same name in other boundaries."""
    found = {region}
    while new := {row["id"] for row in areas if row["succeeds"] in found} - found:
        found |= new
    return frozenset(found)


def latest_year_of_trade(
    facts: Iterable[Fact], reporters: Collection[str] = (REGION,), partner: str = PARTNER
) -> dict[str, Fact]:
    """Return figures of all trade of `reporters` with `partner`, by metric, of the latest whole year told in full.

    They are of one report, and without plans. Where no report tells a year in full (turnover, exports, imports and
    balance), it is the latest year of those that tell most; empty where there is none.
    """
    by_report: dict[tuple[str, str], dict[str, Fact]] = {}
    for fact in facts:
        is_trade = fact.reporter in reporters and fact.partner == partner and fact.product is None
        if is_trade and fact.period and fact.is_of_year and fact.modality == "actual":
            by_report.setdefault((fact.period, fact.source), {})[fact.metric] = fact
    most = max((len(_FULL_TRADE & figures.keys()) for figures in by_report.values()), default=0)
    fullest = [key for key, figures in by_report.items() if len(_FULL_TRADE & figures.keys()) == most]
    return by_report[max(fullest, key=lambda key: key[0])] if fullest else {}


def plant_output(facts: Sequence[Fact], plant: str = PLANT) -> dict[str, Fact]:
    """Return the plant's output: `before`, `now`, `output-multiple` and `output-change`; empty if none compares."""
    compared = ("output-multiple", "output-change")
    found = {fact.metric: fact for fact in facts if fact.metric in compared and fact.reporter == plant}
    if "output-multiple" in found:
        by_id = {fact.id: fact for fact in facts}
        found["now"], found["before"] = (by_id[name] for name in found["output-multiple"].inputs)
    return found


def visit_source(events: Iterable[Row], commitments: Iterable[Row]) -> str | None:
    """Return the source of the visit to show: one whose commitments are known, else that with most stops; or None."""
    committed = {row["source"] for row in commitments}
    stops = Counter(row["source"] for row in events)
    return max(stops, key=lambda source: (source in committed, stops[source]), default=None)


def visit_stops(events: Iterable[Row], source: str | None) -> tuple[Row, ...]:
    """Return the stops of the first day of the visit that `source` tells of, first to last."""
    stops = [row for row in events if row["source"] == source]
    first_day = min((row["day"] for row in stops), default=None)
    return tuple(sorted((row for row in stops if row["day"] == first_day), key=lambda row: int(row["order"])))


def visit_reports(tellings: Iterable[Row], source: str | None) -> tuple[Row, ...]:
    """Return what each report tells of the visit that `source` tells of: rows of the table `tellings`."""
    return tuple(row for row in tellings if row["visit"] == source)
