"""Which word governs an amount: the nearest cue, clause borders and other amounts counted as distance.

Distances are in words; some words count for more or less than one.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import NamedTuple

from data.extraction.amount import Amount
from data.extraction.languages import GRAMMARS
from data.extraction.lexicon import Mark
from data.extraction.notation import DASHES
from data.extraction.sentence import TaggedSentence

# How many words a border counts for.
_COMMA, _SEMICOLON, _BRACKET, _OTHER_AMOUNT, _CONJUNCTION, _LIGHT_SIGN = 4.0, 9.0, 2.5, 2.0, 2.0, 0.3
_BORDERS = {
    language: {
        **{",": _COMMA, ";": _SEMICOLON, "(": _BRACKET, ")": _BRACKET},
        **dict.fromkeys((*DASHES, '"', "'", *grammar.places.possessives), _LIGHT_SIGN),
        **dict.fromkeys(grammar.cues.conjunctions, _CONJUNCTION),
    }
    for language, grammar in GRAMMARS.items()
}
_CLAUSE_SIGNS = frozenset({",", ";", "(", ")", ":"})

# What is added to the distance of a cue for where it stands.
_AFTER = 2.0  # behind its amount, as a rule
_MIN_AFTER = 0.5
_LINKED = 0.2  # behind it with nothing or a dash between: "198 million – exports"
_BEHIND_COLON = 20.0  # what a colon opens is another figure's
_BEHIND_COMMA = 3.0  # where the verb does not end the sentence
_VERB_BEFORE = 5.0  # a verb before the amount, where verbs end the sentence: it ended the clause before
_VERB_AFTER = -2.5  # and a verb behind it there: it is the amount's

_REACH = 40.0  # how far a cue can be
_NEXT_REACH = 3.0  # a cue so near before the next amount is that one's
_VERBS = ("sell", "buy", "make", "move")


class Cue(NamedTuple):
    """A mark with its distance from an amount."""

    mark: Mark
    distance: float
    before: bool


class CueDistances:
    """Distances between the words of one sentence, borders weighed in."""

    def __init__(self, sentence: TaggedSentence, amounts: list[Amount]) -> None:
        """Sum up the weights once, so that each distance is one subtraction."""
        self.sentence = sentence
        self._amounts = amounts
        borders = _BORDERS[sentence.language]
        weights = [borders.get(word, 1.0) for word in sentence.words]
        for amount in amounts:
            weights[amount.first] = _OTHER_AMOUNT
        for amount in amounts:
            weights[amount.first + 1 : amount.last] = [0.0] * (amount.last - amount.first - 1)
        self._sums = [0.0, *accumulate(weights)]

    def between(self, first: int, last: int) -> float:
        """Return the weight of the words [first, last); 0 where there are none."""
        return self._sums[last] - self._sums[first] if last > first else 0.0

    def nearest(
        self,
        amount: Amount,
        tag_weight: Callable[[str], float | None],
        after: float = _AFTER,
        reach: float = _REACH,
        fits: Callable[[Mark], bool] | None = None,
    ) -> Cue | None:
        """Return the nearest mark within reach, or None.

        tag_weight: what a tag adds to the distance; None for tags that are not looked for. after: what is added where
        the mark stands behind the amount. fits: whether a mark counts.
        """
        best: Cue | None = None
        nearest = reach
        verbs_end_sentence = self.sentence.rules.head_final
        for mark in self.sentence.marks:
            weight = tag_weight(mark.tag)
            if weight is None or (mark.first < amount.last and amount.first < mark.last):
                continue
            before = mark.last <= amount.first
            is_final_verb = verbs_end_sentence and mark.tag in _VERBS
            if before:
                distance = self.between(mark.last, amount.first) + weight + (_VERB_BEFORE if is_final_verb else 0.0)
            else:
                distance = self.between(amount.last, mark.first) + weight
                if distance >= nearest:
                    continue
                distance += self._behind(amount, mark, after + _VERB_AFTER if is_final_verb else after)
            if distance >= nearest or (fits is not None and not fits(mark)):
                continue
            if before or not self._belongs_to_next(mark, amount):
                best, nearest = Cue(mark, distance, before), distance
        return best

    def _behind(self, amount: Amount, mark: Mark, after: float) -> float:
        """Return what it adds to the distance that a cue stands behind its amount."""
        rules = self.sentence.rules
        gap = self.sentence.words[amount.last : mark.first]
        if not gap or (len(gap) == 1 and (gap[0] in DASHES or gap[0] in rules.cues.links)):
            return _LINKED
        if ":" in gap or ";" in gap:
            return after + _BEHIND_COLON
        return max(after, _MIN_AFTER) + (_BEHIND_COMMA if "," in gap and not rules.head_final else 0.0)

    def _belongs_to_next(self, mark: Mark, amount: Amount) -> bool:
        """Whether a cue behind the amount stands nearer to the next one, before which it stands."""
        between = [other for other in self._amounts if amount.last <= other.first and other.last <= mark.first]
        if (
            between
            and not self.sentence.rules.head_final
            and "," in self.sentence.words[amount.last : between[0].first]
        ):
            return True
        following = [other for other in self._amounts if other.first >= mark.last]
        if not following:
            return False
        distance = self.between(mark.last, following[0].first)
        return distance < self.between(amount.last, mark.first) and distance <= _NEXT_REACH

    def clause_bounds(self, index: int) -> tuple[int, int]:
        """Return the words around a word up to the nearest commas, semicolons, colons and brackets."""
        words = self.sentence.words
        first = last = index
        while first > 0 and words[first - 1] not in _CLAUSE_SIGNS:
            first -= 1
        while last < len(words) and words[last] not in _CLAUSE_SIGNS:
            last += 1
        return first, last
