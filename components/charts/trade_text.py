"""The words of trade-balance: finding, subtitle, caveat, alternative text, headings of groups, and details of marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from components.charts.chart_text import ChartText
from components.charts.fact_table import area_name, figure_name
from components.charts.fact_text import (
    amount,
    bounds,
    formula,
    is_article,
    is_range_notable,
    period,
    publisher_and_date,
    quotation,
    scale_money,
    scaled_unit_name,
    sentence_parts,
    source_line,
    unsigned_amount,
)
from components.charts.statement_text import notes, sources_line
from components.charts.trade_selection import TENGE, TradeSelection
from components.i18n.letter_case import capitalize_first, lower_first
from components.view import View
from data import Fact
from data.analysis.trade_accounts import Account


def chart_text(chosen: TradeSelection, groups: Sequence[Sequence[Account]], unit: str, view: View) -> ChartText:
    """Return the texts of the accounts chosen. groups: of those that are comparable. unit: of the numbers drawn."""
    words, oldest, newest = view.words, chosen.accounts[0], chosen.accounts[-1]
    source = view.sources[newest.source]
    names = [lower_first(words.name("metrics", metric)) for metric in chosen.metrics]
    facts = [fact for account in chosen.accounts for fact in chosen.figures(account).values()]
    parts = {**_parties(newest, view), "unit": scaled_unit_name(unit, words)}
    is_one = oldest is newest
    if is_article(source):
        caveats = [str(source["caveat"])]
    else:
        caveats = _caveats(chosen, groups, view)
        basis = words("trade.official" if newest.is_official else "trade.reported")
        parts["unit"] = words("trade.basis", unit=parts["unit"], basis=basis) if is_one else parts["unit"]
    if not is_one:
        parts["period"] = words("bounds.plain", low=oldest.year, high=newest.year)
    return ChartText(
        title=capitalize_first(_finding_of_one(chosen, view) if is_one else _finding_of_many(chosen, groups, view)),
        subtitle=words("trade.subtitle", figures=capitalize_first(words.numbers.join_list(names)), **parts),
        caveat=" ".join(caveats) or None,
        alt=words("trade.alt", figures=" ".join(_alt_rows(chosen, view))),
        source=source_line(source, words) if is_one else sources_line(facts, view.sources, words),
        address=str(source["url"]) if is_one else "",
    )


def _parties(account: Account, view: View) -> dict[str, str]:
    """Return reporter, partner and period of an account as the parts of a sentence."""
    fact = account.flows[0]
    parts = sentence_parts(fact, view.sources[fact.source], view.words)
    kinds = {row["id"]: row["kind"] for _, row in view.data.rows("areas", strict=False)}
    if kinds.get(account.partner) == "world":  # not a name: all countries
        parts["partner"] = lower_first(parts["partner"])
    return parts


def _finding_of_one(chosen: TradeSelection, view: View) -> str:
    words, (account,) = view.words, chosen.accounts
    figures, parts = chosen.figures(account), _parties(account, view)
    if balance := figures.get("balance"):
        outcome = {-1: "deficit", 1: "surplus", None: "open"}[balance.interval.sign]
        return words(f"pair.title.{outcome}", amount=unsigned_amount(scale_money(balance), words), **parts)
    return words("pair.title.several", figures=_named(figures, view), **parts)


def _finding_of_many(chosen: TradeSelection, groups: Sequence[Sequence[Account]], view: View) -> str:
    """Return the newest figure, and the oldest of the same source that is comparable."""
    words, newest = view.words, chosen.accounts[-1]
    metric = next(iter(chosen.figures(newest)))
    series = next(group for group in groups if newest in group)
    told = [one.figures[metric] for one in series if metric in one.figures and one.source == newest.source]
    figures = [
        words("trade.figure_of", amount=amount(scale_money(fact), words), period=_period(fact, view))
        for fact in dict.fromkeys((told[0], told[-1]))
    ]
    parts = {**_parties(newest, view), "name": lower_first(words.name("metrics", metric))}
    return words("trade.title.years", **{**parts, "figures": words("join").join(figures)})


def _named(figures: Mapping[str, Fact], view: View) -> str:
    words = view.words
    return words("join").join(
        words(
            "trade.title.part", name=lower_first(words.name("metrics", metric)), amount=amount(scale_money(fact), words)
        )
        for metric, fact in figures.items()
    )


def _alt_rows(chosen: TradeSelection, view: View) -> Iterator[str]:
    for account in chosen.accounts:
        figures = chosen.figures(account)
        first = next(iter(figures.values()))
        when, area = _period(first, view), area_name(first, view.words)
        yield view.words("trade.alt.row", area=area, period=when, figures=_named(figures, view))


def _period(fact: Fact, view: View) -> str:
    return period(fact, view.sources[fact.source], view.words)


def _caveats(chosen: TradeSelection, groups: Sequence[Sequence[Account]], view: View) -> list[str]:
    """Return how a year was inferred, which boundaries the reporters had, and what is not comparable or not exact."""
    words, accounts = view.words, chosen.accounts
    found = []
    first = accounts[0].flows[0]
    source = view.sources[first.source]
    if len(accounts) == 1 and first.period_basis == "dated" and source["dated"] and not source["published"]:
        month = words.numbers.date(str(source["dated"]))
        found.append(words("trade.caveat", phrase=first.period_text, month=month))
    found += [words.label("areas", area, "note") or "" for area in dict.fromkeys(one.reporter for one in accounts)]
    if len(groups) > 1:
        found.append(words("trade.caveat.groups"))
    found += [
        words("trade.caveat.sum", period=words.numbers.date(str(one.period))) for one in accounts if not _adds_up(one)
    ]
    if first.unit == TENGE.upper() and not is_article(source):
        found.append(words("trade.caveat.tenge"))
    return [text for text in found if text]


def _adds_up(account: Account) -> bool:
    total, stated = account.figures.get("trade-sum"), account.figures.get("turnover")
    return not (total and stated) or total.unit != stated.unit or total.interval.meets(stated.interval)


def group_titles(groups: Sequence[Sequence[Account]], view: View) -> list[str]:
    """Return the heading of each group: territory and source where these differ, and the months of a part year."""
    words = view.words
    firsts = [group[0] for group in groups]
    areas = [words.label("areas", one.reporter, "short") or words.name("areas", one.reporter) for one in firsts]
    series = [
        str(view.sources[one.source]["publisher"]) if one.is_official else words("trade.reported") for one in firsts
    ]
    titles = []
    for account, area, source in zip(firsts, areas, series, strict=True):
        parts = [*([area] if len(set(areas)) > 1 else []), *([source] if len(set(series)) > 1 else [])]
        if account.period and not account.period.is_year:
            first, last = (words.numbers.month(end.month) for end in account.period)
            parts.append(words("trade.months", first=first, last=last))
        titles.append(words("join.heading").join(parts))
    return titles


def mark_lines(fact: Fact, view: View) -> list[str]:
    """Return what is known of a figure as lines, the first a heading."""
    words, base = view.words, base_fact(fact, view)
    found = [
        words("trade.mark", name=figure_name(fact, words), period=_period(fact, view)),
        amount(scale_money(fact), words),
        words("hover.bounds", bounds=bounds(scale_money(fact), words)) if is_range_notable(fact) else "",
        area_name(fact, words),
        words("trade.converted", amount=amount(scale_money(base), words)) if base is not fact else "",
        publisher_and_date(view.sources[fact.source], words),
        quotation(base, words),
        words("hover.derived", formula=formula(base, view.facts, words)) if base.basis == "derived" else "",
        *notes(base, view.facts, words),
    ]
    return [line for line in found if line]


def base_fact(fact: Fact, view: View) -> Fact:
    """Return the figure that a converted one was converted from; any other as it is."""
    return view.facts[fact.inputs[0]] if fact.operation == "convert" else fact
