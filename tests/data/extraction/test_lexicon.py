"""Every row of the word tables is found in its own example; every place and product by its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.extraction import lexicon
from data.extraction.languages import GRAMMARS
from data.extraction.normalize import fold
from data.extraction.sentence import tag_sentence
from data.extraction.tags import TAGS
from data.extraction.tokenizer import split_sentences

ROWS = [(language, row) for language in GRAMMARS for row in lexicon.load_word_rows(language)]


def tags(text: str, language: str) -> set[str]:
    folded = fold(text, language, "Latn" if language in ("uz", "en") else "Cyrl")
    words = lexicon.load_lexicon(language)
    return {
        tag
        for sentence in split_sentences(folded.text, lambda at: text[at : at + 1])
        for tag in tag_sentence(sentence, words).tags
    }


@pytest.mark.parametrize(
    ("language", "row"), ROWS, ids=[f"{language} {row.tag} {n}" for n, (language, row) in enumerate(ROWS)]
)
def test_a_row_is_found_in_its_example(language: str, row: lexicon.Row) -> None:
    assert row.tag in tags(row.example, language)


@pytest.mark.parametrize("language", GRAMMARS)
def test_places_and_products_are_found_by_their_names(language: str) -> None:
    for place in lexicon.load_places():
        name = place[language].split("|")[0]
        assert f"place:{place['name']}" in tags(name, language), name
    for product in lexicon.load_products():
        for word in product[language].split("|"):
            if not word.endswith("*") and "*" not in word:
                assert f"product:{product['name']}" in tags(f"{word}.", language), word


def test_tags_are_described() -> None:
    assert {row.tag.partition(":")[0] for _, row in ROWS} == TAGS.keys()


def test_an_unknown_tag_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "words.csv").write_text("tag,words,example\nexprot,exports,exports\n", "utf-8")
    monkeypatch.setattr(lexicon, "LANGUAGE_FOLDER", tmp_path)
    with pytest.raises(ValueError, match=r"en/words\.csv: no such tag as 'exprot'; describe it in tags\.py"):
        lexicon.load_word_rows.__wrapped__("en")


def test_places_lie_in_places() -> None:
    names = {place["name"] for place in lexicon.load_places()}
    assert len(names) == len(lexicon.load_places())
    assert all(not place["within"] or place["within"] in names for place in lexicon.load_places())
