"""The stops that one sentence tells of: venues and events with their deeds, without those that are none."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.itinerary.actions import PARTINGS, Deed, deed_of, deeds, parted
from data.extraction.itinerary.events_without_venue import alone
from data.extraction.itinerary.merge import merged
from data.extraction.itinerary.noun_phrases import Unit
from data.extraction.itinerary.vocabulary import VERB_LAST, WITH, word_set
from data.extraction.sentence import Line

_INNER = word_set("workshop production line depot")  # parts of a plant
_MEETINGS = frozenset({"meeting", "talks", "reception"})
_PARTNER = 6  # words between a meeting and whom it is with
_STOPS = frozenset({",", ";", ":", "."})
_BEFORE = word_set("до перед before ahead")


@dataclass
class Bound:
    """A venue or an event with its deed; `deed` is None in a programme that lists venues alone."""

    unit: Unit
    deed: Deed | None
    planned: bool = False


def bound(line: Line, found: list[Unit], listed: bool) -> list[Bound]:
    """The stops that a sentence tells of, from left to right; `listed` if it is an item of a programme."""
    done = deeds(line)
    units = merged(line, found, done)
    taken: list[tuple[Unit, Deed | None]] = []
    for unit in reversed(units) if line.language in VERB_LAST else units:
        if _vetoed(line, unit) or _heads_list(line, unit, units):
            continue
        inner = next((deed for deed in done if unit.parts and unit.first <= deed.first < unit.last), None)
        deed = deed_of(line, unit, done, taken) or inner
        if (deed is None and not (listed or _after(line, unit))) or _with_nobody(line, unit):
            continue
        if not (deed is not None and _not_done(line, unit, deed)) and not _cancelled(line, unit, done):
            taken.append((unit, deed))
    taken += [(unit, deed) for unit, deed in alone(line, done, units, taken) if not _cancelled(line, unit, done)]
    stops = [Bound(unit, deed, _planned(line, unit, deed, done)) for unit, deed in taken]
    return _joined(line, sorted(stops, key=lambda stop: stop.unit.first), listed)


def _after(line: Line, unit: Unit) -> bool:
    """After talks with somebody or somewhere: they took place, whatever the sentence goes on to tell."""
    if unit.happening is None:
        return False
    if line.language in VERB_LAST:
        partner = line.word(unit.first - 1).endswith(("bilan", "мен", "пен", "бен"))
        return unit.case == "from" and line.has(unit.last, "after") and (partner or unit.venue is not None)
    return line.has(unit.first - 1, "after") and (line.word(unit.last) in WITH or unit.venue is not None)


def _with_nobody(line: Line, unit: Unit) -> bool:
    """Talks at no venue and with nobody named are no stop that could be found again."""
    if unit.noun not in _MEETINGS or unit.venue is not None:
        return False
    if line.language in VERB_LAST:
        places = range(unit.first - 1, max(-1, unit.first - _PARTNER - 1), -1)
    else:
        places = range(unit.last, unit.last + _PARTNER)
    for place in places:
        word = line.word(place)
        if word in _STOPS:
            return True
        if line.has(place, "people") or word in WITH or word == "bilan":
            return False
    return True


def _heads_list(line: Line, unit: Unit, merged: list[Unit]) -> bool:
    """Of large plants, including such and such: the list names the stops."""
    near = range(unit.last, min(unit.last + 4, len(line.words)))
    return any(line.has(place, "heading") for place in near) and any(other.first > unit.last for other in merged)


def _vetoed(line: Line, unit: Unit) -> bool:
    """A plant that is to be built, that something belongs to, whose director speaks, or that is a report's source."""
    last = line.language in VERB_LAST
    if _long_ago(line):
        return True
    if unit.event and not unit.parts and _during(line, unit):
        return True
    near = range(unit.head, min(unit.head + 2, len(line.words))) if last else range(max(0, unit.first - 3), unit.first)
    if any(line.has(place, tag) for place in near for tag in ("belongs", "press", "outcome", "build")):
        return not any(line.has(place, "build") for place in near) or not _strong(line)
    if last:
        return any(line.has(place, "outcome") for place in range(unit.head, min(unit.head + 3, len(line.words))))
    before = line.words[max(0, unit.first - 2) : unit.first]
    return any(word in _BEFORE for word in before if word != "of") or (
        any(line.has(place, "press") for place in range(unit.last, min(unit.last + 3, len(line.words))))
    )


def _long_ago(line: Line) -> bool:
    """A sentence of the background: it begins with last year, and not to say of what year something is."""
    mark = next((mark for mark in line.marks if mark.tag == "ago" and mark.first <= 1), None)
    following = line.words[mark.last : mark.last + 3] if mark is not None else []
    return mark is not None and not any(word.endswith(("ған", "ген", "қан", "кен", "gan")) for word in following)


def _during(line: Line, unit: Unit) -> bool:
    """During the talks: these are told of elsewhere, unless it is said here whom they are with."""
    if line.language in VERB_LAST:
        return line.has(unit.last, "during") and line.word(unit.first - 1) != "bilan"
    return line.has(unit.first - 1, "during") and line.word(unit.last) not in WITH


def _strong(line: Line) -> bool:
    return any(mark.tag.startswith(("go:", "show:")) for mark in line.marks)


def _not_done(line: Line, unit: Unit, deed: Deed) -> bool:
    """Only offered, or about the people of a place who come themselves."""
    last = line.language in VERB_LAST
    if last:
        after = range(deed.last, min(deed.last + 2, len(line.words)))
        if any(line.has(place, "possible") for place in after) and not deed.past:
            return True
        titles = any(line.has(place, "title") for place in range(unit.head, min(unit.head + 2, len(line.words))))
    else:
        if any(line.has(place, "possible") for place in range(max(0, deed.first - 4), deed.first)):
            return True
        titles = any(line.has(place, "title") for place in range(max(0, unit.first - 3), unit.first))
    return titles and unit.happening is None and not deed.can("meet", "do", "rite")


def _cancelled(line: Line, unit: Unit, done: list[Deed]) -> bool:
    for gone in (deed for deed in done if deed.can("cancelled")):
        first, last = (unit.head, gone.first) if unit.first < gone.first else (gone.last, unit.first)
        words = line.words[first:last]
        if any(word in PARTINGS for word in words):
            continue
        between = [deed for deed in done if first <= deed.first < last and deed.past]
        if not between and words.count(",") < 2:
            return True
    return False


def _planned(line: Line, unit: Unit, deed: Deed | None, done: list[Deed]) -> bool:
    """Whether a stop is only announced."""
    if deed is not None and deed.future:
        return True
    marks = [mark for mark in line.marks if mark.tag in ("planned", "rel:1", "rel:2")]
    if line.language == "en":
        place = deed.first if deed is not None else unit.first
        loose = deed is None or not deed.past
        return any((mark.first <= place and not parted(line, mark.last, place)) or loose for mark in marks)
    finite: Deed | None = deed
    if deed is not None and line.language in VERB_LAST:
        finite = next((other for other in done if other.first >= deed.first and (other.past or other.future)), deed)
    if finite is not None and (finite.past or finite.future):
        return finite.future
    return bool(marks)


def _joined(line: Line, stops: list[Bound], listed: bool) -> list[Bound]:
    """Stops of one sentence that are one: what is held where the one before is held, and parts of a plant."""
    kept: list[Bound] = []
    for stop in stops:
        before = kept[-1] if kept else None
        if before is not None and (
            _held_there(line, before.unit, stop.unit)
            or (stop.unit.noun.split()[0] in _INNER and before.unit.sort == "industry" and not before.unit.event)
            or (listed and _after_comma(line, before.unit, stop.unit))
            or (_closes(before) and stop.unit.event and not _later(line, before, stop))
        ):
            before.unit.parts += [stop.unit, *stop.unit.parts]
        else:
            kept.append(stop)
    return kept


def _held_there(line: Line, before: Unit, unit: Unit) -> bool:
    """Talks right after an event at a venue, with nobody named and at no place of their own (Kazakh, Uzbek)."""
    if line.language not in VERB_LAST or not (before.happening and before.venue):
        return False
    bare = unit.event and not unit.parts and unit.noun in ("talks", "signing", "meeting")
    near = unit.first - before.last <= 9
    return (
        bare
        and near
        and not any(line.has(place, "people") or line.words[place] == '"' for place in range(unit.first, unit.last))
    )


def _after_comma(line: Line, before: Unit, unit: Unit) -> bool:
    """In a programme: "the university, a meeting with students"."""
    between = [
        word
        for place, word in enumerate(line.words[before.last : unit.first], before.last)
        if not line.has(place, "bar")
    ]
    return between == [","] and unit.event and unit.venue is None and not before.event


def _closes(stop: Bound) -> bool:
    """Nothing follows the end of a day: what its sentence goes on to tell belongs to it."""
    return stop.unit.event and stop.deed is not None and stop.deed.can("end")


def _later(line: Line, before: Bound, stop: Bound) -> bool:
    return any(
        before.unit.last <= mark.first < stop.unit.first and mark.tag.startswith(("order", "slot:", "day:"))
        for mark in line.marks
    )
