"""Tables that other tables replaced are freed: no cache holds them, nor what was made of them."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from components import view as views
from components.server.open_data import routes as open_data
from components.view import in_language
from data.store import datapackage
from data.store.dataset_reloader import DatasetReloader
from tests.components.asgi import Client

pytestmark = pytest.mark.slow

NAME = "metrics,balance,name,en,Balance"
# Each is in another cache.
ADDRESSES = (
    *("/open/areas.csv", "/open/almaty-uzbekistan-trade.zip", "/open/observations.json?metric=exports"),
    *("/trade?lang=en", "/trade?lang=kk&metric=exports", "/read?lang=en", "/embed/trade-balance?lang=en"),
    *("/embed/national-trade?side=open", "/charts/trade-balance.json", "/charts/trade-balance.svg"),
)


@pytest.fixture
def reloader(tables: Path, monkeypatch: pytest.MonkeyPatch) -> DatasetReloader:
    """Tables that are served from now on, and are free to change."""
    reloader = DatasetReloader(tables)
    for module in (views, open_data):
        monkeypatch.setattr(module, "DATASET_RELOADER", reloader)
    return reloader


def rename_balance(tables: Path, name: str) -> None:
    """Give the trade balance another name, and describe the tables anew."""
    labels = tables / "labels.csv"
    labels.write_text(labels.read_text("utf-8").replace(NAME, f"{NAME} {name}"), "utf-8")
    datapackage.write(tables)


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("address", ["/ready", *ADDRESSES])
def test_replaced_tables_are_freed_by_the_next_request(
    client: Client, reloader: DatasetReloader, tables: Path, address: str
) -> None:
    for other in ADDRESSES:
        assert client(other).status == 200
    first = reloader.current()
    freed = [weakref.ref(each) for each in (first.dataset, in_language("en"), in_language("kk"))]
    del first
    rename_balance(tables, "anew")
    assert client(address).status == 200
    gc.collect()
    assert [each() for each in freed] == [None, None, None]
    assert in_language("en").words.name("metrics", "balance") == "Balance anew"
