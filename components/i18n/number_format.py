"""Numbers, units and dates as a language writes them, by CLDR."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import localcontext

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

CURRENCIES = ("USD", "EUR", "KZT", "RUB", "UZS")
BILLIONS, MILLIONS = "billion USD", "million USD"
SCALES = {"trillion": 10**12, "billion": 10**9, "million": 10**6}
# How many base units one of a unit is.
UNIT_VALUES = {f"{scale} {currency}": worth for currency in CURRENCIES for scale, worth in SCALES.items()}
_NBSP = "\u00a0"
_MAX_DIGITS = 320  # digits of any float, six decimals among them
# Of derived values: no more digits than the sources have.
_SIGNIFICANT_DIGITS = {
    "%": 3,
    "x": 2,
    **{unit: 4 if worth == SCALES["million"] else 3 for unit, worth in UNIT_VALUES.items()},
}
_COUNT_UNITS = ("units", "seats", "pieces")


class Numbers:
    """Formats of one language. Values are given in base units and returned as text without a unit."""

    def __init__(self, language: str) -> None:
        """language: a CLDR code."""
        self._locale = Locale.parse(language)

    def value(self, value: float, unit: str, *, exact: bool = False, step: float | None = None) -> str:
        """Return a value as text: 15800000 USD → 15.8 (millions); 6000 units → 6,000; 78.2178 % → 78.2; 4.0 x → 4.

        exact: keep all digits of a share or a multiple, as its source prints them. step: the value of the last printed
        digit in base units, so that a zero there is kept: 2.0.
        """
        worth = abs(self._scaled(step, unit, exact=True)) if step else 1.0
        places = max(0, -math.floor(math.log10(worth) + 1e-9)) if worth < 1 else 0
        return self._decimal(self._scaled(value, unit, exact=exact), min(places, 6))

    def signed(self, value: float, unit: str, *, exact: bool = False, step: float | None = None) -> str:
        """As `value`, with + before a value above zero."""
        return ("+" if value > 0 else "") + self.value(value, unit, exact=exact, step=step)

    def bounds(self, low: float, high: float, unit: str, *, exact: bool = False) -> tuple[str, str]:
        """Return both ends of an interval, rounded outwards so that it never looks narrower; counts stay whole."""
        if unit in _COUNT_UNITS:
            low, high = math.ceil(low), math.floor(high)
        return (
            self._decimal(self._scaled(low, unit, math.floor, exact=exact)),
            self._decimal(self._scaled(high, unit, math.ceil, exact=exact)),
        )

    def with_magnitude(self, number: str, magnitude: int) -> str:
        """Return a written number with the word for `magnitude`, a million or a billion: 15.8 million; 15,8 млн."""
        # English spells the word out in running text; the others write its short form.
        forms = self._locale.compact_decimal_formats["long" if self._locale.language == "en" else "short"]["other"]
        return str(forms[str(magnitude)].pattern).replace(" ", _NBSP).replace("0", number)

    def percent(self, number: str) -> str:
        """Return a written number with the percent sign: 78.2%; 78,2 %."""
        return number + str(self._locale.percent_formats[None].suffix[0])

    @property
    def separators(self) -> str:
        """The decimal and the thousands separator as one text, as plotly.js takes them: ",\u00a0"."""
        symbols = self._locale.number_symbols["latn"]
        return f"{symbols['decimal']}{symbols['group']}"

    def join_list(self, items: Sequence[str]) -> str:
        """Return items as one text: A, B and C."""
        return format_list(items, locale=self._locale)

    def date(self, iso: str) -> str:
        """Return a day (2018-04-13), month (2018-04), year or range of months as the language writes it."""
        # Fonts draw CLDR's narrow space in "2018 ж." too narrow to be seen.
        return self._date(iso).replace("\u202f", _NBSP)

    def _date(self, iso: str) -> str:
        if "/" in iso:
            return self._months(*iso.split("/"))
        if len(iso) == len("2017"):
            return iso
        # CLDR's "aprel, 2018" breaks an Uzbek sentence.
        own = self._locale.language == "uz"
        if len(iso) == len("2018-04"):
            month = date.fromisoformat(f"{iso}-01")
            return _uzbek(month) if own else format_skeleton("yMMMM", month, locale=self._locale)
        day = date.fromisoformat(iso)
        return _uzbek(day, day.day) if own else format_date(day, "long", locale=self._locale)

    def month(self, number: int) -> str:
        """Return the short name of a month. number: from 1."""
        return str(get_month_names("abbreviated", "stand-alone", self._locale)[number])

    def _months(self, start: str, stop: str) -> str:
        """Return a range of months: January–August 2024, April 2023–May 2024; of whole years 2018–2025."""
        if start.endswith("-01") and stop.endswith("-12"):
            return "–".join(dict.fromkeys((start[:4], stop[:4])))
        if start[:4] != stop[:4]:
            return "–".join(self.date(end) for end in (start, stop))
        first, last = (date.fromisoformat(f"{end}-01") for end in (start, stop))
        if self._locale.language == "uz":
            names = get_month_names("wide", "format", self._locale)
            return f"{first.year}-yil {names[first.month]}–{names[last.month]}"
        text = format_interval(first, last, "yMMMM", locale=self._locale)
        return re.sub(r"\s*–\s*", "–", text)

    def language(self, code: str, script: str | None) -> str:
        """Return the name of a language with its script, if that is known: Kazakh (Cyrillic)."""
        name = str(self._locale.languages.get(code, code))
        return f"{name} ({self._locale.scripts.get(script, script)})" if script else name

    def _scaled(
        self, value: float, unit: str, towards: Callable[[float], int] = round, *, exact: bool = False
    ) -> float:
        if unit in CURRENCIES:
            return value / 1e6
        value /= UNIT_VALUES.get(unit, 1)
        if exact or unit not in _SIGNIFICANT_DIGITS or value == 0:
            return value
        power = _SIGNIFICANT_DIGITS[unit] - 1 - math.floor(math.log10(abs(value)))
        # The inner rounding takes off what floating point added to a whole number.
        return float(towards(round(value * 10.0**power, 6)) / 10.0**power)

    def _decimal(self, value: float, places: int = 0) -> str:
        form = "#,##0." + "0" * places + "#" * (6 - places)
        with localcontext(prec=_MAX_DIGITS):  # Babel fails on more digits than the context has
            text = format_decimal(round(value, 6), format=form, locale=self._locale)
        return text.replace("-", "−")


def _uzbek(when: date, day: int | None = None) -> str:
    """Return a month or a day in Uzbek: 2018-yil aprel; 2018-yil 13-aprel."""
    month = format_date(when, "MMMM", locale="uz")
    return f"{when.year}-yil {month}" if day is None else f"{when.year}-yil {day}-{month}"
