"""Messages are all there and all used; numbers and dates are written as readers expect."""

from __future__ import annotations

import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from components.i18n import FOLDER, Messages
from components.i18n.negotiation import match_language, negotiate_language
from components.i18n.number_format import BILLIONS, CURRENCIES, Numbers
from data.model.language import LANGUAGES
from data.model.schema import OBSERVATIONS
from data.model.schema import SOURCES as SOURCES_TABLE
from data.model.visit_tables import COMMITMENTS, EVENTS

SOURCES = list(FOLDER.parent.rglob("*.py"))
CODE = "\n".join(path.read_text("utf-8") for path in SOURCES)


def catalogue(language: str) -> dict[str, str]:
    with (FOLDER / f"{language}.po").open("rb") as file:
        # What translates the schema goes by its texts, not by keys: see web/open/test_readme.py.
        messages = [message for message in read_po(file, locale=language) if message.id and not message.context]
    # Of a plural, the id once and its forms one after another.
    return {
        (message.id if isinstance(message.id, str) else message.id[0]): (
            message.string if isinstance(message.string, str) else "\n".join(message.string or ())
        )
        for message in messages
    }


def test_every_language_has_a_catalogue() -> None:
    assert set(LANGUAGES) == {path.stem for path in FOLDER.glob("*.po")} >= {"kk", "uz", "ru", "en"}


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        (["ru"], "en-US", "ru"),
        ([], "ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ([], "de-DE,uz;q=0.5", "uz"),
        ([], "fr", "kk"),
        (["xx"], "", "kk"),
        (["ru-RU"], "", "ru"),
        (["uz_UZ"], "", "uz"),
        (["UZ-Latn-UZ"], "ru", "uz"),
        ([], "kk-Cyrl-KZ", "kk"),
        ([], "en;q=0.3, ru;q=0.7, uz;q=0.5", "ru"),
        ([], "de, en;q=0.1,ru-KZ;q=0.9", "ru"),
        ([], "ru;q=0, uz;q=0.000, en;q=0.001", "en"),
        ([], "ru;q=high, en", "ru"),
        ([], "uz ; level=1 ; Q=0.2,en ;q=0.4", "en"),
        ([], "", "kk"),
    ],
)
def test_the_language_is_that_of_link_then_browser_then_kazakh(asked: list[str], accepted: str, language: str) -> None:
    assert negotiate_language(asked, accepted) == language


@pytest.mark.parametrize("tag", ["", "-", "kz", "english", "ru;q=1", "рус", "r", "*"])
def test_what_names_no_language_of_the_site(tag: str) -> None:
    assert match_language(tag) is None


@pytest.mark.parametrize(("n", "text"), [(1, "1 событие"), (3, "3 события"), (6, "6 событий")])
def test_plurals(n: int, text: str) -> None:
    assert text in Messages("ru").count("visit.title.whole", n)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_english_is_in_english(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    same = {
        key
        for key, text in other.items()
        if text == english[key] and re.search(r"[A-Za-z]{3}", re.sub(r"\{.*?\}", "", text))
    }
    assert language == "en" or same <= {
        "language.en",
        "record.formula",
        "trade.currency.kzt",
        "unit.kzt",
    }  # Uzbek words too


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_with_the_same_parts(language: str) -> None:
    def parts(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    english, other = catalogue("en"), catalogue(language)
    assert english.keys() == other.keys()
    assert {key: parts(text) for key, text in other.items()} == {key: parts(text) for key, text in english.items()}
    assert all(other.values())


def test_every_message_is_used() -> None:
    literal = set(re.findall(r'"([a-z_]+(?:\.[A-Za-z_0-9]+)*)"', CODE))
    built = tuple(re.findall(r'f?"([a-z_]+(?:\.[a-z_]+)*\.)["{]', CODE))
    unused = [key for key in catalogue("en") if key not in literal and not key.startswith(built)]
    assert not unused


def test_every_message_asked_for_is_there() -> None:
    keys = catalogue("en")
    asked = set(re.findall(r'words\(\s*"([^"]+)"', CODE))
    assert asked <= keys.keys()


def test_every_value_of_the_schema_has_its_word() -> None:
    keys = catalogue("en")
    wanted = {("kind", EVENTS), ("order_basis", EVENTS), ("status", COMMITMENTS), ("modality", OBSERVATIONS)}
    for name, table in wanted:
        (column,) = [column for column in table.columns if column.name == name]
        prefix = "order" if name == "order_basis" else name
        assert {f"{prefix}.{value}" for value in column.allowed} <= keys.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_left_in_another(language: str) -> None:
    """Two languages may share a word or a name, no sentence."""
    own = catalogue(language)
    for other in set(LANGUAGES) - {language}:
        theirs = catalogue(other)
        same = [text for key, text in own.items() if text == theirs[key]]
        assert [text for text in same if len(re.findall(r"[^\W\d_]{2,}", re.sub(r"\{\w+\}", "", text))) > 2] == []


# Names of formats, keys, units and licences, the same in every alphabet.
INTERNATIONAL = frozenset(
    (
        *("PNG", "SVG", "CSV", "JSON", "UTF", "SHA", "RSS", "Atom", "Enter", "html", "http", "https", "txt", "xml"),
        *("id", "CC", "BY", "MIT", "XLSX", "ZIP", "URL"),
    )
)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_cyrillic_catalogues_hold_no_latin_words(language: str) -> None:
    # Named parts, and what stands in a table letter for letter.
    texts = {key: re.sub(r"\{\w+\}|`[^`]*`", "", text) for key, text in catalogue(language).items()}
    latin = {
        key: set(re.findall(r"[A-Za-z]{2,}", text)) - INTERNATIONAL
        for key, text in texts.items()
        if not key.startswith("language.")  # the name of a language, in its own letters
    }
    # JavaScript and the styles of citing are names everywhere.
    names = {"site.needs_script": {"JavaScript"}, "share.apa": {"APA"}, "share.bibtex": {"BibTeX"}}
    assert {key: words for key, words in latin.items() if words} == names


def test_no_exclamation_mark_and_no_jargon() -> None:
    for text in catalogue("en").values():
        assert "!" not in text
        assert "dashboard" not in text.lower()
        assert "insight" not in text.lower()


def test_a_missing_message_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"en\.po has no message 'nothing\.here'"):
        Messages("en")("nothing.here")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (15_800_000, "USD", "15.8"),
        (36_000_000, "USD", "36"),
        (-4_400_000, "USD", "−4.4"),
        (6000, "units", "6,000"),
        (78.2178, "%", "78.2"),
        (4.0, "x", "4"),
        (0.0, "%", "0"),
        (348.28, "%", "348"),
    ],
)
def test_numbers(value: float, unit: str, text: str) -> None:
    assert Numbers("en").value(value, unit) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "ends"),
    [
        (35.5e6, 36.5e6, "USD", ("35.5", "36.5")),
        (3.54839, 4.48276, "x", ("3.5", "4.5")),
        (77.7778, 78.6600, "%", ("77.7", "78.7")),
        (899.5, 900.5, "seats", ("900", "900")),
        (5500, 6500, "units", ("5,500", "6,500")),
        (15_799_500, 15_800_500, "USD", ("15.7995", "15.8005")),
    ],
)
def test_bounds_are_rounded_outwards_and_counts_stay_whole(
    low: float, high: float, unit: str, ends: tuple[str, str]
) -> None:
    assert Numbers("en").bounds(low, high, unit) == ends


@pytest.mark.parametrize(
    ("language", "iso", "text"),
    [
        ("en", "2017", "2017"),
        ("en", "2018-04", "April 2018"),
        ("en", "2018-04-13", "April 13, 2018"),
        ("kk", "2018-04", "2018 ж. сәуір"),
        ("ru", "2018-04", "апрель 2018 г."),
        ("uz", "2018-04", "2018-yil aprel"),
        ("uz", "2018-04-13", "2018-yil 13-aprel"),
        ("en", "2024-01/2024-08", "January–August 2024"),
    ],
)
def test_dates(language: str, iso: str, text: str) -> None:
    assert " ".join(Numbers(language).date(iso).split()) == text


@pytest.mark.parametrize(("language", "text"), [("en", "15.8"), ("kk", "15,8"), ("ru", "15,8"), ("uz", "15,8")])
def test_decimals_are_written_as_the_language_does(language: str, text: str) -> None:
    assert Numbers(language).value(15.8e6, "USD") == text


@pytest.mark.parametrize(
    ("language", "millions", "billions", "percent"),
    [
        ("kk", "15,8\u00a0млн", "4,6\u00a0млрд", "78,2%"),
        ("uz", "15,8\u00a0mln", "4,6\u00a0mlrd", "78,2%"),
        ("ru", "15,8\u00a0млн", "4,6\u00a0млрд", "78,2\u00a0%"),
        ("en", "15.8\u00a0million", "4.6\u00a0billion", "78.2%"),
    ],
)
def test_millions_and_per_cent_are_written_as_each_language_does(
    language: str, millions: str, billions: str, percent: str
) -> None:
    numbers = Numbers(language)
    assert numbers.with_magnitude(numbers.value(15.8e6, "USD"), 10**6) == millions
    assert numbers.with_magnitude(numbers.value(4.6e9, BILLIONS), 10**9) == billions
    assert numbers.percent(numbers.value(78.2178, "%")) == percent


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_not_parted_from_what_it_counts(language: str) -> None:
    for key, text in catalogue(language).items():
        if (
            key.startswith("unit.") and key.removeprefix("unit.").upper() not in CURRENCIES
        ):  # of money, CLDR binds "15,8 млн"
            assert "{n} " not in text and " {n}" not in text, key


@pytest.mark.parametrize(
    ("language", "text"), [("kk", "a, b, c"), ("uz", "a, b va c"), ("ru", "a, b и c"), ("en", "a, b, and c")]
)
def test_lists(language: str, text: str) -> None:
    assert Numbers(language).join_list(["a", "b", "c"]) == text


@pytest.mark.parametrize(("language", "text"), [("kk", ",\u00a0"), ("uz", ",\u00a0"), ("ru", ",\u00a0"), ("en", ".,")])
def test_axes_take_the_language_s_separators(language: str, text: str) -> None:
    assert Numbers(language).separators == text


def test_a_sum_is_signed() -> None:
    assert Numbers("en").signed(300, "%") == "+300"
    assert Numbers("en").signed(-4.4e6, "USD") == "−4.4"


def test_no_figure_is_typed_in_components() -> None:
    """Neither code nor messages hold a value or a year that belongs to a table."""
    figures = (
        "15.8",
        "15,8",
        "20.2",
        "20,2",
        "36",
        "4.4",
        "78.2",
        "43.9",
        "6,000",
        "1,500",
        *("6000", "1500"),
        *("2017", "2018"),
    )
    texts = [re.sub(r'(?s:""".*?""")|#[^\n]*', "", path.read_text("utf-8")) for path in SOURCES]
    for path in (*FOLDER.parent.rglob("*.html"), *(FOLDER.parent / "frontend").glob("*.js")):
        texts.append(re.sub(r"//.*", "", path.read_text("utf-8")))
    texts += [text for language in LANGUAGES for text in catalogue(language).values()]
    everything = "\n".join(texts)
    for example in ('"2017"', '"2018-04"'):  # how long an ISO period is
        everything = everything.replace(example, "")
    assert not [figure for figure in figures if re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d.,]*\d)", everything)]


def test_a_source_s_language_has_a_name_in_every_language() -> None:
    columns = {column.name: column.allowed for column in SOURCES_TABLE.columns}
    for language in LANGUAGES:
        for code in columns["language"]:
            for script in columns["script"]:
                assert len(Numbers(language).language(code, script)) > len(code)
