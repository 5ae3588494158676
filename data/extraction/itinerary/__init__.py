"""The stops of an official visit: where, what was done there, in which order and how the order is known."""

from __future__ import annotations

from data.extraction.itinerary.stops import hinted, stops

__all__ = ["hinted", "stops"]
