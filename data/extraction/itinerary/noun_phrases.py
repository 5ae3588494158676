"""Venues and events of a sentence, each with the noun phrase around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.extraction.itinerary.visit_sentence import VisitSentence


@dataclass
class NounPhrase:
    """A venue or an event: its noun phrase is the words [first, last), its noun ends at `head`.

    `category` is industry, business, diplomacy, culture or remembrance, `noun` the English name of its kind
    ("factory"). `case` is set in languages with cases, `preposition` in the others. `parts` are the venues and events
    that were merged into it.
    """

    first: int
    last: int
    head: int
    is_event: bool
    category: str
    noun: str
    case: str = ""
    preposition: str = ""
    is_plural: bool = False
    parts: list[NounPhrase] = field(default_factory=list)

    @property
    def venue(self) -> NounPhrase | None:
        """The first venue among it and its parts."""
        return next((part for part in (self, *self.parts) if not part.is_event), None)

    @property
    def event(self) -> NounPhrase | None:
        """The first event among it and its parts."""
        return next((part for part in (self, *self.parts) if part.is_event), None)


def find_noun_phrases(line: VisitSentence) -> list[NounPhrase]:
    """Return the venues and events of a sentence from left to right."""
    found: list[NounPhrase] = []
    grammar = line.visit_grammar
    for mark in line.marks:
        kind, _, rest = mark.tag.partition(":")
        if kind not in ("venue", "event") or (found and mark.first < found[-1].last and mark.first < found[-1].head):
            continue
        is_quoted = any(left < mark.first and mark.last <= right for left, right in line.quotes)
        if is_quoted or not grammar.is_noun(line, mark):
            continue
        category, _, noun = rest.partition(":")
        word = line.words[mark.last - 1]
        first, last = grammar.find_bounds(line, mark)
        phrase = NounPhrase(first, last, mark.last, kind == "event", category, noun)
        phrase.is_plural = grammar.is_plural(word, mark.stem)
        previous_end = found[-1].last if found else 0
        phrase.first = max(first, min(previous_end, mark.first))
        if grammar.is_verb_last:
            phrase.case = "with" if line.word(mark.last) in grammar.with_words else grammar.case_of(word, mark.stem)
        else:
            phrase.preposition = _preposition(line, phrase.first)
        found.append(phrase)
    return found


def _preposition(line: VisitSentence, first: int) -> str:
    """Return the preposition before a noun phrase, over its determiners and participles."""
    grammar = line.visit_grammar
    at = first - 1
    while (
        at >= 0 and (line.has(at, "bar") or line.words[at] == '"') and line.words[at] not in grammar.inner_prepositions
    ):
        at -= 1
    for index in range(at, max(at - 3, -1), -1):
        if line.words[index] in grammar.distant_prepositions:
            return line.words[index]
        if not line.words[index][:1].isalpha():
            break
    return line.word(at)
