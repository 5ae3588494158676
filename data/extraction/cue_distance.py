"""Which word governs an amount: the nearest cue, clause borders and other amounts counted as distance."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from data.extraction.amount import Amount
from data.extraction.lexicon import Mark
from data.extraction.sentence import Line

_COMMA, _STRONG, _BRACKET, _AMOUNT, _AND = 4.0, 9.0, 2.5, 2.0, 2.0
_CONJUNCTIONS = frozenset(
    [
        "and",
        "while",
        "whereas",
        "but",
        "и",
        "а",
        "но",
        "тогда",
        "тогда",
        "как",
        "ал",
        "бирақ",
        "va",
        "esa",
        "ва",
        "ammo",
        "жане",
    ]
)
_AFTER = 2.0
_BESIDE = 3.0
_LINKS: tuple[list[str], ...] = ([], ["–"], ["-"], ["of"], ["in"], ["долларов"])
_FAR = 40.0
_VERBS = ("sell", "buy", "make", "move")


class Cue(NamedTuple):
    """A mark with its distance from an amount."""

    mark: Mark
    distance: float
    before: bool


class Distances:
    """Distances between the words of one sentence, borders weighed in."""

    def __init__(self, line: Line, amounts: list[Amount]) -> None:
        """Sum up the weights once, so that each distance is one subtraction."""
        self.line = line
        self._amounts = amounts
        inside = [0] * (len(line.words) + 1)
        heads = set()
        for amount in amounts:
            heads.add(amount.first)
            for place in range(amount.first + 1, amount.last):
                inside[place] = 1
        total = 0.0
        self._sums = [0.0]
        for place, word in enumerate(line.words):
            weight = 1.0
            if inside[place]:
                weight = 0.0
            elif place in heads:
                weight = _AMOUNT
            elif word == ",":
                weight = _COMMA
            elif word in (";", ":") and word == ";":
                weight = _STRONG
            elif word in ("(", ")"):
                weight = _BRACKET
            elif word in ("–", "-", '"', "'s", "'"):
                weight = 0.3
            elif word in _CONJUNCTIONS:
                weight = _AND
            total += weight
            self._sums.append(total)

    def between(self, first: int, last: int) -> float:
        """The weight of the words [first, last)."""
        return self._sums[last] - self._sums[first] if last > first else 0.0

    def nearest(
        self,
        amount: Amount,
        wanted: Callable[[str], float | None],
        after: float = _AFTER,
        limit: float = _FAR,
        fits: Callable[[Mark], bool] | None = None,
    ) -> Cue | None:
        """The nearest mark that is wanted and fits; `wanted` gives the weight of a tag's kind or None."""
        best: Cue | None = None
        nearest = limit
        verbs_last = self.line.language in ("kk", "uz")
        for mark in self.line.marks:
            weight = wanted(mark.tag)
            if weight is None or (mark.first < amount.last and amount.first < mark.last):
                continue
            before = mark.last <= amount.first
            verb = verbs_last and mark.tag in _VERBS
            if before:
                distance = self.between(mark.last, amount.first) + weight + (5.0 if verb else 0.0)
            else:
                distance = self.between(amount.last, mark.first) + weight
                if distance >= nearest:
                    continue
                distance += self._behind(amount, mark, after - 2.5 if verb else after)
            if distance >= nearest or (fits is not None and not fits(mark)):
                continue
            if before or not self._taken(mark, amount):
                best, nearest = Cue(mark, distance, before), distance
        return best

    def _behind(self, amount: Amount, mark: Mark, after: float) -> float:
        """What it adds to the distance that a cue stands after its amount ("198 million – exports" adds little)."""
        gap = self.line.words[amount.last : mark.first]
        if gap in _LINKS:
            return 0.2
        if ":" in gap or ";" in gap:
            return after + _FAR / 2  # what a colon opens is another figure's
        return max(after, 0.5) + (3.0 if "," in gap and self.line.language in ("ru", "en") else 0.0)

    def _taken(self, mark: Mark, amount: Amount) -> bool:
        """Whether a cue after the amount stands nearer to the next amount, before which it stands."""
        between = [other for other in self._amounts if amount.last <= other.first and other.last <= mark.first]
        if between and self.line.language in ("ru", "en") and "," in self.line.words[amount.last : between[0].first]:
            return True
        following = [other for other in self._amounts if other.first >= mark.last]
        if not following:
            return False
        nearer = self.between(mark.last, following[0].first)
        return nearer < self.between(amount.last, mark.first) and nearer <= _BESIDE

    def clause(self, place: int) -> tuple[int, int]:
        """The words around `place` up to the nearest commas, semicolons and brackets."""
        first = place
        while first > 0 and self.line.words[first - 1] not in (",", ";", "(", ")", ":"):
            first -= 1
        last = place
        while last < len(self.line.words) and self.line.words[last] not in (",", ";", "(", ")", ":"):
            last += 1
        return first, last
