"""Periods: years, months, ranges and relative words, resolved by earlier periods and by the report's date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.extraction.month_ranges import MonthRange, quarter_before, single_month, whole_year
from data.extraction.sentence import TaggedSentence
from data.extraction.time_expressions import find_time_runs, is_base, is_day
from data.extraction.time_vocabulary import TimeWords, is_compared_year, years_ago

_MONTHS_OF_YEAR = 12
_NOW_REACH = 3  # words between "now" and "a year"


@dataclass
class PeriodMention:
    """A time on the words [first, last): its months where they are known.

    kind: closed, rate (a year, any), open (a future without an end), over (several years) or unknown.
    """

    first: int
    last: int
    months: MonthRange | None
    kind: str = "closed"
    is_base: bool = False  # what something is compared with
    is_dated: bool = False  # the report's date was needed
    ends_year: bool = False  # "by the end of the year"
    is_local: bool = False  # only of its own figure, not of those that follow
    relative: int | None = None  # −1 for last year
    start: int = 0  # in the folded text
    stop: int = 0


class Calendar:
    """Resolves the periods of one report, sentence after sentence."""

    def __init__(self, published: date | None) -> None:
        """`published` is the report's date, if it has one."""
        self.published = published
        self.main: PeriodMention | None = None  # what figures without a time are of
        self.compared: PeriodMention | None = None  # the last base
        self.latest: MonthRange | None = None
        self._paragraph = -1
        self._outer: PeriodMention | None = None  # the report's first main period, to which a paragraph returns
        self._repeated_months: tuple[int, int] | None = None  # those of a run of years: "in January–May of 2021 … 2022"

    def find_periods(self, sentence: TaggedSentence) -> list[PeriodMention]:
        """Return the periods of a sentence, resolved; to be called for one sentence of the report after the other.

        "In January–May exports rose by 12 %" of June 2024 is 2024-01/2024-05, by the report's date.
        """
        if sentence.paragraph != self._paragraph:
            self._begin_paragraph(sentence.paragraph)
        found: list[PeriodMention] = []
        self._repeated_months = None
        main_before = self.main
        for first, last in find_time_runs(sentence):
            if is_day(sentence, first, last):
                continue
            period = self._resolve(sentence, first, last)
            if period is None or (period.kind == "open" and "target" not in sentence.tags):
                continue
            self._relate(period, found, main_before)
            if period.months and not period.is_base:
                self.latest = period.months
            found.append(period)
            if period.is_base:
                self.compared = period
            elif period.kind == "closed" and not period.is_local and not self._is_planned(sentence, period):
                self.main = period
                if self._outer is None or (self._outer.months is None and period.months):
                    self._outer = period
        return found

    def _begin_paragraph(self, paragraph: int) -> None:
        """Return to the report's own period where the last paragraph was about a part of it."""
        self._paragraph = paragraph
        outer, main = self._outer, self.main
        if outer and main and outer.months and main.months and outer.months.contains(main.months):
            self.main = outer
        self._outer = self.main

    def _relate(self, period: PeriodMention, found: list[PeriodMention], main: PeriodMention | None) -> None:
        """Mark an earlier time after a later one as a comparison, and a single month of the main period as local."""
        months = period.months
        if months is None or period.is_base or period.kind != "closed":
            return
        end = (months.last_year, months.last_month)
        if any(
            other.months
            and not other.is_base
            and other.kind == "closed"
            and end < (other.months.year, other.months.month)
            for other in found
        ):
            period.is_base = True
        if any(other.kind == "over" for other in found):
            period.is_local = True
        if main is None or main.months is None:
            return
        is_long_past = self.published is not None and months.last_year < self.published.year - 1
        if is_long_past and main.months.last_year > months.last_year:
            period.is_base = True  # a look back, whatever the tense
        is_current_year = (main.months.month, main.months.last_month) == (1, _MONTHS_OF_YEAR) and (
            self.published is not None and main.months.last_year >= self.published.year
        )
        if main.months.contains(months) and months.length() == 1 and not is_current_year:
            period.is_local = True

    def _is_planned(self, sentence: TaggedSentence, period: PeriodMention) -> bool:
        """Whether a period is what a plan is for, and so not the report's own time."""
        if period.months is None or self.published is None:
            return period.relative == 1
        if period.months.year > self.published.year:
            return True
        is_over = (period.months.last_year, period.months.last_month) < (self.published.year, self.published.month)
        return not is_over and "target" in sentence.tags and period.months.is_whole_year()

    def _resolve(self, sentence: TaggedSentence, first: int, last: int) -> PeriodMention | None:
        """Return the period of a run of time words; None where they are no time."""
        words = TimeWords(sentence, first, last)
        start, stop = sentence.folded_span(first, last)
        period = PeriodMention(first, last, None, relative=words.relative, start=start, stop=stop)
        period.is_base = is_base(sentence, words, first, last)
        period.ends_year = words.has("year-end")
        main = self.main.months if self.main else None
        if words.has("per-year") and not words.years and words.relative is None and not words.months:
            period.kind = "rate"
            now = next((at for at in range(max(0, first - _NOW_REACH), first) if sentence.starting(at, "now")), None)
            if now is not None:
                period.first, (period.start, period.stop) = now, sentence.folded_span(now, last)
        elif words.has("open-future") and not words.years:
            period.kind = "open"
        elif words.has("over-years"):
            period.kind = "over"
            bounds = words.month_bounds()
            self._repeated_months = bounds if words.names and bounds[0] else None
        elif words.across_years:
            period.months = words.across_years
        elif words.has("years-ago") and not words.years and not words.has("year-ago"):
            count = years_ago(sentence, first)
            period.is_base = period.is_dated = True
            period.months = whole_year(self.published.year - count) if self.published and count else None
        elif self._resolve_by_main(period, words, main):
            period.is_dated = bool(self.main and self.main.is_dated)
        else:
            self._resolve_closed(period, words, main)
            if period.months is None and period.kind == "closed" and not words.names_time():
                return None
            if main and period.months:
                is_year_before = period.months == main.shifted(-1)
                period.is_base |= is_year_before or is_compared_year(sentence, first, period.months, main)
        return period

    def _resolve_by_main(self, period: PeriodMention, words: TimeWords, main: MonthRange | None) -> bool:
        """Resolve words that point to the main period: "a year ago", "the same period of 2022", "for the year"."""
        if not words.years and (words.has("year-ago") or (words.has("last-year's") and not words.has_part)):
            period.is_base = True
            period.months = main.shifted(-1) if main else None
        elif words.has("same") and not words.has_part:
            period.is_base = period.is_base or words.relative == -1 or bool(words.years)
            if main:
                shift = words.years[0] - main.last_year if words.years else 0
                period.months = main.shifted(-1 if words.relative == -1 else shift)
        elif words.has("in-year") and not words.years and words.relative is None:
            period.months = main
            if main is None:
                period.kind = "unknown"
        else:
            return False
        return True

    def _resolve_closed(self, period: PeriodMention, words: TimeWords, main: MonthRange | None) -> None:
        """Set the months of a period that names a year or its parts, or leave them open."""
        if not words.names_time():
            return
        today = self.published
        year = words.years[0] if words.years else None
        if year is None and words.relative is not None and today:
            year, period.is_dated = today.year + words.relative, True
            if period.is_base and words.relative == -1 and main and words.has_part:
                year = main.last_year - 1
        if words.quarter and not words.ordinals and words.relative == -1 and not words.years:
            period.months, period.is_base = quarter_before(self.latest or main), True
            return
        first, last = words.month_bounds()
        if words.single_month and first == 0:  # last month, this month
            if today:
                number = today.year * _MONTHS_OF_YEAR + today.month - 1 + (words.relative or 0)
                period.months, period.is_dated = single_month(number), True
            return
        if first and year is None and words.relative is None:
            if words.count and not words.names and main and main.length() == words.count:
                self._take_main(period)
                return
            year = self._year_of_months(period, last)
        if words.season:
            if main and main.last_year > main.year and words.relative == -1:
                period.months = main.shifted(-1)
            return
        if (words.has("year-end") or words.has("year-start")) and year is None and today:
            year, period.is_dated = today.year, True
        if words.has("year-start"):
            if main and not words.years and words.relative is None and main.last_year == year:
                self._take_main(period)
                return
            if today and year == today.year and today.month > 1 and not first:
                first, last = 1, today.month - 1
        if year is None:
            return
        if not first and words.years and self._repeated_months and not words.has("year-end"):
            first, last = self._repeated_months
        period.months = MonthRange(year, first, year, last) if first else whole_year(year)

    def _take_main(self, period: PeriodMention) -> None:
        if self.main:
            period.months, period.is_dated = self.main.months, self.main.is_dated

    def _year_of_months(self, period: PeriodMention, last_month: int) -> int | None:
        """Return the year of months without one: the main period's, else the last in which they were over."""
        today = self.published
        main = self.main.months if self.main else None
        is_stated = self.main is not None and not self.main.is_dated
        if main and is_stated and today and main.length() < _MONTHS_OF_YEAR and main.last_year >= today.year - 1:
            return main.last_year
        if today:
            period.is_dated = True
            return today.year - (last_month > today.month)
        return main.last_year if main else None
