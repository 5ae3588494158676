"""Where statements on one flow and period give different figures, and what is the likeliest reason.

The reason is a judgement of this project, made by the rules below; the statements that show it stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from data.analysis.mirror_flows import Statement
from data.model.interval import Interval, widen_by_hedge

# From the mildest: the figures may be one number after all (rounding, hedge); two offices count (side); one office
# corrected its figure (revision); it was said in a speech or release, not counted (speech); nobody says whose figure
# it is (unsaid); none of these (open).
REASONS = ("rounding", "hedge", "side", "revision", "speech", "unsaid", "open")

_COMPARED_FLOWS = ("turnover", "exports", "imports", "turnover-growth")
_UNCOUNTED_AUTHORITIES = ("speech", "government")


@dataclass(frozen=True)
class Reason:
    """Why figures differ: one of REASONS, and the statements that are its evidence."""

    kind: str
    evidence: tuple[Statement, ...]


@dataclass(frozen=True)
class Discrepancy:
    """Different figures on one flow and period, smallest first, and the likeliest reasons."""

    flow: str
    period: str
    statements: tuple[Statement, ...]
    reasons: tuple[Reason, ...]

    @property
    def spread(self) -> tuple[float, float]:
        """The smallest and the largest figure, in base units; bounds ("more than") count only where others agree."""
        unbounded = [one.interval.value for one in self.statements if one.fact.relation in "=~"]
        every = [one.interval.value for one in self.statements]
        values = unbounded if unbounded and unbounded[0] < unbounded[-1] else every
        return values[0], values[-1]

    @property
    def is_exclusive(self) -> bool:
        """Whether the figures exclude each other, however they were rounded and hedged."""
        return self.reasons[0].kind not in ("rounding", "hedge")


def find_discrepancies(statements: Iterable[Statement], authorities: Mapping[str, str]) -> tuple[Discrepancy, ...]:
    """Return every flow and period of which at least two sources give different figures, by flow and period.

    authorities: the kind of each authority, by its id. A sum of exports and imports counts only where it leaves less
    open than the turnover that its source states.
    """
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        if one.flow in _COMPARED_FLOWS and one.fact.period:
            groups.setdefault((one.flow, one.fact.period), []).append(one)
    found = [_discrepancy(key, group, authorities) for key, group in groups.items()]
    order = {flow: at for at, flow in enumerate(_COMPARED_FLOWS)}
    return tuple(sorted(filter(None, found), key=lambda one: (order[one.flow], one.period)))


def _discrepancy(
    key: tuple[str, str], group: Sequence[Statement], authorities: Mapping[str, str]
) -> Discrepancy | None:
    statements = sorted(_narrowest(group), key=lambda one: (one.interval.value, one.fact.id))
    sources = {one.fact.source for one in statements}
    values = {round(one.interval.value, 3) for one in statements}
    if len(sources) == 1 or len(values) == 1 or not any(one.fact.basis == "stated" for one in statements):
        return None
    return Discrepancy(*key, tuple(statements), tuple(_reasons(statements, authorities)))


def _narrowest(group: Sequence[Statement]) -> Iterator[Statement]:
    """The statements, but of a turnover and a sum of parts of one source only the one with the narrower interval."""
    by_metric: dict[str, dict[str, Statement]] = {"trade-sum": {}, "turnover": {}}
    for one in group:
        if one.fact.metric in by_metric:
            by_metric[one.fact.metric][one.fact.source] = one
    for one in group:
        other = by_metric["turnover" if one.fact.metric == "trade-sum" else "trade-sum"].get(one.fact.source)
        if other is None or one.fact.metric not in by_metric or _width(one) <= _width(other):
            yield one


def _width(one: Statement) -> float:
    return one.interval.high - one.interval.low


def _reasons(statements: Sequence[Statement], authorities: Mapping[str, str]) -> Iterator[Reason]:
    if all(_overlap(first.interval, second.interval) for first, second in combinations(statements, 2)):
        yield Reason("rounding", tuple(statements))
        return
    pairs = combinations(statements, 2)
    clashes = [pair for pair in pairs if not _overlap(_hedged_interval(pair[0]), _hedged_interval(pair[1]))]
    if not clashes:
        yield Reason("hedge", tuple(one for one in statements if one.fact.relation != "="))
        return
    found: dict[str, dict[str, Statement]] = {}
    for pair in clashes:
        kind, evidence = _reason_of_pair(pair, authorities)
        found.setdefault(kind, {}).update((one.fact.id, one) for one in evidence)
    yield from (Reason(kind, tuple(found[kind].values())) for kind in REASONS if kind in found)


def _reason_of_pair(
    pair: tuple[Statement, Statement], authorities: Mapping[str, str]
) -> tuple[str, tuple[Statement, ...]]:
    """Return why two statements exclude each other, and which of them are the evidence."""
    sides = [one.side for one in pair]
    if None not in sides:
        if sides[0] != sides[1]:
            return "side", pair
        implied = tuple(one for one in pair if one.fact.operation == "before")
        if len(implied) == 1:
            return "revision", implied
        spoken = tuple(one for one in pair if authorities.get(one.fact.authority or "") == "speech")
        if len(spoken) == 1:
            return "speech", spoken
    unattributed = tuple(one for one in pair if one.side is None)
    spoken = tuple(one for one in unattributed if authorities.get(one.fact.authority or "") in _UNCOUNTED_AUTHORITIES)
    if spoken:
        return "speech", spoken
    return ("unsaid", unattributed) if unattributed else ("open", pair)


def _overlap(one: Interval, other: Interval) -> bool:
    """Whether the two share more than an end: figures are not exact enough for that to count."""
    shared = min(one.high, other.high) - max(one.low, other.low)
    return shared > 1e-9 * abs(one.value)


def _hedged_interval(one: Statement) -> Interval:
    return widen_by_hedge(one.interval, one.fact.relation, one.fact.rounding or _width(one))
