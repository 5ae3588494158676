"""Growth and decline: by how much, in which direction."""

from __future__ import annotations

from collections.abc import Callable

from data.extraction.amount import Amount
from data.extraction.classification import COUNTED, NOT_MONEY, SOFT, Verdict, weigh
from data.extraction.context import Context
from data.extraction.cue_distance import Cue, Distances
from data.extraction.lexicon import Mark
from data.extraction.sentence import Line

_PLAIN_INDEX = 80.0
_INDEX_FLOOR = 60.0


_MOVES = {"up": 0.0, "down": 0.0, "growth": 0.5, "index": 0.0, "up-after": 0.0, "down-after": 0.0}
_WAYS = {"up": 0.0, "down": 0.0, "growth": 3.0, "up-after": 0.0, "down-after": 0.0}


def _not_hedge(line: Line, amount: Amount) -> Callable[[Mark], bool]:
    """Marks that move something, and not those that only bound the amount ("below 1 %", "more than 5 %")."""

    def moves(mark: Mark) -> bool:
        before = mark.last <= amount.first
        if mark.tag.endswith("-after"):
            return not before
        beside = before and amount.first - mark.last <= 1
        return not (beside and any(tag.startswith("before:") for tag in line.at(mark.first)))

    return moves


def change(line: Line, amount: Amount, distances: Distances) -> Cue | None:
    """The nearest word for up or down that the amount can belong to."""
    return distances.nearest(amount, _MOVES.get, 0.0, 22.0, _not_hedge(line, amount))


def direction(line: Line, amount: Amount, distances: Distances) -> int:
    """+1 or −1 from the nearest word of direction; 0 where there is none."""
    if amount.sign < 0:
        return -1
    after = 0.0 if line.language in ("kk", "uz") else 1.0
    if amount.grew:
        return 1
    best = distances.nearest(amount, _WAYS.get, after, 30.0, _not_hedge(line, amount))
    if best is None:
        return 0
    return -1 if best.mark.tag.startswith("down") else 1


def is_index(line: Line, amount: Amount, distances: Distances) -> bool:
    """Whether a percentage is an index with the year before as 100."""
    if amount.unit != "%" or amount.value < _INDEX_FLOOR:
        return False
    cue = distances.nearest(amount, lambda tag: 0.0 if tag == "index" else None, 0.0, 10.0)
    if cue is None and line.word(amount.first - 1) == "(" and "index" in line.kinds:
        return True  # "(growth rate 107.1 %), imports 5 (103.0 %)"
    if cue is not None:
        strict = line.words[cue.mark.first].startswith(("индекс", "ифо", "index", "indeks"))
        return amount.value >= 100 or strict
    return amount.value >= 100 and line.word(amount.first - 1) == "до"


def growth(line: Line, amount: Amount, amounts: list[Amount], distances: Distances, context: Context) -> Verdict:
    """What a percentage or a multiple is: growth of something, a share, or neither."""
    bracket = _bracket(line, amount)
    if bracket is not None and amount.sign > 0 and line.word(amount.first - 1) not in ("+",):
        first, last = bracket
        inside = [mark.tag for mark in line.marks if first <= mark.first and mark.last <= last]
        if not any(tag in ("up", "down", "growth", "index", "up-after", "down-after") for tag in inside):
            indexed = "index" in line.kinds and amount.unit == "%" and amount.value >= _PLAIN_INDEX
            by = line.word(amount.first - 1) in ("на", "by") or _dative(line, amount)
            if not indexed and not by and amount.unit == "%" and not amount.grew:
                return Verdict(why="share")
    share = distances.nearest(amount, lambda tag: 0.0 if tag in ("not:share", "not:rate") else None, 1.0, 14.0)
    moved = change(line, amount, distances)
    signed = amount.sign < 0 or line.word(amount.first - 1) == "+" or amount.grew
    if moved is None and not signed and not is_index(line, amount, distances):
        compared = distances.nearest(amount, lambda tag: 0.0 if tag in ("year-ago", "compare") else None, 0.0, 6.0)
        if compared is None or share is not None:
            return Verdict(why="share" if amount.unit == "%" else "unclear")
    if share is not None and moved is not None and share.distance <= moved.distance:
        return Verdict(why=share.mark.tag[4:])
    if amount.fraction and (moved is None or moved.distance > 6):
        return Verdict(why="share")
    kinds = {"turnover": 0.0, "export": 0.0, "import": 0.0, "output": 0.0, "make": 1.5, "sell": 1.5, "buy": 1.5}
    kinds |= {"balance": -4.0, "surplus": 0.0, "deficit": 0.0, "capacity": 0.0}
    cue = distances.nearest(amount, lambda tag: SOFT if tag in NOT_MONEY else weigh(tag, kinds), 6.0, 40.0)
    if cue is not None and cue.mark.tag.startswith("not:") and not cue.before and cue.distance > 9:
        cue = distances.nearest(amount, lambda tag: weigh(tag, kinds) if tag in kinds else None, 6.0, 40.0)
    counted = distances.nearest(amount, lambda tag: 1.0 if tag in COUNTED else None, 6.0, 12.0)
    if counted is not None and (cue is None or counted.distance < cue.distance) and counted.before:
        return Verdict(why=counted.mark.tag[4:])
    if cue is None:
        of = context.kind
    else:
        tag = cue.mark.tag
        if tag == "not:price" and any(mark.tag == "export" and mark.last <= cue.mark.first for mark in line.marks):
            return Verdict(kind="growth", of="export", cue=cue)
        if tag.startswith("not:"):
            return Verdict(why=tag[4:], cue=cue)
        of = {"sell": "export", "buy": "import", "make": "output", "surplus": "balance", "deficit": "balance"}.get(
            tag, tag
        )
    if of in (None, "balance", "capacity"):
        return Verdict(why="unclear" if of is None else "change")
    return Verdict(kind="growth", of=of, cue=cue, verb="sell" if cue and cue.mark.tag == "sell" else "")


def _dative(line: Line, amount: Amount) -> bool:
    ending = line.word(amount.last + 1) if line.word(amount.last) == "-" else line.words[amount.last - 1]
    return ending in ("ға", "ге", "қа", "ке") or ending.endswith(("изға", "foizga"))


def _bracket(line: Line, amount: Amount) -> tuple[int, int] | None:
    """The words of the brackets that the amount stands in, if they hold no other clause."""
    first = amount.first
    while first > 0 and line.words[first - 1] not in ("(", ")"):
        first -= 1
    last = amount.last
    while last < len(line.words) and line.words[last] not in ("(", ")"):
        last += 1
    if first == 0 or last >= len(line.words) or line.words[first - 1] != "(" or line.words[last] != ")":
        return None
    return (first, last) if last - first <= 8 + amount.last - amount.first else None
