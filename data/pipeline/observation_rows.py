"""Claims of one article to rows of the table `observations`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from data.extraction import Claim
from data.model.column_types import Row
from data.pipeline.area_lookup import Places
from data.pipeline.area_rows import slug

METRICS = {"export": "exports", "import": "imports"}

_SIGNED = ("balance",)
_YEAR = re.compile(r"\d{4}")


def metric(claim: Claim) -> str:
    """Id of what the claim measures: turnover, exports, …, exports-growth."""
    if claim.kind == "growth":
        return f"{METRICS.get(claim.of or '', claim.of)}-growth"
    return METRICS.get(claim.kind, claim.kind)


def observation(claim: Claim, source: str, places: Places, published: str | None = None) -> Row:
    """The claim as a row, without an id and not yet compared with another; `published`: the day of its source."""
    measured = metric(claim)
    made = "output" in (claim.kind, claim.of)
    low = round(float(claim.low), 6)
    if claim.value >= 0 and measured not in _SIGNED and claim.kind != "growth":
        low = max(low, 0.0)  # nothing that is counted is below nothing, however coarse its rounding
    when = claim.period or published
    reporter = places.area(claim.reporter, "plant" if made else "place", when)
    return {
        "id": None,
        "metric": measured,
        "reporter": reporter,
        "reporter_basis": "stated" if reporter else None,
        "partner": places.area(claim.partner, "place", when),
        "product": (slug(claim.product) or None) if claim.product else None,
        "event": None,
        "value": round(float(claim.value), 6),
        "unit": claim.unit,
        "relation": claim.relation,
        "hedge": None,
        "rounding": round(float(claim.rounding), 6),
        "low": low,
        "high": round(float(claim.high), 6),
        "modality": claim.modality,
        "period": claim.period,
        "period_basis": claim.period_basis,
        "period_text": claim.period_text,
        "period_start": claim.period_start,
        "period_stop": claim.period_stop,
        "baseline": None,
        "method": "read",
        "confidence": None,
        "authority": None,
        "repeats": None,
        "source": source,
        "start": claim.start,
        "stop": claim.stop,
        "phrase": claim.phrase,
    }


def name(rows: Sequence[Row]) -> None:
    """Give each row without an id the one that follows from its source and what it measures.

    It does not depend on any other article; figures of one article that measure the same are numbered
    in the order of the text.
    """
    seen: Counter[str] = Counter()
    for row in sorted(rows, key=lambda row: (row["start"], row["stop"], row["metric"], row["value"])):
        when = (row["period"] or {"rate": "rate"}.get(row["period_basis"], "open")).replace("/", "-")
        modality = None if row["modality"] == "actual" else row["modality"]
        found = "-".join(filter(None, (row["source"], row["metric"], row["partner"], row["product"], when, modality)))
        if row["id"] is None:
            seen[found] += 1
            row["id"] = found if seen[found] == 1 else f"{found}-{seen[found]}"


def compare(rows: Sequence[Row]) -> None:
    """Give each output the id of the latest earlier one of the same thing that the article states beside it.

    Only like periods are compared: whole years, a yearly rate now with a year, the same months of two years.
    """
    made = [row for row in rows if row["metric"] == "output" and row["modality"] == "actual" and row["reporter"]]
    for row in made:
        earlier = [other for other in made if _same(row, other) and _is_before(other, row)]
        if earlier:
            row["baseline"] = max(earlier, key=lambda other: (other["period"], -abs(other["start"] - row["start"])))[
                "id"
            ]


def _same(row: Row, other: Row) -> bool:
    return all(row[column] == other[column] for column in ("unit", "reporter", "partner", "product"))


def _is_before(earlier: Row, later: Row) -> bool:
    before, after = earlier["period"], later["period"]
    if not before:
        return False
    if after is None:
        return later["period_basis"] == "rate" and bool(_YEAR.fullmatch(before))
    return bool(before < after and _months(before) == _months(after))


def _months(period: str) -> list[str]:
    """A period without its years; a range that runs over New Year is like another that does."""
    ends = period.split("/")
    years = [int(end[:4]) for end in ends]
    return [*(end[4:] for end in ends), str(years[-1] - years[0])]
