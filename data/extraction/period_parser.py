"""Periods: years, months, ranges and relative words, resolved by what was said before and by the report's date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.extraction.month_ranges import Span, quarter_before, whole_year
from data.extraction.sentence import Line
from data.extraction.time_expressions import is_base, is_day, runs
from data.extraction.time_vocabulary import TimeWords, beside, count_before


@dataclass
class Period:
    """A time said on the words [first, last): its months where they are known.

    `kind` is closed, rate (a year, any), open (a future without an end), over (several years) or unknown.
    `base` marks what something is compared with; `dated` that the report's date was needed.
    """

    first: int
    last: int
    span: Span | None
    kind: str = "closed"
    base: bool = False
    dated: bool = False
    ends: bool = False  # "by the end of the year"
    local: bool = False
    relative: int | None = None
    start: int = 0
    stop: int = 0


_YEAR = 12


def _length(span: Span) -> int:
    return (span.last_year - span.year) * _YEAR + span.last_month - span.month + 1


class Calendar:
    """Resolves the periods of one report, sentence after sentence."""

    def __init__(self, published: date | None) -> None:
        """`published` is the report's date, if it has one."""
        self.published = published
        self.main: Period | None = None
        self.compared: Period | None = None
        self._paragraph = -1
        self._outer: Period | None = None
        self.latest: Span | None = None
        self._months: tuple[int, int] | None = None  # the months that a run of years in the sentence is of

    def periods(self, line: Line) -> list[Period]:
        """The periods said in one sentence, resolved; call it sentence by sentence."""
        if line.sentence.paragraph != self._paragraph:
            self._paragraph = line.sentence.paragraph
            outer, main = self._outer, self.main
            if outer and main and outer.span and main.span and outer.span.holds(main.span):
                self.main = outer
            self._outer = self.main
        found: list[Period] = []
        self._months = None
        standing = self.main
        for first, last in runs(line):
            if is_day(line, first, last):
                continue
            period = self._resolved(line, first, last)
            if period is None or (period.kind == "open" and "target" not in line.kinds):
                continue
            self._place(line, period, found, standing)
            if period.span and not period.base:
                self.latest = period.span
            found.append(period)
            if period.kind == "closed" and not period.base and not period.local and not self._meant(line, period):
                self.main = period
                if self._outer is None or (self._outer.span is None and period.span):
                    self._outer = period
            elif period.base:
                self.compared = period
        return found

    def _place(self, line: Line, period: Period, found: list[Period], standing: Period | None) -> None:
        """An earlier time after a later one in a sentence is a comparison; a part of the main period stays local."""
        if period.span is None or period.base or period.kind != "closed":
            return
        ends = (period.span.last_year, period.span.last_month)
        for other in found:
            if other.span and not other.base and other.kind == "closed" and ends < (other.span.year, other.span.month):
                period.base = True
        if any(other.kind == "over" for other in found):
            period.local = True
        if (
            standing
            and standing.span
            and self.published
            and standing.span.last_year > period.span.last_year
            and (period.span.last_year < self.published.year - 1)
        ):
            period.base = True  # a look back, whatever the tense
        if (
            standing
            and standing.span
            and standing.span.holds(period.span)
            and not (
                standing.span.month == 1 and standing.span.last_month == 12 and self._is_past(standing.span) is False
            )
            and _length(period.span) == 1
        ):
            period.local = True

    def _is_past(self, span: Span) -> bool:
        return self.published is None or span.last_year < self.published.year

    def _meant(self, line: Line, period: Period) -> bool:
        """Whether a period is what a plan is for, and so not the report's own time."""
        if period.span is None or self.published is None:
            return period.relative == 1
        today = (self.published.year, self.published.month)
        ends = (period.span.last_year, period.span.last_month)
        if period.span.year > self.published.year:
            return True
        return ends >= today and "target" in line.kinds and str(period.span) == str(period.span.year)

    def _resolved(self, line: Line, first: int, last: int) -> Period | None:
        bag = TimeWords(line, first, last)
        start, stop = line.sentence.place(first, last)
        period = Period(first, last, None, start=start, stop=stop)
        period.base = is_base(line, bag, first, last)
        period.relative = bag.relative
        period.ends = bag.has("year-end")
        main = self.main.span if self.main else None
        today = self.published
        if bag.has("per-year") and not bag.years and bag.relative is None and not bag.months:
            period.kind = "rate"
            now = next((at for at in range(max(0, first - 3), first) if line.starting(at, "now")), None)
            if now is not None:
                period.first, (period.start, period.stop) = now, line.sentence.place(now, last)
        elif bag.has("open-future") and not bag.years:
            period.kind = "open"
        elif bag.has("over-years"):
            period.kind = "over"
            first_month, last_month = bag.range()
            self._months = (first_month, last_month) if bag.names and first_month else None
        elif bag.pairs:
            period.span = bag.pairs
        elif bag.has("year-ago") and not bag.years:
            period.base = True
            period.span = main.shifted(-1) if main else None
            period.dated = bool(self.main and self.main.dated)
        elif bag.has("years-ago") and not bag.years:
            period.base = True
            count = count_before(line, first)
            period.span = whole_year(today.year - count) if today and count else None
            period.dated = True
        elif bag.has("last-year's") and not bag.months and not bag.quarter and not bag.half and not bag.years:
            period.base = True
            period.span = main.shifted(-1) if main else None
            period.dated = bool(self.main and self.main.dated)
        elif bag.has("same") and not bag.months and not bag.quarter and not bag.half:
            period.base = period.base or bag.relative == -1 or bool(bag.years)
            if main:
                shift = -1 if bag.relative == -1 else (bag.years[0] - main.last_year if bag.years else 0)
                period.span = main.shifted(shift)
            period.dated = bool(self.main and self.main.dated)
        elif bag.has("in-year") and not bag.years and bag.relative is None:
            period.span = main
            period.dated = bool(self.main and self.main.dated)
            if main is None:
                period.kind = "unknown"
        else:
            self._closed(period, bag, main)
            if period.span is None and period.kind == "closed" and not bag.tells():
                return None
            if main and period.span and (period.span == main.shifted(-1) or beside(line, first, period.span, main)):
                period.base = True
        return period

    def _closed(self, period: Period, bag: TimeWords, main: Span | None) -> None:
        today = self.published
        year = bag.years[0] if bag.years else None
        if not bag.tells():
            return
        if year is None and bag.relative is not None and today:
            year, period.dated = today.year + bag.relative, True
            if period.base and bag.relative == -1 and main and (bag.months or bag.quarter or bag.half):
                year = main.last_year - 1
        if bag.quarter and not bag.ordinals and bag.relative == -1 and not bag.years:
            period.span, period.base = quarter_before(self.latest or main), True
            return
        first, last = bag.range()
        if bag.single_month and first == 0:
            # last month, this month
            if today:
                months = today.year * 12 + today.month - 1 + (bag.relative or 0)
                period.span, period.dated = Span(months // 12, months % 12 + 1, months // 12, months % 12 + 1), True
            return
        if first and year is None and bag.relative is None:
            if bag.count and not bag.names and main and _length(main) == bag.count:
                period.span, period.dated = main, bool(self.main and self.main.dated)
                return
            told = (
                main is not None
                and (_length(main) < _YEAR or today is None)
                and self.main is not None
                and not self.main.dated
            )
            if told and main and today and main.last_year >= today.year - 1:
                year = main.last_year
            elif today:
                year, period.dated = today.year - (last > today.month), True
            elif main:
                year = main.last_year
        if bag.season:
            if main and main.last_year > main.year and bag.relative == -1:
                period.span = main.shifted(-1)
            return
        if (bag.has("year-end") or bag.has("year-start")) and year is None and today:
            year, period.dated = today.year, True
        if bag.has("year-start") and main and not bag.years and bag.relative is None and main.last_year == year:
            period.span, period.dated = main, bool(self.main and self.main.dated)
            return
        if bag.has("year-start") and today and year == today.year and today.month > 1 and not first:
            first, last = 1, today.month - 1
        if year is None:
            return
        if not first and bag.years and self._months and not bag.has("year-end"):
            first, last = self._months
        period.span = Span(year, first, year, last) if first else whole_year(year)
