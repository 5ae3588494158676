"""The stops of one sentence: venues and events with their actions, without those that nobody went to."""

from __future__ import annotations

from dataclasses import dataclass

from data.extraction.itinerary.actions import Action, Match, find_actions, has_clause_break, match_action
from data.extraction.itinerary.events_without_venue import find_events_without_venue
from data.extraction.itinerary.merge import merge_noun_phrases
from data.extraction.itinerary.noun_phrases import NounPhrase
from data.extraction.itinerary.visit_sentence import VisitSentence

_PARTS_OF_PLANT = frozenset({"workshop", "production", "line", "depot"})  # first words of the nouns of venues
_MEETINGS = frozenset({"meeting", "talks", "reception"})
_MAX_PARTNER_WORDS = 6  # words between a meeting and whom it is with
_PUNCTUATION = frozenset({",", ";", ":", "."})
_MAX_TALKS_GAP_WORDS = 9


@dataclass
class SentenceStop:
    """A venue or an event with its action; `action` is None in a programme that lists venues alone."""

    noun_phrase: NounPhrase
    action: Action | None
    is_planned: bool = False


def find_sentence_stops(line: VisitSentence, found: list[NounPhrase], *, is_programme_item: bool) -> list[SentenceStop]:
    """Return the stops that a sentence tells of, from left to right; an item of a programme needs no verb."""
    actions = find_actions(line)
    phrases = merge_noun_phrases(line, found, actions)
    assigned: list[Match] = []
    for phrase in reversed(phrases) if line.visit_grammar.is_verb_last else phrases:
        if _is_no_stop(line, phrase) or _heads_list(line, phrase, phrases) or _has_no_partner(line, phrase):
            continue
        action = match_action(line, phrase, actions, assigned) or _action_inside(phrase, actions)
        if action is None:
            is_stop = is_programme_item or _follows_talks(line, phrase)
        else:
            is_stop = not _is_only_offered(line, phrase, action)
        if is_stop and not _is_cancelled(line, phrase, actions):
            assigned.append((phrase, action))
    assigned += [
        match
        for match in find_events_without_venue(line, actions, phrases, assigned)
        if not _is_cancelled(line, match[0], actions)
    ]
    stops = [SentenceStop(*match, _is_planned(line, match, actions)) for match in assigned]
    stops.sort(key=lambda stop: stop.noun_phrase.first)
    return _join_stops(line, stops, is_programme_item=is_programme_item)


def _action_inside(phrase: NounPhrase, actions: list[Action]) -> Action | None:
    """Return the action between a venue and an event that were merged ("at the ministry talks were held")."""
    inside = (action for action in actions if phrase.first <= action.first < phrase.last)
    return next(inside, None) if phrase.parts else None


def _follows_talks(line: VisitSentence, phrase: NounPhrase) -> bool:
    """Return whether a sentence begins after talks with somebody or somewhere: then they took place."""
    if phrase.event is None:
        return False
    if line.visit_grammar.is_verb_last:
        is_with = line.word(phrase.first - 1).endswith(line.visit_grammar.with_endings)
        return phrase.case == "from" and line.has(phrase.last, "after") and (is_with or phrase.venue is not None)
    is_with = line.word(phrase.last) in line.visit_grammar.with_words
    return line.has(phrase.first - 1, "after") and (is_with or phrase.venue is not None)


def _has_no_partner(line: VisitSentence, phrase: NounPhrase) -> bool:
    """Return whether talks are at no venue and with nobody named: such a stop could not be recognized again."""
    if phrase.noun not in _MEETINGS or phrase.venue is not None:
        return False
    if line.visit_grammar.is_verb_last:
        indexes = range(phrase.first - 1, max(-1, phrase.first - _MAX_PARTNER_WORDS - 1), -1)
    else:
        indexes = range(phrase.last, phrase.last + _MAX_PARTNER_WORDS)
    for index in indexes:
        word = line.word(index)
        if word in _PUNCTUATION:
            return True
        if line.has(index, "people") or word in line.visit_grammar.with_words:
            return False
    return True


def _heads_list(line: VisitSentence, phrase: NounPhrase, merged: list[NounPhrase]) -> bool:
    """Return whether a noun heads a list ("of large plants, including …"): the list names the stops."""
    near = range(phrase.last, min(phrase.last + 4, len(line.words)))
    return any(line.has(index, "heading") for index in near) and any(other.first > phrase.last for other in merged)


def _is_no_stop(line: VisitSentence, phrase: NounPhrase) -> bool:
    """Return whether a venue is to be built, owns something, is quoted as a source, or belongs to the background."""
    is_verb_last = line.visit_grammar.is_verb_last
    if _is_background(line):
        return True
    if phrase.is_event and not phrase.parts and _is_during_event(line, phrase):
        return True
    after = range(phrase.head, min(phrase.head + 2, len(line.words)))
    near = after if is_verb_last else range(max(0, phrase.first - 3), phrase.first)
    if any(line.has(index, tag) for index in near for tag in ("belongs", "press", "outcome", "build")):
        return not any(line.has(index, "build") for index in near) or not _has_tour_verb(line)
    if is_verb_last:
        return any(line.has(index, "outcome") for index in range(phrase.head, min(phrase.head + 3, len(line.words))))
    before = line.words[max(0, phrase.first - 2) : phrase.first]
    return any(word in line.visit_grammar.before_prepositions for word in before) or any(
        line.has(index, "press") for index in range(phrase.last, min(phrase.last + 3, len(line.words)))
    )


def _is_background(line: VisitSentence) -> bool:
    """Return whether a sentence begins with "last year", other than to say of what year something is."""
    mark = next((mark for mark in line.marks if mark.tag == "ago" and mark.first <= 1), None)
    if mark is None:
        return False
    return not any(word.endswith(line.visit_grammar.topic_endings) for word in line.words[mark.last : mark.last + 3])


def _is_during_event(line: VisitSentence, phrase: NounPhrase) -> bool:
    """Return whether a sentence tells of what happened during talks: the talks themselves stand elsewhere."""
    if line.visit_grammar.is_verb_last:
        return line.has(phrase.last, "during") and line.word(phrase.first - 1) not in line.visit_grammar.with_words
    return line.has(phrase.first - 1, "during") and line.word(phrase.last) not in line.visit_grammar.with_words


def _has_tour_verb(line: VisitSentence) -> bool:
    return any(mark.tag.startswith(("go:", "show:")) for mark in line.marks)


def _is_only_offered(line: VisitSentence, phrase: NounPhrase, action: Action) -> bool:
    """Return whether a stop is only offered, or it is the people of a venue who come themselves."""
    if line.visit_grammar.is_verb_last:
        after = range(action.last, min(action.last + 2, len(line.words)))
        if any(line.has(index, "possible") for index in after) and not action.is_past:
            return True
        is_title = any(line.has(index, "title") for index in range(phrase.head, min(phrase.head + 2, len(line.words))))
    else:
        if any(line.has(index, "possible") for index in range(max(0, action.first - 4), action.first)):
            return True
        is_title = any(line.has(index, "title") for index in range(max(0, phrase.first - 3), phrase.first))
    return is_title and phrase.event is None and not action.has_kind("meet", "do", "rite")


def _is_cancelled(line: VisitSentence, phrase: NounPhrase, actions: list[Action]) -> bool:
    for gone in (action for action in actions if action.has_kind("cancelled")):
        first, last = (phrase.head, gone.first) if phrase.first < gone.first else (gone.last, phrase.first)
        words = line.words[first:last]
        if any(word in line.visit_grammar.clause_breaks for word in words):
            continue
        between = [action for action in actions if first <= action.first < last and action.is_past]
        if not between and words.count(",") < 2:
            return True
    return False


def _is_planned(line: VisitSentence, match: Match, actions: list[Action]) -> bool:
    """Return whether a stop is only announced."""
    phrase, action = match
    if action is not None and action.is_future:
        return True
    marks = [mark for mark in line.marks if mark.tag in ("planned", "rel:1", "rel:2")]
    if line.visit_grammar.is_planned_by_clause:
        index = action.first if action is not None else phrase.first
        is_open = action is None or not action.is_past
        return any((mark.first <= index and not has_clause_break(line, mark.last, index)) or is_open for mark in marks)
    finite: Action | None = action
    if action is not None and line.visit_grammar.is_verb_last:
        later = (other for other in actions if other.first >= action.first)
        finite = next((other for other in later if other.is_past or other.is_future), action)
    if finite is not None and (finite.is_past or finite.is_future):
        return finite.is_future
    return bool(marks)


def _join_stops(line: VisitSentence, stops: list[SentenceStop], *, is_programme_item: bool) -> list[SentenceStop]:
    """Return the stops of a sentence, what is held where the one before is held, and parts of a plant, joined to it."""
    joined: list[SentenceStop] = []
    for stop in stops:
        before = joined[-1] if joined else None
        if before is not None and (
            _is_same_place(line, before.noun_phrase, stop.noun_phrase)
            or (is_programme_item and _is_next_item(line, before.noun_phrase, stop.noun_phrase))
            or (_ends_day(before) and stop.noun_phrase.is_event and not _has_order_word_between(line, before, stop))
        ):
            before.noun_phrase.parts += [stop.noun_phrase, *stop.noun_phrase.parts]
        else:
            joined.append(stop)
    return joined


def _is_same_place(line: VisitSentence, before: NounPhrase, phrase: NounPhrase) -> bool:
    is_in_plant = before.category == "industry" and not before.is_event and phrase.noun.split()[0] in _PARTS_OF_PLANT
    return is_in_plant or _is_held_at_same_venue(line, before, phrase)


def _is_held_at_same_venue(line: VisitSentence, before: NounPhrase, phrase: NounPhrase) -> bool:
    """Return whether talks come right after an event at a venue, with nobody named and at no place of their own."""
    if not line.visit_grammar.is_verb_last or not (before.event and before.venue):
        return False
    if phrase.parts or not phrase.is_event or phrase.noun not in ("talks", "signing", "meeting"):
        return False
    is_named = any(line.has(index, "people") or line.words[index] == '"' for index in range(phrase.first, phrase.last))
    return not is_named and phrase.first - before.last <= _MAX_TALKS_GAP_WORDS


def _is_next_item(line: VisitSentence, before: NounPhrase, phrase: NounPhrase) -> bool:
    """Return whether an event follows its venue in a programme: "the university, a meeting with students"."""
    between = [
        word
        for index, word in enumerate(line.words[before.last : phrase.first], before.last)
        if not line.has(index, "bar")
    ]
    return between == [","] and phrase.is_event and phrase.venue is None and not before.is_event


def _ends_day(stop: SentenceStop) -> bool:
    """Return whether a stop ends a day: what its sentence goes on to tell belongs to it."""
    return stop.noun_phrase.is_event and stop.action is not None and stop.action.has_kind("end")


def _has_order_word_between(line: VisitSentence, before: SentenceStop, stop: SentenceStop) -> bool:
    between = (mark for mark in line.marks if before.noun_phrase.last <= mark.first < stop.noun_phrase.first)
    return any(mark.tag.startswith(("order", "slot:", "day:")) for mark in between)
