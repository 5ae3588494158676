"""How tests get a chart, a page and its cards."""

from __future__ import annotations

from functools import lru_cache

from components.charts.registry import charts, charts_of_page
from components.charts.spec import Chart, Query
from components.pages import PAGES
from components.pages.spec import PageSpec, build, selected_pairs
from components.rendering.cards import RenderContext
from components.rendering.document import render_page_body
from components.theme.tokens import IMAGE_LOOKS
from components.urls.site_urls import server_urls
from components.view import View

# Names of the charts when the tests are collected: what a test adds is not among them.
CHART_NAMES = tuple(charts())
PAGES_BY_KEY = {page.key: page for page in PAGES}
# Names of the charts on each page, sorted: the overview has that of the visit.
CHARTS_BY_PAGE = {page.key: sorted(spec.name for spec in charts_of_page(page.path)) for page in PAGES}
CHARTS_BY_PAGE["overview"] = ["visit-timeline"]
IMAGE_LOOK = IMAGE_LOOKS["light"]


def build_chart(name: str, view: View, **selection: tuple[str, ...]) -> Chart:
    """The chart of a selection that leaves something to draw."""
    chart = charts()[name].build(view, selection)
    assert chart
    return chart


def page_html(page: str | PageSpec, view: View, query: Query | None = None) -> str:
    """The body of a page for what its address asks for."""
    key = tuple((name, tuple(values)) for name, values in (query or {}).items())
    return _page_html(PAGES_BY_KEY[page] if isinstance(page, str) else page, view, key, tuple(charts()))


@lru_cache(maxsize=64)
def _page_html(page: PageSpec, view: View, key: tuple[tuple[str, tuple[str, ...]], ...], known: tuple[str, ...]) -> str:
    query = dict(key)
    blocks = build(page, view, query)
    return render_page_body(
        page, blocks, RenderContext(view, server_urls(view.language)), selected_pairs(page, view, query)
    )
