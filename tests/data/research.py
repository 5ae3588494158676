"""The public record as it was gathered, a row a figure, in the words of the tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from math import isclose
from pathlib import Path
from typing import NamedTuple

from data import Fact

FILES = ("national_trade", "region_trade", "plant_output", "new_record", "new_record2", "uz_reported_stated")

# Mirror statistics: what one side exports, the other imports.
_FLOWS = {("UZ", "kz_export_to_uz"): "imports", ("UZ", "kz_import_from_uz"): "exports"}
# Beginnings of metrics, by what the files call them.
_METRICS = {
    **{"export": "exports", "import": "imports", "kz_export_to_uz": "exports", "kz_import_from_uz": "imports"},
    **{"planned": "output", "capacity": "output", "growth": "output-growth", "turnover change": "turnover-growth"},
    **{"value of goods at capacity": "output", "share of UZ trade": "turnover-world-share"},
    **{"share of UZ exports": "exports-world-share"},
    # Not said whose; they are taken for the exports of Kazakhstan.
    "import (of Uzbekistan or export of Kazakhstan: not said)": "exports",
}


class Wanted(NamedTuple):
    """A figure of the record: where it stands, its page, what is measured, its value, period and words."""

    where: str
    url: str
    metric: str
    value: float
    period: str | None
    phrase: str | None

    def is_fact(self, fact: Fact) -> bool:
        """Whether the fact is this figure; an implied level has a metric that begins like it, an open period none."""
        if not fact.metric.startswith(self.metric) or fact.period not in (self.period, None):
            return False
        if fact.basis == "derived":
            return fact.low <= self.value <= fact.high
        return isclose(abs(fact.value), abs(self.value), rel_tol=1e-6) and self.phrase in (fact.phrase, None)


def rows(folder: Path, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of one file, each with the place where it stands."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from ((f"{name}.csv, row {at}", row) for at, row in enumerate(csv.DictReader(file), 1))


def figures(folder: Path) -> Iterator[Wanted]:
    """Every figure of the record."""
    for name in FILES:
        for where, row in rows(folder, name):
            measured = row.get("metric") or row.get("kind") or row["flow_of_uzbekistan"]
            called = measured if measured in _METRICS else measured.partition(" (")[0]
            metric = _FLOWS.get((row.get("side", ""), called)) or _METRICS.get(called, called)
            url = row.get("source_url") or row["source"]
            # What the page says of the months is printed as a year, or as what is made in a year.
            when = row["period"].replace("M", "").removesuffix(" (annual)")
            period = re.sub(r"^(\d{4})-(\d\d)/(\d\d)$", r"\1-\2/\1-\3", when)
            value = row.get("value_usd") or row.get("value")
            if value:
                yield Wanted(where, url, metric, float(value), period, row.get("phrase"))
            growth = re.match(r"-?[\d.]+", row.get("growth_pct") or row.get("growth_pct_printed") or "")
            if growth:
                yield Wanted(where, url, f"{metric}-growth", float(growth[0]), period, None)
