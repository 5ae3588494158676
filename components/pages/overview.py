"""Overview: the newest figures, the year of the visit in detail, the plant, and links to all pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components.charts.fact_table import area_name
from components.charts.fact_text import period, scale_dollars, with_hedge
from components.charts.spec import Query
from components.i18n.letter_case import capitalize_first
from components.pages import headlines
from components.pages.blocks import Block, Figures, Heading, Note, PageLink, Section
from components.pages.provenance import headline_figure
from components.pages.sparkline import sparkline
from components.pages.spec import PageSpec, chart_card
from components.view import View
from data import Fact
from data.analysis.subject import COUNTRY
from data.analysis.trade_accounts import METRICS

# What is told of a plant, newest first; the change in per cent would say the same as the multiple.
_OUTPUT = ("now", "before", "output-multiple")
_WORLD_SHARES = ("turnover-world-share", "exports-world-share", "imports-world-share")
_SHARE_DIGITS = 2
_SMALL = 10  # per cent


def _heading(view: View, query: Query) -> Sequence[Block]:
    return [Heading(headlines.overview_headline(view), view.words("overview.about"))]


def _countries(view: View, query: Query) -> Sequence[Block]:
    """Return the newest official figures of the two countries' trade, each with its series."""
    years = [year for flow, side, year in view.official if side == COUNTRY and flow == "turnover"]
    figures = [_official_figure(flow, max(years), view) for flow in METRICS if years]
    return [Figures(view.words("overview.countries"), [one for one in figures if one])] if figures else []


def _official_figure(flow: str, year: int, view: View) -> dict[str, Any] | None:
    series = {when: one for (what, side, when), one in view.official.items() if (what, side) == (flow, COUNTRY)}
    if year not in series:
        return None
    fact = scale_dollars(replace(series[year].fact, metric=flow))
    return {**headline_figure(fact, view), "sparkline": sparkline(series, view.words)}


def _region(view: View, query: Query) -> Sequence[Block]:
    """Return the newest figures of the region, and in detail those that the report of the visit has."""
    detailed = view.trade["turnover"]
    newest = headlines.newest_trade(view)
    blocks: list[Block] = []
    if (newest.source, newest.period) != (detailed.source, detailed.period):
        account = next(one for one in view.region_accounts if newest in one.figures.values())
        blocks.append(_account(account.figures, newest, "overview.newest", view))
        if newest.reporter != detailed.reporter:
            blocks.append(Note(view.words("overview.boundaries")))
    return [*blocks, _account(view.trade, detailed, "overview.detail", view), _link("trade", view)]


def _account(figures: Any, first: Fact, title: str, view: View) -> Figures:  # noqa: ANN401
    words = view.words
    when = period(first, view.sources[first.source], words)
    shown = [headline_figure(figures[metric], view) for metric in METRICS if metric in figures]
    return Figures(words(title, area=area_name(first, words), period=when), shown, _scale(figures, when, view))


def _scale(figures: Any, when: str, view: View) -> str:  # noqa: ANN401
    """Return how large the trade is beside that of the country and all that the region trades, as far as is known.

    Exports and imports stand for turnover if both are given. That it is a small part is said where the country's is
    known and every share is below `_SMALL`.
    """
    words = view.words
    known = [name for name in _WORLD_SHARES if name in figures]
    shares = [name for name in ("national-share",) if name in figures]
    shares += known[1:] if len(known) == len(_WORLD_SHARES) else known
    if not shares:
        return ""
    clauses = [words(f"overview.scale.{name}", share=_rough(figures[name], view)) for name in shares]
    is_small = "national-share" in shares and all(figures[name].high < _SMALL for name in shares)
    key = "overview.scale.small" if is_small else "overview.scale"
    return capitalize_first(words(key, period=when, shares=words("join").join(clauses)))


def _rough(share: Fact, view: View) -> str:
    """Return a share to so many digits as tell its size, with its hedge: about 5 %."""
    numbers = view.words.numbers
    text = numbers.value(float(f"{share.value:.{_SHARE_DIGITS}g}"), share.unit)
    return with_hedge(share, numbers.percent(text), view.words)


def _plant(view: View, query: Query) -> Sequence[Block]:
    figures = [headline_figure(view.output[name], view) for name in _OUTPUT]
    return [Figures(view.words("overview.factory"), figures), _link("factory", view)]


def _promises(view: View, query: Query) -> Sequence[Block]:
    return [Section(headlines.visit_headline(view), headlines.visit_dating(view))]


def _visit(view: View, query: Query) -> Sequence[Block]:
    return [chart_card("visit-timeline", view, {}, has_filters=False), _link("visit", view)]


def _links(view: View, query: Query) -> Sequence[Block]:
    return [_link(path, view) for path in ("record", "sources")]


def _link(path: str, view: View) -> PageLink:
    return PageLink(path, view.words(f"onward.{path}"))


PAGE = PageSpec("overview", "", (_heading, _countries, _region, _plant, _promises, _visit, _links))
