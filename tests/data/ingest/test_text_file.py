"""Plain texts: the text stays as it is; title and date where they stand; faults in one line."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import DataError
from data.ingest import Article, from_text

TITLE = "Облыс экспорты екі есе өсті"
BODY = "АЛМАТЫ. Былтыр облыстың экспорты екі есе артып, 48 млн долларға жетті.\n\n 2017 жылы ол 24 млн доллар болған."
DAY = date(2018, 4, 13)


def header(*lines: str) -> Article:
    return from_text("\n".join((TITLE, "", *lines, BODY)), "a.txt")


def test_the_form_of_the_feed() -> None:
    article = header("None", "None")
    assert (article.id, article.file, article.title) == ("a", "a.txt", TITLE)
    assert (article.language, article.script, article.published, article.url) == ("kk", "Cyrl", None, None)


@pytest.mark.parametrize(
    "lines",
    [
        ("Асан Үсенов", "2018-04-13"),
        ("None", "13 сәуір 2018"),
        ("А. Үсенов, Б. Сәкенов", "13.04.2018"),
        ("Автор: Асан Үсенов", "2018 жылғы 13 сәуір"),
        ("13 апреля 2018", "None"),
        ("13 апреля 2018", "Асан Үсенов"),
        ("13 апреля 2018",),
    ],
)
def test_date_over_the_body(lines: tuple[str, ...]) -> None:
    article = header(*lines)
    assert (article.title, article.published) == (TITLE, DAY)


@pytest.mark.parametrize(
    "lines",
    [
        ("Асан Үсенов", "None"),
        ("Асан Үсенов", "кеше"),
        ("Асан Үсенов", "04/05/2018"),
        ("Бүгін облыста көрме өтті.", "Оған 12 ел қатысты.", "13 сәуір 2018"),
        ("Зауыт 36 трактор шығарды", "13 сәуір 2018"),
        ("Форумда сөз болғандай:", "13 сәуір 2018"),
        ("13 сәуір 2018", "жылы зауыт ашылды."),
        ("Астанада", "13 сәуір 2018", "күні форум өтті."),
        ("Кеңес 2018 жылғы 13 сәуірде өтті.",),
        (),
    ],
)
def test_no_date_is_made_up(lines: tuple[str, ...]) -> None:
    article = header(*lines)
    assert (article.title, article.published) == (TITLE, None)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("before", ["", "\n", " \n\n"])
def test_the_text_is_the_file_unchanged(newline: str, mark: str, before: str) -> None:
    text = mark + before + newline.join((TITLE, "", "None", "2018-04-13", BODY, "", " "))
    raw = text.encode()
    article = from_text(raw, "folder/a.txt")
    assert article.text == raw.decode("utf-8") == text
    assert article.sha256 == hashlib.sha256(raw).hexdigest()
    assert (article.id, article.title, article.published) == ("folder/a", TITLE, DAY)
    assert from_text(text, "folder/a.txt") == article


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{TITLE}\n\n{BODY}", TITLE),
        (f"{TITLE}\n\n\n\n{BODY}", TITLE),
        (f"Қалай өзгерді?\n\n{BODY}", "Қалай өзгерді?"),
        (BODY, ""),
        (TITLE, ""),
        (f"{TITLE}\n{BODY}", ""),
        (f"{BODY * 4}\n\n{BODY}", ""),
        (f"{TITLE}.\n\nNone\n2018-04-13\n{BODY}", f"{TITLE}."),
    ],
)
def test_title(text: str, title: str) -> None:
    assert from_text(text, "a.txt").title == title


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "it is empty"),
        (b" \r\n\t\n", "it is empty"),
        ("\ufeff\n".encode(), "it is empty"),
        (TITLE.encode("cp1251", "replace"), "it is not UTF-8: byte 0 does not fit"),
        (b"Trade grew by 5 %\xff", "it is not UTF-8: byte 17 does not fit"),
        (TITLE.encode()[:-1], f"it is not UTF-8: byte {len(TITLE.encode()) - 2} does not fit"),
        (TITLE.encode("utf-16"), "it is UTF-16, not UTF-8"),
        (b"Trade\0grew", "it is binary, not text: byte 5 is zero"),
        (b"%PDF-1.7\n", "it is a PDF, not text"),
        (b"PK\x03\x04....", "it is a ZIP archive or an office document, not text"),
        (b"\x89PNG\r\n\x1a\n", "it is an image, not text"),
        (b"\x1f\x8b\x08\0", "it is a gzip archive, not text"),
    ],
)
def test_faults(raw: bytes, what: str) -> None:
    with pytest.raises(DataError) as caught:
        from_text(raw, "a.txt")
    (problem,) = caught.value.problems
    assert (problem.file, problem.what) == ("a.txt", what)
    assert "\n" not in str(problem)


def test_half_a_surrogate_pair_is_a_fault() -> None:
    with pytest.raises(DataError, match=r"pasted: character 2 is half of a pair\."):
        from_text("ab\ud800", "pasted")


@given(st.text(min_size=1).filter(lambda text: text.strip("\ufeff \t\r\n\v\f") and "\0" not in text))
def test_any_text_stays_as_it_is(text: str) -> None:
    try:
        article = from_text(text, "a.txt")
    except DataError as error:  # what begins like a PDF is one
        assert len(error.problems) == 1
    else:
        assert article.text == text
