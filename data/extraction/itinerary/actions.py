"""The actions of a visit in a sentence, and which of them a venue or an event belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.extraction.itinerary.noun_phrases import NounPhrase
from data.extraction.itinerary.visit_sentence import VisitSentence

ACTION_KINDS = ("go", "show", "rite", "meet", "do", "attend", "be", "hold", "begin", "end", "point", "cancelled")
# A venue or event with its action; a programme lists venues without any.
Match = tuple[NounPhrase, "Action | None"]
_MAX_COMPANY_GAP_WORDS = 3  # a company further away is named for another reason
_MAX_GENITIVE_GAP_WORDS = 5
_MAX_POINT_GAP_WORDS = 6
_FRONTED_WORDS = 4  # by so many fewer words a venue may stand before its action, in languages with prepositions


@dataclass
class Action:
    """A verb or verbal noun on the words [first, last); `kinds` are the tags it can have ("go": "toured")."""

    first: int
    last: int
    kinds: dict[str, str]
    word: str
    is_future: bool
    is_past: bool

    def has_kind(self, *kinds: str) -> bool:
        """Return whether it is an action of one of these kinds."""
        return any(kind in self.kinds for kind in kinds)


def find_actions(line: VisitSentence) -> list[Action]:
    """Return the actions of a sentence from left to right."""
    found: list[Action] = []
    for mark in line.marks:
        kind, _, rest = mark.tag.partition(":")
        if kind not in ACTION_KINDS:
            continue
        if found and found[-1].first == mark.first:
            found[-1].kinds[kind] = rest
        else:
            word = line.words[mark.last - 1]
            is_future = line.visit_grammar.is_future(word, mark.stem)
            is_past = line.visit_grammar.is_past(word, mark.stem) and not line.has(mark.first, "planned")
            found.append(Action(mark.first, mark.last, {kind: rest}, word, is_future, is_past))
    return found


def match_action(
    line: VisitSentence, phrase: NounPhrase, actions: list[Action], assigned: Sequence[Match]
) -> Action | None:
    """Return the action that a venue or an event belongs to; `assigned` are its neighbours that have theirs."""
    if line.visit_grammar.is_verb_last:
        return _action_after(line, phrase, actions, assigned)
    return _action_before(line, phrase, actions, assigned) or _action_after_fronted(line, phrase, actions)


def _action_after(
    line: VisitSentence, phrase: NounPhrase, actions: list[Action], assigned: Sequence[Match]
) -> Action | None:
    reach = line.visit_grammar.max_action_words
    after = assigned[-1] if assigned else None
    for action in [action for action in actions if action.first >= phrase.head][:4]:
        shared = after is not None and after[1] is action and after[0].first - phrase.head <= reach
        if (action.first - phrase.head > reach and not shared) or has_clause_break(line, phrase.head, action.first):
            break
        if _fits_verb_last(line, phrase, action, actions):
            return action
    return next(
        (
            action
            for action in actions
            if action.has_kind("point") and 0 <= phrase.first - action.last <= _MAX_POINT_GAP_WORDS
        ),
        None,
    )


def _action_before(
    line: VisitSentence, phrase: NounPhrase, actions: list[Action], assigned: Sequence[Match]
) -> Action | None:
    for action in reversed([action for action in actions if action.first < phrase.first]):
        start = max([action.last, *(other.last for other, other_action in assigned if other_action is action)])
        is_far = phrase.first - start > line.visit_grammar.max_action_words
        if is_far or has_clause_break(line, action.last, phrase.first, relative=True):
            break
        if _fits_action_first(line, phrase, action):
            return action
    return None


def _action_after_fronted(line: VisitSentence, phrase: NounPhrase, actions: list[Action]) -> Action | None:
    for action in [action for action in actions if action.first >= phrase.last][:2]:
        is_far = action.first - phrase.last > line.visit_grammar.max_action_words - _FRONTED_WORDS
        if is_far or has_clause_break(line, phrase.last, action.first, relative=True):
            break
        if _fits_fronted(line, phrase, action):
            return action
    return None


def has_clause_break(line: VisitSentence, first: int, last: int, *, relative: bool = False) -> bool:
    """Return whether the words [first, last) separate two clauses; with `relative`, a relative clause counts too."""
    for index in range(first, last):
        if line.words[index] == ";" or (line.words[index] == ":" and line.visit_grammar.is_verb_last):
            return True
        is_contrast = line.words[index] in line.visit_grammar.clause_breaks and not line.has(index + 1, "order")
        if relative and (is_contrast or line.has(index, "relative")):
            return True
    return False


def _fits_verb_last(line: VisitSentence, phrase: NounPhrase, action: Action, actions: list[Action]) -> bool:
    """Languages with cases: the noun's ending says whether the verb after it can be its action."""
    case, gap = phrase.case, action.first - phrase.head
    if case == "from":
        return action.has_kind("begin")
    is_in_list = line.word(phrase.head) in line.visit_grammar.list_words
    is_listed = case == "" and (is_in_list or phrase.is_event or line.has(phrase.head, "aspect"))
    if _is_attributive(line, action) and not action.has_kind("go", "rite", "meet", "attend"):
        return False
    if case == "of" and gap > _MAX_GENITIVE_GAP_WORDS:
        return False
    if phrase.event is not None and action.has_kind("attend", "hold", "be", "do", "meet", "rite"):
        return True
    if action.has_kind("go", "show", "rite"):
        if phrase.noun == "company" and gap > _MAX_COMPANY_GAP_WORDS:
            return False
        if phrase.is_plural and not action.has_kind("go", "rite"):
            return False
        return case != "" or is_listed or action.has_kind("show") or gap <= 1
    if action.has_kind("begin", "end", "point"):
        return True
    if action.has_kind("be"):
        return case == "in" or any(other.has_kind("point") for other in actions)
    if action.has_kind("meet") and case == "" and gap <= _MAX_COMPANY_GAP_WORDS:
        return True  # its people are met
    is_signing = action.kinds.get("do") == "signing"
    return action.has_kind("meet", "do") and case in (("in",) if is_signing else ("in", "with", "of"))


def _is_attributive(line: VisitSentence, action: Action) -> bool:
    """A participle before its noun: "the alley opened on the city's day"."""
    if not action.word.endswith(line.visit_grammar.participle_endings):
        return False
    after = line.word(action.last)
    return after[:1].isalpha() and after not in line.visit_grammar.auxiliaries


def _fits_action_first(line: VisitSentence, phrase: NounPhrase, action: Action) -> bool:
    """Languages with prepositions, the action before its venue: the preposition between them decides."""
    grammar = line.visit_grammar
    preposition = phrase.preposition if phrase.first > action.last else ""
    if preposition in grammar.excluded_prepositions:
        return (preposition, line.word(phrase.last + 1)) == grammar.exit_words
    if phrase.event is not None:
        return not (action.has_kind("meet") and len(action.kinds) == 1 and not phrase.venue)
    if action.has_kind("go", "show", "rite", "begin", "end", "point"):
        return not (phrase.noun == "company" and phrase.first - action.last > _MAX_COMPANY_GAP_WORDS)
    if action.has_kind("hold") and preposition in grammar.at_prepositions:  # the day passed at a plant
        return any(mark.last <= action.first and mark.tag.startswith(("day:", "trip")) for mark in line.marks)
    is_signing = action.kinds.get("do") == "signing"
    is_with = preposition in grammar.with_words and not is_signing
    return action.has_kind("meet", "do") and (is_with or preposition in grammar.at_prepositions)


def _fits_fronted(line: VisitSentence, phrase: NounPhrase, action: Action) -> bool:
    """Languages with prepositions, the venue before its action."""
    grammar = line.visit_grammar
    if phrase.preposition in grammar.excluded_before_action:
        return False
    is_at = phrase.preposition in grammar.at_prepositions
    if phrase.event is not None and action.has_kind("hold", "begin", "end", "point", "attend", "do"):
        return is_at or phrase.venue is not None or action.has_kind("hold", "end", "begin", "point")
    if is_at:
        return action.has_kind("meet", "do", "show", "go", "rite", "hold", "attend")
    is_next = phrase.last == action.first
    if grammar.object_may_lead and not phrase.preposition and is_next and action.has_kind("go") and action.is_past:
        return True
    is_passive = line.word(action.first - 1) in grammar.passive_auxiliaries
    return (
        (action.has_kind("go", "show") and is_passive)
        or action.has_kind("point")
        or (action.has_kind("end", "begin") and is_next)
    )
