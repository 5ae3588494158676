"""Whatever colours Streamlit's theme is given, and in whatever form: charts and notes are legible on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest

from tests.browser.conftest import ROOT, Opening, Server, bring_to_life

# How much each text stands out from what it stands on.
CONTRASTS = """(selectors) => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => channels(colour).slice(0, 3).map((channel) => channel / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => {
    const colour = element ? getComputedStyle(element).backgroundColor : "rgb(255, 255, 255)";
    return channels(colour)[3] === 0 || channels(colour)[3] < 1 ? ground(element.parentElement) : colour;
  };
  return Object.fromEntries(selectors.map((selector) => {
    const element = document.querySelector(selector);
    const { color, fill } = getComputedStyle(element);
    const both = [luminance(element.closest("svg") ? fill : color), luminance(ground(element))].sort((a, b) => b - a);
    return [selector, (both[0] + 0.05) / (both[1] + 0.05)];
  }));
}"""


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project with a theme of its own, served."""
    colours = {"BACKGROUND": "white", "TEXT": "#222"}
    env = {f"STREAMLIT_THEME_{theme}_{part}_COLOR": colours[part] for theme in ("LIGHT", "DARK") for part in colours}
    running = Server(ROOT, tmp_path_factory.mktemp("themed") / "log", env=env)
    yield running
    running.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_light_theme_in_names_and_short_forms_is_legible(
    opened: Opening, themed: Server, scheme: Literal["light", "dark"]
) -> None:
    page = opened("/read?lang=en", base=themed.url)
    page.emulate_media(color_scheme=scheme)
    page.get_by_role("button", name="example").click()
    page.wait_for_selector('[data-chart="factory-output"] .card-image svg', state="attached")
    bring_to_life(page, "trade-balance")
    page.locator("mark").first.click()
    found = page.evaluate(
        CONTRASTS, [".article-note b", ".article-legend button", ".card-title", ".card-subtitle", ".main-svg text"]
    )
    assert {name: contrast for name, contrast in found.items() if contrast < 4.5} == {}
