"""Whether a phrase states a value: one of its numbers, as data.extraction parses them, with multiplier and unit."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from typing import TYPE_CHECKING

from data.model.schema import MONEY, QUANTITIES

if TYPE_CHECKING:
    from data.extraction.phrase_amounts import PhraseAmount

# A multiplier may stand outside the phrase, with the next number ("from 1.2 to 1.5 billion"), by kind of unit.
_MONEY_SCALES, _COUNT_SCALES = (1e6, 1e9, 1e12), (1e3, 1e6)
_MAX_SCALED = 1000  # a number with a multiplier is smaller
_MIN_INDEX = 60.0  # per cent, with the year before as 100
_ANY_UNIT = ("bare", "scaled", "other")
_COUNTS = (*QUANTITIES, "seats")


def phrase_states_value(
    phrase: str,
    value: float,
    rounding: float,
    *,
    unit: str | None = None,
    language: str | None = None,
    is_growth: bool = False,
) -> bool:
    """Whether a number of `phrase`, in digits or words, is `value` or −`value`, printed to `rounding`.

    unit: that of the value; a number with another unit is another figure. language: of the phrase, ISO 639; without
    it any language of its script will do. is_growth: the value may also be given as an index (103.6 % for 3.6) or as
    the inverse of a multiple (half for twofold).

    >>> phrase_states_value("15,8 млн долларды", 15.8e6, 1e5)
    True
    """
    # Loading the vocabularies takes long, and tables that were checked before need none.
    from data.extraction.phrase_amounts import find_phrase_amounts  # noqa: PLC0415

    return any(
        isclose(step, rounding) and isclose(number, wanted, rel_tol=1e-9, abs_tol=1e-6)
        for amount in find_phrase_amounts(phrase, language)
        for number, step, wanted in _readings(amount, value, unit, is_growth=is_growth)
    )


def phrase_states_number(phrase: str, language: str | None = None) -> bool:
    """Whether `phrase` has any number, in digits or words."""
    from data.extraction.phrase_amounts import find_phrase_amounts  # noqa: PLC0415

    return bool(find_phrase_amounts(phrase, language))


def _readings(
    amount: PhraseAmount, value: float, unit: str | None, *, is_growth: bool
) -> Iterator[tuple[float, float, float]]:
    """Yield what the amount may stand for: number, step, and the value that it is then held against."""
    if not _has_unit(amount, unit):
        return
    number, step = amount.value, amount.step
    yield number, step, abs(value)
    if amount.is_cut and number < _MAX_SCALED and amount.unit not in ("%", "pp", "x"):
        for scale in _MONEY_SCALES if unit in MONEY else _COUNT_SCALES if unit in _COUNTS else ():
            yield number * scale, step * scale, abs(value)
    if is_growth and amount.unit in ("%", "bare") and number >= _MIN_INDEX:
        yield number - 100, step, value
    if is_growth and amount.unit == "x" and number > 1:
        yield round(1 / number, 4), step, value


def _has_unit(amount: PhraseAmount, unit: str | None) -> bool:
    if unit is None or amount.unit in (*_ANY_UNIT, unit):
        return True
    if amount.unit == "label":
        return unit in _COUNTS
    return (amount.unit, unit) in (("%", "pp"), ("units", "seats"))
