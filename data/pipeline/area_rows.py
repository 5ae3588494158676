"""Places that the reader knows, as rows of the table `areas` with their names in four languages."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from data.extraction.lexicon import GAZETTEER_FOLDER

_FILE = GAZETTEER_FOLDER / "places.csv"
LANGUAGES = ("en", "kk", "ru", "uz")


@dataclass(frozen=True)
class Place:
    """One place: its row of `areas`, and its name in each of LANGUAGES."""

    id: str
    kind: str
    within: str | None
    iso: str | None
    names: tuple[str, str, str, str]


@cache
def gazetteer() -> dict[str, Place]:
    """Every place that the reader knows, by id."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = (
        Place(
            slug(row["name"]),
            row["kind"],
            slug(row["within"]) or None,
            row["iso"] or None,
            (_first(row["en"]), _first(row["kk"]), _first(row["ru"]), _first(row["uz"])),
        )
        for row in rows
    )
    return {place.id: place for place in places}


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """A name as the id of a row: lower-case letters and digits of any script, hyphens between."""
    return "-".join(re.findall(r"[^\W_]+", name.lower()))


def _first(forms: str) -> str:
    # The first form is the one that is shown.
    return forms.partition("|")[0]
