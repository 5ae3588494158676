"""What a stop is called: its phrase in the report, and its place and deed in English."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.itinerary.noun_phrases import Unit
from data.extraction.itinerary.sentence_stops import Bound
from data.extraction.itinerary.vocabulary import VERB_LAST
from data.extraction.lexicon import place_index
from data.extraction.normalize import Folded
from data.extraction.romanize import romanized
from data.extraction.sentence import Line

_NEAR = 3  # words between a venue and its deed in one phrase
_ANYWHERE = frozenset({"meeting", "talks", "reception", "signing"})  # their venue says what they are about
_RITES = frozenset({"prayer", "pilgrimage", "laid flowers", "planted trees"})  # done at no venue of the tables
_ACTIONS = {"toured": "toured the", "visited": "visited the", "shown": "was shown the"}


@dataclass
class Names:
    """A line with the original text of its words."""

    line: Line
    folded: Folded
    text: str

    def of(self, first: int, last: int) -> str:
        """The original words [first, last)."""
        start, stop = self.folded.span(*self.line.sentence.place(first, last))
        return self.text[start:stop]


def phrase_words(line: Line, stop: Bound) -> tuple[int, int]:
    """The words from the venue to its deed where that is near, else the venue's noun phrase."""
    unit, deed = stop.unit, stop.deed
    if deed is None or (deed.can("begin", "end", "point") and not deed.can("go", "rite", "show")):
        return unit.first, unit.last
    if deed.first >= unit.last:
        between = line.words[unit.last : deed.first]
        if len(between) <= _NEAR and not _broken(line, unit.last, deed.first):
            return unit.first, deed.last
    elif line.language not in VERB_LAST and deed.last <= unit.first:
        near = unit.first - deed.last <= _NEAR and not _broken(line, deed.last, unit.first)
        return (deed.first, unit.last) if near else (unit.first, unit.last)
    return unit.first, unit.last


def _broken(line: Line, first: int, last: int) -> bool:
    return any(
        not line.words[place][:1].isalnum() or any(tag.startswith(("venue:", "event:")) for tag in line.at(place))
        for place in range(first, last)
    )


def sort_of(stop: Bound) -> str:
    """Industry, business, diplomacy, culture or remembrance: by what was done, by the event, else by the venue."""
    deed, happening, venue = stop.deed, stop.unit.happening, stop.unit.venue
    if deed is not None and deed.can("rite") and happening is None:
        return deed.kinds["rite"].partition(":")[0]
    if happening is not None and happening.noun not in _ANYWHERE:
        return happening.sort
    return venue.sort if venue is not None else stop.unit.sort


def place_and_action(names: Names, stop: Bound) -> tuple[str, str]:
    """The place and the deed of a stop in English."""
    kinds = stop.deed.kinds if stop.deed is not None else {}
    happening, spot = stop.unit.happening, stop.unit.venue or stop.unit
    place = _place(names, spot)
    rite = kinds.get("rite", "").partition(":")[2]
    if rite:
        return place, rite
    if happening is not None:
        return place, f"took part in the {happening.noun}" if "attend" in kinds else happening.noun
    for kind in ("go", "show"):
        if kind in kinds:
            return place, f"{_ACTIONS[kinds[kind]]} {spot.noun}"
    return place, kinds.get("do") or kinds.get("meet") or "visit"


def _place(names: Names, unit: Unit) -> str:
    """A venue's own name in Latin letters, what it is, and the town."""
    line = names.line
    kinds = place_index()
    around = [mark for mark in line.marks if mark.tag.startswith("place:")]
    around = [mark for mark in around if unit.first - 2 <= mark.first < unit.last + 2]
    towns = [mark.tag[6:] for mark in around if kinds[mark.tag[6:]]["kind"] in ("city", "region")]
    states = [mark.tag[6:] for mark in around if kinds[mark.tag[6:]]["kind"] == "country"]
    named = _name(names, unit, [place for mark in around for place in range(mark.first, mark.last)])
    if unit.noun in _RITES:
        return named or unit.noun
    whose = states[:1] if unit.noun == "embassy" else []
    label = " ".join([*whose, *([named] if named else []), unit.noun])
    return ", ".join([label, *(town.removesuffix(" city") for town in towns[-1:])])


def _name(names: Names, unit: Unit, places: list[int]) -> str:
    """What stands between quotation marks, else the words with capitals that name no place."""
    line = names.line
    quotes = [place for place in range(unit.first, unit.last) if line.words[place] == '"']
    if len(quotes) > 1:
        return romanized(names.of(quotes[0] + 1, quotes[1]), line.language)
    own = [
        place
        for place in range(unit.first, unit.last)
        if names.of(place, place + 1)[:1].isupper() and place not in places and not _is_noun(line, place)
    ]
    return " ".join(romanized(names.of(place, place + 1), line.language) for place in own)


def _is_noun(line: Line, place: int) -> bool:
    return any(tag.startswith(("venue:", "event:")) for tag in line.at(place))
