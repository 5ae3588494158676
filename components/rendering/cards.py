"""Chart cards as HTML, and as JSON with which the browser changes a card to another selection."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from components import rendering, svg
from components.charts.spec import Chart, ChartSpec, FilterSpec, Selection, YearFilterSpec, pairs, widest_range
from components.i18n import Messages
from components.i18n.rich_text import split_quotations
from components.pages.blocks import ChartCard
from components.pages.figure_usage import terms_of_use
from components.rendering.share import share_options
from components.theme.css import CSS_VARIABLES
from components.theme.tokens import SCREEN_LOOKS, SCREEN_WIDTHS_PX
from components.urls.query_params import year_range
from components.urls.site_urls import Urls
from components.view import View

_STATUS_MESSAGES = ("copied", "no_copy", "failed", "not_drawn", "text_copied", "no_text_copy", "loading", "started")
_LABELS = ("download", "terms", "table", "share", "at_words", "copy", "copy_text", "more_filters", "reset")
_DOWNLOAD_FORMATS = ("png", "svg", "csv")


@dataclass(frozen=True)
class RenderContext:
    """What rendering depends on beside the blocks: the view, the addresses, and whether a card is embedded alone."""

    view: View
    urls: Urls
    is_embed: bool = False

    def filter_url(self, spec: ChartSpec, selection: Selection) -> str:
        """Return the address of the page that shows a selection."""
        if self.is_embed:
            return self.urls.embed(spec.name, pairs(selection))
        return self.urls.page(spec.page, pairs(selection))


def screen_figures(chart: Chart) -> dict[str, dict[str, Any]]:
    """Return the Plotly figures of a chart by screen size, in light colours."""
    return {size: chart.figure(look) for size, look in SCREEN_LOOKS["light"].items()}


def card_payload(card: ChartCard, context: RenderContext) -> dict[str, Any]:
    """Return a card as JSON: its HTML, figures by screen size, and details by mark."""
    chart = card.chart
    figures = screen_figures(chart) if chart else None
    return {
        "chart": card.spec.name,
        "state": _state(card, context),
        "title": chart.text.title if chart else "",
        "alt": chart.alt if chart else "",
        "parameters": [each.parameter for each in card.spec.filters],
        "html": str(render_card(card, context, figures)),
        "figures": figures,
        "details": _details(chart, context.view.words) if chart else {},
    }


def render_card(card: ChartCard, context: RenderContext, figures: Mapping[str, Any] | None = None) -> Markup:
    """Return a card as HTML. figures: by screen size, if they are computed already."""
    words, chart, urls = context.view.words, card.chart, context.urls
    selected = pairs(card.selection)
    filters = [_filter(each, card, context) for each in card.spec.filters] if card.has_filters else []
    folded = [each for each in filters if each["folded"]]
    return _fill_template(
        chart,
        words,
        figures or (screen_figures(chart) if chart else {}),
        name=card.spec.name,
        state=_state(card, context),
        parameters=" ".join(each.parameter for each in card.spec.filters),
        data_url=urls.chart(card.spec.name, "json", selected),
        filters=filters,
        folded=folded,
        folded_open=any(each["selected"] for each in folded),
        table_open=card.table_open,
        downloads=_downloads(chart, selected, urls, words) if chart else [],
        share=share_options(chart, card.spec, card.selection, urls, words) if chart else None,
        terms=terms_of_use(chart, context.view) if chart else (),
    )


def render_article_card(chart: Chart, words: Messages) -> Markup:
    """Return the card of a reader's own article, with its data in an attribute because no address leads to them.

    The data include the images, because Streamlit removes SVG from HTML.
    """
    figures, state = screen_figures(chart), _digest(chart.csv)
    data = {"chart": chart.name, "state": state, "parameters": [], "html": "", "figures": figures}
    data |= {"details": _details(chart, words), "images": "".join(_svgs(figures, state))}
    return _fill_template(chart, words, figures, name=chart.name, state=state, payload=rendering.json_attribute(data))


_DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(("parameters", "data_url", "payload"), ""),
    **dict.fromkeys(("folded_open", "table_open"), False),
    **dict.fromkeys(("filters", "folded", "downloads", "terms"), ()),
    "share": None,
}


def _fill_template(chart: Chart | None, words: Messages, figures: Mapping[str, Any], **parts: Any) -> Markup:  # noqa: ANN401
    """Return the filled template; a card without a chart says that its selection is empty."""
    nothing = {"title": words(f"file.{parts['name']}"), "subtitle": "", "caveat": "", "source": ""}
    return rendering.render(
        "card",
        **{**_DEFAULTS, **parts},
        text=chart.text if chart else nothing,
        quotes=words.quotes,
        alt=chart.alt if chart else "",
        keys=words("card.keys" if chart and chart.details else "card.keys_few"),
        heights={size: figure["layout"]["height"] for size, figure in figures.items()},
        svgs=() if parts.get("payload") else _svgs(figures, parts["state"]),
        empty="" if chart else words("record.nothing"),
        source_link=chart.source_url if chart else "",
        columns=chart.columns if chart else (),
        rows=chart.rows if chart else (),
        words={name: words(f"card.{name}") for name in _LABELS}
        | {"status": {n: words(f"card.{n}") for n in _STATUS_MESSAGES}},
    )


def _svgs(figures: Mapping[str, Any], state: str) -> list[Markup]:
    """Return the figures as SVG with CSS variables as colours, each with its screen size as class."""
    found = []
    for size, figure in figures.items():
        image = svg.render(
            figure, width=SCREEN_WIDTHS_PX[size], colours=CSS_VARIABLES, id_prefix=f"{size[0]}{state[:6]}"
        )
        found.append(rendering.trusted_html(image.replace("<svg ", f'<svg class="{size}" ', 1)))
    return found


def _state(card: ChartCard, context: RenderContext) -> str:
    """Return a fingerprint of what a card shows."""
    chart = card.chart
    content = (chart.csv, chart.alt) if chart else ()
    return _digest(card.spec.name, context.view.language, repr(pairs(card.selection)), *content)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _details(chart: Chart, words: Messages) -> dict[str, Any]:
    return {
        name: {
            "lines": [
                [{"text": part.text, "language": part.language} for part in split_quotations(line, words.quotes)]
                for line in detail.lines
            ],
            "link": detail.link,
            "open": detail.link_text,
        }
        for name, detail in chart.details.items()
    }


def _downloads(chart: Chart, selected: Sequence[tuple[str, str]], urls: Urls, words: Messages) -> list[dict[str, str]]:
    theme = "light"  # files are for paper and slides
    links = (
        (form, urls.chart(chart.name, form, selected, theme if form != "csv" else "")) for form in _DOWNLOAD_FORMATS
    )
    return [
        {"url": url, "file": f"{chart.file_stem}.{form}", "format": form, "label": words(f"card.{form}")}
        for form, url in links
        if url
    ]


def _filter(each: FilterSpec, card: ChartCard, context: RenderContext) -> dict[str, Any]:
    """Return the variables of a filter's template; its options are links to the page with that choice."""
    view, words = context.view, context.view.words
    selected, options = card.selection.get(each.parameter, ()), list(each.options(view))
    listed = list(each.available_options(view, card.selection))
    default = each.default_option(view, card.selection)
    kept = {name: values for name, values in card.selection.items() if name not in each.resets}

    def url(values: tuple[str, ...]) -> str:
        others = card.selection if values == selected else kept
        return context.filter_url(card.spec, {**others, each.parameter: values})

    def part(option: str, label: str, toggled: tuple[str, ...]) -> dict[str, Any]:
        return {
            "value": option,
            "label": label,
            "selected": option in (selected or (default,)),
            "is_default": option == default,
            "is_listed": option in listed,
            "url": url(toggled),
        }

    parts: dict[str, Any] = {
        "parameter": each.parameter,
        "label": each.label(words),
        "multiple": each.multiple,
        "folded": each.folded,
        "is_listed": len(listed) > 1,
        "resets": " ".join(each.resets),
        "selected": bool(selected),
        "clear_url": url(()) if selected else "",
        "menu": ", ".join(each.option_label(option, words) for option in selected or (default,))
        if each.is_menu
        else "",
        "years": None,
        "options": [],
    }
    if isinstance(each, YearFilterSpec):
        ends = zip(("first", "last"), each.ends(words), year_range((*selected, default)[0]) or (), strict=True)
        parts["years"] = {
            "first": options[0],
            "last": options[-1],
            "default": default,
            "every": [int(year) for year in listed],
            "ends": [{"name": name, "label": label, "year": year} for name, label, year in ends],
        }
        if each.all_label:
            every = widest_range(listed or options)
            listed.append(every)
            parts["options"] = [part(every, each.all_label(words), () if every == default else (every,))]
        return parts
    for option in options:
        if each.multiple:
            toggled = tuple(one for one in options if (one in selected) != (one == option))
        else:
            toggled = () if option == default else (option,)
        parts["options"].append(part(option, each.option_label(option, words), toggled))
    return parts
