"""The charts of this site with everything that their cards show: facts chosen, words, rows, file names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, TypeVar, cast

from components.card import Chart
from components.cells import Cell, Part
from components.charts import factory_output, trade_balance, visit_timeline
from components.charts.saying import amount, bounds, formula, operand_text, period, published
from components.charts.telling import notes
from components.links import at_words
from components.rows import file_name, taken
from components.share import Query
from components.view import Row, View, lacking
from components.words import Words
from data import Fact

_Made = TypeVar("_Made", bound=Callable[..., Chart | None])

# What is said of the plant's output, in the order of telling.
OUTPUT = ("before", "now", "output-multiple", "output-change")

_FACT_COLUMNS = (
    *("id", "metric", "value", "unit", "relation", "hedge", "low", "high", "modality", "basis", "period"),
    *("period_basis", "period_text", "reporter", "reporter_basis", "partner", "product", "operation", "inputs"),
    *("method", "confidence", "authority", "repeats", "start", "stop", "phrase", "source"),
)
_SOURCE_COLUMNS = ("publisher", "published", "dated", "url")
_EVENT_COLUMNS = (
    "id",
    "day",
    "order",
    "kind",
    "within",
    "order_basis",
    "order_text",
    "place",
    "start",
    "stop",
    "phrase",
    "source",
)


def kept(chart: _Made) -> _Made:
    """Make a chart once for each view and options; the view keeps the latest."""

    @wraps(chart)
    def once(view: View, *args: object, **options: object) -> Chart | None:
        made: Chart | None = view.once(chart, *args, **options)
        return made

    return cast(_Made, once)


@kept
def trade(view: View, metrics: tuple[str, ...] = (), *, table: bool = False) -> Chart:
    """trade-balance of these metrics, or of all four; `table`: with its table open."""
    facts = [view.trade[metric] for metric in trade_balance.METRICS if metric in (metrics or trade_balance.METRICS)]
    source = view.sources[facts[0].source]
    story = trade_balance.story(facts, source, view.words)
    every = len(facts) == len(trade_balance.METRICS)
    picked = [] if every else [view.words.name("metrics", fact.metric) for fact in facts]
    return Chart(
        name=trade_balance.NAME,
        story=story,
        draw=lambda look: trade_balance.figure(facts, view.facts, source, story, view.words, look),
        columns=fact_columns(view),
        rows=[fact_cells(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file=named(view, trade_balance.NAME, *picked, facts[0].period),
        at_words=first_words(facts, view),
        open=table,
        query=addressed(view, () if every else [("metric", fact.metric) for fact in facts]),
        picks=("metric", trade_balance.METRICS),
    )


@kept
def factory(view: View, *, table: bool = False) -> Chart:
    """factory-output of the plant, before and now; `table`: with its table open."""
    found = view.output
    output = factory_output.Output(*(found[name] for name in OUTPUT))
    source = view.sources[output.now.source]
    story = factory_output.story(output, source, view.words)
    return Chart(
        name=factory_output.NAME,
        story=story,
        draw=lambda look: factory_output.figure(output, source, story, view.words, look),
        columns=fact_columns(view),
        rows=[fact_cells(fact, view) for fact in output],
        csv=facts_csv(output, view),
        file=named(view, factory_output.NAME, output.before.period),
        at_words=first_words((output.now,), view),
        open=table,
        query=addressed(view),
    )


@kept
def visit(view: View, kinds: tuple[str, ...] = (), *, short: bool = False) -> Chart:
    """visit-timeline of the stops of these kinds, or of all."""
    words = view.words
    events = tuple(event for event in view.events if not kinds or event["kind"] in kinds)
    if not events:
        raise lacking("events.csv", "no stop of the visit is in it, so none can be drawn")
    source = view.sources[events[0]["source"]]
    story = visit_timeline.story(events, view.events, source, words)
    return Chart(
        name=visit_timeline.NAME,
        story=story,
        draw=lambda look: visit_timeline.figure(events, story, words, look, short=short, every=view.events),
        columns=[words(f"column.{name}") for name in ("stop", "kind", "place", "people", "order", "words")],
        rows=[_event_cells(event, view) for event in events],
        csv=taken(("event", "people", *_EVENT_COLUMNS, "url"), [_event_row(event, view) for event in events], words),
        file=named(view, visit_timeline.NAME, *(words(f"kind.{kind}") for kind in kinds)),
        at_words=at_words(source, events[0]["phrase"]),
        query=addressed(view, [("kind", kind) for kind in kinds]),
        picks=("kind", [kind for kind in visit_timeline.KINDS if any(event["kind"] == kind for event in view.events)]),
    )


def addressed(view: View, picked: Query = ()) -> Query | None:
    """What is picked, as the address of a chart of this site says it; what a reader gave has no address."""
    return tuple(picked) if view.files == View.files else None


def first_words(facts: Sequence[Fact], view: View) -> str:
    """Link to the words of the first fact; those of its first input where it is derived."""
    fact = facts[0] if facts[0].basis == "stated" else view.facts[facts[0].inputs[0]]
    return at_words(view.sources[fact.source], fact.phrase)


def fact_cells(fact: Fact, view: View) -> list[Cell]:
    """A fact as cells of a table: name, figure, bounds, period, words or formula."""
    words, source = view.words, view.sources[fact.source]
    texts = (
        measured(fact, words),
        amount(fact, words, signed=is_change(fact)),
        bounds(fact, words),
        period(fact, source, words),
    )
    return [*((Part(text),) for text in texts), read_from(fact, view)]


def is_change(fact: Fact) -> bool:
    """Whether it says how much more or less than before, and so bears a sign."""
    return fact.metric == "output-change" or (fact.metric.endswith("-growth") and fact.unit != "x")


def measured(fact: Fact, words: Words) -> str:
    """What the figure is of; that it is planned or only possible, and of which product, where it is."""
    name = words.name("metrics", fact.metric)
    if fact.modality == "actual":
        return name
    return words("figure.modality", name=name, modality=words(f"modality.{fact.modality}"))


def read_from(fact: Fact, view: View) -> Cell:
    """The words of a stated fact, or the formula of a derived one with each operand a link to its words."""
    source = view.sources[fact.source]
    if fact.phrase:
        return (Part(fact.phrase, str(source["language"]), at_words(source, fact.phrase)),)
    if fact.basis == "stated":
        return (page_of(source, view.words),)
    operands = [view.facts[name] for name in fact.inputs]
    marks = ["<", ">"]
    text = view.words(f"formula.{fact.operation}", first=marks[0], second=marks[1])
    parts = []
    for piece in re.split("([<>])", text):
        if piece in marks:
            operand = operands[marks.index(piece)]
            number = operand_text(operand, fact, view.words)
            parts.append(Part(number, link=at_words(view.sources[operand.source], operand.phrase)))
        elif piece:
            parts.append(Part(piece))
    return tuple(parts)


def page_of(source: Row, words: Words) -> Part:
    """The page of a source whose words are not held: who published it and when, and a link to it."""
    return Part(published(source, words), link=source["url"])


def commitments(view: View) -> tuple[list[str], list[list[Cell]]]:
    """What was offered, promised, done or discussed: headings and rows."""
    words = view.words
    columns = [words(f"column.{name}") for name in ("commitment", "status", "by", "to", "words")]
    rows: list[list[Cell]] = []
    for row in view.commitments:
        source = view.sources[row["source"]]
        texts = (
            words.name("commitments", row["id"], "title"),
            words(f"status.{row['status']}"),
            words.label("commitments", row["id"], "by") or words("visit.no_people"),
            words.label("commitments", row["id"], "to") or words("commitment.no_one"),
        )
        origin = Part(row["phrase"], str(source["language"]), at_words(source, row["phrase"]))
        rows.append([*((Part(text),) for text in texts), (origin,)])
    return columns, rows


def facts_csv(facts: Sequence[Fact], view: View, more: Sequence[Mapping[str, Any]] = ()) -> str:
    """The facts with every detail, values in base units; `more`: further columns, a mapping a fact."""
    rows = []
    for fact in facts:
        row = {name: getattr(fact, name) for name in _FACT_COLUMNS}
        row["inputs"] = " ".join(fact.inputs)
        source = {name: view.sources[fact.source][name] for name in _SOURCE_COLUMNS}
        note = " ".join(notes(fact, view.facts, view.words))
        rows.append({**row, **source, "operation": formula(fact, view.facts, view.words), "note": note})
    if more:
        rows = [{**row, **added} for row, added in zip(rows, more, strict=True)]
    return taken((*_FACT_COLUMNS, *_SOURCE_COLUMNS, "note", *(more[0] if more else ())), rows, view.words)


def fact_columns(view: View) -> list[str]:
    """Headings for `fact_cells`."""
    return [view.words(f"column.{name}") for name in ("figure", "value", "bounds", "period", "words")]


def _event_cells(event: Row, view: View) -> list[Cell]:
    words, source = view.words, view.sources[event["source"]]
    texts = (
        words("visit.numbered", order=event["order"], title=words.name("events", event["id"], "title")),
        words(f"kind.{event['kind']}"),
        visit_timeline.where(event, view.events, words),
        words.label("events", event["id"], "people") or words("visit.no_people"),
        words(f"order.{event['order_basis']}", phrase=event["order_text"]),
    )
    origin = Part(event["phrase"], str(source["language"]), at_words(source, event["phrase"]))
    return [*((Part(text),) for text in texts), (origin,)]


def _event_row(event: Row, view: View) -> dict[str, Any]:
    words = view.words
    return {
        "event": words.name("events", event["id"], "title"),
        "people": words.label("events", event["id"], "people"),
        **{name: event[name] for name in _EVENT_COLUMNS},
        "url": view.sources[event["source"]]["url"],
    }


def named(view: View, chart: str, *chosen: str | None) -> str:
    """Name of a chart's files: the site's or the article's, the chart's, and what is picked of it."""
    words = view.words
    return file_name([words(f"file.{view.files}"), words(f"file.{chart}"), *filter(None, chosen)])
