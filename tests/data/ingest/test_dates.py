"""Lines that are dates, and lines that are not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from data.ingest.dates import parse_date_line

DATES = """
    2018-04-13
    2018-04-13T10:00:00+06:00
    2018-04-13T04:00:00.000Z
    2018-04-13 10:00
    2018/04/13
    13.04.2018
    13.04.2018 10:45
    10:45, 13.04.2018
    • 13.04.2018, 19:29
    13:44 / 2018-04-13
    13/04/2018
    04/13/2018
    13-04-2018
    13 апреля 2018
    13 апреля 2018 г.
    13 апреля 2018 года, 10:45
    Пятница, 13 апреля 2018
    13 апр. 2018 г. 9:50
    Опубликовано: 13 апреля 2018
    13 сәуір 2018
    2018 жылғы 13 сәуір
    2018 ж. 13 сәуір
    2018 жылдың 13 сәуірі
    13 Сәуір, 2018 сағат 10:59
    Жұма, 13 Сәуір 2018
    13 сәу. 2018
    2018 jylǵy 13 sáýir
    14:55, 13 Sáýir 2018
    2018 jylğy 13 säuır
    2018 جىلعى 13 ءساۋىر
    13 ءساۋ. 2018 06:36
    ۱۳ ءساۋىر ۲۰۱۸
    ١٣.٠٤.٢٠١٨
    13-aprel 2018
    2018-yil 13-aprel
    13-aprel, 2018-yil
    2018 йил 13 апрель
    17:37, 13 Апрель 2018 | GMT +5
    E'lon qilingan: 13.04.2018
    April 13, 2018
    13 April 2018
    Apr. 13, 2018
    Friday, 13 April 2018
    April 13th, 2018 at 10:45 AM
    Published: April 13, 2018
    Fri, 13 Apr 2018 01:00:00 +0600
"""
NO_DATES = """
    04/05/2018
    04-05-2018
    13.04.18
    13.13.2018
    31 февраля 2018
    2018
    апрель 2018
    13 апреля
    13 апреля 3018
    9999999999 апреля 2018
    12–14 июня 2018
    13 апреля – 14 апреля 2018
    13.04.2018 / 14.04.2018
    13 апреля 2018 года в Ташкенте
    Обновлено 13 апреля 2018
    Updated April 13, 2018
    2018-04-13 559
    2018 жылы 13 млн доллар
    None
    36
"""
MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "kk, acute": "qańtar aqpan naýryz sáýir mamyr maýsym shilde tamyz qyrkúıek qazan qarasha jeltoqsan",
    "kk, 2021": "qañtar aqpan nauryz säuır mamyr mausym şılde tamyz qyrküiek qazan qaraşa jeltoqsan",
    "kk, töte": "قاڭتار اقپان ناۋرىز ءساۋىر مامىر ماۋسىم شىلدە تامىز قىركۇيەك قازان قاراشا جەلتوقسان",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "uz, Cyrillic": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "en": "January February March April May June July August September October November December",
}


@pytest.mark.parametrize("line", [line.strip() for line in DATES.strip().splitlines()])
def test_a_date(line: str) -> None:
    assert parse_date_line(line) == date(2018, 4, 13)


@pytest.mark.parametrize("line", [line.strip() for line in NO_DATES.strip().splitlines()])
def test_no_date_or_none_that_is_sure(line: str) -> None:
    assert parse_date_line(line) is None


@pytest.mark.parametrize("language", MONTHS)
def test_all_months(language: str) -> None:
    found = [parse_date_line(f"7 {month} 2019") for month in MONTHS[language].split()]
    assert found == [date(2019, number, 7) for number in range(1, 13)]


@pytest.mark.parametrize("line", ["1" * 1_000_000, "1:" * 40, "1-" * 40, "+1 " * 26, "gmt+" * 20])
def test_hostile_lines_take_no_time(line: str) -> None:
    start = time.process_time()
    assert parse_date_line(line) is None
    assert time.process_time() - start < 0.1
