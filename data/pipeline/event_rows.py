"""Stops of a visit to rows of the table `events`."""

from __future__ import annotations

from collections.abc import Sequence

from data.extraction import Stop
from data.model.column_types import Row
from data.pipeline.area_lookup import Places

ANNOUNCED = "planned"


def is_announced(stop: Stop) -> bool:
    """True where the article only says that the stop is to come."""
    return (stop.note or "").startswith(ANNOUNCED)


def event(stop: Stop, source: str, places: Places) -> Row:
    """The stop as a row, without an id."""
    said = bool(stop.order_text)
    return {
        "id": None,
        "day": stop.day,
        "order": stop.order,
        "kind": stop.sort,
        "within": None,
        "order_basis": stop.basis,
        "order_text": stop.order_text if said else None,
        "order_start": stop.order_start if said else None,
        "order_stop": stop.order_stop if said else None,
        "place": places.spot(stop.place) if stop.place else None,
        "source": source,
        "start": stop.start,
        "stop": stop.stop,
        "phrase": stop.phrase,
    }


def title(stop: Stop) -> str:
    """The stop as the reader names it: place and deed."""
    return ": ".join(filter(None, (stop.place, stop.action))) or stop.phrase


def name(rows: Sequence[Row]) -> None:
    """Give each row without an id the one that follows from its source and its place in the order."""
    for row in rows:
        row["id"] = row["id"] or f"{row['source']}-stop-{row['day']}-{row['order']}"


def nest(rows: Sequence[Row]) -> None:
    """Say which stop one that is part of another belongs to: the last before it that is no part itself."""
    whole: Row | None = None
    for row in sorted(rows, key=lambda row: (row["day"], row["order"])):
        if row["order_basis"] != "within":
            whole = row
        elif whole is None or whole["day"] != row["day"]:
            row["order_basis"] = "told"
        else:
            row["within"] = whole["id"]
