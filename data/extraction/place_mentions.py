"""Which places a sentence names, and in which part: with, to, from, of, in, by, and, between, past or none.

The part is read from case endings and postpositions, or from prepositions, as the language has it (`PlaceGrammar`).
A part "past" is that of a place overtaken ("ahead of Kazakhstan"), which is no party to the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from data.extraction.lexicon import Mark, places_by_name
from data.extraction.notation import DASHES
from data.extraction.sentence import TaggedSentence
from data.extraction.tags import TRADE

_PREPOSITION_REACH = 4  # words before a place
_MAX_QUOTED_WORDS = 6  # more are a quotation and no name
_MAX_JOINING_WORDS = 3  # between two places of a list
_PHRASE_BORDERS = frozenset({",", ".", "–", "(", ";", ":"})
_JOINING_SIGNS = frozenset({",", "&", *DASHES})
_TOPICS = (*TRADE, "output")


@dataclass
class Mention:
    """A place named on the words [first, last): English name, kind (country, region, city, bloc), country and part."""

    first: int
    last: int
    name: str
    kind: str
    country: str
    role: str
    adjective: bool = False


def find_mentions(sentence: TaggedSentence) -> list[Mention]:
    """Return the places of a sentence with their parts, from left to right.

    "Қазақстан Өзбекстанға 5 тонна ұн сатты" names Kazakhstan with no part and Uzbekistan as "to".
    """
    places = places_by_name()
    found: list[Mention] = []
    quoted = _quoted_words(sentence)
    for mark in sentence.marks:
        if mark.tag.startswith("place:") and mark.first not in quoted:
            place = places[mark.tag[6:]]
            country = place["name"] if place["kind"] in ("country", "bloc") else _country(place)
            role, is_adjective = _role(sentence, mark)
            if place["capital"] and mark.last - mark.first == 1 and not _heads_list_item(sentence, mark.last):
                place = places[country]  # a capital's bare name stands for its state
            found.append(Mention(mark.first, mark.last, place["name"], place["kind"], country, role, is_adjective))
    _drop_doubles(found)
    _share_roles(sentence, found)
    for first, second in pairwise(found):
        # “A bilan B o‘rtasida”, "A мен B арасында": both are of the pair, whatever their endings
        if sentence.starting(second.last, "between") and second.first - first.last <= 2:
            first.role = second.role = "between"
    return found


def _quoted_words(sentence: TaggedSentence) -> set[int]:
    """Return the words of names in quotation marks: a plant called after a town is not the town."""
    signs = [index for index, word in enumerate(sentence.words) if word == '"']
    inside: set[int] = set()
    for first, last in zip(signs[::2], signs[1::2], strict=False):
        if last - first <= _MAX_QUOTED_WORDS:
            inside.update(range(first, last))
    return inside


def _heads_list_item(sentence: TaggedSentence, after: int) -> bool:
    """Whether a name heads an item of a list ("Astana – 5 million")."""
    following = sentence.word(after + 1)
    return sentence.word(after) in (*DASHES, "(", ":") and (following[:1].isdecimal() or following == "$")


def _country(place: dict[str, str]) -> str:
    """Return the country that a region or city lies in."""
    within = place["within"]
    above = places_by_name().get(within)
    while above and above["kind"] != "country":
        within = above["within"]
        above = places_by_name().get(within)
    return within


def _drop_doubles(found: list[Mention]) -> None:
    """Drop the country of "Uzbekistan's Jizzakh Region", and the dateline of "ASTANA – Kazakhstan and …"."""
    for first, second in pairwise(found[:]):
        is_region_of = first.kind == "country" and second.kind == "region" and second.country == first.name
        if is_region_of and first.role == "of" and second.first - first.last <= 1:
            found.remove(first)
    for first, second in pairwise(found[:]):
        if first.name == second.name and first.first == 0 and first in found:
            found.remove(first)


def _role(sentence: TaggedSentence, mark: Mark) -> tuple[str, bool]:
    """Return the part of a place, and whether its name is an adjective."""
    if sentence.rules.head_final:
        return _role_by_case(sentence, mark)
    return _role_by_position(sentence, mark) or _role_by_preposition(sentence, mark) or _role_by_ending(sentence, mark)


def _role_by_case(sentence: TaggedSentence, mark: Mark) -> tuple[str, bool]:
    """Read the part from what follows the name, and from its ending after the stem that the table gives."""
    rules = sentence.rules.places
    word, after = sentence.words[mark.last - 1], sentence.word(mark.last)
    if rules.dash_joins_places and after in DASHES and sentence.starting(mark.last + 1, "place:"):
        return "and", False
    if after in rules.postpositions:
        return rules.postpositions[after], False
    is_inflected = rules.case_endings is not None and mark.stem < len(word)
    found = rules.case_endings.search(word[mark.stem :]) if is_inflected and rules.case_endings else None
    case = str(found.lastgroup) if found else ""
    if case == "adjective" or (rules.hyphen_adjective and after == "-"):
        return "of", True
    for stem, role in rules.postposition_stems.items():
        if after.startswith(stem):
            return role, False
    return case, False


def _role_by_position(sentence: TaggedSentence, mark: Mark) -> tuple[str, bool] | None:
    """Read the part from the words right beside the name."""
    rules = sentence.rules.places
    before, after = mark.first - 1, sentence.word(mark.last)
    if after in rules.supplied_with and sentence.has(before, "sell"):
        return "to", False  # "supplied Uzbekistan with grain"
    is_plural = after == "'" and sentence.words[mark.last - 1].endswith(rules.plural_possessive)
    if after in rules.possessives or is_plural:
        return "of", False
    if rules.dash_joins_words and after in DASHES and sentence.at(mark.last + 1):
        return "and", False
    if rules.owner_after_topic and sentence.has_any(before, *_TOPICS):
        return "of", False  # "товарооборот области Жетысу"
    return None


def _role_by_preposition(sentence: TaggedSentence, mark: Mark) -> tuple[str, bool] | None:
    """Read the part from the preposition before the name: "в соседний Узбекистан" is to."""
    rules = sentence.rules.places
    word = sentence.words[mark.last - 1]
    for index in range(mark.first - 1, mark.first - 1 - _PREPOSITION_REACH, -1):
        before = sentence.word(index)
        if any(tag.startswith("place:") for tag in sentence.at(index)):
            return None  # the preposition is the other's
        if before in rules.prepositions:
            role = rules.prepositions[before]
            if sentence.word(index - 1) in rules.buyers:
                role = "to"
            if sentence.word(index - 1) in rules.overtaken or before in rules.overtaken:
                role = "past"
            if role == "to" and word.endswith(rules.locative_endings):
                role = "in"
            return role, rules.adjective_after_preposition and word.endswith(rules.adjective_endings)
        if not before or before in _PHRASE_BORDERS or before[0].isdecimal():
            return None
        if rules.skipped is not None and index < mark.first - 1 and before not in rules.skipped:
            return None
    return None


def _role_by_ending(sentence: TaggedSentence, mark: Mark) -> tuple[str, bool]:
    """Read the part from the ending where no preposition gives it: adjectives and genitives own."""
    rules = sentence.rules.places
    word = sentence.words[mark.last - 1]
    if word.endswith(rules.adjective_endings):
        return "of", True
    return ("of" if word.endswith(rules.genitive_endings) else ""), False


def _share_roles(sentence: TaggedSentence, found: list[Mention]) -> None:
    """A list of places shares the part of the one that shows it: the first by a preposition, the last by a case."""
    groups: list[list[Mention]] = []
    for mention in found:
        if groups and _are_listed(sentence, groups[-1][-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    rules = sentence.rules
    for group in groups:
        if len(group) < 2:
            continue
        if rules.head_final:
            for before, mention in zip(reversed(group[:-1]), reversed(group[1:]), strict=False):
                before.role = before.role or mention.role
            continue
        for before, mention in pairwise(group):
            if mention.role in ("", "of") and before.role not in ("", "and"):
                mention.role = before.role
        if rules.places.dash_joins_words and group[0].role == "and":
            group[1].role = "and"


def _are_listed(sentence: TaggedSentence, before: Mention, after: Mention) -> bool:
    """Whether two places are neighbours in a list: "Russia (5.3 billion), Kazakhstan (2.6 billion) and Korea"."""
    between = sentence.words[before.last : after.first]
    if "(" in between and ")" in between:
        between = between[: between.index("(")] + between[between.index(")") + 1 :]
    rules = sentence.rules.places
    return 0 < len(between) <= _MAX_JOINING_WORDS and all(
        word in _JOINING_SIGNS or word in rules.joiners or word in rules.prepositions for word in between
    )
