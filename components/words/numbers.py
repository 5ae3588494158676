"""Numbers and dates as a language writes them, by CLDR."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

_MILLION = 1_000_000
# Enough digits to read and no more than the sources carry.
_DIGITS = {"%": 3, "x": 2}
_COUNTS = ("units", "seats", "pieces")
MONEY = ("USD", "EUR", "KZT", "RUB", "UZS")


class Numbers:
    """Formats of one language. Values come in base units and leave as text without a unit."""

    def __init__(self, language: str) -> None:
        """Formats of `language`, a CLDR code."""
        self._locale = Locale.parse(language)

    def value(self, value: float, unit: str, *, exact: bool = False) -> str:
        """15800000 USD → 15.8 (millions); 6000 units → 6,000; 78.2178 % → 78.2; 4.0 x → 4.

        `exact` keeps every digit of a share or a multiple, as a source that states it prints them.
        """
        return self._decimal(self._scaled(value, unit, exact=exact))

    def signed(self, value: float, unit: str, *, exact: bool = False) -> str:
        """As `value`, with + where it is above zero."""
        return ("+" if value > 0 else "") + self.value(value, unit, exact=exact)

    def bounds(self, low: float, high: float, unit: str, *, exact: bool = False) -> tuple[str, str]:
        """Both ends of an interval, rounded outwards so that it never looks narrower; counts stay whole."""
        if unit in _COUNTS:
            low, high = math.ceil(low), math.floor(high)
        return (
            self._decimal(self._scaled(low, unit, math.floor, exact=exact)),
            self._decimal(self._scaled(high, unit, math.ceil, exact=exact)),
        )

    def date(self, iso: str) -> str:
        """2018-04-13, 2018-04, 2017 or a range of them as the language writes it."""
        if "/" in iso:
            return "–".join(self.date(end) for end in iso.split("/"))
        if len(iso) == len("2017"):
            return iso
        if len(iso) == len("2018-04"):
            month = date.fromisoformat(f"{iso}-01")
            # CLDR's "aprel, 2018" breaks an Uzbek sentence.
            return (
                _uzbek(month) if self._locale.language == "uz" else format_skeleton("yMMMM", month, locale=self._locale)
            )
        day = date.fromisoformat(iso)
        return _uzbek(day, day.day) if self._locale.language == "uz" else format_date(day, "long", locale=self._locale)

    def language(self, code: str, script: str) -> str:
        """What a language and its script are called: Kazakh (Cyrillic)."""
        return Locale.parse(f"{code}_{script}").get_display_name(self._locale) or code

    def _scaled(
        self, value: float, unit: str, towards: Callable[[float], int] = round, *, exact: bool = False
    ) -> float:
        if unit in MONEY:
            return value / _MILLION
        if exact or unit not in _DIGITS or value == 0:
            return value
        power = _DIGITS[unit] - 1 - math.floor(math.log10(abs(value)))
        # The inner rounding takes off what floating point added to a whole number.
        return float(towards(round(value * 10.0**power, 6)) / 10.0**power)

    def _decimal(self, value: float) -> str:
        text = format_decimal(round(value, 6), format="#,##0.######", locale=self._locale)
        return text.replace("-", "−")


def _uzbek(when: date, day: int | None = None) -> str:
    """2018-yil aprel; 2018-yil 13-aprel."""
    month = format_date(when, "MMMM", locale="uz")
    return f"{when.year}-yil {month}" if day is None else f"{when.year}-yil {day}-{month}"
