"""Parse lines that are nothing but a date.

Understood are ISO dates, figures whose order is certain, and months in words of the four languages in all
their scripts, with weekday, clock time, zone or a label such as "Published:" beside them. A line with
any other word is no date line: a date within a sentence says nothing about when an article appeared.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from data.model.limits import PLAUSIBLE_YEARS

MAX_DATE_LINE_CHARACTERS = 80  # a longer line is prose

# Stems of the months, January first; a stem of four letters and more may have up to four letters after it.
_MONTH_STEMS = """
    январ янв yanvar january jan қаңтар қаң qantar قاڭتار قاڭ
    феврал фев fevral february feb ақпан ақп aqpan اقپان اقپ
    март мар мрт mart march mar наурыз нау nauryz nayryz ناۋرىز ناۋ
    апрел апр aprel april apr сәуір сәу sauir sayir ساۋىر ساۋ
    май мая may mai мамыр мам mamyr مامىر مام
    июн июня июнь iyun june jun маусым мау mausym maysym ماۋسىم ماۋ
    июл июля июль iyul july jul шілде шіл shilde silde شىلدە شىل
    август авг avgust august aug тамыз там tamyz تامىز تام
    сентябр сен сент sentyabr sentabr september sep sept қыркүйек қыр qyrkuiek qyrkyiek قىركۇيەك قىر
    октябр окт oktyabr oktabr october oct қазан қаз qazan قازان قاز
    ноябр ноя нояб noyabr november nov қараша қар qarasha qarasa قاراشا قار
    декабр дек dekabr december dec желтоқсан жел jeltoqsan جەلتوقسان جەل
"""
# Words that may stand beside a date and change nothing.
_WORDS_BESIDE = """
    жыл жылы жылғы жылдың ж jyl jyly jylgy jyldyn جىل جىلى جىلعى күні kuni kyni كۇنى
    года год г лет yil yili yilda yilgi yilning й йил йили йилда йилги йилнинг куни
    th st nd rd of on at в от сағат sagat soat соат ші шы
    дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі duisenbi seisenbi sarsenbi beisenbi juma senbi jeksenbi
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    dushanba seshanba chorshanba payshanba shanba yakshanba душанба сешанба чоршанба пайшанба жума шанба якшанба
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    дата date sana сана күн жарияланды жарияланған жариялау опубликовано опубликован опубликована публикации
    published posted chop etilgan elon qilingan эълон қилинган жарияланған
    gmt utc est edt pst pdt msk мск am pm z
"""
_MIN_STEM_LETTERS = 4
_MAX_ENDING_LETTERS = 4

_CLOCK = re.compile(
    r"(?:(?<=\d)t|(?<![\d:.]))\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*(?:gmt|utc)?\s*[+\-−]\s*\d{1,2}(?::?\d{2})?(?!\d))?"
)
_ZONE = re.compile(r"(?:gmt|utc)\s*[+\-−]\s*\d{1,2}(?::?\d{2})?")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?!\d)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def parse_iso_date(text: str) -> date:
    """Return the date written as 2018-04-13. Raise ValueError where it is none, or in no plausible year."""
    day = date.fromisoformat(text)
    if day.year not in PLAUSIBLE_YEARS:
        raise ValueError
    return day


def parse_date_line(line: str) -> date | None:
    """Return the date that `line` is; None where it is anything else, or day and month are ambiguous (04/05/2018)."""
    if len(line) > MAX_DATE_LINE_CHARACTERS or not any(map(str.isdigit, line)):
        return None
    line = _ZONE.sub(" ", _CLOCK.sub(" ", _fold(line)))
    found = _parse_digits(line) or _parse_words(line)
    if found is None:
        return None
    try:
        return date(*found) if found[0] in PLAUSIBLE_YEARS else None
    except (ValueError, OverflowError):
        return None


def _parse_digits(line: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a date in digits, None where their order is ambiguous."""
    if match := _YEAR_FIRST.search(line):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_LAST.search(line):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] != "." and day != month:  # with points the day comes first, else it may be either
            if day <= 12 and month <= 12:  # noqa: PLR2004 - twelve months
                return None
            day, month = max(day, month), min(day, month)
    else:
        return None
    rest = _TOKEN.findall(line[: match.start()] + " " + line[match.end() :])
    return (year, month, day) if all(token in _IGNORED_WORDS for token in rest) else None


def _parse_words(line: str) -> tuple[int, int, int] | None:
    """Return year, month and day where the line has exactly one of each and no other word."""
    years: list[int] = []
    months: list[int] = []
    days: list[int] = []
    for token in _TOKEN.findall(line):
        if token.isdecimal():
            (years if len(token) == 4 else days).append(int(token))  # noqa: PLR2004 - the digits of a year
        elif token not in _IGNORED_WORDS:
            month = _month_number(token)
            if month is None:
                return None
            months.append(month)
    return (years[0], months[0], days[0]) if len(years) == len(months) == len(days) == 1 else None


def _month_number(word: str) -> int | None:
    """Return 1 to 12 where the word is the name of a month in any case, else None."""
    for length in range(len(word), max(len(word) - _MAX_ENDING_LETTERS, _MIN_STEM_LETTERS) - 1, -1):
        if word[:length] in _MONTH_BY_STEM:
            return _MONTH_BY_STEM[word[:length]]
    return _MONTH_BY_STEM.get(word)


def _fold(text: str) -> str:
    """Return lower case without accents, so that one table serves every spelling of Kazakh in Latin letters."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ı", "i"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign) and sign not in "ٴء'’‘ʻʼ`´")


_MONTH_BY_STEM = {
    _fold(stem): number for number, stems in enumerate(_MONTH_STEMS.strip().splitlines(), 1) for stem in stems.split()
}
_IGNORED_WORDS = frozenset(_fold(_WORDS_BESIDE).split())
