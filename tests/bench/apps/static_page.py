"""The trade page as a file and a script, packed once: `python static_page.py FOLDER PORT PLOTLY`.

PLOTLY is a file of plotly.js. The page filters in the browser, so this server only hands out bytes.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pandas as pd
import uvicorn
from jinja2 import Template
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SCRIPT = "/plotly.min.js"


def made(folder: Path) -> str:
    """The page of the files in `folder`."""
    tables = {name: pd.read_csv(folder / f"{name}.csv").to_dict("records") for name in ("figures", "derived")}
    page = json.loads((folder / "page.json").read_text("utf-8"))
    template = Template(Path(__file__).with_suffix(".html").read_text("utf-8"), autoescape=True)
    return str(template.render(page=page, script=SCRIPT, **tables))


def route(path: str, body: bytes, kind: str, kept: str) -> Route:
    """Where `body` is served, packed, to be kept by browsers as `kept` says."""
    packed = gzip.compress(body, 6)
    headers = {"Content-Encoding": "gzip", "Cache-Control": kept}

    def answer(request: Request) -> Response:
        return Response(packed, media_type=kind, headers=headers)

    return Route(path, answer)


if __name__ == "__main__":
    folder, port, plotly = sys.argv[1:]
    served = Starlette(
        routes=[
            route("/", made(Path(folder)).encode(), "text/html", "no-cache"),
            route(SCRIPT, Path(plotly).read_bytes(), "text/javascript", "public, max-age=31536000, immutable"),
        ]
    )
    uvicorn.run(served, port=int(port), log_level="warning")
