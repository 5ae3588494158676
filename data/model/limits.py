"""Limits of articles, which the tables made of them keep too."""

from __future__ import annotations

PLAUSIBLE_YEARS = range(1900, 2101)  # in which an article can have been published, and what it tells can have happened
MAX_ARTICLE_BYTES = 50_000_000  # an article of this size is refused before it is read
