"""Sources: all figures in one table that is searched, filtered and sorted, their sources, and the open data."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.spec import Query
from components.pages import figure_list
from components.pages.blocks import Block, Fold, Heading, JumpList, OpenTables, Section
from components.pages.source_table import source_table
from components.pages.spec import PageSpec
from components.view import View
from data.analysis.quotation_coverage import quotation_coverage

_PARTS = ("figures", "computed", "reports", "data")


def _heading(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    links = [(part, words(f"sources.{part}")) for part in _PARTS]
    return [Heading(words("sources.finding"), words("sources.about")), JumpList(words("record.jump"), links)]


def _figures(view: View, query: Query) -> Sequence[Block]:
    words, coverage = view.words, quotation_coverage(view.facts.values())
    about = words("sources.coverage", quoted=coverage.quoted, stated=coverage.stated)
    computed = figure_list.computed_table(view, query)
    return [
        Section(words("sources.figures"), about, "figures"),
        figure_list.figure_table(view, query),
        Section(words("sources.computed"), words("sources.computed_about"), "computed"),
        Fold(words.count("sources.count", computed.total), [computed], computed.is_whole),
    ]


def _reports(view: View, query: Query) -> Sequence[Block]:
    words, reports = view.words, source_table(view, query)
    return [
        Section(words("sources.reports"), words("sources.reports_about"), "reports"),
        Fold(words.count("sources.pages", reports.total), [reports], reports.is_whole),
    ]


def _data(view: View, query: Query) -> Sequence[Block]:
    title = view.words("sources.data")
    return [Section(title, view.words("sources.data_about"), "data"), OpenTables(title)]


PAGE = PageSpec("sources", "sources", (_heading, _figures, _reports, _data), figure_list.FILTERS)
