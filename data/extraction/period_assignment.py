"""Which of the periods that were said belongs to an amount."""

from __future__ import annotations

from typing import NamedTuple

from data.extraction.amount import Amount
from data.extraction.cue_distance import Distances
from data.extraction.month_ranges import Span
from data.extraction.period_parser import Calendar, Period
from data.extraction.sentence import Line


class When(NamedTuple):
    """A claim's period, how it is known, and where its words stand in the folded text."""

    period: str | None
    basis: str
    start: int | None
    stop: int | None
    source: Period | None = None

    def rate(self) -> When:
        """The same words, no closed period."""
        return self._replace(period=None, basis="rate")


def period_of(
    line: Line,
    amount: Amount,
    amounts: list[Amount],
    times: list[Period],
    calendar: Calendar,
    growth: bool,
    distances: Distances,
) -> When:
    """The period of one amount: said beside it, before it in the sentence, or carried on."""
    chosen = (
        _growth_time(line, amount, times, distances) if growth else _level_time(line, amount, amounts, times, distances)
    )
    beside = chosen is not None and chosen.first >= amount.last  # "from 109.8 million in 2020"
    if not growth and not beside and (chosen is None or not chosen.base) and _is_from(line, amount, amounts):
        earlier = calendar.compared if calendar.compared and calendar.compared.span else None
        if earlier is not None and chosen is None:
            return _when(earlier)
        if chosen is not None and chosen.span is not None:
            return When(
                str(chosen.span.shifted(-1)), "dated" if chosen.dated else "stated", chosen.start, chosen.stop, chosen
            )
        if calendar.main and calendar.main.span:
            main, span = calendar.main, calendar.main.span
            return When(str(span.shifted(-1)), "dated" if main.dated else "stated", main.start, main.stop, main)
    if chosen is None:
        before = [
            time for time in times if time.last <= amount.first and time.kind in ("closed", "unknown") and not time.base
        ]
        chosen = before[-1] if before else calendar.main
    if chosen is None:
        return When(None, "none", None, None)
    return _when(chosen)


def _when(time: Period) -> When:
    if time.kind == "rate":
        return When(None, "rate", time.start, time.stop, time)
    if time.span is None:
        return When(None, "none", time.start, time.stop, time)
    return When(str(time.span), "dated" if time.dated else "stated", time.start, time.stop, time)


def _is_from(line: Line, amount: Amount, amounts: list[Amount]) -> bool:
    """Whether the amount is where a change began: "from 229 million", "2,6 миллиардтан 1,3-ке"."""
    at = amounts.index(amount)
    after = amounts[at + 1] if at + 1 < len(amounts) else None
    if line.language in ("kk", "uz"):
        final = line.words[amount.last - 1]
        ablative = final.endswith(("дан", "ден", "тан", "тен", "нан", "нен", "dan"))
        return ablative and after is not None and after.unit == amount.unit and after.first - amount.last <= 2
    before = line.word(amount.first - 1)
    followed = after is not None and line.word(after.first - 1) in ("to", "до")
    return before == "from" or (before in ("с", "со") and followed) or before in ("against", "против")


def _level_time(
    line: Line, amount: Amount, amounts: list[Amount], times: list[Period], distances: Distances
) -> Period | None:
    after = [time for time in times if time.first >= amount.last]
    before = [time for time in times if time.last <= amount.first]
    following = next(iter(sorted(after, key=lambda time: time.first)), None)
    preceding = max(before, key=lambda time: time.last, default=None)
    later = [other for other in amounts if other.first >= amount.last]
    earlier = [other for other in amounts if other.last <= amount.first]
    if following is not None and line.language in ("ru", "en"):
        gap = distances.between(amount.last, following.first)
        crossed = later and later[0].first < following.first
        # "1.9 billion (in January–August 2023: 2.02 billion)": the bracket has its own amount
        inner = (
            "(" in line.words[amount.last : following.first]
            and later
            and ")" not in (line.words[amount.last : later[0].first])
        )
        crossed = crossed or inner
        breaks = any(line.has(place, "compare") for place in range(amount.last, following.first)) or any(
            word in (",", ";", "–", ":") for word in line.words[amount.last : following.first]
        )
        near = preceding is not None and distances.between(preceding.last, amount.first) < gap
        if not crossed and not breaks and gap <= 7 and not (near and not following.base and preceding and gap > 4):
            return following
    rated = following is not None and following.kind == "rate" and not (later and later[0].first < following.first)
    if following is not None and rated and distances.between(amount.last, following.first) <= 8:
        return following
    if preceding is not None:
        crossing = [other for other in earlier if other.first >= preceding.last]
        if preceding.base or preceding.kind in ("over",):
            # A base belongs to the first level after it and to no further one.
            levels = [other for other in crossing if other.unit not in ("%", "x")]
            taken = line.language in ("ru", "en") and any(
                other.unit not in ("%", "x")
                and distances.between(other.last, preceding.first) <= 7
                and not any(line.words[place] in (",", ";") for place in range(other.last, preceding.first))
                for other in amounts
                if other.last <= preceding.first
            )
            if not levels and not taken and not _is_to(line, amount, preceding) and preceding.kind != "over":
                return preceding
            rest = [time for time in before if not time.base and time.kind != "over"]
            return rest[-1] if rest else None
        if preceding.kind == "rate" and crossing:
            return None
        return preceding
    if following is not None and not following.base and following.kind != "over":
        free = not later or later[0].first > following.first
        if free and distances.between(amount.last, following.first) <= 25:
            return following
    return None


def _is_to(line: Line, amount: Amount, time: Period) -> bool:
    """Whether the amount after a base is where the change ended."""
    between = line.words[time.last : amount.first]
    moved = any(line.has(place, "up") or line.has(place, "down") for place in range(time.last, amount.first))
    return (moved and "," in between) or (line.has(time.last, "compare") and line.language in ("kk", "uz"))


def _growth_time(line: Line, amount: Amount, times: list[Period], distances: Distances) -> Period | None:
    before = [time for time in times if time.last <= amount.first and time.kind != "rate"]
    after = [time for time in times if time.first >= amount.last and time.kind != "rate"]
    over = [time for time in times if time.kind == "over"]
    if over and min(distances.between(min(amount.last, over[0].last), max(amount.first, over[0].first)), 99) <= 8:
        return over[0]
    plain = [time for time in before if not time.base]
    if plain:
        return plain[-1]
    plain = [time for time in after if not time.base]
    if plain and distances.between(amount.last, plain[0].first) <= 10:
        return plain[0]
    return None


def month_on_month(times: list[Period], when: When, latest: Span | None) -> bool:
    """Whether a change is told against the month before, and so is none against the year before."""
    span = when.source.span if when.source else None
    if when.source not in times and latest is not None:
        span = latest
    if span is None or (span.year, span.month) != (span.last_year, span.last_month):
        return False
    months = span.year * 12 + span.month
    return any(
        time.span is not None
        and (time.span.year, time.span.month) == (time.span.last_year, time.span.last_month)
        and months - (time.span.year * 12 + time.span.month) == 1
        for time in times
    )
