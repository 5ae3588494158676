"""What an amount is: a kind of fact, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Callable

from data.extraction.amount import GOODS, MONEY, RATIOS, Amount
from data.extraction.classification import COUNTED, Classification, cue_weight
from data.extraction.context import ReportContext, SentenceContext
from data.extraction.cue_distance import Cue, CueDistances
from data.extraction.growth import change_direction, classify_growth, is_index
from data.extraction.level_or_change import is_difference
from data.extraction.lexicon import Mark
from data.extraction.sentence import TaggedSentence
from data.extraction.tags import TRADE

# What a word adds to its distance from an amount; below zero, it counts from further off.
_MONEY_CUES = {
    **dict.fromkeys(TRADE, 0.0),
    **{"balance": -4.0, "surplus": -6.0, "deficit": -6.0},
    **{"sell": 2.0, "buy": 2.0, "make": 3.0, "output": 0.5},
}
_GOODS_CUES = {
    **{"export": 0.0, "import": 0.0, "output": 3.0, "capacity": 0.5},
    **{"move": 1.0, "make": 1.0, "sell": 1.0, "buy": 1.0, "can": 1.0},
}
_NOT_OF_GOODS = frozenset({"not:project", "not:investment", "not:agreement", "not:finance"})
_KIND_OF_MONEY_CUE = {"surplus": "balance", "deficit": "balance", "sell": "export", "buy": "import", "make": "output"}
_KIND_OF_GOODS_CUE = {"sell": "export", "move": "export", "make": "output", "buy": "import"}
_VERB_OF_GOODS_CUE = {"move": "sell", "sell": "sell", "buy": "buy"}

# How far a word can be from an amount, in words.
_MONEY_REACH, _GOODS_REACH = 70.0, 40.0
_COUNTED_REACH, _PEOPLE_REACH, _COUNTED_AFTER = 9.0, 8.0, 9.0
_OTHER_MATTER_REACH = 14.0  # in a report with a topic, a further word for another matter does not count
_MINUS_REACH, _MINUS_AFTER = 9.0, 2.0
_NOUN_STEPS = 3  # words after a number among which the noun that it counts can stand

# Below this no total of trade or output is printed, but prices, wages and prizes are.
_MIN_TOTAL = {"USD": 2e4, "EUR": 2e4, "RUB": 1e6, "KZT": 3e6, "UZS": 3e7}

_FLOWS = ("export", "import")
_CONTINUING = frozenset({"of-which", "year-ago", "same", "up", "down", "target"})  # words that go on with a topic
_COMPARING = frozenset({"compare", "year-ago", "same", "up", "down", "target"})


def classify(context: SentenceContext, amount: Amount) -> Classification:
    """Return the kind of one amount in its sentence: "Экспорт составил 5 млн долларов" has an export of 5e6 USD."""
    sentence = context.sentence
    last = amount.last
    if amount.in_range:
        return Classification(reason="range")
    if amount.unit in ("other", "pp") or sentence.starting(last, "not:unit") or sentence.starting(last, "unit:other"):
        return Classification(reason="count")
    if sentence.starting(last, "not:share") and amount.unit in ("bare", "%"):
        return Classification(reason="share")
    counted = _counted_thing(sentence, amount)
    if counted:
        return Classification(reason=counted)
    if amount.unit in RATIOS:
        return classify_growth(context, amount)
    if amount.unit in MONEY or (amount.unit == "scaled" and _product_after(sentence, amount) is None):
        return _classify_money(context, amount)
    return _classify_goods(context, amount)


def _counted_thing(sentence: TaggedSentence, amount: Amount) -> str:
    """Return the thing counted, where it is people, firms and the like ("500 workers": people); else nothing."""
    if (amount.unit in MONEY and amount.unit_stated) or amount.unit in RATIOS or amount.unit == "t":
        return ""
    index = amount.last + (sentence.word(amount.last) == "." and amount.unit == "scaled")
    if sentence.word(index) == "-" and sentence.word(index + 1).isalpha():
        index += 2
    index += sentence.word(index) == "–"
    for step in range(_NOUN_STEPS):
        for tag in COUNTED:
            if sentence.starting(index + step, tag):
                return tag[4:]
        product = sentence.starting(index + step, "product:")
        if step == 0 and product is None:
            mark = sentence.starting(index, "not:")
            if mark:
                return mark.tag[4:]
        if product or sentence.word(index + step) in (",", ".", ";", ")", "–", "("):
            break
    if amount.unit in ("bare", "scaled"):
        nouns = sentence.rules.cues.counting_nouns
        if any(sentence.word(amount.first - back) in nouns for back in range(1, 4)):
            return "count"
    return ""


def _product_after(sentence: TaggedSentence, amount: Amount) -> str | None:
    """Return the product named right after an amount: "5 мың трактор"."""
    for step in range(_NOUN_STEPS):
        mark = sentence.starting(amount.last + step, "product:")
        if mark:
            return mark.tag[8:]
    return None


def _classify_money(context: SentenceContext, amount: Amount) -> Classification:
    """Return what a sum of money is: by the nearest word for trade or another matter, else the topic so far."""
    sentence, distances, report = context.sentence, context.distances, context.report
    cue = distances.nearest(
        amount, _money_weight, sentence.rules.cues.money_after, _MONEY_REACH, _is_no_later_price(amount)
    )
    if abs(amount.value) < _MIN_TOTAL.get(amount.unit, 0):
        return Classification(reason="price")
    if not amount.unit_stated:
        counted = distances.nearest(amount, _counted_weight, _COUNTED_AFTER, _COUNTED_REACH)
        if counted is not None and counted.before and (cue is None or counted.distance < cue.distance):
            return Classification(reason=counted.mark.tag[4:])
    if cue is not None and cue.mark.tag.startswith("not:") and cue.distance > _OTHER_MATTER_REACH and report.last_kind:
        cue = None
    if cue is None:
        return _money_without_cue(context, amount)
    tag = cue.mark.tag
    if tag.startswith("not:"):
        kind = _value_of_trade(context, amount, cue)
        return Classification(kind=kind, cue=cue) if kind else Classification(reason=tag[4:], cue=cue)
    verb = tag if tag in ("surplus", "deficit", "sell", "buy") else ""
    return _level_or_growth(context, amount, Classification(_KIND_OF_MONEY_CUE.get(tag, tag), verb=verb, cue=cue))


def _money_without_cue(context: SentenceContext, amount: Amount) -> Classification:
    report = context.report
    if report.goods_kind_in_sentence in _FLOWS:
        return Classification(kind=report.goods_kind_in_sentence)
    if not amount.unit_stated and ((amount.unit == "scaled" and not report.last_kind) or report.last_unit not in MONEY):
        return Classification(reason="unclear")
    is_other_currency = amount.unit in MONEY and report.last_unit in MONEY and amount.unit != report.last_unit
    if amount.unit_stated and is_other_currency and report.claim_count:
        return Classification(reason="unclear")
    if report.last_kind in ("turnover", *_FLOWS, "balance") and _continues_topic(context):
        if "target" in context.sentence.tags and report.main_kind in ("turnover", *_FLOWS):
            return _level_or_growth(context, amount, Classification(report.main_kind))
        return _level_or_growth(context, amount, Classification(report.last_kind))
    return Classification(reason="unclear")


def _value_of_trade(context: SentenceContext, amount: Amount, cue: Cue) -> str | None:
    """Return the flow whose value a word for price or revenue gives: "стоимость экспорта – 5 млн"; None elsewhere."""
    sentence, report = context.sentence, context.report
    tag = cue.mark.tag
    if tag in ("not:revenue", "not:price") and cue.before:
        for kind in _FLOWS:
            if sentence.ending(cue.mark.first, kind) or sentence.starting(cue.mark.last, kind):
                return kind
    if tag == "not:revenue":
        if report.goods_kind_in_sentence in _FLOWS:
            return report.goods_kind_in_sentence
        if any(mark.tag == "export" and mark.last <= amount.first for mark in sentence.marks):
            return "export"
    if tag == "not:price" and _gives_value_of_goods(sentence, cue):
        is_near = report.goods_paragraph == sentence.paragraph and sentence.tags.isdisjoint(_NOT_OF_GOODS)
        goods_kind = report.goods_kind_in_sentence or (report.last_goods_kind if is_near else None)
        return goods_kind if goods_kind in _FLOWS else None
    return None


def _is_no_later_price(amount: Amount) -> Callable[[Mark], bool]:
    """Return a test for cues: words of price count before an amount or right after it, not in "to the value of"."""
    return lambda mark: mark.tag != "not:price" or mark.last <= amount.first or mark.first == amount.last


def _gives_value_of_goods(sentence: TaggedSentence, cue: Cue) -> bool:
    """Whether a word of price gives the worth of goods just named: "5 tonnes (worth 3 million)"."""
    return cue.before and sentence.words[cue.mark.first].startswith(sentence.rules.cues.value_stems)


def _continues_topic(context: SentenceContext) -> bool:
    """Whether an amount without a cue can go on with the topic: a list, a place, a comparison, an of-which."""
    sentence, report = context.sentence, context.report
    if report.paragraph == sentence.paragraph and (report.claim_count or report.topic_paragraph == report.paragraph):
        return True
    if not report.claim_count:
        return False
    goes_on = not sentence.tags.isdisjoint(_CONTINUING) or "this-place" in sentence.tags
    return goes_on or _names_place(sentence)


def _names_place(sentence: TaggedSentence) -> bool:
    return any(tag.startswith("place:") for tag in sentence.tags)


def _level_or_growth(context: SentenceContext, amount: Amount, found: Classification) -> Classification:
    """Return the classification; growth of its kind where the amount is a difference ("rose by 5 million")."""
    if is_difference(context.sentence, amount, context.amounts):
        if found.kind == "balance":
            return Classification(reason="change")
        found.of, found.kind = found.kind, "growth"
    return found


def _classify_goods(context: SentenceContext, amount: Amount) -> Classification:
    """Return what tonnes and pieces are: made, sold, bought, or what a plant can make."""
    sentence, distances, report = context.sentence, context.distances, context.report
    product = _product_after(sentence, amount)
    is_uncounted = amount.unit in ("bare", "scaled") and product is None
    if is_uncounted and not _can_be_goods(sentence, amount, context.amounts, report):
        return Classification(reason="unclear")
    cue = distances.nearest(amount, _goods_weight, sentence.rules.cues.goods_after, _GOODS_REACH)
    if is_uncounted and distances.nearest(amount, _people_weight, _COUNTED_AFTER, _PEOPLE_REACH) is not None:
        return Classification(reason="people")
    if cue is None:
        if is_uncounted and report.last_unit not in GOODS:
            return Classification(reason="unclear")
        goes_on = _continues_goods(context, amount, product) or _names_place(sentence)
        if report.last_goods_kind is None or not goes_on:
            return Classification(reason="unclear")
        if "target" in sentence.tags and report.main_goods_kind:
            return _level_or_growth(context, amount, Classification(report.main_goods_kind))
        return _level_or_growth(context, amount, Classification(report.last_goods_kind))
    tag = cue.mark.tag
    if tag.startswith("not:"):
        return Classification(reason=tag[4:], cue=cue)
    if tag in ("capacity", "can"):
        return Classification("output", is_capacity=True, cue=cue)
    kind, verb = _KIND_OF_GOODS_CUE.get(tag, tag), _VERB_OF_GOODS_CUE.get(tag, "")
    return _level_or_growth(context, amount, Classification(kind, verb=verb, cue=cue))


def _can_be_goods(sentence: TaggedSentence, amount: Amount, amounts: list[Amount], report: ReportContext) -> bool:
    """Whether a number without a unit can count the last product: beside other goods, or compared with them."""
    if report.last_product is None:
        return False
    others = any(other is not amount and (other.unit in GOODS or other.unit == "bare") for other in amounts)
    return others or not sentence.tags.isdisjoint(_COMPARING)


def _continues_goods(context: SentenceContext, amount: Amount, product: str | None) -> bool:
    """Whether tonnes or pieces without a cue go on with the last goods: a comparison, a list, the same product."""
    sentence, report = context.sentence, context.report
    tags = sentence.tags
    if not tags.isdisjoint(_CONTINUING) or not tags.isdisjoint(("when:-1", "rel:-1", "compare")):
        return True
    if any(other.last <= amount.first and other.unit in GOODS for other in context.amounts):
        return True
    if product == report.last_product and report.last_product is not None:
        return True
    has_no_other_matter = not any(tag.startswith("not:") for tag in tags)
    is_same_paragraph = report.goods_paragraph == sentence.paragraph
    has_no_noun = amount.unit == "units" and not sentence.word(amount.last).isalpha()
    return has_no_other_matter and (is_same_paragraph or has_no_noun)


def _money_weight(tag: str) -> float | None:
    return cue_weight(tag, _MONEY_CUES)


def _goods_weight(tag: str) -> float | None:
    return None if tag in _NOT_OF_GOODS else cue_weight(tag, _GOODS_CUES)


def _counted_weight(tag: str) -> float | None:
    return 0.5 if tag in COUNTED else None


def _people_weight(tag: str) -> float | None:
    return 0.0 if tag == "not:people" else None


def _minus_weight(tag: str) -> float | None:
    return 0.0 if tag in ("minus", "deficit") else None


def signed_value(sentence: TaggedSentence, amount: Amount, found: Classification, distances: CueDistances) -> float:
    """Return the value with its sign.

    A fall and a deficit are below zero, a fall by a multiple is a part ("fell twofold": 0.5), and an index is growth
    ("индекс 103,6 %": 3.6).
    """
    value = amount.value
    if found.kind == "growth":
        if is_index(sentence, amount, distances):
            return round(value - 100, 6)
        falls = change_direction(sentence, amount, distances) < 0
        if amount.unit == "x":
            return round(1 / value, 4) if falls and value > 1 else value
        return -abs(value) if falls else value
    if found.kind == "balance":
        is_deficit = found.verb == "deficit" or (
            found.verb != "surplus" and distances.nearest(amount, _minus_weight, _MINUS_AFTER, _MINUS_REACH) is not None
        )
        return -abs(value) if is_deficit else value
    return value
