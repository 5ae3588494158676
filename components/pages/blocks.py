"""The blocks that a page consists of. `components.rendering.blocks` renders them, also for Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from components.charts.spec import Chart, ChartSpec, Selection
from components.i18n.rich_text import Cell


class Block:
    """A part of a page."""


@dataclass(frozen=True)
class Heading(Block):
    """The finding of a page as its heading, and a line on what the page is about."""

    finding: str
    about: str


@dataclass(frozen=True)
class Figures(Block):
    """Headline figures under a title; figures: as `components.pages.provenance.headline_figure` returns them."""

    title: str
    figures: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ChartCard(Block):
    """A chart card. chart: None if the selection leaves nothing to draw.

    has_filters: whether the card shows the filters of its chart. table_open: whether its table is open at first.
    """

    spec: ChartSpec
    chart: Chart | None
    selection: Selection = field(default_factory=dict)
    has_filters: bool = True
    table_open: bool = False


@dataclass(frozen=True)
class Table(Block):
    """A table; title_hidden: whether its title is for screen readers only, because a heading says it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title_hidden: bool = False


@dataclass(frozen=True)
class OpenTables(Block):
    """The tables of the open data with links to their files; title: for screen readers, because a heading says it."""

    title: str


@dataclass(frozen=True)
class Records(Block):
    """Figures or sources in full; records: as `components.pages.provenance.figure_record` returns them."""

    records: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Section(Block):
    """The heading of a section, with a line on what it is about; links lead to its id."""

    title: str
    about: str = ""
    id: str = ""


@dataclass(frozen=True)
class Anchor(Block):
    """A place without a heading that links lead to."""

    id: str


@dataclass(frozen=True)
class JumpList(Block):
    """Links to the sections of a page: pairs of id and text."""

    title: str
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PageLink(Block):
    """A link to another page, by its path."""

    path: str
    text: str


@dataclass(frozen=True)
class Note(Block):
    """A quiet remark; on_filter: whether it is about an invalid choice in the address."""

    text: str
    on_filter: bool = False


@dataclass(frozen=True)
class Sum(Block):
    """Whether figures add up: the terms, their sum, and the verdict."""

    cell: Cell
    sum: str
    verdict: str


@dataclass(frozen=True)
class Problems(Block):
    """What is wrong with the data, a line each; language: of the lines, where it is not the page's."""

    title: str
    lines: Sequence[str]
    language: str = ""


@dataclass(frozen=True)
class Fold(Block):
    """Blocks that are folded away under a label."""

    label: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class ArticleForm(Block):
    """The form where a reader gives an article, with what was read from it. Only Streamlit can serve it."""
