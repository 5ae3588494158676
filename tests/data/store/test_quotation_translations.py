"""Our translations of what sources say: each gives the numbers of the source's words, and no language is missing."""

from __future__ import annotations

import pytest

from data import Dataset
from data.model.context_tables import QUOTED_FIELDS
from data.model.language import LANGUAGES
from data.model.metric import is_growth
from data.store.phrase_check import phrase_states_value

TABLES = ("observations", "events", "commitments", "followups", "offices", "milestones", "asymmetries")
# The words end before "billion" and the verb goes last here, so that the number is not at the end.
CUT_NUMBERS = {("kt-2021-12-03-turnover-2021-01-2021-09", language) for language in ("kk", "uz")}
# A Kazakh page says it in Russian.
OTHER_THAN_PAGE = {"jetisu-room-trade-houses": "ru"}

Translations = dict[tuple[str, str, str], dict[str, str]]


@pytest.fixture(scope="module")
def translations(dataset: Dataset) -> Translations:
    """Our translations by language, by table, row and field."""
    found: Translations = {}
    for _, label in dataset.rows("labels"):
        if label["field"] in QUOTED_FIELDS:
            texts = found.setdefault((label["table"], label["id"], label["field"]), {})
            texts[label["language"]] = label["text"]
    return found


def test_translations_of_a_figure_state_its_value_and_no_tenfold(dataset: Dataset, translations: Translations) -> None:
    checked, failed = 0, set()
    for _, row in dataset.rows("observations"):
        for language, text in translations.get(("observations", row["id"], "phrase"), {}).items():
            stated = {
                factor
                for factor, step in ((1, 1), (0.1, 1), (0.1, 0.1), (10, 1), (10, 10))
                if phrase_states_value(
                    *(text, row["value"] * factor, row["rounding"] * step),
                    unit=row["unit"],
                    language=language,
                    is_growth=is_growth(row["metric"]),
                )
            }
            checked += 1
            if stated != {1}:
                failed.add((row["id"], language))
    assert checked > 700
    assert failed == CUT_NUMBERS


@pytest.mark.parametrize("table", TABLES)
def test_what_sources_say_is_translated_into_each_other_language_with_its_digits(
    table: str, dataset: Dataset, translations: Translations
) -> None:
    sources = {row["id"]: row for _, row in dataset.rows("sources")}
    quoted = [(row, field) for _, row in dataset.rows(table) for field in QUOTED_FIELDS if row.get(field)]
    assert quoted
    for row, field in quoted:
        source, texts = sources[row["source"]], translations[table, row["id"], field]
        own = OTHER_THAN_PAGE.get(row["id"], source["language"])
        # Kazakh in Arabic letters is given in Cyrillic.
        assert set(texts) == {one for one in LANGUAGES if one != own or source["script"] == "Arab"}, row["id"]
        for text in texts.values():
            assert _digits(text) == _digits(row[field]), (row["id"], text)


def test_uzbek_has_its_own_apostrophes(translations: Translations) -> None:
    uzbek = [text for texts in translations.values() if (text := texts.get("uz"))]
    assert any("o‘" in text for text in uzbek)
    assert not [text for text in uzbek if set(text) & set("'`ʻʼ´")]


def _digits(text: str) -> list[int]:
    return sorted(int(letter) for letter in text if letter.isdecimal())
