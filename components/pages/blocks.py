"""The blocks that a page consists of. `components.rendering.blocks` renders them, also for Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from components.charts.spec import Chart, ChartSpec, FilterSpec, Selection
from components.i18n.rich_text import Cell, Part


class Block:
    """A part of a page."""


@dataclass(frozen=True)
class Heading(Block):
    """The finding of a page as its heading, and a line on what the page is about."""

    finding: str
    about: str


@dataclass(frozen=True)
class Figures(Block):
    """Headline figures under a title, with a remark below them.

    figures: as `components.pages.provenance.headline_figure` returns them; `sparkline` is added where a series exists.
    """

    title: str
    figures: Sequence[Mapping[str, Any]]
    note: str = ""


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
class Record:
    """A figure or a source as a row; a figure opens.

    cells: texts in the order of the columns. more: next to the first cell: whose figure it is, the title of a source.
    url: that the first cell leads to. words: what a figure was read from, or its formula or series. terms: pairs of a
    term and a text. options: the options of the filters that it belongs to, by parameter. ranks: its place in the order
    of each column.
    """

    cells: Sequence[str]
    more: str = ""
    url: str = ""
    words: Part | None = None
    terms: Sequence[tuple[str, str]] = ()
    links: Sequence[Part] = ()
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ranks: Sequence[int] = ()

    @property
    def text(self) -> str:
        """All that a search looks through: what is seen of the row when it is open, but for terms and links."""
        words = self.words.text if self.words else ""
        return " ".join((*self.cells, self.more, words, *(text for _, text in self.terms)))


@dataclass(frozen=True)
class RecordTable(Block):
    """A long table, of which the first rows are shown. Readers search, filter and sort it if it has filters.

    id: the option of the parameter `show` that shows all of its rows. columns: keys of its columns,
    as the parameter `sort` has them, with their headings. records: the rows that the selection asks for. limit: how
    many of them are shown unless the selection asks for all. total: the number of rows without a selection. path: of
    its page.
    """

    id: str
    title: str
    columns: Mapping[str, str]
    records: Sequence[Record]
    limit: int
    total: int
    path: str
    selection: Selection = field(default_factory=dict)
    filters: Sequence[FilterSpec] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the selection asks for all rows."""
        return self.id in self.selection.get("show", ())


@dataclass(frozen=True)
class Section(Block):
    """The heading of a section, with a line on what it is about; links lead to its id.

    kind: of the stop of a visit that the section is about, whose shape stands before the title.
    """

    title: str
    about: str = ""
    id: str = ""
    kind: str = ""


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
class Problems(Block):
    """What is wrong with the data, a line each; language: of the lines, where it is not the page's."""

    title: str
    lines: Sequence[str]
    language: str = ""


@dataclass(frozen=True)
class Fold(Block):
    """Blocks that are folded away under a label.

    is_open: whether they are shown at first. is_section: whether it is a section of its page: its label is a heading,
    and on a phone it is folded away whether it is open or not.
    """

    label: str
    blocks: Sequence[Block]
    is_open: bool = False
    is_section: bool = False


@dataclass(frozen=True)
class Columns(Block):
    """Three groups of blocks: the second beside the first and the third; on a narrow screen one under the other."""

    columns: Sequence[Sequence[Block]]


@dataclass(frozen=True)
class Quotation:
    """A source's words, with our translation if it is in another language than the page, and a link to them."""

    words: Part
    translation: str
    source: Part


@dataclass(frozen=True)
class Finding:
    """What a page says of a matter, or that a search found nothing.

    kind: id of what it is; label: its name. when: date and place, as far as known.
    """

    kind: str
    label: str
    when: str
    text: str
    quotation: Quotation | None


@dataclass(frozen=True)
class Entry(Block):
    """A commitment or a person, with what is known of it: the first findings, and others folded away under `more`."""

    title: str
    findings: Sequence[Finding]
    others: Sequence[Finding]
    more: str
    label: str = ""
    lines: Sequence[str] = ()
    quotation: Quotation | None = None
    heading: str = ""


@dataclass(frozen=True)
class ArticleForm(Block):
    """The form where a reader gives an article, with what was read from it. Only Streamlit can serve it."""
