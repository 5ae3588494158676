"""Build rows of the table `events` from the stops of a visit."""

from __future__ import annotations

from collections.abc import Sequence

from data.extraction import Stop
from data.model.column_types import Row
from data.pipeline.area_lookup import AreaLookup


def is_planned(stop: Stop) -> bool:
    """Return whether the article only says that the stop is to come."""
    return (stop.note or "").startswith("planned")


def build_event(stop: Stop, source: str, places: AreaLookup) -> Row:
    """Return the stop as a row, without an id."""
    has_order_words = bool(stop.order_text)
    return {
        "id": None,
        "day": stop.day,
        "order": stop.order,
        "kind": stop.sort,
        "within": None,
        "order_basis": stop.basis,
        "order_text": stop.order_text if has_order_words else None,
        "order_text_start": stop.order_start if has_order_words else None,
        "order_text_end": stop.order_stop if has_order_words else None,
        "place": places.find_stop_area(stop.place) if stop.place else None,
        "source": source,
        "phrase_start": stop.start,
        "phrase_end": stop.stop,
        "phrase": stop.phrase,
    }


def title(stop: Stop) -> str:
    """Return the title of a stop: place and action."""
    return ": ".join(filter(None, (stop.place, stop.action))) or stop.phrase


def assign_ids(rows: Sequence[Row]) -> None:
    """Set the id of each row without one, from its source, day and order."""
    for row in rows:
        row["id"] = row["id"] or f"{row['source']}-stop-{row['day']}-{row['order']}"


def link_parts(rows: Sequence[Row]) -> None:
    """Set the stop that a part of a stop belongs to: the last before it on that day that is no part itself."""
    whole: Row | None = None
    for row in sorted(rows, key=lambda row: (row["day"], row["order"])):
        if row["order_basis"] != "within":
            whole = row
        elif whole is None or whole["day"] != row["day"]:
            row["order_basis"] = "told"
        else:
            row["within"] = whole["id"]
