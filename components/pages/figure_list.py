"""The tables of figures. That of the figures that reports state or offices publish has a search, filters and orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.charts import registry
from components.charts.fact_table import area_name, figure_name
from components.charts.fact_text import publisher_and_date
from components.charts.spec import FilterSpec, Query, Selection, TextFilterSpec, select_known
from components.i18n import Messages
from components.i18n.letter_case import capitalize_first
from components.pages.blocks import Record, RecordTable
from components.pages.figure_records import KINDS, RELIABILITIES, figure_record, reliability
from components.view import View
from data import Fact
from data.analysis.subject import COUNTRY, PARTNER

PATH = "sources"
# Ids of the page's tables, and how many rows they show at first.
FIGURES, COMPUTED, REPORTS = "figures", "computed", "reports"
LIMIT = 10
_ALL = "all"

_COLUMNS: Mapping[str, Callable[[Fact, View], object]] = {
    "figure": lambda fact, view: (figure_name(fact, view.words).casefold(), area_name(fact, view.words).casefold()),
    "value": lambda fact, view: (fact.unit, fact.value),
    "period": lambda fact, view: fact.period or "",
    "source": lambda fact, view: publisher_and_date(view.sources[fact.source], view.words).casefold(),
    "confidence": lambda fact, view: RELIABILITIES.index(reliability(fact)),
}
# What orders the figures where no column is asked for: the trade that the site is about comes first, then the newest.
_SUBJECT = "subject"
_ORDERS = {**_COLUMNS, _SUBJECT: lambda fact, view: (_is_subject(fact, view), fact.period or "")}
_PERIOD = [*_COLUMNS].index("period")
_HEADINGS = {"source": "record.source", "confidence": "column.trust"}


def _choice(
    parameter: str, options: Callable[[View], Sequence[str]], label: Callable[[str, Messages], str]
) -> FilterSpec:
    """Return a filter by one option; the first of its options, which stands for none, admits every figure."""
    return FilterSpec(
        parameter,
        lambda words: words(f"sources.filter.{parameter}"),
        lambda view: (_ALL, *options(view)),
        lambda option, words: words("sources.any") if option == _ALL else capitalize_first(label(option, words)),
        multiple=False,
    )


SEARCH = TextFilterSpec("q", lambda words: words("sources.filter.q"), lambda view: (), lambda option, words: option)
CHOICES = (
    _choice(
        "page",
        lambda view: (*dict.fromkeys(spec.page for spec in registry.charts().values()), "none"),
        lambda page, words: words("sources.no_page") if page == "none" else words(f"page.{page}"),
    ),
    _choice("kind", lambda view: KINDS, lambda kind, words: words(f"sources.kind.{kind}")),
    _choice("confidence", lambda view: RELIABILITIES, lambda confidence, words: words(f"trust.{confidence}")),
)
# The first stands for an address without the parameter; a hyphen reverses an order.
SORT = FilterSpec(
    "sort",
    lambda words: words("sources.sort"),
    lambda view: (f"-{_SUBJECT}", *(f"{sign}{name}" for name in _COLUMNS for sign in ("", "-"))),
    lambda option, words: option,
    multiple=False,
)
SHOW = FilterSpec(
    "show",
    lambda words: words("sources.more"),
    lambda view: ("some", FIGURES, COMPUTED, REPORTS),
    lambda option, words: option,
    multiple=False,
)
FILTERS = (SEARCH, *CHOICES, SORT, SHOW)


def figure_table(view: View, query: Query) -> RecordTable:
    """Return the table of the stated and official figures that the query asks for, in its order."""
    words, selection = view.words, select_known(FILTERS, query, view)
    facts = [fact for fact in view.facts.values() if fact.basis != "derived"]
    orders = {name: _ranks(facts, key, view) for name, key in _ORDERS.items()}
    column, is_reversed = _order(selection)
    facts.sort(key=lambda fact: orders[column][fact.id], reverse=is_reversed)
    rows = (figure_record(fact, view, [ranks[fact.id] for ranks in orders.values()]) for fact in facts)
    records = [record for record in rows if _admits(record, selection)]
    if column == _SUBJECT:
        records.sort(key=lambda record: not _has_period(record, selection))
    return RecordTable(
        id=FIGURES,
        title=words("sources.figures"),
        columns={name: words(_HEADINGS.get(name, f"column.{name}")) for name in _COLUMNS},
        records=records,
        limit=LIMIT,
        total=len(facts),
        path=PATH,
        selection=selection,
        filters=FILTERS,
    )


def computed_table(view: View, query: Query) -> RecordTable:
    """Return the table of the computed figures, the newest first."""
    words, selection = view.words, select_known(FILTERS, query, view)
    facts = [fact for fact in view.facts.values() if fact.basis == "derived"]
    facts.sort(key=lambda fact: fact.period or "", reverse=True)
    return RecordTable(
        id=COMPUTED,
        title=words("sources.computed"),
        columns={name: words(_HEADINGS.get(name, f"column.{name}")) for name in _COLUMNS if name != "source"},
        records=[figure_record(fact, view) for fact in facts],
        limit=LIMIT,
        total=len(facts),
        path=PATH,
        selection=selection,
    )


def _is_subject(fact: Fact, view: View) -> bool:
    """Whether a figure is on all that the region or the country traded with the partner."""
    is_actual = fact.product is None and fact.modality == "actual"
    return is_actual and fact.partner == PARTNER and fact.reporter in (COUNTRY, *view.territories)


def _order(selection: Selection) -> tuple[str, bool]:
    """Return the column that the rows are ordered by, and whether in reverse."""
    (sort,) = selection.get("sort", (f"-{_SUBJECT}",))
    return sort.lstrip("-"), sort.startswith("-")


def _ranks(facts: Sequence[Fact], key: Callable[[Fact, View], object], view: View) -> dict[str, int]:
    """Return the place of each figure in the order of a column; those alike are ordered by period and id."""
    ordered = sorted(facts, key=lambda fact: (key(fact, view), fact.period or "", fact.id))
    return {fact.id: rank for rank, fact in enumerate(ordered)}


def _admits(record: Record, selection: Selection) -> bool:
    """Whether a figure has the options selected and all words of the search."""
    chosen = (
        selection[each.parameter][0] in record.options[each.parameter]
        for each in CHOICES
        if each.parameter in selection
    )
    text = " ".join(record.text.casefold().split())
    return all(chosen) and all(word in text for word in _searched(selection))


def _has_period(record: Record, selection: Selection) -> bool:
    """Whether the period of a figure has a word of the search: those of a year searched for come first."""
    return any(word in record.cells[_PERIOD].casefold() for word in _searched(selection))


def _searched(selection: Selection) -> list[str]:
    (search,) = selection.get(SEARCH.parameter, ("",))
    return search.casefold().split()
