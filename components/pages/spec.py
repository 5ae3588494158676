"""The definition of a page, and what its address asks for as blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from components.charts import registry
from components.charts.spec import FilterSpec, InvalidChoiceError, Query, Selection, pairs, select_known
from components.i18n.negotiation import match_language
from components.pages.blocks import Block, ChartCard, Columns, Fold, Heading, Note, Problems
from components.view import View
from data import DataError
from data.model.language import LANGUAGES

Section = Callable[[View, Query], Sequence[Block]]
PROBLEM_LANGUAGE = "en"  # of messages about faulty tables, which are for maintainers
# Files that all pages use. Pages are shown without them too, only names are missing.
_SHARED_FILES = ("labels.csv", "areas.csv", "datapackage.json")


@dataclass(frozen=True)
class PageSpec:
    """A page: the prefix of its message keys, its path under the root of the site, and its sections in order.

    filters: its own, beside those of its charts. A section that raises DataError is replaced by the problems; the
    others are shown.
    """

    key: str
    path: str
    sections: Sequence[Section]
    filters: Sequence[FilterSpec] = ()


def build(page: PageSpec, view: View, query: Query) -> list[Block]:
    """Return the blocks of a page for what its address asks for.

    Charts of the page that no section places stand at its end. A page whose heading fails is headed by its name.
    """
    blocks: list[Block] = list(_invalid_parameter_notes(page, view, query))
    problems = {str(problem): None for problem in view.data.problems if problem.file in _SHARED_FILES}
    if problems:
        blocks.append(Problems(view.words("problem.tables"), list(problems), PROBLEM_LANGUAGE))
    for section in (*page.sections, _remaining_charts(page, blocks)):
        try:
            blocks += section(view, query)
        except DataError as error:
            lines = [line for line in map(str, error.problems) if line not in problems]
            problems.update(dict.fromkeys(lines))
            if lines:
                blocks.append(Problems(view.words("problem.title"), lines, PROBLEM_LANGUAGE))
    if not any(isinstance(block, Heading) for block in blocks):
        blocks.insert(0, Heading(view.words(f"page.{page.key}"), ""))
    return blocks


def filters_of(page: PageSpec) -> dict[str, FilterSpec]:
    """Return the filters of a page and of its charts by their parameters."""
    of_charts = (each for spec in registry.charts_of_page(page.path) for each in spec.filters)
    return {each.parameter: each for each in (*of_charts, *page.filters)}


def select_charts(page: PageSpec, view: View, query: Query) -> dict[str, Selection]:
    """Return what the address selects of each chart of the page, by the chart's name.

    A chart whose tables are not valid is left out: its card says so.
    """
    found: dict[str, Selection] = {}
    for spec in registry.charts_of_page(page.path):
        with suppress(DataError):
            found[spec.name] = spec.select_known(query, view)
    return found


def selected_pairs(page: PageSpec, view: View, query: Query) -> tuple[tuple[str, str], ...]:
    """Return what the address selects on the page, once and in a fixed order."""
    selections = (*select_charts(page, view, query).values(), select_known(page.filters, query, view))
    return tuple(dict.fromkeys(pair for selection in selections for pair in pairs(selection)))


def chart_card(name: str, view: View, query: Query, *, has_filters: bool = True, table_open: bool = False) -> ChartCard:
    """Return the card of a chart for what the address asks for. Raises DataError."""
    spec = registry.charts()[name]
    selection = spec.select_known(query, view) if has_filters or spec.filters else {}
    return ChartCard(spec, spec.build(view, selection), selection, has_filters, table_open)


def cards_of(blocks: Sequence[Block]) -> Iterator[ChartCard]:
    """Yield the chart cards among blocks, also those that are folded away or stand in columns."""
    for block in blocks:
        if isinstance(block, ChartCard):
            yield block
        elif isinstance(block, Fold):
            yield from cards_of(block.blocks)
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from cards_of(column)


def _remaining_charts(page: PageSpec, blocks: Sequence[Block]) -> Section:
    def section(view: View, query: Query) -> list[Block]:
        placed = {card.spec.name for card in cards_of(blocks)}
        return [
            chart_card(spec.name, view, query) for spec in registry.charts_of_page(page.path) if spec.name not in placed
        ]

    return section


def _invalid_parameter_notes(page: PageSpec, view: View, query: Query) -> Iterator[Note]:
    """Yield a note for each parameter whose values are not all valid, the language first."""
    if unknown := next((value[:40] for value in query.get("lang", ()) if value and not match_language(value)), None):
        yield Note(view.words("filter.unknown", value=unknown, options=", ".join(LANGUAGES)), on_filter=True)
    for each in filters_of(page).values():
        try:
            each.parse(each.values(query), view)
        except InvalidChoiceError as error:
            options = ", ".join(error.options)
            yield Note(view.words("filter.unknown", value=error.value[:40], options=options), on_filter=True)
        except DataError:  # the section of the chart reports it
            continue
