"""The number in a phrase is held against the value, in every language and script that is read."""

from __future__ import annotations

import csv
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.store.phrase_check import phrase_states_number, phrase_states_value
from tests.conftest import ROOT

SAID: list[tuple[str, float, float, str, str | None]] = [
    ("36 миллион АҚШ долларын", 36e6, 1e6, "USD", "kk"),
    ("15,8 млн долларды", 15.8e6, 1e5, "USD", "kk"),
    ("6 мың ауылшаруашылық техникаларын", 6e3, 1e3, "units", "kk"),
    ("1,1 триллион теңгенің", 1.1e12, 1e11, "KZT", "kk"),
    ("1 миллиард 480 миллион долларды", 1.48e9, 1e6, "USD", "kk"),
    ("1 548,3 млн долларов", 1548.3e6, 1e5, "USD", "ru"),
    ("1,548 млрд долларов", 1.548e9, 1e6, "USD", "ru"),
    ("$1.548 billion", 1.548e9, 1e6, "USD", "en"),
    ("$1,512.4 million", 1512.4e6, 1e5, "USD", "en"),
    ("amounted to $4,3 billion", 4.3e9, 1e8, "USD", "en"),
    ("USD 141.6mn", 141.6e6, 1e5, "USD", "en"),
    ("€229mn", 229e6, 1e6, "EUR", "en"),
    ("150,000 tonnes", 150e3, 1, "t", "en"),
    ("17 500 тонн", 17.5e3, 1, "t", "ru"),
    ("3,91 trln so‘m", 3.91e12, 1e10, "UZS", "uz"),
    ("20 минг тоннага", 20e3, 1e3, "t", "uz"),
    ("11 ming 570 dona", 11570, 1, "units", "uz"),
    ("188 myń tonna", 188e3, 1e3, "t", "kk"),
    ("60 ملن دوللارعا", 60e6, 1e6, "USD", "kk"),
    ("١٦٫٣٪", 16.3, 0.1, "%", "kk"),
    ("3,8 миллиард доллардан артты", 3.8e9, 1e8, "USD", "kaa"),
    ("attestato a 1,1 miliardi di dollari", 1.1e9, 1e8, "USD", "it"),
    ("mit Usbekistan auf 171 Millionen US-Dollar", 171e6, 1e6, "USD", "de"),
    ("41,6 млрд", 41.6e9, 1e8, "USD", None),
    ("вырос на 34,2%, до 2,2 млрд", 2.2e9, 1e8, "USD", "ru"),
    ("2021 йилнинг 10 ойида 213 та трактор", 213, 1, "units", "uz"),
    ("2025 орындық", 2025, 1, "seats", "kk"),
    ("$104 million", -104e6, 1e6, "USD", "en"),  # a deficit
    ("1,21", 1.21e9, 1e7, "USD", "ru"),  # "from 1,21 to 1,47 billion"
    ("turnover reached USD 2", 2e9, 1e9, "USD", "en"),
    ("пять миллионов", 5e6, 1e6, "USD", "ru"),
    ("twenty-five million", 25e6, 1e6, "USD", "en"),
    ("ikki milliard AQSh dollaridan oshdi", 2e9, 1e9, "USD", "uz"),
    ("a million dollars", 1e6, 1e6, "USD", "en"),
    ("qariyb ming dona", 1e3, 1e3, "units", "uz"),
    ("екі есе", 2.0, 1.0, "x", "kk"),
    ("на треть", 33.3, 5.0, "%", "ru"),
]
NOT_SAID: list[tuple[str, float, float, str, str | None]] = [
    ("15,8 млн", 158e6, 1e6, "USD", "ru"),
    ("15,8 млн долларды", 15.8e9, 1e8, "USD", "kk"),
    ("15,8 млн долларды", 15.8e6, 1e5, "KZT", "kk"),
    ("1,500 tonnes", 1.5, 1e-3, "t", "en"),
    ("1,5 мың дана", 15e3, 1e3, "units", "kk"),
    ("1,50,000 tonnes", 150e3, 1, "t", "en"),
    ("1 480,500 тонн", 1480, 1, "t", "ru"),
    (".5 million", 5e6, 1e6, "USD", "en"),
    ("17,\u200b2 млн", 2e6, 1e6, "USD", "ru"),
    ("1 миллиард 480 миллион", 480e6, 1e6, "USD", "kk"),
    ("11 ming 570 dona", 570, 1, "units", "uz"),
    ("40 mingta qishloq", 40, 1, "units", None),
    ("630 дона", 630e3, 1e3, "units", "uz"),  # behind a unit no multiplier follows
    ("вырос на 34,2%, до 2,2 млрд", 34.2, 0.1, "USD", "ru"),
    ("достиг в 2018 году трёх", 2018, 1, "USD", "ru"),
    ("turnover reached USD 2", 20e9, 10e9, "USD", "en"),
    ("пять миллионов", 7e6, 1e6, "USD", "ru"),
    ("thirteen million", 1e6, 1e6, "USD", "en"),
    ("twenty-five million", 5e6, 1e6, "USD", "en"),
    ("он бес бүтін оннан сегіз миллион", 8e6, 1e6, "USD", "kk"),
    ("екі есе", 3.0, 1.0, "x", "kk"),
    ("выросла вдвое", 4.0, 1.0, "x", "ru"),
    ("товарооборот заметно вырос", 5e6, 1e6, "USD", "ru"),
    ("several million dollars", 1e6, 1e6, "USD", "en"),
]


@pytest.mark.parametrize(("phrase", "value", "rounding", "unit", "language"), SAID)
def test_a_phrase_states_its_value(phrase: str, value: float, rounding: float, unit: str, language: str | None) -> None:
    assert phrase_states_value(phrase, value, rounding, unit=unit, language=language)
    for factor in (0.01, 0.1, 1.5, 10, 100):
        for step in (rounding, rounding * factor):
            assert not phrase_states_value(phrase, value * factor, step, unit=unit, language=language)
    assert not phrase_states_value(phrase, value, rounding / 10, unit=unit, language=language)


@pytest.mark.parametrize(("phrase", "value", "rounding", "unit", "language"), NOT_SAID)
def test_a_phrase_states_no_other_value(
    phrase: str, value: float, rounding: float, unit: str, language: str | None
) -> None:
    assert not phrase_states_value(phrase, value, rounding, unit=unit, language=language)


@pytest.mark.parametrize(
    ("phrase", "value", "rounding", "unit"),
    [("103,6%", 3.6, 0.1, "%"), ("95 %", -5.0, 1.0, "%"), ("2 есеге", 0.5, 1.0, "x"), ("2 раза", 2.0, 1.0, "x")],
)
def test_growth_may_be_stated_as_an_index_or_a_part(phrase: str, value: float, rounding: float, unit: str) -> None:
    assert phrase_states_value(phrase, value, rounding, unit=unit, is_growth=True)
    assert not phrase_states_value(phrase, value * 10, rounding, unit=unit, is_growth=True)
    assert value == 2.0 or not phrase_states_value(phrase, value, rounding, unit=unit)


def test_a_phrase_states_a_number_or_none() -> None:
    assert phrase_states_number("вдвое", "ru")
    assert not phrase_states_number("товарооборот заметно вырос", "ru")


# Multipliers, a currency and the sign of decimals, by language and script.
FORMS = {
    "kk": ({"мың": 1e3, "млн": 1e6, "миллион": 1e6, "млрд": 1e9, "миллиард": 1e9}, " доллар", ","),
    "kk-Latn": ({"myń": 1e3, "mln": 1e6, "mlrd": 1e9}, " dollar", ","),
    "kk-Arab": ({"مىڭ": 1e3, "ملن": 1e6, "ملرد": 1e9}, " دوللار", ","),
    "ru": ({"тыс.": 1e3, "тысяч": 1e3, "млн": 1e6, "миллиона": 1e6, "млрд": 1e9, "миллиардов": 1e9}, " долларов", ","),
    "uz": ({"ming": 1e3, "mln": 1e6, "million": 1e6, "mlrd": 1e9, "milliard": 1e9}, " dollar", ","),
    "uz-Cyrl": ({"минг": 1e3, "млн": 1e6, "миллион": 1e6, "млрд": 1e9, "миллиард": 1e9}, " доллар", ","),
    "en": ({"thousand": 1e3, "million": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9}, " dollars", "."),
}
SPECIMENS = st.tuples(
    st.sampled_from([(name, word) for name, (words, *_) in FORMS.items() for word in words]),
    st.integers(1, 999),
    st.text("0123456789", max_size=2),
)


@settings(deadline=None)
@given(SPECIMENS)
def test_no_power_of_ten_digit_or_multiplier_is_lost(specimen: tuple[tuple[str, str], int, str]) -> None:
    (name, word), whole, decimals = specimen
    words, currency, point = FORMS[name]
    step = words[word] / 10 ** len(decimals)
    value = int(f"{whole}{decimals}") * step
    language = name[:2]

    def states(digits: str, word: str, factor: float = 1) -> bool:
        phrase = f"{digits} {word}{currency}"
        found = {
            phrase_states_value(phrase, value * factor, rounding, unit="USD", language=language)
            for rounding in (step, step * factor)
        }
        return any(found)

    digits = f"{whole}{point}{decimals}" if decimals else str(whole)
    assert states(digits, word)
    assert not [factor for factor in (0.01, 0.1, 10, 100) if states(digits, word, factor)]
    assert not [other for other, scale in words.items() if scale != words[word] and states(digits, other)]
    shifted = (f"{whole}{decimals}0", f"{whole // 10}{point}{whole % 10}{decimals}", f"{whole}{point}0{decimals}")
    assert not [other for other in shifted if other != digits and states(other, word)]


@settings(deadline=None)
@given(st.integers(1000, 999_999_999), st.sampled_from([" ", "\u00a0", "\u202f", ",", "."]), st.data())
def test_digits_are_grouped_by_three(number: int, separator: str, data: st.DataObject) -> None:
    language = "en" if separator == "," else "ru"
    phrase = f"{number:,}".replace(",", separator) + {"en": " tonnes", "ru": " тонн"}[language]
    assert phrase_states_value(phrase, number, 1, unit="t", language=language)
    assert not phrase_states_value(phrase, number * 10, 1, unit="t", language=language)
    at = data.draw(st.integers(0, len(phrase) - 7), "where a digit is put in")
    other = phrase[:at] + "7" + phrase[at:]
    assert not phrase_states_value(other, number, 1, unit="t", language=language)


DIGITS = {
    "kk": "бір екі үш төрт бес алты жеті сегіз тоғыз",
    "ru": "один два три четыре пять шесть семь восемь девять",
    "uz": "bir ikki uch to‘rt besh olti yetti sakkiz to‘qqiz",
    "uz-Cyrl": "бир икки уч тўрт беш олти етти саккиз тўққиз",
    "en": "one two three four five six seven eight nine",
}


@pytest.mark.parametrize(("name", "digit"), list(product(DIGITS, range(1, 10))))
def test_number_words_state_their_number_only(name: str, digit: int) -> None:
    words, currency, _ = FORMS[name]
    for word, scale in words.items():
        if word == "bn" or word.endswith("."):
            continue
        phrase = f"{DIGITS[name].split()[digit - 1]} {word}{currency}"
        stated = [
            other * factor
            for other, factor in product(range(1, 10), (1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10))
            if phrase_states_value(phrase, other * factor, scale, unit="USD", language=name[:2])
        ]
        assert stated == [digit * scale], phrase


def test_every_phrase_of_the_record_states_its_value_and_no_tenfold() -> None:
    file = ROOT.parent / "shared" / "research" / "phrases.csv"
    if not file.is_file():
        pytest.skip(f"the phrases as they were gathered are not at hand: put them into {file}")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["phrase"]]
    assert len(rows) > 160
    for row in rows:
        value, step = float(row["value_as_read"]), float(row["printed_step"])
        for language, factor in product((row["language"].partition("-")[0], None), (1, 0.1, 10, 100)):
            said = [
                phrase_states_value(
                    *(row["phrase"], value * factor, rounding),
                    unit=row["unit"],
                    language=language,
                    is_growth=row["unit"] == "%",
                )
                for rounding in (step, step * factor)
            ]
            assert any(said) == (factor == 1), (row["phrase"], language, factor)


@pytest.mark.parametrize("phrase", ["9" * 400, "1 " * 500, "1,2.3,4.5" * 50, "٣" * 300, "1" + " " * 5000 + "млн"])
def test_no_phrase_breaks_it(phrase: str) -> None:
    assert phrase_states_value(phrase, 7.0, 1.0) in (True, False)
