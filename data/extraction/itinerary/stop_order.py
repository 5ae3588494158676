"""The order of stops in time: days and hours that are told, else the order of telling."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Told:
    """One stop as told: the time words that hold for it, in the order of the text."""

    times: list[tuple[str, str]] = field(default_factory=list)
    planned: bool = False
    begins: bool = False
    ends: bool = False
    whole: bool = False
    before: bool = False
    anchor: int | None = None
    day: int = 1
    slot: int = 0


class _Axis:
    """Days of the visit on one axis; today, weekdays and dates are fixed to it when they are first told."""

    def __init__(self) -> None:
        self.day = 1
        self.seen: list[int] = []
        self.base: dict[str, int] = {}
        self.final: int | None = None
        self.told = False
        self.numbered = False

    def move(self, kind: str, value: str) -> None:
        """Go to the day that a time word names."""
        if kind == "day":
            self._named(value)
        else:
            self._counted(kind, int(value))
        self.told = True

    def _named(self, value: str) -> None:
        if value == "next":
            self.day += 1
        elif value == "before":
            self.day -= 1
        elif value == "last":
            if self.final is None:
                self.final = max(self.seen, default=self.day) + (1 if self.seen else 0)
            self.day = self.final
        else:
            self.day, self.numbered = int(value), True

    def _counted(self, kind: str, value: int) -> None:
        if kind not in self.base:
            if not self.seen or (kind == "rel" and (value > 0 or (value < 0 and not self.told))):
                at = self.day + value if kind == "rel" and self.seen else self.day
            elif kind == "rel" and value == 0 and not self.told:
                at = self.day
            else:
                at = self.day + 1
            self.base[kind] = at - value
        day = self.base[kind] + value
        if kind == "weekday":
            day = min((day + 7 * weeks for weeks in (-1, 0, 1)), key=lambda other: abs(other - self.day))
        self.day = day


def ordered(told: list[Told]) -> list[int]:
    """The stops' numbers in the order of time; sets `day` of each, counted from 1."""
    axis = _Axis()
    days: dict[int, list[int]] = {}
    coming: list[int] = []
    previous: int | None = None
    closing: list[int] = []
    ahead: int | None = None
    for number, stop in enumerate(told):
        if stop.planned and ahead is None:
            ahead = axis.day
        elif not stop.planned and ahead is not None:
            axis.day, ahead = ahead, None
        explicit = False
        for kind, value in stop.times:
            if kind == "slot":
                stop.slot = int(value)
            elif not (stop.planned and kind in ("weekday", "date") and kind not in axis.base):
                axis.move(kind, value)
                explicit = True
        if stop.anchor is not None and not explicit:
            axis.day, previous = told[stop.anchor].day, stop.anchor
        if stop.planned:
            coming.append(number)
            stop.day = axis.day
            continue
        if stop.begins and stop.whole and axis.seen and not explicit:
            axis.day = min(axis.seen)
        stop.day = axis.day
        axis.seen.append(axis.day)
        row = days.setdefault(axis.day, [])
        if (
            stop.ends
            and stop.whole
            and not explicit
            and any(other.begins or other.before for other in told[number + 1 :])
        ):
            closing.append(number)
            previous = number
            continue
        _put(row, number, previous, told, explicit)
        previous = number
    for number in closing:
        told[number].day = max(axis.seen)
        days.setdefault(max(axis.seen), []).append(number)
    return _counted_from_one(told, days, coming, axis)


def _put(row: list[int], number: int, previous: int | None, told: list[Told], explicit: bool) -> None:
    stop = told[number]
    if stop.begins and row and stop.whole:
        row.insert(0, number)
        return
    if previous is not None and previous in row:
        place = row.index(previous)
        if stop.before and not explicit:
            row.insert(place, number)
            return
        if not stop.slot:
            stop.slot = told[previous].slot if not (told[previous].ends and stop.slot == 0) else 0
        place += 1
    else:
        place = len(row)
    while place > 0 and stop.slot and _later(told[row[place - 1]], stop.slot):
        place -= 1
    while (
        place < len(row)
        and stop.slot
        and told[row[place]].slot
        and told[row[place]].slot <= stop.slot
        and (not told[row[place]].ends)
    ):
        place += 1
    row.insert(place, number)


def _later(stop: Told, slot: int) -> bool:
    return (stop.slot or 0) > slot or (stop.ends and not 0 < stop.slot < slot)


def _counted_from_one(told: list[Told], days: dict[int, list[int]], coming: list[int], axis: _Axis) -> list[int]:
    shift = 0
    if axis.seen and (not axis.numbered or min(axis.seen) < 1):
        shift = 1 - min(axis.seen)
    order = [number for day in sorted(days) for number in days[day]]
    for number in order:
        told[number].day += shift
    latest = max((told[number].day for number in order), default=1)
    for number in coming:
        told[number].day = max(told[number].day + shift, latest)
    return order + sorted(coming, key=lambda number: told[number].day)
