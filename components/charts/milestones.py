"""Dated events on the time axis of a chart: marks, details, and rows of its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from components.charts.fact_table import source_link
from components.charts.layout import free_lanes
from components.charts.spec import MarkDetail
from components.charts.statement_text import hover_text
from components.i18n.letter_case import capitalize_first
from components.i18n.rich_text import Cell, Part
from components.theme.tokens import Look
from components.urls.source_links import text_fragment_url
from components.view import Row, View

_MIDDLE_MONTH = 6.5  # a year's value is drawn in the middle of its year
_MARK_PX = {"wide": 9.0, "narrow": 11.0, "image": 9.0}
_GAP_PX = 2.0  # between two marks


def milestone_lanes(milestones: Sequence[Row], year_px: float, look: Look) -> list[int]:
    """Return for each event, oldest first, the lane in which its mark touches no other. year_px: width of a year."""
    return free_lanes([_year(row) for row in milestones], look.px(_MARK_PX[look.size.name] + _GAP_PX) / year_px)


def milestone_marks(
    milestones: Sequence[Row], heights: Sequence[float], view: View, look: Look
) -> Iterator[go.Scatter]:
    """Yield marks of events, each at its height of the value axis; the time axis has years."""
    if milestones:
        yield go.Scatter(
            x=[_year(row) for row in milestones],
            y=list(heights),
            mode="markers",
            marker={
                **{"symbol": "triangle-up", "size": look.px(_MARK_PX[look.size.name])},
                **{"color": look.palette.muted, "line": {"width": 0}},
            },
            ids=[str(row["id"]) for row in milestones],
            customdata=[hover_text(_lines(row, view), look) for row in milestones],
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )


def milestone_cells(row: Row, view: View) -> list[Cell]:
    """Return an event as cells: when, what, that it is an event, its source, nothing."""
    words = view.words
    what, *_ = _texts(row, view)
    source = source_link(view.sources[str(row["source"])], words)
    return [
        (Part(_date(row, view)),),
        (Part(what),),
        (Part(capitalize_first(words("national.event"))),),
        (source,),
        (Part(""),),
    ]


def milestone_details(milestones: Sequence[Row], view: View) -> dict[str, MarkDetail]:
    """Return what is shown when the mark of an event is pressed, by its id."""
    found = {}
    for row in milestones:
        source = view.sources[str(row["source"])]
        link = text_fragment_url(source, row["phrase"])
        found[str(row["id"])] = MarkDetail(
            _lines(row, view), link, view.words("record.open_page", publisher=source["publisher"])
        )
    return found


def milestone_table(view: View) -> tuple[list[str], list[list[Cell]]]:
    """Return headings and rows of all events: when, what, what it does to the figures, its source."""
    words = view.words
    rows: list[list[Cell]] = []
    for row in view.milestones:
        what, *more = _texts(row, view)
        source = source_link(view.sources[str(row["source"])], words)
        rows.append([(Part(_date(row, view)),), (Part(what),), (Part(" ".join(more)),), (source,)])
    return [words(f"column.{name}") for name in ("date", "what", "effect", "report")], rows


def _lines(row: Row, view: View) -> list[str]:
    what, *more = _texts(row, view)
    return [view.words("national.milestone", when=_date(row, view), name=what), *more]


def _texts(row: Row, view: View) -> list[str]:
    """Return what happened, and what it does to the figures if that is known."""
    words, name = view.words, str(row["id"])
    note = words.label("milestones", name, "note")
    return [words.name("milestones", name), *([note] if note else [])]


def _date(row: Row, view: View) -> str:
    return view.words.numbers.date(str(row["day"] or row["period"]))


def _year(row: Row) -> float:
    year, month, *_ = (*map(int, str(row["day"] or row["period"]).split("-")), 0)
    return year + (month - _MIDDLE_MONTH) / 12 if month else float(year)
