"""The number in a phrase is held against the value, in every language and script that is read."""

from __future__ import annotations

import pytest

from data.store.phrase_check import phrase_states_value

SAID = [
    ("36 миллион АҚШ долларын", 36e6, 1e6),
    ("15,8 млн долларды", 15.8e6, 1e5),
    ("6 мың ауылшаруашылық техникаларын", 6e3, 1e3),
    ("1,1 триллион теңгенің", 1.1e12, 1e11),
    ("1 миллиард 480 миллион долларды", 1.48e9, 1e6),
    ("$1,512.4 million", 1512.4e6, 1e5),
    ("USD 141.6mn", 141.6e6, 1e5),
    ("€229mn", 229e6, 1e6),
    ("150,000 tonnes", 150e3, 1),
    ("17 500 тонн", 17.5e3, 1),
    ("3,91 trln so‘m", 3.91e12, 1e10),
    ("20 минг тоннага", 20e3, 1e3),
    ("188 myń tonna", 188e3, 1e3),
    ("60 ملن دوللارعا", 60e6, 1e6),
    ("١٦٫٣٪", 16.3, 0.1),
    ("1,21", 1.21e9, 1e7),  # "from 1,21 to 1,47 billion"
    ("екі есе", 2.0, 1.0),
    ("a dozen", 12.0, 1.0),
    ("$104 million", -104e6, 1e6),  # a deficit
]


@pytest.mark.parametrize(("phrase", "value", "rounding"), SAID)
def test_a_phrase_says_its_value(phrase: str, value: float, rounding: float) -> None:
    assert phrase_states_value(phrase, value, rounding)


@pytest.mark.parametrize(("phrase", "value", "rounding"), [row for row in SAID if any(map(str.isdigit, row[0]))])
def test_a_phrase_says_no_other_value(phrase: str, value: float, rounding: float) -> None:
    assert not phrase_states_value(phrase, value * 1.5, rounding)
    assert not phrase_states_value(phrase, value, rounding / 100)


def test_a_multiplier_in_the_phrase_leaves_none_outside() -> None:
    assert not phrase_states_value("15,8 млн долларды", 15.8e9, 1e8)


@pytest.mark.parametrize(
    ("phrase", "value", "rounding"),
    [("103,6%", 3.6, 0.1), ("95 %", -5.0, 1.0), ("2 есеге", 0.5, 1.0), ("2 раза", 2.0, 1.0)],
)
def test_growth_may_be_said_as_an_index_or_a_part(phrase: str, value: float, rounding: float) -> None:
    assert phrase_states_value(phrase, value, rounding, is_growth=True)
    assert value == 2.0 or not phrase_states_value(phrase, value, rounding)


@pytest.mark.parametrize("phrase", ["9" * 400, "1 " * 500, "1,2.3,4.5" * 50, "٣" * 300, "1" + " " * 5000 + "млн"])
def test_no_phrase_breaks_it(phrase: str) -> None:
    assert phrase_states_value(phrase, 7.0, 1.0) in (True, False)
