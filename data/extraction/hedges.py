"""Words that hedge or bound an amount: about, more than, up to."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.sentence import TaggedSentence

UP_TO = "upto"  # "up to" may bound an amount or say where a change ended; the reader decides
_MAX_GLUE = 3  # small words between a hedge and its amount
_MAX_WORDS_AFTER = 3  # between an amount and the hedge after it
_MAX_BRACKET_WORDS = 9
_NEUTRAL_GLUE = frozenset({"us", '"', "$"})
# Tags of verbs that bound by their own meaning, whatever the ending of the amount: "does not reach", "in excess of".
_ANY_CASE = {"<to": "<", ">any": ">"}


def is_ablative(sentence: TaggedSentence, index: int) -> bool:
    """Whether a word has the case that "more than" asks for ("доллардан астам"); true where there are no cases."""
    endings = sentence.rules.hedges.ablative_endings
    return not endings or sentence.word(index).endswith(endings)


def find_relation(sentence: TaggedSentence, amount: Amount) -> str:
    """Return how the words beside an amount bound it: =, ~, >, <, >=, <= or UP_TO.

    "more than 5 million" is >, "5 миллионға жуық" is ~.
    """
    relation = _hedge_before(sentence, amount.first)
    if sentence.rules.head_final:
        if relation in ("", UP_TO):
            relation = _postposed_hedge(sentence, amount) or relation
    elif not relation:
        mark = sentence.starting(amount.last, "after:")
        relation = mark.tag[6:] if mark else ""
    return relation or "="


def _hedge_before(sentence: TaggedSentence, first: int) -> str:
    rules = sentence.rules.hedges
    for at in range(first, max(0, first - _MAX_GLUE), -1):
        mark = sentence.ending(at, "before:")
        if mark:
            # "well below the 431 million of 2013" compares; it does not bound the 431
            compares = sentence.word(first - 1) in rules.definite_articles and mark.tag in ("before:<", "before:>")
            return "" if compares else mark.tag[7:]
        if sentence.words[at - 1] not in rules.glue and sentence.words[at - 1] not in _NEUTRAL_GLUE:
            break
    return ""


def _postposed_hedge(sentence: TaggedSentence, amount: Amount) -> str:
    """Return the bound after an amount that has the case for it: "5 миллион доллардан [сәл] астам"."""
    rules = sentence.rules.hedges
    at = amount.last
    suffix = sentence.word(at - 1)
    if sentence.word(at) == "(" and ")" in sentence.words[at : at + _MAX_BRACKET_WORDS]:
        at = sentence.words.index(")", at) + 1  # "2.6 billion (7 %) and more"
    if suffix.endswith(rules.limit_endings):
        return UP_TO
    if sentence.word(at) == "-" and sentence.word(at + 1).isalpha():
        suffix, at = sentence.word(at + 1), at + 2
    elif sentence.word(at) in rules.suffixes:
        suffix, at = sentence.word(at), at + 1
    for index in range(at, min(at + _MAX_WORDS_AFTER, len(sentence.words))):
        mark = sentence.starting(index, "after:")
        if mark:
            relation = mark.tag[6:]
            if relation in _ANY_CASE:
                return _ANY_CASE[relation]
            return relation if relation in ("~", UP_TO) or suffix.endswith(rules.ablative_endings) else ""
        if sentence.word(index) not in rules.adverbs:
            return ""
    return ""


def claim_relation(sentence: TaggedSentence, amount: Amount, modality: str) -> str:
    """Return the relation of a claim: "up to" bounds a capacity or a level, and is = where something moves to there.

    "can make up to 5 thousand" is <=, "вырос до 5 млн" is =.
    """
    if not amount.up_to:
        return amount.relation
    is_level = sentence.rules.hedges.up_to_bounds and sentence.tags.isdisjoint(("up", "down", "target"))
    return "<=" if modality == "capacity" or is_level else "="
