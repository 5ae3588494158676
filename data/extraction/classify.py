"""What an amount is: a kind of fact, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Callable

from data.extraction.amount import MONEY, Amount
from data.extraction.classification import COUNTED, Verdict, weigh
from data.extraction.context import Context
from data.extraction.cue_distance import Cue, Distances
from data.extraction.growth import direction, growth, is_index
from data.extraction.level_or_change import by_amount
from data.extraction.lexicon import Mark
from data.extraction.sentence import Line

_TRADE = {"turnover": 0.0, "export": 0.0, "import": 0.0, "balance": -4.0, "surplus": -6.0, "deficit": -6.0}
_GOODS = {
    "move": 1.0,
    "export": 0.0,
    "import": 0.0,
    "output": 3.0,
    "make": 1.0,
    "sell": 1.0,
    "buy": 1.0,
    "capacity": 0.5,
    "can": 1.0,
}
_VERBS = {"sell": 2.0, "buy": 2.0, "make": 3.0, "output": 0.5}
_MONEY_CUES = _TRADE | _VERBS
_NOT_GOODS = ("not:project", "not:investment", "not:agreement", "not:finance")
# Below this no total of trade or output is printed, but prices, wages and prizes are.
_SMALLEST = {"USD": 2e4, "EUR": 2e4, "RUB": 1e6, "KZT": 3e6, "UZS": 3e7}


def judge(line: Line, amount: Amount, amounts: list[Amount], distances: Distances, context: Context) -> Verdict:
    """The kind of one amount in its sentence."""
    if amount.ranged:
        return Verdict(why="range")
    if (
        amount.unit in ("other", "pp")
        or line.starting(amount.last, "not:unit")
        or line.starting(amount.last, "unit:other")
    ):
        return Verdict(why="count")
    if line.starting(amount.last, "not:share") and amount.unit in ("bare", "%"):
        return Verdict(why="share")
    counted = _counted(line, amount)
    if counted:
        return Verdict(why=counted)
    if amount.unit in ("%", "x"):
        return growth(line, amount, amounts, distances, context)
    if amount.unit in MONEY or (amount.unit == "scaled" and not _product_after(line, amount)):
        return _money(line, amount, amounts, distances, context)
    return _goods(line, amount, amounts, distances, context)


def _counted(line: Line, amount: Amount) -> str:
    """The thing counted, where it is people, firms and the like."""
    if (amount.unit in MONEY and amount.told) or amount.unit in ("%", "x", "t"):
        return ""
    place = amount.last + (line.word(amount.last) == "." and amount.unit == "scaled")
    if line.word(place) == "-" and line.word(place + 1).isalpha():
        place += 2
    place += line.word(place) == "–"
    for step in range(3):
        for tag in COUNTED:
            if line.starting(place + step, tag):
                return tag[4:]
        if step == 0 and line.starting(place, "not:") and not line.starting(place, "product:"):
            mark = line.starting(place, "not:")
            return mark.tag[4:] if mark else ""
        if line.starting(place + step, "product:") or line.word(place + step) in (",", ".", ";", ")", "–", "("):
            break
    for back in range(1, 4) if amount.unit in ("bare", "scaled") else ():
        if line.word(amount.first - back) in ("саны", "сани", "soni", "число", "числом", "number"):
            return "count"
    return ""


def _product_after(line: Line, amount: Amount) -> bool:
    return any(line.starting(amount.last + step, "product:") is not None for step in (0, 1, 2))


def _product_named(line: Line, amount: Amount) -> str | None:
    for step in (0, 1, 2):
        mark = line.starting(amount.last + step, "product:")
        if mark:
            return mark.tag[8:]
    return None


def _money(line: Line, amount: Amount, amounts: list[Amount], distances: Distances, context: Context) -> Verdict:
    after = 3.5 if line.language in ("kk", "uz") else 3.0
    cue = distances.nearest(amount, lambda tag: weigh(tag, _MONEY_CUES), after, 70.0, _priced(amount))
    if amount.unit in _SMALLEST and abs(amount.value) < _SMALLEST[amount.unit]:
        return Verdict(why="price")
    if not amount.told:
        counted = distances.nearest(amount, lambda tag: 0.5 if tag in COUNTED else None, 9.0, 9.0)
        if counted is not None and counted.before and (cue is None or counted.distance < cue.distance):
            return Verdict(why=counted.mark.tag[4:])
    if cue is not None and cue.mark.tag.startswith("not:") and cue.distance > 14 and context.kind:
        cue = None
    if cue is None and context.goods_before in ("export", "import"):
        return Verdict(kind=context.goods_before)
    if cue is None:
        if amount.unit == "scaled" and not amount.told and not context.kind:
            return Verdict(why="unclear")
        if not amount.told and context.unit not in MONEY:
            return Verdict(why="unclear")
        if (
            amount.told
            and amount.unit in MONEY
            and context.unit in MONEY
            and amount.unit != context.unit
            and context.claims
        ):
            return Verdict(why="unclear")  # another currency is another matter
        if context.kind in ("turnover", "export", "import", "balance") and _carried(line, amount, context):
            meant = "target" in line.kinds and context.main_kind in (
                "turnover",
                "export",
                "import",
            )
            kind = context.main_kind if meant and context.main_kind else context.kind
            return _difference(Verdict(kind=kind), line, amount, amounts)
        return Verdict(why="unclear")
    tag = cue.mark.tag
    if tag in ("not:revenue", "not:price") and cue.before:
        for kind in ("export", "import"):  # "Eksport qiymati", "стоимость экспорта"
            beside = line.ending(cue.mark.first, kind) or line.starting(cue.mark.last, kind)
            if beside is not None:
                return Verdict(kind=kind, cue=cue)
    if tag == "not:revenue" and context.goods_before in ("export", "import"):
        return Verdict(kind=context.goods_before, cue=cue)
    if tag == "not:revenue" and any(mark.tag == "export" and mark.last <= amount.first for mark in line.marks):
        return Verdict(kind="export", cue=cue)
    if tag == "not:price" and _valued(line, cue):
        heard = context.goods_heard == line.sentence.paragraph and line.kinds.isdisjoint(_NOT_GOODS)
        goods = context.goods_before or (context.goods_kind if heard else None)
        if goods in ("export", "import"):
            return Verdict(kind=goods, cue=cue)
    if tag.startswith("not:"):
        return Verdict(why=tag[4:], cue=cue)
    verdict = Verdict(cue=cue)
    if tag in ("surplus", "deficit"):
        verdict.kind, verdict.verb = "balance", tag
    elif tag == "sell":
        verdict.kind, verdict.verb = "export", "sell"
    elif tag == "buy":
        verdict.kind, verdict.verb = "import", "buy"
    elif tag in ("make", "output"):
        verdict.kind = "output"
    else:
        verdict.kind = tag
    return _difference(verdict, line, amount, amounts)


def _priced(amount: Amount) -> Callable[[Mark], bool]:
    """Words of price count before an amount only: "to the value of" after it says nothing of price."""
    return lambda mark: mark.tag != "not:price" or mark.last <= amount.first or mark.first == amount.last


def _valued(line: Line, cue: Cue) -> bool:
    """Whether a word of price gives the worth of goods just told of: "5 tonnes (worth 3 million)"."""
    return cue.before and line.words[cue.mark.first].startswith(("qiymat", "қун", "стоимост", "на сумму"))


def _carried(line: Line, amount: Amount, context: Context) -> bool:
    """Whether an amount without a cue can go on with what was spoken of: a list, a place, a comparison, an of-which."""
    if context.paragraph == line.sentence.paragraph and (context.claims or context.heard == context.paragraph):
        return True
    tags = line.kinds
    if tags & {"of-which", "year-ago", "same", "up", "down", "target", "this-place"}:
        return bool(context.claims)
    return bool(context.claims) and any(tag.startswith("place:") for tag in tags)


def _difference(verdict: Verdict, line: Line, amount: Amount, amounts: list[Amount]) -> Verdict:
    if by_amount(line, amount, amounts):
        if verdict.kind == "balance":
            return Verdict(why="change")
        verdict.of, verdict.kind = verdict.kind, "growth"
    return verdict


def _goods(line: Line, amount: Amount, amounts: list[Amount], distances: Distances, context: Context) -> Verdict:
    """Tonnes and pieces: made, sold, bought, or what a plant can make."""
    bare = amount.unit in ("bare", "scaled")
    product = _product_after(line, amount)
    if bare and not product:
        near = [other for other in amounts if other is not amount and other.unit in ("units", "t", "bare")]
        told = any(other.last <= amount.first and other.unit in ("units", "t") for other in amounts)
        tags = line.kinds
        if context.product is None or not (
            near or told or tags & {"compare", "year-ago", "same", "up", "down", "target"}
        ):
            return Verdict(why="unclear")
    after = 1.0 if line.language in ("kk", "uz") else 2.5
    cue = distances.nearest(amount, lambda tag: None if tag in _NOT_GOODS else weigh(tag, _GOODS), after, 40.0)
    people = distances.nearest(amount, lambda tag: 0.0 if tag == "not:people" else None, 9.0, 8.0)
    if people is not None and bare and not product:
        return Verdict(why="people")
    if cue is None:
        if bare and not product and context.unit not in ("units", "t"):
            return Verdict(why="unclear")
        tags = line.kinds
        going = tags & {"of-which", "year-ago", "same", "up", "down", "target", "when:-1", "rel:-1", "compare"}
        again = any(other.last <= amount.first and other.unit in ("t", "units") for other in amounts)
        same = _product_named(line, amount) == context.product and context.product is not None
        clean = not any(tag.startswith("not:") for tag in tags)
        again = again or (context.goods_heard == line.sentence.paragraph and clean)
        goes_on = (
            bool(going) or again or same or (amount.unit == "units" and clean and not line.word(amount.last).isalpha())
        )
        if context.goods_kind is None or not (goes_on or any(tag.startswith("place:") for tag in tags)):
            return Verdict(why="unclear")
        if "target" in tags and context.main_goods:
            return _difference(Verdict(kind=context.main_goods), line, amount, amounts)
        return _difference(Verdict(kind=context.goods_kind), line, amount, amounts)
    tag = cue.mark.tag
    if tag.startswith("not:"):
        return Verdict(why=tag[4:], cue=cue)
    if tag in ("capacity", "can"):
        return Verdict(kind="output", capacity=True, cue=cue)
    kind = {"sell": "export", "move": "export", "make": "output", "buy": "import"}.get(tag, tag)
    return _difference(
        Verdict(kind=kind, verb="sell" if tag == "move" else tag if tag in ("sell", "buy") else "", cue=cue),
        line,
        amount,
        amounts,
    )


def signed(line: Line, amount: Amount, verdict: Verdict, distances: Distances) -> float:
    """The value with its sign: a fall and a deficit are below zero, a fall by a multiple is a part."""
    value = amount.value
    if verdict.kind == "growth":
        if is_index(line, amount, distances):
            return round(value - 100, 6)
        way = direction(line, amount, distances)
        if amount.unit == "x":
            return round(1 / value, 4) if way < 0 and value > 1 else value
        return -abs(value) if way < 0 else value
    if verdict.kind == "balance":
        minus = verdict.verb == "deficit" or (
            verdict.verb != "surplus"
            and distances.nearest(amount, lambda tag: 0.0 if tag in ("minus", "deficit") else None, 2.0, 9.0)
            is not None
        )
        return -abs(value) if minus else value
    return value
