"""Language and script of whole texts and of single sentences."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.ingest import detect_language, language_profiles
from tests.data.ingest.sentences import OTHERS, SENTENCES

CASES = [(sentence, tongue) for tongue, sentences in SENTENCES.items() for sentence in sentences]


@pytest.mark.parametrize(("sentence", "tongue"), CASES)
def test_a_sentence_is_enough(sentence: str, tongue: tuple[str, str]) -> None:
    assert detect_language(sentence) == tongue


@pytest.mark.parametrize("tongue", SENTENCES)
def test_capitals_change_nothing(tongue: tuple[str, str]) -> None:
    text = " ".join(SENTENCES[tongue])
    assert detect_language(text.upper()) == detect_language(text.title()) == detect_language(text) == tongue


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_and_no_language_are_undetermined(text: str) -> None:
    assert detect_language(text)[0] == "und"


def test_letters_that_are_none_of_the_three_scripts_are_undetermined() -> None:
    assert detect_language("去年出口增长了一倍") == detect_language("12 345,6") == ("und", "Zyyy")


@pytest.mark.parametrize("tongue", SENTENCES)
@pytest.mark.parametrize("foreign", SENTENCES)
def test_the_majority_wins(tongue: tuple[str, str], foreign: tuple[str, str]) -> None:
    sentences = SENTENCES[tongue]
    text = f"{sentences[0]} {SENTENCES[foreign][0]} " + " ".join(sentences * 2)
    assert detect_language(text) == tongue


def test_a_long_text_is_judged_by_start_middle_and_end() -> None:
    kazakh = " ".join(SENTENCES["kk", "Cyrl"])
    assert detect_language(f"{SENTENCES['en', 'Latn'][0]}\n\n{kazakh * 40}") == ("kk", "Cyrl")
    assert detect_language(f"{kazakh * 40}\n\n{SENTENCES['ru', 'Cyrl'][0]}") == ("kk", "Cyrl")


@pytest.mark.parametrize("lists", ["_CYRILLIC_WORDS", "_CYRILLIC_ENDINGS", "_LATIN_WORDS", "_LATIN_ENDINGS"])
def test_a_word_speaks_for_one_language(lists: str) -> None:
    words = [word for words in getattr(language_profiles, lists).values() for word in words.split()]
    assert sorted(set(words)) == sorted(words)
    assert not lists.endswith("ENDINGS") or {len(word) for word in words} <= {2, 3, 4}


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    language, script = detect_language(text)
    assert language in {"kk", "ru", "uz", "en", "und"}
    assert script in {"Cyrl", "Latn", "Arab", "Zyyy"}


@pytest.mark.parametrize("text", ["a" * 1_000_000, "я'" * 500_000, "o'" * 500_000, "ى" * 1_000_000, "1 " * 500_000])
def test_long_runs_take_no_time(text: str) -> None:
    start = time.process_time()
    detect_language(text)
    assert time.process_time() - start < 0.2
