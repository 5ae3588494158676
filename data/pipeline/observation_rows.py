"""Build rows of the table `observations` from the claims of one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.extraction import Claim
from data.model.column_types import Row
from data.model.metric import growth_of, metric_id
from data.model.period import Period
from data.pipeline.area_lookup import AreaLookup
from data.pipeline.area_rows import slugify


def metric_of(claim: Claim) -> str:
    """Return the id of the metric of a claim: turnover, exports, …, exports-growth."""
    if claim.kind == "growth":
        return growth_of(metric_id(str(claim.of)))
    return metric_id(claim.kind)


def build_observation(claim: Claim, source: str, places: AreaLookup, published: str | None = None) -> Row:
    """Return the claim as a row, without id, bounds and baseline; `published` is the day of its source."""
    measured = metric_of(claim)
    is_output = "output" in (claim.kind, claim.of)
    when = claim.period or published
    reporter = places.find_or_add(claim.reporter, "plant" if is_output else "place", when)
    return {
        "id": None,
        "basis": "stated",
        "metric": measured,
        "reporter": reporter,
        "reporter_basis": "stated" if reporter else None,
        "partner": places.find_or_add(claim.partner, "place", when),
        "product": (slugify(claim.product) or None) if claim.product else None,
        "event": None,
        "value": round(float(claim.value), 6),
        "unit": claim.unit,
        "relation": claim.relation,
        "hedge": None,
        "rounding": round(float(claim.rounding), 6),
        "low": None,
        "high": None,
        "modality": claim.modality,
        "period": claim.period,
        "period_basis": claim.period_basis,
        "period_text": claim.period_text,
        "period_text_start": claim.period_start,
        "period_text_end": claim.period_stop,
        "baseline": None,
        "method": "read",
        "confidence": None,
        "authority": None,
        "repeats": None,
        "source": source,
        "phrase_start": claim.start,
        "phrase_end": claim.stop,
        "phrase": claim.phrase,
    }


def assign_ids(rows: Sequence[Row]) -> None:
    """Set the id of each row without one, from its source and what it measures.

    It does not depend on any other article; figures of one article that measure the same are numbered
    in the order of the text.
    """
    seen: Counter[str] = Counter()
    for row in sorted(rows, key=lambda row: (row["phrase_start"], row["phrase_end"], row["metric"], row["value"])):
        when = (row["period"] or {"rate": "rate"}.get(row["period_basis"], "open")).replace("/", "-")
        modality = None if row["modality"] == "actual" else row["modality"]
        name = "-".join(filter(None, (row["source"], row["metric"], row["partner"], row["product"], when, modality)))
        if row["id"] is None:
            seen[name] += 1
            row["id"] = name if seen[name] == 1 else f"{name}-{seen[name]}"


def link_baselines(rows: Sequence[Row]) -> None:
    """Set the baseline of each output: the latest earlier output of the same product in the same article.

    Only like periods are compared: whole years, a yearly rate now with a year, the same months of two years.
    """
    outputs = [row for row in rows if row["metric"] == "output" and row["modality"] == "actual" and row["reporter"]]
    for row in outputs:
        earlier = [other for other in outputs if _is_comparable(row, other) and _is_earlier(other, row)]
        if earlier:
            latest = max(
                earlier, key=lambda other: (other["period"], -abs(other["phrase_start"] - row["phrase_start"]))
            )
            row["baseline"] = latest["id"]


def _is_comparable(row: Row, other: Row) -> bool:
    return all(row[column] == other[column] for column in ("unit", "reporter", "partner", "product"))


def _is_earlier(earlier: Row, later: Row) -> bool:
    if not earlier["period"]:
        return False
    before = Period.parse(earlier["period"])
    if later["period"] is None:
        return later["period_basis"] == "rate" and before.is_year
    after = Period.parse(later["period"])
    return before < after and before.shifted(after.first.year - before.first.year) == after
