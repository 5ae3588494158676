"""Signs and codes that the reports of all languages share."""

from __future__ import annotations

CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "₸": "KZT", "₽": "RUB"}
CURRENCY_CODES = {"usd": "USD", "eur": "EUR", "kzt": "KZT", "uzs": "UZS", "rub": "RUB"} | CURRENCY_SIGNS
DOLLAR_PREFIXES = frozenset({"us", "u"})  # US$ 5 million
DASHES = ("–", "-")
NUMBER_SIGNS = ("№", "no", "n")  # before the number of a document, which is no amount
QUARTER_CODE, HALF_CODE, MONTHS_CODE = "q", "h", "m"  # Q1 2023, H1 2023, 6M 2023
PERIOD_CODES = frozenset({QUARTER_CODE, HALF_CODE, MONTHS_CODE})
EMPTY_FIELD = "none"  # what stands in a report's header where it names no author
