"""When a stop was, and how its order is known: the time and order words around it."""

from __future__ import annotations

from data.extraction.itinerary.sentence_stops import SentenceStop
from data.extraction.itinerary.stop_order import StopTiming
from data.extraction.itinerary.visit_sentence import VisitSentence
from data.extraction.lexicon import Mark

TIME_TAGS = ("day:", "rel:", "weekday:", "month:", "slot:")
# What the order can be read from, the surest first, and the basis that it gives.
_BASIS_TAGS = (
    (("within",), "within"),
    (("order", "before"), "stated"),
    (("begin", "end"), "stated"),
    (TIME_TAGS, "stated"),
    (("also",), "told"),
)


def stop_timing(
    line: VisitSentence, stop: SentenceStop, stops: list[SentenceStop], first: int, last: int
) -> tuple[StopTiming, str, tuple[int, int]]:
    """Return the times of a stop, the basis of its order, and the words that it was read from.

    `stops` are those of its sentence, of whose words [first, last) belong to this one.
    """
    frames = [mark for mark in line.marks if mark.tag in ("begin", "end") and _framed_stop(line, mark, stops) is stop]
    marks = [mark for mark in line.marks if first <= mark.first < last and mark.tag not in ("begin", "end")] + frames
    times = [
        time for mark in marks if mark.tag.startswith(TIME_TAGS) and (time := parse_time_mark(line, mark)) is not None
    ]
    timing = StopTiming(
        times=times,
        is_planned=stop.is_planned,
        begins_visit=any(mark.tag == "begin" for mark in frames),
        ends_visit=any(mark.tag == "end" for mark in frames),
        covers_visit=not any(kind == "day" for kind, _ in times),
        precedes_previous=any(mark.tag == "before" for mark in marks),
    )
    return timing, *_order_basis(line, stop, marks, first)


def _framed_stop(line: VisitSentence, mark: Mark, stops: list[SentenceStop]) -> SentenceStop | None:
    """Return the stop that begins or ends the visit: before its verb where verbs come last, else after it."""
    before = [stop for stop in stops if stop.noun_phrase.last <= mark.first]
    after = [stop for stop in stops if stop.noun_phrase.first >= mark.last]
    if line.visit_grammar.is_verb_last:
        return before[-1] if before else None
    if after or mark.tag == "begin":
        return after[0] if after else None
    return before[-1] if before else None


def parse_time_mark(line: VisitSentence, mark: Mark) -> tuple[str, str] | None:
    """Return a time word as its kind and value ("day", "2"); None for a month without a day."""
    kind, _, value = mark.tag.partition(":")
    if kind != "month":
        return kind, value
    day = _day_of_month(line, mark)
    return ("date", str(int(value) * 31 + day)) if day is not None else None


def _day_of_month(line: VisitSentence, mark: Mark) -> int | None:
    """Return the day beside a month's name; None where there is none, or a range."""
    for index in (mark.first - 1, mark.first - 2, mark.last):
        word = line.word(index)
        if word.isdecimal() and len(word) <= len("31"):
            is_range = line.word(index - 1) in ("–", "-") and line.word(index - 2).isdecimal()
            return None if is_range else int(word)
    return None


def _order_basis(line: VisitSentence, stop: SentenceStop, marks: list[Mark], first: int) -> tuple[str, tuple[int, int]]:
    head = stop.noun_phrase.last if not line.visit_grammar.is_verb_last else len(line.words)
    leading = [mark for mark in marks if mark.first < head or mark.tag in ("begin", "end")]
    for wanted, basis in _BASIS_TAGS:
        for mark in leading:
            if mark.tag.startswith(wanted) and (mark.tag != "order" or mark.first < stop.noun_phrase.head):
                return basis, (mark.first, mark.last)
    conjunction = stop.noun_phrase.first - 1
    if first and conjunction >= first and line.words[conjunction] in line.visit_grammar.conjunctions:
        return "told", (conjunction, conjunction + 1)
    start = next((index for index, word in enumerate(line.words) if word[:1].isalnum()), 0)
    return "told", (start, start + 1)
