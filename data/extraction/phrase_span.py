"""Which characters of the text are the phrase of an amount."""

from __future__ import annotations

from data.extraction.amount import Amount
from data.extraction.sentence import TaggedSentence

_NOUN_REACH = 3  # words after a number among which the noun that it counts can stand


def phrase_span(sentence: TaggedSentence, amount: Amount) -> tuple[int, int]:
    """Return where the phrase stands in the folded text: number, scale word and unit word, "15,8 млн доллар".

    A number without a unit takes the noun that it counts: "842 вагон".
    """
    last = amount.last
    share = sentence.starting(last, "not:share")
    if share and amount.unit == "bare":
        return sentence.folded_span(amount.first, share.last)
    if amount.unit in ("bare", "scaled", "units") and not _ends_in_counter(sentence, amount):
        if sentence.word(last) == "." and sentence.has(last - 1, "scale:1000"):
            last += 1  # "2,3 тыс. тракторов"
        for index in range(last, last + _NOUN_REACH):
            for tag in ("product:", "not:people", "not:count"):
                mark = sentence.starting(index, tag)
                if mark:
                    return sentence.folded_span(amount.first, mark.last)
            if not sentence.word(index).isalpha():
                break
    return sentence.folded_span(amount.first, amount.last)


def _ends_in_counter(sentence: TaggedSentence, amount: Amount) -> bool:
    """Whether a word for pieces is part of the amount: "5 мың дана"."""
    return amount.last > amount.first and sentence.has(amount.last - 1, "unit:piece")
