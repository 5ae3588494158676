"""What reports state of the countries' trade beside the official series: how far it is off, and the likeliest reason.

The reason is a judgement of this project, made by the rules below; the figures that show it stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import floor, isclose
from typing import Literal, get_args

from data.analysis.agreement import Agreement, compare
from data.analysis.mirror_flows import Statement
from data.analysis.subject import COUNTRY, PARTNER
from data.model.fact import Fact

# equal: the official value to the last digit. rounding: the official value rounded, or as a bound that it keeps.
# truncation: its further digits cut off. other-side: the other country's count. revision: a figure of one's own side
# near the official value, so likely of an earlier release. above: more than the statistics. unexplained: the rest.
Verdict = Literal["equal", "rounding", "truncation", "other-side", "revision", "above", "unexplained"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
# Of a figure: a printed number that is farther off is not a rounded one, however few digits it has.
MAX_ROUNDED_SHARE = 0.05

_COMPARED_FLOWS = ("turnover", "exports", "imports")
_AGREEING: tuple[Verdict, ...] = ("equal", "rounding")
_SAME_NUMBER: tuple[Agreement, ...] = ("equal", "rounded", "hedged")
_NOISE = 1e-9  # of floating-point numbers

Official = Mapping[tuple[str, str, int], Statement]


@dataclass(frozen=True)
class Judgement:
    """A stated figure, the official value that it is judged by, and the verdict."""

    statement: Statement
    official: Statement
    verdict: Verdict

    @property
    def percentage(self) -> float:
        """The stated figure in per cent of the official one."""
        return 100 * self.statement.interval.value / self.official.interval.value


@dataclass(frozen=True)
class Discrepancy:
    """Stated figures on one flow and year, not all of which are the official value; smallest first.

    official: the value of the first country, which the percentages of its judgements are of.
    """

    flow: str
    year: int
    official: Statement
    judgements: tuple[Judgement, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on its figures, each once, but that a figure is equal."""
        found = {one.verdict for one in self.judgements}
        return tuple(verdict for verdict in VERDICTS[1:] if verdict in found)


def judge(statements: Iterable[Statement], official: Official) -> tuple[Judgement, ...]:
    """Return a judgement of each stated figure of a whole year that an official value exists for.

    It is judged by the series of its own side; where that has none, or it is not said whose figure it is, by that of
    the first country.
    """
    found = []
    for one in statements:
        if one.flow in _COMPARED_FLOWS and one.fact.is_of_year:
            year = int(str(one.fact.period))
            home = official.get((one.flow, COUNTRY, year))
            own = official.get((one.flow, one.side or COUNTRY, year), home)
            if home and own:
                found.append(Judgement(one, own, _verdict(one, own, home)))
    return tuple(found)


def find_discrepancies(judgements: Iterable[Judgement], official: Official) -> tuple[Discrepancy, ...]:
    """Return the flows and years of which reports state different figures, or one that is not the official value.

    Newest first.
    """
    groups: dict[tuple[str, int], list[Judgement]] = {}
    for one in judgements:
        groups.setdefault((one.statement.flow, int(str(one.statement.fact.period))), []).append(one)
    found = []
    for (flow, year), group in groups.items():
        group.sort(key=lambda one: (one.statement.interval.value, one.statement.fact.id))
        is_different = len({one.statement.interval.value for one in group}) > 1
        if is_different or any(one.verdict not in _AGREEING for one in group):
            home = official[flow, COUNTRY, year]
            found.append(Discrepancy(flow, year, home, tuple(replace(one, official=home) for one in group)))
    return tuple(sorted(found, key=lambda one: (-one.year, _COMPARED_FLOWS.index(one.flow))))


def _verdict(one: Statement, own: Statement, home: Statement) -> Verdict:
    agreement = _agreement(one.fact, own.interval.value)
    is_foreign = one.side == PARTNER and _agreement(one.fact, home.interval.value) not in _SAME_NUMBER
    if is_foreign and (own is home or agreement in _SAME_NUMBER):
        return "other-side"
    if agreement in _SAME_NUMBER:
        return "equal" if agreement == "equal" else "rounding"
    if agreement == "truncated":
        return "truncation"
    if one.side and _is_near(one.fact, own.interval.value):
        return "revision"
    return "above" if agreement == "above" else "unexplained"


def _agreement(printed: Fact, exact: float) -> Agreement:
    """As `compare`, of the number alone where its bound is not kept, and within MAX_ROUNDED_SHARE.

    What is rounded in two steps (1.249 to 1.25 to 1.3) is rounded, too.
    """
    found = compare(printed, exact)
    side: Agreement = "above" if printed.value > exact else "below"
    if found in ("rounded", "truncated"):
        return found if _is_near(printed, exact) else side
    step = printed.rounding
    if found == side and step and _is_near(printed, exact):
        in_two_steps = _round(_round(exact, step / 10), step)
        return "rounded" if isclose(in_two_steps, printed.value, rel_tol=_NOISE) else found
    return found


def _is_near(printed: Fact, exact: float) -> bool:
    return abs(printed.value - exact) <= MAX_ROUNDED_SHARE * exact


def _round(value: float, step: float) -> float:
    return floor(value / step + 0.5 + _NOISE) * step
