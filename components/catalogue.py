"""The charts by name, for whoever shows one alone: what may be picked of each, and how it is then made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from components import asked, cards, record, record_cards
from components.card import Chart
from components.charts import trade_balance, visit_timeline
from components.charts.points import SIDES
from components.record import CONFIDENCES, Filter
from components.view import View
from data.statements import FLOWS

# By parameter, what an address asks for: `{"metric": ["exports"]}`.
Asked = Mapping[str, Sequence[str]]

YEARS = "years"


class NotOfferedError(ValueError):
    """An address asks for what is no choice; `options` are those that are."""

    def __init__(self, parameter: str, value: str, options: Sequence[str]) -> None:
        """Of `parameter`, `value` is not among `options`."""
        super().__init__(parameter, value, *options)
        self.parameter, self.value, self.options = parameter, value, tuple(options)


@dataclass(frozen=True)
class Entry:
    """A chart: what may be picked of it by parameter, and what makes it; None where nothing is left to draw."""

    options: Callable[[View], Mapping[str, Sequence[str]]]
    make: Callable[[View, Asked], Chart | None]


def chart(name: str, view: View, wished: Asked) -> Chart | None:
    """The chart of this name with what is wished for picked; KeyError, NotOfferedError."""
    entry = CHARTS[name]
    offered = entry.options(view)
    picked: dict[str, list[str]] = {}
    for parameter, values in wished.items():
        found = asked.options(values)
        if parameter not in offered:
            raise NotOfferedError("parameter", parameter, list(offered))
        for value in found:
            if value not in offered[parameter] and not (parameter == YEARS and asked.span(value)):
                raise NotOfferedError(parameter, value, offered[parameter])
        picked[parameter] = found
    return entry.make(view, picked)


def _kinds(view: View) -> Mapping[str, Sequence[str]]:
    told = {event["kind"] for event in view.events}
    return {"kind": [kind for kind in visit_timeline.KINDS if kind in told]}


def _of_record(view: View) -> Mapping[str, Sequence[str]]:
    first, last = record.years(view)
    return {"metric": record.flows(view), "side": SIDES, "confidence": CONFIDENCES, YEARS: [f"{first}-{last}"]}


def _nothing(view: View) -> Mapping[str, Sequence[str]]:
    return {}


def _trade(view: View, picked: Asked) -> Chart:
    metrics = picked.get("metric", ())
    return cards.trade(view, tuple(metric for metric in trade_balance.METRICS if metric in metrics))


def _visit(view: View, picked: Asked) -> Chart:
    kinds = picked.get("kind", ())
    return cards.visit(view, tuple(kind for kind in visit_timeline.KINDS if kind in kinds))


def _filter(picked: Asked) -> Filter:
    years = [span for value in picked.get(YEARS, ()) if (span := asked.span(value))]
    flow, *_ = *picked.get("metric", ()), FLOWS[0]
    return Filter(
        flow,
        tuple(side for side in SIDES if side in picked.get("side", ())),
        tuple(confidence for confidence in CONFIDENCES if confidence in picked.get("confidence", ())),
        years[0] if years else None,
    )


CHARTS: Mapping[str, Entry] = {
    "trade-balance": Entry(lambda view: {"metric": trade_balance.METRICS}, _trade),
    "factory-output": Entry(_nothing, lambda view, picked: cards.factory(view)),
    "visit-timeline": Entry(_kinds, _visit),
    "national-trade": Entry(_of_record, lambda view, picked: record_cards.national(view, _filter(picked))),
    "trade-to-date": Entry(_of_record, lambda view, picked: record_cards.to_date(view, _filter(picked))),
    "region-scale": Entry(_nothing, lambda view, picked: record_cards.scale(view)),
    "works-in-time": Entry(_nothing, lambda view, picked: record_cards.works(view)),
    "visit-reports": Entry(_nothing, lambda view, picked: record_cards.reports(view)),
}
