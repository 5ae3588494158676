"""Saved pages: main words, title, encoding, and a date only where the page states one."""

from __future__ import annotations

import tracemalloc
from datetime import date

import pytest

from data import DataError
from data.ingest import Article, from_bytes

DAY = date(2018, 4, 13)
MENU = "".join(f"<li><a href='/{number}'>Бөлім {number}</a></li>" for number in range(20))
WORDS = (
    "Былтыр облыстың экспорты екі есе артып, 48 млн долларға жетті.",
    "Зауыт директоры биыл жаңа желі іске қосылатынын айтты.",
    "Делегация алдымен трактор зауытын аралап, содан соң форумға қатысты.",
)


LD = "<script type='application/ld+json'>{}</script>"


def page(head: str = "", top: str = "", bottom: str = "", words: tuple[str, ...] = WORDS) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in words)
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><div class='top'><ul>{MENU}</ul></div>"
        f"<div class='content'><h1>Экспорт екі есе өсті</h1>{top}<div class='text'>{body}</div></div>"
        f"<div class='footer'>© 2019–2024 Барлық құқықтар қорғалған</div>{bottom}</body></html>"
    ).encode()


def read(raw: bytes, name: str = "page.html") -> Article:
    (article,) = from_bytes(raw, name)
    return article


def test_title_blank_line_and_main_words() -> None:
    article = read(page("<title>Экспорт екі есе өсті - Жаңалық.kz</title>"))
    assert article.text == "\n".join(("Экспорт екі есе өсті", "", *WORDS))
    assert (article.title, article.language, article.script) == ("Экспорт екі есе өсті", "kk", "Cyrl")
    assert (article.id, article.file, article.url, article.published) == ("page.html", "page.html", None, None)


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("<meta property='article:published_time' content='2018-04-13T10:00:00+06:00'>", ""),
        ("<meta name='date' content='13.04.2018'>", ""),
        ("<meta itemprop='datePublished' content='2018-04-13'>", ""),
        (LD.format('[{"@graph": [{"@type": ["NewsArticle"], "datePublished": "2018-04-13T01:00:00Z"}]}]'), ""),
        ("", "<time datetime='2018-04-13'>кеше</time>"),
        ("", "<time pubdate datetime='2018-04-13T10:00'>кеше</time>"),
        ("", "<span itemprop='datePublished'>13 сәуір 2018</span>"),
        ("", "<div class='news-date'>13 Сәуір, 2018 сағат 10:59</div>"),
    ],
)  # fmt: skip
def test_a_date_that_the_page_states(head: str, top: str) -> None:
    assert read(page(head, top)).published == DAY


@pytest.mark.parametrize(
    ("head", "top", "bottom"),
    [
        ("<meta property='article:modified_time' content='2018-04-13'>", "", ""),
        ("<meta property='og:updated_time' content='2018-04-13'>", "", ""),
        ("<link rel='canonical' href='http://example.kz/2018/04/13/eksport'>", "", ""),
        ("<meta name='date' content='04/05/2018'>", "", ""),
        ("<meta name='date' content='2018-04-13'><meta name='pubdate' content='2018-05-14'>", "", ""),
        (LD.format('{"@type": "WebSite", "datePublished": "2018-04-13"}'), "", ""),
        (LD.format('{"@type": "NewsArticle", "datePublished": 2018}'), "", ""),
        (LD.format("[[[{broken"), "", ""),
        (LD.format("[" * 100_000), "", ""),
        ("", "<p>Көрме 2018 жылғы 13 сәуірде өтті.</p>", ""),
        ("", "<div class='date'>13 сәуір 2018</div><div class='date'>14 сәуір 2018</div>", ""),
        ("", "", "<div class='date'>13 сәуір 2018</div>"),
        ("", "", "<time datetime='2018-04-13'>13 сәуір</time>"),
        ("", "", "<aside><time datetime='2018-04-13'>13 сәуір</time></aside>"),
    ],
)  # fmt: skip
def test_a_date_is_never_guessed(head: str, top: str, bottom: str) -> None:
    assert read(page(head, top, bottom)).published is None


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16"])
def test_the_encoding_that_the_page_declares(charset: str) -> None:
    words = ("Экспорт области вырос вдвое и достиг 48 млн долларов.", "Импорт составил 12 млн долларов.")
    raw = page(f"<meta http-equiv='Content-Type' content='text/html; charset={charset}'>", words=words)
    source = (
        raw.decode()
        .replace("Экспорт екі есе өсті", "Экспорт вырос")
        .replace(MENU, "")
        .partition("<div class='footer'")[0]
    )
    article = read(source.encode(charset))
    assert article.text == "\n".join(("Экспорт вырос", "", *words))
    assert (article.language, article.title) == ("ru", "Экспорт вырос")


def test_kazakh_in_its_own_single_byte_encoding() -> None:
    raw = page("<meta charset='kz-1048'>").decode().partition("<div class='footer'")[0].encode("kz1048")
    assert WORDS[0] in read(raw).text


def test_utf8_is_read_as_such_whatever_is_declared() -> None:
    assert WORDS[0] in read(page("<meta charset='windows-1251'>")).text


def test_characters_written_as_entities() -> None:
    raw = page(words=tuple(word.encode("ascii", "xmlcharrefreplace").decode() for word in WORDS))
    assert read(raw).text.endswith("\n".join(WORDS))


def test_entities_that_stand_for_no_character(capfd: pytest.CaptureFixture[str]) -> None:
    text = read(page(words=("Export &#0;&#xD800;&#1;&#x110000; grew by 5 % last year.",))).text
    assert text.encode("utf-8").decode("utf-8") == text
    assert "grew by 5 % last year." in text
    assert capfd.readouterr() == ("", "")


def test_the_address_that_the_page_gives() -> None:
    assert read(page("<link rel='canonical' href='https://example.kz/a'>")).url == "https://example.kz/a"
    assert read(page("<meta property='og:url' content='http://example.kz/b'>")).url == "http://example.kz/b"
    assert read(page("<link rel='canonical' href='javascript:alert(1)'>")).url is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<meta property='og:title' content='Экспорт екі есе өсті | Жаңалық'>", "Экспорт екі есе өсті"),
        ("<meta property='og:title' content='Басқа тақырып'>", "Басқа тақырып"),
        ("<meta property='og:title' content='Басқа\n \tтақырып'>", "Басқа тақырып"),
    ],
)
def test_title(head: str, title: str) -> None:
    assert read(page(head)).title == title


def test_a_title_of_a_page_without_headline() -> None:
    body = "<body><p>Exports reached $48 million last year.</p></body>"
    raw = f"<html><head><title>\n Exports\n doubled </title></head>{body}</html>"
    assert read(raw.encode()).title == "Exports doubled"


def test_an_old_page_laid_out_by_tables() -> None:
    menu = "".join(f"<a href='/{number}'>Раздел {number}</a><br>" for number in range(15))
    words = (
        "АЛМАТЫ. В прошлом году экспорт области вырос вдвое и достиг 48 млн долларов, сообщил директор завода.",
        "Импорт составил 12 млн долларов, что на 5 процентов меньше, чем годом ранее. Партнёр прежний: Узбекистан.",
        "Делегация посетит Ташкент в мае, где пройдёт форум с участием 120 компаний из двух соседних стран.",
    )
    source = f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1251">
        <title>Вестник :: Экспорт вырос вдвое</title></head><body><table width=100%>
        <tr><td colspan=3><a href=/>Главная</a> | Сегодня: 28 марта 2024</td></tr><tr><td>{menu}</td>
        <td><font size=5><b>Экспорт вырос вдвое</b></font><br><br>{"<br><br>".join(words)}</td><td>{menu}</td></tr>
        </table></body></html>"""
    article = read(source.encode("cp1251"))
    assert article.text == "\n".join(("Экспорт вырос вдвое", "", *words))
    assert (article.title, article.published) == ("Экспорт вырос вдвое", None)


def test_a_table_of_figures_stays() -> None:
    table = "<table><tr><td>Жыл</td><td>Экспорт</td></tr><tr><td>2017</td><td>48 млн доллар</td></tr></table>"
    text = read(page(words=(*WORDS, table))).text
    assert "| 2017 | 48 млн доллар |" in text


def test_a_short_article_of_a_blog() -> None:
    source = """<html><head><title>Сауда өсті – Жаңалық</title><meta property="og:title" content="Сауда өсті">
        </head><body><header><nav><ul><li><a href="/">Басты бет</a></li></ul></nav></header><main><article>
        <header><h1>Сауда өсті</h1><span><time class="published" datetime="2018-04-13T05:36:00+00:00">13.04.2018</time>
        </span></header><div class="entry-content"><p>Экспорт екі есе артып, 48 млн долларға жетті.</p>
        <p>Импорт 12 млн доллар болды.</p></div></article><div id="comments"><ol><li class="comment">
        <time datetime="2018-05-01">1 мамыр</time><p>Жақсы жаңалық екен, рахмет сізге!</p></li></ol></div></main>
        <aside><ul><li><a href="/x">Басқа жаңалық тақырыбы осында тұр</a></li></ul></aside></body></html>"""
    article = read(source.encode())
    assert article.text == "Сауда өсті\n\nЭкспорт екі есе артып, 48 млн долларға жетті.\nИмпорт 12 млн доллар болды."
    assert article.published == DAY


def test_scripts_and_styles_are_no_text() -> None:
    text = read(page(top="<script>alert('1')</script><style>p {color: red}</style>")).text
    assert "alert" not in text
    assert "color" not in text


def test_nothing_of_a_page_is_held_once_it_is_read() -> None:
    """Libraries keep the text of each element that others lie in, for the next page that has the same."""
    paragraph = f"<p>{WORDS[0] * 6}</p>"
    nested = page(bottom=f"<div>{paragraph}<a href='/'>m</a>" * 40 + paragraph * 100)
    read(nested)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    read(nested.replace("артып".encode(), "кеміп".encode()))
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert held < 1_000_000


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"<html><body></body></html>", "no text is found in the page"),
        (b"<html><body><script>alert(1)</script></body></html>", "no text is found in the page"),
        (b"<html><body>" + b"<div>" * 100_000, "no text is found in the page"),
        (b" \n", "it is empty"),
        (b"<!-- -->", "it is no HTML page"),
        (b"%PDF-1.4", "it is a PDF, not text"),
        (b"<html>\0</html>", "it is binary, not text: byte 6 is zero"),
        ("<p>Экспорт</p>".encode("cp1251"), "it is not UTF-8 (byte 3) and declares no encoding"),
        ("<meta charset=utf-8><p>Экспорт</p>".encode("cp1251"), "it declares utf-8, but byte 23 does not fit"),
        ("<meta charset=rot13><p>Экспорт</p>".encode("cp1251"), "it declares the encoding rot13, which is not read"),
        (b"<p>x</p>" * 25_000, "the page has 25002 elements, more than the 20000 that are read"),
        (b"<p " + b"a1/" * 10_000 + b">x</p>", "the page has too many attributes to be read"),
        (b"<p x='>'" + b" a=1" * 10_000 + b">x</p>", "the page has too many attributes to be read"),
        (b"<a b=" * 10_000, "the page has too many attributes to be read"),
        (b"<div><p>x</p>" * 200 + b"a b " * 50_000, "the page nests too much text to be read"),
        (b"<p>x</p>" * 1_250_001, "it is too large for a page or feed: 10 MB"),
    ],
)
def test_faults(raw: bytes, what: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DataError) as caught:
        from_bytes(raw, "page.htm")
    (problem,) = caught.value.problems
    assert (problem.file, problem.what) == ("page.htm", what)
    assert capfd.readouterr() == ("", "")
