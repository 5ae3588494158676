"""Who is named in a sentence, and in which part: with, to, from, of, in, by, and, or as the subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from data.extraction.lexicon import place_index
from data.extraction.sentence import Line

_KAZAKH = re.compile(
    r"(?P<ins>(?:мен|бен|пен))$|(?P<from>(?:нан|нен|дан|ден|тан|тен))$|(?P<of>(?:ниң|диң|тиң))$"
    r"|(?P<in>(?:дағи|деги|тағи|теги|да|де|та|те))$|(?P<to>(?:ға|ге|қа|ке|на|не))$|(?P<of2>(?:лиқ|лик|диқ|дик|тиқ|тик))"
)
_UZBEK = re.compile(
    r"(?P<from>dan)$|(?P<of>ning)$|(?P<in>(?:dagi|da))$|(?P<to>(?:gacha|ga|ka|qa))$|(?P<of2>(?:lik|cha))"
)
_PREPOSITIONS = {
    "ru": {
        "с": "with",
        "со": "with",
        "в": "to",
        "во": "to",
        "на": "to",
        "из": "from",
        "от": "from",
        "между": "between",
        "для": "to",
        "по": "in",
        "у": "of",
        "после": "past",
    },
    "en": {
        "with": "with",
        "to": "to",
        "from": "from",
        "between": "between",
        "of": "of",
        "in": "in",
        "by": "by",
        "into": "to",
        "for": "of",
        "within": "in",
        "among": "between",
        "after": "past",
        "behind": "past",
    },
}
_SKIP = frozenset(
    [
        "the",
        "its",
        "neighbouring",
        "neighboring",
        "соседний",
        "соседнюю",
        "соседней",
        "соседнего",
        "республики",
        "республику",
        "республикой",
        "страны",
        "стран",
        "странами",
        "государствами",
        "области",
        "регионы",
        "countries",
        "buyers",
    ]
)
_JOINERS = frozenset(
    [
        ",",
        "and",
        "и",
        "va",
        "ва",
        "мен",
        "пен",
        "бен",
        "жане",
        "hamda",
        "ҳамда",
        "&",
        "а",
        "–",
        "-",
        "менен",
        "bilan",
        "or",
        "также",
    ]
)
_DEMONYMS = (
    "ek",
    "akh",
    "yz",
    "jik",
    "kmen",
    "ian",
    "ese",
    "ish",
    "nch",
    "tch",
    "iss",
    "rman",
    "ani",
    "gol",
    "orean",
    "ghan",
    "aqi",
    "uropean",
    "qatari",
    "emirati",
    "krainian",
)
_OWNED = ("turnover", "export", "import", "balance", "surplus", "deficit", "output")
_PAST = frozenset(["after", "ahead", "behind", "following", "после", "вслед", "опередив", "обогнав"])


@dataclass
class Mention:
    """A place named on the words [first, last)."""

    first: int
    last: int
    name: str
    kind: str
    country: str
    role: str
    adjective: bool = False


def mentions(line: Line) -> list[Mention]:
    """The places of a sentence with their parts, from left to right."""
    index = place_index()
    found: list[Mention] = []
    quoted = _quoted(line)
    for mark in line.marks:
        if mark.tag.startswith("place:") and mark.first not in quoted:
            place = index[mark.tag[6:]]
            country = place["name"] if place["kind"] in ("country", "bloc") else _country(place)
            role, adjective = _role(line, mark.first, mark.last, mark.stem)
            if place["capital"] and mark.last - mark.first == 1 and not _itemized(line, mark.last):
                place = index[country]  # a capital's bare name stands for its state
            found.append(Mention(mark.first, mark.last, place["name"], place["kind"], country, role, adjective))
    for first, second in pairwise(found[:]):
        if (
            first.kind == "country"
            and second.kind == "region"
            and second.country == first.name
            and (first.role == "of" and second.first - first.last <= 1)
        ):
            found.remove(first)  # "Uzbekistan's Jizzakh Region" is the region
    for first, second in pairwise(found[:]):
        if first.name == second.name and first.first == 0 and first in found:
            found.remove(first)  # a dateline: "ASTANA – Kazakhstan and …"
    _join(line, found)
    _pair_up(line, found)
    return found


def _quoted(line: Line) -> set[int]:
    """Words of names in quotation marks: a plant called after a town is not the town."""
    places = [place for place, word in enumerate(line.words) if word == '"']
    inside: set[int] = set()
    for first, last in zip(places[::2], places[1::2], strict=False):
        if last - first <= 6:
            inside.update(range(first, last))
    return inside


def _itemized(line: Line, after: int) -> bool:
    """Whether a name heads an item of a list ("Astana – 5 million")."""
    return line.word(after) in ("–", "-", "(", ":") and (
        line.word(after + 1)[:1].isdecimal() or line.word(after + 1) == "$"
    )


def _country(place: dict[str, str]) -> str:
    within = place["within"]
    above = place_index().get(within)
    while above and above["kind"] != "country":
        within = above["within"]
        above = place_index().get(within)
    return within


def _role(line: Line, first: int, last: int, stem: int) -> tuple[str, bool]:
    word = line.words[last - 1]
    if line.language == "kk":
        if line.word(last) in ("–", "-") and line.starting(last + 1, "place:"):
            return "and", False
        found = _KAZAKH.search(word[stem:]) if stem < len(word) else None
        if line.word(last) in ("мен", "пен", "бен"):
            return "and", False
        if line.word(last) == "-" or (found and found.lastgroup == "of2"):
            return "of", True
        if line.word(last).startswith(("жағинан", "тарапинан")):
            return "from", True
        if found is None:
            return "", False
        return ("with" if found.lastgroup == "ins" else str(found.lastgroup)), False
    if line.language == "uz":
        if line.word(last) == "bilan":
            return "with", False
        found = _UZBEK.search(word[stem:]) if stem < len(word) else None
        if found is None:
            return "", False
        if found.lastgroup == "of2":
            return "of", True
        return str(found.lastgroup), False
    if line.language == "en":
        if line.has(first - 1, "sell") and line.word(last) == "with":
            return "to", False
        if line.word(last) == "'s" or (line.word(last) == "'" and word.endswith("s")):
            return "of", False
        if line.word(last) in ("-", "–") and line.at(last + 1):
            return "and", False
    if line.language == "ru" and any(line.has(first - 1, tag) for tag in _OWNED):
        return "of", False  # "товарооборот области Жетысу"
    table = _PREPOSITIONS[line.language]
    for back in range(1, 5):
        before = line.word(first - back)
        if any(tag.startswith("place:") for tag in line.at(first - back)):
            break  # the preposition is the other's
        if before in table:
            role = table[before]
            if line.word(first - back - 1) in ("buyers", "customers", "consumers"):
                role = "to"
            if line.word(first - back - 1) in _PAST or before in _PAST:
                role = "past"
            if (
                role == "to"
                and line.language == "ru"
                and word.endswith(("ане", "ии", "ости", "уте", "ти", "ге", "ае", "де"))
            ):
                role = "in"
            adjective = line.language == "en" and word.endswith(_DEMONYMS)
            return role, adjective
        if not before or before in (",", ".", "–", "(", ";", ":") or before[0].isdecimal():
            break
        if before not in _SKIP and back > 1 and line.language == "en":
            break
    if line.language == "en":
        adjective = word.endswith(_DEMONYMS)
        return ("of" if adjective else ""), adjective
    adjective = word.endswith(("ский", "ская", "ского", "ской", "ские", "ских", "скими", "ским", "скую", "ском", "ое"))
    if adjective:
        return "of", True
    if word.endswith(("ана", "ии", "ая", "сти", "ы", "ау", "кой", "ти")):
        return "of", False
    return "", False


def _pair_up(line: Line, found: list[Mention]) -> None:
    """“A bilan B o‘rtasida”, "A мен B арасында": both are of the pair, whatever their endings."""
    for first, second in pairwise(found):
        if line.starting(second.last, "between") and second.first - first.last <= 2:
            first.role = second.role = "between"


def _join(line: Line, found: list[Mention]) -> None:
    """A list of places shares the part of the one that shows it: the first with a preposition, the last with a case."""
    groups: list[list[Mention]] = []
    for mention in found:
        if groups and _linked(line, groups[-1][-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    for group in groups:
        if len(group) < 2:
            continue
        if line.language in ("ru", "en"):
            for before, mention in pairwise(group):
                if not mention.role or mention.role == "of":
                    mention.role = before.role if before.role not in ("", "and") else mention.role
            if line.language == "en" and group[0].role == "and":
                group[1].role = "and"
        else:
            for before, mention in zip(reversed(group[:-1]), reversed(group[1:]), strict=False):
                if not before.role:
                    before.role = mention.role


def _linked(line: Line, before: Mention, after: Mention) -> bool:
    between = line.words[before.last : after.first]
    if "(" in between and ")" in between:  # "Russia (5.3 billion), Kazakhstan (2.6 billion) and Korea"
        between = between[: between.index("(")] + between[between.index(")") + 1 :]
    return 0 < len(between) <= 3 and all(
        word in _JOINERS or word in _PREPOSITIONS.get(line.language, ()) for word in between
    )
