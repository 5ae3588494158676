"""visit-reports: which report of the visit tells which stop; what the part seen of a report lacks stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.chart_text import Story
from components.charts.fact_table import file_of
from components.charts.layout import framed, hidden_axis, wrapped
from components.charts.localized_csv import taken
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_text import Sources
from components.i18n import Words
from components.i18n.rich_text import Part
from components.theme.tokens import Look
from components.view import View, lacking

NAME = "visit-reports"

# What a cell of the matrix says: the report tells the stop, does not, or its part seen does not.
TOLD, NOT_TOLD, NOT_SEEN = "told", "not_told", "not_seen"
_SYMBOLS = {TOLD: "circle", NOT_TOLD: "line-ew-open", NOT_SEEN: "circle-open"}
_NAMES = {"wide": 0.42, "narrow": 0.0, "image": 0.42}


class Shown(NamedTuple):
    """Stops by id with their names, reports by source id, and what each report says of each stop."""

    stops: Mapping[str, str]
    reports: Sequence[str]
    cells: Mapping[tuple[str, str], str]
    sources: Sources


def story(shown: Shown, words: Words) -> Story:
    """How many stops are told by more than one report."""
    counts = {stop: sum(shown.cells[stop, report] == TOLD for report in shown.reports) for stop in shown.stops}
    several = sum(count > 1 for count in counts.values())
    rows = [words("reports.alt.row", stop=name, n=counts[stop]) for stop, name in shown.stops.items()]
    return Story(
        title=words("reports.title", several=several, total=len(shown.stops), reports=len(shown.reports)),
        subtitle=words("reports.subtitle"),
        caveat=words("reports.caveat"),
        alt=words("reports.alt", rows=words("join").join(rows)),
        source=words("reports.source", publishers=words.numbers.listed(_publishers(shown))),
        address="",
    )


def _publishers(shown: Shown) -> list[str]:
    return [str(shown.sources[report]["publisher"]) for report in shown.reports]


def figure(shown: Shown, story: Story, words: Words, look: Look) -> go.Figure:
    """A matrix: a row a stop, a column a report; filled where it is told, hollow where the part seen does not."""
    narrow = look.size.name == "narrow"
    start = _NAMES[look.size.name]
    rank = {stop: row for row, stop in enumerate(shown.stops)}
    traces = []
    for said, symbol in _SYMBOLS.items():
        cells = [cell for cell in shown.cells if shown.cells[cell] == said]
        traces.append(
            go.Scatter(
                x=[shown.reports.index(report) for _, report in cells],
                y=[rank[stop] + (0.22 if narrow else 0) for stop, _ in cells],
                mode="markers",
                name=said,
                marker={
                    "symbol": symbol,
                    "size": look.px(15 if said == TOLD else 11),
                    "color": look.palette.ink if said == TOLD else look.palette.muted,
                    "line": {"color": look.palette.ink if said == TOLD else look.palette.muted, "width": look.px(1.5)},
                },
                ids=[f"{stop} {report}" for stop, report in cells],
                customdata=[_hover(stop, report, shown, words) for stop, report in cells],
                hovertemplate="%{customdata}<extra></extra>",
                cliponaxis=False,
            )
        )
    row = look.px(76 if narrow else 40)
    layout: dict[str, Any] = {
        "xaxis": {**hidden_axis(-0.5, len(shown.reports) - 0.5), "domain": [start, 1]},
        "yaxis": hidden_axis(len(shown.stops) - 0.4, -1.5),
        "shapes": [_rule(row, look) for row in range(len(shown.stops))],
        "annotations": [
            *(_stop(name, rank[stop], look, narrow=narrow) for stop, name in shown.stops.items()),
            *(_report(report, at, shown, words, look) for at, report in enumerate(shown.reports)),
        ],
    }
    key = [words(f"reports.key.{said}") for said in _SYMBOLS]
    return framed(traces, layout, story, look, key=key, plot_height=row * (len(shown.stops) + 1.1))


def _rule(row: int, look: Look) -> dict[str, Any]:
    line = {"color": look.palette.line, "width": 0.7}
    return {
        **{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": row - 0.5, "y1": row - 0.5},
        "line": line,
        "layer": "below",
    }


def _stop(name: str, row: int, look: Look, *, narrow: bool) -> dict[str, Any]:
    letters = look.size.letters if narrow else int(look.size.letters * 0.42)
    place = {"y": row - 0.46, "yanchor": "top"} if narrow else {"y": row, "yanchor": "middle"}
    font = {"size": look.px(12.5 if narrow else 14)}
    text = wrapped(name, letters)
    return {
        **place,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "text": text,
        "showarrow": False,
        "font": font,
    }


def _report(report: str, at: int, shown: Shown, words: Words, look: Look) -> dict[str, Any]:
    source = shown.sources[report]
    letters = 11 if look.size.name == "narrow" else 16
    lines = [wrapped(str(source["publisher"]), letters)]
    if look.size.name != "narrow":
        lines.append(wrapped(_day(source, words).replace("\u00a0", " "), 13))
    font = {"size": look.px(11.5)}
    text = "<br>".join(lines)
    return {"x": at, "y": -0.6, "yanchor": "bottom", "text": text, "showarrow": False, "font": font}


def _day(source: Mapping[str, Any], words: Words) -> str:
    if source["published"]:
        return words.numbers.date(str(source["published"]))
    known = source["dated"]
    return words("source.around", when=words.numbers.date(str(known))) if known else words("reports.no_date")


def _hover(stop: str, report: str, shown: Shown, words: Words) -> str:
    publisher = shown.sources[report]["publisher"]
    said = words(f"reports.cell.{shown.cells[stop, report]}")
    return "<br>".join((f"<b>{wrapped(shown.stops[stop], 50)}</b>", f"{publisher}: {said}"))


def of_visit(view: View) -> Shown:
    """Which report tells which stop of the visit."""
    words, events, tellings = view.words, view.events, view.tellings
    if not events:
        raise lacking("events.csv", "no stop of the visit is in it, so reports of it cannot be compared")
    visit = str(events[0]["source"])
    stops = {str(event["id"]): words.name("events", str(event["id"]), "title") for event in events}
    for row in tellings:
        if row["kind"] == "stop":
            stops.setdefault(row["about"], words.name("told", row["about"]))
    found = dict.fromkeys((visit, *(str(row["source"]) for row in tellings)))
    told = {(row["about"], row["source"]) for row in tellings if row["kind"] == "stop"}
    told |= {(str(event["id"]), visit) for event in events}
    whole = {visit, *(row["source"] for row in tellings if row["seen"] == "whole")}
    cells = {
        (stop, report): _said(told=(stop, report) in told, whole=report in whole) for stop in stops for report in found
    }
    return Shown(stops, tuple(found), cells, view.sources)


def _said(*, told: bool, whole: bool) -> str:
    if told:
        return TOLD
    return NOT_TOLD if whole else NOT_SEEN


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of which report tells which stop."""
    shown, words = of_visit(view), view.words
    texts = story(shown, words)
    sources = [view.sources[name] for name in shown.reports]
    told = [
        {"event": shown.stops[stop], "source": report, "said": shown.cells[stop, report]}
        | {"publisher": view.sources[report]["publisher"], "url": view.sources[report]["url"]}
        for stop in shown.stops
        for report in shown.reports
    ]
    return Chart(
        name=NAME,
        story=texts,
        draw=lambda look: figure(shown, texts, words, look),
        columns=[words("column.stop"), *(str(source["publisher"]) for source in sources)],
        rows=[
            [(Part(label),), *((Part(words(f"reports.cell.{shown.cells[stop, name]}")),) for name in shown.reports)]
            for stop, label in shown.stops.items()
        ],
        csv=taken(("event", "said", "publisher", "source", "url"), told, words),
        file=file_of(view, NAME),
    )


SPEC = ChartSpec(NAME, "record", build)
