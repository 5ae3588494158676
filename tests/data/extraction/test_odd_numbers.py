"""Signs that look like digits, digits of every script, numbers of any length, dates at the ends of the calendar."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date

import pytest

from data.extraction import Claim, read
from data.extraction.normalize import fold

NUMERIC = [sign for sign in map(chr, range(0x80, sys.maxunicode)) if sign.isnumeric() or sign.isdigit()]
DECIMAL = [sign for sign in NUMERIC if sign.isdecimal()]
HOW = (("kk", "Cyrl"), ("kk", "Latn"), ("kk", "Arab"), ("ru", "Cyrl"), ("uz", "Latn"), ("uz", "Cyrl"), ("en", "Latn"))
# Places where a number means something: beside a month, a code of a quarter, a year, a unit, in a list, in a visit.
PLACES = {
    "en": "{0} Jan trade {0}. Output in January {0} Q{0}, {0}Q {0}. Turnover {0} million dollars in {0}. {0} {0}",
    "ru": "{0} Январь: экспорт {0} млн долларов; {0} января {0} года делегация, {0} кв {0}, {0} месяцев. №{0}",
    "kk": "{0} қаңтар экспорт {0} млн доллар, {0} тоқсан, {0} ай, {0}-ші, {0}мыс өндіріс. Делегация {0} мамыр",
    "uz": "{0} yanvar eksport {0} mln dollar, {0} chorak, {0} oy, {0}-may delegatsiya. {0}-{0}",
}
PUBLISHED = date(2024, 3, 12)


def claims(text: str, language: str, published: date | None = PUBLISHED) -> list[Claim]:
    return list(read(text, published, language, "Latn" if language in ("uz", "en") else "Cyrl").claims)


@pytest.mark.slow
@pytest.mark.parametrize("language", PLACES)
def test_signs_that_look_like_digits_are_read_over(language: str) -> None:
    """Every sign that is a number to Unicode: ², ①, Ⅻ, ½, and digits of all scripts."""
    script = "Latn" if language in ("uz", "en") else "Cyrl"
    # Some at a time, each in every place: what fails on one fails on the whole.
    for at in range(0, len(NUMERIC), 40):
        for form in ("{0}", "{0}{0}"):
            signs = [form.format(sign) for sign in NUMERIC[at : at + 40]]
            read("\n".join(PLACES[language].format(sign) for sign in signs), PUBLISHED, language, script)


@pytest.mark.parametrize("how", HOW, ids="-".join)
def test_digits_of_every_script_are_digits(how: tuple[str, str]) -> None:
    assert fold("".join(DECIMAL), *how).text == "".join(str(unicodedata.decimal(sign)) for sign in DECIMAL)


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"])
def test_a_figure_in_the_digits_of_another_script(digits: str) -> None:
    text = "Экспорт Алматинской области в Узбекистан составил 15,8 млн долларов в 2017 году."
    (claim,) = claims(text.translate(str.maketrans("0123456789", digits)), "ru")
    assert (claim.value, claim.period, claim.modality) == (15.8e6, "2017", "actual")


@pytest.mark.parametrize("sign", ["①", "²", "❶", "Ⅻ", "½"])
def test_a_sign_before_a_month_is_no_day_of_it(sign: str) -> None:
    (claim,) = claims(f"{sign} Январь: экспорт Алматинской области в Узбекистан составил 15,8 млн долларов.", "ru")
    assert (claim.value, claim.period) == (15.8e6, "2024-01")


@pytest.mark.parametrize("length", [5, 21, 22, 24, 25, 300, 309, 4300, 4301, 9000])
@pytest.mark.parametrize("language", PLACES)
def test_a_number_of_any_length(language: str, length: int) -> None:
    """From 4,300 digits on, Python itself refuses to make a number of them."""
    for claim in claims(PLACES[language].format("9" * length), language):
        assert claim.low <= claim.value <= claim.high < float("inf")


JANUARY = "January turnover of Almaty region with Uzbekistan was 2 million dollars."
NEXT = "Trade of Almaty region with Uzbekistan was half a billion dollars next year."
LAST = "Last year exports of Almaty region to Uzbekistan were 3 million dollars, half of those a year earlier."
AGO = "Exports of Almaty region to Uzbekistan were 3 million dollars, twenty years ago 2 million."


@pytest.mark.parametrize("text", [JANUARY, NEXT, LAST, AGO])
@pytest.mark.parametrize("published", [date.min, date(1899, 12, 31), date(2101, 1, 1), date.max])
def test_a_date_that_no_report_is_of_is_none(text: str, published: date) -> None:
    """Else words such as "next year" would lead out of the calendar, or to the year 2."""
    assert read(text, published, "en", "Latn") == read(text, None, "en", "Latn")


@pytest.mark.parametrize("published", [date(1900, 1, 1), date(2100, 12, 31)])
@pytest.mark.parametrize("text", [JANUARY, NEXT, LAST, AGO])
def test_every_period_has_years_of_four_digits(text: str, published: date) -> None:
    found = claims(text, "en", published)
    assert found
    for claim in found:
        assert all(len(end.split("-")[0]) == 4 for end in (claim.period or "0000").split("/"))


def test_the_year_before_and_after_that_of_the_report() -> None:
    assert [claim.period for claim in claims(NEXT, "en")] == ["2025"]
    assert [claim.period for claim in claims(JANUARY, "en")] == ["2024-01"]


@pytest.mark.parametrize(
    ("language", "said", "value"),
    [
        ("en", "1,512.4 million dollars", 1512.4e6),
        ("en", "twenty-five million dollars", 25e6),
        ("en", "thirteen million dollars", 13e6),
        ("ru", "1 480,5 млн долларов", 1480.5e6),
        ("ru", "семнадцать миллионов долларов", 17e6),
        ("ru", "шестьсот сорок миллионов долларов", 640e6),
        ("en", "1,51,24 million dollars", None),
        ("en", "15.12.4 million dollars", None),
        ("ru", "1.48,5.3 млн долларов", None),
    ],
)
def test_thousands_are_groups_of_three_and_number_words_are_whole(language: str, said: str, value: float) -> None:
    text = {"en": "Exports of Almaty region to Uzbekistan were {}.", "ru": "Экспорт Алматинской области: {}."}[language]
    assert [claim.value for claim in claims(text.format(said), language)] == ([value] if value else [])
