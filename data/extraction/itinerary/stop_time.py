"""When a stop was, and how its order is known: the time and order words around it."""

from __future__ import annotations

from data.extraction.itinerary.sentence_stops import Bound
from data.extraction.itinerary.stop_order import Told
from data.extraction.itinerary.vocabulary import VERB_LAST, word_set
from data.extraction.lexicon import Mark
from data.extraction.sentence import Line

TIMES = ("day:", "rel:", "weekday:", "month:", "slot:")
_JOINTS = word_set("мен пен бен и va and жане hamda")
# What the order can be read from, the most telling first, and the basis that it gives.
_BASES = (
    (("within",), "within"),
    (("order", "before"), "stated"),
    (("begin", "end"), "stated"),
    (TIMES, "stated"),
    (("also",), "told"),
)


def told(line: Line, stop: Bound, stops: list[Bound], first: int, last: int) -> tuple[Told, str, tuple[int, int]]:
    """The times of a stop, the basis of its order, and the words that it was read from.

    `stops` are those of its sentence, and the words [first, last) are told for this one.
    """
    frames = [mark for mark in line.marks if mark.tag in ("begin", "end") and _framed(line, mark, stops) is stop]
    marks = [mark for mark in line.marks if first <= mark.first < last and mark.tag not in ("begin", "end")] + frames
    times = [time for mark in marks if mark.tag.startswith(TIMES) and (time := dated(line, mark)) is not None]
    when = Told(
        times=times,
        planned=stop.planned,
        begins=any(mark.tag == "begin" for mark in frames),
        ends=any(mark.tag == "end" for mark in frames),
        whole=not any(kind == "day" for kind, _ in times),
        before=any(mark.tag == "before" for mark in marks),
    )
    return when, *_basis(line, stop, marks, first)


def _framed(line: Line, mark: Mark, new: list[Bound]) -> Bound | None:
    """The stop that begins or ends the visit: before its verb in Kazakh and Uzbek, else after it."""
    before = [stop for stop in new if stop.unit.last <= mark.first]
    after = [stop for stop in new if stop.unit.first >= mark.last]
    if line.language in VERB_LAST:
        return before[-1] if before else None
    if after or mark.tag == "begin":
        return after[0] if after else None
    return before[-1] if before else None


def dated(line: Line, mark: Mark) -> tuple[str, str] | None:
    """A time word as its kind and value; a month counts only with its day."""
    kind, _, value = mark.tag.partition(":")
    if kind != "month":
        return kind, value
    day = _day_of(line, mark)
    return ("date", str(int(value) * 31 + day)) if day is not None else None


def _day_of(line: Line, mark: Mark) -> int | None:
    """The day beside a month's name; none where it is a range."""
    for place in (mark.first - 1, mark.first - 2, mark.last):
        word = line.word(place)
        if word.isdecimal() and len(word) <= len("31"):
            ranged = line.word(place - 1) in ("–", "-") and line.word(place - 2).isdecimal()
            return None if ranged else int(word)
    return None


def _basis(line: Line, stop: Bound, marks: list[Mark], first: int) -> tuple[str, tuple[int, int]]:
    head = stop.unit.last if line.language not in VERB_LAST else len(line.words)
    ahead = [mark for mark in marks if mark.first < head or mark.tag in ("begin", "end")]
    for wanted, basis in _BASES:
        for mark in ahead:
            if mark.tag.startswith(wanted) and (mark.tag != "order" or mark.first < stop.unit.head):
                return basis, (mark.first, mark.last)
    joint = stop.unit.first - 1
    if first and joint >= first and line.words[joint] in _JOINTS:
        return "told", (joint, joint + 1)
    start = next((place for place, word in enumerate(line.words) if word[:1].isalnum()), 0)
    return "told", (start, start + 1)
