"""Which of the periods in a report belongs to an amount."""

from __future__ import annotations

from typing import NamedTuple

from data.extraction.amount import RATIOS, Amount
from data.extraction.context import SentenceContext
from data.extraction.hedges import is_ablative
from data.extraction.month_ranges import MonthRange, single_month
from data.extraction.period_parser import PeriodMention
from data.extraction.sentence import TaggedSentence

# How far a period can be from its amount, in words.
_FOLLOWING_REACH = 7.0  # right behind the amount
_UNRIVALLED_REACH = 4.0  # so near, it counts although another period before the amount is nearer
_RATE_REACH, _OVER_REACH = 8.0, 8.0
_GROWTH_REACH = 10.0  # behind a percentage
_LOOSE_REACH = 25.0  # behind an amount that no other period claims
_BREAKS = frozenset({",", ";", "–", ":"})


class AssignedPeriod(NamedTuple):
    """A claim's period, how it is known, and where its words stand in the folded text.

    basis: stated, dated (by the report's date), rate (a year, any) or none.
    """

    period: str | None
    basis: str
    start: int | None
    stop: int | None
    source: PeriodMention | None = None

    def as_rate(self) -> AssignedPeriod:
        """Return the same words with no closed period."""
        return self._replace(period=None, basis="rate")


NO_PERIOD = AssignedPeriod(None, "none", None, None)


def assign_period(context: SentenceContext, amount: Amount, *, is_growth: bool) -> AssignedPeriod:
    """Return the period of one amount: beside it, before it in the sentence, or the report's.

    In "Exports rose from 229 million to 312 million in 2023" the first amount is of 2022, the second of 2023.
    """
    calendar = context.calendar
    chosen = _growth_period(context, amount) if is_growth else _level_period(context, amount)
    is_own_base = chosen is not None and (chosen.is_base or chosen.first >= amount.last)  # "from 109.8 million in 2020"
    if not is_growth and not is_own_base and _is_start_of_change(context, amount):
        if chosen is None and calendar.compared and calendar.compared.months:
            return _assigned(calendar.compared, calendar.compared.months)
        source = chosen if chosen is not None and chosen.months is not None else calendar.main
        if source and source.months:
            return _assigned(source, source.months.shifted(-1))
    if chosen is None:
        before = [
            period
            for period in context.periods
            if period.last <= amount.first and period.kind in ("closed", "unknown") and not period.is_base
        ]
        chosen = before[-1] if before else calendar.main
    return _assigned(chosen, chosen.months) if chosen else NO_PERIOD


def _assigned(source: PeriodMention, months: MonthRange | None) -> AssignedPeriod:
    if source.kind == "rate":
        return AssignedPeriod(None, "rate", source.start, source.stop, source)
    if months is None:
        return AssignedPeriod(None, "none", source.start, source.stop, source)
    return AssignedPeriod(str(months), "dated" if source.is_dated else "stated", source.start, source.stop, source)


def _is_start_of_change(context: SentenceContext, amount: Amount) -> bool:
    """Whether the amount is where a change began: "from 229 million", "2,6 миллиардтан 1,3-ке"."""
    sentence = context.sentence
    at = context.amounts.index(amount)
    after = context.amounts[at + 1] if at + 1 < len(context.amounts) else None
    if sentence.rules.head_final:
        is_followed = after is not None and after.unit == amount.unit and after.first - amount.last <= 2
        return is_followed and is_ablative(sentence, amount.last - 1)
    rules = sentence.rules.times
    before = sentence.word(amount.first - 1)
    is_range = after is not None and sentence.word(after.first - 1) in rules.range_ends
    return before in rules.origin_prepositions or (before in rules.range_prepositions and is_range)


def _level_period(context: SentenceContext, amount: Amount) -> PeriodMention | None:
    """Return the period of a level: right behind the amount, else before it, else loosely behind it."""
    sentence, periods, distances = context.sentence, context.periods, context.distances
    before = [period for period in periods if period.last <= amount.first]
    following = min(
        (period for period in periods if period.first >= amount.last), key=lambda period: period.first, default=None
    )
    preceding = max(before, key=lambda period: period.last, default=None)
    next_amount = next((other for other in context.amounts if other.first >= amount.last), None)
    if following is not None:
        is_other = next_amount is not None and next_amount.first < following.first
        distance = distances.between(amount.last, following.first)
        if not sentence.rules.head_final and _is_right_behind(context, amount, preceding, following):
            return following
        if following.kind == "rate" and not is_other and distance <= _RATE_REACH:
            return following
    if preceding is not None:
        crossed = [other for other in context.amounts if other.last <= amount.first and other.first >= preceding.last]
        if preceding.is_base or preceding.kind == "over":
            if preceding.kind != "over" and _is_level_of_base(context, amount, preceding, crossed):
                return preceding
            rest = [period for period in before if not period.is_base and period.kind != "over"]
            return rest[-1] if rest else None
        return None if preceding.kind == "rate" and crossed else preceding
    if following is not None and not following.is_base and following.kind != "over":
        is_free = next_amount is None or next_amount.first > following.first
        if is_free and distances.between(amount.last, following.first) <= _LOOSE_REACH:
            return following
    return None


def _is_right_behind(
    context: SentenceContext, amount: Amount, preceding: PeriodMention | None, following: PeriodMention
) -> bool:
    """Whether a period follows its amount with nothing between that parts them: "5 million in 2023"."""
    sentence, distances = context.sentence, context.distances
    distance = distances.between(amount.last, following.first)
    if distance > _FOLLOWING_REACH:
        return False
    between = sentence.words[amount.last : following.first]
    next_amount = next((other for other in context.amounts if other.first >= amount.last), None)
    if next_amount is not None:
        # "1.9 billion (in January–August 2023: 2.02 billion)": the bracket has its own amount
        has_bracket = "(" in between and ")" not in sentence.words[amount.last : next_amount.first]
        if has_bracket or next_amount.first < following.first:
            return False
    if not _BREAKS.isdisjoint(between) or any(
        sentence.has(index, "compare") for index in range(amount.last, following.first)
    ):
        return False
    is_rivalled = preceding is not None and distances.between(preceding.last, amount.first) < distance
    return not (is_rivalled and not following.is_base and distance > _UNRIVALLED_REACH)


def _is_level_of_base(context: SentenceContext, amount: Amount, base: PeriodMention, crossed: list[Amount]) -> bool:
    """Whether the amount is the level at a base before it: the first after it, if none before it is.

    crossed: the amounts between the two.
    """
    sentence = context.sentence
    if any(other.unit not in RATIOS for other in crossed):
        return False
    is_taken = not sentence.rules.head_final and any(
        other.unit not in RATIOS
        and context.distances.between(other.last, base.first) <= _FOLLOWING_REACH
        and {",", ";"}.isdisjoint(sentence.words[other.last : base.first])
        for other in context.amounts
        if other.last <= base.first
    )
    return not is_taken and not _is_end_of_change(sentence, amount, base)


def _is_end_of_change(sentence: TaggedSentence, amount: Amount, base: PeriodMention) -> bool:
    """Whether the amount after a base is where the change ended: "compared with 2022 it rose, to 5 million"."""
    has_moved = any(sentence.has_any(index, "up", "down") for index in range(base.last, amount.first))
    is_compared = sentence.rules.head_final and sentence.has(base.last, "compare")
    return is_compared or (has_moved and "," in sentence.words[base.last : amount.first])


def _growth_period(context: SentenceContext, amount: Amount) -> PeriodMention | None:
    """Return the period of a change: a span of years beside it, the last one before it, or one close behind it."""
    periods, distances = context.periods, context.distances
    over = next((period for period in periods if period.kind == "over"), None)
    if over and distances.between(min(amount.last, over.last), max(amount.first, over.first)) <= _OVER_REACH:
        return over
    plain = [period for period in periods if period.kind != "rate" and not period.is_base]
    before = [period for period in plain if period.last <= amount.first]
    if before:
        return before[-1]
    after = next((period for period in plain if period.first >= amount.last), None)
    if after and distances.between(amount.last, after.first) <= _GROWTH_REACH:
        return after
    return None


def is_month_on_month(context: SentenceContext, assigned: AssignedPeriod) -> bool:
    """Whether a change is against the month before, and so is none against the year before."""
    months = assigned.source.months if assigned.source else None
    if assigned.source not in context.periods and context.calendar.latest is not None:
        months = context.calendar.latest
    if months is None or months.length() != 1:
        return False
    return any(period.months == single_month(months.number() - 1) for period in context.periods)
