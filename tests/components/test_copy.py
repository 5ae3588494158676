"""The copy of the site: what its files are called, what it refuses, and that it is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from components.copy import names, write
from components.copy.pages import pages
from components.copy.place import CopyPlace
from components.still.elements import written
from components.still.filters import Filter
from components.view import View
from data import DataError


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/?lang=kk", "../kk/index.html"),
        ("/trade?lang=ru", "../ru/trade.html"),
        ("/trade?lang=ru&metric=exports&metric=imports", "../ru/trade-exports-imports.html"),
        ("/sources?lang=en#data", "../en/sources.html#data"),
        ("/embed/visit-timeline?lang=uz", "../embed/visit-timeline-uz.html"),
        ("/embed/visit-timeline?lang=uz&theme=light", "../embed/visit-timeline-uz.html?theme=light"),
        ("/record?lang=uz&metric=exports&chart=works-in-time", "../uz/record-exports.html#works-in-time"),
        ("/embed/visit-timeline?lang=uz&kind=culture", ""),
        ("/sources", "../kk/sources.html"),
        ("/trade?lang=en&metric=%22%3E%3Cb%3E", "../en/trade-%22%3E%3Cb%3E.html"),
        ("/open/areas.csv", "../open/areas.csv"),
        ("/open/almaty-uzbekistan-trade.zip?lang=en", "../open/almaty-uzbekistan-trade-en.zip"),
        ("https://example.org/trade?lang=kk", "https://example.org/trade?lang=kk"),
        ("#scale", "#scale"),
    ],
)
def test_an_address_of_the_site_is_a_file_of_the_copy(address: str, file: str) -> None:
    assert names.inward(address, "../") == file


def test_a_filter_leads_to_all_that_can_be_picked() -> None:
    several = Filter("metric", True, ("a", "b", "c"))
    assert list(several.picks()) == [
        *((), ("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c")),
        ("a", "b", "c"),
    ]
    assert several.turned(("a", "c"), "b") == ("a", "b", "c")
    assert several.turned(("a", "c"), "a") == ("c",)
    one = Filter("metric", False, ("a", "b", "c"))
    assert list(one.picks()) == [(), ("b",), ("c",)]
    assert one.turned(("b",), "a") == ()
    assert one.turned((), "c") == ("c",)
    for filtered in (several, one):
        every = set(filtered.picks())
        assert {filtered.turned(picked, option) for picked in every for option in filtered.options} <= every
    assert list(Filter("none", True, ()).picks()) == [()]


def test_an_element_of_a_new_kind_is_not_left_out_quietly(view: View) -> None:
    app = AppTest.from_string("import streamlit as st\nst.metric('Turnover', 36)").run()
    (element,) = app.main.children.values()
    with pytest.raises(LookupError, match="no HTML is known here for the element 'metric'"):
        written(element, CopyPlace(view.words, {}, "trade.html"))


def test_a_folder_with_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(DataError, match="something else"):
        write.write(mine)
    file = tmp_path / "file"
    file.write_text("dear", "utf-8")
    with pytest.raises(DataError, match="something else"):
        write.write(file)
    assert (mine / "letter.txt").read_text("utf-8") == "dear"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "mine"]


def test_an_older_copy_stays_whole_until_the_new_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    monkeypatch.setattr(write, "_files", lambda address: iter([("index.html", "old"), ("assets/a.js", "old")]))
    assert write.write(folder) == 3

    def failing(address: str) -> object:
        yield "index.html", "new"
        raise RuntimeError("no more")

    monkeypatch.setattr(write, "_files", failing)
    with pytest.raises(RuntimeError, match="no more"):
        write.write(folder)
    assert (folder / "index.html").read_text("utf-8") == "old"
    monkeypatch.setattr(write, "_files", lambda address: iter([("index.html", "new"), ("assets/b.js", b"new")]))
    renamed = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if target == folder and ".older" not in self.name:
            raise PermissionError("not now")
        return renamed(self, target)

    with monkeypatch.context() as patched, pytest.raises(PermissionError, match="not now"):
        patched.setattr(Path, "rename", refusing)
        write.write(folder)
    assert (folder / "index.html").read_text("utf-8") == "old"
    assert write.write(folder) == len([path for path in folder.rglob("*") if path.is_file()]) == 3
    assert (folder / "index.html").read_text("utf-8") == "new"
    assert not (folder / "assets" / "a.js").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_somebody_put_into_a_copy_is_not_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "_files", lambda address: iter([("index.html", "a page")]))
    folder = tmp_path / "site"
    write.write(folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref", "utf-8")
    with pytest.raises(DataError, match=r"something else in the folder: \.git/HEAD"):
        write.write(folder)
    assert (folder / ".git" / "HEAD").read_text("utf-8") == "ref"


def test_a_link_to_a_folder_stays_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "_files", lambda address: iter([("index.html", "a page")]))
    (tmp_path / "real").mkdir()
    (tmp_path / "current").symlink_to(tmp_path / "real")
    write.write(tmp_path / "current")
    assert (tmp_path / "current").is_symlink()
    assert (tmp_path / "real" / "index.html").read_text("utf-8") == "a page"


def test_where_it_will_be_is_told_in_its_heads() -> None:

    name, page = next(iter(pages("ru", Markup(""), "https://trade.example.org/copy/")))
    assert name == "index.html"
    assert 'property="og:image" content="https://trade.example.org/copy/charts/trade-balance-ru-light.png"' in page
    assert 'hreflang="kk" href="https://trade.example.org/copy/kk/index.html"' in page
    assert '"contentUrl": "https://trade.example.org/copy/open/observations.csv"' in page
