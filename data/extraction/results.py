"""The results of reading a report: claims, stops of a visit, and doubts, each with its place in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Claim:
    """One figure as a report states it; offsets are half-open, in characters of the text that was read.

    `kind` is turnover, export, import, balance, output or growth (then `of` says of what). `reporter`
    and `partner` are English names, `World` for all partners. `value`, `rounding`, `low` and `high` are
    in base units of `unit` (USD, KZT, UZS, EUR, RUB, t, units; growth also % and x); the interval is
    what the last printed digit and the relation leave open, infinite at an open end. `period` is YYYY,
    YYYY-MM or YYYY-MM/YYYY-MM, or None where the text and its date leave it open; `period_basis` says how
    it is known (stated, dated, rate, none).
    """

    kind: str
    of: str | None
    reporter: str | None
    partner: str | None
    value: float
    unit: str
    product: str | None
    relation: str
    modality: str
    period: str | None
    period_basis: str
    period_text: str | None
    period_start: int | None
    period_stop: int | None
    rounding: float
    low: float
    high: float
    phrase: str
    start: int
    stop: int
    note: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the claim under the public keys of a fact; `of` only on growth, `note` only where there is one."""
        fact: dict[str, Any] = {"kind": self.kind}
        if self.of:
            fact["of"] = self.of
        fact |= {
            "reporter": self.reporter,
            "partner": self.partner,
            "value": int(self.value) if float(self.value).is_integer() else self.value,
            "unit": self.unit,
            "product": self.product,
            "relation": self.relation,
            "modality": self.modality,
            "period": self.period,
            "period_text": self.period_text,
            "phrase": self.phrase,
            "start": self.start,
            "stop": self.stop,
        }
        if self.note:
            fact["note"] = self.note
        return fact


@dataclass(frozen=True)
class Stop:
    """One stop of a visit. `order` counts from 1 in time; `basis` says how the order is known.

    `sort` is industry, business, diplomacy, culture or remembrance; `place` and `action` are English
    where the words are known, else the report's own. The order words stand at [order_start, order_stop).
    `phrase` runs from the place to the deed.
    """

    order: int
    day: int
    sort: str
    place: str
    action: str
    basis: str
    order_text: str
    order_start: int
    order_stop: int
    phrase: str
    start: int
    stop: int
    note: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the stop under the public keys of a fact of kind `visit_stop`."""
        fact: dict[str, Any] = {
            "kind": "visit_stop",
            "order": self.order,
            "place": self.place,
            "action": self.action,
            "phrase": self.phrase,
            "start": self.start,
            "stop": self.stop,
        }
        if self.note:
            fact["note"] = self.note
        return fact


@dataclass(frozen=True)
class Doubt:
    """A figure that is no fact, or a fact that does not fit the others.

    `why` is a short key, the same in every language: share, price, investment, agreement, people, cargo,
    count, range, unclear (not understood), sum (exports and imports do not add up to the turnover).
    """

    why: str
    phrase: str
    start: int
    stop: int


@dataclass(frozen=True)
class Reading:
    """All that one text states, in the order of the text."""

    language: str
    script: str
    claims: tuple[Claim, ...]
    stops: tuple[Stop, ...]
    doubts: tuple[Doubt, ...]

    def as_json(self) -> list[dict[str, Any]]:
        """Return claims and stops under the public keys, in the order of the text."""
        found: list[Claim | Stop] = [*self.claims, *self.stops]
        return [fact.as_json() for fact in sorted(found, key=lambda fact: fact.start)]
