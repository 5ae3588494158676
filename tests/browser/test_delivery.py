"""What a page has the browser fetch of Streamlit's own: what it needs, known beforehand, and nothing else."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext

from components.site import PAGES, Page
from components.web import early
from components.web.assets import FONT
from tests.browser.conftest import Opening

SOME = [page for page in PAGES if page.key in ("overview", "record", "read")]


@pytest.mark.parametrize("page", SOME, ids=lambda page: page.key)
def test_a_page_fetches_what_it_needs_and_that_was_known(context: BrowserContext, opened: Opening, page: Page) -> None:
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(urlsplit(request.url).path.removeprefix("/")))
    opened(f"/{page.path}?lang=en", charts=int(page.key != "read")).wait_for_load_state("networkidle")
    of_streamlit = [path for path in fetched if path.startswith("static/")]
    started = set(early.started())
    assert set(of_streamlit) - started == {*early.modules(page), FONT} - started
    assert len(of_streamlit) == len(set(of_streamlit))
