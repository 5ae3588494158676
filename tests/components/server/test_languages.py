"""The reader's language, at every kind of address: from the link in any form, else as the browser weighs them."""

from __future__ import annotations

import pytest

from components.pages import PAGES
from components.urls.site_urls import ARCHIVE
from tests.components.asgi import Client

CHARTS = ("charts/trade-balance.json", "charts/trade-balance.svg", "charts/trade-balance.csv", "embed/trade-balance")
ADDRESSES = [*(page.path for page in PAGES), "no-such-page", *CHARTS, f"open/{ARCHIVE}"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_language_may_be_named_with_its_country(client: Client, path: str) -> None:
    short, whole = (client(f"/{path}?lang={tag}", Accept_Language="en") for tag in ("ru", "ru-RU"))
    assert whole.status == short.status
    assert whole.body == short.body
    assert short.body != client(f"/{path}?lang=uz").body


@pytest.mark.parametrize("path", ADDRESSES)
def test_the_browser_s_languages_are_weighed(client: Client, path: str) -> None:
    weighed = client(f"/{path}", Accept_Language="kk;q=0.2, de, uz-Latn-UZ;q=0.8, en;q=0.5")
    assert weighed.body == client(f"/{path}", Accept_Language="uz").body
    assert weighed.body != client(f"/{path}", Accept_Language="kk").body


def test_open_tables_take_it_too(client: Client) -> None:
    assert client("/open/sources.csv?lang=kk-KZ").status == 200
    assert client("/open/sources.csv?lang=kz").status == 400
