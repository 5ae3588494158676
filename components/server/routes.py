"""The routes beside Streamlit's: pages, charts, open data, and the assets of pages."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from components.server import (
    assets,
    chart_routes,
    compression,
    embed,
    health,
    page_routes,
    process_limits,
    sitemap,
    web_font,
)
from components.server.assets import ASSETS, PLOTLY_JS_PATH, load_plotly_js
from components.server.open_data import routes as open_data
from components.server.streamlit_files import static_files
from components.streamlit_app import internals
from components.urls.base_path import base_path
from components.view import in_language
from data.model.language import LANGUAGES


def routes() -> list[BaseRoute]:
    """Return all routes; begin to compress in the background what the first readers will request."""
    process_limits.raise_open_file_limit()
    compression.compress_in_background(_first_files())
    site = (
        *open_data.routes(base_path()),
        *embed.routes(),
        *chart_routes.routes(),
        *sitemap.routes(),
        *health.routes(),
    )
    return [*assets.routes(), *site, Route(f"{base_path()}{{path:path}}", page_routes.page_response)]


def _first_files() -> Iterator[tuple[str, compression.ReadContent]]:
    """Yield name and content of files that the first readers request, and prepare font and messages."""
    for asset in ASSETS:
        yield asset.path, asset.text.encode
    web_font.load_woff2()
    for language in LANGUAGES:
        in_language(language).words("site.name")
    yield PLOTLY_JS_PATH, load_plotly_js
    for path in (path for paths in internals.early_files() for path in paths):
        yield static_files()[path].name, static_files()[path].read_bytes
