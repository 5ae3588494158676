"""Whether a figure happened, is meant to happen, or is what could be made."""

from __future__ import annotations

from data.extraction.amount import GOODS, Amount
from data.extraction.classification import Classification
from data.extraction.context import SentenceContext
from data.extraction.period_assignment import AssignedPeriod
from data.extraction.period_parser import PeriodMention

# How far a word of plan, hope or ability can be from an amount, in words.
_TARGET_REACH, _MISSED_TARGET_REACH, _CAPACITY_REACH = 30.0, 12.0, 12.0
_BEFORE_REACH = 9.0  # before the amount, where verbs end the sentence
_AFTER_REACH = 10.0  # behind it, where they do not
_TARGET_AFTER = 2.0
_DECEMBER = 12
_FINAL_VERBS = ("up", "down", "make", "sell", "buy")


def find_modality(context: SentenceContext, amount: Amount, found: Classification, assigned: AssignedPeriod) -> str:
    """Return `actual`, `target` or `capacity`: "plans to export 5 million" is a target, "can make" a capacity."""
    if found.is_capacity:
        return "capacity"
    is_rate = found.kind == "output" and assigned.basis == "rate" and amount.unit in GOODS
    if is_rate and context.distances.nearest(amount, _ability_weight, 0.0, _CAPACITY_REACH) is not None:
        return "capacity"
    sentence, published, period = context.sentence, context.calendar.published, assigned.source
    is_said_here = period is not None and sentence.start <= period.start < sentence.stop
    year = int(assigned.period[:4]) if assigned.period and is_said_here else None
    if year is not None and published is not None:
        if year > published.year:
            return "target"
        if year < published.year:
            is_missed = "miss" in sentence.tags or (
                _is_purpose(context, period) and _is_planned(context, amount, _MISSED_TARGET_REACH)
            )
            return "target" if is_missed else "actual"
        if period is not None and period.ends_year and published.month < _DECEMBER:
            return "target"
    if period is not None and period.kind == "open":
        return "target"
    return "target" if _is_planned(context, amount, _TARGET_REACH) else "actual"


def _is_purpose(context: SentenceContext, period: PeriodMention | None) -> bool:
    """Whether a period is what something is meant for: "2025 жыл үшін", "for 2025"."""
    rules = context.sentence.rules.modality
    return period is not None and (
        context.sentence.word(period.last) in rules.purpose_postpositions
        or context.sentence.word(period.first - 1) in rules.purpose_prepositions
    )


def _is_planned(context: SentenceContext, amount: Amount, reach: float) -> bool:
    """Whether a word of plan or hope is in reach: behind the amount where verbs end the sentence, else before it."""
    sentence, distances = context.sentence, context.distances
    is_verb_final = sentence.rules.head_final
    cue = distances.nearest(amount, _target_weight, 0.0 if is_verb_final else _TARGET_AFTER, reach)
    if cue is None:
        return False
    between = sentence.words[amount.last : cue.mark.first]
    if not is_verb_final:
        return cue.before or (cue.distance <= _AFTER_REACH and "," not in between)
    if cue.before:
        return cue.distance <= _BEFORE_REACH
    # "5 миллионға жетті, енді 7 миллион жоспарланған": a verb of what happened ended the amount's clause
    has_happened = any(
        mark.tag in _FINAL_VERBS
        and amount.last <= mark.first < cue.mark.first
        and sentence.words[mark.last - 1].endswith(sentence.rules.modality.past_endings)
        for mark in sentence.marks
    )
    return not (has_happened and ("," in between or ";" in between))


def _target_weight(tag: str) -> float | None:
    return 0.0 if tag == "target" else None


def _ability_weight(tag: str) -> float | None:
    return 0.0 if tag in ("capacity", "can") else None
