"""What is served beside Streamlit: the pages, the charts, the open data, and all that pages load."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.routing import BaseRoute, Route

from components.base_path import base
from components.site import SWITCH
from components.streamlit_app import internals
from components.view import in_language
from components.web import assets, charts, embed, font, health, packed, pages, process, sitemap
from components.web.assets import ASSETS, PLOTLY_JS, plotly_script
from components.web.bundles import files
from components.web.open import routes as open_data


def routes() -> list[BaseRoute]:
    """Routes of the app: what pages load, the data, charts alone and as pictures, and every page's address."""
    process.prepare()
    packed.ahead(_soon())
    taken = (*open_data.routes(base()), *embed.routes(), *charts.routes(), *sitemap.routes(), *health.routes())
    return [*assets.routes(), *taken, Route(f"{base()}{{path:path}}", pages.answer)]


def _soon() -> Iterator[tuple[str, packed.Read]]:
    """What the first readers will ask for, made ready and named while the server starts."""
    for asset in ASSETS:
        yield asset.path, asset.text.encode
    font.content()
    for language in SWITCH:
        in_language(language).words("site.name")
    yield PLOTLY_JS, plotly_script
    for path in (path for paths in internals.early_files() for path in paths):
        yield files()[path].name, files()[path].read_bytes
