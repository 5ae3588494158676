"""The stops of an official visit, in the order of time, from the sentences of one report."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.itinerary.actions import ACTION_KINDS
from data.extraction.itinerary.grammar import load_visit_grammar
from data.extraction.itinerary.noun_phrases import find_noun_phrases
from data.extraction.itinerary.repeated_venues import VenueMemory
from data.extraction.itinerary.sentence_stops import SentenceStop, find_sentence_stops
from data.extraction.itinerary.stop_order import StopTiming, order_stops
from data.extraction.itinerary.stop_text import category_of, find_phrase_words, place_and_action
from data.extraction.itinerary.stop_time import TIME_TAGS, parse_time_mark, stop_timing
from data.extraction.itinerary.visit_sentence import VisitSentence
from data.extraction.normalize import Folded
from data.extraction.results import Stop
from data.extraction.sentence import TaggedSentence

_HEAD_WORDS = 3  # at the start of a sentence, where its day may stand
_MAX_GAP_WORDS = 4  # words between a venue and the action that ends its part of the sentence
_MAX_SENTENCE_WORDS = 400  # what is longer is no sentence
_MAX_STOPS = 200  # of a visit
_BULLETS = frozenset("•·*–-▪●")
_PROGRAMME_TAGS = (*TIME_TAGS, "order", "point", "end")
# A report with none of these actions describes no visit: a concert alone is none.
_VISIT_KINDS = ("go", "show", "rite", "meet", "attend", "be", "begin", "end", "point")


@dataclass
class _UnnumberedStop:
    """A stop whose place in the order is not known yet; `order_words` are those its order was read from."""

    line: VisitSentence
    stop: SentenceStop
    timing: StopTiming
    category: str
    basis: str
    order_words: tuple[int, int]


def may_describe_visit(text: str, language: str) -> bool:
    """Return False where a folded text surely describes no visit: a cheap check, True more often than it should be."""
    return any(hint in text for hint in load_visit_grammar(language).hints)


def find_stops(lines: list[TaggedSentence], folded: Folded, text: str, language: str) -> list[Stop]:
    """Return the stops of the visit that a report describes, in the order of time; [] where it describes none.

    `lines` are its sentences, `folded` their text, `text` the original, in which spans count.
    """
    if not may_describe_visit(folded.text, language):
        return []
    visit_lines = [VisitSentence(line, folded, text) for line in lines]
    if not any(mark.tag == "trip" for line in visit_lines for mark in line.marks):
        return []
    found = _ItineraryReader().read(visit_lines)
    if not any(one.stop.action is None or one.stop.action.has_kind(*_VISIT_KINDS) for one in found):
        return []
    order = order_stops([one.timing for one in found])
    return [_to_stop(found[number], place) for place, number in enumerate(order, 1)]


class _ItineraryReader:
    """Goes through the sentences of a report and remembers the venues and days they named."""

    def __init__(self) -> None:
        self.stops: list[_UnnumberedStop] = []
        self.memory = VenueMemory()
        self.pending_days: list[tuple[str, str]] = []  # named by sentences without a stop

    def read(self, lines: list[VisitSentence]) -> list[_UnnumberedStop]:
        """Return the stops in the order of the text; paragraphs of direct speech are left out."""
        speech = -1
        for line in lines:
            if _is_direct_speech(line):
                speech = line.sentence.paragraph
            is_report = not line.titled and line.sentence.paragraph != speech
            if is_report and len(line.words) <= _MAX_SENTENCE_WORDS and len(self.stops) < _MAX_STOPS:
                self._read_line(line)
        return self.stops

    def _read_line(self, line: VisitSentence) -> None:
        phrases = find_noun_phrases(line)
        stops = find_sentence_stops(line, phrases, is_programme_item=_is_programme_item(line))
        new = [stop for stop in stops if self.memory.add_if_new(line, stop.noun_phrase)]
        preceding = self.memory.find_preceding_stop(line, phrases) if self.stops else None
        if not new:
            self._keep_days(line)
            return
        edges = [0, *[_text_end(line, stop) for stop in new[:-1]], len(line.words)]
        for number, (stop, first, last) in enumerate(zip(new, edges, edges[1:], strict=False)):
            timing, basis, order_words = stop_timing(line, stop, new, first, last)
            if number == 0:
                timing.times = self.pending_days + timing.times
                timing.after_stop = preceding
            is_within = basis == "within" and self.stops
            category = self.stops[-1].category if is_within else category_of(stop)
            self.stops.append(_UnnumberedStop(line, stop, timing, category, basis, order_words))
            self.memory.add_talks(line, first, last, len(self.stops) - 1)
        self.pending_days = []

    def _keep_days(self, line: VisitSentence) -> None:
        if any(mark.tag in ("guest", "trip") or mark.tag.startswith("go:") for mark in line.marks):
            head = [mark for mark in line.marks if mark.tag.startswith("day:") and mark.first <= _HEAD_WORDS]
            self.pending_days += [day for mark in head if (day := parse_time_mark(line, mark)) is not None]


def _text_end(line: VisitSentence, stop: SentenceStop) -> int:
    """Return the index after the words of a stop: its noun phrase, the action that follows, the time right after it."""
    action, phrase = stop.action, stop.noun_phrase
    end = action.last if action is not None and 0 <= action.first - phrase.last < _MAX_GAP_WORDS else phrase.last
    if not line.visit_grammar.is_verb_last:
        at = end
        while (
            at < len(line.words)
            and line.words[at][:1].isalnum()
            and line.words[at] not in line.visit_grammar.list_words
        ):
            at += 1
            tags = line.at(at - 1)
            if any(tag.startswith(ACTION_KINDS) for tag in tags):
                break
            if any(tag.startswith(TIME_TAGS) for tag in tags):
                end = at
    return end


def _is_programme_item(line: VisitSentence) -> bool:
    """Return whether a line is an item of a programme: a bullet, or a day and a dash or colon before the venues."""
    if line.word(0) in _BULLETS:
        return True
    head = next((index for index, word in enumerate(line.words[:6]) if word in (":", "–")), None)
    return head is not None and any(mark.tag.startswith(_PROGRAMME_TAGS) and mark.last <= head for mark in line.marks)


def _is_direct_speech(line: VisitSentence) -> bool:
    """Return whether a line is direct speech: it begins with a dash, and no date follows."""
    return line.word(0) == "–" and not any(mark.tag.startswith(("month:", "day:")) for mark in line.marks[:2])


def _to_stop(found: _UnnumberedStop, order: int) -> Stop:
    line = found.line
    phrase_words = find_phrase_words(line, found.stop)
    start, stop = line.span(*phrase_words)
    order_start, order_stop = line.span(*found.order_words)
    place, action = place_and_action(line, found.stop)
    return Stop(
        order=order,
        day=found.timing.day,
        sort=found.category,
        place=place,
        action=action,
        basis=found.basis,
        order_text=line.original(*found.order_words),
        order_start=order_start,
        order_stop=order_stop,
        phrase=line.original(*phrase_words),
        start=start,
        stop=stop,
        note="planned" if found.stop.is_planned else None,
    )
