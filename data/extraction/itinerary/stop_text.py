"""What a stop is called: its phrase in the report, its category, and its place and action in English."""

from __future__ import annotations

from data.extraction.itinerary.noun_phrases import NounPhrase
from data.extraction.itinerary.sentence_stops import SentenceStop
from data.extraction.itinerary.visit_sentence import VisitSentence
from data.extraction.lexicon import places_by_name
from data.extraction.romanize import romanize

_MAX_GAP_WORDS = 3  # words between a venue and its action in one phrase
_NAMED_AFTER_VENUE = frozenset({"meeting", "talks", "reception", "signing"})  # their category is their venue's
_RITES = frozenset({"prayer", "pilgrimage", "laid flowers", "planted trees"})  # done at no venue of the tables
_ACTIONS = {"toured": "toured the", "visited": "visited the", "shown": "was shown the"}


def find_phrase_words(line: VisitSentence, stop: SentenceStop) -> tuple[int, int]:
    """Return the words [first, last) from the venue to its action where that is near, else the venue's noun phrase."""
    phrase, action = stop.noun_phrase, stop.action
    if action is None or (action.has_kind("begin", "end", "point") and not action.has_kind("go", "rite", "show")):
        return phrase.first, phrase.last
    if action.first >= phrase.last:
        between = line.words[phrase.last : action.first]
        if len(between) <= _MAX_GAP_WORDS and not _is_interrupted(line, phrase.last, action.first):
            return phrase.first, action.last
    elif not line.visit_grammar.is_verb_last and action.last <= phrase.first:
        is_near = phrase.first - action.last <= _MAX_GAP_WORDS and not _is_interrupted(line, action.last, phrase.first)
        return (action.first, phrase.last) if is_near else (phrase.first, phrase.last)
    return phrase.first, phrase.last


def _is_interrupted(line: VisitSentence, first: int, last: int) -> bool:
    return any(
        not line.words[index][:1].isalnum() or any(tag.startswith(("venue:", "event:")) for tag in line.at(index))
        for index in range(first, last)
    )


def category_of(stop: SentenceStop) -> str:
    """Return industry, business, diplomacy, culture or remembrance: by the rite, by the event, else by the venue."""
    action, event, venue = stop.action, stop.noun_phrase.event, stop.noun_phrase.venue
    if action is not None and action.has_kind("rite") and event is None:
        return action.kinds["rite"].partition(":")[0]
    if event is not None and event.noun not in _NAMED_AFTER_VENUE:
        return event.category
    return venue.category if venue is not None else stop.noun_phrase.category


def place_and_action(line: VisitSentence, stop: SentenceStop) -> tuple[str, str]:
    """Return the place and the action of a stop in English, names in Latin letters."""
    kinds = stop.action.kinds if stop.action is not None else {}
    event, venue_phrase = stop.noun_phrase.event, stop.noun_phrase.venue or stop.noun_phrase
    place = _place_name(line, venue_phrase)
    rite = kinds.get("rite", "").partition(":")[2]
    if rite:
        return place, rite
    if event is not None:
        return place, f"took part in the {event.noun}" if "attend" in kinds else event.noun
    for kind in ("go", "show"):
        if kind in kinds:
            return place, f"{_ACTIONS[kinds[kind]]} {venue_phrase.noun}"
    return place, kinds.get("do") or kinds.get("meet") or "visit"


def _place_name(line: VisitSentence, phrase: NounPhrase) -> str:
    """Return a venue's own name in Latin letters, what it is, and the town."""
    places = places_by_name()
    near = [
        mark
        for mark in line.marks
        if mark.tag.startswith("place:") and phrase.first - 2 <= mark.first < phrase.last + 2
    ]
    names = [mark.tag.removeprefix("place:") for mark in near]
    towns = [name for name in names if places[name]["kind"] in ("city", "region")]
    states = [name for name in names if places[name]["kind"] == "country"]
    own_name = _own_name(line, phrase, [index for mark in near for index in range(mark.first, mark.last)])
    if phrase.noun in _RITES:
        return own_name or phrase.noun
    owner = states[:1] if phrase.noun == "embassy" else []
    label = " ".join([*owner, *([own_name] if own_name else []), phrase.noun])
    return ", ".join([label, *(town.removesuffix(" city") for town in towns[-1:])])


def _own_name(line: VisitSentence, phrase: NounPhrase, place_indexes: list[int]) -> str:
    """Return what stands between quotation marks, else the words with capitals that name no place."""
    quotes = [index for index in range(phrase.first, phrase.last) if line.words[index] == '"']
    if len(quotes) > 1:
        return romanize(line.original(quotes[0] + 1, quotes[1]), line.language)
    own = [
        index
        for index in range(phrase.first, phrase.last)
        if line.is_capitalized(index) and index not in place_indexes and not _is_noun(line, index)
    ]
    return " ".join(romanize(line.original(index, index + 1), line.language) for index in own)


def _is_noun(line: VisitSentence, index: int) -> bool:
    return any(tag.startswith(("venue:", "event:")) for tag in line.at(index))
