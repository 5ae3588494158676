"""Charts as pages draw them, kept as pictures that stand on a page until its own charts are drawn.

There is one for each width that a chart is drawn in. Colours are those of the page's theme, text is in its font. A
picture is found by the figure that it was drawn from, so none of another figure is ever shown.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import plotly
from markupsafe import Markup

from components import cards, catalogue, html
from components.card import Chart, payload
from components.pictures.draw import sketch
from components.site import SWITCH
from components.theme import LIGHT, Palette
from components.view import View, in_language
from data.files import write_atomically

FOLDER = Path(__file__).parent / "screen"
_MANIFEST = "screen.json"
# Width that a chart is drawn in where a page has its full width, and on a phone of 390 pixels; in CSS pixels.
_WIDTHS = {"wide": 1200, "narrow": 358}
# What may be picked of a chart for which there is a picture with each option alone.
_PICKED = ("metric", "kind")
_DRAWN_BY = (Path(__file__).parent / "draw.py").read_text("utf-8") + Path(__file__).read_text("utf-8")

_COLOUR = re.compile(r"rgb\((\d+), (\d+), (\d+)\)|#([0-9a-f]{6})\b")
_USUAL = re.compile(
    r"(?:vector-effect: none|(?:fill-|stroke-)?opacity: 1|stroke-width: 0px|fill: none; stroke: none);? ?"
)
_EMPTY = re.compile(r'<g(?: [^<>]*)?/>|<path(?: class="[^"]*")?/>|<(g|defs)(?: [^<>]*)?></\1>| style=""')
_GROUND = re.compile(r"<rect [^<>]*/>(?=<defs)")


def every() -> Iterator[tuple[str, str, Any]]:
    """Every chart that there is a picture of, in each language: its name, the width's name, and the figure."""
    for language in SWITCH:
        view = in_language(language)
        for name, chart in _charts(view):
            for size, figure in json.loads(payload(chart, view.words))["figures"].items():
                yield f"{name}-{language}-{size}", size, figure


def _charts(view: View) -> Iterator[tuple[str, Chart]]:
    """Each chart whole and with one option picked, and those that are drawn otherwise on the overview."""
    yield "visit-timeline-short", cards.visit(view, short=True)
    for name, entry in catalogue.CHARTS.items():
        picks = [
            (parameter, option)
            for parameter, offer in entry.offers(view).items()
            if parameter in _PICKED
            for option in offer.options
        ]
        for picked in ((), *((pick,) for pick in picks)):
            if chart := catalogue.chart(name, view, {parameter: [option] for parameter, option in picked}):
                yield "-".join((name, *(option for _, option in picked))), chart


def fingerprint(figure: Mapping[str, Any]) -> str:
    """Changes with the figure, and with how it is drawn."""
    told = json.dumps(figure, sort_keys=True)
    return hashlib.sha256("\n".join((plotly.__version__, _DRAWN_BY, told)).encode()).hexdigest()[:32]


def stale(folder: Path = FOLDER) -> list[str]:
    """Names of pictures that are missing, or whose figure is another now."""
    known = _manifest(folder)
    return [name for name, _, figure in every() if known.get(fingerprint(figure)) is None]


def keep(executable: str, folder: Path = FOLDER) -> list[str]:
    """Draw what is stale and take away what is no picture any more; returns the names of what was drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    known = _manifest(folder)
    wanted = {fingerprint(figure): (name, size, figure) for name, size, figure in every()}
    missing = {
        key: drawn for key, drawn in wanted.items() if key not in known or not _file(known[key], folder).exists()
    }
    told = [(json.dumps(figure), _WIDTHS[size]) for _, size, figure in missing.values()]
    for (name, _, _), svg in zip(missing.values(), sketch(told, executable) if told else (), strict=True):
        write_atomically(_file(name, folder), _themed(svg))
    names = {key: name for key, (name, _, _) in sorted(wanted.items(), key=lambda item: item[1][0])}
    write_atomically(folder / _MANIFEST, json.dumps(names, indent=1) + "\n")
    for stray in set(folder.iterdir()) - {_file(name, folder) for name in names.values()} - {folder / _MANIFEST}:
        stray.unlink()
    return [name for name, _, _ in missing.values()]


def stills(figures: Mapping[str, Any]) -> Markup:
    """The kept pictures of a chart's figures by width, as HTML; empty for those that none is kept of."""
    found = ((size, _kept(fingerprint(figure))) for size, figure in figures.items())
    return Markup("").join(html.own(svg.replace("<svg ", f'<svg class="{size}" ', 1)) for size, svg in found if svg)


@lru_cache(maxsize=256)
def _kept(key: str) -> str:
    name = _manifest(FOLDER).get(key)
    try:
        return _file(name, FOLDER).read_text("utf-8") if name else ""
    except FileNotFoundError:
        return ""


def _file(name: str, folder: Path) -> Path:
    return folder / f"{name}.svg"


def _manifest(folder: Path) -> dict[str, str]:
    path = folder / _MANIFEST
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def _themed(svg: str) -> str:
    """The SVG to stand in a page: in the colours of its theme, and without what changes nothing."""
    tokens = {getattr(LIGHT, field.name): field.name for field in fields(Palette)}

    def token(found: re.Match[str]) -> str:
        colour = f"#{found[4]}" if found[4] else "#" + "".join(f"{int(part):02x}" for part in found.groups()[:3])
        return f"var(--{tokens[colour]})" if colour in tokens else found[0]

    svg = _USUAL.sub("", _GROUND.sub("", svg, count=1))
    before = ""
    while before != svg:
        before, svg = svg, _EMPTY.sub("", svg)
    svg = svg.replace(
        'class="main-svg" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ', "", 1
    )
    return _COLOUR.sub(token, svg)
