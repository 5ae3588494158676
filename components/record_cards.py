"""The charts of the record page with everything that their cards show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go

from components import record
from components.card import Chart, Detail
from components.cards import addressed, fact_cells, facts_csv, kept, named, page_of
from components.cells import Cell, Part
from components.charts import national_trade, region_scale, trade_to_date, visit_reports, works_in_time
from components.charts.saying import bounds, large, period
from components.charts.story import Story
from components.charts.telling import figure, lines, oriented, whose
from components.links import at_words
from components.record import Filter
from components.rows import taken
from components.theme import Look
from components.view import View
from components.words import Words
from components.words.case import capital
from data import Fact
from data.statements import Statement


def national(view: View, chosen: Filter) -> Chart | None:
    """national-trade of what is picked; None where no whole year is left."""
    return _unfiltered(view, "national") if chosen == Filter() else _national(view, chosen)


def to_date(view: View, chosen: Filter) -> Chart | None:
    """trade-to-date of what is picked; None where no part of a year is left."""
    return _unfiltered(view, "to_date") if chosen == Filter() else _to_date(view, chosen)


@kept
def _unfiltered(view: View, name: str) -> Chart | None:
    """What most readers see is kept; what a filter leaves, in thousands of ways, is made anew."""
    return {"national": _national, "to_date": _to_date}[name](view, Filter())


def _national(view: View, chosen: Filter) -> Chart | None:
    shown = record.by_year(view, record.shown(view, chosen))
    if not shown.statements:
        return None
    story = national_trade.story(shown, view.words)
    return _of_statements(
        view,
        national_trade.NAME,
        shown,
        chosen,
        story,
        lambda look: national_trade.figure(shown, story, view.words, look),
    )


def _to_date(view: View, chosen: Filter) -> Chart | None:
    shown = record.to_date(view, record.shown(view, chosen))
    if not shown.statements:
        return None
    story = trade_to_date.story(shown, view.words)
    return _of_statements(
        view,
        trade_to_date.NAME,
        shown,
        chosen,
        story,
        lambda look: trade_to_date.figure(shown, story, view.words, look),
    )


def _of_statements(
    view: View,
    name: str,
    shown: national_trade.Shown,
    chosen: Filter,
    story: Story,
    draw: Callable[[Look], go.Figure],
) -> Chart:
    words = view.words
    told = sorted(shown.statements, key=lambda one: (one.fact.period or "", one.side or "", one.interval.value))
    picked = [
        words(f"flow.short.{chosen.flow}"),
        *(words(f"record.side.{side}") for side in chosen.sides),
        *(words(f"trust.{confidence}") for confidence in chosen.confidences),
        *map(str, chosen.years or ()),
    ]
    return Chart(
        name=name,
        story=story,
        draw=draw,
        columns=[words(f"column.{column}") for column in ("period", "value", "bounds", "whose", "said_by", "trust")],
        rows=[statement_cells(one, view) for one in told],
        csv=facts_csv([one.fact for one in told], view, [_drawn(one) for one in told]),
        file=named(view, name, *picked),
        at_words="",
        details={
            one.fact.id: detail(lines(one, view.facts, view.sources, words), one.fact, view) for one in shown.statements
        },
        query=addressed(view, chosen.query),
    )


def _drawn(one: Statement) -> dict[str, object]:
    """What the chart adds to the fact: the flow as it is drawn, whose statistics, the value drawn."""
    return {"flow": one.flow, "statistics": one.side, "mirror": one.is_mirror, "drawn": one.interval.value}


def detail(lines: Sequence[str], fact: Fact, view: View) -> Detail:
    """What is said when the mark of a fact is pressed, with the way to its source."""
    source = view.sources[fact.source]
    return Detail(
        list(lines), at_words(source, fact.phrase), view.words("record.open_page", publisher=source["publisher"])
    )


def statement_cells(one: Statement, view: View) -> list[Cell]:
    """A statement as cells: period, figure, bounds, whose statistics, who says it and where, how far it is trusted."""
    words, fact = view.words, one.fact
    when = period(fact, view.sources[fact.source], words) if fact.period else words("period.open")
    authority = words.name("authorities", fact.authority or "")
    told = [Part(words("authority.says", authority=authority))] if fact.authority else []
    trust = words(f"trust.{fact.confidence or 'unjudged'}")
    return [
        (Part(capital(when)),),
        (Part(figure(one, words)),),
        (Part(bounds(oriented(one), words)),),
        (Part(capital(whose(one, words))),),
        (*told, page_of(view.sources[fact.source], words)),
        (Part(capital(words("record.trust_computed", trust=trust) if fact.basis == "derived" else trust)),),
    ]


@kept
def scale(view: View) -> Chart | None:
    """region-scale of the region that the site is about; None where no share can be formed."""
    shown = record.in_scale(view)
    if shown is None:
        return None
    story = region_scale.story(shown, view.words)
    facts = [shown.country, *shown.same_year, shown.own, shown.share, *shown.others]
    return _of_facts(
        view,
        region_scale.NAME,
        facts,
        story,
        lambda look: region_scale.figure(shown, story, view.words, look),
        {
            fact.id: [region_scale.name(fact, view.words), *region_scale.lines(fact, shown, view.words)]
            for fact in facts
        },
    )


@kept
def works(view: View) -> Chart:
    """works-in-time of the plant, its group and its country."""
    shown = record.works(view)
    story = works_in_time.story(shown, view.words)
    facts = [fact for made in shown.makers.values() for fact in made]
    return _of_facts(
        view,
        works_in_time.NAME,
        facts,
        story,
        lambda look: works_in_time.figure(shown, story, view.words, look),
        {
            fact.id: [works_in_time.heading(fact, shown, view.words), *works_in_time.lines(fact, shown, view.words)]
            for fact in facts
        },
    )


def _of_facts(
    view: View,
    name: str,
    facts: Sequence[Fact],
    story: Story,
    draw: Callable[[Look], go.Figure],
    told: Mapping[str, Sequence[str]],
) -> Chart:
    words = view.words
    return Chart(
        name=name,
        story=story,
        draw=draw,
        columns=record_columns(words),
        rows=[record_row(fact, view) for fact in facts],
        csv=facts_csv(facts, view),
        file=named(view, name),
        at_words="",
        details={fact.id: detail(told[fact.id], fact, view) for fact in facts},
        query=addressed(view),
    )


def record_columns(words: Words) -> list[str]:
    """Headings for `record_row`."""
    return [words(f"column.{name}") for name in ("area", "figure", "product", "value", "bounds", "period", "words")]


def record_row(fact: Fact, view: View) -> list[Cell]:
    """A figure as cells: whose, what, of which product, how much, when, where it is from."""
    words = view.words
    first, *rest = fact_cells(large(fact), view)
    product = words.name("products", fact.product) if fact.product else ""
    return [(Part(_parties(fact, words)),), first, (Part(product),), *rest]


def _parties(fact: Fact, words: Words) -> str:
    """Whose figure it is and with whom; of trade by nobody's statistics both sides alike, and that."""
    who = region_scale.name(fact, words)
    if not fact.partner:
        return who
    key = "record.parties.open" if fact.reporter_basis == "open" else "record.parties"
    return words(key, reporter=who, partner=words.name("areas", fact.partner))


@kept
def reports(view: View) -> Chart:
    """visit-reports: which report tells which stop."""
    shown, words = record.reports(view), view.words
    story = visit_reports.story(shown, words)
    sources = [view.sources[name] for name in shown.reports]
    told = [
        {"event": shown.stops[stop], "source": report, "said": shown.cells[stop, report]}
        | {"publisher": view.sources[report]["publisher"], "url": view.sources[report]["url"]}
        for stop in shown.stops
        for report in shown.reports
    ]
    return Chart(
        name=visit_reports.NAME,
        story=story,
        draw=lambda look: visit_reports.figure(shown, story, words, look),
        columns=[words("column.stop"), *(str(source["publisher"]) for source in sources)],
        rows=[
            [(Part(label),), *((Part(words(f"reports.cell.{shown.cells[stop, name]}")),) for name in shown.reports)]
            for stop, label in shown.stops.items()
        ],
        csv=taken(("event", "said", "publisher", "source", "url"), told, words),
        file=named(view, visit_reports.NAME),
        at_words="",
        query=addressed(view),
    )
