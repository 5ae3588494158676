"""RSS and Atom: an article an entry."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import pairwise

import pytest

from data import DataError, Problem
from data.ingest import Article, from_bytes, html_page, load_articles
from data.ingest.faults import Fault

ITEM = """<item><title>{title}</title><link>http://example.kz/{key}</link><guid>{key}</guid>
<pubDate>Fri, 13 Apr 2018 01:00:00 +0600</pubDate>
<description>&lt;p&gt;Былтыр облыстың экспорты &lt;b&gt;екі есе&lt;/b&gt; артты.&lt;/p&gt;
&lt;p&gt;Импорт азайды.&lt;/p&gt;</description></item>"""


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}\n<rss version="2.0"><channel><title>Жаңалық</title>{"".join(items)}</channel></rss>'


def test_an_article_an_entry() -> None:
    first, second = from_bytes(
        rss(ITEM.format(title="Экспорт &amp;amp; импорт", key="1"), ITEM.format(title="Екінші", key="2")).encode(),
        "n.xml",
    )
    assert first.title == "Экспорт & импорт"
    assert first.text == "Экспорт & импорт\n\nБылтыр облыстың экспорты екі есе артты.\nИмпорт азайды."
    assert (first.language, first.script, first.url, first.file) == ("kk", "Cyrl", "http://example.kz/1", "n.xml")
    assert first.sha256 == hashlib.sha256(first.text.encode()).hexdigest()
    assert second.title == "Екінші"
    assert first.id.startswith("n.xml#")
    assert first.id != second.id


def test_the_day_is_the_one_of_the_place_of_publication() -> None:
    (article,) = from_bytes(rss(ITEM.format(title="t", key="1")).encode(), "n.rss")  # the 12th in Greenwich
    assert article.published == date(2018, 4, 13)


def test_an_entry_keeps_its_identity_when_others_come() -> None:
    (old,) = from_bytes(rss(ITEM.format(title="t", key="1")).encode(), "n.xml")
    _, later = from_bytes(rss(ITEM.format(title="s", key="2"), ITEM.format(title="t", key="1")).encode(), "n.xml")
    assert later == old


def test_entries_that_say_the_same_are_told_apart() -> None:
    found = from_bytes(rss(*[ITEM.format(title="t", key="1")] * 3).encode(), "n.xml")
    assert len({article.id for article in found}) == 3


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>f</title><id>f</id>
<updated>2020-01-01T00:00:00Z</updated><entry><title type="html">Exports &lt;i&gt;doubled&lt;/i&gt;</title><id>e1</id>
<link href="https://example.com/e1"/><updated>2019-01-01T00:00:00Z</updated>{published}
<summary>Short.</summary>
<content type="html">&lt;p&gt;Exports of the region reached $48 million last year.&lt;/p&gt;</content>
</entry></feed>"""


def test_atom_takes_content_before_summary_and_published_not_updated() -> None:
    (dated,) = from_bytes(ATOM.format(published="<published>2018-04-13T10:00:00+06:00</published>").encode(), "a.atom")
    assert dated.text == "Exports doubled\n\nExports of the region reached $48 million last year."
    assert (dated.title, dated.published, dated.url) == ("Exports doubled", date(2018, 4, 13), "https://example.com/e1")
    (undated,) = from_bytes(ATOM.format(published="").encode(), "a.atom")
    assert undated.published is None


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-16"])
def test_the_encoding_that_the_feed_declares(charset: str) -> None:
    item = "<item><title>Рост</title><description>Экспорт области вырос вдвое.</description></item>"
    raw = rss(item, head=f'<?xml version="1.0" encoding="{charset}"?>').replace("Жаңалық", "Новости").encode(charset)
    (article,) = from_bytes(raw, "n.xml")
    assert article.text == "Рост\n\nЭкспорт области вырос вдвое."


def test_an_entry_without_text_is_told_of_and_the_rest_goes_on(tmp_path: object) -> None:
    raw = rss(
        ITEM.format(title="a", key="1"), "<item><title>b</title></item>", ITEM.format(title="c", key="3")
    ).encode()
    with pytest.raises(DataError, match=r"n\.xml: entry 2 has no text\."):
        from_bytes(raw, "n.xml")


def test_entries_after_the_most_are_not_looked_at() -> None:
    raw = rss(*(ITEM.format(title=key, key=key) for key in "ab"), "<item><title>c</title></item>").encode()
    assert [article.title for article in from_bytes(raw, "n.xml", max_articles=2)] == ["a", "b"]
    with pytest.raises(DataError, match=r"entry 3 has no text"):
        from_bytes(raw, "n.xml", max_articles=3)


def test_the_same_in_a_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("feed")
    items = ITEM.format(title="a", key="1"), "<item><title>b</title></item>", ITEM.format(title="c", key="3")
    (folder / "n.xml").write_text(rss(*items), "utf-8")
    first, problem, last = load_articles([folder])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.title, last.title) == ("a", "c")
    assert problem == Problem("n.xml", "entry 2 has no text", "Give its page instead")


def test_outer_entities_are_not_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.txt"
    secret.write_text("SECRET", "utf-8")
    raw = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        '<rss version="2.0"><channel><item><title>t</title><description>a &x; b</description></item></channel></rss>'
    )
    try:
        text = from_bytes(raw.encode(), "n.xml")[0].text
    except DataError as error:
        text = str(error)
    assert "SECRET" not in text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (rss(ITEM.format(title="t", key="1")).encode()[:-40], "the XML is broken in line"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "it is no RSS or Atom feed"),
        (b"Just words.", "it is no RSS or Atom feed"),
        (rss().encode(), "the feed has no entries"),
        (b"", "it is empty"),
        (b"PK\x03\x04", "it is a ZIP archive or an office document, not text"),
    ],
)
def test_faults(raw: bytes, what: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DataError) as caught:
        from_bytes(raw, "n.xml")
    (problem,) = caught.value.problems
    assert problem.file == "n.xml"
    assert problem.what.startswith(what)
    assert "\n" not in str(problem)
    assert capfd.readouterr() == ("", "")


def test_an_entry_that_fails_is_a_line_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(source: str, name: str) -> object:
        if "two" in source:
            raise KeyError("two of the article's words")
        return real(source, name)

    real = html_page.parse_tree
    monkeypatch.setattr(html_page, "parse_tree", parse)
    items = [
        f"<item><description>Trade &lt;b&gt;grew&lt;/b&gt; by {word}.</description></item>"
        for word in ("one", "two", "three")
    ]
    problems: list[Problem] = []
    articles = from_bytes(rss(*items).encode(), "n.xml", problems=problems)
    assert [article.text for article in articles] == ["Trade grew by one.", "Trade grew by three."]
    (problem,) = problems
    assert (problem.file, problem.code) == ("n.xml#2", Fault.FAILED)
    assert "words" not in str(problem)


@pytest.mark.parametrize("entity", ['"lol"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_of_its_own_are_not_filled_in(entity: str) -> None:
    names = "abcdefghij"
    nested = "".join(f'<!ENTITY {after} "{f"&{name};" * 10}">' for name, after in pairwise(names))
    raw = f"<!DOCTYPE rss [<!ENTITY a {entity}>{nested}]>" + rss(ITEM.format(title="&j; and &a;", key="1"))
    with pytest.raises(DataError, match="the XML is broken"):
        from_bytes(raw.encode(), "n.xml")
