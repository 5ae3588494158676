"""trade-balance: exports, imports, their sum and the balance between them, of one year or of several side by side."""

from __future__ import annotations

from collections.abc import Iterator

from components.charts.fact_table import fact_cells, fact_columns, facts_csv, file_stem_of, first_quote_url, mark_detail
from components.charts.fact_text import amount, bounds, scale_money
from components.charts.spec import Chart, ChartSpec, Selection
from components.charts.statement_text import hover_text
from components.charts.trade_figure import figure
from components.charts.trade_rows import PARTS, Group, Numbers, row_of_year, rows_of_account
from components.charts.trade_selection import FILTERS, TENGE, TradeSelection, reporters, select_trade
from components.charts.trade_text import base_fact, chart_text, group_titles, mark_lines
from components.i18n.rich_text import Cell, Part
from components.theme.tokens import Look, Palette
from components.view import View
from data import Fact
from data.analysis.trade_accounts import comparable_groups

NAME = "trade-balance"
# Figures that follow from those of one account, in the order of the table.
_DERIVED = (
    *("coverage-ratio", "exports-share", "national-share"),
    *("exports-world-share", "imports-world-share", "turnover-world-share"),
)


def build(view: View, selection: Selection) -> Chart | None:
    """Return the chart of what is selected; None if that leaves nothing. Raises DataError if no trade is given."""
    chosen = select_trade(view, selection)
    if not chosen.accounts:
        return None
    words = view.words
    is_one = len(chosen.accounts) == 1
    facts = [fact for account in chosen.accounts for fact in chosen.figures(account).values()]
    numbers = Numbers(chosen.accounts, chosen.metrics, words)
    groups = comparable_groups(chosen.accounts)
    if is_one:
        rows = [Group("", rows_of_account(chosen.accounts[0], chosen.metrics, numbers, words))]
    else:
        titles = group_titles(groups, view)
        rows = [
            Group(title, [row_of_year(account, chosen.metrics, numbers, words) for account in group])
            for title, group in zip(titles, groups, strict=True)
        ]
    text = chart_text(chosen, groups, numbers.unit, view)
    lines = {fact.id: mark_lines(fact, view) for fact in facts}
    told = [*facts, *_derived(chosen)]
    bases = [base_fact(fact, view) for fact in told]
    return Chart(
        name=NAME,
        text=text,
        draw=lambda look: figure(
            rows,
            {name: hover_text(told, look) for name, told in lines.items()},
            "" if is_one else _key(chosen, view, look),
            text,
            look,
        ),
        columns=fact_columns(view),
        rows=[*(_cells(fact, view) for fact in told), *_other_rows(chosen, view)],
        csv=facts_csv(bases, view, [{"drawn": fact.value, "drawn_unit": fact.unit} for fact in told if bases != told]),
        file_stem=file_stem_of(view, NAME, *_selected(chosen, selection, view)),
        source_url=first_quote_url(bases, view) if is_one else "",
        details={fact.id: mark_detail(lines[fact.id], base_fact(fact, view), view) for fact in facts},
    )


def _derived(chosen: TradeSelection) -> list[Fact]:
    """Return what follows from the figures of one account that is shown whole."""
    if len(chosen.accounts) > 1 or not chosen.has_all:
        return []
    figures = chosen.accounts[0].figures
    return [figures[metric] for metric in _DERIVED if metric in figures]


def _key(chosen: TradeSelection, view: View, look: Look) -> str:
    """Return what the colours mean: squares in the colours of the metrics drawn, with their names."""
    drawn = {metric for account in chosen.accounts for metric in account.figures if metric in chosen.metrics}
    has_parts = any(all(part in chosen.metrics and part in one.figures for part in PARTS) for one in chosen.accounts)
    is_total_drawn = any(not all(part in one.figures for part in PARTS) for one in chosen.accounts) or not has_parts
    shown = [metric for metric in chosen.metrics if metric in drawn and (metric != "turnover" or is_total_drawn)]
    names = view.words.name
    return "\u2003".join(_swatch(metric, look.palette) + names("metrics", metric) for metric in shown)


def _swatch(metric: str, palette: Palette) -> str:
    return f'<span style="color:{palette.of(metric)}">■</span> '


def _cells(fact: Fact, view: View) -> list[Cell]:
    """Return a figure as cells; the words of a converted one are those of the figure that it was converted from."""
    scaled, cells = scale_money(fact), fact_cells(scale_money(base_fact(fact, view)), view)
    texts = (amount(scaled, view.words), bounds(scaled, view.words))
    return [cells[0], *((Part(text),) for text in texts), *cells[3:]] if fact.operation == "convert" else cells


def _other_rows(chosen: TradeSelection, view: View) -> Iterator[list[Cell]]:
    """Yield the figures that other reports give for the same years."""
    for account in chosen.others:
        for fact in chosen.figures(account).values():
            (name, *rest), *cells = fact_cells(scale_money(fact), view)
            yield [(Part(view.words("trade.other", name=name.text)), *rest), *cells]


def _selected(chosen: TradeSelection, selection: Selection, view: View) -> list[str]:
    """Return what is selected as parts of a file's name."""
    words = view.words
    areas = [area for parameter in ("reporter", "partner") for area in selection.get(parameter, ())]
    metrics = [] if chosen.has_all else chosen.metrics
    first, last = chosen.accounts[0], chosen.accounts[-1]
    when = [str(first.period or "")] if first is last else [str(first.year), str(last.year)]
    return [
        *(words.name("areas", area) for area in areas if area != reporters(view)[0]),
        *(words.name("metrics", metric) for metric in metrics),
        *when,
        *(currency for currency in selection.get("currency", ()) if currency == TENGE),
    ]


SPEC = ChartSpec(NAME, "trade", build, FILTERS)
