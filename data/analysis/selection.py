"""The figures and rows that a page is about, chosen from all facts and rows.

    import data
    from data.analysis import selection

    dataset = data.load()
    output = selection.plant_output(dataset.facts)
    output["now"].value  # in output["now"].unit

Facts are those of `Dataset.facts`, rows those of `Dataset.rows` without their line numbers; nothing is changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from data.analysis.subject import PLANT, REGION
from data.model.column_types import Row
from data.model.fact import Fact


def territories(areas: Sequence[Row], region: str = REGION) -> frozenset[str]:
    """Return the region and all areas that succeeded it, under the same name in other boundaries."""
    found = {region}
    while new := {row["id"] for row in areas if row["succeeds"] in found} - found:
        found |= new
    return frozenset(found)


def plant_output(facts: Sequence[Fact], plant: str = PLANT) -> dict[str, Fact]:
    """Return the plant's output: `before`, `now`, `output-multiple` and `output-change`; empty if none compares."""
    compared = ("output-multiple", "output-change")
    found = {fact.metric: fact for fact in facts if fact.metric in compared and fact.reporter == plant}
    if "output-multiple" in found:
        by_id = {fact.id: fact for fact in facts}
        found["now"], found["before"] = (by_id[name] for name in found["output-multiple"].inputs)
    return found


def latest_vintage(facts: Iterable[Fact], sources: Iterable[Row]) -> tuple[Fact, ...]:
    """Return the facts without those of official series that were revised, in their order."""
    revised = revised_sources(sources)
    return tuple(fact for fact in facts if fact.source not in revised)


def revised_sources(sources: Iterable[Row]) -> frozenset[str]:
    """Return the official series of which there is a later vintage."""
    return frozenset(row["revises"] for row in sources if row["revises"])


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
