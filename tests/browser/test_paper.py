"""On paper: a report of a few sheets, light, with every word, row and list whole."""

from __future__ import annotations

import re
from collections import Counter
from itertools import cycle
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from data.model.language import LANGUAGES
from tests.browser.conftest import Opening

SHEETS = 2  # at most
SHORT = 20  # rows of a list that is printed although it is closed
MOST_EMPTY = 0.6  # of a sheet that others follow: a tall chart begins the next


# Languages and pages are as they come and live by turns.
@pytest.mark.parametrize(
    ("address", "language", "live"),
    [
        *(("/", language, live) for language, live in zip(LANGUAGES, cycle([False, True]), strict=False)),
        *(("/trade", "kk", True), ("/factory", "uz", False), ("/visit", "ru", True)),
    ],
)
def test_paper_gets_a_report_of_one_or_two_pages(
    opened: Opening, browser: Browser, tmp_path: Path, address: str, language: str, live: bool
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="dark")
    page = opened(f"{address}?lang={language}", live=live, inside=context)
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    told: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('h1, h2, .footer p')].map((one) => one.textContent)"
    )
    with pypdfium2.PdfDocument(file) as report:
        assert 1 <= len(report) <= SHEETS
        words = "".join("".join(sheet.get_textpage().get_text_bounded().split()) for sheet in report)
        for text in [*told, page.url]:
            assert "".join(text.replace("\u2060", "").split()) in words, text
        # The charts are pictures there: what stands in them can be read.
        for label in page.locator(".card-image svg.medium").evaluate_all(
            "(all) => all.map((svg) => [...svg.querySelectorAll('text')].at(-1).textContent)"
        ):
            assert "".join(label.split()) in words, label
        for sheet in report:
            histogram = sheet.render().to_pil().convert("L").histogram()
            assert sum(histogram[250:]) > 0.7 * sum(histogram)  # paper stays white, whatever the screen's theme
    # On the screen the dark one is back.
    dark = "rgb(18, 23, 30)"
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == dark
    if live:
        page.wait_for_function(
            f"() => getComputedStyle(document.querySelector('.card-plot .main-svg')).backgroundColor === '{dark}'"
        )
    context.close()


def words_of(text: str) -> Counter[str]:
    """How often each word is in a text; what a hyphen or dash joins may stand on two lines, Arabic in another order."""
    return Counter(re.findall(r"[^\s\-–—/\ufffe\u0600-\u06ff]+", text))


ADDRESSES = ["/", "/trade", "/factory", "/visit", "/record", "/sources"]


# Where a sheet ends is a matter of the style sheet: each page is printed in two languages, which take turns.
@pytest.mark.parametrize(("address", "language"), list(zip(ADDRESSES * 2, cycle(LANGUAGES), strict=False)))
def test_every_word_and_row_is_whole_on_paper(opened: Opening, tmp_path: Path, address: str, language: str) -> None:
    page = opened(f"{address}?lang={language}")
    folded = page.locator(".fold:not([open])").count()
    file = tmp_path / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    assert page.locator(".fold:not([open])").count() == folded  # what was opened for paper is closed again
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    tables: list[list[str]] = page.evaluate(
        """() => {
          for (const closed of document.querySelectorAll("td details:not([open]) > :not(summary)")) closed.remove();
          return [...document.querySelectorAll("table")].filter((one) => one.checkVisibility())
            .map((one) => [...one.rows].filter((row) => row.checkVisibility())
              .map((row) => [...row.cells].map((cell) => cell.textContent).join(" ")));
        }"""
    )
    with pypdfium2.PdfDocument(file) as report:
        sheets = [words_of(sheet.get_textpage().get_text_range()) for sheet in report]
        for head, *rows in tables:
            for row in rows:
                # Each row is on one sheet, with the heads of its columns.
                assert any(words_of(row) <= words and words_of(head) <= words for words in sheets), row
        for sheet in list(report)[:-1]:
            picture = sheet.render().to_pil().convert("L").point(lambda shade: 255 if shade < 200 else 0)
            assert picture.getbbox()[3] > (1 - MOST_EMPTY) * picture.height
    # What is folded is there whole or not at all.
    assert page.locator(".section-block:visible + .fold-block > .fold:not([open])").count() == 0


def test_a_closed_list_is_printed_where_it_is_short(opened: Opening) -> None:
    page = opened("/record?lang=en")
    page.emulate_media(media="print")
    lists = page.locator(".fold:not(.is-section):has(tr) > .column").all()
    is_short = [one.locator("tr").count() <= SHORT for one in lists]
    assert set(is_short) == {True, False}
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert [one.is_visible() for one in lists] == is_short
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert not any(one.is_visible() for one in lists)
