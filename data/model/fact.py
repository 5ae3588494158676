"""The atom of the dashboard: one figure with everything a reader may ask of it."""

from __future__ import annotations

from dataclasses import dataclass

from data.model.interval import Interval


@dataclass(frozen=True)
class Fact:
    """A stated or derived figure. Names, units and meanings are those of the table `observations`.

    `value`, `low`, `high` and `rounding` are in `unit`; `start` and `stop` count characters. None where unknown.

    A derived fact has `basis = "derived"`, the `operation` and the `inputs` it was computed
    from, and no span of its own: its words are those of its inputs. A fact of the record has a source and
    no span either: the text of its page is not held.
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
    period_start: int | None = None
    period_stop: int | None = None
    baseline: str | None = None
    method: str | None = None
    confidence: str | None = None
    authority: str | None = None
    repeats: str | None = None
    start: int | None = None
    stop: int | None = None
    phrase: str | None = None
    operation: str | None = None
    inputs: tuple[str, ...] = ()

    @property
    def interval(self) -> Interval:
        """Value with the bounds that rounding leaves."""
        return Interval(self.value, self.low, self.high)
