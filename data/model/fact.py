"""The unit of the dashboard: one figure with its interval, period, source and words."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from data.model.column_types import Row
from data.model.interval import Interval
from data.model.period import Period


@dataclass(frozen=True)
class Fact:
    """A stated or derived figure. Names, units and meanings are those of the table `observations`.

    `value`, `low`, `high` and `rounding` are in `unit`; starts and ends count characters. None where unknown. An open
    end ("more than") is infinite.

    A derived fact has `basis = "derived"`, the `operation`, the ids of the `inputs` it was computed from, and no span:
    its words are those of its inputs. A fact that was transcribed from a page has no span either: its text is not held.
    """

    id: str
    metric: str
    value: float
    unit: str
    low: float
    high: float
    source: str
    relation: str = "="
    hedge: str | None = None
    rounding: float | None = None
    modality: str = "actual"
    basis: str = "stated"
    reporter: str | None = None
    reporter_basis: str | None = None
    partner: str | None = None
    product: str | None = None
    event: str | None = None
    period: str | None = None
    period_basis: str = "none"
    period_text: str | None = None
    period_text_start: int | None = None
    period_text_end: int | None = None
    baseline: str | None = None
    method: str | None = None
    confidence: str | None = None
    authority: str | None = None
    repeats: str | None = None
    phrase_start: int | None = None
    phrase_end: int | None = None
    phrase: str | None = None
    operation: str | None = None
    inputs: tuple[str, ...] = ()

    @classmethod
    def from_row(cls, row: Row) -> Fact:
        """Return the fact of a row of `observations`; an empty `low` or `high` is an open end."""
        low = -inf if row["low"] is None else row["low"]
        high = inf if row["high"] is None else row["high"]
        return cls(**{**row, "low": low, "high": high})

    @property
    def interval(self) -> Interval:
        """Value with the bounds that rounding and relation leave."""
        return Interval(self.value, self.low, self.high)

    @property
    def parsed_period(self) -> Period | None:
        """`period` as a `data.model.period.Period`; None where it is open or the figure is a yearly rate."""
        return Period.parse(self.period) if self.period else None

    @property
    def is_of_year(self) -> bool:
        """Whether its period is a whole calendar year."""
        return self.parsed_period is not None and self.parsed_period.is_year
