"""visit-timeline: the stops of a visit in order, first to last; the axis is the order, never an hour."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import Story
from components.charts.fact_table import file_of
from components.charts.fact_text import Source, source_line
from components.charts.layout import framed, hidden_axis, quiet, wrapped
from components.charts.localized_csv import taken
from components.charts.spec import Chart, ChartSpec, FilterSpec, Selection
from components.i18n import Words
from components.i18n.letter_case import clauses
from components.i18n.rich_text import Cell, Part
from components.theme.tokens import Look
from components.urls.source_links import at_words
from components.view import View, lacking

NAME = "visit-timeline"
KINDS = ("remembrance", "industry", "business", "diplomacy", "culture")

_SHAPES = dict(zip(KINDS, ("diamond", "square", "circle", "triangle-up", "star"), strict=True))
_LINKS = {"stated": "solid", "told": "7px,5px", "within": "2px,4px"}

Event = dict[str, Any]

_EVENT_COLUMNS = (
    *(
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
    ),
)


def story(events: Sequence[Event], every: Sequence[Event], source: Source, words: Words) -> Story:
    """Words for the stops shown, out of `every` stop of the day."""
    linked = {event["order_basis"] for _, event in _linked(events, every)}
    kinds = dict.fromkeys(words(f"kind.{event['kind']}") for event in events)
    titles = [
        words("visit.alt_stop", order=event["order"], title=words.name("events", event["id"], "title"))
        for event in events
    ]
    return Story(
        title=words.count("visit.title.whole", len(every))
        if len(events) == len(every)
        else words("visit.title.part", kinds=clauses(list(kinds), words), shown=len(events), total=len(every)),
        subtitle=words("visit.subtitle"),
        caveat=" ".join(words(f"visit.link.{basis}") for basis in _LINKS if basis in linked) or None,
        alt=words("visit.alt", stops=words("join").join(titles)),
        source=source_line(source, words),
        address=str(source["url"]),
    )


def figure(events: Sequence[Event], story: Story, words: Words, look: Look, every: Sequence[Event] = ()) -> go.Figure:
    """One line of stops from the first (top) to the last.

    Shape says the kind of stop; the link from the stop before is solid where the source states the
    order, dashed where it only tells it so, dotted where a stop is part of the one before. `every` is all
    stops of the day: between stops that do not follow each other there no link is drawn.
    """
    last = len(events) - 1
    ranks = {event["id"]: last - index for index, event in enumerate(events)}
    marks = [
        go.Scatter(
            x=[0] * len(shown),
            y=[ranks[event["id"]] for event in shown],
            mode="markers",
            name=words(f"kind.{kind}"),
            marker={
                "symbol": _SHAPES[kind],
                "size": look.px(15 if kind != "star" else 17),
                "color": look.palette.ink,
                "line": {"color": look.palette.background, "width": 2},
            },
            ids=[event["id"] for event in shown],
            hoverinfo="skip",
            cliponaxis=False,
        )
        for kind in KINDS
        if (shown := [event for event in events if event["kind"] == kind])
    ]
    # Unseen marks to the right of the names answer to a pointer anywhere on a stop's line.
    marks.append(
        go.Scatter(
            x=[0.42 if look.size.name == "narrow" else 0.58] * len(events),
            y=[ranks[event["id"]] for event in events],
            mode="markers",
            marker={"opacity": 0},
            ids=[event["id"] for event in events],
            customdata=[_hover(event, every or events, words) for event in events],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    layout: dict[str, Any] = {
        "xaxis": hidden_axis(-0.009 if look.size.name != "narrow" else -0.025, 1),
        # An image has room for six stops; fewer stand at its top.
        "yaxis": hidden_axis(min(-0.55, last - 5.45) if look.size.width else -0.55, last + 0.55),
        "hovermode": "y",
        "hoverdistance": 60,
        "shapes": _links(events, every or events, ranks, look),
        "annotations": [_label(event, every or events, ranks[event["id"]], words, look) for event in events],
    }
    drawn = framed(marks, layout, story, look)
    if look.size.width is None:
        drawn.update_layout(height=30 + len(events) * (96 if look.size.name == "narrow" else 68))
    return drawn


def _linked(events: Sequence[Event], every: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Pairs of stops shown that follow each other in the whole day."""
    follows = {event["id"]: before["id"] for before, event in pairwise(every)}
    return [(before, event) for before, event in pairwise(events) if follows[event["id"]] == before["id"]]


def _links(events: Sequence[Event], every: Sequence[Event], ranks: dict[str, int], look: Look) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "layer": "below",
            "x0": 0,
            "x1": 0,
            "y0": ranks[before["id"]],
            "y1": ranks[event["id"]],
            "line": {"color": look.palette.muted, "width": look.px(2), "dash": _LINKS[event["order_basis"]]},
        }
        for before, event in _linked(events, every)
    ]


def _label(event: Event, every: Sequence[Event], rank: int, words: Words, look: Look) -> dict[str, Any]:
    title = words("visit.numbered", order=event["order"], title=words.name("events", event["id"], "title"))
    text = f"<b>{wrapped(title, look.size.letters - 6)}</b>"
    detail = words("visit.detail", kind=words(f"kind.{event['kind']}"), place=where(event, every, words))
    if look.size.name != "narrow":
        order = words(f"order.{event['order_basis']}", phrase=event["order_text"])
        detail = words("visit.detail_order", detail=detail, order=order)
    detail = detail.replace(" · ", "\u00a0· ")  # no line begins with a dot
    text += f"<br>{quiet(wrapped(detail, look.size.letters + (10 if look.size.name == 'narrow' else 20)), look)}"
    return {
        "x": 0,
        "xshift": look.px(18),
        "y": rank,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "text": text,
        "showarrow": False,
        "font": {"size": look.px(15)},
    }


def where(event: Event, every: Sequence[Event], words: Words) -> str:
    """The place of a stop, the stop it was part of, or that the source does not say."""
    if event["place"]:
        return words.name("areas", event["place"])
    if event["within"]:
        host = next(other for other in every if other["id"] == event["within"])
        return words("visit.within", order=host["order"])
    return words("visit.no_place")


def _hover(event: Event, every: Sequence[Event], words: Words) -> str:
    people = words.label("events", event["id"], "people") or words("visit.no_people")
    lines = (
        f"<b>{words.name('events', event['id'], 'title')}</b>",
        words("hover.place", place=where(event, every, words)) if event["place"] else where(event, every, words),
        words("hover.people", people=people),
        words(f"order.{event['order_basis']}", phrase=event["order_text"]),
    )
    return "<br>".join(wrapped(line, 60) for line in lines)


def _event_cells(event: Event, view: View) -> list[Cell]:
    words, source = view.words, view.sources[event["source"]]
    texts = (
        words("visit.numbered", order=event["order"], title=words.name("events", event["id"], "title")),
        words(f"kind.{event['kind']}"),
        where(event, view.events, words),
        words.label("events", event["id"], "people") or words("visit.no_people"),
        words(f"order.{event['order_basis']}", phrase=event["order_text"]),
    )
    origin = Part(event["phrase"], str(source["language"]), at_words(source, event["phrase"]))
    return [*((Part(text),) for text in texts), (origin,)]


def _event_row(event: Event, view: View) -> dict[str, Any]:
    words = view.words
    return {
        "event": words.name("events", event["id"], "title"),
        "people": words.label("events", event["id"], "people"),
        **{name: event[name] for name in _EVENT_COLUMNS},
        "url": view.sources[event["source"]]["url"],
    }


def kinds(view: View) -> list[str]:
    """Return the kinds of stops that the visit has."""
    return [kind for kind in KINDS if any(event["kind"] == kind for event in view.events)]


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of the stops of the kinds selected, or of all. Raises DataError if there is none."""
    chosen, words = selection.get("kind", ()), view.words
    events = tuple(event for event in view.events if not chosen or event["kind"] in chosen)
    if not events:
        raise lacking("events.csv", "no stop of the visit is in it, so none can be drawn")
    source = view.sources[events[0]["source"]]
    texts = story(events, view.events, source, words)
    return Chart(
        name=NAME,
        story=texts,
        draw=lambda look: figure(events, texts, words, look, every=view.events),
        columns=[words(f"column.{name}") for name in ("stop", "kind", "place", "people", "order", "words")],
        rows=[_event_cells(event, view) for event in events],
        csv=taken(("event", "people", *_EVENT_COLUMNS, "url"), [_event_row(event, view) for event in events], words),
        file=file_of(view, NAME, *(words(f"kind.{kind}") for kind in chosen)),
        at_words=at_words(source, events[0]["phrase"]),
    )


SPEC = ChartSpec(
    NAME,
    "visit",
    build,
    [
        FilterSpec(
            "kind",
            lambda words: words("visit.filter"),
            kinds,
            lambda kind, words: words(f"kind.{kind}"),
        )
    ],
)
