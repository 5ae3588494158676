"""The stops of an official visit: where, what was done there, in which order and how the order is known."""

from __future__ import annotations

from data.extraction.itinerary.stops import find_stops, may_describe_visit

__all__ = ["find_stops", "may_describe_visit"]
