"""The order of stops in time: by the days and hours that are named, else as the text names the stops."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class StopTiming:
    """When one stop was, as far as the text says.

    `times` are the time words that hold for it, as kind and value, in the order of the text. `covers_visit`: it begins
    or ends the whole visit, not one day of it. `after_stop` is the index of the stop that it is said to follow. `day`
    counts from 1 and is set by `order_stops`; `slot` is the hour of the day, 1 the earliest, 0 unknown.
    """

    times: list[tuple[str, str]] = field(default_factory=list)
    is_planned: bool = False
    begins_visit: bool = False
    ends_visit: bool = False
    covers_visit: bool = False
    precedes_previous: bool = False
    after_stop: int | None = None
    day: int = 1
    slot: int = 0


class _DayAxis:
    """Days of the visit on one axis; today, weekdays and dates are fixed to it when they are first named."""

    def __init__(self) -> None:
        self.day = 1
        self.days_used: list[int] = []
        self.day_zero: dict[str, int] = {}
        self.last_day: int | None = None
        self.has_day_words = False
        self.has_numbered_day = False

    def move(self, kind: str, value: str) -> None:
        """Go to the day that a time word names."""
        if kind == "day":
            self._move_to_named(value)
        else:
            self._move_to_counted(kind, int(value))
        self.has_day_words = True

    def _move_to_named(self, value: str) -> None:
        if value == "next":
            self.day += 1
        elif value == "before":
            self.day -= 1
        elif value == "last":
            if self.last_day is None:
                self.last_day = max(self.days_used, default=self.day) + (1 if self.days_used else 0)
            self.day = self.last_day
        else:
            self.day, self.has_numbered_day = int(value), True

    def _move_to_counted(self, kind: str, value: int) -> None:
        if kind not in self.day_zero:
            if not self.days_used or (kind == "rel" and (value > 0 or (value < 0 and not self.has_day_words))):
                at = self.day + value if kind == "rel" and self.days_used else self.day
            elif kind == "rel" and value == 0 and not self.has_day_words:
                at = self.day
            else:
                at = self.day + 1
            self.day_zero[kind] = at - value
        day = self.day_zero[kind] + value
        if kind == "weekday":
            day = min((day + 7 * weeks for weeks in (-1, 0, 1)), key=lambda other: abs(other - self.day))
        self.day = day


def order_stops(timings: list[StopTiming]) -> list[int]:
    """Return the indexes of the stops in the order of time, and set `day` of each, counted from 1."""
    order = _TimeOrder(timings)
    for number in range(len(timings)):
        order.add(number)
    return order.finish()


class _TimeOrder:
    """Puts one stop after another, as the text names them, on its day and among the stops of that day."""

    def __init__(self, timings: list[StopTiming]) -> None:
        self._timings = timings
        self._axis = _DayAxis()
        self._days: dict[int, list[int]] = {}
        self._planned: list[int] = []
        self._closing: list[int] = []  # end the visit, though stops that the text names later come before
        self._previous: int | None = None
        self._day_before_plans: int | None = None

    def add(self, number: int) -> None:
        """Put the next stop of the text in its place."""
        stop, axis = self._timings[number], self._axis
        self._leave_plans(stop)
        has_own_day = self._move(stop)
        if stop.after_stop is not None and not has_own_day:
            axis.day, self._previous = self._timings[stop.after_stop].day, stop.after_stop
        if stop.is_planned:
            self._planned.append(number)
            stop.day = axis.day
            return
        if stop.begins_visit and stop.covers_visit and axis.days_used and not has_own_day:
            axis.day = min(axis.days_used)
        stop.day = axis.day
        axis.days_used.append(axis.day)
        day = self._days.setdefault(axis.day, [])
        rest = self._timings[number + 1 :]
        is_last = stop.ends_visit and stop.covers_visit and not has_own_day
        if is_last and any(other.begins_visit or other.precedes_previous for other in rest):
            self._closing.append(number)
        else:
            self._insert(day, number, has_own_day=has_own_day)
        self._previous = number

    def finish(self) -> list[int]:
        """Return the indexes of all stops in order, planned ones last; days count from 1."""
        axis, timings = self._axis, self._timings
        for number in self._closing:
            timings[number].day = max(axis.days_used)
            self._days.setdefault(max(axis.days_used), []).append(number)
        shift = 0
        if axis.days_used and (not axis.has_numbered_day or min(axis.days_used) < 1):
            shift = 1 - min(axis.days_used)
        order = [number for day in sorted(self._days) for number in self._days[day]]
        for number in order:
            timings[number].day += shift
        latest = max((timings[number].day for number in order), default=1)
        for number in self._planned:
            timings[number].day = max(timings[number].day + shift, latest)
        return order + sorted(self._planned, key=lambda number: timings[number].day)

    def _leave_plans(self, stop: StopTiming) -> None:
        """Go back to the day before the plans where a stop follows that took place."""
        if stop.is_planned and self._day_before_plans is None:
            self._day_before_plans = self._axis.day
        elif not stop.is_planned and self._day_before_plans is not None:
            self._axis.day, self._day_before_plans = self._day_before_plans, None

    def _move(self, stop: StopTiming) -> bool:
        """Go to the day that the time words of a stop name; return whether they name one."""
        has_own_day = False
        for kind, value in stop.times:
            if kind == "slot":
                stop.slot = int(value)
            elif not (stop.is_planned and kind in ("weekday", "date") and kind not in self._axis.day_zero):
                self._axis.move(kind, value)
                has_own_day = True
        return has_own_day

    def _insert(self, day: list[int], number: int, *, has_own_day: bool) -> None:
        """Put a stop among the others of its day: after the previous one, unless hours say otherwise."""
        timings, previous = self._timings, self._previous
        stop = timings[number]
        if stop.begins_visit and day and stop.covers_visit:
            day.insert(0, number)
            return
        index = len(day)
        if previous is not None and previous in day:
            index = day.index(previous)
            if stop.precedes_previous and not has_own_day:
                day.insert(index, number)
                return
            if not stop.slot and not timings[previous].ends_visit:
                stop.slot = timings[previous].slot
            index += 1
        if stop.slot:
            while index > 0 and _is_later(timings[day[index - 1]], stop.slot):
                index -= 1
            while index < len(day) and _is_not_later(timings[day[index]], stop.slot):
                index += 1
        day.insert(index, number)


def _is_later(stop: StopTiming, slot: int) -> bool:
    return stop.slot > slot or (stop.ends_visit and not 0 < stop.slot < slot)


def _is_not_later(stop: StopTiming, slot: int) -> bool:
    return 0 < stop.slot <= slot and not stop.ends_visit
