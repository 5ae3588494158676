"""The stops of an official visit, in the order of time, from the sentences of one report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.extraction.itinerary.actions import ANDS, KINDS
from data.extraction.itinerary.noun_phrases import units
from data.extraction.itinerary.repeated_venues import Memory
from data.extraction.itinerary.sentence_stops import Bound, bound
from data.extraction.itinerary.stop_order import Told, ordered
from data.extraction.itinerary.stop_text import Names, phrase_words, place_and_action, sort_of
from data.extraction.itinerary.stop_time import TIMES, dated, told
from data.extraction.itinerary.vocabulary import HINTS, VERB_LAST, visit_lexicon
from data.extraction.normalize import Folded
from data.extraction.results import Stop
from data.extraction.sentence import Line, line_of

_HEAD = 3  # words at the head of a sentence
_NEAR = 4  # words between a venue and the deed that ends its part of the sentence
_LONGEST = 400  # words of a sentence; what is longer is none
_MOST = 200  # stops of a visit
_BULLETS = frozenset("•·*–-▪●")
# A lone event without anyone going anywhere is no visit.
_HEADS = (*TIMES, "order", "point", "end")
_GOING = ("go", "show", "rite", "meet", "attend", "be", "begin", "end", "point")


@dataclass
class _Found:
    """A stop on its line, before it has a number."""

    line: Line
    bound: Bound
    told: Told
    sort: str
    basis: str
    words: tuple[int, int]


def hinted(text: str, language: str) -> bool:
    """Whether a folded text has a word that a report of a visit has; cheap, and never too strict."""
    return any(hint in text for hint in HINTS.get(language, ()))


def stops(lines: list[Line], folded: Folded, text: str, language: str) -> list[Stop]:
    """The stops of the visit that a report tells of, [] where it tells of none.

    `lines` are its sentences, `folded` their text, `text` the original that spans are given in.
    """
    if not hinted(folded.text, language):
        return []
    lexicon = visit_lexicon(language)
    marked = []
    for line in lines:
        new = line_of(line.sentence, lexicon)
        new.titled = line.titled
        marked.append(new)
    if not any(mark.tag == "trip" for line in marked for mark in line.marks):
        return []
    found = _Reader(marked, folded, text).found()
    if not any(stop.bound.deed is None or stop.bound.deed.can(*_GOING) for stop in found):
        return []
    order = ordered([stop.told for stop in found])
    return [_stop(found[number], place + 1, folded, text) for place, number in enumerate(order)]


class _Reader:
    """Goes through the sentences and keeps what was told before."""

    def __init__(self, lines: list[Line], folded: Folded, text: str) -> None:
        self.lines = lines
        self.folded = folded
        self.text = text
        self.stops: list[_Found] = []
        self.memory = Memory()
        self.waiting: list[tuple[str, str]] = []  # days told of in sentences without a stop

    def found(self) -> list[_Found]:
        """The stops in the order of telling; what somebody says in a paragraph of speech is left out."""
        speech = -1
        for line in self.lines:
            if _spoken(line):
                speech = line.sentence.paragraph
            told = not line.titled and line.sentence.paragraph != speech
            if told and len(line.words) <= _LONGEST and len(self.stops) < _MOST:
                self._line(line)
        return self.stops

    def _capital(self, line: Line) -> Callable[[int], bool]:
        def capital(place: int) -> bool:
            start, stop = self.folded.span(*line.sentence.place(place, place + 1))
            return self.text[start:stop][:1].isupper()

        return capital

    def _line(self, line: Line) -> None:
        found = units(line, self._capital(line))
        new = [stop for stop in bound(line, found, _listed(line)) if self.memory.is_new(line, stop.unit)]
        anchor = self.memory.anchor(line, found) if self.stops else None
        if not new:
            self._wait(line)
            return
        edges = [0, *[_end(line, stop) for stop in new[:-1]], len(line.words)]
        for place, stop in enumerate(new):
            when, basis, words = told(line, stop, new, edges[place], edges[place + 1])
            if place == 0:
                when.times = self.waiting + when.times
                when.anchor = anchor
            within = basis == "within" and self.stops
            sort = self.stops[-1].sort if within else sort_of(stop)
            self.stops.append(_Found(line, stop, when, sort, basis, words))
            self.memory.say(line, edges[place], edges[place + 1], len(self.stops) - 1)
        self.waiting = []

    def _wait(self, line: Line) -> None:
        if any(mark.tag in ("guest", "trip") or mark.tag.startswith("go:") for mark in line.marks):
            days = [dated(line, mark) for mark in line.marks if mark.tag.startswith("day:") and mark.first <= _HEAD]
            self.waiting += [day for day in days if day is not None]


def _end(line: Line, stop: Bound) -> int:
    """Where the words of a stop end: its deed where that follows, its noun phrase, or the time right after it."""
    deed, unit = stop.deed, stop.unit
    end = deed.last if deed is not None and 0 <= deed.first - unit.last < _NEAR else unit.last
    if line.language not in VERB_LAST:
        at = end
        while at < len(line.words) and line.words[at][:1].isalnum() and line.words[at] not in ANDS:
            at += 1
            timed = line.at(at - 1)
            if any(tag.startswith(KINDS) for tag in timed):
                break
            if any(tag.startswith(TIMES) for tag in timed):
                end = at
    return end


def _listed(line: Line) -> bool:
    """An item of a programme: a bullet, or a day and a dash or colon before the venues."""
    if line.word(0) in _BULLETS:
        return True
    head = next((place for place, word in enumerate(line.words[:6]) if word in (":", "–")), None)
    return head is not None and any(mark.tag.startswith(_HEADS) and mark.last <= head for mark in line.marks)


def _spoken(line: Line) -> bool:
    """Somebody speaks: a dash begins the line and no date follows it."""
    return line.word(0) == "–" and not any(mark.tag.startswith(("month:", "day:")) for mark in line.marks[:2])


def _stop(found: _Found, order: int, folded: Folded, text: str) -> Stop:
    line, sentence = found.line, found.line.sentence
    start, stop = folded.span(*sentence.place(*phrase_words(line, found.bound)))
    first, last = folded.span(*sentence.place(*found.words))
    place, action = place_and_action(Names(line, folded, text), found.bound)
    return Stop(
        order=order,
        day=found.told.day,
        sort=found.sort,
        place=place,
        action=action,
        basis=found.basis,
        order_text=text[first:last],
        order_start=first,
        order_stop=last,
        phrase=text[start:stop],
        start=start,
        stop=stop,
        note="planned" if found.bound.planned else None,
    )
