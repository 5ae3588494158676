"""The filters of national-trade and trade-to-date, and the statements and official values that they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from components.charts.spec import FilterSpec, Selection, YearFilterSpec
from components.i18n import Messages
from components.i18n.letter_case import capitalize_first
from components.urls.query_params import year_range
from components.view import View, missing_from_table
from data.analysis.mirror_flows import FLOWS, Statement
from data.analysis.subject import COUNTRY, PARTNER

SIDES = (COUNTRY, PARTNER, "open")
SYMBOLS = dict(zip(SIDES, ("circle", "square", "diamond"), strict=True))
CONFIDENCES = ("high", "medium", "low")
_OFFICIAL, _SHOWN = "official", "shown"


def side_of(statement: Statement) -> str:
    """Return whose statistics a statement is from, one of SIDES."""
    return statement.side or SIDES[-1]


def selected_flow(selection: Selection) -> str:
    """Return the flow selected."""
    return selection.get("metric", FLOWS[:1])[0]


def select_statements(view: View, selection: Selection) -> list[Statement]:
    """Return the statements on the selected flow that its filters leave, with and without a period."""
    sides, confidences = selection.get("side", SIDES), selection.get("confidence", CONFIDENCES)
    return [
        one
        for one in view.statements
        if one.flow == selected_flow(selection)
        and side_of(one) in sides
        and one.fact.confidence in confidences
        and _is_within(_years_of(one), selection)
    ]


def select_official(view: View, selection: Selection) -> dict[str, list[Statement]]:
    """Return the official values of the selected flow and years by side, oldest first."""
    found: dict[str, list[Statement]] = {}
    for (flow, side, year), one in sorted(view.official.items()):
        if flow == selected_flow(selection) and _is_within((year, year), selection):
            found.setdefault(side, []).append(one)
    return found


def shows_reports(selection: Selection) -> bool:
    """Return whether reported figures are asked for, all of them or some."""
    return any(parameter in selection for parameter in ("reports", "side", "confidence"))


def selected_names(selection: Selection, words: Messages) -> list[str]:
    """Return what is selected, as parts of a file name."""
    return [
        words(f"flow.short.{selected_flow(selection)}"),
        *(words(f"record.side.{side}") for side in selection.get("side", ())),
        *(words(f"trust.{confidence}") for confidence in selection.get("confidence", ())),
        *(str(end) for value in selection.get("years", ()) for end in year_range(value) or ()),
    ]


def _years_of(one: Statement) -> tuple[int, int] | None:
    when = one.fact.parsed_period
    return (when.first.year, when.last.year) if when else None


def _is_within(years: tuple[int, int] | None, selection: Selection) -> bool:
    wanted = next(filter(None, map(year_range, selection.get("years", ()))), None)
    return not wanted or (years is not None and wanted[0] <= years[0] and years[1] <= wanted[1])


def _known_years(view: View) -> list[str]:
    """Return all years from the first to the last that is known of. Raises DataError if there is none."""
    stated: Iterable[int] = (years[1] for one in view.statements if (years := _years_of(one)))
    known: Sequence[int] = [*stated, *(year for _, _, year in view.official)]
    if not known:
        raise missing_from_table("observations.csv", "nothing is said of any year, so nothing can be drawn by year")
    return [str(year) for year in range(min(known), max(known) + 1)]


METRIC = FilterSpec(
    "metric",
    lambda words: words("record.flow"),
    lambda view: FLOWS,
    lambda flow, words: words(f"flow.short.{flow}"),
    multiple=False,
)
REPORTS = FilterSpec(
    "reports",
    lambda words: words("record.reports"),
    lambda view: (_OFFICIAL, _SHOWN),
    lambda option, words: words(f"record.reports.{option}"),
    multiple=False,
)
_SIDE = FilterSpec(
    "side",
    lambda words: words("record.sides"),
    lambda view: SIDES,
    lambda side, words: capitalize_first(words(f"record.side.{side}")),
    folded=True,
)
_CONFIDENCE = FilterSpec(
    "confidence",
    lambda words: words("record.trust"),
    lambda view: CONFIDENCES,
    lambda confidence, words: capitalize_first(words(f"trust.{confidence}")),
    folded=True,
)
_YEARS = YearFilterSpec(
    "years",
    lambda words: words("record.years"),
    _known_years,
    lambda value, words: value,
    folded=True,
    ends=lambda words: (words("record.from"), words("record.to")),
)
OF_STATEMENTS = (_SIDE, _CONFIDENCE, _YEARS)
