"""What is served beside Streamlit: the pages, the charts, the open data, and all that pages load."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from components.i18n.negotiation import SWITCH
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
from components.server.assets import ASSETS, PLOTLY_JS, plotly_script
from components.server.open_data import routes as open_data
from components.server.streamlit_files import files
from components.streamlit_app import internals
from components.urls.base_path import base
from components.view import in_language


def routes() -> list[BaseRoute]:
    """Routes of the app: what pages load, the data, charts alone and as pictures, and every page's address."""
    process_limits.prepare()
    compression.ahead(_soon())
    taken = (*open_data.routes(base()), *embed.routes(), *chart_routes.routes(), *sitemap.routes(), *health.routes())
    return [*assets.routes(), *taken, Route(f"{base()}{{path:path}}", page_routes.answer)]


def _soon() -> Iterator[tuple[str, compression.Read]]:
    """What the first readers will ask for, made ready and named while the server starts."""
    for asset in ASSETS:
        yield asset.path, asset.text.encode
    web_font.content()
    for language in SWITCH:
        in_language(language).words("site.name")
    yield PLOTLY_JS, plotly_script
    for path in (path for paths in internals.early_files() for path in paths):
        yield files()[path].name, files()[path].read_bytes
