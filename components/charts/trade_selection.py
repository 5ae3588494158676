"""Selection of the accounts that trade-balance is drawn from, and its filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.charts.spec import FilterSpec, Selection, YearFilterSpec
from components.urls.query_params import year_range
from components.view import View, missing_from_table
from data import Fact
from data.analysis.exchange import in_tenge
from data.analysis.subject import COUNTRY, PARTNER, REGION
from data.analysis.trade_accounts import METRICS, Account, best_by_year, first_territories, newest_full

DOLLARS, TENGE = "usd", "kzt"


@dataclass(frozen=True)
class TradeSelection:
    """What is drawn. accounts: one for each territory and year, oldest first, in the currency selected.

    others: accounts of the same years that are not drawn. metrics: those selected, in their order. has_all: whether
    that is all of them.
    """

    accounts: Sequence[Account]
    others: Sequence[Account]
    metrics: Sequence[str]

    @property
    def has_all(self) -> bool:
        """Whether all metrics are selected."""
        return len(self.metrics) == len(METRICS)

    def figures(self, account: Account) -> dict[str, Fact]:
        """Return the selected figures of an account by metric, in order."""
        return {metric: account.figures[metric] for metric in self.metrics if metric in account.figures}


def reporters(view: View) -> list[str]:
    """Return whose trade there are accounts of: the region that the site is about, its country, other regions, others.

    A territory that took another's place under the same name is the same reporter. Raises DataError if there is none.
    """
    within = {row["id"]: row["within"] for _, row in view.data.rows("areas", strict=False)}
    names = _names(view)
    found = {names.get(area, area) for area in {account.reporter for account in view.accounts}}
    if not found:
        raise missing_from_table("observations.csv", "no trade of a known period is given, so none can be shown")
    return sorted(found, key=lambda area: (area != REGION, area != COUNTRY, within.get(area) != COUNTRY, area))


def _names(view: View) -> Mapping[str, str]:
    """Return the reporter that stands for an area, for those areas that succeed one of the same name."""
    areas = (row for _, row in view.data.rows("areas", strict=False))
    name = view.words.name
    first = first_territories(areas)
    return {area: before for area, before in first.items() if name("areas", area) == name("areas", before)}


def _of_reporter(view: View, selection: Selection) -> list[Account]:
    names, (reporter,) = _names(view), selection.get("reporter") or reporters(view)[:1]
    return [one for one in view.accounts if names.get(one.reporter, one.reporter) == reporter]


def _of_pair(view: View, selection: Selection) -> list[Account]:
    (partner,) = selection.get("partner") or (_default_partner(view, selection),)
    return [one for one in _of_reporter(view, selection) if one.partner == partner]


def _partners(accounts: Iterable[Account]) -> list[str]:
    return sorted({one.partner for one in accounts}, key=lambda area: (area != PARTNER, area))


def _default_partner(view: View, selection: Selection) -> str:
    return next(iter(_partners(_of_reporter(view, selection))), "")


def _years(view: View) -> list[str]:
    """Return all years from the first to the last that an account is of. Raises DataError if there is none."""
    reporters(view)
    years = [one.year for one in view.accounts]
    return [str(year) for year in range(min(years), max(years) + 1)]


def _default_years(view: View, selection: Selection) -> tuple[int, int]:
    """Return the year of the newest full account; all years if there is no account of the pair."""
    newest = newest_full(best_by_year(_of_pair(view, selection)))
    years = [newest.year] if newest else [*map(int, _years(view))]
    return years[0], years[-1]


def _drawn_years(view: View, selection: Selection) -> tuple[int, int]:
    return next(filter(None, map(year_range, selection.get("years", ()))), None) or _default_years(view, selection)


def _in_years(accounts: Iterable[Account], years: tuple[int, int]) -> list[Account]:
    return [one for one in accounts if years[0] <= one.year <= years[1]]


def _currencies(view: View, selection: Selection) -> list[str]:
    accounts = _in_years(best_by_year(_of_pair(view, selection)), _drawn_years(view, selection))
    return [DOLLARS, *([TENGE] if _account_in_tenge(accounts, view) else [])]


def _account_in_tenge(accounts: Iterable[Account], view: View) -> list[Account]:
    """Return the accounts of whole years with a rate in tenge; shares and growth as they are."""
    found = []
    for account in accounts:
        figures = {
            metric: in_tenge(fact, view.exchange_rates) if metric in METRICS else fact
            for metric, fact in account.figures.items()
        }
        if any(figures.get(metric) for metric in METRICS):
            found.append(replace(account, figures={metric: fact for metric, fact in figures.items() if fact}))
    return found


def select_trade(view: View, selection: Selection) -> TradeSelection:
    """Return what is drawn of a selection. Raises DataError if no trade is given at all."""
    metrics = tuple(metric for metric in METRICS if metric in selection.get("metric", METRICS))
    known, years = _of_pair(view, selection), _drawn_years(view, selection)
    drawn = _in_years(best_by_year(known), years)
    others = [one for one in _in_years(known, years) if one not in drawn]
    if TENGE in selection.get("currency", ()):
        drawn, others = _account_in_tenge(drawn, view), []
    drawn = [one for one in drawn if any(metric in one.figures for metric in metrics)]
    return TradeSelection(drawn, others, metrics)


FILTERS = (
    FilterSpec(
        "reporter",
        lambda words: words("trade.reporter"),
        reporters,
        lambda area, words: words.name("areas", area),
        multiple=False,
        is_menu=True,
        resets=("partner", "years"),
    ),
    FilterSpec(
        "partner",
        lambda words: words("trade.partner"),
        lambda view: _partners(view.accounts),
        lambda area, words: words.name("areas", area),
        multiple=False,
        default=_default_partner,
        available=lambda view, selection: _partners(_of_reporter(view, selection)),
        resets=("years",),
    ),
    YearFilterSpec(
        "years",
        lambda words: words("record.years"),
        _years,
        lambda value, words: value,
        default=lambda view, selection: "{}-{}".format(*_default_years(view, selection)),
        available=lambda view, selection: sorted({str(one.year) for one in _of_pair(view, selection)}),
        ends=lambda words: (words("record.from"), words("record.to")),
        all_label=lambda words: words("trade.all_years"),
    ),
    FilterSpec(
        "metric",
        lambda words: words("trade.filter"),
        lambda view: METRICS,
        lambda metric, words: words.name("metrics", metric),
    ),
    FilterSpec(
        "currency",
        lambda words: words("trade.currency"),
        lambda view: (DOLLARS, TENGE),
        lambda currency, words: words(f"trade.currency.{currency}"),
        multiple=False,
        available=_currencies,
    ),
)
