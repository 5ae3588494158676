"""Growth and decline: by how much, in which direction."""

from __future__ import annotations

from collections.abc import Callable

from data.extraction.amount import Amount
from data.extraction.classification import COUNTED, NOT_OF_MONEY, OTHER_MATTER, Classification, cue_weight
from data.extraction.context import SentenceContext
from data.extraction.cue_distance import Cue, CueDistances
from data.extraction.lexicon import Mark
from data.extraction.sentence import TaggedSentence
from data.extraction.tags import TRADE

# An index gives the year before as 100. Below the first value no percentage is one; below 100 only beside a word that
# says "index" and nothing else. A percentage in brackets is one from the second value.
_MIN_INDEX, _MIN_BRACKET_INDEX = 60.0, 80.0
_MAX_BRACKET_WORDS = 8  # beside the amount; more are a clause of its own

# How far a word can be from a percentage, in words.
_CHANGE_REACH, _DIRECTION_REACH, _INDEX_REACH = 22.0, 30.0, 10.0
_SHARE_REACH, _COMPARISON_REACH, _COUNTED_REACH, _KIND_REACH = 14.0, 6.0, 12.0, 40.0
_FRACTION_CHANGE_REACH = 6.0  # "a third" is a share unless a word for change is so near
_OTHER_MATTER_REACH = 9.0  # behind the amount; further off it is another figure's
_KIND_AFTER = 6.0  # what stands behind a percentage is seldom what grew

_CHANGE_WEIGHTS = {"up": 0.0, "down": 0.0, "growth": 0.5, "index": 0.0, "up-after": 0.0, "down-after": 0.0}
_DIRECTION_WEIGHTS = {"up": 0.0, "down": 0.0, "growth": 3.0, "up-after": 0.0, "down-after": 0.0}
_KIND_WEIGHTS = {
    **dict.fromkeys(TRADE, 0.0),
    **{"balance": -4.0, "output": 0.0, "capacity": 0.0, "make": 1.5, "sell": 1.5, "buy": 1.5},
}
_KIND_OF_CUE = {"sell": "export", "buy": "import", "make": "output", "surplus": "balance", "deficit": "balance"}


def classify_growth(context: SentenceContext, amount: Amount) -> Classification:
    """Return what a percentage or a multiple is: growth of something, a share, or neither.

    "Exports rose by 12 %" is growth of exports, "exports (12 % of the total)" a share.
    """
    sentence, distances = context.sentence, context.distances
    if _is_bracketed_share(sentence, amount):
        return Classification(reason="share")
    share = distances.nearest(amount, _weight_of("not:share", "not:rate"), 1.0, _SHARE_REACH)
    change = nearest_change(sentence, amount, distances)
    is_signed = amount.sign < 0 or sentence.word(amount.first - 1) == "+" or amount.growth_verb
    if change is None and not is_signed and not is_index(sentence, amount, distances):
        compared = distances.nearest(amount, _weight_of("year-ago", "compare"), 0.0, _COMPARISON_REACH)
        if compared is None or share is not None:
            return Classification(reason="share" if amount.unit == "%" else "unclear")
    if share is not None and change is not None and share.distance <= change.distance:
        return Classification(reason=share.mark.tag[4:])
    if amount.fraction and (change is None or change.distance > _FRACTION_CHANGE_REACH):
        return Classification(reason="share")
    return _growth_of(context, amount)


def _growth_of(context: SentenceContext, amount: Amount) -> Classification:
    """Return what a change is a change of, from the nearest word for trade or output, else the topic so far."""
    distances = context.distances
    cue = distances.nearest(amount, _kind_or_other_weight, _KIND_AFTER, _KIND_REACH)
    is_other = cue is not None and cue.mark.tag.startswith("not:") and not cue.before
    if cue is not None and is_other and cue.distance > _OTHER_MATTER_REACH:
        cue = distances.nearest(amount, _KIND_WEIGHTS.get, _KIND_AFTER, _KIND_REACH)
    counted = distances.nearest(amount, _counted_weight, _KIND_AFTER, _COUNTED_REACH)
    if counted is not None and counted.before and (cue is None or counted.distance < cue.distance):
        return Classification(reason=counted.mark.tag[4:])
    of = context.report.last_kind
    if cue is not None:
        tag = cue.mark.tag
        if tag == "not:price" and any(
            mark.tag == "export" and mark.last <= cue.mark.first for mark in context.sentence.marks
        ):
            return Classification(kind="growth", of="export", cue=cue)  # "exports rose by 12 % in value"
        if tag.startswith("not:"):
            return Classification(reason=tag[4:], cue=cue)
        of = _KIND_OF_CUE.get(tag, tag)
    if of is None:
        return Classification(reason="unclear")
    if of in ("balance", "capacity"):
        return Classification(reason="change")
    return Classification(kind="growth", of=of, cue=cue, verb="sell" if cue and cue.mark.tag == "sell" else "")


def nearest_change(sentence: TaggedSentence, amount: Amount, distances: CueDistances) -> Cue | None:
    """Return the nearest word for up or down that the amount can belong to."""
    return distances.nearest(amount, _CHANGE_WEIGHTS.get, 0.0, _CHANGE_REACH, _is_no_hedge(sentence, amount))


def change_direction(sentence: TaggedSentence, amount: Amount, distances: CueDistances) -> int:
    """Return +1 or −1 from the sign or the nearest word of direction; 0 where there is none."""
    if amount.sign < 0:
        return -1
    if amount.growth_verb:
        return 1
    after = sentence.rules.cues.direction_after
    cue = distances.nearest(amount, _DIRECTION_WEIGHTS.get, after, _DIRECTION_REACH, _is_no_hedge(sentence, amount))
    if cue is None:
        return 0
    return -1 if cue.mark.tag.startswith("down") else 1


def is_index(sentence: TaggedSentence, amount: Amount, distances: CueDistances) -> bool:
    """Whether a percentage is an index with the year before as 100: "индекс 103,6 %" is growth of 3.6 %."""
    if amount.unit != "%" or amount.value < _MIN_INDEX:
        return False
    rules = sentence.rules.changes
    before = sentence.word(amount.first - 1)
    cue = distances.nearest(amount, _weight_of("index"), 0.0, _INDEX_REACH)
    if cue is None and before == "(" and "index" in sentence.tags:
        return True  # "(growth rate 107.1 %), imports 5 (103.0 %)"
    if cue is not None:
        return amount.value >= 100 or sentence.words[cue.mark.first].startswith(rules.index_stems)
    return amount.value >= 100 and before in rules.index_prepositions


def _weight_of(*tags: str) -> Callable[[str], float | None]:
    return lambda tag: 0.0 if tag in tags else None


def _kind_or_other_weight(tag: str) -> float | None:
    return OTHER_MATTER if tag in NOT_OF_MONEY else cue_weight(tag, _KIND_WEIGHTS)


def _counted_weight(tag: str) -> float | None:
    return 1.0 if tag in COUNTED else None


def _is_no_hedge(sentence: TaggedSentence, amount: Amount) -> Callable[[Mark], bool]:
    """Return a test for marks that move something, and do not only bound the amount ("below 1 %", "more than 5 %")."""

    def moves(mark: Mark) -> bool:
        is_before = mark.last <= amount.first
        if mark.tag.endswith("-after"):
            return not is_before
        is_beside = is_before and amount.first - mark.last <= 1
        return not (is_beside and any(tag.startswith("before:") for tag in sentence.at(mark.first)))

    return moves


def _is_bracketed_share(sentence: TaggedSentence, amount: Amount) -> bool:
    """Whether a percentage stands alone in brackets, with no word for a change: "Russia – 7.7 billion (12 %)"."""
    bounds = _bracket_bounds(sentence, amount)
    before = sentence.word(amount.first - 1)
    if bounds is None or amount.sign < 0 or before == "+" or amount.unit != "%" or amount.growth_verb:
        return False
    first, last = bounds
    if any(first <= mark.first and mark.last <= last and mark.tag in _CHANGE_WEIGHTS for mark in sentence.marks):
        return False
    is_indexed = "index" in sentence.tags and amount.value >= _MIN_BRACKET_INDEX
    is_by = before in sentence.rules.changes.difference_prepositions or _is_dative(sentence, amount)
    return not is_indexed and not is_by


def _is_dative(sentence: TaggedSentence, amount: Amount) -> bool:
    rules = sentence.rules.changes
    has_hyphen = sentence.word(amount.last) == "-"
    ending = sentence.word(amount.last + 1) if has_hyphen else sentence.words[amount.last - 1]
    return ending in rules.dative_suffixes or ending.endswith(rules.percent_dative_endings)


def _bracket_bounds(sentence: TaggedSentence, amount: Amount) -> tuple[int, int] | None:
    """Return the words of the brackets that the amount stands in, if they hold no other clause."""
    words = sentence.words
    first, last = amount.first, amount.last
    while first > 0 and words[first - 1] not in ("(", ")"):
        first -= 1
    while last < len(words) and words[last] not in ("(", ")"):
        last += 1
    if first == 0 or last >= len(words) or words[first - 1] != "(" or words[last] != ")":
        return None
    return (first, last) if last - first <= _MAX_BRACKET_WORDS + amount.last - amount.first else None
