"""Every chart as a picture in a file: which there are, and the figure that each is drawn from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import plotly

from components import browser, catalogue
from components.card import Chart
from components.charts import trade_balance
from components.charts.frame import PAGE_ADDRESS
from components.share import Query, link
from components.site import SWITCH
from components.theme import IMAGES
from components.view import in_language
from components.web.assets import FONT_FILE, base
from data.package import LICENCE

THEMES = tuple(IMAGES)
FORMS = ("svg", "png")
# What may be picked of a chart's picture; a chart that is not here has but one a language and theme.
METRICS = {trade_balance.NAME: trade_balance.METRICS}


# What draws them, as text.
_DRAWN_BY = f"{browser.script('take')}{(Path(__file__).parent / 'draw.py').read_text('utf-8')}{FONT_FILE.name}"


@dataclass(frozen=True)
class Picture:
    """A picture: its chart, language and theme, and the one metric that it shows, or none for all."""

    chart: str
    language: str
    theme: str
    metric: str = ""

    @property
    def name(self) -> str:
        """Name of its file, without ending."""
        return "-".join(filter(None, (self.chart, self.metric, self.language, self.theme)))

    @property
    def drawn(self) -> Chart:
        """The chart, as the pages have it."""
        asked = {"metric": [self.metric]} if self.metric else {}
        chart = catalogue.chart(self.chart, in_language(self.language), asked)
        if chart is None:
            raise LookupError(f"the tables leave nothing to draw of {self.chart}")
        return chart


@dataclass(frozen=True)
class Drawing:
    """What a picture is made of: its figure as JSON, and the words that its file carries."""

    figure: str
    title: str
    alt: str

    @property
    def fingerprint(self) -> str:
        """Changes with whatever changes the picture: its figure, its words, and how it is drawn."""
        parts = (plotly.__version__, self.title, self.alt, self.figure, _DRAWN_BY)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def every() -> Iterator[Picture]:
    """All pictures that there are, of charts that the tables leave anything to draw of."""
    for chart in catalogue.CHARTS:
        if catalogue.chart(chart, in_language(SWITCH[0]), {}) is None:
            continue
        for metric in ("", *METRICS.get(chart, ())):
            for language in SWITCH:
                for theme in THEMES:
                    yield Picture(chart, language, theme, metric)


def drawing(picture: Picture, address: str = "") -> Drawing:
    """The picture's figure from the tables as they are; `address`: of the site, to stand under it, if it is known."""
    chart = picture.drawn
    signed = [in_language(picture.language).words("site.name"), LICENCE["name"].replace("-", " ", 2)]
    if address:
        signed.append(address.rstrip("/") + link(chart.name, chart.query or (), picture.language))
    figure = chart.figure(IMAGES[picture.theme])
    for annotation in figure["layout"]["annotations"]:
        annotation["text"] = annotation["text"].replace(PAGE_ADDRESS, " · ".join(signed))
    return Drawing(json.dumps(figure, ensure_ascii=False, sort_keys=True), chart.story.title, chart.story.alt)


def of(chart: str, query: Query, language: str, theme: str) -> Picture | None:
    """The picture of the chart of this name, or None where there is none with just this picked."""
    drawn = [(), *((("metric", metric),) for metric in METRICS.get(chart, ()))]
    if tuple(query) not in drawn:
        return None
    return Picture(chart, language, theme, *(value for _, value in query))


def path(picture: Picture, form: str) -> str:
    """Path that the picture is served at, in one of `FORMS`."""
    query = {"lang": picture.language, "theme": picture.theme} | ({"metric": picture.metric} if picture.metric else {})
    return f"{base()}charts/{picture.chart}.{form}?{urlencode(query)}"
