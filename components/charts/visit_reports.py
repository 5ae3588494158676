"""visit-reports: which report of the visit mentions which stop. Of a report seen in part, what it lacks stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from components.charts.chart_text import ChartText
from components.charts.fact_table import file_stem_of
from components.charts.layout import build_figure, hidden_axis, wrap_text
from components.charts.localized_csv import render_csv
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_text import Sources
from components.i18n import Messages
from components.i18n.rich_text import Part
from components.theme.tokens import Look
from components.view import View, missing_from_table

NAME = "visit-reports"

# Values of a cell: the report mentions the stop, does not, or the part of it that was seen does not.
REPORTED, NOT_REPORTED, NOT_SEEN = "told", "not_told", "not_seen"
_SYMBOLS = {REPORTED: "circle", NOT_REPORTED: "line-ew-open", NOT_SEEN: "circle-open"}
_NAMES_WIDTH_SHARE = {"wide": 0.42, "narrow": 0.0, "image": 0.42}


class ReportMatrix(NamedTuple):
    """Names of stops by id, ids of reports, and by stop and report the value of a cell."""

    stops: Mapping[str, str]
    reports: Sequence[str]
    cells: Mapping[tuple[str, str], str]
    sources: Sources


def chart_text(matrix: ReportMatrix, words: Messages) -> ChartText:
    """Return the texts: how many stops more than one report mentions."""
    counts = {stop: sum(matrix.cells[stop, report] == REPORTED for report in matrix.reports) for stop in matrix.stops}
    several = sum(count > 1 for count in counts.values())
    rows = [words("reports.alt.row", stop=name, n=counts[stop]) for stop, name in matrix.stops.items()]
    return ChartText(
        title=words("reports.title", several=several, total=len(matrix.stops), reports=len(matrix.reports)),
        subtitle=words("reports.subtitle"),
        caveat=words("reports.caveat"),
        alt=words("reports.alt", rows=words("join").join(rows)),
        source=words("reports.source", publishers=words.numbers.join_list(_publishers(matrix))),
        address="",
    )


def _publishers(matrix: ReportMatrix) -> list[str]:
    return [str(matrix.sources[report]["publisher"]) for report in matrix.reports]


def figure(matrix: ReportMatrix, text: ChartText, words: Messages, look: Look) -> go.Figure:
    """Return a matrix with a row for each stop and a column for each report."""
    narrow = look.size.name == "narrow"
    start = _NAMES_WIDTH_SHARE[look.size.name]
    rank = {stop: row for row, stop in enumerate(matrix.stops)}
    traces = []
    for value, symbol in _SYMBOLS.items():
        cells = [cell for cell in matrix.cells if matrix.cells[cell] == value]
        traces.append(
            go.Scatter(
                x=[matrix.reports.index(report) for _, report in cells],
                y=[rank[stop] + (0.22 if narrow else 0) for stop, _ in cells],
                mode="markers",
                name=value,
                marker={
                    "symbol": symbol,
                    "size": look.px(15 if value == REPORTED else 11),
                    "color": look.palette.ink if value == REPORTED else look.palette.muted,
                    "line": {
                        "color": look.palette.ink if value == REPORTED else look.palette.muted,
                        "width": look.px(1.5),
                    },
                },
                ids=[f"{stop} {report}" for stop, report in cells],
                customdata=[_hover(stop, report, matrix, words) for stop, report in cells],
                hovertemplate="%{customdata}<extra></extra>",
                cliponaxis=False,
            )
        )
    letters = int(look.size.letters * start)
    most_lines = 1 if narrow else max(wrap_text(name, letters).count("<br>") + 1 for name in matrix.stops.values())
    row = look.px(76 if narrow else max(40, 20 * most_lines))
    layout: dict[str, Any] = {
        "xaxis": {**hidden_axis(-0.5, len(matrix.reports) - 0.5), "domain": [start, 1]},
        "yaxis": hidden_axis(len(matrix.stops) - 0.4, -1.5),
        "shapes": [_rule(row, look) for row in range(len(matrix.stops))],
        "annotations": [
            *(_stop(name, rank[stop], look, narrow=narrow) for stop, name in matrix.stops.items()),
            *(_report(report, at, matrix, words, look) for at, report in enumerate(matrix.reports)),
        ],
    }
    legend = [words(f"reports.key.{value}") for value in _SYMBOLS]
    return build_figure(traces, layout, text, look, legend=legend, plot_height=row * (len(matrix.stops) + 1.1))


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
    text = wrap_text(name, letters)
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


def _report(report: str, at: int, matrix: ReportMatrix, words: Messages, look: Look) -> dict[str, Any]:
    source = matrix.sources[report]
    letters = 11 if look.size.name == "narrow" else 16
    lines = [wrap_text(str(source["publisher"]), letters)]
    if look.size.name != "narrow":
        lines.append(wrap_text(_day(source, words).replace("\u00a0", " "), 13))
    font = {"size": look.px(11.5)}
    text = "<br>".join(lines)
    return {"x": at, "y": -0.6, "yanchor": "bottom", "text": text, "showarrow": False, "font": font}


def _day(source: Mapping[str, Any], words: Messages) -> str:
    if source["published"]:
        return words.numbers.date(str(source["published"]))
    known = source["dated"]
    return words("source.around", when=words.numbers.date(str(known))) if known else words("reports.no_date")


def _hover(stop: str, report: str, matrix: ReportMatrix, words: Messages) -> str:
    publisher = matrix.sources[report]["publisher"]
    answer = words(f"reports.cell.{matrix.cells[stop, report]}")
    return "<br>".join((f"<b>{wrap_text(matrix.stops[stop], 50)}</b>", f"{publisher}: {answer}"))


def report_matrix(view: View) -> ReportMatrix:
    """Return which report mentions which stop of the visit. Raises DataError if the tables have no stop."""
    words, events, tellings = view.words, view.events, view.tellings
    if not events:
        raise missing_from_table("events.csv", "no stop of the visit is in it, so reports of it cannot be compared")
    visit = str(events[0]["source"])
    stops = {str(event["id"]): words.name("events", str(event["id"]), "title") for event in events}
    for row in tellings:
        if row["kind"] == "stop":
            stops.setdefault(row["about"], words.name("told", row["about"]))
    reports = dict.fromkeys((visit, *(str(row["source"]) for row in tellings)))
    mentioned = {(row["about"], row["source"]) for row in tellings if row["kind"] == "stop"}
    mentioned |= {(str(event["id"]), visit) for event in events}
    whole = {visit, *(row["source"] for row in tellings if row["seen"] == "whole")}
    cells = {
        (stop, report): _cell(is_mentioned=(stop, report) in mentioned, is_whole=report in whole)
        for stop in stops
        for report in reports
    }
    return ReportMatrix(stops, tuple(reports), cells, view.sources)


def _cell(*, is_mentioned: bool, is_whole: bool) -> str:
    if is_mentioned:
        return REPORTED
    return NOT_REPORTED if is_whole else NOT_SEEN


def build(view: View, selection: Selection) -> Chart:
    """Return the chart of which report mentions which stop. Raises DataError if the tables have no stop."""
    matrix, words = report_matrix(view), view.words
    text = chart_text(matrix, words)
    sources = [view.sources[name] for name in matrix.reports]
    csv_rows = [
        {"event": matrix.stops[stop], "source": report, "said": matrix.cells[stop, report]}
        | {"publisher": view.sources[report]["publisher"], "url": view.sources[report]["url"]}
        for stop in matrix.stops
        for report in matrix.reports
    ]
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(matrix, text, words, look),
        columns=[words("column.stop"), *(str(source["publisher"]) for source in sources)],
        rows=[
            [(Part(label),), *((Part(words(f"reports.cell.{matrix.cells[stop, name]}")),) for name in matrix.reports)]
            for stop, label in matrix.stops.items()
        ],
        csv=render_csv(("event", "said", "publisher", "source", "url"), csv_rows, words),
        file_stem=file_stem_of(view, NAME),
    )


SPEC = ChartSpec(NAME, "record", build)
