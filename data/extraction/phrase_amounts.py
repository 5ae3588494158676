"""The amounts of a phrase that stands alone, as the tables quote it, with the parser that reads articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from data.extraction.amount import RATIOS, Amount
from data.extraction.amount_parser import find_amounts
from data.extraction.languages import GRAMMARS
from data.extraction.languages.related import MULTIPLIERS, READ_AS
from data.extraction.lexicon import load_lexicon
from data.extraction.normalize import fold
from data.extraction.number_parser import number_at
from data.extraction.sentence import TaggedSentence, tag_sentence
from data.extraction.tokenizer import split_sentences

_MULTIPLIER = re.compile(rf"\b({'|'.join(MULTIPLIERS)})\b", re.IGNORECASE)
_SCRIPTS = {"Arab": re.compile("[\u0600-\u06ff]"), "Cyrl": re.compile("[\u0400-\u04ff]")}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\ufeff]")
_NUMBER_FAMILIES = ("number:", "scale:", "hundred", "half")


class PhraseAmount(NamedTuple):
    """An amount of a phrase, in base units; step: what one unit of its last printed digit is worth.

    unit: as in `Amount`. is_cut: it ends the phrase without a multiplier, so one may follow that is not quoted.
    """

    value: float
    step: float
    unit: str
    is_cut: bool


@lru_cache(maxsize=4096)
def find_phrase_amounts(phrase: str, language: str | None = None) -> tuple[PhraseAmount, ...]:
    """Return the amounts of a phrase in `language`; without one, as any language of its script has them.

    "вырос на 34,2%, до 2,2 млрд долл." has 34.2 % and 2.2e9 USD. Numbers in words count where the phrase has no
    digits, and then only if no other number word stands beside them.
    """
    phrase = _INVISIBLE.sub("", phrase)
    script = next((name for name, letters in _SCRIPTS.items() if letters.search(phrase)), "Latn")
    if language not in GRAMMARS:
        phrase = _MULTIPLIER.sub(lambda word: MULTIPLIERS[word[0].lower()], phrase)
    wanted = (language,) if language in GRAMMARS else READ_AS.get(language or "", tuple(GRAMMARS))
    readable = [name for name, grammar in GRAMMARS.items() if script in grammar.spellings]
    has_digits = any(map(str.isdecimal, phrase))
    found: list[tuple[int, Iterator[PhraseAmount]]] = []
    for name in [name for name in wanted if name in readable] or readable:
        sentences = split_sentences(fold(phrase, name, script).text, lambda place: phrase[place : place + 1])
        lines = [tag_sentence(sentence, load_lexicon(name)) for sentence in sentences]
        amounts = (_amounts(line, has_digits=has_digits) for line in lines)
        found.append((sum(mark.last - mark.first for line in lines for mark in line.marks), chain(*amounts)))
    # Of several languages, those that know the most words: another takes "40 mingta" for 40.
    best = max((known for known, _ in found), default=0)
    return tuple(dict.fromkeys(chain(*(amounts for known, amounts in found if known == best))))


def _amounts(line: TaggedSentence, *, has_digits: bool) -> Iterator[PhraseAmount]:
    amounts = find_amounts(line)
    for amount in amounts:
        if amount.in_words and ((has_digits and amount.unit not in RATIOS) or _has_other_number(line, amount)):
            continue
        if not (_is_of_many(line, amount) or _is_cut_from_digits(line, amount.first, amount.last)):
            is_cut = line.words[-1][-1].isdecimal() and amount.last == len(line.words)
            yield PhraseAmount(abs(amount.value), amount.step, amount.unit, is_cut)
    covered = {index for amount in amounts for index in range(amount.first, amount.last)}
    for at, word in enumerate(line.words):
        # What would be a year or a label in an article may be the figure of the phrase: "1950 орындық".
        number = number_at(line, at) if word[0].isdecimal() and at not in covered else None
        if number and not _is_cut_from_digits(line, number.first, number.last):
            yield PhraseAmount(number.value, number.step, "label", is_cut=False)


def _is_of_many(line: TaggedSentence, amount: Amount) -> bool:
    """Whether an amount is a multiplier behind words that do not say how many: "several million"."""
    before = line.word(amount.first - 1)
    counts_once = not before or before in line.rules.numbers.articles or line.ending(amount.first, "before:")
    return line.starting(amount.first, "scale:") is not None and not counts_once


def _has_other_number(line: TaggedSentence, amount: Amount) -> bool:
    """Whether a number word stands outside an amount in words: then the words may be parts of one number."""
    outside = (*range(amount.first), *range(amount.last, len(line.words)))
    return any(tag.startswith(_NUMBER_FAMILIES) for index in outside for tag in line.at(index))


def _is_cut_from_digits(line: TaggedSentence, first: int, last: int) -> bool:
    """Whether a number goes on beyond its words: "1 480,500", ".5 million", "1 4800"."""
    words, starts = line.words, line.sentence.starts
    is_digits = words[first][0].isdecimal()
    before = first > 0 and (
        (words[first - 1] in (".", ",") and starts[first - 1] + 1 == starts[first])
        or (is_digits and words[first - 1][-1].isdecimal())
    )
    is_own = last > first and words[last - 1][-1].isdecimal() and line.word(last) in (".", ",")
    after = is_own and line.word(last + 1)[:1].isdecimal() and starts[last + 1] == starts[last] + 1
    return before or after
