"""Where the open data is served, also under a path of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from starlette.routing import Match

from components.urls.base_path import base_path
from tests.components.asgi import served_under

SERVED = ("open", "open/", "open/areas.csv", "open/no/such/thing")

Naming = Callable[[str], list[str]]


@pytest.fixture(scope="module", params=["", "/a/b/"])
def taken_by(request: pytest.FixtureRequest) -> Iterator[Naming]:
    """Name of the endpoint that a path of the app leads to, wherever an operator has it served."""
    with served_under(request.param) as client:
        prefix = base_path()

        def matching(path: str) -> list[str]:
            scope = {"type": "http", "method": "GET", "path": prefix + path, "root_path": "", "headers": []}
            taken = [route for route in client.routes if route.matches(scope)[0] is Match.FULL]
            return [getattr(route, "name", "") for route in taken[:1]]

        yield matching


@pytest.mark.parametrize("path", SERVED)
def test_the_open_data_is_under_the_app_s_path_and_no_page_is(taken_by: Naming, path: str) -> None:
    assert taken_by(path) == ["Starlette"]


@pytest.mark.parametrize("path", ["", "trade", "opening", "reopen", "visit/open"])
def test_pages_are_where_they_were(taken_by: Naming, path: str) -> None:
    assert taken_by(path) == ["page_response"]


@pytest.mark.parametrize("path", ["embed/trade-balance", "charts/trade-balance.svg", "embed", "charts"])
def test_addresses_kept_for_charts_are_no_pages(taken_by: Naming, path: str) -> None:
    assert taken_by(path) == ["Starlette" if path.startswith("charts") else "embed_response"]
