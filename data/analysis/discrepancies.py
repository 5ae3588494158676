"""Where statements on one flow and period give different figures, and what is the likeliest reason.

The reason is a judgement of this project, made by the rules below; its ground stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from data.analysis.mirror_flows import Statement
from data.model.interval import Interval, hedged

# From the mildest: the figures may be one number after all (rounding, hedge); two offices count (side); one office
# mended its figure (revision); it was said in a speech or release, not counted (speech); nobody says whose figure
# it is (unsaid); none of these (open).
REASONS = ("rounding", "hedge", "side", "revision", "speech", "unsaid", "open")

_COMPARED = ("turnover", "exports", "imports", "turnover-growth")
_NOT_COUNTED = ("speech", "government")


@dataclass(frozen=True)
class Reason:
    """Why figures differ: one of REASONS, and the statements that show it."""

    kind: str
    shown_by: tuple[Statement, ...]


@dataclass(frozen=True)
class Contradiction:
    """Different figures on one flow and period, smallest first, and the likeliest reasons."""

    flow: str
    period: str
    statements: tuple[Statement, ...]
    reasons: tuple[Reason, ...]

    @property
    def spread(self) -> tuple[float, float]:
        """The smallest and the largest figure, in base units; bounds ("more than") count only where others agree."""
        told = [one.interval.value for one in self.statements if one.fact.relation in "=~"]
        every = [one.interval.value for one in self.statements]
        values = told if told and told[0] < told[-1] else every
        return values[0], values[-1]

    @property
    def excludes(self) -> bool:
        """Whether the figures exclude each other, rounding and hedges counted in."""
        return self.reasons[0].kind not in ("rounding", "hedge")


def contradictions(statements: Iterable[Statement], authorities: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """Every flow and period of which at least two sources give different figures, by flow and period.

    `authorities` has the kind of each authority by id. A sum of exports and imports counts only where its parts
    are told to a finer digit than the turnover beside them.
    """
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        if one.flow in _COMPARED and one.fact.period:
            groups.setdefault((one.flow, one.fact.period), []).append(one)
    found = [_compared(key, group, authorities) for key, group in groups.items()]
    order = {flow: at for at, flow in enumerate(_COMPARED)}
    return tuple(sorted(filter(None, found), key=lambda one: (order[one.flow], one.period)))


def _compared(key: tuple[str, str], group: Sequence[Statement], authorities: Mapping[str, str]) -> Contradiction | None:
    told = sorted(_finest(group), key=lambda one: (one.interval.value, one.fact.id))
    several = len({one.fact.source for one in told}) > 1 and len({round(one.interval.value, 3) for one in told}) > 1
    if not several or not any(one.fact.basis == "stated" for one in told):
        return None
    return Contradiction(*key, tuple(told), tuple(_reasons(told, authorities)))


def _finest(group: Sequence[Statement]) -> Iterator[Statement]:
    """Of a source that tells both the turnover and its parts, the one that leaves less open."""
    sums = {one.fact.source: one for one in group if one.fact.metric == "trade-sum"}
    told = {one.fact.source: one for one in group if one.fact.metric == "turnover"}
    for one in group:
        other = (told if one.fact.metric == "trade-sum" else sums).get(one.fact.source)
        if other is None or one.fact.metric not in ("trade-sum", "turnover") or _width(one) <= _width(other):
            yield one


def _width(one: Statement) -> float:
    return one.interval.high - one.interval.low


def _reasons(told: Sequence[Statement], authorities: Mapping[str, str]) -> Iterator[Reason]:
    if all(_overlap(first.interval, second.interval) for first, second in combinations(told, 2)):
        yield Reason("rounding", tuple(told))
        return
    clashes = [pair for pair in combinations(told, 2) if not _overlap(_room(pair[0]), _room(pair[1]))]
    if not clashes:
        yield Reason("hedge", tuple(one for one in told if one.fact.relation != "="))
        return
    found: dict[str, dict[str, Statement]] = {}
    for pair in clashes:
        kind, shown_by = _why(pair, authorities)
        found.setdefault(kind, {}).update((one.fact.id, one) for one in shown_by)
    yield from (Reason(kind, tuple(found[kind].values())) for kind in REASONS if kind in found)


def _why(pair: tuple[Statement, Statement], authorities: Mapping[str, str]) -> tuple[str, tuple[Statement, ...]]:
    """Why two statements exclude each other, and which of them shows it."""
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
    loose = tuple(one for one in pair if one.side is None)
    spoken = tuple(one for one in loose if authorities.get(one.fact.authority or "") in _NOT_COUNTED)
    if spoken:
        return "speech", spoken
    return ("unsaid", loose) if loose else ("open", pair)


def _overlap(one: Interval, other: Interval) -> bool:
    """Whether the two have more than an end in common: figures are not as exact as that."""
    shared = min(one.high, other.high) - max(one.low, other.low)
    return shared > 1e-9 * abs(one.value)


def _room(one: Statement) -> Interval:
    """What the figure may stand for, its hedge counted in."""
    return hedged(one.interval, one.fact.relation, one.fact.rounding or _width(one))
