"""A chart card as HTML, and as JSON for a card that is shown already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from components import rendering, svg
from components.charts.spec import Chart, ChartSpec, FilterSpec, Selection, YearFilterSpec, pairs
from components.i18n import Words
from components.i18n.rich_text import quoted
from components.pages.blocks import ChartCard
from components.rendering.share import share
from components.theme.tokens import CSS_COLOURS, ON_SCREEN, SCREEN_WIDTHS
from components.urls.query_params import year_range
from components.urls.site_urls import Urls
from components.view import View

_STATUS = ("copied", "no_copy", "failed", "not_drawn", "text_copied", "no_text_copy", "loading", "started")
_SAID = ("download", "table", "share", "at_words", "copy", "copy_text", "more_filters", "reset")
_FILES = ("png", "svg", "csv")


@dataclass(frozen=True)
class Context:
    """Where cards are shown: the view, the addresses, and whether a card is alone on its page."""

    view: View
    urls: Urls
    is_embed: bool = False

    def filter_url(self, spec: ChartSpec, selection: Selection) -> str:
        """Return the address of the page with this selected."""
        if self.is_embed:
            return self.urls.embed(spec.name, pairs(selection))
        return self.urls.page(spec.page, pairs(selection))


def figures(chart: Chart) -> dict[str, dict[str, Any]]:
    """Return the figure of a chart for each screen size, in light colours."""
    return {size: chart.figure(look) for size, look in ON_SCREEN["light"].items()}


def payload(card: ChartCard, context: Context) -> dict[str, Any]:
    """Return what a card needs to change into this one: its HTML, figures and details of marks."""
    chart = card.chart
    drawn = figures(chart) if chart else None
    return {
        "chart": card.spec.name,
        "state": _state(card, context),
        "title": chart.story.title if chart else "",
        "alt": chart.alt if chart else "",
        "parameters": [each.parameter for each in card.spec.filters],
        "html": str(render(card, context, drawn)),
        "figures": drawn,
        "details": _details(chart, context.view.words) if chart else {},
    }


def render(card: ChartCard, context: Context, drawn: Mapping[str, Any] | None = None) -> Markup:
    """Return a card as HTML. drawn: its figures by screen size, if they are at hand."""
    words, chart, urls = context.view.words, card.chart, context.urls
    chosen = pairs(card.selection)
    filters = [_filter(each, card, context) for each in card.spec.filters] if card.has_filters else []
    folded = [each for each in filters if each["folded"]]
    return _fill(
        chart,
        words,
        drawn or (figures(chart) if chart else {}),
        name=card.spec.name,
        state=_state(card, context),
        parameters=" ".join(each.parameter for each in card.spec.filters),
        data_url=urls.chart(card.spec.name, "json", chosen),
        filters=filters,
        folded=folded,
        folded_open=any(each["selected"] for each in folded),
        table_open=card.table_open,
        downloads=_downloads(chart, chosen, urls, words) if chart else [],
        share=share(chart, card.spec, card.selection, urls, words) if chart else None,
    )


def render_own(chart: Chart, words: Words) -> Markup:
    """Return the card of a reader's own article, which has no address: its data stand in the card itself.

    So do its images, which the browser puts in their place: Streamlit lets no SVG through.
    """
    drawn, state = figures(chart), _digest(chart.csv)
    data = {"chart": chart.name, "state": state, "parameters": [], "html": "", "figures": drawn}
    data |= {"details": _details(chart, words), "images": "".join(_svgs(drawn, state))}
    return _fill(chart, words, drawn, name=chart.name, state=state, payload=rendering.json_attribute(data))


_OPTIONAL: dict[str, Any] = {
    **dict.fromkeys(("parameters", "data_url", "payload"), ""),
    **dict.fromkeys(("folded_open", "table_open"), False),
    **dict.fromkeys(("filters", "folded", "downloads"), ()),
    "share": None,
}


def _fill(chart: Chart | None, words: Words, drawn: Mapping[str, Any], **parts: Any) -> Markup:  # noqa: ANN401
    """Return the filled template; a card without a chart says that nothing is left to draw."""
    nothing = {"title": words(f"file.{parts['name']}"), "subtitle": "", "caveat": "", "source": ""}
    return rendering.render(
        "card",
        **{**_OPTIONAL, **parts},
        text=chart.story if chart else nothing,
        quotes=words.quotes,
        alt=chart.alt if chart else "",
        keys=words("card.keys" if chart and chart.details else "card.keys_few"),
        heights={size: figure["layout"]["height"] for size, figure in drawn.items()},
        svgs=() if parts.get("payload") else _svgs(drawn, parts["state"]),
        empty="" if chart else words("record.nothing"),
        source_link=chart.at_words if chart else "",
        columns=chart.columns if chart else (),
        rows=chart.rows if chart else (),
        words={name: words(f"card.{name}") for name in _SAID} | {"status": {n: words(f"card.{n}") for n in _STATUS}},
    )


def _svgs(drawn: Mapping[str, Any], state: str) -> list[Markup]:
    """Return the figures as SVG in the page's own colours, each with its screen size as class."""
    found = []
    for size, figure in drawn.items():
        image = svg.render(figure, width=SCREEN_WIDTHS[size], colours=CSS_COLOURS, id_prefix=f"{size[0]}{state[:6]}")
        found.append(rendering.own(image.replace("<svg ", f'<svg class="{size}" ', 1)))
    return found


def _state(card: ChartCard, context: Context) -> str:
    """Return a short text that changes with whatever a card shows."""
    chart = card.chart
    told = (chart.csv, chart.alt) if chart else ()
    return _digest(card.spec.name, context.view.language, repr(pairs(card.selection)), *told)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _details(chart: Chart, words: Words) -> dict[str, Any]:
    return {
        name: {
            "lines": [
                [{"text": part.text, "language": part.language} for part in quoted(line, words.quotes)]
                for line in detail.lines
            ],
            "link": detail.link,
            "open": detail.open,
        }
        for name, detail in chart.details.items()
    }


def _downloads(chart: Chart, chosen: Sequence[tuple[str, str]], urls: Urls, words: Words) -> list[dict[str, str]]:
    theme = "light"  # files are for paper and slides
    links = ((form, urls.chart(chart.name, form, chosen, theme if form != "csv" else "")) for form in _FILES)
    return [
        {"url": url, "file": f"{chart.file}.{form}", "format": form, "label": words(f"card.{form}")}
        for form, url in links
        if url
    ]


def _filter(each: FilterSpec, card: ChartCard, context: Context) -> dict[str, Any]:
    """Return a filter for its template: its options as links to what they lead to."""
    view, words = context.view, context.view.words
    chosen, options = card.selection.get(each.parameter, ()), list(each.options(view))
    parts: dict[str, Any] = {
        "parameter": each.parameter,
        "label": each.label(words),
        "multiple": each.multiple,
        "folded": each.folded,
        "selected": bool(chosen),
        "clear_url": context.filter_url(card.spec, {**card.selection, each.parameter: ()}) if chosen else "",
        "years": None,
        "options": [],
    }
    if isinstance(each, YearFilterSpec):
        first, last = next(map(year_range, chosen), None) or (int(options[0]), int(options[-1]))
        ends = zip(("first", "last"), each.ends(words), (first, last), strict=True)
        parts["years"] = {
            "first": options[0],
            "last": options[-1],
            "every": [int(year) for year in options],
            "ends": [{"name": name, "label": label, "year": year} for name, label, year in ends],
        }
        return parts
    usual = () if each.multiple else tuple(options[:1])
    for option in options:
        if each.multiple:
            turned = tuple(one for one in options if (one in chosen) != (one == option))
        else:
            turned = () if option in usual else (option,)
        parts["options"].append(
            {
                "value": option,
                "label": each.option_label(option, words),
                "selected": option in (chosen or usual),
                "is_default": option in usual,
                "url": context.filter_url(card.spec, {**card.selection, each.parameter: turned}),
            }
        )
    return parts
