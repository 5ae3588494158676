"""The script that is cut out of plotly.js draws every chart as the whole file does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Browser

from components.charts.registry import charts
from components.server.assets import PLOTLY_FILE, load_plotly_js
from components.theme.tokens import SCREEN_LOOKS, SCREEN_WIDTHS_PX
from components.view import in_language

# One after the other in one place, as a page does, each with a mark pointed at.
DRAW = """async (figures) => {
  const drawn = [];
  const plot = document.body.appendChild(document.createElement("div"));
  const config = { displayModeBar: false };
  for (const { data, layout } of figures) {
    let chance = 1; // plotly.js gives its parts names by chance
    Math.random = () => (chance = (chance * 16807) % 2147483647) / 2147483647;
    await Plotly.react(plot, data, layout, config);
    Plotly.Fx.hover(plot, [{ curveNumber: data.findIndex(({ hoverinfo }) => hoverinfo !== "skip"), pointNumber: 0 }]);
    drawn.push(plot.innerHTML);
    Plotly.Fx.unhover(plot);
  }
  return drawn;
}"""


@pytest.fixture(scope="module")
def figures() -> list[dict[str, Any]]:
    """Every chart in every look, and with it once what only some articles give: hatched bars."""
    found = []
    for spec in charts().values():
        chart = spec.build(in_language("ru"), {})
        assert chart
        for looks in SCREEN_LOOKS.values():
            for size, look in looks.items():
                figure = json.loads(chart.draw(look).to_json())
                figure["layout"]["width"] = SCREEN_WIDTHS_PX[size]
                found.append(figure)
    bars = next(figure for figure in found if any(trace["type"] == "bar" for trace in figure["data"]))
    hatched = json.loads(json.dumps(bars))
    for trace in hatched["data"]:
        trace["marker"] |= {"pattern": {"shape": "/"}}
    return [*found, hatched]


def drawn(browser: Browser, script: str, figures: list[dict[str, Any]]) -> list[str]:
    page = browser.new_page()
    try:
        page.add_script_tag(content=script)
        return list(page.evaluate(DRAW, figures))
    finally:
        page.close()


def test_every_chart_is_drawn_as_by_the_whole_file(browser: Browser, figures: list[dict[str, Any]]) -> None:
    whole = drawn(browser, PLOTLY_FILE.read_text("utf-8"), figures)
    assert drawn(browser, load_plotly_js().decode(), figures) == whole
    assert len(set(whole)) == len(whole) == len(figures)
    assert sum("hovertext" in picture for picture in whole) >= len(charts())
    assert "<pattern" in whole[-1]
