"""What charts say of their points: to a mouse, a finger, the keyboard and the ear, in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from components.charts.registry import charts
from components.charts.spec import Chart
from components.theme.tokens import SCREEN_LOOKS
from components.view import in_language
from data.model.language import LANGUAGES
from tests.browser.conftest import Opening, bring_to_life
from tests.browser.engines.window import Window
from tests.components.languages import foreign

ADDRESSES = {spec.page: [one.name for one in charts().values() if one.page == spec.page] for spec in charts().values()}
# Columns of a card's table whose text stands in the label of the row's point; of other charts, any one does.
SAID = {
    "trade-balance": (0, 1, 3),
    "factory-output": (1, 3),
    "visit-timeline": (0, 2, 3, 4),
    "national-trade": (0, 1),
    "mirror-trade": (0,),
    "news-accuracy": (0, 1),
    "trade-discrepancies": (0,),
    "trade-to-date": (0, 1),
    "region-scale": (3, 5),
    "works-in-time": (0, 3),
}
DOUBLE_TAP = 1100  # milliseconds; two taps that are nearer in time may be taken for one, and its echo as a mouse
QUOTED = re.compile("«[^»]*»|“[^”]*”")

# Each point of each chart by the keyboard, as it is spoken, labelled and explained; a pointer's labels are the same.
TOLD = """async (names) => Object.fromEntries(await Promise.all(names.map(async (name) => {
  const card = document.querySelector(`.card[data-chart="${name}"]`);
  const [stage, plot] = [".card-stage", ".card-plot"].map((part) => card.querySelector(part));
  const press = (key) => stage.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const labelled = async () => {
    await new Promise((done) => setTimeout(done, 60)); // plotly.js moves a label no oftener
    return [...plot.querySelectorAll(".hoverlayer .hovertext")].map((label) => ({
      lines: [...label.querySelectorAll("text.nums")].map((text) => {
        const lines = [...text.querySelectorAll("tspan.line")];
        return lines.length ? lines.map((line) => line.textContent).join("") : text.textContent;
      }),
      name: label.querySelector(".name")?.textContent ?? "",
    }));
  };
  const found = [];
  const count = plot.data.flatMap(({ customdata }) => customdata ?? []).filter(Boolean).length;
  for (let index = 0; index < count; index += 1) {
    press(index ? "ArrowRight" : "Home");
    const label = await labelled();
    const point = plot._hoverdata?.[0];
    press("Enter");
    const detail = card.querySelector(".card-detail");
    found.push({
      spoken: card.querySelector(".card-announcement").textContent,
      label,
      point: [point?.curveNumber, point?.pointNumber],
      detail: detail.hidden ? [] : [...detail.children].map((line) => line.textContent),
    });
  }
  press("ArrowRight"); // beyond the last is the last
  await labelled();
  const last = card.querySelector(".card-announcement").textContent;
  press("Escape");
  return [name, { points: found, last }];
})))"""


def expected(chart: Chart) -> dict[tuple[int, int], list[str]]:
    """The lines of the labels that a chart has at its own points, by trace and point."""
    figure: Mapping[str, Any] = json.loads(chart.draw(SCREEN_LOOKS["light"]["wide"]).to_json())
    return {
        (curve, number): [re.sub("<[^>]*>", "", line) for line in text.split("<br>")]
        for curve, trace in enumerate(figure["data"])
        for number, text in enumerate(trace.get("customdata") or ())
        if text
    }


def plain(text: str) -> str:
    """As words are compared: spaces alike, letters small."""
    return " ".join(text.replace("\u2060", "").split()).lower()


def in_table(chart: Chart, label: str) -> bool:
    """Whether some row of the card's table says what the label does."""
    rows = [[plain("".join(part.text for part in cell)) for cell in row] for row in chart.rows]
    if chart.name == "visit-reports":
        columns = [plain(column) for column in chart.columns]
        return any(
            row[0] in label and f"{column}: {cell}" in label
            for row in rows
            for column, cell in zip(columns[1:], row[1:], strict=True)
        )
    if chart.name not in SAID:
        return any(cell and cell in label for row in rows for cell in row)
    return any(all(re.sub(r"^\d+\. ", "", row[column]) in label for column in SAID[chart.name]) for row in rows)


def is_clean(texts: list[str], language: str) -> bool:
    """Whether the texts have words, all of this language but what they quote, and no remains of markup or code."""
    assert all(text.strip() for text in texts)
    remains = re.compile(r"<|>|&(?:lt|gt|amp);|\b(?:extra|trace|undefined|null|nan)\b", re.I)
    assert not [text for text in texts if remains.search(text)]
    return foreign([QUOTED.sub("", text) for text in texts], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", charts())
def test_every_label_says_what_the_table_says(name: str, language: str) -> None:
    chart = charts()[name].build(in_language(language), {})
    assert chart
    for lines in expected(chart).values():
        assert in_table(chart, plain(" ".join(lines))), lines
        assert is_clean([" ".join(lines)], language)
    for detail in chart.details.values():
        assert is_clean([*detail.lines, detail.link_text], language)


# Which words are said is tested above in each language; pages and languages take turns.
@pytest.mark.parametrize(("path", "language"), list(zip(ADDRESSES, cycle(LANGUAGES), strict=False)))
def test_every_point_is_labelled_spoken_and_explained(opened: Opening, path: str, language: str) -> None:
    page = opened(f"/{path}?lang={language}", live=True)
    view = in_language(language)
    told = page.evaluate(TOLD, ADDRESSES[path])
    for name in ADDRESSES[path]:
        chart = charts()[name].build(view, {})
        assert chart
        labels, points = expected(chart), told[name]["points"]
        # Every point once, and no further.
        assert {tuple(point["point"]) for point in points} == set(labels), name
        assert len(points) == len(labels), name
        assert told[name]["last"] == points[-1]["spoken"], name
        for point in points:
            lines = labels[point["point"][0], point["point"][1]]
            ((label,),) = (one["lines"] for one in point["label"])
            assert "".join(label.split()) == "".join("".join(lines).split()), name  # lines are as long as there is room
            assert {one["name"] for one in point["label"]} == {""}, name
            assert in_table(chart, plain(point["spoken"])), point["spoken"]
            assert bool(point["detail"]) == bool(chart.details), name
            if point["detail"]:
                assert plain(point["spoken"]).startswith(plain(point["detail"][0]).rstrip(".:")), point
            assert is_clean([point["spoken"], *point["detail"]], language)


def place(page: Page | Window, name: str, index: int) -> tuple[float, float, list[str]]:
    """Where a point of a chart is in the window, once it is in its middle, and the lines of its label's heading.

    `index`: 0, 1 and 2 for the first, a middle and the last one. Of points that lie on each other it takes none: which
    of them is told is not said.
    """
    found: tuple[float, float, list[str]] = page.evaluate(
        """([name, index]) => {
          const plot = document.querySelector(`.card[data-chart="${name}"] .card-plot`);
          const { xaxis, yaxis } = plot._fullLayout;
          // A bar is pressed within, not at its end.
          const within = (trace, value) => (trace.type === "bar" ? 2 * Math.sign(value) : 0);
          const end = (trace, at, axis) => trace[axis][at]
            + (axis === (trace.orientation === "h" ? "x" : "y") ? trace.base?.[at] ?? 0 : 0);
          // On a value axis that runs down, a bar upwards ends at the smaller value.
          const down = yaxis.range[0] > yaxis.range[1] ? -1 : 1;
          const all = plot.data.flatMap((trace) => (trace.customdata ?? []).map((text, at) => ({
            x: xaxis._offset + xaxis.d2p(end(trace, at, "x"))
              - (trace.orientation === "h" ? within(trace, trace.x[at]) : 0),
            y: yaxis._offset + yaxis.d2p(end(trace, at, "y"))
              + (trace.orientation === "h" ? 0 : down * within(trace, trace.y[at])),
            lines: /<b>(.*?)<[/]b>/.exec(text)[1].split("<br>"),
          })));
          const far = all.filter((one) =>
            all.every((other) => one === other || Math.hypot(one.x - other.x, one.y - other.y) > 30));
          const { x, y, lines } = [far[0], far[Math.floor(far.length / 2)], far.at(-1)][index];
          scrollBy({ top: plot.getBoundingClientRect().top + y - innerHeight / 2, behavior: "instant" });
          const { left, top } = plot.getBoundingClientRect();
          return [left + x, top + y, lines];
        }""",
        [name, index],
    )
    return found


@pytest.mark.parametrize("name", charts())
def test_a_mouse_sees_the_label_of_the_point_under_it(opened: Opening, name: str) -> None:
    page = opened(f"/{charts()[name].page}?lang=kk")
    bring_to_life(page, name)
    label = page.locator(f'.card[data-chart="{name}"] .hoverlayer .hovertext')
    for index in range(3):
        x, y, lines = place(page, name, index)
        page.mouse.move(x, y, steps=2)
        expect(label.locator("text.nums")).to_contain_text("".join(lines).replace("\xa0", " "))
        page.mouse.move(1, 1)
        expect(label).to_have_count(0)


@pytest.mark.parametrize("name", charts())
def test_a_finger_gets_the_label_and_what_is_known(phone: BrowserContext, opened: Opening, name: str) -> None:
    page = opened(f"/{charts()[name].page}?lang=kk&chart={name}", inside=phone)
    bring_to_life(page, name)
    chart = charts()[name].build(in_language("kk"), {})
    card = page.locator(f'.card[data-chart="{name}"]')
    assert chart
    for index in range(3):
        if index:
            page.wait_for_timeout(DOUBLE_TAP)
        x, y, lines = place(page, name, index)
        page.touchscreen.tap(x, y)
        expect(card.locator(".hoverlayer .hovertext text.nums")).to_contain_text("".join(lines).replace("\xa0", " "))
        if chart.details:
            expect(card.locator(".card-detail h3")).to_have_text(" ".join(lines).replace("\xa0", " "))
