"""Over the years: what the two countries, their regions and the plant did by year, and how close reports are to it."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts import registry
from components.charts.milestones import milestone_table
from components.charts.spec import Query
from components.charts.statement_filters import select_statements
from components.pages import headlines, record_tables
from components.pages.blocks import Anchor, Block, Fold, Heading, JumpList, Note, Section, Table
from components.pages.spec import PageSpec, chart_card
from components.view import View

_PARTS = ("countries", "why", "regions", "plant", "visit")
_CAVEATS = ("sides", "vintages", "regions")
_GENERAL_REASON = "normal"  # says nothing of this pair
_REASONS_SHOWN = 5


def _heading(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    links = [(part, words(f"record.part.{part}")) for part in _PARTS if part != "why" or view.asymmetries]
    return [Heading(headlines.record_headline(view), words("record.about")), JumpList(words("record.jump"), links)]


def _section(part: str, title: str, blocks: Sequence[Block]) -> Sequence[Block]:
    """Return a section that is folded away on a phone, with the place that links lead to."""
    return [Fold(title, [Anchor(part), *blocks], is_open=True, is_section=True)]


def _how_much(view: View, query: Query) -> Sequence[Block]:
    milestones = Table(view.words("record.milestones"), *milestone_table(view), title_hidden=True)
    title = Section(view.words("record.section.countries"), id="countries")
    blocks: list[Block] = [title, chart_card("national-trade", view, query)]
    return [*blocks, *([Fold(view.words("record.milestones"), [milestones])] if milestones.rows else [])]


def _who_counts(view: View, query: Query) -> Sequence[Block]:
    card = chart_card("mirror-trade", view, query)
    return [*([card] if card.chart else []), *_reasons(view)]


def _reasons(view: View) -> Sequence[Block]:
    """Return why the countries count differently: what the first reasons mean for this pair, then all of them."""
    words, rows = view.words, view.asymmetries
    if not rows:
        return []
    here = [row for row in rows if words.label("asymmetries", row["id"], "here") and row["reason"] != _GENERAL_REASON]
    first = {row["reason"]: row for row in reversed(here)}
    shown = [row for row in rows if row in first.values()][:_REASONS_SHOWN]
    title = words("record.why")
    brief, full = (
        Table(title, *record_tables.asymmetry_table(view, *chosen), title_hidden=True)
        for chosen in ((shown, ("title", "here")), (rows, ("title", "note", "here")))
    )
    return _section("why", title, [brief, Fold(words("record.why_more", n=len(rows)), [full])])


def _news(view: View, query: Query) -> Sequence[Block]:
    cards = [chart_card(name, view, query) for name in ("news-accuracy", "trade-discrepancies")]
    return [card for card in cards if card.chart]


def _to_date(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    blocks: list[Block] = [chart_card("trade-to-date", view, query, has_filters=False)]
    selection = registry.charts()["trade-to-date"].select_known(query, view)
    if rest := [one for one in select_statements(view, selection) if not one.fact.period]:
        blocks.append(Table(words("record.unplaced"), *record_tables.undated_statement_table(view, rest)))
    return [Fold(words("record.to_date"), blocks, is_open=True, is_section=True)]


def _regions(view: View, query: Query) -> Sequence[Block]:
    card = chart_card("region-scale", view, query)
    return _section("regions", view.words("record.section.regions"), [card]) if card.chart else []


def _plant(view: View, query: Query) -> Sequence[Block]:
    return _section("plant", view.words("record.section.plant"), [chart_card("works-in-time", view, query)])


def _visit(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    names = Table(words("record.names"), *record_tables.name_table(view))
    dates = Table(words("record.dates"), *record_tables.date_table(view))
    folded = Fold(words("record.spellings"), [Note(headlines.visit_dating(view)), names, dates])
    return _section("visit", words("record.section.visit"), [chart_card("visit-reports", view, query), folded])


def _caveats(view: View, query: Query) -> Sequence[Block]:
    words = view.words
    return [Fold(words("record.caveats"), [Note(words(f"record.caveat.{name}")) for name in _CAVEATS])]


PAGE = PageSpec(
    "record", "record", (_heading, _how_much, _who_counts, _news, _to_date, _regions, _plant, _visit, _caveats)
)
