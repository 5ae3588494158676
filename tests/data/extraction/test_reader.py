"""What single sentences say: numbers, units, hedges, directions, periods, plans. Each line is [text, expected]."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.extraction import Claim, read

PUBLISHED = date(2024, 3, 12)


def claims(text: str, language: str, published: date | None = PUBLISHED) -> list[Claim]:
    script = "Latn" if language in ("uz", "en") else "Cyrl"
    return list(read(text, published, language, script).claims)


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "rounding"),
    [
        ("kk", "Тауар айналымы 15,8 млн АҚШ долларын құрады.", 15.8e6, "USD", 1e5),
        ("kk", "Тауар айналымы 1 миллиард 480 миллион доллар болды.", 1.48e9, "USD", 1e6),
        ("kk", "Экспорт екі жүз елу мың долларға жетті.", 250e3, "USD", 1e4),
        ("kk", "Импорт бір жарым миллиард теңге болды.", 1.5e9, "KZT", 5e8),
        ("ru", "Товарооборот составил $2,94 млрд.", 2.94e9, "USD", 1e7),
        ("ru", "Экспорт составил 1 480 тыс. тонн зерна.", 1.48e6, "t", 1e3),
        ("ru", "Импорт составил полтора миллиарда тенге.", 1.5e9, "KZT", 5e8),
        ("ru", "Экспорт достиг 1\u00a0234,5\u202fмлн евро.", 1234.5e6, "EUR", 1e5),
        ("uz", "Tovar ayirboshlash hajmi 4,38 trln so‘mni tashkil etdi.", 4.38e12, "UZS", 1e10),
        ("uz", "Eksport 11 ming 570 tonna un bo‘ldi.", 11570, "t", 1),
        ("uz", "Savdo hajmi yarim milliard dollarga yetdi.", 0.5e9, "USD", 5e8),
        ("en", "Exports reached $1,512.4 million.", 1512.4e6, "USD", 1e5),
        ("en", "Trade turnover was worth half a billion dollars.", 0.5e9, "USD", 5e8),
        ("en", "Imports came to US$37 million.", 37e6, "USD", 1e6),
        ("en", "Exports were €1.61bn.", 1.61e9, "EUR", 1e7),
    ],
)
def test_numbers_and_units(language: str, text: str, value: float, unit: str, rounding: float) -> None:
    (claim,) = claims(text, language)
    assert claim.value == pytest.approx(value)
    assert claim.unit == unit
    assert claim.rounding == pytest.approx(rounding)
    assert claim.low == pytest.approx(value - rounding / 2)
    assert claim.high == pytest.approx(value + rounding / 2)


@pytest.mark.parametrize(
    ("language", "text", "relation"),
    [
        ("kk", "Экспорт 531 миллион доллардан астам болды.", ">"),
        ("kk", "Экспорт 531 миллион долларға жуықтады.", "~"),
        ("kk", "Экспорт 531 миллион доллардан аспады.", "<="),
        ("kk", "Экспорт кемінде 531 миллион доллар болды.", ">="),
        ("ru", "Экспорт превысил 531 млн долларов.", ">"),
        ("ru", "Экспорт составил почти 531 млн долларов.", "~"),
        ("ru", "Экспорт не превысил 531 млн долларов.", "<="),
        ("ru", "Экспорт не дотянул до 531 млн долларов.", "<"),
        ("uz", "Eksport 531 million dollardan oshdi.", ">"),
        ("uz", "Eksport qariyb 531 million dollar bo‘ldi.", "~"),
        ("uz", "Eksport 531 million dollardan oshmadi.", "<="),
        ("en", "Exports topped $531 million.", ">"),
        ("en", "Exports came to roughly $531 million.", "~"),
        ("en", "Exports were just under $531 million.", "<"),
        ("en", "Exports did not exceed $531 million.", "<="),
        ("en", "Exports were at least $531 million.", ">="),
    ],
)
def test_hedges(language: str, text: str, relation: str) -> None:
    (claim,) = claims(text, language)
    assert (claim.relation, claim.kind) == (relation, "export")


@pytest.mark.parametrize(
    ("language", "text", "kind", "reporter", "partner"),
    [
        ("kk", "Қазақстанның Өзбекстанға экспорты 5 млн доллар болды.", "export", "Kazakhstan", "Uzbekistan"),
        ("kk", "Қазақстан Өзбекстаннан 5 млн доллардың тауарын импорттады.", "import", "Kazakhstan", "Uzbekistan"),
        (
            "kk",
            "Алматы облысының Өзбекстанмен сауда айналымы 36 млн доллар.",
            "turnover",
            "Almaty region",
            "Uzbekistan",
        ),
        ("ru", "Экспорт Казахстана в Узбекистан составил 5 млн долларов.", "export", "Kazakhstan", "Uzbekistan"),
        ("ru", "Импорт Казахстана из Узбекистана составил 5 млн долларов.", "import", "Kazakhstan", "Uzbekistan"),
        ("ru", "Товарооборот между Казахстаном и Китаем достиг 5 млн долларов.", "turnover", "Kazakhstan", "China"),
        (
            "uz",
            "O‘zbekistonning Qozog‘istonga eksporti 5 mln dollarni tashkil etdi.",
            "export",
            "Uzbekistan",
            "Kazakhstan",
        ),
        ("uz", "O‘zbekiston bilan Turkiya o‘rtasidagi savdo 5 mln dollarga yetdi.", "turnover", "Uzbekistan", "Turkey"),
        ("en", "Kazakhstan's exports to Uzbekistan came to $5 million.", "export", "Kazakhstan", "Uzbekistan"),
        (
            "en",
            "Trade between Almaty Region and Uzbekistan stood at $5 million.",
            "turnover",
            "Almaty region",
            "Uzbekistan",
        ),
    ],
)
def test_who_trades_with_whom(language: str, text: str, kind: str, reporter: str, partner: str) -> None:
    (claim,) = claims(text, language)
    assert (claim.kind, claim.reporter, claim.partner) == (kind, reporter, partner)


@pytest.mark.parametrize(
    ("language", "text", "period", "basis"),
    [
        ("kk", "Былтыр тауар айналымы 5 млн доллар болды.", "2023", "dated"),
        ("kk", "2021 жылы тауар айналымы 5 млн доллар болды.", "2021", "stated"),
        ("kk", "2023 жылғы қаңтар-тамызда экспорт 5 млн доллар болды.", "2023-01/2023-08", "stated"),
        ("ru", "В прошлом году экспорт составил 5 млн долларов.", "2023", "dated"),
        ("ru", "За восемь месяцев 2023 года экспорт составил 5 млн долларов.", "2023-01/2023-08", "stated"),
        ("ru", "В первом квартале 2023 года экспорт составил 5 млн долларов.", "2023-01/2023-03", "stated"),
        ("ru", "По итогам одиннадцати месяцев экспорт составил 5 млн долларов.", "2023-01/2023-11", "dated"),
        ("uz", "O‘tgan yili eksport 5 mln dollarga yetdi.", "2023", "dated"),
        ("uz", "2023-yilning yanvar-iyun oylarida eksport 5 mln dollar bo‘ldi.", "2023-01/2023-06", "stated"),
        ("en", "Exports were $5 million last year.", "2023", "dated"),
        ("en", "In the first seven months of 2023 exports were $5 million.", "2023-01/2023-07", "stated"),
        ("en", "Exports were $5 million in 3Q23.", "2023-07/2023-09", "stated"),
        ("en", "In January exports were $5 million.", "2024-01", "dated"),
    ],
)
def test_periods(language: str, text: str, period: str, basis: str) -> None:
    (claim,) = claims(text, language)
    assert (claim.period, claim.period_basis) == (period, basis)
    assert claim.period_text == text[claim.period_start : claim.period_stop]


def test_a_relative_year_stays_open_without_a_date() -> None:
    (claim,) = claims("Былтыр тауар айналымы 5 млн доллар болды.", "kk", None)
    assert (claim.period, claim.period_text) == (None, "Былтыр")


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("kk", "2030 жылға қарай сауданы 5 млрд долларға жеткізу жоспарланған.", "target"),
        ("kk", "Зауыттың қуаты – жылына 5 мың трактор.", "capacity"),
        ("ru", "К 2030 году стороны намерены довести товарооборот до 5 млрд долларов.", "target"),
        ("ru", "Мощность завода – 5 тысяч тракторов в год.", "capacity"),
        ("uz", "2030-yilga borib savdoni 5 mlrd dollarga yetkazish rejalashtirilgan.", "target"),
        ("en", "The two countries aim to bring trade to $5 billion by 2030.", "target"),
        ("en", "The plant can produce 5,000 tractors a year.", "capacity"),
    ],
)
def test_plans_and_capacities_are_told_from_what_happened(language: str, text: str, modality: str) -> None:
    (claim,) = claims(text, language)
    assert claim.modality == modality


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "of"),
    [
        ("kk", "Экспорт 12,3 пайызға төмендеді.", -12.3, "%", "export"),
        ("kk", "Сауда айналымы 3,4 есе өсті.", 3.4, "x", "turnover"),
        ("ru", "Импорт вырос на 14,5 %.", 14.5, "%", "import"),
        ("ru", "Товарооборот сократился вдвое.", 0.5, "x", "turnover"),
        ("ru", "Экспорт увеличился на 12 млн долларов.", 12e6, "USD", "export"),
        ("uz", "Eksport 1,8 barobar oshdi.", 1.8, "x", "export"),
        ("en", "Trade more than doubled.", 2, "x", "turnover"),
        ("en", "Exports fell by a third.", -33.3, "%", "export"),
    ],
)
def test_growth_is_of_what_it_says(language: str, text: str, value: float, unit: str, of: str) -> None:
    (claim,) = claims(text, language)
    assert (claim.kind, claim.of, claim.unit) == ("growth", of, unit)
    assert claim.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("kk", "Экспорттың 42 пайызы металға тиесілі, елде 1 200 компания жұмыс істейді."),
        ("ru", "Доля экспорта – 42 %, заключены контракты на 5 млн долларов, телефон 8 727 123 45 67."),
        ("uz", "Zavodda 340 kishi ishlaydi, o‘rtacha maosh 5 mln so‘m."),
        ("en", "The match ended 3-1 before 25,000 people; tickets cost $15."),
        ("en", "Foreign investment came to $5 million, and 300 firms are registered."),
    ],
)
def test_shares_counts_prices_and_scores_are_no_facts(language: str, text: str) -> None:
    assert claims(text, language) == []


def test_lists_and_respectively() -> None:
    text = "Казахстан экспортировал зерно в Китай, Иран и Узбекистан: соответственно 5, 6 и 7 млн тонн."
    found = [(claim.partner, claim.value) for claim in claims(text, "ru")]
    assert found == [("China", 5e6), ("Iran", 6e6), ("Uzbekistan", 7e6)]


def test_what_a_colon_opens_is_of_other_figures() -> None:
    text = "In 2023 trade between Almaty Region and Uzbekistan reached $38 million: exports were $20 million."
    assert [(claim.kind, claim.value) for claim in claims(text, "en")] == [("turnover", 38e6), ("export", 20e6)]


def test_scripts_of_kazakh_say_the_same() -> None:
    texts: dict[str, tuple[str, str]] = {
        "Cyrl": ("Cyrl", "Былтыр Қазақстанның Өзбекстанмен сауда айналымы 2,5 миллиард долларға жетті."),
        "2018": ("Latn", "Byltyr Qazaqstannyń Ózbekstanmen saýda aınalymy 2,5 mıllıard dollarǵa jetti."),
        "2021": ("Latn", "Byltyr Qazaqstannyñ Özbekstanmen sauda ainalymy 2,5 milliard dollarğa jettı."),
        "tote": ("Arab", "بىلتىر قازاقستاننىڭ وزبەكستانمەن ساۋدا اينالىمى ٢٫٥ ميلليارد دوللارعا جەتتى."),
    }
    said: set[tuple[Any, ...]] = set()
    for script, text in texts.values():
        (claim,) = read(text, PUBLISHED, "kk", script).claims
        assert text[claim.start : claim.stop] == claim.phrase
        said.add((claim.kind, claim.reporter, claim.partner, claim.value, claim.unit, claim.period))
    assert said == {("turnover", "Kazakhstan", "Uzbekistan", 2.5e9, "USD", "2023")}
