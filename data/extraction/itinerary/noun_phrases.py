"""Venues and events of a sentence, each with the noun phrase around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from data.extraction.itinerary.vocabulary import VERB_LAST, case_of, word_set
from data.extraction.lexicon import Mark
from data.extraction.sentence import Line

_QUOTE = '"'
_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ого|его|ому|ему|ом|ем|ым|им|ая|яя|ую|юю|ое|ее|ые|ие|ых|их|ыми|ими|ов|ев)$")
_GENITIVE = re.compile(r"(?:а|я|ы|и|ов|ев|ей|ого|его|ой|ых|их)$")
_RU_STOPS = word_set(
    "в во на и а но по с со из от до к ко о об у за для при под над перед после между через где когда "
    "который их его ее им они он она этом этой который также затем или как что чтобы не"
)
_EN_STOPS = word_set(
    "a an the of in at to and or from with by for on into through around near over after before during "
    "while where who which that as but then their its his her this these those was were is are be been "
    "has had have he she they we it not also than until about between via some several two three four "
    "both each all more"
)
# Words that a Kazakh or Uzbek noun phrase does not reach over: verb forms, and nouns that play a part of their own.
_BREAKS = {
    "kk": re.compile(
        r"(?:ған|ген|қан|кен|атин|етин|йтин|ип|ап|еп|уп|нан|нен|дан|ден|тан|тен|ға|ге|қа|ке|ни|ди|ти|ниң|диң|тиң|мен|пен|бен"
        r"|да|де|лар|лер|дар|дер|тар|тер|лары|лери|ин|син)$"
    ),
    "uz": re.compile(r"(?:gan|kan|qan|ib|ab|dan|ga|ka|qa|ni|ning|da|lar|lari|di|sa)$"),
}
_BLOCKING = (
    "go:",
    "show:",
    "rite:",
    "meet:",
    "do:",
    "attend:",
    "hold:",
    "be",
    "begin",
    "end",
    "point",
    "order",
    "also",
    "within",
    "slot:",
    "day:",
    "rel:",
    "weekday:",
    "month:",
    "before",
    "after",
    "planned",
    "guest",
    "bar",
    "trip",
    "belongs",
    "venue:",
    "event:",
    "people",
    "there",
    "where",
)
_OFFICES = frozenset({"embassy", "regional administration", "ministry", "agency", "parliament", "government"})
_MOST = 6  # words of a name before its noun


@dataclass
class Unit:
    """A venue or an event: its noun phrase is the words [first, last), its noun ends at `head`."""

    first: int
    last: int
    head: int
    event: bool
    sort: str
    noun: str
    case: str = ""
    lead: str = ""
    plural: bool = False
    parts: list[Unit] = field(default_factory=list)

    @property
    def venue(self) -> Unit | None:
        """The place among the parts, if any."""
        return next((part for part in (self, *self.parts) if not part.event), None)

    @property
    def happening(self) -> Unit | None:
        """The event among the parts, if any."""
        return next((part for part in (self, *self.parts) if part.event), None)


def units(line: Line, capital: Callable[[int], bool]) -> list[Unit]:
    """Venues and events of a sentence from left to right; `capital` tells whether a word begins with a capital."""
    found: list[Unit] = []
    quotes = _quotes(line)
    for mark in line.marks:
        kind, _, rest = mark.tag.partition(":")
        if kind not in ("venue", "event") or (found and mark.first < found[-1].last and mark.first < found[-1].head):
            continue
        if not _is_noun(line, mark) or any(left < mark.first and mark.last <= right for left, right in quotes):
            continue
        sort, _, noun = rest.partition(":")
        word = line.words[mark.last - 1]
        unit = Unit(mark.first, mark.last, mark.last, kind == "event", sort, noun)
        if line.language in VERB_LAST:
            unit.case = case_of(word, mark.stem, line.language)
            if line.word(mark.last) == "bilan":
                unit.case = "with"
            unit.first = _left(line, mark, quotes, capital)
            unit.plural = bool(re.search(r"(?:лар|лер|дар|дер|тар|тер|lar)", word[mark.stem :]))
        elif line.language == "ru":
            unit.first, unit.last = _russian(line, mark, quotes, capital)
        else:
            unit.first, unit.last = _english(line, mark, quotes, capital)
            unit.plural = word.endswith("s") and not word.endswith(("ss", "works", "quarters", "gardens", "talks"))
        floor = found[-1].last if found else 0
        unit.first = max(unit.first, min(floor, mark.first))
        if line.language not in VERB_LAST:
            unit.lead = _lead(line, unit.first)
        found.append(unit)
    return found


def _is_noun(line: Line, mark: Mark) -> bool:
    """Not an adjective made of the noun, not the first half of a compound."""
    rest = line.words[mark.last - 1][mark.stem :]
    if line.language == "ru":
        return len(rest) <= 3 and not rest.startswith(("ск", "чик", "чан", "ник", "н"))
    if line.language == "en":
        return not (line.word(mark.last) == "-" and line.word(mark.last + 1).endswith(("ed", "based")))
    return (
        line.word(mark.last) != "-" or not line.word(mark.last + 1)[:4].isalpha() or len(line.word(mark.last + 1)) < 6
    )


def _quotes(line: Line) -> list[tuple[int, int]]:
    """Where quoted words stand: [opening, closing] places."""
    at = [place for place, word in enumerate(line.words) if word == _QUOTE]
    return list(zip(at[::2], at[1::2], strict=False))


def _blocked(line: Line, place: int) -> bool:
    return any(tag.startswith(_BLOCKING) for tag in line.at(place))


def _opening(place: int, quotes: list[tuple[int, int]]) -> int | None:
    return next((left for left, right in quotes if right == place), None)


def _left(line: Line, mark: Mark, quotes: list[tuple[int, int]], capital: Callable[[int], bool]) -> int:
    """Where a Kazakh or Uzbek noun phrase begins: all that belongs to the noun stands before it."""
    office = mark.tag.rpartition(":")[2] in _OFFICES
    at, steps = mark.first, 0
    while at > 0 and steps < _MOST:
        word = line.words[at - 1]
        opening = _opening(at - 1, quotes)
        if opening is not None:
            at, steps = opening, steps + 1
            continue
        place = any(tag.startswith("place:") for tag in line.at(at - 1))
        if word in ("-", "nomidagi", "атиндаги", "атиндағи"):
            at -= 1
            continue
        if not word[:1].isalpha() or _blocked(line, at - 1):
            break
        if _of_place(word, line.language):
            at, steps = at - 1, steps + 1
            if not office:
                continue
            at += 1
            break
        if (place and office) or (
            _BREAKS[line.language].search(word) and not (capital(at - 1) and at > 1 and not place)
        ):
            break
        at, steps = at - 1, steps + 1
    while at < mark.first and line.words[at] == "-":
        at += 1
    return at


def _of_place(word: str, language: str) -> bool:
    """A place as an attribute: Талғардағы, Talg‘ardagi ("in Talgar")."""
    return word.endswith(("дағи", "деги", "таги", "тағи", "теги") if language == "kk" else ("dagi",))


def _russian(line: Line, mark: Mark, quotes: list[tuple[int, int]], capital: Callable[[int], bool]) -> tuple[int, int]:
    first, last = mark.first, mark.last
    while first > 0 and mark.first - first < _MOST:
        word = line.words[first - 1]
        adjective = _ADJECTIVE.search(word) and word not in _RU_STOPS and len(word) > 3
        if not adjective or (_blocked(line, first - 1) and not line.has(first - 1, "people")):
            break
        first -= 1
    named = next((right for left, right in quotes if left == last), None)
    if named is not None:
        last = named + 1
    taken = 0
    while last < len(line.words) and taken < 4 and named is None:
        word = line.words[last]
        if word in ("им", "имени", "№") or (word[:1].isdecimal() and line.words[last - 1] == "№") or word == ".":
            if word == "." and line.words[last - 1] != "им":
                break
        elif (
            word in _RU_STOPS
            or not word[:1].isalpha()
            or _blocked(line, last)
            or not (capital(last) or _GENITIVE.search(word))
        ):
            break
        last, taken = last + 1, taken + 1
    if named is None:
        named = next((right for left, right in quotes if left == last), None)
        last = named + 1 if named is not None else last
    if line.word(last) in ("в", "во") and line.word(last + 1) and line.starting(last + 1, "place:"):
        last = line.starting(last + 1, "place:").last  # type: ignore[union-attr]
    return first, last


def _english(line: Line, mark: Mark, quotes: list[tuple[int, int]], capital: Callable[[int], bool]) -> tuple[int, int]:
    first, last = mark.first, mark.last
    while first > 0 and mark.first - first < _MOST + 2:
        opening = _opening(first - 1, quotes)
        if opening is not None:
            first = opening
            continue
        word = line.words[first - 1]
        if word not in ("-", "'s", "'", "–") and (
            not word[:1].isalpha() or word in _EN_STOPS or _blocked(line, first - 1)
        ):
            break
        if word == "–" and not (first > 1 and capital(first - 2) and capital(first)):
            break
        first -= 1
    while first < mark.first and line.words[first] in ("-", "'s", "'", "–"):
        first += 1
    named = next((right for left, right in quotes if left == last), None)
    last = named + 1 if named is not None else last
    for joint, lower in (("of", True), ("for", True), ("near", False), ("in", False)):
        if line.word(last) != joint or line.has(last, "relative"):
            continue
        at = last + 1
        at += line.word(at) in ("the", "a")
        begin = at
        while (
            at < len(line.words) and at - begin < 4 and line.words[at][:1].isalpha() and line.words[at] not in _EN_STOPS
        ):
            if not (capital(at) or lower) or _blocked(line, at):
                break
            at += 1
        last = at if at > begin else last
    return first, last


def _lead(line: Line, first: int) -> str:
    """The preposition before a Russian or English noun phrase, over its determiners and participles."""
    at = first - 1
    while at >= 0 and (line.has(at, "bar") or line.words[at] == _QUOTE) and line.words[at] not in ("of", "at"):
        at -= 1
    for back in range(at, max(at - 3, -1), -1):
        if line.words[back] in ("о", "об"):
            return line.words[back]
        if not line.words[back][:1].isalpha():
            break
    return line.word(at)
