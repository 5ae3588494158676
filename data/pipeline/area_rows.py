"""The places of the gazetteer as rows of the table `areas`, with their names in all languages."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from data.extraction.lexicon import GAZETTEER_FOLDER
from data.model.language import LANGUAGES

_FILE = GAZETTEER_FOLDER / "places.csv"


@dataclass(frozen=True)
class Area:
    """One area: its row of `areas`, and its name in each of LANGUAGES."""

    id: str
    kind: str
    within: str | None
    iso: str | None
    names: tuple[str, ...]


@cache
def load_gazetteer() -> dict[str, Area]:
    """Return every place of the gazetteer by id."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = (
        Area(
            slugify(row["name"]),
            row["kind"],
            slugify(row["within"]) or None,
            row["iso"] or None,
            tuple(_display_name(row[language]) for language in LANGUAGES),
        )
        for row in rows
    )
    return {place.id: place for place in places}


@lru_cache(maxsize=65_536)
def slugify(name: str) -> str:
    """Return a name as the id of a row: lower-case letters and digits of any script, with hyphens between words."""
    return "-".join(re.findall(r"[^\W_]+", name.lower()))


def _display_name(forms: str) -> str:
    return forms.partition("|")[0]
