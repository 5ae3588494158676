"""Tables that are shown no more are gone: no cache holds them, nor what was made of them."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from components import view as views
from components.server.open_data import routes as open_data
from components.view import in_language
from data import Dataset
from data.store import datapackage
from data.store.dataset_reloader import Shelf
from tests.components.asgi import Client

SWAPS = 4
NAME = "metrics,balance,name,Balance,"


@pytest.fixture
def replaced(tables: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tables that are shown from now on, wherever they are asked for."""
    shown = Shelf(tables)
    for module in (views, open_data):
        monkeypatch.setattr(module, "SHELF", shown)
    return tables


def alive() -> int:
    """How many sets of tables there are."""
    gc.collect()
    return sum(type(each) is Dataset for each in gc.get_objects())


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    "address",
    [
        *("/ready", "/sitemap.xml", "/open", "/open/areas.csv", "/open/areas.xlsx", "/open/datapackage.json"),
        *("/open/almaty-uzbekistan-trade.zip", "/open/observations.json?metric=exports", "/open/derived.csv"),
        *("/trade?lang=en", "/trade?lang=en&metric=exports", "/record?lang=en", "/read?lang=en", "/sources?lang=en"),
        *("/embed/trade-balance?lang=en", "/embed/national-trade?side=open", "/charts/trade-balance.json"),
        *("/charts/national-trade.csv", "/charts/trade-balance.svg", "/charts/trade-balance.png?size=preview"),
    ],
)
def test_only_the_tables_that_are_shown_and_the_last_are_held(client: Client, replaced: Path, address: str) -> None:
    before, labels = alive(), replaced / "labels.csv"
    text = labels.read_text("utf-8")
    for swap in range(SWAPS):
        labels.write_text(text.replace(NAME, f"{NAME[:-1]} {swap},"), "utf-8")
        datapackage.write(replaced)
        assert client(address).status == 200
        assert in_language("en").words.name("metrics", "balance") == f"Balance {swap}"
    assert alive() - before <= 2
