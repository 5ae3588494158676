"""visit-timeline: the stops of a visit, first to last. The axis is their order, not the time of day."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import file_stem_of
from components.charts.fact_text import Source, source_line
from components.charts.layout import build_figure, hidden_axis, wrap_text
from components.charts.localized_csv import render_csv
from components.charts.spec import Chart, ChartSpec, FilterSpec, MarkDetail, Selection
from components.charts.statement_text import hover_text
from components.i18n import Messages
from components.i18n.letter_case import join_clauses
from components.i18n.rich_text import Cell, Part, language_tag
from components.theme.tokens import Look
from components.urls.source_links import text_fragment_url
from components.view import View, missing_from_table

NAME = "visit-timeline"
KINDS = ("remembrance", "industry", "business", "diplomacy", "culture")

_KIND_SYMBOLS = dict(zip(KINDS, ("diamond", "square", "circle", "triangle-up", "star"), strict=True))
_LINK_DASHES = {"stated": "solid", "told": "7px,5px", "within": "2px,4px"}

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
        "phrase_start",
        "phrase_end",
        "phrase",
        "source",
    ),
)


def chart_text(events: Sequence[Event], all_events: Sequence[Event], source: Source, words: Messages) -> ChartText:
    """Return the texts for the stops shown, out of all stops of the day."""
    kinds = dict.fromkeys(words(f"kind.{event['kind']}") for event in events)
    titles = [
        words("visit.alt_stop", order=event["order"], title=words.name("events", event["id"], "title"))
        for event in events
    ]
    return ChartText(
        title=words.count("visit.title.whole", len(all_events))
        if len(events) == len(all_events)
        else words(
            "visit.title.part", kinds=join_clauses(list(kinds), words), shown=len(events), total=len(all_events)
        ),
        subtitle=words("visit.subtitle"),
        caveat=None,
        alt=words("visit.alt", stops=words("join").join(titles)),
        source=source_line(source, words),
        address=str(source["url"]),
    )


def figure(
    events: Sequence[Event], text: ChartText, words: Messages, look: Look, all_events: Sequence[Event] = ()
) -> go.Figure:
    """Return a line of stops from the first, at the top, to the last.

    The shape says the kind of a stop. The link to the stop before is solid if the source states the order, dashed if it
    only reports the stops in this order, and dotted if the stop is part of the one before. all_events: all stops of the
    day, without which a link could join stops that do not follow each other.
    """
    last = len(events) - 1
    ranks = {event["id"]: last - index for index, event in enumerate(events)}
    marks = [
        go.Scatter(
            x=[0] * len(of_kind),
            y=[ranks[event["id"]] for event in of_kind],
            mode="markers",
            name=words(f"kind.{kind}"),
            marker={
                "symbol": _KIND_SYMBOLS[kind],
                "size": look.px(15 if kind != "star" else 17),
                "color": look.palette.ink,
                "line": {"color": look.palette.background, "width": 2},
            },
            ids=[event["id"] for event in of_kind],
            hoverinfo="skip",
            cliponaxis=False,
        )
        for kind in KINDS
        if (of_kind := [event for event in events if event["kind"] == kind])
    ]
    # Invisible marks to the right of the names have the tooltips for a pointer anywhere on a stop's line.
    marks.append(
        go.Scatter(
            x=[0.42 if look.size.name == "narrow" else 0.58] * len(events),
            y=[ranks[event["id"]] for event in events],
            mode="markers",
            marker={"opacity": 0},
            ids=[event["id"] for event in events],
            customdata=[hover_text(_lines(event, all_events or events, words), look) for event in events],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    layout: dict[str, Any] = {
        "xaxis": hidden_axis(-0.009 if look.size.name != "narrow" else -0.025, 1),
        # An image has room for six stops; fewer stand at its top.
        "yaxis": hidden_axis(min(-0.55, last - 5.45) if look.size.width else -0.55, last + 0.55),
        "hovermode": "y",
        "hoverdistance": 60,
        "shapes": _link_shapes(events, all_events or events, ranks, look),
        "annotations": [_label(event, all_events or events, ranks[event["id"]], words, look) for event in events],
    }
    drawn = build_figure(marks, layout, text, look)
    if look.size.width is None:
        drawn.update_layout(height=30 + len(events) * (92 if look.size.name == "narrow" else 60))
    return drawn


def _consecutive(events: Sequence[Event], all_events: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Return the pairs of stops shown that follow each other in the whole day."""
    follows = {event["id"]: before["id"] for before, event in pairwise(all_events)}
    return [(before, event) for before, event in pairwise(events) if follows[event["id"]] == before["id"]]


def _link_shapes(
    events: Sequence[Event], all_events: Sequence[Event], ranks: dict[str, int], look: Look
) -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "layer": "below",
            "x0": 0,
            "x1": 0,
            "y0": ranks[before["id"]],
            "y1": ranks[event["id"]],
            "line": {"color": look.palette.muted, "width": look.px(2), "dash": _LINK_DASHES[event["order_basis"]]},
        }
        for before, event in _consecutive(events, all_events)
    ]


def _label(event: Event, all_events: Sequence[Event], rank: int, words: Messages, look: Look) -> dict[str, Any]:
    title = words("visit.numbered", order=event["order"], title=words.name("events", event["id"], "title"))
    text = f"<b>{wrap_text(title, look.size.letters - 6)}</b>"
    detail = words("visit.detail", kind=words(f"kind.{event['kind']}"), place=stop_place(event, all_events, words))
    if event["order_basis"] != "within":  # then its place says so
        order = words(f"visit.order.{event['order_basis']}")
        detail = words("visit.detail_order", detail=detail, order=order)
    detail = detail.replace(" · ", "\u00a0· ")  # no line begins with a dot
    lines = wrap_text(detail, look.size.letters + (4 if look.size.name == "narrow" else 14))
    text += f'<br><span style="color:{look.palette.muted};font-size:{look.px(14)}px">{lines}</span>'
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


def stop_place(event: Event, all_events: Sequence[Event], words: Messages) -> str:
    """Return the place of a stop, the stop that it was part of, or that the source does not state it."""
    if event["place"]:
        return words.name("areas", event["place"])
    if event["within"]:
        host = next(other for other in all_events if other["id"] == event["within"])
        return words("visit.within", order=host["order"])
    return words("visit.no_place")


def _lines(event: Event, all_events: Sequence[Event], words: Messages) -> list[str]:
    """Return what is known of a stop: its title, place, people and order."""
    people = words.label("events", event["id"], "people") or words("visit.no_people")
    place = stop_place(event, all_events, words)
    return [
        words.name("events", event["id"], "title"),
        words("hover.place", place=place) if event["place"] else place,
        words("hover.people", people=people),
        _order(event, words),
    ]


def _order(event: Event, words: Messages) -> str:
    """Return how the order of a stop is known, with the words of the source and our translation."""
    phrase, ours = event["order_text"], words.label("events", event["id"], "order_text")
    if not phrase:
        return words("order.unworded")
    known = words(f"order.{event['order_basis']}", phrase=phrase)
    return f"{known} {words('record.ours', text=ours)}" if ours else known


def _detail(event: Event, view: View) -> MarkDetail:
    """Return what is shown when a stop is pressed: what is known of it, the words of the source, a link to them."""
    words, source, phrase = view.words, view.sources[event["source"]], event["phrase"]
    quoted = " ".join(filter(None, (words("hover.phrase", phrase=phrase), _translation(event, words))))
    link_text = words("record.open_page", publisher=source["publisher"])
    return MarkDetail([*_lines(event, view.events, words), quoted], text_fragment_url(source, phrase), link_text)


def _translation(event: Event, words: Messages) -> str:
    ours = words.label("events", event["id"], "phrase")
    return words("record.ours", text=ours) if ours else ""


def _event_cells(event: Event, view: View) -> list[Cell]:
    words, source = view.words, view.sources[event["source"]]
    texts = (
        words("visit.numbered", order=event["order"], title=words.name("events", event["id"], "title")),
        words(f"kind.{event['kind']}"),
        stop_place(event, view.events, words),
        words.label("events", event["id"], "people") or words("visit.no_people"),
        _order(event, words),
    )
    tag = language_tag(source["language"], source["script"])
    origin = Part(event["phrase"], tag, text_fragment_url(source, event["phrase"]))
    ours = _translation(event, words)
    return [*((Part(text),) for text in texts), (origin, *([Part(f" {ours}")] if ours else []))]


def _event_row(event: Event, view: View) -> dict[str, Any]:
    words = view.words
    return {
        "event": words.name("events", event["id"], "title"),
        "people": words.label("events", event["id"], "people"),
        **{name: event[name] for name in _EVENT_COLUMNS},
        "url": view.sources[event["source"]]["url"],
    }


def available_kinds(view: View) -> list[str]:
    """Return the kinds of stops that the visit has."""
    return [kind for kind in KINDS if any(event["kind"] == kind for event in view.events)]


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of the stops of the kinds selected, or of all. Raises DataError if there is none."""
    chosen, words = selection.get("kind", ()), view.words
    events = tuple(event for event in view.events if not chosen or event["kind"] in chosen)
    if not events:
        raise missing_from_table("events.csv", "no stop of the visit is in it, so none can be drawn")
    source = view.sources[events[0]["source"]]
    text = chart_text(events, view.events, source, words)
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(events, text, words, look, all_events=view.events),
        columns=[words(f"column.{name}") for name in ("stop", "kind", "place", "people", "order", "words")],
        rows=[_event_cells(event, view) for event in events],
        csv=render_csv(
            ("event", "people", *_EVENT_COLUMNS, "url"), [_event_row(event, view) for event in events], words
        ),
        file_stem=file_stem_of(view, NAME, *(words(f"kind.{kind}") for kind in chosen)),
        source_url=text_fragment_url(source, events[0]["phrase"]),
        details={event["id"]: _detail(event, view) for event in events},
    )


SPEC = ChartSpec(
    NAME,
    "visit",
    build,
    [
        FilterSpec(
            "kind",
            lambda words: words("visit.filter"),
            available_kinds,
            lambda kind, words: words(f"kind.{kind}"),
        )
    ],
)
