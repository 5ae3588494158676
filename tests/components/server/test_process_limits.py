"""What the server's process is given, and what it does without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import uvloop
from uvicorn.loops.auto import auto_loop_factory

from tests.conftest import ROOT
from tests.server import Server

# What only some answers need: workbooks, articles that are read, tables taken as frames.
SELDOM = ("pandas", "numpy", "pyarrow", "xlsxwriter", "trafilatura", "lxml", "data.extraction")
DRAWN = f"""
import sys
from components.rendering.cards import RenderContext
from components.rendering.document import render_page_body
from components.pages import PAGES
from components.pages.spec import build
from components.urls.site_urls import server_urls
from components.view import in_language
from components.server.routes import routes
view = in_language("en")
for page in PAGES:
    render_page_body(page, build(page, view, {{}}), RenderContext(view, server_urls("en")))
print(*({SELDOM} & sys.modules.keys()))
"""


def test_the_server_runs_on_uvloop() -> None:
    # On asyncio's own, head and body of an answer go out in two pieces, the second held back for 40 ms.
    assert auto_loop_factory() is uvloop.new_event_loop


def test_the_server_may_open_as_many_files_as_the_system_allows(server: Server) -> None:
    limits = Path(f"/proc/{server.process.pid}/limits")
    if not limits.exists():
        pytest.skip("no /proc on this system")
    (line,) = [line for line in limits.read_text().splitlines() if line.startswith("Max open files")]
    soft, hard = line.split()[3:5]
    assert soft == hard


@pytest.mark.slow
def test_pages_are_drawn_without_what_few_answers_need() -> None:
    run = [sys.executable, "-c", DRAWN.replace(str(SELDOM), str(set(SELDOM)))]
    assert subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split() == []
