"""The kept pictures: as the figures are now, and served as asked for."""

from __future__ import annotations

import io
import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from components import cards, pictures
from components.card import payload
from components.pictures import FORMS, Picture, drawing, every, kept
from components.site import SWITCH
from components.theme import IMAGES
from components.view import in_language
from tests.server import Server

CONTRACT = ("trade-balance", "factory-output", "visit-timeline")


def test_no_picture_is_older_than_its_figure() -> None:
    assert [picture.name for picture in kept.stale()] == [], "run python -m components pictures"
    assert kept.strays() == []


def test_there_is_a_picture_of_each_chart_language_theme_and_metric() -> None:
    found = set(every())
    for chart in CONTRACT:
        for language in SWITCH:
            for theme in ("light", "dark"):
                assert Picture(chart, language, theme) in found
    for metric in ("turnover", "exports", "imports", "balance"):
        assert Picture("trade-balance", "kk", "dark", metric) in found


def test_another_figure_makes_a_picture_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kept"
    shutil.copytree(kept.FOLDER, folder)
    one = Picture("factory-output", "uz", "light")
    monkeypatch.setattr(pictures, "every", lambda: iter([one]))
    monkeypatch.setattr(kept, "every", lambda: iter([one]))
    assert list(kept.stale(folder)) == []
    manifest = folder / "pictures.json"
    known = json.loads(manifest.read_text("utf-8"))
    known["figures"][one.name] = "of another figure"
    manifest.write_text(json.dumps(known), "utf-8")
    assert list(kept.stale(folder)) == [one]
    known["figures"][one.name] = drawing(one).fingerprint
    manifest.write_text(json.dumps(known), "utf-8")
    kept.file(one, "png", folder).unlink()
    assert list(kept.stale(folder)) == [one]
    assert len(kept.strays(folder)) == len(list(kept.FOLDER.iterdir())) - 3  # its two files and the list


def test_the_fingerprint_follows_words_colours_and_address() -> None:
    one = Picture("trade-balance", "en", "light")
    prints = {
        drawing(one).fingerprint,
        drawing(Picture("trade-balance", "en", "dark")).fingerprint,
        drawing(Picture("trade-balance", "ru", "light")).fingerprint,
        drawing(Picture("trade-balance", "en", "light", "exports")).fingerprint,
        drawing(one, "https://example.org").fingerprint,
    }
    assert len(prints) == 5
    assert drawing(one).fingerprint == drawing(one).fingerprint


def test_the_site_s_address_stands_under_it_only_where_it_is_known() -> None:
    one = Picture("trade-balance", "en", "light", "imports")
    assert "{page}" not in drawing(one).figure
    assert "Almaty region–Uzbekistan trade · CC BY 4.0" in drawing(one).figure
    assert "https://example.org/trade?lang=en&metric=imports" in drawing(one, "https://example.org/").figure


@pytest.mark.parametrize("theme", IMAGES)
@pytest.mark.parametrize("language", SWITCH)
def test_an_svg_stands_alone(language: str, theme: str) -> None:
    one = Picture("trade-balance", language, theme)
    root = ET.fromstring(kept.file(one, "svg").read_text("utf-8"))
    story = one.drawn.story
    assert root.findtext("{*}title") == story.title
    assert root.findtext("{*}desc") == story.alt
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    style = root.findtext("{*}style") or ""
    assert "@font-face" in style
    assert "src:url(data:font/woff2;base64," in style
    written = " ".join("".join(text.itertext()) for text in root.iterfind(".//{*}text"))
    assert str(story.address) in written
    background = IMAGES[theme].palette.background
    with Image.open(kept.file(one, "png")) as image:
        assert image.size == (2400, 1350)
        assert image.convert("RGB").getpixel((0, 0)) == tuple(bytes.fromhex(background[1:]))


def fetched(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("query", "picture"),
    [
        ("?lang=ru", Picture("trade-balance", "ru", "light")),
        ("?lang=uz&theme=dark", Picture("trade-balance", "uz", "dark")),
        ("?lang=en&theme=dark&metric=balance", Picture("trade-balance", "en", "dark", "balance")),
        ("", Picture("trade-balance", "kk", "light")),
    ],
)
def test_a_picture_is_served_as_asked_for(server: Server, query: str, picture: Picture, form: str) -> None:
    url = f"{server.url}/charts/trade-balance.{form}{query}"
    status, headers, body = fetched(url)
    assert status == 200
    assert headers["content-type"] == {"svg": "image/svg+xml", "png": "image/png"}[form]
    assert body == kept.file(picture, form).read_bytes()
    assert fetched(url, Origin="https://elsewhere.example")[1]["access-control-allow-origin"] == "*"
    assert fetched(url, **{"If-None-Match": headers["etag"]})[0] == 304
    assert fetched(url, **{"If-Modified-Since": headers["last-modified"]})[0] == 304
    if form == "png":
        with Image.open(io.BytesIO(body)) as image:
            image.verify()


def test_the_browser_s_language_is_spoken_where_the_link_names_none(server: Server) -> None:
    _, headers, body = fetched(f"{server.url}/charts/factory-output.svg", **{"Accept-Language": "uz,ru;q=0.5"})
    assert body == kept.file(Picture("factory-output", "uz", "light"), "svg").read_bytes()
    assert "Accept-Language" in headers["vary"]


@pytest.mark.parametrize(
    ("path", "status", "exists"),
    [
        ("cats.svg", 404, "/charts/trade-balance.svg"),
        ("trade-balance.gif", 404, "/charts/trade-balance.png"),
        ("", 404, "/charts/visit-timeline.svg"),
        ("kept/pictures.json", 404, "/charts/trade-balance.svg"),
        ("trade-balance.svg?metric=cats", 400, "exports"),
        ("trade-balance.svg?metric=exports&metric=imports", 400, "exports"),
        ("factory-output.svg?metric=exports", 400, None),
        ("trade-balance.png?theme=blue", 400, "dark"),
        ("trade-balance.png?lang=de", 400, "kk"),
        ("trade-balance.png?size=9", 400, "theme"),
    ],
)
def test_what_there_is_no_picture_of_is_told_with_what_there_is(
    server: Server, path: str, status: int, exists: str | None
) -> None:
    found, headers, body = fetched(f"{server.url}/charts/{path}")
    assert (found, headers["content-type"]) == (status, "application/problem+json")
    problem = json.loads(body)
    assert problem["status"] == status
    assert fetched(f"{server.url}/charts/{path}", Origin="https://e.example")[1]["access-control-allow-origin"] == "*"
    assert exists is None or exists in problem["exists"]


def test_what_a_card_shows_is_served_as_the_page_has_it(server: Server) -> None:
    view = in_language("uz")
    chart = cards.trade(view, ("exports", "imports"), table=True)
    status, headers, body = fetched(f"{server.url}/charts/trade-balance.json?lang=uz&metric=imports,exports")
    assert (status, headers["content-type"]) == (200, "application/json")
    shown, given = json.loads(body), json.loads(payload(chart, view.words))
    assert shown.pop("card") != given.pop("card")  # on the page its table is open
    assert shown == given
    assert fetched(f"{server.url}/charts/trade-balance.json?metric=cats")[0] == 400
    assert fetched(f"{server.url}/charts/national-trade.json?lang=en&years=2009-2009&side=open")[0] in (200, 404)
