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


class NotOfferedError(ValueError):
    """An address asks for what is no choice; `options` are those that are."""

    def __init__(self, parameter: str, value: str, options: Sequence[str]) -> None:
        """Of `parameter`, `value` is not among `options`."""
        super().__init__(parameter, value, *options)
        self.parameter, self.value, self.options = parameter, value, tuple(options)


@dataclass(frozen=True)
class Offer:
    """What may be picked by one parameter: its options, and whether several of them."""

    options: Sequence[str]
    several: bool = True

    def admits(self, value: str) -> bool:
        """Whether it is one of the options."""
        return value in self.options


class Years(Offer):
    """Years from a first to a last, within the one option that says the widest: 2009-2025."""

    def admits(self, value: str) -> bool:
        """Whether these years lie within the widest."""
        (widest,) = self.options
        wished, known = asked.span(value), asked.span(widest)
        return bool(wished and known and known[0] <= wished[0] <= wished[1] <= known[1])


Offers = Mapping[str, Offer]


@dataclass(frozen=True)
class Entry:
    """A chart: what may be picked of it by parameter, and what makes it; None where nothing is left to draw."""

    offers: Callable[[View], Offers]
    make: Callable[[View, Asked], Chart | None]


def chart(name: str, view: View, wished: Asked) -> Chart | None:
    """The chart of this name with what is wished for picked; KeyError, NotOfferedError."""
    entry = CHARTS[name]
    offers = entry.offers(view)
    picked: dict[str, list[str]] = {}
    for parameter, values in wished.items():
        if parameter not in offers:
            raise NotOfferedError("parameter", parameter, list(offers))
        offer, found = offers[parameter], asked.options(values)
        wrong = [value for value in found if not offer.admits(value)]
        if wrong or (len(found) > 1 and not offer.several):
            raise NotOfferedError(parameter, wrong[0] if wrong else ",".join(found), offer.options)
        picked[parameter] = found
    return entry.make(view, picked)


def nearest(name: str, view: View, wished: Asked) -> Chart | None:
    """As `chart`, but what is no choice is left out, as pages do; the whole chart where nothing would be left."""
    entry, picked = CHARTS[name], {}
    for parameter, offer in entry.offers(view).items():
        found = [value for value in asked.options(wished.get(parameter, ())) if offer.admits(value)]
        picked[parameter] = found if offer.several else found[:1]
    return entry.make(view, picked) or entry.make(view, {})


def _of_trade(view: View) -> Offers:
    return {"metric": Offer(trade_balance.METRICS)}


def _of_visit(view: View) -> Offers:
    told = {event["kind"] for event in view.events}
    return {"kind": Offer([kind for kind in visit_timeline.KINDS if kind in told])}


def _of_record(view: View) -> Offers:
    first, last = record.years(view)
    return {
        "metric": Offer(record.flows(view), several=False),
        "side": Offer(SIDES),
        "confidence": Offer(CONFIDENCES),
        "years": Years([f"{first}-{last}"], several=False),
    }


def _nothing(view: View) -> Offers:
    return {}


def _trade(view: View, picked: Asked) -> Chart:
    metrics = picked.get("metric", ())
    return cards.trade(view, tuple(metric for metric in trade_balance.METRICS if metric in metrics))


def _visit(view: View, picked: Asked) -> Chart:
    kinds = picked.get("kind", ())
    return cards.visit(view, tuple(kind for kind in visit_timeline.KINDS if kind in kinds))


def _filter(view: View, picked: Asked) -> Filter:
    years = [span for value in picked.get("years", ()) if (span := asked.span(value))]
    flow, *_ = *picked.get("metric", ()), FLOWS[0]
    return Filter(
        flow,
        tuple(side for side in SIDES if side in picked.get("side", ())),
        tuple(confidence for confidence in CONFIDENCES if confidence in picked.get("confidence", ())),
        years[0] if years and years[0] != record.years(view) else None,
    )


CHARTS: Mapping[str, Entry] = {
    "trade-balance": Entry(_of_trade, _trade),
    "factory-output": Entry(_nothing, lambda view, picked: cards.factory(view)),
    "visit-timeline": Entry(_of_visit, _visit),
    "national-trade": Entry(_of_record, lambda view, picked: record_cards.national(view, _filter(view, picked))),
    "trade-to-date": Entry(_of_record, lambda view, picked: record_cards.to_date(view, _filter(view, picked))),
    "region-scale": Entry(_nothing, lambda view, picked: record_cards.scale(view)),
    "works-in-time": Entry(_nothing, lambda view, picked: record_cards.works(view)),
    "visit-reports": Entry(_nothing, lambda view, picked: record_cards.reports(view)),
}
