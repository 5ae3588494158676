"""Plants and companies: how they are named, and which one a sentence is about."""

from __future__ import annotations

import re
from itertools import islice

from data.extraction.context import Context
from data.extraction.lexicon import Mark, place_index
from data.extraction.normalize import Folded
from data.extraction.place_mentions import Mention
from data.extraction.romanize import romanized
from data.extraction.sentence import Line

_QUOTED = re.compile(r"[«“\"„]([^«»“”\"„\n]{2,60})[»”\"]")
_TITLED = re.compile(
    r"(?:[A-Z][\w'’-]+ ){1,3}(?:Works|Plant|Factory|Mill|Farm|Power|Motors|Industries|Group|Prokat|Auto)\b"
    r"|((?:[A-Z][\w’'-]+ ){1,4})(?:[a-z-]+ ){0,3}(?:plant|factory|works|mill|company|enterprise|manufacturer)\b"
)
_MAKER = re.compile(
    r"((?:[A-Z][\w’'-]+ ?){1,4}), (?:an?|one of|the) [^,.]{0,70}?"
    r"(?:maker|makers|producer|producers|manufacturer|plant|factory|mill|works|company|refinery)\b"
)
_MOST = 40  # plants of one report
_NOT_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "Its",
        "This",
        "That",
        "These",
        "From",
        "For",
        "And",
        "But",
        "It",
        "As",
        "By",
        "Of",
        "Last",
        "Kazakh",
        "Uzbek",
    ]
)


def maker(line: Line, folded: Folded, text: str, context: Context) -> None:
    """Remember the plant that a sentence names: a name in quotation marks beside a word for plant."""
    for word, name, original in _named(line, folded, text, context):
        if len(context.names) > _MOST:
            return
        context.plant = context.producer = name
        context.plants[word[:5]] = name
        context.names[original] = name


def _named(line: Line, folded: Folded, text: str, context: Context) -> list[tuple[str, str, str]]:
    """Plants named in the sentence: the word for plant, the name in Latin letters, and as it stands."""
    start, stop = folded.span(line.sentence.start, line.sentence.stop)
    original = text[start:stop]
    plants = [mark for mark in line.marks if mark.tag in ("plant", "this-plant")]
    makes = any(mark.tag in ("make", "output", "capacity") for mark in line.marks)
    names: list[tuple[str, str, str]] = [
        ("", name, known) for known, name in context.names.items() if known in original
    ]
    if names or not (plants or makes or context.plants):
        return names
    quoted = list(islice(_QUOTED.finditer(original), 6))
    for mark in plants[:6]:
        first, last = folded.span(*line.sentence.place(mark.first, mark.last))
        # «Name» plant in Kazakh and Uzbek, plant «Name» in Russian: the nearer of the two, the usual side first
        gaps = []
        for found in quoted:
            before, after = first - (start + found.end()), start + found.start() - last
            if -3 <= before <= 40:
                gaps.append((before + (20 if line.language == "ru" else 0), found))
            elif -3 <= after <= 30:
                gaps.append((after + (0 if line.language == "ru" else 20), found))
        if gaps:
            found = min(gaps, key=lambda gap: gap[0])[1]
            names.append((line.words[mark.first], romanized(found[1], line.language), found[1]))
    if not names and quoted and context.plants and any(mark.tag.startswith("product:") for mark in line.marks):
        names.append(("", romanized(quoted[0][1], line.language), quoted[0][1]))  # one more in a list of plants
    if line.language == "en" and (plants or makes) and not names and not line.titled:
        for found_name in (*_MAKER.finditer(original), *_TITLED.finditer(original)):
            name = (found_name[1] or found_name[0]).strip()
            words = name.split()
            while words and words[0] in _NOT_NAMES:
                words.pop(0)
            spelt = any(word[1:].islower() and len(word) > 2 for word in words)
            if words and spelt and not _is_place(" ".join(words)):
                head = line.words[plants[0].first] if plants else ""
                names.append((head, " ".join(words), " ".join(words)))
                break
    if not names:
        names += _unnamed(line, plants, folded, text)
    return names


def _unnamed(line: Line, plants: list[Mark], folded: Folded, text: str) -> list[tuple[str, str, str]]:
    """A plant known by its product and town: "аккумулятор зауыты" in Taldykorgan is "battery plant, Taldykorgan"."""
    for mark in plants[:6]:
        product = line.ending(mark.first, "product:")
        if product is None or product.tag == "product:products":
            continue
        towns = [
            place
            for place in line.marks
            if place.tag.startswith("place:")
            and (_is_town(place.tag[6:]) or place.last == product.first)
            and (0 <= product.first - place.last <= 3 or 0 <= place.first - mark.last <= 2)
        ]
        if towns:
            start, stop = folded.span(*line.sentence.place(product.first, mark.last))
            town = place_index()[towns[-1].tag[6:]]["name"]
            name = f"{one(product.tag[8:])} plant, {town.removesuffix(' city').removesuffix(' region')}"
            return [(line.words[mark.first], name, text[start:stop])]
    return []


def _is_place(name: str) -> bool:
    return not place_index().keys().isdisjoint((name, f"{name} region", f"{name} city"))


def _is_town(name: str) -> bool:
    return place_index()[name]["kind"] == "city" or name.endswith(" city")


def one(product: str) -> str:
    """A product as it stands before "plant": batteries – battery plant."""
    word = product.removeprefix("passenger ")
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def producer_in(line: Line, folded: Folded, text: str, context: Context, places: list[Mention]) -> str | None:
    """Who makes what the sentence tells of: its plant, the region it speaks of, or whoever was spoken of before."""
    named = _named(line, folded, text, context)
    if named:
        return named[0][1]
    this = [mark for mark in line.marks if mark.tag in ("plant", "this-plant")]
    if context.plant and this:
        known = [
            context.plants[line.words[mark.first][:5]] for mark in this if line.words[mark.first][:5] in context.plants
        ]
        return (known or [context.plant])[0]
    if "nation" in line.kinds and context.country:
        return context.country
    regions = [place for place in places if context.home(place) and place.role in ("in", "of", "", "by")]
    if regions:
        return regions[0].name
    return context.producer
