"""The deeds of a visit in a sentence, and which of them a venue or an event can belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.extraction.itinerary.noun_phrases import Unit
from data.extraction.itinerary.vocabulary import AT, VERB_LAST, WITH, is_future, is_past, word_set
from data.extraction.sentence import Line

KINDS = ("go", "show", "rite", "meet", "do", "attend", "be", "hold", "begin", "end", "point", "cancelled")
_REACH = {"kk": 14, "uz": 14, "ru": 14, "en": 16}  # words between a venue and its deed
_FROM = word_set("из от from")
_ABOUT = word_set("о об обо about against для под against без ради towards вокруг")
_AUXILIARY = word_set("еди болатин болған болса edi ekan bolsa bolgan hamda va жане")
PARTINGS = word_set("; но but бирақ lekin ammo biroq однако а while")
ANDS = word_set("мен пен бен и va hamda and жане , сондай")


@dataclass
class Deed:
    """A verb or a noun of doing on the words [first, last), with all it can mean."""

    first: int
    last: int
    kinds: dict[str, str]
    word: str
    future: bool
    past: bool

    def can(self, *kinds: str) -> bool:
        """Whether it is a deed of one of these kinds."""
        return any(kind in self.kinds for kind in kinds)


def deeds(line: Line) -> list[Deed]:
    """The deeds of a sentence from left to right."""
    found: list[Deed] = []
    for mark in line.marks:
        kind, _, rest = mark.tag.partition(":")
        if kind not in KINDS:
            continue
        if found and found[-1].first == mark.first:
            found[-1].kinds[kind] = rest
        else:
            word = line.words[mark.last - 1]
            future = is_future(word, mark.stem, line.language)
            past = is_past(word, mark.stem, line.language)
            found.append(
                Deed(mark.first, mark.last, {kind: rest}, word, future, past and not line.has(mark.first, "planned"))
            )
    return found


def deed_of(line: Line, unit: Unit, done: list[Deed], taken: Sequence[tuple[Unit, Deed | None]]) -> Deed | None:
    """The deed among `done` that a venue or an event belongs to; `taken` are its neighbours that have theirs."""
    if line.language in VERB_LAST:
        return _following(line, unit, done, taken)
    return _preceding(line, unit, done, taken) or _fronted(line, unit, done)


def _following(line: Line, unit: Unit, done: list[Deed], taken: Sequence[tuple[Unit, Deed | None]]) -> Deed | None:
    reach = _REACH[line.language]
    after = taken[-1] if taken else None
    for deed in [deed for deed in done if deed.first >= unit.head][:4]:
        shared = after is not None and after[1] is deed and after[0].first - unit.head <= reach
        if (deed.first - unit.head > reach and not shared) or parted(line, unit.head, deed.first):
            break
        if _fits_before(line, unit, deed, done):
            return deed
    return next((deed for deed in done if deed.can("point") and 0 <= unit.first - deed.last <= 6), None)


def _preceding(line: Line, unit: Unit, done: list[Deed], taken: Sequence[tuple[Unit, Deed | None]]) -> Deed | None:
    for deed in reversed([deed for deed in done if deed.first < unit.first]):
        start = max([deed.last, *(other.last for other, its in taken if its is deed)])
        if unit.first - start > _REACH[line.language] or parted(line, deed.last, unit.first, relative=True):
            break
        if _fits_after(line, unit, deed):
            return deed
    return None


def _fronted(line: Line, unit: Unit, done: list[Deed]) -> Deed | None:
    for deed in [deed for deed in done if deed.first >= unit.last][:2]:
        if deed.first - unit.last > _REACH[line.language] - 4 or parted(line, unit.last, deed.first, relative=True):
            break
        if _fits_fronted(line, unit, deed):
            return deed
    return None


def parted(line: Line, first: int, last: int, relative: bool = False) -> bool:
    """Whether the words [first, last) part two clauses; `relative` clauses too where asked."""
    for place in range(first, last):
        if line.words[place] == ";" or (line.words[place] == ":" and line.language in VERB_LAST):
            return True
        turns = line.words[place] in PARTINGS and not line.has(place + 1, "order")
        if relative and (turns or line.has(place, "relative")):
            return True
    return False


def _fits_before(line: Line, unit: Unit, deed: Deed, done: list[Deed]) -> bool:
    """Kazakh and Uzbek: the noun's ending says whether the verb after it can be its deed."""
    case, gap = unit.case, deed.first - unit.head
    if case == "from":
        return deed.can("begin")
    listed = case == "" and (line.word(unit.head) in ANDS or unit.event or line.has(unit.head, "aspect"))
    if _attributive(line, deed) and not deed.can("go", "rite", "meet", "attend"):
        return False
    if case == "of" and gap > 5:
        return False
    if unit.happening is not None and deed.can("attend", "hold", "be", "do", "meet", "rite"):
        return True
    if deed.can("go", "show", "rite"):
        if (unit.noun == "company" and gap > 3) or (unit.plural and not deed.can("go", "rite")):
            return False
        return case != "" or listed or deed.can("show") or gap <= 1
    if deed.can("begin", "end", "point"):
        return True
    if deed.can("be"):
        return case == "in" or any(other.can("point") for other in done)
    if deed.can("meet") and case == "" and gap <= 3:
        return True  # those of the venue are met
    signs = deed.kinds.get("do") == "signing"
    return deed.can("meet", "do") and case in (("in",) if signs else ("in", "with", "of"))


def _attributive(line: Line, deed: Deed) -> bool:
    """A participle before its noun: "the alley opened on the city's day"."""
    if not deed.word.endswith(("ған", "ген", "қан", "кен", "gan")):
        return False
    after = line.word(deed.last)
    return after[:1].isalpha() and after not in _AUXILIARY


def _fits_after(line: Line, unit: Unit, deed: Deed) -> bool:
    """Russian and English, the deed before its venue: the preposition between them decides."""
    lead = unit.lead if unit.first > deed.last else ""
    if lead in _FROM or lead in _ABOUT:
        return lead == "from" and line.word(unit.last + 1) == "where"
    if unit.happening is not None:
        return not (deed.can("meet") and len(deed.kinds) == 1 and not unit.venue)
    if deed.can("go", "show", "rite", "begin", "end", "point"):
        return not (unit.noun == "company" and unit.first - deed.last > 3)
    if deed.can("hold") and lead in AT:  # the day passed at a plant
        return any(mark.last <= deed.first and mark.tag.startswith(("day:", "trip")) for mark in line.marks)
    signs = deed.kinds.get("do") == "signing"
    return deed.can("meet", "do") and (lead in AT or (lead in WITH and not signs))


def _fits_fronted(line: Line, unit: Unit, deed: Deed) -> bool:
    """Russian and English, the venue before its deed."""
    if unit.lead in _FROM or unit.lead in _ABOUT or unit.lead in ("of", "by", "за"):
        return False
    if unit.happening is not None and deed.can("hold", "begin", "end", "point", "attend", "do"):
        return (
            (deed.can("hold", "end", "begin", "point") and (unit.lead not in AT))
            or unit.venue is not None
            or unit.lead in AT
        )
    if unit.lead in AT:
        return deed.can("meet", "do", "show", "go", "rite", "hold", "attend")
    if line.language == "ru" and not unit.lead and unit.last == deed.first and deed.can("go") and deed.past:
        return True  # the object stands first: "завод посетила делегация"
    passive = line.word(deed.first - 1) in ("was", "were", "be", "been")
    return (
        (deed.can("go", "show") and passive)
        or deed.can("point")
        or (deed.can("end", "begin") and deed.first == unit.last)
    )
