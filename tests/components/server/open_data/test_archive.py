"""The open data as one archive and as a package that a stranger's tool takes."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from data.export import OPEN_TABLES
from data.model.language import LANGUAGES
from tests.components.server.open_data.asking import Asking
from tests.data.store.test_datapackage import validate
from tests.server import Server


def test_the_descriptor_is_of_the_bytes_served(ask: Asking) -> None:
    package = ask("/datapackage.json").told
    assert [resource["name"] for resource in package["resources"]] == list(OPEN_TABLES)
    for resource in package["resources"]:
        body = ask(f"/{resource['path']}").body
        assert resource["bytes"] == len(body)
        assert resource["hash"] == f"sha256:{hashlib.sha256(body).hexdigest()}"


def test_the_archive_is_a_sound_data_package(ask: Asking, tmp_path: Path) -> None:
    answer = ask("/almaty-uzbekistan-trade.zip?lang=en")
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="almaty-uzbekistan-trade.zip"'
    ZipFile(io.BytesIO(answer.body)).extractall(tmp_path)
    assert validate(tmp_path) == []
    for name in OPEN_TABLES:
        assert (tmp_path / f"{name}.csv").read_bytes() == ask(f"/{name}.csv").body
    assert (tmp_path / "datapackage.json").read_bytes() == ask("/datapackage.json").body


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_readme_is_in_the_language_asked_for(ask: Asking, language: str) -> None:
    path = "/almaty-uzbekistan-trade.zip"
    asked = ask(f"{path}?lang={language}", Accept_Language="en" if language != "en" else "ru")
    browser = ask(path, Accept_Language=f"{language}-XX,en;q=0.5")
    assert asked.body == browser.body
    for answer in (asked, browser):
        assert answer.headers["content-language"] == language
        assert "Accept-Language" in answer.headers["vary"]
    others = [ask(f"{path}?lang={other}") for other in LANGUAGES if other != language]
    assert asked.headers["etag"] not in [answer.headers["etag"] for answer in others]


def test_a_stranger_s_tool_takes_it_from_here(server: Server) -> None:
    assert validate(f"{server.url}/open") == []
