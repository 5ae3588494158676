"""Every row of the word tables is found in its own example; every place and product by its own name."""

from __future__ import annotations

import pytest

from data.extraction import lexicon
from data.extraction.normalize import fold
from data.extraction.sentence import line_of
from data.extraction.tokenizer import sentences

ROWS = [(language, row) for language in lexicon.LANGUAGES for row in lexicon.rows(language)]


def kinds(text: str, language: str) -> set[str]:
    folded = fold(text, language, "Latn" if language in ("uz", "en") else "Cyrl")
    words = lexicon.lexicon(language)
    return {
        kind
        for sentence in sentences(folded.text, lambda at: text[at : at + 1])
        for kind in line_of(sentence, words).kinds
    }


@pytest.mark.parametrize(
    ("language", "row"), ROWS, ids=[f"{language} {row.tag} {n}" for n, (language, row) in enumerate(ROWS)]
)
def test_a_row_is_found_in_its_example(language: str, row: lexicon.Row) -> None:
    assert row.tag in kinds(row.example, language)


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_places_and_products_are_found_by_their_names(language: str) -> None:
    for place in lexicon.places():
        name = place[language].split("|")[0]
        assert f"place:{place['name']}" in kinds(name, language), name
    for product in lexicon.products():
        for word in product[language].split("|"):
            if not word.endswith("*") and "*" not in word:
                assert f"product:{product['name']}" in kinds(f"{word}.", language), word


def test_places_lie_in_places() -> None:
    names = {place["name"] for place in lexicon.places()}
    assert len(names) == len(lexicon.places())
    assert all(not place["within"] or place["within"] in names for place in lexicon.places())
