"""Whatever the text: no error, true spans, and sentences built from a grammar are read back."""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.extraction import Claim, Doubt, Stop, read
from data.extraction.normalize import fold

ROOT = Path(__file__).parents[3]
LANGUAGES = st.sampled_from(
    [("kk", "Cyrl"), ("kk", "Latn"), ("kk", "Arab"), ("ru", "Cyrl"), ("uz", "Latn"), ("en", "Latn")]
)
LETTERS = str.maketrans("0123456789abcdef", "гджзклмнпрстфхцч")
PIECES = st.sampled_from(
    [
        "экспорт",
        "импорт",
        "1",
        "2,5",
        "млн",
        "долларов",
        "в",
        "Узбекистан",
        "(",
        ")",
        "%",
        "вырос",
        "на",
        "–",
        "export",
        "to",
        "$3bn",
        "1,2.3,4.5",
        "€",
        "тонн",
        "2021",
        "году",
        "айналымы",
        "жетті",
        "пайызға",
        "ming",
        "dollar",
        "saldo",
        "«",
        "»",
        "завод",
        "\n",
        ".",
        ",",
        ";",
        "қуаты",
        "٢٫٥",
        "ميلليارد",
        "İ",
        "ß",
        "́",
        "\u200d",
        "9999999999999",
    ]
)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)), how=LANGUAGES)
def test_any_text_is_read_without_error_and_with_true_spans(text: str, how: tuple[str, str]) -> None:
    reading = read(text, date(2024, 1, 1), *how)
    spans: list[Claim | Stop | Doubt] = [*reading.claims, *reading.stops, *reading.doubts]
    for found in spans:
        assert 0 <= found.start < found.stop <= len(text)
        assert text[found.start : found.stop] == found.phrase
    for claim in reading.claims:
        assert claim.low <= claim.value <= claim.high
        if claim.period_start is not None:
            assert text[claim.period_start : claim.period_stop] == claim.period_text


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200), how=LANGUAGES)
def test_folding_keeps_the_way_back(text: str, how: tuple[str, str]) -> None:
    folded = fold(text, *how)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert all(first[0] <= second[0] for first, second in pairwise(spans))


AMOUNTS = st.decimals(min_value=1, max_value=999, places=1)
SENTENCES = {
    "kk": "{year} жылы Қазақстанның {partner} {kind} {number} млн АҚШ долларын құрады.",
    "ru": "В {year} году {kind} Казахстана {partner} составил {number} млн долларов США.",
    "uz": "{year}-yilda Qozog‘istonning {partner} {kind} {number} mln AQSH dollarini tashkil etdi.",
    "en": "In {year} Kazakhstan's {kind} {partner} amounted to ${number} million.",
}
KINDS = {
    "kk": {"export": ("экспорты", "Өзбекстанға"), "import": ("импорты", "Өзбекстаннан")},
    "ru": {"export": ("экспорт", "в Узбекистан"), "import": ("импорт", "из Узбекистана")},
    "uz": {"export": ("eksporti", "O‘zbekistonga"), "import": ("importi", "O‘zbekistondan")},
    "en": {"export": ("exports", "to Uzbekistan"), "import": ("imports", "from Uzbekistan")},
}


@settings(max_examples=120, deadline=None)
@given(
    language=st.sampled_from(sorted(SENTENCES)),
    kind=st.sampled_from(["export", "import"]),
    year=st.integers(2000, 2023),
    number=AMOUNTS,
)
def test_sentences_built_from_a_grammar_are_read_back(language: str, kind: str, year: int, number: object) -> None:
    word, partner = KINDS[language][kind]
    written = str(number) if language == "en" else str(number).replace(".", ",")
    text = SENTENCES[language].format(year=year, kind=word, partner=partner, number=written)
    (claim,) = read(text, date(2024, 6, 1), language, "Latn" if language in ("uz", "en") else "Cyrl").claims
    assert (claim.kind, claim.reporter, claim.partner) == (kind, "Kazakhstan", "Uzbekistan")
    assert claim.value == pytest.approx(float(str(number)) * 1e6)
    assert (claim.unit, claim.period) == ("USD", str(year))


@pytest.mark.slow
@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1 ", "1", "а", " ", "\n", "экспорт 5 млн ", "«а» завод ", "(5%) ", "one two ", "Узбекистан с "]
)
def test_a_megabyte_of_anything_ends(piece: str) -> None:
    """A reading that grew with the square of the text would take hours, not seconds; the limit is generous."""
    program = (
        "import sys; from data.extraction import Claim, Doubt, Stop, read; piece = sys.argv[1];"
        "read('экспорт export\\n\\n' + piece * (1_000_000 // len(piece)))"
    )
    subprocess.run([sys.executable, "-c", program, piece], cwd=ROOT, check=True, timeout=90)


MANY = [f"{number:x}".translate(LETTERS) for number in range(2**20, 2**20 + 70_000)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "most"), [(["щ" * 500_000, "x" * 500_000], 100_000), (MANY, 5_000_000)], ids=["long", "many"]
)
def test_the_words_of_a_text_are_not_held(words: list[str], most: int) -> None:
    """What is remembered of words, for the texts to come, is of a bounded size."""
    start = "Экспорт составил 5 млн долларов. "
    read(start, None, "ru", "Cyrl")
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    read(start + " ".join(words), None, "ru", "Cyrl")
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert held < most
