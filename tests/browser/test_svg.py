"""The SVG that is computed is the picture that plotly.js draws, of all charts in all languages, widths and themes."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from components import svg
from components.server import assets
from components.svg.fonts import font_file
from tests.components.svg.figures import figures

_NEAR = 1.5  # pixels that an edge may be away

# What is seen in a drawing: where it is, how it is coloured, what it says. Both drawings are measured alike.
_MEASURE = """
function seen(root) {
  const from = root.getBoundingClientRect();
  const found = [];
  const box = (part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return [left - from.left, top - from.top, right - from.left, bottom - from.top];
  };
  const paint = (value, opacity) =>
    value.startsWith("url") ? "pattern" : value === "none" || opacity === "0" ? "" : value;
  const kinds = { errorbar: "error", bars: "bar", scatterlayer: "marker", shapelayer: "shape", gridlayer: "grid",
    zerolinelayer: "grid", bg: "ground", annotation: "arrow" };
  const kind = (part) => kinds[Object.keys(kinds).find((name) => part.closest(`.${name}`))];
  const textKind = (part) => part.closest(".xtick, .ytick") ? "tick" : "text";
  for (const part of root.querySelectorAll("path, circle, rect, text")) {
    if (part.closest("defs, .draglayer, .hoverlayer, .modebar, .zoomlayer")) continue;
    const style = getComputedStyle(part);
    if (style.display === "none" || style.opacity === "0") continue;
    if (part.tagName === "text") {
      const lines = part.querySelectorAll("tspan.line");
      for (const line of lines.length ? lines : [part]) {
        const inner = line.querySelector("tspan") ?? line;
        const { fill, fontWeight, fontSize } = getComputedStyle(inner.textContent === line.textContent ? inner : line);
        const plain = inner.textContent === line.textContent;
        if (line.textContent.trim()) found.push({ kind: textKind(part), box: box(line), text: line.textContent,
          look: plain ? [fill, fontWeight, fontSize].join() : "" });
      }
      continue;
    }
    const width = parseFloat(style.strokeWidth);
    const path = part.getAttribute("d");
    const fill = path && !path.includes("Z") ? "" : paint(style.fill, style.fillOpacity); // of lines
    const stroke = width ? paint(style.stroke, style.strokeOpacity) : "";
    if (!fill && !stroke) continue;
    const look = [fill, stroke, stroke && width].join();
    // The errors of a trace may be one path; plotly.js hides the end of an arrow's line by a dash.
    const pieces = (path ?? "").split(/(?=M)/);
    if (part.closest(".annotation-arrow-g") && stroke) {
      const [, before, shown] = style.strokeDasharray.split(",").map(parseFloat);
      const [start, end] = [before, before + shown].map((length) => part.getPointAtLength(length));
      part.setAttribute("d", `M${start.x} ${start.y}L${end.x} ${end.y}`);
    }
    for (const piece of pieces) {
      let measured = part;
      if (pieces.length > 1) {
        measured = part.cloneNode();
        measured.setAttribute("d", piece);
        part.parentNode.append(measured);
      }
      const where = box(measured);
      if (measured !== part) measured.remove();
      if (where[0] !== where[2] || where[1] !== where[3]) found.push({ kind: kind(part), box: where, text: "", look });
    }
  }
  return found;
}
async function compare([figure, width, markup]) {
  const [theirs, ours] = ["theirs", "ours"].map((name) => document.getElementById(name));
  theirs.style.width = `${width}px`;
  theirs.style.height = `${figure.layout.height}px`;
  const config = { displayModeBar: false, responsive: false };
  await Plotly.react(theirs, figure.data, { ...figure.layout, width }, config);
  ours.innerHTML = markup;
  return [seen(theirs), seen(ours)];
}
"""

Seen = dict[str, Any]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page with plotly.js and the site's font, and nothing else."""
    data = base64.b64encode(font_file().read_bytes()).decode()
    face = f'@font-face{{font-family:"Source Sans";font-weight:200 900;src:url(data:font/woff2;base64,{data})}}'
    page = browser.new_page(viewport={"width": 1250, "height": 800})
    style = f'{face}body{{margin:0}}#ours{{font-family:"Source Sans"}}svg{{display:block}}'
    page.set_content(f"<!doctype html><style>{style}</style><div id=theirs></div><div id=ours></div>")
    page.add_script_tag(path=assets.PLOTLY_FILE)
    page.add_script_tag(content=_MEASURE)
    page.evaluate("Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 16px 'Source Sans'`)))")
    yield page
    page.close()


def test_everything_is_where_plotly_js_draws_it(page: Page) -> None:
    worst: dict[str, float] = defaultdict(float)
    faults: list[str] = []
    for label, figure, width in (*figures(), *figures("dark", ["en"])):  # places are the same in both themes
        theirs, ours = page.evaluate("compare", [figure, width, svg.render(figure, width=width)])
        faults += [f"{label}: {fault}" for fault in _differences(theirs, ours[1:], worst)]
    assert worst.keys() >= {"bar", "error", "marker", "shape", "grid", "ground", "arrow", "tick", "text"}
    assert not faults, "\n".join(faults[:40])


def _differences(theirs: list[Seen], ours: list[Seen], worst: dict[str, float]) -> Iterator[str]:
    """What is not in both; `worst` gets the largest distance of edges of each kind."""
    left = list(ours)
    for one in theirs:
        alike = [other for other in left if (other["text"], other["look"]) == (one["text"], one["look"])]
        if not alike:
            yield f"{one['kind']} {one['text']!r} {one['look']} at {one['box']} is not drawn"
            continue
        best = min(alike, key=lambda other: _distance(one, other))
        away = _distance(one, best)
        worst[one["kind"]] = max(worst[one["kind"]], round(away, 3))
        if away > _NEAR:
            yield f"{one['kind']} {one['text']!r} is at {best['box']}, not {one['box']}"
        left.remove(best)
    for other in left:
        yield f"{other['text']!r} {other['look']} at {other['box']} is not in plotly.js"


def _distance(one: Seen, other: Seen) -> float:
    return max(abs(float(a - b)) for a, b in zip(one["box"], other["box"], strict=True))
