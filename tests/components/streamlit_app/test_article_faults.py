"""What fails of a reader's articles is one line in their language, and the rest goes on."""

from __future__ import annotations

import csv
import io
import logging
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from streamlit.testing.v1 import AppTest

from components.article import article_input, downloads
from components.article.article_view import ArticleView
from components.i18n import Messages
from components.streamlit_app import article_page
from components.view import View
from data.extraction import Reading, read
from data.ingest.faults import Fault
from data.model.language import LANGUAGES
from tests.components.streamlit_app.test_article_page import DOOR, date_field, opened, paste, read_of, said

FEED = """<rss version="2.0"><channel><title>t</title>
<item><title>one</title><description>Exports of Almaty region to Uzbekistan were 3 million dollars.</description></item>
<item><title>two</title></item>
<item><title>three</title><description>Imports grew by a third.</description></item></channel></rss>"""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a site of one feed; /busy is a 503, all else a 404, and both say "UTF-8"."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response({"/feed": 200, "/busy": 503}.get(self.path, 404), "UTF-8")
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(FEED.encode())

        def log_message(self, *_: object) -> None:
            pass

    monkeypatch.setenv("PRIVATE_ADDRESSES", "1")
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fetch(app: AppTest, url: str) -> AppTest:
    next(field for field in app.text_input if field.key == "read-url").input(url)
    return app.button[2].click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_a_message(language: str) -> None:
    words = Messages(language)
    lines = {words(f"fault.{code}", name="n.xml", number=404) for code in Fault}
    assert len(lines) == len(Fault)
    assert all("n.xml" in line for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_of_a_server_has_its_message(site: str, language: str) -> None:
    words = Messages(language)
    for path, message in (("UTF-8", "fault.not_found"), ("busy", "fault.status")):
        url = f"{site}/{path}"
        assert article_input.load_url(url, words).error_messages == (words(message, name=url, number=503),)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://user:secret@a.example/", Fault.ADDRESS),
        ("http://a..b/", Fault.ADDRESS),
        ("http://no-such-name.invalid/", Fault.HOST),
        ("http://127.0.0.1:9/byte ", Fault.UNREACHABLE),
    ],
)
def test_an_address_is_told_by_what_is_wrong_with_it(site: str, url: str, code: Fault) -> None:
    (line,) = article_input.load_url(url, Messages("en")).error_messages
    shown = url.replace("user:secret@", "")
    assert line == Messages("en")(f"fault.{code}", name=shown, number=None)


def test_of_a_feed_the_entries_that_can_be_read_are(site: str) -> None:
    app = fetch(opened("ru"), f"{site}/feed")
    assert not app.exception
    words = Messages("ru")
    assert words("fault.entry", name=f"{site}/feed", number=2) in said(app)
    assert app.selectbox[0].options == ["1. one", "2. three"]


def test_a_reading_that_fails_is_a_line_and_the_others_are_read(
    site: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str, published: date | None) -> Reading:
        if text.startswith("one"):
            raise ValueError(text)
        return read(text, published)

    monkeypatch.setattr(article_page, "read", fail)
    with caplog.at_level(logging.ERROR):
        app = fetch(opened("kk"), f"{site}/feed")
    assert not app.exception
    (record,) = caplog.records
    assert (record.name, record.getMessage()) == ("dashboard.read", "an article cannot be read")
    name = article_input.load_url(f"{site}/feed", Messages("kk")).articles[0].name
    for _ in range(2):  # it stays said
        assert Messages("kk")("fault.failed", name=name) in said(app)
        assert len(read_of(app)) == 1
        date_field(app).input("2024-05-02").run()


@pytest.mark.slow
def test_a_long_reading_that_fails_says_nothing_of_its_article() -> None:
    command = [sys.executable, "-m", "data.extraction.subprocess_reader"]
    done = subprocess.run(command, input=pickle.dumps((None, None)), cwd=DOOR.parent, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


def test_an_article_that_cannot_be_shown_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("the article's words")

    monkeypatch.setattr("components.rendering.article.render_article", fail)
    app = opened("uz")
    app.button[1].click().run()  # the example
    assert not app.exception
    assert Messages("uz")("fault.failed", name=Messages("uz")("read.example_name")) in said(app)
    assert read_of(app) == []


LARGE = "калава тайёрла олти миллиард\nБухоро чет элга9999999999999999999999Ⅻ9"


def test_figures_of_any_length_are_shown() -> None:
    app = paste(opened("en"), LARGE)
    assert not app.exception
    rows = read_of(app)[0]["tables"][0]["rows"]
    assert any("10,000,000,000,000,000,000,000" in row["cells"][2][0] for row in rows)


@pytest.mark.parametrize("written", ["31.12.9999", "01.01.0001", "2101-01-01"])
def test_a_date_that_no_report_can_be_of_is_said(written: str) -> None:
    app = paste(opened("en"), "Trade of Almaty region with Uzbekistan was half a billion dollars next year.")
    date_field(app).input(written).run()
    assert not app.exception
    assert f"“{written}” is no date that can be used" in said(app)


@pytest.mark.parametrize("name", ["=1+1.txt", "+1.txt", "-2+3.txt", "@SUM(1).txt", "\t=1.txt", "\r=1.txt", "＝1.txt"])
def test_a_file_s_name_is_no_formula_in_a_workbook(name: str, view: View) -> None:
    (one,) = article_input.load_files([(name, FEED.encode().replace(b"<", b" "))], view.words).articles
    shown = ArticleView(view.data, view.language, view, one, read(one.text))
    rows = csv.reader(io.StringIO(downloads.as_csv([shown]).decode("utf-8-sig"), newline=""))
    _, first, *_ = rows
    assert first[0] == f"'{one.name}"
