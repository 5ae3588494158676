"""The public record as it was gathered, a row a figure, in the words of the tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from math import isclose
from pathlib import Path
from typing import Any, NamedTuple

from data import Fact

ARTICLE = "http://www.inform.kz/kz/almaty-oblysy-ozbekstanmen-birkatar-zhobalardy-zhuzege-asyruga-nietti_a3218115"

# Whose figure a row is: the reporter, and how that is known.
_SIDES = {
    "KZ": ("kazakhstan", "stated"),
    "UZ": ("uzbekistan", "stated"),
    "UZ (inferred)": ("uzbekistan", "inferred"),
    "probably UZ": ("uzbekistan", "inferred"),
    "unspecified (matches UZ series)": ("uzbekistan", "inferred"),
    "unspecified": ("kazakhstan", "open"),
    "government": ("kazakhstan", "open"),
    "UZ or rounded": ("kazakhstan", "open"),
}
# One report joins the level of one side with the growth of the other; both are inferred.
_JOINED = "https://turkystan.kz/public/article/66091-mirziyaev-astanany-20-zhyldy-yna-keledi"
_JOINED_BY = {"value_usd": ("kazakhstan", "inferred"), "growth_pct": ("uzbekistan", "inferred")}
# Mirror statistics: what one side exports, the other imports.
_FLOWS = {
    ("kazakhstan", "kz_export_to_uz"): "exports",
    ("kazakhstan", "kz_import_from_uz"): "imports",
    ("uzbekistan", "kz_export_to_uz"): "imports",
    ("uzbekistan", "kz_import_from_uz"): "exports",
}
_REGIONS = {
    "Almaty region (boundaries before June 2022)": "almaty-region",
    "Almaty region (boundaries after June 2022)": "almaty-region-2022",
    "Almaty city": "almaty-city",
    "Akmola region": "akmola-region",
    "Turkistan region (KZ)": "turkistan-region",
    "Tatarstan (RU)": "tatarstan",
}
_MAKERS = {
    "Tashkent Tractor Plant (Uzagrotechmash)": "tashkent-tractor-plant",
    "Tashkent Tractor Plant / Chirchik cluster": "tashkent-tractor-plant",
    "Tashkent Tractor Plant (TAT DF 904)": "tashkent-tractor-plant",
    "Tashkent Tractor Plant": "tashkent-tractor-plant",
    "MTZ joint project at Chirchik": "mtz-chirchik",
    "Uzagrotechmash": "uzagrotechmash",
    "Uzagrotechsanoatholding (group)": "uzagrotechsanoatholding",
    "Uzbekistan": "uzbekistan",
    "Uzbekistan, large enterprises": "uzbekistan",
}
# What is measured, and whether it happened.
_KINDS = {
    "output": ("output", "actual"),
    "planned": ("output", "target"),
    "capacity": ("output", "capacity"),
    "growth": ("output-growth", "actual"),
    "export": ("exports", "actual"),
}
# Periods in words: a yearly rate, or months that are not said.
_OPEN = {
    "2025 to date (Nov)": (None, "none"),
    "to Aug 2023": (None, "none"),
    "(no period)": (None, "none"),
    "(annual)": (None, "rate"),
    "2018 (now, per year)": (None, "rate"),
    "2023 (annual)": ("2023", "stated"),
}
# The source's hedge: relation and hedge of the level, relation of its growth.
_HEDGES = {
    "": ("=", None, "="),
    "reached": ("=", None, "="),
    "approx": ("~", None, "="),
    "almost": ("~", "almost", "="),
    "rounded": ("=", "rounded", "="),
    "more_than": (">", None, "="),
    "more_than, derived": (">", None, ">"),
    "more_than (+605.1m)": (">", None, "="),
    "more_than (growth almost 50%)": (">", None, "~"),
    "growth more_than": ("=", None, ">"),
    "more_than growth": ("=", None, ">"),
}
# What a level that is implied is called, by its hedge: it is exact within its interval where its sources are.
_IMPLIED = {"approx": ("-before", "="), "more_than, derived": ("-after", ">"), "": ("", "=")}


class Wanted(NamedTuple):
    """A figure of the record: where it stands, its page, its value, and what the tables say of it."""

    where: str
    url: str
    value: float
    said: dict[str, Any]

    def is_fact(self, fact: Fact) -> bool:
        """Whether the fact is this figure; what is derived is so to a dollar or a millionth."""
        if any(getattr(fact, name) != value for name, value in self.said.items()):
            return False
        derived = fact.basis == "derived"
        return isclose(fact.value, self.value, rel_tol=1e-6, abs_tol=1) if derived else fact.value == self.value


def rows(folder: Path, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of one file, each with the place where it stands."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from ((f"{name}.csv, row {at}", row) for at, row in enumerate(csv.DictReader(file), 1))


def figures(folder: Path) -> Iterator[Wanted]:
    """Every figure of the record."""
    for where, row in rows(folder, "national_trade"):
        reporter, _ = side = _SIDES[row["side"]]
        by = _JOINED_BY if row["source_url"] == _JOINED else dict.fromkeys(_JOINED_BY, side)
        yield from _trade(where, row, _FLOWS.get((reporter, row["metric"]), row["metric"]), by)
    for where, row in rows(folder, "region_trade"):
        metric = {"export": "exports", "import": "imports"}.get(row["metric"], row["metric"])
        yield from _trade(where, row, metric, dict.fromkeys(_JOINED_BY, (_REGIONS[row["scope"]], "stated")))
    for where, row in rows(folder, "plant_output"):
        metric, modality = _KINDS[row["kind"]]
        said = {"metric": metric, "modality": modality, "reporter": _MAKERS[row["entity"]], "basis": row["basis"]}
        said["unit"] = "x" if metric == "output-growth" else "units"
        yield Wanted(where, row["source_url"], float(row["value"]), {**said, **_known(row)})


def _trade(where: str, row: dict[str, str], metric: str, by: dict[str, tuple[str, str]]) -> Iterator[Wanted]:
    """The level and the growth of one row, as far as each is given."""
    relation, hedge, of_growth = _HEDGES[row["qualifier"]]
    level = {"metric": metric, "unit": "USD", "relation": relation, "hedge": hedge, "basis": row["basis"]}
    if row["basis"] == "derived":
        suffix, relation = _IMPLIED[row["qualifier"]]
        level |= {"metric": metric + suffix, "relation": relation}
    growth = {"metric": f"{metric}-growth", "unit": "%", "relation": of_growth, "basis": "stated"}
    for column, said in (("value_usd", level), ("growth_pct", growth)):
        if row[column]:
            reporter, basis = by[column]
            whose = {"reporter": reporter, "reporter_basis": basis, "modality": "actual"}
            yield Wanted(f"{where}, {column}", row["source_url"], float(row[column]), {**said, **whose, **_known(row)})


def _known(row: dict[str, str]) -> dict[str, Any]:
    """Period and confidence of a row; of what was read from the article nobody judges."""
    if row["period"] in _OPEN:
        period, basis = _OPEN[row["period"]]
        when = {"period": period, "period_basis": basis}
    else:
        when = {"period": re.sub(r"^(\d{4})-(\d\d)/(\d\d)$", r"\1-\2/\1-\3", row["period"].replace("M", ""))}
    return when if row["source_url"] == ARTICLE else {**when, "confidence": row["confidence"]}
