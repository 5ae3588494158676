"""The site as plain files: all that its pages lead to, and that it is written whole or not at all."""

from __future__ import annotations

import base64
import json
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html  # type: ignore[import-untyped]

from components.charts.registry import charts
from components.charts.spec import YearFilterSpec
from components.i18n import Messages
from components.pages import PAGES
from components.pages.spec import build, cards_of
from components.server import assets, web_font
from components.server.open_data.files import ARCHIVE, FILE_NAMES
from components.static_site import files as static
from components.static_site import write
from components.static_site.document import FONT_SCRIPT
from components.svg import chart_images
from components.urls.site_urls import page_file
from components.view import View, in_language
from data import DataError
from data.model.language import LANGUAGES
from tests.cards import cards
from tests.components.build import CHART_NAMES

ADDRESS = "https://trade.example.org/copy/"
CALL = re.compile(r'window\.chartData\(("[^"]+"), (\{.*\})\);', re.S)


@pytest.fixture(scope="module")
def site() -> Mapping[str, str | bytes]:
    """Content by path of a site that knows its address; its PNG are not drawn."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(chart_images, "chart_png", lambda *parts: b"png")
        found = list(static.site_files(ADDRESS))
    assert len({name for name, _ in found}) == len(found)
    return dict(found)


def pages_of(site: Mapping[str, str | bytes]) -> dict[str, str]:
    return {name: str(content) for name, content in site.items() if name.endswith(".html")}


def test_every_page_chart_and_table_has_its_file(site: Mapping[str, str | bytes], view: View) -> None:
    wanted = {"index.html", "sitemap.xml", FONT_SCRIPT, assets.PLOTLY_JS_PATH, "assets/icon.svg"}
    wanted |= {assets.STYLE.path, assets.SCRIPT.path}
    wanted |= {f"open/{name}" for name in FILE_NAMES if name != ARCHIVE}
    for language in LANGUAGES:
        wanted |= {f"open/{ARCHIVE.replace('.zip', '')}-{language}.zip"}
        wanted |= {f"{language}/{page_file(page.path)}" for page in PAGES}
        for name in CHART_NAMES:
            chart = f"charts/{name}-{language}"
            wanted |= {f"embed/{name}-{language}.html", f"{chart}.js", f"{chart}.csv"}
            wanted |= {f"{chart}-{theme}.{form}" for theme in ("light", "dark") for form in ("svg", "png")}
            for each in charts()[name].filters:
                default = each.default_option(view, {})
                options = [] if isinstance(each, YearFilterSpec) else each.available_options(view, {})
                for option in [option for option in options if option != default]:
                    one = f"{chart}-{each.parameter}-{option}"
                    is_drawn = charts()[name].build(view, {each.parameter: (option,)}) is not None
                    wanted |= {f"{one}.js", *((f"{one}.csv", f"{one}-light.svg") if is_drawn else ())}
    assert set(site) == wanted


def test_the_data_of_a_chart_are_a_script_under_its_own_name(site: Mapping[str, str | bytes]) -> None:
    scripts = {name: str(content) for name, content in site.items() if re.fullmatch(r"charts/.*\.js", name)}
    assert len(scripts) > len(CHART_NAMES) * len(LANGUAGES)
    for name, script in scripts.items():
        called = CALL.fullmatch(script)
        assert called, name
        assert json.loads(called[1]) == Path(name).stem
        data = json.loads(called[2])
        assert name.startswith(f"charts/{data['chart']}-")
        (card,) = cards(data["html"])
        assert card.element.get("data-state") == data["state"]
        assert bool(card.svgs) == bool(data["figures"]) != bool(card.empty)
        assert card.element.get("data-url") == f"../{name}"


def test_every_link_leads_to_a_file_of_the_site(site: Mapping[str, str | bytes]) -> None:
    """Those of pages, and of the cards that filters change them into; anchors are in the page that they lead to."""
    payloads = {
        name: json.loads((CALL.fullmatch(str(content)) or [""] * 3)[2])["html"]
        for name, content in site.items()
        if name.startswith("charts/") and name.endswith(".js")
    }
    # A card is shown within a page, whose folder is as deep.
    shown = {**pages_of(site), **{f"kk/{name.rpartition('/')[2]}": card for name, card in payloads.items()}}
    ids = {name: set(re.findall(r'\sid="([^"]+)"', page)) for name, page in pages_of(site).items()}
    wrong = []
    for name, page in shown.items():
        for attribute in ("href", "src", "data-url"):
            for link in html.fromstring(page).xpath(f".//@{attribute}"):
                parts = urlsplit(link)
                if parts.scheme or parts.netloc:
                    continue
                path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
                target = name if not parts.path else path
                known = not parts.fragment or name in payloads or parts.fragment in ids.get(target, set())
                if (parts.path and target not in site) or not known:
                    wrong.append((name, link))
    assert wrong == []


def test_a_page_is_that_of_the_server_without_what_needs_one(site: Mapping[str, str | bytes]) -> None:
    for language in LANGUAGES:
        view = in_language(language)
        for page in PAGES:
            text = str(site[f"{language}/{page_file(page.path)}"])
            shown = [card.spec.name for card in cards_of(build(page, view, {}))]
            # The charts of the example are drawn by the script, from data in their cards.
            example = ["trade-balance", "factory-output"] if page.key == "read" else []
            assert [card.name for card in cards(text)] == [*shown, *example]
            sizes = [] if example else ["narrow", "medium", "wide"]
            assert all(card.svgs == sizes for card in cards(text))
            assert (view.words("copy.live") in text) == (page.key in ("read", "record", "trade"))
            assert "/_stcore" not in text and 'href="/' not in text and 'src="/' not in text


def test_the_example_is_read_without_a_server(site: Mapping[str, str | bytes]) -> None:
    (element,) = html.fromstring(str(site["ru/read.html"])).find_class("article")
    content = json.loads(element.get("data-payload"))
    assert content["legend"] == Messages("ru")("article.legend")
    assert content["tables"][0]["rows"]


def test_every_page_knows_that_it_is_a_file_and_loads_nothing_from_elsewhere(site: Mapping[str, str | bytes]) -> None:
    for name, page in pages_of(site).items():
        tree = html.document_fromstring(page)
        assert tree.get("data-static") is not None, name
        assert len(tree.findall(".//h1")) == 1, name
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "http" not in policy and "default-src 'none'" in policy
        for link in (*tree.xpath("//script/@src"), *tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")):
            assert not urlsplit(link).scheme and not link.startswith("/")
        assert not [
            script for script in tree.iter("script") if not script.get("src") and "json" not in script.get("type", "")
        ]


def test_the_font_is_in_a_script(site: Mapping[str, str | bytes]) -> None:
    text = str(site[FONT_SCRIPT])
    assert "data:font/woff2;base64," in text
    assert base64.b64encode(web_font.load_woff2()).decode() in text


def test_where_it_will_be_is_told_in_its_heads(site: Mapping[str, str | bytes]) -> None:
    page = str(site["ru/index.html"])
    assert f'property="og:url" content="{ADDRESS}ru/index.html"' in page
    assert f'hreflang="kk" href="{ADDRESS}kk/index.html"' in page
    assert f'"contentUrl": "{ADDRESS}open/observations.csv"' in page
    (image,) = html.document_fromstring(page).xpath("//meta[@property='og:image']/@content")
    assert image.removeprefix(ADDRESS) in site
    assert f"{ADDRESS}kk/trade.html" in str(site["sitemap.xml"], "utf-8")  # type: ignore[arg-type]


# Written whole or not at all.


def test_a_folder_with_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(DataError, match="something else"):
        write.write_site(mine)
    file = tmp_path / "file"
    file.write_text("dear", "utf-8")
    with pytest.raises(DataError, match="something else"):
        write.write_site(file)
    assert (mine / "letter.txt").read_text("utf-8") == "dear"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "mine"]


def test_an_older_copy_stays_whole_until_the_new_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    monkeypatch.setattr(write, "site_files", lambda address: iter([("index.html", "old"), ("assets/a.js", "old")]))
    assert write.write_site(folder) == 3

    def failing(address: str) -> object:
        yield "index.html", "new"
        raise RuntimeError("no more")

    monkeypatch.setattr(write, "site_files", failing)
    with pytest.raises(RuntimeError, match="no more"):
        write.write_site(folder)
    assert (folder / "index.html").read_text("utf-8") == "old"
    monkeypatch.setattr(write, "site_files", lambda address: iter([("index.html", "new"), ("assets/b.js", b"new")]))
    renamed = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if target == folder and ".older" not in self.name:
            raise PermissionError("not now")
        return renamed(self, target)

    with monkeypatch.context() as patched, pytest.raises(PermissionError, match="not now"):
        patched.setattr(write, "exchange_folders", lambda *_: False)  # as where the system cannot
        patched.setattr(Path, "rename", refusing)
        write.write_site(folder)
    assert (folder / "index.html").read_text("utf-8") == "old"
    assert write.write_site(folder) == len([path for path in folder.rglob("*") if path.is_file()]) == 3
    assert (folder / "index.html").read_text("utf-8") == "new"
    assert not (folder / "assets" / "a.js").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_somebody_put_into_a_copy_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "site_files", lambda address: iter([("index.html", "a page")]))
    folder = tmp_path / "site"
    write.write_site(folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref", "utf-8")
    with pytest.raises(DataError, match=r"something else in the folder: \.git/HEAD"):
        write.write_site(folder)
    assert (folder / ".git" / "HEAD").read_text("utf-8") == "ref"


def test_a_link_to_a_folder_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "site_files", lambda address: iter([("index.html", "a page")]))
    (tmp_path / "real").mkdir()
    (tmp_path / "current").symlink_to(tmp_path / "real")
    write.write_site(tmp_path / "current")
    assert (tmp_path / "current").is_symlink()
    assert (tmp_path / "real" / "index.html").read_text("utf-8") == "a page"


def test_tables_that_are_not_sound_are_no_site(broken: Path, tmp_path: Path) -> None:
    (broken / "events.csv").write_text("id\n", "utf-8")
    with pytest.raises(DataError, match=r"events\.csv"):
        write.write_site(tmp_path / "site")
    assert not (tmp_path / "site").exists()
