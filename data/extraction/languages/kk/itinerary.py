"""How Kazakh tells of a visit: the verb comes last, and endings say what part a noun plays."""

from __future__ import annotations

import re

from data.extraction.grammar import word_set
from data.extraction.itinerary.grammar import VisitGrammar
from data.extraction.itinerary.phrase_bounds import bounds_before_noun, is_no_compound

_CASES = (
    r"(?P<of>(?:н|д|т)иң)$|(?P<from>(?:нан|нен|дан|ден|тан|тен))$|(?P<in>{in_})$"
    r"|(?P<with>(?:мен|бен|пен))$|(?P<to>(?:ға|ге|қа|ке|на|не))$|(?P<object>{object})$"
)
_PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)")


def _is_plural(word: str, stem_letters: int) -> bool:
    return bool(_PLURAL.search(word, stem_letters))


GRAMMAR = VisitGrammar(
    is_verb_last=True,
    hints=("делегаци", "сапар", "қонақ", "мейман", "визит"),
    max_action_words=14,
    conjunctions=word_set("мен пен бен жане"),
    list_words=word_set("мен пен бен жане , сондай"),
    clause_breaks=word_set("; бирақ"),
    past=re.compile(r"(?:[^е]ди|ти|ған|ген|қан|кен)$"),
    find_bounds=bounds_before_noun,
    is_noun=is_no_compound,
    is_plural=_is_plural,
    topic_endings=("ған", "ген", "қан", "кен"),
    future=re.compile(r"(?:^(?:а|е|и|аи|еи)ди|(?:мақ|мек|бақ|бек|пақ|пек)(?:ши)?)$"),
    case_endings=re.compile(_CASES.format(in_="(?:да|де|та|те)(?:ғи|ги)?", object="(?:ни|ди|ти|син|ин|н)")),
    # Without a known stem, a possessive before the case ending may be part of the word.
    whole_word_case_endings=re.compile(
        _CASES.format(in_="(?:нда|нде|да|де|та|те)(?:ғи|ги)?", object="(?:ни|ди|тти|пти|син|ин)")
    ),
    with_endings=("мен", "пен", "бен"),
    participle_endings=("ған", "ген", "қан", "кен"),
    auxiliaries=word_set("еди болатин болған болса жане"),
    bounds_endings=re.compile(
        r"(?:ған|ген|қан|кен|атин|етин|йтин|ип|ап|еп|уп|нан|нен|дан|ден|тан|тен|ға|ге|қа|ке|ни|ди|ти|ниң|диң|тиң|мен|пен|бен"
        r"|да|де|лар|лер|дар|дер|тар|тер|лары|лери|ин|син)$"
    ),
    place_attribute_endings=("дағи", "деги", "таги", "тағи", "теги"),
    named_after_words=word_set("атиндаги атиндағи"),
)
