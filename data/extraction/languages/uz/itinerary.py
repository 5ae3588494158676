"""How Uzbek tells of a visit: the verb comes last, and endings say what part a noun plays."""

from __future__ import annotations

import re

from data.extraction.grammar import word_set
from data.extraction.itinerary.grammar import VisitGrammar
from data.extraction.itinerary.phrase_bounds import bounds_before_noun, is_no_compound

_CASES = re.compile(r"(?P<of>ning)$|(?P<from>dan)$|(?P<in>da(?:gi)?)$|(?P<to>(?:ga|ka|qa))$|(?P<object>ni)$")


def _is_plural(word: str, stem_letters: int) -> bool:
    return "lar" in word[stem_letters:]


GRAMMAR = VisitGrammar(
    is_verb_last=True,
    hints=("delegatsiya", "tashrif", "safar", "mehmon", "vizit"),
    max_action_words=14,
    conjunctions=word_set("va hamda"),
    list_words=word_set("va hamda ,"),
    clause_breaks=word_set("; lekin ammo biroq"),
    past=re.compile(r"(?:di|gan)$"),
    find_bounds=bounds_before_noun,
    is_noun=is_no_compound,
    is_plural=_is_plural,
    with_words=word_set("bilan"),
    topic_endings=("gan",),
    future=re.compile(r"^(?:a|ay|y)di$|moqchi$"),
    case_endings=_CASES,
    whole_word_case_endings=_CASES,
    with_endings=("bilan",),
    participle_endings=("gan",),
    auxiliaries=word_set("edi ekan bolsa bolgan hamda va"),
    bounds_endings=re.compile(r"(?:gan|kan|qan|ib|ab|dan|ga|ka|qa|ni|ning|da|lar|lari|di|sa)$"),
    place_attribute_endings=("dagi",),
    named_after_words=word_set("nomidagi"),
)
