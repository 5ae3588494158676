"""Accounts of trade: what one report or official series gives of a reporter's trade with a partner in one period.

Of several accounts of one year one is chosen; the others stay at hand. Accounts of other territories, series or months
are not comparable, so they belong to other groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.model.column_types import Row
from data.model.fact import Fact
from data.model.period import Period

# What tells a trade in full, in the order in which it is shown.
METRICS = ("turnover", "exports", "imports", "balance")
# In place of a turnover that is not stated.
_SUM = "trade-sum"
_TRUST = {"low": 0, "medium": 1}  # above them: high, and what was read in a text at hand


@dataclass(frozen=True)
class Account:
    """The figures that one source gives of the trade of a reporter with a partner in one period, by metric.

    Turnover is the sum of exports and imports where the source states none. period: None where an article leaves it
    open. is_official: whether the source is an official series.
    """

    reporter: str
    partner: str
    period: Period | None
    source: str
    figures: Mapping[str, Fact]
    is_official: bool = False

    @property
    def is_full(self) -> bool:
        """Whether it has turnover, exports, imports and balance."""
        return all(metric in self.figures for metric in METRICS)

    @property
    def is_year(self) -> bool:
        """Whether it is of a whole year."""
        return self.period is not None and self.period.is_year

    @property
    def year(self) -> int:
        """The year that the period ends in; 0 where it is open."""
        return self.period.last.year if self.period else 0

    @property
    def flows(self) -> list[Fact]:
        """Those figures that METRICS names, in that order."""
        return [self.figures[metric] for metric in METRICS if metric in self.figures]


def find_accounts(facts: Iterable[Fact]) -> tuple[Account, ...]:
    """Return all accounts of a whole year or of its first months, in dollars, oldest first.

    Plans, trade in single products and statistics of unknown origin are left out, as is what only repeats another
    report.
    """
    found: dict[tuple[str, str, str, str], dict[str, Fact]] = {}
    for fact in facts:
        if _is_trade(fact):
            key = (str(fact.reporter), str(fact.partner), str(fact.period), fact.source)
            found.setdefault(key, {}).setdefault(fact.metric, fact)
    accounts = []
    for (reporter, partner, period, source), figures in found.items():
        if _SUM in figures:
            figures.setdefault("turnover", figures[_SUM])
        if any(metric in figures and not figures[metric].repeats for metric in METRICS):
            is_official = any(_is_official(fact) for fact in figures.values())
            accounts.append(Account(reporter, partner, Period.parse(period), source, figures, is_official))
    return tuple(sorted(accounts, key=lambda one: (one.period or (), one.reporter, one.partner, one.source)))


def _is_trade(fact: Fact) -> bool:
    """Whether it is a figure on all that was traded in a year or in its first months, by known statistics."""
    when = fact.parsed_period
    is_known = fact.reporter and fact.partner and fact.reporter_basis != "open"
    is_actual = fact.product is None and fact.modality == "actual" and fact.unit in ("USD", "%")
    return bool(is_known and is_actual and when and when.first.month == 1 and len(when.years) == 1)


def _is_official(fact: Fact) -> bool:
    return fact.basis == "official" or fact.operation == "total-of-months"


def best_by_year(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Return one account for each reporter, partner and year, oldest first.

    A whole year comes before a part of it and a full account before others, then official series and what is trusted.
    """
    best: dict[tuple[str, str, int], Account] = {}
    for account in accounts:
        key = (account.reporter, account.partner, account.year)
        best[key] = max(best.get(key, account), account, key=_rank)
    return tuple(sorted(best.values(), key=lambda one: one.period or ()))


def _rank(account: Account) -> tuple[int, ...]:
    trust = min(_TRUST.get(fact.confidence or "", len(_TRUST)) for fact in account.flows)
    months = account.period.month_count if account.period else 0
    return (account.is_year, account.is_full, account.is_official, len(account.flows), months, trust)


def newest_full(accounts: Sequence[Account]) -> Account | None:
    """Return the newest full account of a whole year; where there is none, that with most figures; None if no other."""
    return max(accounts, key=lambda one: (len(one.flows), one.is_year, one.period or ()), default=None)


def comparable_groups(accounts: Iterable[Account]) -> list[list[Account]]:
    """Return accounts in groups within which they are comparable, oldest first.

    They are of one territory, partner and months, and of one official series or of reports.
    """
    groups: dict[tuple[object, ...], list[Account]] = {}
    for account in accounts:
        series = account.source if account.is_official else None
        months = account.period and (account.period.first.month, account.period.last.month)
        groups.setdefault((account.reporter, account.partner, series, months), []).append(account)
    return sorted(groups.values(), key=lambda group: group[0].period or ())


def first_territories(areas: Iterable[Row]) -> dict[str, str]:
    """Return for each area that succeeds another the first one of its succession, by id."""
    before = {row["id"]: row["succeeds"] for row in areas if row["succeeds"]}

    def first(area: str) -> str:
        seen = {area}
        while before.get(area) and before[area] not in seen:
            area = before[area]
            seen.add(area)
        return area

    return {area: first(area) for area in before}
