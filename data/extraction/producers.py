"""Plants and companies: how they are named, and which one a sentence is about."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from data.extraction.context import ReportContext
from data.extraction.lexicon import Mark, places_by_name
from data.extraction.normalize import Folded
from data.extraction.place_mentions import Mention
from data.extraction.products import ANY_PRODUCT, mentions_plant
from data.extraction.romanize import romanize
from data.extraction.sentence import TaggedSentence

_QUOTED_NAME = re.compile(r"[«“\"„]([^«»“”\"„\n]{2,60})[»”\"]")
# A name stands at most so many letters from the word for plant, before or after it; the usual side of the language
# is preferred by so many.
_MAX_LETTERS_BEFORE, _MAX_LETTERS_AFTER, _OVERLAP, _UNUSUAL_SIDE = 40, 30, 3, 20
_NOUN_LETTERS = 5  # by which a word for plant is known in any case
_MAX_PLANTS = 40  # of one report
_MAX_MARKS = 6  # words for plant, and quoted names, that are looked at in one sentence
_MIN_NAME_LETTERS = 3  # of a word that makes a name one; shorter ones are abbreviations
_MAX_WORDS_TO_TOWN = 3


class NamedPlant(NamedTuple):
    """A plant that a sentence names: the word for plant, its name in Latin letters, and as the report writes it."""

    noun: str
    name: str
    original: str


class SentenceText(NamedTuple):
    """A sentence with the report's text, folded and as it is."""

    sentence: TaggedSentence
    folded: Folded
    text: str

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the words [first, last) stand in the original text."""
        return self.folded.span(*self.sentence.folded_span(first, last))

    def bounds(self) -> tuple[int, int]:
        """Return where the sentence stands in the original text."""
        return self.folded.span(self.sentence.start, self.sentence.stop)

    def original(self) -> str:
        """Return the sentence as the report has it."""
        start, stop = self.bounds()
        return self.text[start:stop]


def remember_producer(source: SentenceText, report: ReportContext) -> None:
    """Remember the plants that a sentence names: "«Жетісу Авто» зауыты"."""
    for plant in _named_plants(source, report):
        if len(report.plant_names) > _MAX_PLANTS:
            return
        report.last_plant = report.last_producer = plant.name
        report.plants_by_noun[plant.noun[:_NOUN_LETTERS]] = plant.name
        report.plant_names[plant.original] = plant.name


def find_producer(source: SentenceText, report: ReportContext, places: list[Mention]) -> str | None:
    """Return who makes what a sentence is about: its plant, its region, or the last one."""
    sentence = source.sentence
    named = _named_plants(source, report)
    if named:
        return named[0].name
    nouns = [sentence.words[mark.first][:_NOUN_LETTERS] for mark in _plant_marks(sentence)]
    if report.last_plant and nouns:
        return next((report.plants_by_noun[noun] for noun in nouns if noun in report.plants_by_noun), report.last_plant)
    if "nation" in sentence.tags and report.country:
        return report.country
    regions = [place for place in places if report.is_home(place) and place.role in ("in", "of", "", "by")]
    return regions[0].name if regions else report.last_producer


def singular(product: str) -> str:
    """Return a product's English name as it stands before "plant": batteries – battery."""
    word = product.removeprefix("passenger ")
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _plant_marks(sentence: TaggedSentence) -> list[Mark]:
    if not mentions_plant(sentence):
        return []
    return [mark for mark in sentence.marks if mark.tag in ("plant", "this-plant")]


def _named_plants(source: SentenceText, report: ReportContext) -> list[NamedPlant]:
    sentence = source.sentence
    marks = _plant_marks(sentence)
    makes = not sentence.tags.isdisjoint(("make", "output", "capacity"))
    if not (marks or makes or report.plant_names):
        return []
    original = source.original()
    plants = [NamedPlant("", name, known) for known, name in report.plant_names.items() if known in original]
    if plants:
        return plants
    quoted = list(islice(_QUOTED_NAME.finditer(original), _MAX_MARKS))
    plants = _quoted_plants(source, marks[:_MAX_MARKS], quoted)
    if not plants and quoted and report.plant_names and any(tag.startswith("product:") for tag in sentence.tags):
        plants.append(_romanized("", quoted[0][1], sentence.language))  # one more in a list of plants
    if not plants and (marks or makes) and not sentence.titled:
        plants += _capitalized_plants(source, marks)
    return plants or _unnamed_plants(source, marks[:_MAX_MARKS])


def _romanized(noun: str, name: str, language: str) -> NamedPlant:
    return NamedPlant(noun, romanize(name, language), name)


def _quoted_plants(source: SentenceText, marks: list[Mark], quoted: list[re.Match[str]]) -> list[NamedPlant]:
    """Return names in quotation marks beside a word for plant: the nearer one, the usual side first."""
    if not marks or not quoted:
        return []
    sentence = source.sentence
    start, _ = source.bounds()
    name_follows = sentence.rules.producers.name_follows_noun
    plants = []
    for mark in marks:
        first, last = source.span(mark.first, mark.last)
        gaps = []
        for found in quoted:
            before, after = first - (start + found.end()), start + found.start() - last
            if -_OVERLAP <= before <= _MAX_LETTERS_BEFORE:
                gaps.append((before + (_UNUSUAL_SIDE if name_follows else 0), found))
            elif -_OVERLAP <= after <= _MAX_LETTERS_AFTER:
                gaps.append((after + (0 if name_follows else _UNUSUAL_SIDE), found))
        if gaps:
            found = min(gaps, key=lambda gap: gap[0])[1]
            plants.append(_romanized(sentence.words[mark.first], found[1], sentence.language))
    return plants


def _capitalized_plants(source: SentenceText, marks: list[Mark]) -> list[NamedPlant]:
    """Return the first name without quotation marks that the language's patterns find: "Almaty Cable Works"."""
    sentence, original = source.sentence, source.original()
    rules = sentence.rules.producers
    for pattern in rules.patterns:
        for found in pattern.finditer(original):
            words = (found[1] or found[0]).split()
            while words and words[0] in rules.not_names:
                words.pop(0)
            name = " ".join(words)
            is_name = any(word[1:].islower() and len(word) >= _MIN_NAME_LETTERS for word in words)
            if is_name and not _is_place(name):
                return [NamedPlant(sentence.words[marks[0].first] if marks else "", name, name)]
    return []


def _unnamed_plants(source: SentenceText, marks: list[Mark]) -> list[NamedPlant]:
    """Return a plant known by its product and town: "аккумулятор зауыты" is "battery plant, Taldykorgan"."""
    sentence = source.sentence
    for mark in marks:
        product = sentence.ending(mark.first, "product:")
        if product is None or product.tag == ANY_PRODUCT:
            continue
        towns = [
            place
            for place in sentence.marks
            if place.tag.startswith("place:")
            and (_is_town(place.tag[6:]) or place.last == product.first)
            and (0 <= product.first - place.last <= _MAX_WORDS_TO_TOWN or 0 <= place.first - mark.last <= 2)
        ]
        if towns:
            start, stop = source.span(product.first, mark.last)
            town = towns[-1].tag[6:].removesuffix(" city").removesuffix(" region")
            name = f"{singular(product.tag[8:])} plant, {town}"
            return [NamedPlant(sentence.words[mark.first], name, source.text[start:stop])]
    return []


def _is_place(name: str) -> bool:
    return not places_by_name().keys().isdisjoint((name, f"{name} region", f"{name} city"))


def _is_town(name: str) -> bool:
    return places_by_name()[name]["kind"] == "city" or name.endswith(" city")
