"""The readme that goes with the data says all of every table, in each language and in no other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt

from components.i18n import FOLDER, Messages
from components.server.open_data.readme import render_readme
from components.view import View
from data import Dataset
from data.export import OPEN_TABLES, open_table_rows
from data.model.column_types import Column, Table
from data.model.language import LANGUAGES
from data.store.datapackage import LICENCE, NAME
from tests.components.i18n.test_i18n import catalogue
from tests.components.languages import foreign

Grid = list[list[str]]
TEXTS = {
    text
    for table in OPEN_TABLES.values()
    for text in (table.meaning, *(text for column in table.columns for text in (column.meaning, column.unit) if text))
}


def counted(dataset: Dataset) -> list[tuple[Table, int]]:
    return [(table, len(open_table_rows(dataset, name))) for name, table in OPEN_TABLES.items()]


def text(dataset: Dataset, language: str) -> str:
    return render_readme(View(dataset, language).words, counted(dataset), dataset)


def grids(markdown: str) -> list[Grid]:
    """The tables of a Markdown text: rows of cells, the header first."""
    found: list[Grid] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    for token, inside in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif inside and token.type in ("th_open", "td_open"):
            found[-1][-1].append(inside.content)
    return found


def plain(cell: str) -> str:
    return cell.replace("`", "")


def meanings(language: str) -> dict[str, str]:
    """Translations of the schema's texts, by the text."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale=language) if one.context == "meaning"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_and_column_is_told(dataset: Dataset, language: str) -> None:
    words = Messages(language)
    files, *each = grids(text(dataset, language))
    assert len(each) == len(OPEN_TABLES)
    for (table, count), line, grid in zip(counted(dataset), files[1:], each, strict=True):
        assert line == [f"`{table.name}.csv`", words.schema_text(table.meaning), words.numbers.value(count, "rows")]
        for column, cells in zip(table.columns, grid[1:], strict=True):
            name, meaning, unit, held = cells
            assert plain(name) == column.name
            assert plain(meaning) == plain(words.schema_text(column.meaning))
            assert unit == (words.schema_text(column.unit) if column.unit else "")
            assert bool(unit) == bool(column.unit)
            assert (words("readme.required") in held) == column.required
            assert set(column.allowed) <= set(re.findall(r"`([^`]+)`", held))
            assert not column.references or f"`{column.references}.csv`" in held


def test_in_english_the_schema_speaks(dataset: Dataset) -> None:
    assert meanings("en") == {}
    told = plain(text(dataset, "en"))
    assert [one for one in TEXTS if one not in told] == []


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_every_text_of_the_schema_is_translated_and_none_that_is_gone(language: str) -> None:
    translated = meanings(language)
    assert translated.keys() == TEXTS
    assert not [one for one, other in translated.items() if not other or one == other]
    # What explains a value says which.
    columns = [column for table in OPEN_TABLES.values() for column in table.columns]
    explained = [(column, code) for column in columns for code in column.allowed if f"{code}: " in column.meaning]
    assert explained
    assert [pair for pair in explained if f"{pair[1]}: " not in translated[pair[0].meaning]] == []


def test_a_missing_translation_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"kk\.po has no meaning 'Nothing of the kind'"):
        Messages("kk").schema_text("Nothing of the kind")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_alone(dataset: Dataset, language: str) -> None:
    # Codes and standards have one name everywhere.
    told = re.sub(r"`[^`]*`|\bISO [\d-]+", "", text(dataset, language))
    assert foreign(told.splitlines(), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_is_named_with_its_address_or_its_terms(dataset: Dataset, language: str) -> None:
    told, words = text(dataset, language), View(dataset, language).words
    for _, row in dataset.rows("sources"):
        end = f"<{row['url']}>" if row["url"] else words.label("sources", row["id"], "terms") or row["file"]
        assert re.search(rf"^- `{re.escape(row['id'])}`: .*{re.escape(end)}$", told, re.M)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_caveats_are_those_of_the_tables(dataset: Dataset, language: str) -> None:
    told = text(dataset, language)
    words = View(dataset, language).words
    successors = [row for _, row in dataset.rows("areas") if row["succeeds"]]
    assert {row["id"] for row in successors} == {"almaty-region-2022", "turkistan-region"}
    (undated,) = [row for _, row in dataset.rows("sources") if row["dated_by"] and row["kind"] == "report"]
    first = next(row for _, row in dataset.rows("observations") if row["phrase"])
    dating, example, *boundaries = (
        next(line for line in told.splitlines() if line.startswith("- **") and f"`{row['id']}`" in line)
        for row in (undated, first, *successors)
    )
    for successor, line in zip(successors, boundaries, strict=True):
        assert words.numbers.date(successor["since"]) in line
        assert words.name("areas", successor["succeeds"], "note") in line
    assert words.numbers.date(undated["dated"]) in dating
    assert all(f"`{int(first[name])}`" in example for name in ("value", "rounding", "low", "high"))
    assert first["phrase"] in example


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_how_to_cite_and_what_is_allowed(dataset: Dataset, language: str) -> None:
    told = text(dataset, language)
    (cited,) = [line for line in told.splitlines() if line.startswith("> ")]
    assert Messages(language)("site.name") in cited
    assert f"`{NAME}`" in cited
    assert LICENCE["path"] in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_tables_give_the_same_text(dataset: Dataset, language: str) -> None:
    told = text(dataset, language)
    assert text(dataset, language) == told
    assert told.endswith("\n")
    assert "\n\n\n" not in told
    assert ".." not in told


def test_a_bar_or_a_break_in_a_text_parts_no_columns(dataset: Dataset, view: View) -> None:
    table = Table("odd", "Either | or,\nor neither", ("id",), (Column("id", "One | two", unit="a | b"),))
    files, columns = grids(render_readme(view.words, [(table, 1234)], dataset))
    assert files[1] == ["`odd.csv`", "Either | or, or neither", "1,234"]
    assert columns[1][:3] == ["`id`", "One | two", "a | b"]


def test_every_message_of_it_is_used(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    words, asked = View(dataset, "en").words, set[str]()
    for name in ("__call__", "count"):
        say = getattr(Messages, name)

        def heard(self: Messages, key: str, *more: object, say: object = say, **parts: object) -> str:
            asked.add(key)
            assert callable(say)
            return str(say(self, key, *more, **parts))

        monkeypatch.setattr(Messages, name, heard)
    render_readme(words, counted(dataset), dataset)
    assert {key for key in catalogue("en") if key.startswith("readme.")} <= asked


def test_a_table_that_is_not_told_of_is_not_in_it(dataset: Dataset, view: View) -> None:
    few: Sequence[tuple[Table, int]] = counted(dataset)[:2]
    assert len(grids(render_readme(view.words, few, dataset))) == 1 + len(few)
